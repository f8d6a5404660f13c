//! The language server as an editor sees it: the program as a child process, and messages over its standard streams.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::cli::{command, folder, say};

/// How long something may take on a busy machine.
const LONG: Duration = Duration::from_mins(1);

/// An editor with its server.
pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    incoming: Receiver<Value>,
    /// What came and nobody has asked for yet.
    pub waiting: Vec<Value>,
    requests: i64,
}

impl Client {
    /// Starts the server, and says nothing to it yet.
    pub fn new(at: &Path) -> Self {
        let mut command = command(at, &["lsp"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        let input = child.stdin.take();
        let incoming = messages(child.stdout.take().expect("it writes"));
        Self { child, input, incoming, waiting: Vec::new(), requests: 0 }
    }

    /// Starts the server and begins the conversation.
    pub fn start(at: &Path, capabilities: &Value) -> Self {
        let mut client = Self::new(at);
        let params = json!({
            "processId": null, "rootUri": null, "capabilities": capabilities,
            "workspaceFolders": [{ "uri": uri(at, ""), "name": "maps" }],
        });
        client.request("initialize", &params).expect("it begins");
        client.notify("initialized", &json!({}));
        client
    }

    /// Writes bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("it is open");
        // A server that has ended reads no more; the test then waits in vain for what it awaits.
        let _ = input.write_all(bytes).and_then(|()| input.flush());
    }

    pub fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Asks without waiting for the answer, and gives the id.
    pub fn ask(&mut self, method: &str, params: &Value) -> i64 {
        self.requests += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.requests, "method": method, "params": params }));
        self.requests
    }

    /// Asks and waits: the result, or the error.
    pub fn request(&mut self, method: &str, params: &Value) -> Result<Value, Value> {
        let id = self.ask(method, params);
        self.answer(&json!(id))
    }

    /// The answer to a request.
    pub fn answer(&mut self, id: &Value) -> Result<Value, Value> {
        let mut answer = self.until(|message| message.get("id") == Some(id) && message.get("method").is_none());
        match answer.get_mut("error") {
            Some(error) => Err(error.take()),
            None => Ok(answer["result"].take()),
        }
    }

    /// The next message of a kind; what comes before it is kept.
    pub fn until(&mut self, is_awaited: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.waiting.iter().position(&is_awaited) {
            return self.waiting.remove(at);
        }
        let end = Instant::now() + LONG;
        loop {
            match self.incoming.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(message) if is_awaited(&message) => return message,
                Ok(message) => self.waiting.push(message),
                Err(why) => panic!("{why}; there was {:#?}", self.waiting),
            }
        }
    }

    /// The diagnostics of a version of a text.
    pub fn published(&mut self, uri: &str, version: i64) -> Vec<Value> {
        let mut message = self.until(|message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && message["params"]["version"] == version
        });
        match message["params"]["diagnostics"].take() {
            Value::Array(all) => all,
            other => panic!("{other}"),
        }
    }

    pub fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "journey", "version": 1, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    /// Replaces the whole text.
    pub fn write(&mut self, uri: &str, version: i64, text: &str) {
        self.change(uri, version, &json!([{ "text": text }]));
    }

    pub fn change(&mut self, uri: &str, version: i64, changes: &Value) {
        let document = json!({ "uri": uri, "version": version });
        self.notify("textDocument/didChange", &json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// Asks about a place of a text.
    pub fn at(&mut self, method: &str, uri: &str, text: &str, place: &str) -> Result<Value, Value> {
        self.request(method, &json!({ "textDocument": { "uri": uri }, "position": position(text, place) }))
    }

    /// Closes the input and waits for the end.
    pub fn leave(mut self) -> (ExitStatus, String) {
        self.input = None;
        let end = Instant::now() + LONG;
        loop {
            if let Some(status) = self.child.try_wait().expect("it can be asked") {
                let mut said = String::new();
                self.child.stderr.take().expect("it is read").read_to_string(&mut said).expect("it is text");
                return (status, said);
            }
            assert!(Instant::now() < end, "it does not end");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Takes leave as the protocol wants it.
    pub fn end(mut self) {
        assert_eq!(self.request("shutdown", &Value::Null), Ok(Value::Null));
        self.notify("exit", &Value::Null);
        let (status, said) = self.leave();
        assert_eq!((status.code(), said.as_str()), (Some(0), ""), "it ends in peace");
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // A test that fails leaves the program behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The messages that the server writes.
fn messages(output: ChildStdout) -> Receiver<Value> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut output = BufReader::new(output);
        loop {
            let mut length = None;
            loop {
                let mut line = String::new();
                if output.read_line(&mut line).unwrap_or(0) == 0 {
                    return;
                }
                match line.strip_prefix("Content-Length: ") {
                    Some(number) => length = number.trim().parse::<usize>().ok(),
                    None if line.trim().is_empty() => break,
                    None => return,
                }
            }
            let mut body = vec![0; length.unwrap_or(0)];
            let read = output.read_exact(&mut body).ok().and_then(|()| serde_json::from_slice(&body).ok());
            let Some(message) = read else { return };
            if sender.send(message).is_err() {
                return;
            }
        }
    });
    receiver
}

pub fn uri(at: &Path, path: &str) -> String {
    let at = at.canonicalize().expect("it is there");
    format!("file://{}/{path}", at.display()).trim_end_matches('/').to_owned()
}

/// The position of the mark `‸` in the first text that is like `place` without it.
pub fn position(text: &str, place: &str) -> Value {
    let before = place.find('‸').expect("it has a mark");
    let at = text.find(&place.replacen('‸', "", 1)).unwrap_or_else(|| panic!("{place} is not in the text")) + before;
    position_of(text, at)
}

/// The position of a byte.
pub fn position_of(text: &str, at: usize) -> Value {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    json!({ "line": text[..at].matches('\n').count(), "character": text[start..at].encode_utf16().count() })
}

const PEOPLE: &str = "persona amira \"Amira\" { goal: \"Run\" }\npersona ben \"Ben\" { goal: \"Run\" }\n";
const SHOP: &str = r#"import "people.journey"
channel web "Website 👟"
channel kiosk "Kiosk"
journey shop "Buying shoes 👟" {
  objective: "See where buyers are lost"
  persona: amira
  stage search "Searches" { channel: web; emotion: 0 "ok" for amira }
  stage pay "Pays" { action: "Pays" for ben }
  pay -> lost 30% "dear"
  outcome loyal "Comes back" success
  outcome lost "Leaves" failure
}
"#;

fn shop() -> (TempDir, String) {
    let place = folder(&[("shop.journey", SHOP), ("people.journey", PEOPLE), (".git/HEAD", "")]);
    let uri = uri(place.path(), "shop.journey");
    (place, uri)
}

/// A value to read, the folder of the test left out.
fn pretty(place: &Path, value: &Value) -> String {
    format!("{value:#}").replace(&uri(place, ""), "file:///maps")
}

fn none() -> Value {
    json!({})
}

#[test]
fn findings_are_published_with_every_change() {
    let (place, uri) = shop();
    let mut client = Client::start(place.path(), &none());
    client.open(&uri, SHOP);
    let found = client.published(&uri, 1);
    let [unused] = &found[..] else { panic!("{found:#?}") };
    insta::assert_snapshot!(pretty(place.path(), unused));
    // One letter of a name is deleted, then it is written again.
    let at = |from: &str, to: &str| json!({ "start": position(SHOP, from), "end": position(SHOP, to) });
    client.change(&uri, 2, &json!([{ "range": at("persona: ‸amira", "persona: a‸mira"), "text": "" }]));
    let found = client.published(&uri, 2);
    assert!(found.iter().any(|found| found["code"] == "unknown-name"), "{found:#?}");
    client.change(&uri, 3, &json!([{ "range": at("persona: ‸amira", "persona: ‸amira"), "text": "a" }]));
    assert_eq!(client.published(&uri, 3).len(), 1);
    client.write(&uri, 4, &SHOP.replace("stage pay", "stage search"));
    let found = client.published(&uri, 4);
    let twice = found.iter().find(|found| found["code"] == "duplicate-name").expect("it is found");
    insta::assert_snapshot!(pretty(place.path(), twice));
    client.end();
}

#[test]
fn findings_are_those_of_check() {
    let (place, uri) = shop();
    let broken = SHOP.replace("persona: amira", "persona: amira, carla\n  channl: web").replace("30%", "130%");
    fs::write(place.path().join("shop.journey"), &broken).expect("it can be written");
    let mut client = Client::start(place.path(), &none());
    client.open(&uri, &broken);
    let published = client.published(&uri, 1);
    let (_, out, _) = say(place.path(), &["check", "shop.journey", "--notes", "--format", "json"]);
    let checked: Value = serde_json::from_str(&out).expect("it is JSON");
    let checked = checked["findings"].as_array().expect("it has findings");
    assert!(checked.len() > 2, "{checked:#?}");
    let of_check = |found: &Value| {
        let start = &found["labels"][0]["start"];
        (found["code"].clone(), found["message"].clone(), start["line"].clone())
    };
    let of_server = |found: &Value| {
        let message = found["message"].as_str().unwrap_or_default();
        let line = found["range"]["start"]["line"].as_i64().unwrap_or_default() + 1;
        (found["code"].clone(), json!(message.split("\nhelp: ").next()), json!(line))
    };
    assert_eq!(published.iter().map(of_server).collect::<Vec<_>>(), checked.iter().map(of_check).collect::<Vec<_>>());
    client.end();
}

#[test]
fn open_texts_win_over_the_disk_and_the_disk_holds_once_they_are_closed() {
    let (place, uri) = shop();
    let people = self::uri(place.path(), "people.journey");
    let mut client = Client::start(place.path(), &none());
    client.open(&uri, SHOP);
    assert_eq!(client.published(&uri, 1).len(), 1);
    client.open(&people, "persona ben \"Ben\" { goal: \"Run\" }\n");
    let found = client.published(&uri, 1);
    assert!(found.iter().any(|found| found["message"].as_str().is_some_and(|text| text.contains("`amira`"))), "{found:#?}");
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": people } }));
    assert_eq!(client.published(&uri, 1).len(), 1);
    // An import that is open and not saved yet.
    client.write(&uri, 2, &SHOP.replace("people.journey", "new.journey"));
    assert!(client.published(&uri, 2).iter().any(|found| found["code"] == "import-not-found"));
    client.open(&self::uri(place.path(), "new.journey"), PEOPLE);
    assert_eq!(client.published(&uri, 2).len(), 1);
    // The disk changes, and the editor tells.
    client.write(&uri, 3, SHOP);
    assert_eq!(client.published(&uri, 3).len(), 1);
    fs::write(place.path().join("people.journey"), "").expect("it can be written");
    client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": [{ "uri": people, "type": 2 }] }));
    assert!(client.published(&uri, 3).iter().any(|found| found["code"] == "unknown-name"));
    client.end();
}

#[test]
fn settings_hold_and_are_checked() {
    let (place, uri) = shop();
    fs::write(place.path().join("journey.toml"), "[lints]\nunreachable-for-persona = \"off\"\n").expect("it can be written");
    let toml = self::uri(place.path(), "journey.toml");
    let mut client = Client::start(place.path(), &none());
    client.open(&uri, SHOP);
    let before = client.published(&uri, 1).len();
    let document = json!({ "uri": toml, "languageId": "toml", "version": 1, "text": "[lints]\nlong-titl = \"off\"\n" });
    client.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    let found = client.published(&toml, 1);
    assert_eq!(found[0]["code"], "unknown-lint", "{found:#?}");
    assert_eq!(client.published(&uri, 1).len(), before);
    client.write(&toml, 2, "[lints]\nlost-share = \"error\"\nnames = \"off\"\nshares-over-100 = \"off\"\n");
    assert_eq!(client.published(&toml, 2)[0]["code"], "unknown-lint");
    client.end();
}

#[test]
fn files_are_watched_and_settings_on_the_disk_hold() {
    let (place, uri) = shop();
    let capabilities = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let mut client = Client::start(place.path(), &capabilities);
    let asked = client.until(|message| message["method"] == "client/registerCapability");
    let watchers = &asked["params"]["registrations"][0]["registerOptions"]["watchers"];
    assert_eq!((&watchers[0]["globPattern"], &watchers[1]["globPattern"]), (&json!("**/*.journey"), &json!("**/journey.toml")));
    client.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": null }));
    client.open(&uri, SHOP);
    let codes = |found: &[Value]| found.iter().map(|found| found["code"].clone()).collect::<Vec<_>>();
    assert_eq!(codes(&client.published(&uri, 1)), ["unused-channel"]);
    let toml = place.path().join("journey.toml");
    for (text, expected) in [("[lints]\nunused-channel = \"off\"\n", 0), ("[lints]\nunused-channel = \"error\"\n", 1)] {
        fs::write(&toml, text).expect("it can be written");
        let change = json!({ "uri": self::uri(place.path(), "journey.toml"), "type": 2 });
        client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": [change] }));
        let found = client.published(&uri, 1);
        assert_eq!(found.len(), expected, "{found:#?}");
        assert!(found.iter().all(|found| found["severity"] == 1), "{found:#?}");
    }
    client.end();
}

#[test]
fn several_folders_are_several_projects() {
    let place = folder(&[
        ("one/journey.toml", "[lints]\njourney-without-objective = \"off\"\n"),
        ("one/a.journey", "journey a \"A\" { stage first \"First\" }\n"),
        ("two/journey.toml", ""),
        ("two/b.journey", "journey b \"B\" { stage second \"Second\" }\n"),
        ("three/c.journey", "journey c \"C\" { stage third \"Third\" }\n"),
    ]);
    let of = |name: &str| json!({ "uri": uri(place.path(), name), "name": name });
    let mut client = Client::new(place.path());
    let params = json!({ "capabilities": {}, "workspaceFolders": [of("one"), of("two")] });
    client.request("initialize", &params).expect("it begins");
    let names = |client: &mut Client| -> Vec<String> {
        let found = client.request("workspace/symbol", &json!({ "query": "r" })).expect("it answers");
        let names = found.as_array().expect("a list").iter().map(|found| found["name"].as_str().unwrap_or_default().to_owned());
        names.collect()
    };
    assert_eq!(names(&mut client), ["first – First"]);
    let (one, two) = (uri(place.path(), "one/a.journey"), uri(place.path(), "two/b.journey"));
    client.open(&one, "journey a \"A\" { stage first \"First\" }\n");
    client.open(&two, "journey b \"B\" { stage second \"Second\" }\n");
    let has = |found: &[Value]| found.iter().any(|found| found["code"] == "journey-without-objective");
    assert!(!has(&client.published(&one, 1)), "each has its own settings");
    assert!(has(&client.published(&two, 1)));
    client.notify("workspace/didChangeWorkspaceFolders", &json!({ "event": { "added": [of("three")], "removed": [of("two")] } }));
    assert_eq!(names(&mut client), ["first – First", "third – Third"]);
    client.end();
}

#[test]
fn a_client_that_asks_for_diagnostics_is_not_sent_them() {
    let (place, uri) = shop();
    let capabilities = json!({ "textDocument": { "diagnostic": {} }, "workspace": { "diagnostics": { "refreshSupport": true } } });
    let mut client = Client::start(place.path(), &capabilities);
    client.open(&uri, SHOP);
    let ask = |client: &mut Client, previous: &Value| {
        client
            .request("textDocument/diagnostic", &json!({ "textDocument": { "uri": uri }, "previousResultId": previous }))
            .expect("it answers")
    };
    let first = ask(&mut client, &Value::Null);
    assert_eq!((first["kind"].as_str(), first["items"].as_array().map(Vec::len)), (Some("full"), Some(1)));
    let again = ask(&mut client, &first["resultId"]);
    assert_eq!(again["kind"], "unchanged", "{again}");
    assert!(client.waiting.iter().all(|message| message["method"] != "workspace/diagnostic/refresh"));
    client.open(&self::uri(place.path(), "people.journey"), PEOPLE);
    client.until(|message| message["method"] == "workspace/diagnostic/refresh");
    client.write(&uri, 2, &SHOP.replace("amira", "carla"));
    let changed = ask(&mut client, &first["resultId"]);
    assert_eq!(changed["kind"], "full");
    assert!(client.waiting.iter().all(|message| message["method"] != "textDocument/publishDiagnostics"));
    client.end();
}

#[test]
fn completion_is_asked_for_and_answered() {
    let (place, uri) = shop();
    let mut client =
        Client::start(place.path(), &json!({ "textDocument": { "completion": { "completionItem": { "snippetSupport": true } } } }));
    let text = SHOP.replace("channel: web;", "channel: ;");
    client.open(&uri, &text);
    let items = client.at("textDocument/completion", &uri, &text, "channel: ‸;").expect("it answers");
    insta::assert_snapshot!(pretty(place.path(), &items));
    let items = client.at("textDocument/completion", &uri, &text, "  ‸persona: amira").expect("it answers");
    let item = items.as_array().and_then(|items| items.iter().find(|item| item["label"] == "stage")).expect("it is offered");
    insta::assert_snapshot!(pretty(place.path(), item));
    let text = text.replace("import \"people.journey\"", "import \"\"");
    client.write(&uri, 2, &text);
    let items = client.at("textDocument/completion", &uri, &text, "import \"‸\"").expect("it answers");
    assert_eq!(items[0]["label"], "people.journey");
    // What is asked for later belongs to the answer that it was part of.
    let resolving = json!({ "resolveSupport": { "properties": ["documentation"] } });
    let mut other = Client::start(place.path(), &json!({ "textDocument": { "completion": { "completionItem": resolving } } }));
    other.open(&uri, SHOP);
    let first = other.at("textDocument/completion", &uri, SHOP, "  ‸persona: amira").expect("it answers")[0].clone();
    assert_eq!(first["documentation"], Value::Null);
    let whole = other.request("completionItem/resolve", &first).expect("it answers");
    assert!(whole["documentation"]["value"].as_str().is_some_and(|text| text.contains("stage")), "{whole:#}");
    other.at("textDocument/completion", &uri, SHOP, "persona: ‸amira").expect("it answers");
    assert_eq!(other.request("completionItem/resolve", &first), Ok(first), "nothing is known of it any more");
    other.end();
    // A space at the beginning of a line only indents.
    let position = position(&text, "\n ‸ persona: amira");
    let context = json!({ "triggerKind": 2, "triggerCharacter": " " });
    let params = json!({ "textDocument": { "uri": uri }, "position": position, "context": context });
    assert_eq!(client.request("textDocument/completion", &params), Ok(json!([])));
    client.end();
}

#[test]
fn names_are_followed_and_changed_across_files() {
    let (place, uri) = shop();
    let people = self::uri(place.path(), "people.journey");
    fs::write(place.path().join("second.journey"), "import \"people.journey\"\njourney two \"Two\" { persona: amira }\n")
        .expect("it can be");
    let mut client = Client::start(place.path(), &none());
    client.open(&uri, SHOP);
    let found = client.at("textDocument/definition", &uri, SHOP, "persona: ami‸ra").expect("it answers");
    assert_eq!((found["uri"].as_str(), &found["range"]["start"]), (Some(people.as_str()), &json!({ "line": 0, "character": 8 })));
    let hover = client.at("textDocument/hover", &uri, SHOP, "persona: ami‸ra").expect("it answers");
    assert!(hover["contents"]["value"].as_str().is_some_and(|text| text.contains("Amira")), "{hover}");
    let params = json!({ "textDocument": { "uri": uri }, "position": position(SHOP, "persona: ami‸ra"), "context": { "includeDeclaration": true } });
    let all = client.request("textDocument/references", &params).expect("it answers");
    assert_eq!(all.as_array().map(Vec::len), Some(4), "two here, one in another map, and the declaration: {all:#}");
    let highlights = client.at("textDocument/documentHighlight", &uri, SHOP, "persona: ami‸ra").expect("it answers");
    assert_eq!(highlights.as_array().map(Vec::len), Some(2));
    let range = client.at("textDocument/prepareRename", &uri, SHOP, "persona: ami‸ra").expect("it answers");
    assert_eq!(range["start"], position(SHOP, "persona: ‸amira"));
    let rename = |client: &mut Client, place: &str, name: &str| {
        client.request(
            "textDocument/rename",
            &json!({ "textDocument": { "uri": uri }, "position": position(SHOP, place), "newName": name }),
        )
    };
    let edit = rename(&mut client, "persona: ami‸ra", "anna").expect("it can be renamed");
    let files: Vec<(&String, usize)> = edit["changes"]
        .as_object()
        .expect("it has changes")
        .iter()
        .map(|(uri, edits)| (uri, edits.as_array().map_or(0, Vec::len)))
        .collect();
    let second = self::uri(place.path(), "second.journey");
    assert_eq!(files, [(&people, 1), (&second, 1), (&uri, 2)]);
    let refused = rename(&mut client, "persona: ami‸ra", "ben").expect_err("it is taken");
    assert_eq!(refused["code"], -32803);
    assert!(refused["message"].as_str().is_some_and(|text| text.contains("`ben` is taken")), "{refused}");
    let refused = client.at("textDocument/prepareRename", &uri, SHOP, "obj‸ective").expect_err("it is a word of the language");
    assert_eq!(refused["message"], "a word of the language cannot be renamed");
    let symbols = client.request("workspace/symbol", &json!({ "query": "ben" })).expect("it answers");
    assert_eq!(symbols[0]["name"], "ben – Ben");
    let outline = client.request("textDocument/documentSymbol", &json!({ "textDocument": { "uri": uri } })).expect("it answers");
    assert_eq!(outline[2]["children"].as_array().map(Vec::len), Some(4), "{outline:#}");
    client.end();
}

#[test]
fn actions_correct_the_text() {
    let (place, uri) = shop();
    let capabilities = json!({ "workspace": { "workspaceEdit": { "documentChanges": true } } });
    let mut client = Client::start(place.path(), &capabilities);
    let text = SHOP.replace("channel: web;", "channel = wbe;").replace("\"Pays\" for ben", "\"Pays\" for carla");
    client.open(&uri, &text);
    let ask = |client: &mut Client, at: Value, only: &Value| {
        let range = json!({ "start": at, "end": at });
        let params = json!({ "textDocument": { "uri": uri }, "range": range, "context": { "diagnostics": [], "only": only } });
        client.request("textDocument/codeAction", &params).expect("it answers")
    };
    let titles = |actions: &Value| -> Vec<String> {
        actions.as_array().expect("a list").iter().map(|action| action["title"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let all = ask(&mut client, position(&text, "channel =‸ wbe"), &Value::Null);
    assert!(titles(&all).contains(&"Write `:`".to_owned()), "{all:#}");
    let all = ask(&mut client, position(&text, "for car‸la"), &json!(["quickfix"]));
    assert_eq!(titles(&all), ["Declare persona `carla`"]);
    let edit = &all[0]["edit"]["documentChanges"][0];
    assert_eq!(
        (edit["textDocument"]["version"].as_i64(), edit["edits"][0]["newText"].as_str()),
        (Some(1), Some("\n\npersona carla \"Carla\"")),
        "{edit:#}"
    );
    let all = ask(&mut client, position(&text, "jour‸ney shop"), &json!(["source"]));
    assert_eq!(titles(&all), ["Correct everything that is certain"]);
    let new = all[0]["edit"]["documentChanges"][0]["edits"][0]["newText"].as_str().unwrap_or_default();
    assert_eq!(new, ": web", "{all:#}");
    client.end();
}

#[test]
fn the_map_under_the_cursor_is_drawn() {
    let (place, uri) = shop();
    fs::write(place.path().join("people.journey"), "persona amira \"Amira {\n").expect("it can be written");
    let text =
        SHOP.replace("30%", "30% {") + "journey second \"<script>Second & last\" { stage look \"Looks\" { action: \"Looks\" } }\n";
    let mut client = Client::start(place.path(), &none());
    client.open(&uri, &text);
    let mut draw = |place: &str, theme: Value| {
        let params = json!({ "textDocument": { "uri": uri }, "position": position(&text, place), "theme": theme });
        client.request("journey/preview", &params)
    };
    let first = draw("outcome lo‸st", Value::Null).expect("it is drawn");
    assert_eq!((&first["journey"], &first["title"]), (&json!("shop"), &json!("Buying shoes 👟")));
    let svg = first["svg"].as_str().expect("a text");
    assert!(svg.starts_with("<svg ") && svg.contains("Searches") && !svg.contains("Looks"), "{svg}");
    assert_eq!(draw("‸import", Value::Null), Ok(first.clone()), "before all journeys the first is meant");
    let second = draw("stage lo‸ok", Value::Null).expect("it is drawn");
    let svg = second["svg"].as_str().expect("a text");
    assert!(svg.contains("Looks") && !svg.contains("Searches") && !svg.contains("<script"), "{svg}");
    assert_ne!(draw("stage lo‸ok", json!("dark")), Ok(second.clone()));
    assert_eq!(draw("stage lo‸ok", json!("darkish")).expect_err("there is none")["code"], -32602);
    // What is set in an open `journey.toml` holds, also what is not saved yet.
    let toml = json!({ "uri": self::uri(place.path(), "journey.toml"), "languageId": "toml", "version": 1, "text": "[theme]\ndefault = \"dark\"\n" });
    client.notify("textDocument/didOpen", &json!({ "textDocument": toml }));
    let params = json!({ "textDocument": { "uri": uri }, "position": position(&text, "stage lo‸ok") });
    assert_ne!(client.request("journey/preview", &params), Ok(second));
    client.write(&uri, 2, "persona ana \"Ana\"\n");
    let nothing = client.request("journey/preview", &json!({ "textDocument": { "uri": uri } })).expect_err("there is no map");
    assert_eq!((&nothing["code"], &nothing["message"]), (&json!(-32803), &json!("there is no journey in shop.journey to draw")));
    client.end();
}

/// A text after the edits of an answer.
fn edited(text: &str, edits: &Value) -> String {
    let mut text = text.to_owned();
    for edit in edits.as_array().expect("a list").iter().rev() {
        let [start, end] = ["start", "end"].map(|end| byte_of(&text, &edit["range"][end]));
        text.replace_range(start..end, edit["newText"].as_str().expect("a text"));
    }
    text
}

/// The byte of a position.
fn byte_of(text: &str, position: &Value) -> usize {
    let part = |name: &str| usize::try_from(position[name].as_u64().expect("a number")).expect("it is small");
    let line: usize = text.split_inclusive('\n').take(part("line")).map(str::len).sum();
    let mut units = 0;
    let before = text[line..].chars().take_while(|c| {
        units += c.len_utf16();
        units <= part("character")
    });
    line + before.map(char::len_utf8).sum::<usize>()
}

#[test]
fn a_document_and_some_lines_of_it_are_formatted() {
    let (place, uri) = shop();
    let untidy = SHOP.replace("channel: web;", "channel:web ;").replace("  pay -> lost", "pay->lost");
    let mut client = Client::start(place.path(), &none());
    client.open(&uri, &untidy);
    let document = json!({ "uri": uri });
    let options = json!({ "tabSize": 8, "insertSpaces": false });
    let params = json!({ "textDocument": document, "options": options });
    let edits = client.request("textDocument/formatting", &params).expect("it answers");
    assert_eq!(edited(&untidy, &edits), SHOP);
    let range = json!({ "start": position(&untidy, "‸pay->lost"), "end": position(&untidy, "\n‸  outcome loyal") });
    let params = json!({ "textDocument": document, "range": range, "options": options });
    let edits = client.request("textDocument/rangeFormatting", &params).expect("it answers");
    assert_eq!(edited(&untidy, &edits), untidy.replace("pay->lost", "  pay -> lost"));
    // The maps in Markdown, and nothing else of it.
    let markdown = "# Maps \u{1F45F}\n\n*  a list\n\n> ```journey\n> journey a \"\u{1F45F}\" {\n> stage  b \"B\"\n> }\n> ```\n";
    let notes = self::uri(place.path(), "notes.md");
    client.open(&notes, markdown);
    let params = json!({ "textDocument": { "uri": notes }, "options": options });
    let edits = client.request("textDocument/formatting", &params).expect("it answers");
    assert_eq!(edited(markdown, &edits), markdown.replace("> stage  b", ">   stage b"));
    client.end();
}

#[test]
fn columns_are_those_that_were_agreed_on() {
    let text = "journey a \"👟\" { note: \"ü\"; persona: x }\n";
    let place = folder(&[("a.journey", text)]);
    let uri = uri(place.path(), "a.journey");
    for (encodings, agreed, column) in [
        (json!(["utf-8", "utf-16"]), "utf-8", 40),
        (json!(["utf-16"]), "utf-16", 37),
        (json!(["utf-32"]), "utf-16", 37),
        (json!(7), "utf-16", 37),
    ] {
        let mut client = Client::new(place.path());
        let capabilities = json!({ "general": { "positionEncodings": encodings } });
        let begun = client.request("initialize", &json!({ "capabilities": capabilities })).expect("it begins");
        assert_eq!(begun["capabilities"]["positionEncoding"], agreed);
        client.open(&uri, text);
        let found = client.published(&uri, 1);
        let unknown = found.iter().find(|found| found["code"] == "unknown-name").expect("it is found");
        assert_eq!(unknown["range"]["start"]["character"], column, "{encodings}");
        client.end();
    }
}
