//! `journey check --watch`: check again after each change.
//!
//! Folders are listened to, not files: an editor may write a new file and move it to the place of the old one. What was read decides
//! what is listened to, so this is settled anew in each run. A run begins only when nothing has changed for a moment.
//!
//! Ctrl-C ends the program by its signal, as a shell expects it; there is nothing to tidy up.

mod interest;
pub mod output;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::args::CheckArguments;
use super::check::{Report, check};
use super::paths::Found;
use super::terminal::{clear, complain, print, reason, tell};
use super::{Failure, Outcome, paths, settings};
pub use interest::Interest;

/// How long nothing must change before a run begins.
const QUIET: Duration = Duration::from_millis(100);
/// How long a run waits at most while files keep changing.
const PATIENCE: Duration = Duration::from_secs(2);

/// What happens while the program waits.
pub enum Message {
    /// Something in the folders.
    Changed(notify::Result<Event>),
    /// Nobody reads standard output any more.
    OutputClosed,
    /// Somebody has asked for an end.
    Interrupted,
}

/// Runs until it is interrupted or nobody reads standard output any more.
pub fn run(arguments: &CheckArguments) -> Result<Outcome, Failure> {
    if arguments.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(Failure::new("`--watch` cannot watch standard input; name files or folders"));
    }
    let (sender, messages) = channel();
    let mut listener = Listener::new(sender.clone())?;
    output::tell_when_closed(sender);
    let settings = settings::find(&arguments.paths, None, arguments.config.as_deref())?;
    let found = paths::find(&arguments.paths, None, settings, arguments.markdown)?;
    listener.follow(interest(arguments, &found));
    let mut first = true;
    loop {
        let start = Instant::now();
        let settled = settle(arguments, &mut listener);
        print(clear())?;
        match settled {
            Ok(report) => {
                tell(&report.said);
                print(&report.text)?;
            }
            // A file of settings may be half written; the next change tells.
            Err(Failure::Message(why)) if !first => complain(&why),
            Err(failure) => return Err(failure),
        }
        first = false;
        tell(&format!("checked in {} ms; waiting for changes, Ctrl-C ends it\n", start.elapsed().as_millis()));
        if !wait(&messages, &listener.interest, QUIET)? {
            return Ok(Outcome::Clean);
        }
    }
}

/// Checks, and once more if something was read in a folder that nobody listened to at that time.
fn settle(arguments: &CheckArguments, listener: &mut Listener) -> Result<Report, Failure> {
    loop {
        listener.listen()?;
        let report = check(arguments)?;
        if !listener.follow(interest(arguments, &report.found)) {
            return Ok(report);
        }
    }
}

fn interest(arguments: &CheckArguments, found: &Found) -> Interest {
    Interest::new(arguments.paths.iter().chain(&arguments.baseline), found)
}

/// Waits for a change that matters, and then until nothing has changed for a moment. False if it is to end.
pub fn wait(messages: &Receiver<Message>, interest: &Interest, quiet: Duration) -> Result<bool, Failure> {
    let mut ends: Option<(Instant, Instant)> = None;
    loop {
        let message = match ends {
            None => messages.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some((still, last)) => {
                let left = still.min(last).saturating_duration_since(Instant::now());
                if left.is_zero() { Err(RecvTimeoutError::Timeout) } else { messages.recv_timeout(left) }
            }
        };
        match message {
            Ok(Message::OutputClosed) => return Err(Failure::ClosedPipe),
            Ok(Message::Interrupted) => return Ok(false),
            Ok(Message::Changed(event)) => {
                // An error of the system may stand for changes that were lost.
                if event.map_or(true, |event| interest.concerns(&event)) {
                    let now = Instant::now();
                    ends = Some((now + quiet, ends.map_or(now + PATIENCE, |(_, last)| last)));
                }
            }
            Err(RecvTimeoutError::Timeout) => return Ok(true),
            Err(RecvTimeoutError::Disconnected) => return Err(Failure::new("the system has stopped to tell of changes")),
        }
    }
}

/// Listens to folders.
pub struct Listener {
    watcher: RecommendedWatcher,
    folders: BTreeSet<PathBuf>,
    /// What matters.
    pub interest: Interest,
}

impl Listener {
    /// Listens to nothing yet; changes are sent.
    pub fn new(sender: Sender<Message>) -> Result<Self, Failure> {
        // Nobody is left to be told once the receiver is gone.
        let watcher = notify::recommended_watcher(move |event| drop(sender.send(Message::Changed(event))));
        let watcher = watcher.map_err(|error| Failure::new(format!("cannot watch files: {}", why(&error))))?;
        Ok(Self { watcher, folders: BTreeSet::new(), interest: Interest::default() })
    }

    /// Says what matters from now on, and whether a folder has come to those to listen to.
    pub fn follow(&mut self, interest: Interest) -> bool {
        let folders = interest.folders_to_watch();
        for folder in self.folders.difference(&folders) {
            // A folder that is gone is not listened to anyway.
            let _ = self.watcher.unwatch(folder);
        }
        let more = !folders.is_subset(&self.folders);
        self.folders = folders;
        self.interest = interest;
        more
    }

    /// Listens to the folders. Again to those that it has listened to: they may have been replaced by others of the same name.
    pub fn listen(&mut self) -> Result<(), Failure> {
        for folder in &self.folders {
            match self.watcher.watch(folder, RecursiveMode::NonRecursive) {
                // Settings may come in any folder above, and not each of them lets us look.
                Err(error) if !is_gone(&error, folder) && self.interest.lies_in(folder) => {
                    return Err(Failure::new(format!("cannot watch `{}`: {}", folder.to_string_lossy(), why(&error))));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

fn is_gone(error: &notify::Error, folder: &Path) -> bool {
    matches!(error.kind, ErrorKind::PathNotFound) || !folder.is_dir()
}

fn why(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => "the system watches no more folders (on Linux, see fs.inotify.max_user_watches)".to_owned(),
        ErrorKind::Io(error) => reason(error),
        _ => "the system does not say why".to_owned(),
    }
}
