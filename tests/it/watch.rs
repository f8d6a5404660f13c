//! `check --watch` as a child process: files are changed, and what it says about them is awaited.

use std::fs;
use std::io::{BufRead, BufReader, PipeReader, pipe};
use std::path::Path;
use std::process::{Child, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::cli::{BAD, GOOD, command, folder, say};

/// How long something may take on a busy machine.
const LONG: Duration = Duration::from_mins(1);
/// Between two looks at something that nothing tells of.
const LOOK: Duration = Duration::from_millis(10);

/// The program while it watches, with the lines that it writes.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn new(at: &Path, arguments: &[&str]) -> Self {
        // One pipe for both, so that the order is that of the writing.
        let (reader, writer) = pipe().expect("there are pipes");
        let mut command = command(at, &[&["check", "--watch"], arguments].concat());
        command.stdin(Stdio::null()).stderr(writer.try_clone().expect("it can be"));
        let child = command.stdout(writer).spawn().expect("it runs");
        Self { child, lines: lines(reader) }
    }

    /// What the next run says.
    fn run(&mut self) -> String {
        let end = Instant::now() + LONG;
        let mut said = String::new();
        loop {
            match self.lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(line) if line.starts_with("checked in ") => {
                    assert!(line.ends_with(" ms; waiting for changes, Ctrl-C ends it"), "{line}");
                    return said;
                }
                Ok(line) => said += &(line + "\n"),
                Err(why) => panic!("no run ended ({why}); it said: {said}"),
            }
        }
    }

    /// Awaits a run that says something, and gives all runs until then.
    fn until(&mut self, words: &str) -> Vec<String> {
        self.until_it(|said| said.contains(words))
    }

    fn until_it(&mut self, is_awaited: impl Fn(&str) -> bool) -> Vec<String> {
        let end = Instant::now() + LONG;
        let mut runs = Vec::new();
        while Instant::now() < end {
            runs.push(self.run());
            if runs.last().is_some_and(|said| is_awaited(said)) {
                return runs;
            }
        }
        panic!("it never said what was awaited: {runs:#?}");
    }

    fn end(&mut self) -> ExitStatus {
        ended(&mut self.child)
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines(reader: PipeReader) -> Receiver<String> {
    let (sender, lines) = channel();
    thread::spawn(move || {
        for line in BufReader::new(reader).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    lines
}

fn ended(child: &mut Child) -> ExitStatus {
    let end = Instant::now() + LONG;
    while Instant::now() < end {
        if let Some(status) = child.try_wait().expect("it can be asked") {
            return status;
        }
        thread::sleep(LOOK);
    }
    panic!("it does not end");
}

fn put(at: &Path, path: &str, text: &str) {
    fs::write(at.join(path), text).expect("it can be written");
}

fn remove(at: &Path, path: &str) {
    fs::remove_file(at.join(path)).expect("it was there");
}

fn rename(at: &Path, from: &str, to: &str) {
    fs::rename(at.join(from), at.join(to)).expect("it was there");
}

#[test]
fn a_file_is_changed_deleted_made_again_and_replaced() {
    let place = folder(&[("a.journey", GOOD), ("other.txt", "")]);
    let at = place.path();
    let mut watching = Watching::new(at, &["a.journey"]);
    assert_eq!(watching.run(), "no findings in 1 file\n");
    put(at, "a.journey", BAD);
    watching.until("error[missing-colon]");
    remove(at, "a.journey");
    watching.until("error: cannot read `a.journey`: no such file or directory");
    put(at, "a.journey", GOOD);
    watching.until("no findings in 1 file");
    // As an editor saves: a new file in the place of the old one, twice.
    for (text, words) in [(BAD, "error[missing-colon]"), (GOOD, "no findings")] {
        put(at, "a.journey.new", text);
        rename(at, "a.journey", "a.journey~");
        rename(at, "a.journey.new", "a.journey");
        watching.until(words);
    }
}

#[test]
fn only_what_matters_begins_a_run() {
    let place = folder(&[("a.journey", GOOD), ("b.journey", GOOD)]);
    let at = place.path();
    let mut watching = Watching::new(at, &["a.journey", "-f", "short"]);
    assert_eq!(watching.run(), "");
    // Another program reads the file, and other files come and change.
    assert_eq!(say(at, &["check", "a.journey"]).0, 0);
    put(at, "b.journey", BAD);
    put(at, "new.journey", BAD);
    put(at, "a.dot", "digraph {}\n");
    put(at, "a.journey", BAD);
    assert_eq!(watching.until("a.journey:3:12: error[missing-colon]").len(), 1, "the first run is for the change");
}

#[test]
fn reading_is_no_change() {
    let place = folder(&[("a.journey", GOOD), ("maps/b.journey", GOOD)]);
    let mut watching = Watching::new(place.path(), &[]);
    assert_eq!(watching.run(), "no findings in 2 files\n");
    // Neither its own reading nor that of others: for a while nothing is said.
    assert_eq!(say(place.path(), &["check"]).0, 0);
    assert!(watching.lines.recv_timeout(Duration::from_secs(1)).is_err());
}

#[test]
fn folders_with_new_files_and_folders() {
    let place = folder(&[("maps/a.journey", GOOD), ("maps/.gitignore", "built\n")]);
    let at = place.path();
    let mut watching = Watching::new(at, &["maps", "-f", "short"]);
    assert_eq!(watching.run(), "");
    put(at, "maps/b.journey", BAD);
    watching.until("maps/b.journey:3:12: error");
    rename(at, "maps/b.journey", "maps/c.journey");
    watching.until("maps/c.journey:3:12: error");
    fs::create_dir_all(at.join("maps/deep/er")).expect("it can be made");
    put(at, "maps/deep/er/d.journey", BAD);
    watching.until("maps/deep/er/d.journey:3:12: error");
    put(at, "maps/deep/er/d.journey", GOOD);
    remove(at, "maps/c.journey");
    put(at, "maps/e.journey", BAD);
    let runs = watching.until("maps/e.journey:3:12: error");
    assert!(!runs.last().expect("there is one").contains("maps/deep"), "{runs:#?}");
    put(at, "maps/.gitignore", "e.journey\n");
    watching.until_it(str::is_empty);
    // The whole folder goes and comes back, with something else in it.
    rename(at, "maps", "old");
    watching.until("error: cannot read `maps`");
    fs::create_dir(at.join("maps")).expect("it can be made");
    put(at, "maps/f.journey", BAD);
    watching.until("maps/f.journey:3:12: error");
    put(at, "maps/f.journey", &BAD.replace("Pays\"", "Pays"));
    watching.until("error[unclosed-string]");
}

#[test]
fn imports_are_watched_also_those_that_are_missing() {
    let place = folder(&[("maps/a.journey", &format!("import \"../shared/people/all.journey\"\n{GOOD}"))]);
    let at = place.path();
    fs::create_dir(at.join(".git")).expect("it can be made");
    let mut watching = Watching::new(at, &["maps/a.journey", "-f", "short"]);
    watching.until("error[import-not-found]");
    fs::create_dir_all(at.join("shared/people")).expect("it can be made");
    put(at, "shared/people/all.journey", "persona amira \"Amira\"\n");
    watching.until("warning[unused-import]");
    put(at, "shared/people/all.journey", "persona amira = \"Amira\"\n");
    watching.until("shared/people/all.journey:1:");
    remove(at, "shared/people/all.journey");
    watching.until("error[import-not-found]");
}

#[test]
fn settings_that_come_above_are_noticed() {
    let place = folder(&[]);
    let at = place.path();
    fs::create_dir_all(at.join("product/maps")).expect("it can be made");
    put(at, "product/maps/a.journey", &format!("{GOOD}team web \"Web\"\n"));
    let mut watching = Watching::new(&at.join("product/maps"), &["a.journey", "-f", "short"]);
    watching.until("warning[unused-team]");
    for folder in ["product", "."] {
        // Nothing is above at first; then it is made, removed and made again.
        let path = format!("{folder}/journey.toml");
        for _ in 0..2 {
            put(at, &path, "[lints]\nunused-team = \"error\"\n");
            watching.until("error[unused-team]");
            remove(at, &path);
            watching.until("warning[unused-team]");
        }
    }
    put(at, "product/journey.toml", "root = \"other\"\n");
    watching.until("root-not-found");
    fs::create_dir(at.join("product/other")).expect("it can be made");
    watching.until_it(|said| !said.contains("root-not-found"));
}

#[cfg(unix)]
#[test]
fn a_folder_above_need_not_be_readable() {
    use std::os::unix::fs::PermissionsExt;
    let place = folder(&[]);
    let at = place.path();
    fs::create_dir_all(at.join("closed/maps")).expect("it can be made");
    put(at, "closed/maps/a.journey", GOOD);
    let let_in = |mode| fs::set_permissions(at.join("closed"), fs::Permissions::from_mode(mode)).expect("it can be set");
    let_in(0o711);
    let mut watching = Watching::new(&at.join("closed/maps"), &["a.journey", "-f", "short"]);
    assert_eq!(watching.run(), "");
    put(at, "closed/maps/a.journey", BAD);
    watching.until("a.journey:3:12: error");
    let_in(0o755);
}

#[test]
fn a_burst_gives_few_runs_and_the_last_state_wins() {
    let place = folder(&[("a.journey", GOOD)]);
    let at = place.path();
    let mut watching = Watching::new(at, &["-f", "short"]);
    assert_eq!(watching.run(), "");
    for round in 0..200 {
        put(at, &format!("m{}.journey", round % 10), if round % 2 == 0 { BAD } else { GOOD });
    }
    put(at, "last.journey", BAD);
    let runs = watching.until("last.journey:3:12: error");
    assert!(runs.len() <= 20, "{} runs for 201 saves", runs.len());
    assert_eq!(runs.last().map(|said| said.lines().count()), Some(6), "{runs:#?}");
}

#[test]
fn maps_in_markdown_and_the_baseline_are_watched() {
    let place = folder(&[("docs/a.md", "# Page\n"), ("b.journey", GOOD)]);
    let at = place.path();
    assert_eq!(say(at, &["check", "--write-baseline"]).0, 0);
    let mut watching = Watching::new(at, &["--markdown", "--baseline"]);
    assert_eq!(watching.run(), "no findings in 2 files\nhidden by the baseline: nothing\n");
    put(at, "docs/a.md", &format!("```journey\n{BAD}```\n"));
    watching.until("docs/a.md:4:12");
    assert_eq!(say(at, &["check", "--markdown", "--write-baseline"]).0, 0);
    watching.until("hidden by the baseline: 1 error");
    put(at, "journey-baseline.json", "{");
    watching.until("error: `journey-baseline.json` is not a baseline");
    assert_eq!(say(at, &["check", "docs/a.md", "--write-baseline"]).0, 2, "it says to delete it");
    remove(at, "journey-baseline.json");
    watching.until("error: there is no baseline `journey-baseline.json`");
    assert_eq!(say(at, &["check", "--markdown", "--write-baseline"]).0, 0);
    watching.until("hidden by the baseline: 1 error");
}

#[test]
fn what_cannot_be_watched() {
    let place = folder(&[("a.journey", GOOD)]);
    let at = place.path();
    let (code, out, err) = say(at, &["check", "--watch", "-"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert_eq!(err, "error: `--watch` cannot watch standard input; name files or folders\n");
    let (code, _, err) = say(at, &["check", "--watch", "--write-baseline"]);
    assert!(code == 2 && err.contains("cannot be used with"), "{err}");
    let (code, _, err) = say(at, &["check", "--watch", "--baseline=none.json"]);
    assert!(code == 2 && err.starts_with("error: there is no baseline"), "{err}");
}

#[cfg(unix)]
#[test]
fn it_ends_by_the_signal() {
    use std::os::unix::process::ExitStatusExt;
    let place = folder(&[("a.journey", GOOD)]);
    let mut watching = Watching::new(place.path(), &[]);
    watching.run();
    let id = watching.child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().expect("it runs").success());
    assert_eq!(watching.end().signal(), Some(2), "as a shell expects it, which then says 130");
}

#[cfg(unix)]
#[test]
fn it_ends_when_nobody_reads() {
    let place = folder(&[("a.journey", BAD)]);
    let (reader, writer) = pipe().expect("there are pipes");
    let mut child = command(place.path(), &["check", "--watch"]).stdout(writer).stderr(Stdio::null()).spawn().expect("it runs");
    let mut first = String::new();
    let mut reader = BufReader::new(reader);
    reader.read_line(&mut first).expect("it writes");
    assert!(first.starts_with("error[missing-colon]"), "{first}");
    drop(reader);
    assert_eq!(ended(&mut child).code(), Some(141), "without any change");
}

#[cfg(target_os = "linux")]
#[test]
fn the_screen_is_cleared_only_on_a_terminal() {
    let place = folder(&[("a.journey", GOOD)]);
    assert!(!Watching::new(place.path(), &[]).run().contains('\u{1b}'));
    // `script` gives the program a terminal.
    let line = format!("{} check --watch", env!("CARGO_BIN_EXE_journey"));
    let (reader, writer) = pipe().expect("there are pipes");
    let mut script = std::process::Command::new("script");
    script.current_dir(place.path()).args(["-qec", &line, "/dev/null"]).env("TERM", "xterm").env("LC_ALL", "C.UTF-8");
    let Ok(mut child) = script.stdin(Stdio::null()).stdout(writer).stderr(Stdio::null()).spawn() else {
        assert!(std::env::var_os("JOURNEY_REQUIRE_TOOLS").is_none(), "`script` does not work");
        eprintln!("skipped: there is no `script`");
        return;
    };
    drop(script);
    let lines = lines(reader);
    let first = lines.recv_timeout(LONG);
    let _ = child.kill();
    let _ = child.wait();
    assert!(first.as_ref().is_ok_and(|line| line.starts_with("\u{1b}[2J\u{1b}[H")), "{first:?}");
}
