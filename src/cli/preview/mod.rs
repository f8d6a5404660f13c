//! `journey preview`: a map, or those of a Markdown file, in the browser, drawn again after each change.
//!
//! One thread listens to the folders of all that was read, as `check --watch` does, and draws; what it has drawn is a *version*. The
//! server answers with the newest one, on this machine alone, and tells pages that are open when there is another. It reads nothing
//! from the disk: what it can show is what was read to draw the map.
//!
//! Ctrl-C ends the program; there is nothing to tidy up.

mod places;
mod server;
mod version;

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use tokio::sync::watch as newest;

use super::args::PreviewArguments;
use super::paths::Found;
use super::terminal::{complain, print, tell};
use super::watch::{Interest, Listener, Message, output, wait};
use super::{Failure, Outcome, paths, settings};
use crate::render::visible;
use server::Server;
use version::Version;

/// How long nothing must change before the map is drawn: shorter than an eye notices, longer than an editor takes to save.
const QUIET: Duration = Duration::from_millis(15);

/// Runs until it is interrupted.
pub fn run(arguments: &PreviewArguments) -> Result<Outcome, Failure> {
    let shown = arguments.file.to_string_lossy();
    if arguments.file.as_os_str() == "-" {
        return Err(Failure::new("`preview` cannot watch standard input; name a file"));
    }
    if arguments.file.is_dir() {
        return Err(Failure::new(format!("`{shown}` is a folder; name a file in it")));
    }
    let (sender, messages) = channel();
    let mut listener = Listener::new(sender.clone())?;
    output::tell_when_closed(sender.clone());
    listener.follow(Interest::new([&arguments.file].into_iter(), &find(arguments)?));
    let first = settle(arguments, &mut listener, &Version::default())?;
    if let Some(why) = first.hopeless() {
        return Err(Failure::new(why));
    }
    if let Some(why) = first.reason() {
        complain(why);
    }
    let (newest, seen) = newest::channel(Arc::new(first));
    let server = Server::bind(arguments.port)?;
    let address = server.address();
    print(&format!("{} is shown at {address}\nit is drawn again after each change; Ctrl-C ends it\n", visible(&shown)))?;
    std::thread::spawn(move || {
        server.serve(seen);
        // Whoever draws may have ended before.
        let _ = sender.send(Message::Interrupted);
    });
    if arguments.open && opener::open_browser(&address).is_err() {
        complain("no browser can be opened here; open the address by hand");
    }
    draw(arguments, &mut listener, &messages, &newest)
}

fn find(arguments: &PreviewArguments) -> Result<Found, Failure> {
    let files = std::slice::from_ref(&arguments.file);
    let settings = settings::find(files, None, arguments.read.config.as_deref())?;
    paths::find(files, None, settings, false)
}

/// Draws after each change, until it is interrupted.
fn draw(
    arguments: &PreviewArguments,
    listener: &mut Listener,
    messages: &Receiver<Message>,
    newest: &newest::Sender<Arc<Version>>,
) -> Result<Outcome, Failure> {
    while wait(messages, &listener.interest, QUIET)? {
        let start = Instant::now();
        let before = Arc::clone(&newest.borrow());
        match settle(arguments, listener, &before) {
            Ok(version) => {
                tell(&visible(&format!("drawn in {} ms: {}", start.elapsed().as_millis(), version.summary())));
                tell("\n");
                newest.send_replace(Arc::new(version));
            }
            // A file of settings may be half written; the next change tells.
            Err(Failure::Message(why)) => {
                complain(&why);
                newest.send_replace(Arc::new(before.unchecked(why)));
            }
            Err(failure) => return Err(failure),
        }
    }
    Ok(Outcome::Clean)
}

/// Draws, and once more if something was read in a folder that nobody listened to at that time.
fn settle(arguments: &PreviewArguments, listener: &mut Listener, before: &Version) -> Result<Version, Failure> {
    loop {
        listener.listen()?;
        let found = find(arguments)?;
        let version = before.next(arguments, &found)?;
        if !listener.follow(Interest::new([&arguments.file].into_iter(), &found)) {
            return Ok(version);
        }
    }
}

/// The path of a file as it is shown to people.
fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
