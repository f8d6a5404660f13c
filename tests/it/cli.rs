//! The program as it is typed.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

pub const GOOD: &str =
    "journey shop \"Shop\" {\n  objective: \"See who buys\"\n  stage buy \"Buys\" {\n    action: \"Pays\"\n  }\n}\n";
pub const BAD: &str = "journey shop \"Shop\" {\n  stage buy \"Buys\" {\n    action = \"Pays\"\n  }\n}\n";

/// A folder with files.
pub fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("there is a place for it");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("it has one")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }
    folder
}

pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_journey"));
    command.current_dir(folder).args(arguments).env("LC_ALL", "C.UTF-8");
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().expect("it runs")
}

/// Runs and gives the exit code, standard output and standard error.
pub fn say(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    told(&run(folder, arguments))
}

pub fn told(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("it is text");
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

pub fn feed(mut command: Command, text: &str) -> Output {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    child.stdin.take().expect("it reads").write_all(text.as_bytes()).expect("it reads");
    child.wait_with_output().expect("it ends")
}

#[test]
fn exit_codes() {
    let place = folder(&[("good.journey", GOOD), ("bad.journey", BAD)]);
    let at = place.path();
    let (code, out, err) = say(at, &["check", "good.journey"]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "no findings in 1 file\n", ""));
    let (code, out, _) = say(at, &["check"]);
    assert_eq!(code, 1);
    assert!(out.contains("error[missing-colon]") && out.contains("1 error in 2 files ("), "{out}");
    let (code, _, err) = say(at, &["check", "nothing.journey", "good.journey"]);
    assert_eq!(code, 2);
    assert_eq!(err, "error: cannot read `nothing.journey`: no such file or directory\n");
    for wrong in [&["check", "--format", "xml"][..], &["check", "--as-of", "2026-02-30"], &["walk"], &["compile"]] {
        assert_eq!(say(at, wrong).0, 2, "{wrong:?}");
    }
    assert_eq!(say(at, &["check", "good.journey", "--as-of", "2026-11-30", "--pedantic", "--deny", "warnings"]).0, 0);
}

/// Notes are for those who ask; programs can leave out themselves what they do not want.
#[test]
fn notes_are_always_there_for_programs() {
    let map = GOOD.replace("  objective: \"See who buys\"\n", "");
    let place = folder(&[("shop.journey", &map)]);
    for (format, noted) in [("human", false), ("short", false), ("github", false), ("json", true), ("sarif", true)] {
        let (code, out, err) = say(place.path(), &["check", "--format", format, "--deny", "warnings"]);
        assert_eq!((code, err.as_str()), (0, ""), "{format}");
        let found = match format {
            "sarif" => out.contains("\"ruleId\": \"journey-without-objective\""),
            _ => out.contains("journey-without-objective"),
        };
        assert_eq!(found, noted, "{format}: {out}");
        assert!(say(place.path(), &["check", "--format", format, "--notes"]).1.contains("journey-without-objective"), "{format}");
    }
}

/// What is shown or compiled does not depend on the day, so nothing is known of what is due by it.
#[test]
fn a_lint_that_needs_the_day_is_not_missed_without_one() {
    let source = "source calls \"Calls\" { kind: observed; expires: 2026-01-31 } // journey: allow(expired-source) the new ones come in May\n";
    let map = format!("{source}{}", GOOD.replace("action: \"Pays\"", "action: \"Pays\" from calls"));
    let place = folder(&[("shop.journey", &map)]);
    let (code, out, _) = say(place.path(), &["check", "--as-of", "2026-03-01", "-f", "short"]);
    assert_eq!((code, out.as_str()), (0, ""));
    let (code, _, err) = say(place.path(), &["compile", "shop.journey", "-f", "dot"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let (_, out, _) = say(place.path(), &["check", "--as-of", "2025-03-01", "-f", "short"]);
    assert!(out.contains("unused-allow"), "{out}");
}

#[test]
fn folders_are_read_in_order_and_ignored_files_are_not() {
    let place = folder(&[
        ("b.journey", BAD),
        ("a/z.journey", BAD),
        ("a/ignored.journey", BAD),
        ("built/c.journey", BAD),
        (".hidden/d.journey", BAD),
        ("notes.txt", BAD),
        (".gitignore", "built/\n"),
        ("a/.ignore", "ignored.journey\n"),
    ]);
    let (code, out, _) = say(place.path(), &["check", "--format", "short"]);
    assert_eq!(code, 1);
    let files: Vec<_> = out.lines().map(|line| line.split(':').next().unwrap_or_default()).collect();
    assert_eq!(files, ["a/z.journey", "b.journey"]);
    let (code, out, _) = say(place.path(), &["check", "-f", "short", "a/ignored.journey", "./a/../a/ignored.journey", "notes.txt"]);
    assert_eq!((code, out.lines().count()), (1, 2), "a named file is read, and once: {out}");
    let empty = folder(&[]);
    let (code, out, err) = say(empty.path(), &["check"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.starts_with("warning: there is no .journey file"), "{err}");
}

#[test]
fn paths_are_shown_from_the_current_folder() {
    let place = folder(&[("maps/b.journey", BAD), ("other/c.txt", "")]);
    let (_, out, _) = say(&place.path().join("other"), &["check", "-f", "short", "../maps"]);
    assert!(out.starts_with("../maps/b.journey:3:12: error[missing-colon]"), "{out}");
}

#[test]
fn standard_input() {
    let place = folder(&[("maps/people.journey", "persona amira \"Amira\"\n")]);
    let (code, out, _) = told(&feed(command(place.path(), &["check", "-", "-f", "short"]), BAD));
    assert_eq!(code, 1);
    assert!(out.starts_with("<stdin>:3:12: error"), "{out}");
    let text = format!("import \"people.journey\"\n{BAD}");
    let arguments = ["check", "-", "-f", "json", "--stdin-filename", "maps/new.journey"];
    let (code, out, _) = told(&feed(command(place.path(), &arguments), &text));
    assert_eq!(code, 1);
    let report: serde_json::Value = serde_json::from_str(&out).expect("it is JSON");
    assert_eq!(report["findings"][0]["labels"][0]["file"], "maps/new.journey");
    assert_eq!(report["summary"]["files"], 2, "the import was found beside it");
}

#[test]
fn formats_are_for_programs() {
    let place = folder(&[("bad.journey", BAD)]);
    for format in ["json", "sarif"] {
        let first = say(place.path(), &["check", "-f", format]);
        assert_eq!(first.0, 1);
        serde_json::from_str::<serde_json::Value>(&first.1).expect("it is JSON");
        assert_eq!(first, say(place.path(), &["check", "-f", format]));
    }
}

#[test]
fn colours_and_characters() {
    let place = folder(&[("bad.journey", BAD)]);
    let out = |names: &[(&str, &str)], arguments: &[&str]| {
        let mut command = command(place.path(), &["check"]);
        told(&command.args(arguments).envs(names.iter().copied()).output().expect("it runs")).1
    };
    assert!(!out(&[], &[]).contains('\u{1b}'), "a pipe has no colours");
    assert!(out(&[], &["--color", "always"]).contains('\u{1b}'));
    assert!(out(&[("CLICOLOR_FORCE", "1")], &[]).contains('\u{1b}'));
    assert!(!out(&[("CLICOLOR_FORCE", "1")], &["--color", "never"]).contains('\u{1b}'));
    assert!(!out(&[("NO_COLOR", "1")], &[]).contains('\u{1b}'));
    assert!(out(&[("LC_ALL", "C")], &[]).is_ascii());
    assert!(out(&[("COLUMNS", "50")], &[]).lines().all(|line| line.chars().count() <= 50));
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_quietly() {
    let many = "journey j \"J\" { stage = }\n".repeat(20_000);
    let place = folder(&[("many.journey", &many)]);
    let program = env!("CARGO_BIN_EXE_journey");
    let script = format!("{program} check -f json | head -n 1");
    let output = Command::new("sh").current_dir(place.path()).args(["-c", &script]).output().expect("it runs");
    let (_, out, err) = told(&output);
    assert_eq!((out.as_str(), err.as_str()), ("{\n", ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_reported() {
    let place = folder(&[("good.journey", GOOD)]);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("there is one");
    let output = command(place.path(), &["compile", "-f", "dot", "good.journey"]).stdout(full).output().expect("it runs");
    let (code, _, err) = told(&output);
    assert_eq!(code, 2);
    assert_eq!(err, "error: cannot write to standard output: no space left on device\n");
}

#[test]
fn imports_stay_in_the_root() {
    let importing = |path: &str| format!("import \"{path}\"\n{GOOD}");
    let place = folder(&[
        ("secret.journey", "persona p \"P\"\n"),
        ("root/.git/HEAD", ""),
        ("root/a/good.journey", &importing("../b/people.journey")),
        ("root/b/people.journey", "persona amira \"Amira\"\n"),
        ("root/a/up.journey", &importing("../../secret.journey")),
        ("root/a/up-and-away.journey", &importing("../../../../../../../../../../etc/passwd")),
        ("root/a/absolute.journey", &importing("/etc/passwd")),
        ("root/a/drive.journey", &importing("C:\\\\secret.journey")),
        ("root/a/folder.journey", &importing("../b")),
        ("root/a/near.journey", &importing("../b/poeple.journey")),
        ("root/a/ending.journey", &importing("../b/people")),
        ("root/a/missing.journey", &importing("../c/people.journey")),
    ]);
    let root = place.path().join("root");
    let code = |file: &str| say(&root, &["check", "-f", "short", &format!("a/{file}.journey")]).1;
    assert!(!code("good").contains("import-"));
    for file in ["up", "up-and-away", "absolute", "drive"] {
        assert!(code(file).contains("error[import-outside-root]"), "{file}: {}", code(file));
    }
    for file in ["folder", "near", "ending", "missing"] {
        assert!(code(file).contains("error[import-not-found]"), "{file}: {}", code(file));
    }
    for file in ["near", "ending"] {
        let out = say(&root, &["check", &format!("a/{file}.journey")]).1;
        assert!(out.contains("did you mean `\"../b/people.journey\"`?"), "{out}");
    }
    assert!(say(&root, &["check", "a/up.journey"]).1.contains("the project is `root/`"));
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out_and_a_file_has_one_name() {
    use std::os::unix::fs::symlink;
    let place = folder(&[
        ("secret.journey", "persona p \"P\" { age = 3 }\n"),
        ("root/.git/HEAD", ""),
        ("root/link.journey", "import \"out.journey\"\nimport \"away/secret.journey\"\n"),
        ("root/twice.journey", "import \"people.journey\"\nimport \"same.journey\"\n"),
        ("root/people.journey", "persona amira \"Amira\"\n"),
    ]);
    let root = place.path().join("root");
    symlink("../secret.journey", root.join("out.journey")).expect("it can be made");
    symlink("..", root.join("away")).expect("it can be made");
    symlink("people.journey", root.join("same.journey")).expect("it can be made");
    let (_, out, _) = say(&root, &["check", "-f", "short", "link.journey"]);
    assert_eq!(out.matches("error[import-outside-root]").count(), 2, "{out}");
    assert!(!out.contains("missing-colon"), "nothing outside was read: {out}");
    let (_, out, _) = say(&root, &["check", "-f", "json", "twice.journey"]);
    assert!(out.contains("\"files\": 2"), "{out}");
    let (_, out, _) = say(&root, &["check", "-f", "short"]);
    assert!(!out.contains("missing-colon"), "a folder is read without its links: {out}");
    let (code, out, _) = say(&root, &["check", "-f", "short", "out.journey"]);
    assert_eq!(code, 1, "a named file is always read: {out}");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_opened() {
    let place = folder(&[("pipe-import.journey", &format!("import \"pipe.journey\"\n{GOOD}"))]);
    let pipe = place.path().join("pipe.journey");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("it runs").success());
    for path in ["pipe.journey", "/dev/zero"] {
        let (code, _, err) = say(place.path(), &["check", path]);
        assert_eq!(code, 2);
        assert!(err.ends_with(": it is not a regular file\n"), "{err}");
    }
    let (code, out, _) = say(place.path(), &["check", "pipe-import.journey"]);
    assert!(code == 1 && out.contains("it is not a regular file"), "{out}");
}

#[cfg(unix)]
#[test]
fn a_file_that_is_too_large_is_not_read() {
    let place = folder(&[("large.journey", "")]);
    let file = fs::OpenOptions::new().write(true).open(place.path().join("large.journey")).expect("it is there");
    file.set_len(1 << 40).expect("it has holes");
    let (code, out, err) = say(place.path(), &["check"]);
    assert!(code == 1 && out.contains("error[too-large]"), "{out}{err}");
    fs::write(place.path().join("large.md"), "[".repeat(9 << 20)).expect("it can be written");
    let (code, out, err) = say(place.path(), &["check", "large.md"]);
    assert!(code == 1 && out.contains("error[too-large]: the document is larger than 8 MB"), "{out}{err}");
    let (code, _, err) = say(place.path(), &["fmt", "large.md"]);
    assert!(code == 2 && err.contains("it is larger than 8 MB"), "{err}");
}

#[test]
fn maps_are_drawn_and_shown() {
    let text = "team us\nchannel web { owner: us }\npersona a \"Ada\"\npersona b \"Bo\"\njourney j \"J\" { persona: a, b; stage s \"S\" {\n\
                touchpoint x \"Clicks\" { channel: web; action: \"Pays\" for a }\n touchpoint y \"Waits\" { emotion: -1 \"bored\" } } }";
    let place = folder(&[("map.journey", text), ("bad.journey", BAD)]);
    let at = place.path();
    assert_eq!(say(at, &["compile", "map.journey", "-o", "map.svg", "--theme", "dark", "--lanes", "emotion,touchpoints"]).0, 0);
    let svg = fs::read_to_string(at.join("map.svg")).expect("it was written");
    assert!(svg.starts_with("<svg ") && svg.contains(">bored<") && !svg.contains(">Pays<"), "{svg}");
    let (code, svg, _) = say(at, &["compile", "map.journey", "-f", "svg", "--team", "us", "--persona", "b"]);
    assert!(code == 0 && svg.contains(">Clicks<") && !svg.contains(">Waits<") && !svg.contains(">Ada<"), "{svg}");
    let (code, out, err) = say(at, &["show", "map.journey"]);
    assert!(
        code == 0 && out.contains("Clicks") && out.contains("bored") && err.is_empty() && !out.contains('\u{1b}'),
        "{out}{err}"
    );
    assert!(out.lines().all(|line| line.chars().count() <= 100), "{out}");
    let (_, out, _) = say(at, &["show", "map.journey", "--color", "always", "--lanes", "pain,action"]);
    assert!(!out.contains("Pains") && out.contains("Pays") && out.contains("\u{1b}[1m"), "{out}");
    let mut narrow = command(at, &["show", "map.journey"]);
    let (code, out, _) = told(&narrow.env("COLUMNS", "46").env("LC_ALL", "C").output().expect("it runs"));
    assert!(code == 0 && out.is_ascii() && out.lines().all(|line| line.len() <= 46), "{out}");
    let (code, out, err) = say(at, &["show", "bad.journey"]);
    assert!(code == 1 && out.contains("Shop") && err.contains("missing-colon"), "what is understood is shown: {out}{err}");
    for (arguments, words) in [
        (&["show", "none.journey"][..], "cannot read `none.journey`"),
        (&["show", "."], "is a folder"),
        (&["show", "map.journey", "--journey", "k"], "there is no journey `k`"),
        (&["show", "map.journey", "--persona", "c"], "no persona `c`"),
        (&["show", "map.journey", "--team", "them"], "there is no team `them`"),
        (&["show", "map.journey", "--lanes", "actoin"], "did you mean `action`?"),
    ] {
        let (code, out, err) = say(at, arguments);
        assert!(code == 2 && out.is_empty() && err.contains(words), "{arguments:?}: {code} {err}");
    }
}

#[test]
fn compile_to_where_it_is_wanted() {
    let place = folder(&[("a.journey", GOOD), ("b.journey", GOOD), ("sub/a.journey", GOOD)]);
    let at = place.path();
    let (code, out, err) = say(at, &["compile", "a.journey", "-f", "dot"]);
    assert!(code == 0 && out.contains("digraph") && err.is_empty(), "{err}");
    assert_eq!(say(at, &["compile", "a.journey", "-o", "a.dot"]).0, 0);
    assert_eq!(fs::read_to_string(at.join("a.dot")).expect("it was written"), out);
    assert_eq!(say(at, &["compile", "a.journey", "b.journey", "-f", "json", "-o", "out/maps"]).0, 0);
    assert!(at.join("out/maps/a.json").exists() && at.join("out/maps/b.json").exists());
    assert_eq!(say(at, &["compile", "b.journey", "-f", "dot", "-o", "out"]).0, 0);
    assert!(at.join("out/b.dot").exists());
    let (code, out, _) = told(&feed(command(at, &["compile", "-", "-f", "json"]), GOOD));
    assert!(code == 0 && out.starts_with('{'));
    for (arguments, words) in [
        (&["compile", "a.journey"][..], "which format?"),
        (&["compile", "a.journey", "-o", "a.txt"], "which format?"),
        (&["compile", "a.journey", "b.journey", "-f", "dot"], "need a folder"),
        (&["compile", "a.journey", "sub/a.journey", "-f", "dot", "-o", "out"], "would both be written"),
        (&["compile", "a.journey", "sub/A.journey", "-f", "dot", "-o", "out"], "capitals do not tell files apart"),
        (&["compile", "a.journey", "-f", "dot", "-o", "a.journey"], "is not overwritten"),
        (&["compile", "sub", "-f", "dot"], "is a folder"),
        (&["compile", "none.journey", "-f", "dot"], "cannot read `none.journey`"),
        (&["compile", "a.journey", "-f", "dot", "--journey", "none"], "`none`"),
    ] {
        let (code, out, err) = say(at, arguments);
        assert!(code == 2 && out.is_empty() && err.contains(words), "{arguments:?}: {code} {err}");
    }
    assert_eq!(fs::read_to_string(at.join("a.journey")).expect("it is there"), GOOD);
}

#[test]
fn with_errors_nothing_is_written() {
    let place = folder(&[("bad.journey", BAD), ("good.journey", GOOD), ("bad.dot", "old")]);
    let at = place.path();
    let old = || fs::read_to_string(at.join("bad.dot")).expect("it is there");
    let (code, out, err) = say(at, &["compile", "bad.journey", "-o", "bad.dot"]);
    assert!(code == 1 && out.is_empty() && err.contains("error[missing-colon]"), "{err}");
    assert_eq!(old(), "old");
    assert_eq!(say(at, &["compile", "good.journey", "bad.journey", "-f", "dot", "-o", "out"]).0, 1);
    assert!(!at.join("out").exists());
    assert_eq!(say(at, &["compile", "bad.journey", "-o", "bad.dot", "--keep-going"]).0, 1);
    assert!(old().contains("digraph"));
}

#[cfg(unix)]
#[test]
fn a_file_appears_whole_or_not_at_all() {
    let place = folder(&[("a.journey", GOOD), ("a.dot", "old"), ("file", "")]);
    let at = place.path();
    let program = env!("CARGO_BIN_EXE_journey");
    let names = || {
        let mut names: Vec<_> = fs::read_dir(at)
            .expect("it is there")
            .map(|entry| entry.expect("it is there").file_name().into_string().expect("text"))
            .collect();
        names.sort();
        names
    };
    let before = names();
    // No file may grow: the first time the program is told, the second time it is killed.
    for (script, code) in [("trap '' XFSZ; ulimit -f 0; exec", Some(2)), ("ulimit -f 0; exec", None)] {
        let script = format!("{script} {program} compile a.journey -o a.dot");
        let output = Command::new("sh").current_dir(at).args(["-c", &script]).output().expect("it runs");
        assert_eq!(output.status.code(), code, "{output:?}");
        assert_eq!(fs::read_to_string(at.join("a.dot")).expect("it is there"), "old");
        if code.is_some() {
            assert!(
                String::from_utf8_lossy(&output.stderr).starts_with("error: cannot write `a.dot`: file too large"),
                "{output:?}"
            );
            assert_eq!(names(), before, "nothing is left behind");
        }
    }
    for (target, why) in [("nowhere/a.dot", "there is no folder `nowhere`"), ("file/a.dot", "no")] {
        let (code, _, err) = say(at, &["compile", "a.journey", "-o", target]);
        assert!(code == 2 && err.starts_with(&format!("error: cannot write `{target}`: {why}")), "{err}");
    }
}

#[cfg(unix)]
#[test]
fn rights_and_links_of_a_file_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let place = folder(&[("a.journey", GOOD), ("real/a.dot", "old")]);
    let at = place.path();
    let real = at.join("real/a.dot");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("it can be set");
    symlink("real/a.dot", at.join("a.dot")).expect("it can be made");
    assert_eq!(say(at, &["compile", "a.journey", "-o", "a.dot"]).0, 0);
    assert!(at.join("a.dot").is_symlink());
    assert!(fs::read_to_string(&real).expect("it is there").contains("digraph"));
    assert_eq!(fs::metadata(&real).expect("it is there").permissions().mode() & 0o777, 0o640);
    fs::set_permissions(&real, fs::Permissions::from_mode(0o440)).expect("it can be set");
    let (code, _, err) = say(at, &["compile", "a.journey", "-o", "a.dot"]);
    assert!(code == 2 && err.starts_with("error: cannot write `a.dot`: permission denied"), "{err}");
    assert_eq!(say(at, &["compile", "a.journey", "-f", "dot", "-o", "/dev/null"]).0, 0);
}

#[test]
fn schema() {
    let place = folder(&[]);
    let (code, out, _) = say(place.path(), &["schema"]);
    assert_eq!(code, 0);
    serde_json::from_str::<serde_json::Value>(&out).expect("it is JSON");
}

#[test]
fn pictures_of_pixels_and_of_shapes() {
    let place = folder(&[
        ("shop.journey", GOOD),
        ("strange.journey", "journey shop \"Shop \u{50000}\" { stage buy \"Buys\" { action: \"x\" } }\n"),
    ]);
    let at = place.path();
    assert_eq!(say(at, &["compile", "shop.journey", "-o", "shop.png", "--scale", "1"]), (0, String::new(), String::new()));
    let small = fs::read(at.join("shop.png")).expect("it is written");
    assert!(small.starts_with(b"\x89PNG\r\n\x1a\n"));
    let two = run(at, &["compile", "shop.journey", "-f", "png", "-o", "-"]).stdout;
    let width = |png: &[u8]| u32::from_be_bytes([png[16], png[17], png[18], png[19]]);
    assert_eq!(width(&two), 2 * width(&small), "the scale is 2 if nothing else is said");

    let (code, out, _) = say(at, &["compile", "shop.journey", "-f", "svg", "--text", "outlines"]);
    assert!(code == 0 && !out.contains("<text") && out.contains("<desc"));
    let (code, out, _) = say(at, &["compile", "shop.journey", "-f", "svg"]);
    assert!(code == 0 && out.contains("<text"));

    for scale in ["0", "11", "-1", "NaN", "two"] {
        let (code, _, err) = say(at, &["compile", "shop.journey", "-f", "png", &format!("--scale={scale}")]);
        assert_eq!(code, 2);
        assert!(err.contains("a scale is a number from 0.1 to 10"), "{err}");
    }

    let (code, _, err) = say(at, &["compile", "strange.journey", "-o", "strange.png"]);
    assert_eq!(code, 0);
    assert!(err.contains("font-missing") && err.contains("no font here has `\u{50000}` (U+50000)"), "{err}");
    assert!(
        err.contains("strange.journey:1:20") && err.contains("is drawn as a box in the picture") && err.contains("--font PATH"),
        "{err}"
    );
    assert_eq!(
        say(at, &["compile", "strange.journey", "-o", "strange.svg"]),
        (0, String::new(), String::new()),
        "others show the text"
    );
}

#[test]
fn maps_on_paper() {
    let place = folder(&[("shop.journey", GOOD)]);
    let at = place.path();
    assert_eq!(say(at, &["compile", "shop.journey", "-o", "shop.pdf"]), (0, String::new(), String::new()));
    assert!(fs::read(at.join("shop.pdf")).expect("it is written").starts_with(b"%PDF-"));
    assert_eq!(say(at, &["compile", "shop.journey", "-o", "shop-a4.pdf", "--paper", "a4", "--theme", "print"]).0, 0);
    assert_ne!(fs::read(at.join("shop.pdf")).unwrap(), fs::read(at.join("shop-a4.pdf")).unwrap());
    let (code, _, err) = say(at, &["compile", "shop.journey", "-o", "shop.pdf", "--paper", "b5"]);
    assert!(code == 2 && err.contains("a3") && err.contains("letter"), "{err}");
}

#[test]
fn fonts_that_are_named_are_read() {
    let place = folder(&[("shop.journey", GOOD), ("font.ttf", "no font"), ("arabic.journey", &GOOD.replace("Pays", "حذاء"))]);
    let at = place.path();
    let font = crate::support::root().join("tests/fonts/NotoSansArabic-few.ttf");
    let font = font.to_string_lossy();
    let (code, with, err) = say(at, &["compile", "arabic.journey", "-f", "svg", "--text", "outlines", "--font", &font]);
    assert_eq!((code, err.as_str()), (0, ""));
    let (_, without, _) = say(at, &["compile", "shop.journey", "-f", "svg", "--text", "outlines"]);
    assert_ne!(with, without);
    let (code, _, err) = say(at, &["compile", "shop.journey", "-f", "png", "--font", "none.ttf"]);
    assert_eq!((code, err.as_str()), (2, "error: cannot read the font `none.ttf`: no such file or directory\n"));
    let (code, _, err) = say(at, &["compile", "shop.journey", "-f", "png", "--font", &font, "--font", "font.ttf"]);
    let wrong =
        "error: `font.ttf` is not a font that can be read: write the path of a TrueType or OpenType file (.ttf, .otf, .ttc)\n";
    assert_eq!((code, err.as_str()), (2, wrong));

    // The same from journey.toml, whose folder it must not leave.
    fs::create_dir(at.join("maps")).expect("it can be made");
    fs::copy(&*font, at.join("maps/arabic.ttf")).expect("it can be copied");
    fs::write(at.join("maps/arabic.journey"), GOOD.replace("Pays", "حذاء")).expect("it can be written");
    let compile = &["compile", "maps/arabic.journey", "-f", "svg", "--text", "outlines"];
    fs::write(at.join("maps/journey.toml"), "font = \"arabic.ttf\"\n").expect("it can be written");
    assert_eq!(say(at, compile), (0, with, String::new()));
    fs::write(at.join("maps/journey.toml"), "font = \"../font.ttf\"\n").expect("it can be written");
    let outside = "error: maps/journey.toml:1: the font `../font.ttf` lies outside the folder of journey.toml: move it there, or name it with `--font PATH`\n";
    assert_eq!(say(at, compile), (2, String::new(), outside.into()));
    fs::write(at.join("maps/journey.toml"), "# Ours.\nfont = \"none.ttf\"\n").expect("it can be written");
    assert!(say(at, compile).2.starts_with("error: maps/journey.toml:2: cannot read the font `maps/none.ttf`"));
}

#[test]
fn report() {
    const TWO: &str = "persona amira \"Amira\" { goal: \"Run\" }\n\
                       journey one \"One\" { persona: amira; stage a { action: \"x\" } }\njourney two \"Two\" { stage a { action: \"x\" } }\n";
    let place =
        folder(&[("good.journey", GOOD), ("bad.journey", BAD), ("two.journey", TWO), ("people.journey", "persona p \"P\"\n")]);
    let at = place.path();
    let (code, out, err) = say(at, &["report", "good.journey", "two.journey"]);
    assert!(
        code == 0 && err.is_empty() && out.starts_with("Shop\n") && out.contains("\n\nOne\n") && out.contains("\n\nTwo\n"),
        "{out}{err}"
    );
    assert!(!out.contains('\u{1b}') && say(at, &["report", "good.journey", "--color", "always"]).1.contains('\u{1b}'));
    let (code, out, _) = told(&feed(command(at, &["report", "-", "-f", "json"]), GOOD));
    let document: serde_json::Value = serde_json::from_str(&out).expect("it is JSON");
    assert_eq!((code, document["journeys"][0]["file"].as_str()), (0, Some("<stdin>")));
    assert!(say(at, &["report", "good.journey", "-f", "markdown"]).1.starts_with("# Shop\n"));

    for (output, begins) in [("a.md", "# Shop"), ("a.json", "{"), ("a.txt", "Shop")] {
        assert_eq!(say(at, &["report", "good.journey", "-o", output]), (0, String::new(), String::new()));
        assert!(fs::read_to_string(at.join(output)).expect("it was written").starts_with(begins));
    }
    assert!(!say(at, &["report", "good.journey", "two.journey", "--journey", "two"]).1.contains("Shop"));
    assert!(!say(at, &["report", "two.journey", "--persona", "amira"]).1.contains("Two"));
    let (code, out, _) = say(at, &["report", "people.journey", "good.journey"]);
    assert!(code == 0 && out.starts_with("Shop"), "a file of personas has nothing to report: {out}");

    for (arguments, words) in [
        (&["report"][..], "required"),
        (&["report", "good.journey", "-f", "html"], "possible values"),
        (&["report", "people.journey"], "there is no journey in people.journey to report on"),
        (&["report", "good.journey", "--journey", "shpo"], "did you mean `shop`?"),
        (&["report", "two.journey", "--persona", "amria"], "did you mean `amira`?"),
        (&["report", "good.journey", "-o", "good.journey"], "is not overwritten"),
        (&["report", "."], "is a folder"),
        (&["report", "none.journey"], "cannot read `none.journey`"),
    ] {
        let (code, out, err) = say(at, arguments);
        assert!(code == 2 && out.is_empty() && err.contains(words), "{arguments:?}: {code} {out}{err}");
    }
    fs::write(at.join("old.md"), "old").expect("it can be written");
    let (code, out, err) = say(at, &["report", "bad.journey", "-o", "old.md"]);
    assert!(code == 1 && out.is_empty() && err.contains("error[missing-colon]"), "{err}");
    assert_eq!(fs::read_to_string(at.join("old.md")).expect("it is there"), "old");
    let (code, out, _) = say(at, &["report", "bad.journey", "--keep-going"]);
    assert!(code == 1 && out.starts_with("Shop\n"), "{out}");
}
