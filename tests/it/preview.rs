//! `journey preview`: what its server answers, and to whom; and in a browser, that a change is seen and what was seen stays.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::node;

const SHARED: &str = "channel web \"Website\"\n";
const GOOD: &str = r#"import "shared.journey"
journey shop "Shop" {
  objective: "See"
  stage look "Look" {
    touchpoint search "Search" { channel: web; action: "Types" }
    touchpoint guide "Guide" { channel: web; action: "Reads" }
  }
  stage buy "Buy" {
    touchpoint pay "Pay" { channel: web; action: "Pays" }
    touchpoint wait "Wait" { channel: web; action: "Waits" }
  }
  stage use "Use" { action: "Runs" }
}
"#;

/// A preview that runs.
struct Preview {
    child: Child,
    address: String,
    /// It ends when nobody reads what it says.
    _output: BufReader<ChildStdout>,
}

impl Preview {
    fn start(folder: &Path, map: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_journey"))
            .args(["preview", map])
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let mut line = String::new();
        let mut output = BufReader::new(child.stdout.take().expect("it is piped"));
        output.read_line(&mut line).expect("it says where it is");
        let address = line.split_whitespace().find(|word| word.starts_with("http://")).expect("there is an address").to_owned();
        Self { child, address, _output: output }
    }

    fn host(&self) -> &str {
        self.address.trim_start_matches("http://").trim_end_matches('/')
    }

    /// The first line, the headers and the rest of an answer.
    fn ask(&self, path: &str, host: &str) -> (u16, String, String) {
        let mut stream = TcpStream::connect(self.host()).expect("it listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        let (head, body) = answer.split_once("\r\n\r\n").expect("there are headers");
        let code = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("there is a code");
        (code, head.to_ascii_lowercase(), body.to_owned())
    }

    fn state(&self) -> Value {
        serde_json::from_str(&self.ask("/state", self.host()).2).expect("it is JSON")
    }

    /// The state once it is as it should be.
    fn wait(&self, what: &str, is_so: impl Fn(&Value) -> bool) -> Value {
        let start = Instant::now();
        loop {
            let state = self.state();
            if is_so(&state) {
                return state;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "{what}: {state}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("there is room");
    let root = folder.path().join("project");
    std::fs::create_dir(&root).expect("it is made");
    std::fs::write(root.join("journey.toml"), "").expect("it is written");
    std::fs::write(root.join("map.journey"), GOOD).expect("it is written");
    std::fs::write(root.join("shared.journey"), SHARED).expect("it is written");
    std::fs::write(folder.path().join("secret.journey"), "persona a \"Secret\"").expect("it is written");
    folder
}

#[test]
fn only_this_machine_is_answered() {
    let folder = folder();
    let preview = Preview::start(&folder.path().join("project"), "map.journey");
    assert!(preview.address.starts_with("http://127.0.0.1:"), "{}", preview.address);
    let port = preview.host().split(':').nth(1).expect("it has a port").to_owned();
    for path in ["/", "/map", "/state", "/changes", "/source?file=map.journey", "/preview.js"] {
        for host in ["evil", &format!("evil:{port}"), "127.0.0.1", &format!("127.0.0.1.evil.example:{port}")] {
            assert_eq!(preview.ask(path, host).0, 403, "{path} for {host}");
        }
    }
    for (path, kind) in
        [("/", "text/html"), ("/map", "text/html"), ("/state", "application/json"), ("/preview.js", "text/javascript")]
    {
        let (code, head, _) = preview.ask(path, &format!("localhost:{port}"));
        assert!(
            code == 200 && head.contains(&format!("content-type: {kind}")) && head.contains("content-security-policy: "),
            "{path}: {head}"
        );
        assert!(head.contains("cache-control: no-store") && head.contains("x-content-type-options: nosniff"), "{head}");
    }
}

#[test]
fn only_files_that_were_read_are_shown() {
    let folder = folder();
    let preview = Preview::start(&folder.path().join("project"), "map.journey");
    let of = |file: &str| preview.ask(&format!("/source?file={file}"), preview.host());
    assert!(of("map.journey").2.contains("touchpoint search"));
    assert!(of("shared.journey").2.contains("Website"));
    let secret = folder.path().join("secret.journey").to_string_lossy().into_owned();
    for file in ["../secret.journey", "..%2Fsecret.journey", &secret, "journey.toml", "/etc/passwd", "", "map.journey%00"] {
        assert_eq!(of(file).0, 404, "{file}");
    }
    for path in ["/../secret.journey", "/map.journey", "/source", "/map/../../secret.journey"] {
        assert!(matches!(preview.ask(path, preview.host()).0, 400 | 404), "{path}");
    }
}

#[test]
fn files_may_go_and_come_back() {
    let folder = folder();
    let root = folder.path().join("project");
    let preview = Preview::start(folder.path(), "project/map.journey");
    let map = root.join("map.journey");
    let reason = |state: &Value, text: &str| state["reason"].as_str().is_some_and(|reason| reason.contains(text));
    std::fs::remove_file(&map).expect("it is removed");
    let state = preview.wait("it is gone", |state| reason(state, "cannot read"));
    assert_eq!(state["page"], true, "the last picture stays");
    assert_eq!(preview.ask("/map", preview.host()).0, 200);
    std::fs::write(&map, GOOD.replace("Search", "Back")).expect("it is written");
    preview.wait("it is back", |state| state["reason"].is_null());
    assert!(preview.ask("/map", preview.host()).2.contains("Back"));
    // The whole folder.
    let away = folder.path().join("away");
    std::fs::rename(&root, &away).expect("it is moved");
    preview.wait("the folder is gone", |state| reason(state, "cannot read"));
    std::fs::rename(&away, &root).expect("it is moved back");
    preview.wait("the folder is back", |state| state["reason"].is_null());
    std::fs::write(&map, GOOD.replace("Search", "Again")).expect("it is written");
    let start = Instant::now();
    while !preview.ask("/map", preview.host()).2.contains("Again") {
        assert!(start.elapsed() < Duration::from_secs(20), "a change after that is seen");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_is_wrong_comes_with_its_places() {
    let folder = folder();
    let root = folder.path().join("project");
    let preview = Preview::start(&root, "map.journey");
    let state = preview.state();
    assert_eq!(state["places"]["shop.buy.pay"], json!({ "file": "map.journey", "line": 9, "column": 16 }));
    assert_eq!(state["findings"]["findings"], json!([]));
    std::fs::write(root.join("map.journey"), GOOD.replacen("channel: web", "chanel: web", 1)).expect("it is written");
    let state = preview.wait("it is told", |state| state["findings"]["summary"]["errors"] == 1);
    assert_eq!(state["reason"], Value::Null, "a map with a mistake is drawn");
    assert_eq!(state["findings"]["findings"][0]["labels"][0]["start"]["line"], 5);
    assert_eq!(state["findings"]["findings"][0]["place"], "shop.look.search");
    let late = GOOD
        .replacen("stage use", "team desk \"Desk\"; pain \"Slow\"\n  stage use", 1)
        .replace("action: \"Runs\"", "acton: \"Runs\"");
    std::fs::write(root.join("map.journey"), late).expect("it is written");
    let state = preview.wait("it is told", |state| state["findings"]["findings"][0]["place"] == "shop.use");
    let severities: Vec<&str> =
        state["findings"]["findings"].as_array().into_iter().flatten().filter_map(|found| found["severity"].as_str()).collect();
    assert_eq!(severities, ["error", "warning", "note"], "errors come first, wherever they stand: {state}");
    std::fs::write(root.join("map.journey"), "persona a \"A\"\n").expect("it is written");
    let state = preview.wait("it has no stage", |state| !state["reason"].is_null());
    assert_eq!((&state["page"], &state["reason"]), (&json!(true), &json!("there is no stage to draw")));
}

#[test]
fn an_answer_says_of_which_version_it_is() {
    let folder = folder();
    let root = folder.path().join("project");
    let preview = Preview::start(&root, "map.journey");
    let first = preview.state();
    let source = || serde_json::from_str::<Value>(&preview.ask("/source?file=map.journey", preview.host()).2).expect("it is JSON");
    let map = |state: &Value| preview.ask(&format!("/map?version={}", state["drawn"]), preview.host()).2.contains("<main>");
    assert_eq!((&first["version"], &first["drawn"], &source()["version"]), (&json!(1), &json!(1), &json!(1)));
    assert!(map(&first));
    std::fs::write(root.join("map.journey"), "persona a \"A\"\n").expect("it is written");
    let stale = preview.wait("it has no stage", |state| !state["reason"].is_null());
    assert_eq!((&stale["drawn"], &stale["places"]), (&json!(1), &Value::Null), "nobody knows where the places of an old map are");
    assert!(stale["findings"].is_object() && source()["version"] == stale["version"] && map(&stale));
    std::fs::remove_file(root.join("map.journey")).expect("it is removed");
    let gone = preview.wait("it is gone", |state| state["reason"].as_str().is_some_and(|reason| reason.contains("cannot read")));
    assert_eq!(gone["findings"], Value::Null, "what cannot be read is not free of findings");
    std::fs::write(root.join("map.journey"), GOOD.replace("Search", "Newer")).expect("it is written");
    let newer = preview.wait("it is back", |state| state["reason"].is_null());
    assert!(newer["drawn"] == newer["version"] && map(&newer) && !map(&first), "an older map is not answered with a newer one");
}

#[test]
fn settings_that_come_above_are_noticed_and_the_frame_speaks_their_language() {
    let folder = folder();
    let root = folder.path().join("project");
    let settings = folder.path().join("journey.toml");
    std::fs::remove_file(root.join("journey.toml")).expect("it is removed");
    let preview = Preview::start(&root, "map.journey");
    assert_eq!((&preview.state()["language"], &preview.state()["words"]["no-findings"]), (&json!("en"), &json!("no findings")));
    for _ in 0..2 {
        std::fs::write(&settings, "[labels]\nlanguage = \"de\"\n").expect("it is written");
        let state = preview.wait("it is German", |state| state["language"] == "de");
        assert_eq!(state["words"]["no-findings"], "keine Befunde");
        std::fs::remove_file(&settings).expect("it is removed");
        preview.wait("it is English", |state| state["language"] == "en");
    }
}

#[test]
fn the_maps_of_a_markdown_file_are_shown_with_the_places_of_the_document() {
    let folder = folder();
    let root = folder.path().join("project");
    let fence = |id: &str, text: &str| format!("```journey\njourney {id} \"{id}\" {{\n  stage a \"A\" {{ {text} }}\n}}\n```\n");
    let text = format!(
        "# Maps\n\n{}\nText\n\n> {}",
        fence("one", "action: \"Pays\""),
        fence("two", "acton: \"Pays\"").replace('\n', "\n> ")
    );
    std::fs::write(root.join("maps.md"), format!("{}\n", text.trim_end_matches("> "))).expect("it is written");
    let preview = Preview::start(&root, "maps.md");
    let state = preview.state();
    assert_eq!(state["places"]["one.a"], json!({ "file": "maps.md", "line": 5, "column": 9 }));
    assert_eq!(state["places"]["two.a"], json!({ "file": "maps.md", "line": 13, "column": 11 }));
    let found = &state["findings"]["findings"][0];
    assert_eq!(
        (&found["severity"], &found["place"], &found["labels"][0]["start"]["line"]),
        (&json!("error"), &json!("two.a"), &json!(13))
    );
    std::fs::write(root.join("maps.md"), "# Maps\n").expect("it is written");
    preview.wait("there is no map", |state| state["reason"] == "there is no stage to draw");
}

#[test]
fn a_name_that_is_missing_in_a_broken_map_is_waited_for() {
    let folder = folder();
    let map = folder.path().join("project/map.journey");
    std::fs::write(&map, GOOD.replacen("channel: web", "chanel: web", 1)).expect("it is written");
    let mut child = Command::new(env!("CARGO_BIN_EXE_journey"))
        .args(["preview", "map.journey", "--persona", "amira"])
        .current_dir(folder.path().join("project"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut said = String::new();
    let mut lines = BufReader::new(child.stderr.take().expect("it is piped"));
    lines.read_line(&mut said).expect("it says why nothing is shown");
    let mut shown = String::new();
    BufReader::new(child.stdout.take().expect("it is piped")).read_line(&mut shown).expect("it goes on");
    let _ = child.kill();
    let _ = child.wait();
    assert_eq!(said, "error: no persona `amira` walks this journey\n");
    assert!(shown.contains("is shown at http://"), "{shown}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_also_while_a_page_is_open() {
    let folder = folder();
    let mut preview = Preview::start(&folder.path().join("project"), "map.journey");
    let mut open = TcpStream::connect(preview.host()).expect("it listens");
    write!(open, "GET /changes HTTP/1.1\r\nHost: {}\r\n\r\n", preview.host()).expect("it reads");
    let mut first = [0; 16];
    open.read_exact(&mut first).expect("it answers");
    let killed = Command::new("kill").args(["-INT", &preview.child.id().to_string()]).status().expect("kill is there");
    assert!(killed.success());
    let start = Instant::now();
    loop {
        if let Some(status) = preview.child.try_wait().expect("it can be asked") {
            assert_eq!(status.code(), Some(0));
            break;
        }
        assert!(start.elapsed() < Duration::from_secs(10), "it does not end");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_cannot_be_shown_is_said_at_once() {
    let folder = folder();
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_journey")).arg("preview").args(arguments).current_dir(folder.path()).output();
        let output = output.expect("it runs");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    for (argument, why) in [("none.journey", "cannot read `none.journey`"), ("-", "standard input"), ("project", "is a folder")] {
        let (code, said) = run(&[argument]);
        assert!(code == Some(2) && said.contains(why), "{argument}: {said}");
    }
    for (option, name, why) in [
        ("--journey", "shpo", "there is no journey `shpo` in project/map.journey; did you mean `shop`?"),
        ("--persona", "amria", "no persona `amria` walks this journey; did you mean `amira`?"),
        ("--team", "dsek", "there is no team `dsek`; did you mean `desk`?"),
        ("--lanes", "pian", "there is no row `pian`; did you mean `pain`?"),
    ] {
        let text = GOOD.replace("objective", "persona: amira; owner: desk; objective");
        let text = format!("{text}persona amira \"Amira\" {{ goal: \"x\" }}\nteam desk \"Desk\"\n");
        std::fs::write(folder.path().join("project/map.journey"), text).expect("it is written");
        let (code, said) = run(&["project/map.journey", option, name]);
        assert!(code == Some(2) && said.contains(why), "{option} {name}: {said}");
    }
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("there is a port");
    let port = taken.local_addr().expect("it has an address").port().to_string();
    let (code, said) = run(&["project/map.journey", "--port", &port]);
    assert!(code == Some(2) && said.contains(&format!("cannot serve on port {port}")), "{said}");
}

#[test]
fn a_browser_sees_changes_and_keeps_its_place() {
    let folder = folder();
    let root = folder.path().join("project");
    let preview = Preview::start(&root, "map.journey");
    let job = json!({
        "address": preview.address,
        "folder": root,
        "good": GOOD,
        "wide": GOOD.replace("action: \"Types\"", "action: \"Types a word\"; thought: \"Where?\""),
        "broken": GOOD.replace("Search", "Broken").replacen("channel: web", "chanel: web", 1),
        "empty": "persona a \"A\"\n",
        "shared": "channel web \"Another shop\"\n",
        "german": "[labels]\nlanguage = \"de\"\n",
        "moved": GOOD.replace("objective", "scope: \"All\"\n  objective"),
        "deleted": GOOD.replace("    touchpoint guide \"Guide\" { channel: web; action: \"Reads\" }\n", ""),
        "colours": "[theme.light]\nstage = \"#123456\"\n",
        "shot": std::env::var("JOURNEY_SHOT").ok(),
    });
    let Some(seen) = node::run("preview.mjs", &job) else { return };
    assert_eq!((&seen["errors"], &seen["requests"]), (&json!([]), &json!([])));
    assert!(seen["card"].as_str().is_some_and(|line| line.contains("touchpoint guide")), "{}", seen["card"]);
    assert!(seen["finding"].as_str().is_some_and(|line| line.contains("chanel")), "{}", seen["finding"]);
    assert_eq!((&seen["kept"], &seen["cleared"]), (&json!(true), &json!(true)));
    assert_eq!(seen["chosen"], "shop.look.search", "a finding leads to its place in the map");
    assert_eq!(
        seen["gone"],
        json!({ "source": true, "summary": "" }),
        "what is gone is not shown, and nothing is called free of findings"
    );
    assert_eq!(
        seen["moved"], "    touchpoint guide \"Guide\" { channel: web; action: \"Reads\" }",
        "the line moves with its place"
    );
    assert_eq!(seen["deleted"], true, "a place that is deleted has no line");
    assert_eq!(seen["newest"], true, "an answer that comes late does not replace a newer one");
    assert_eq!(seen["frames"], 1, "nothing stays of a version that cannot be shown");
    assert_eq!(
        seen["german"],
        json!({ "lang": "de", "dir": "ltr", "title": "map.journey – Vorschau", "summary": "keine Befunde" })
    );
    assert!(seen["before"]["scale"].as_f64().is_some_and(|scale| scale > 1.2) && seen["before"]["place"] == "shop.look.guide");
    assert!(seen["before"]["scrolled"][0].as_f64().is_some_and(|x| x > 100.0), "{}", seen["before"]);
    assert_eq!(seen["before"], seen["after"], "what was seen stays as it was");
    println!("from save to picture: {} ms", seen["times"]);
}
