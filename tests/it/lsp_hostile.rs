//! Clients that lie to the language server, break off or never stop: it answers with errors and lives on.

use std::fmt::Write;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use journey::Options;
use journey::emit::EmitOptions;
use journey::lsp::{Ended, Files, Project, ProjectFiles, Texts, serve};
use journey::project::{ImportError, Loader};
use journey::theme::Design;
use serde_json::{Value, json};

use crate::cli::folder;
use crate::lsp::{Client, uri};
use crate::support::Numbers;

const MAP: &str = "journey a \"A 👟\" {\n  stage s \"S\" { action: \"x\" }\n  stage t \"T\" { action: \"ü\" }\n}\n";

/// All requests about a text that the server knows.
const REQUESTS: &[&str] = &[
    "textDocument/diagnostic",
    "textDocument/completion",
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/documentHighlight",
    "textDocument/prepareRename",
    "textDocument/rename",
    "textDocument/documentSymbol",
    "workspace/symbol",
    "textDocument/foldingRange",
    "textDocument/selectionRange",
    "textDocument/semanticTokens/full",
    "textDocument/semanticTokens/full/delta",
    "textDocument/semanticTokens/range",
    "textDocument/inlayHint",
    "textDocument/codeLens",
    "textDocument/documentLink",
    "textDocument/codeAction",
    "textDocument/formatting",
    "textDocument/rangeFormatting",
    "journey/preview",
];

/// Whether the server still does its work.
fn lives(client: &mut Client, uri: &str, version: i64) {
    client.write(uri, version, MAP);
    assert!(client.published(uri, version).iter().all(|found| found["severity"] != 1));
    let symbols = client.request("textDocument/documentSymbol", &json!({ "textDocument": { "uri": uri } }));
    assert_eq!(symbols.expect("it answers")[0]["name"], "A 👟");
}

fn open() -> (tempfile::TempDir, Client, String) {
    let place = folder(&[("a.journey", MAP), (".git/HEAD", "")]);
    let mut client = Client::start(place.path(), &json!({}));
    let uri = uri(place.path(), "a.journey");
    client.open(&uri, MAP);
    (place, client, uri)
}

/// Parameters that every request understands.
fn params(uri: &str, line: i64, character: i64) -> Value {
    let at = json!({ "line": line, "character": character });
    json!({
        "textDocument": { "uri": uri }, "position": at, "positions": [at], "range": { "start": at, "end": at },
        "context": { "includeDeclaration": true, "triggerKind": 1, "diagnostics": [], "only": [""] },
        "newName": "renamed", "options": { "tabSize": 8, "insertSpaces": false }, "query": "s", "previousResultId": "0",
    })
}

#[test]
fn positions_that_there_are_not() {
    let (_place, mut client, uri) = open();
    for method in REQUESTS {
        for (line, character) in [(0, 0), (0, 12), (0, 13), (0, 999_999), (4, 0), (99, 99), (4_294_967_295, 4_294_967_295)] {
            let answer = client.request(method, &params(&uri, line, character));
            let code = answer.as_ref().err().and_then(|error| error["code"].as_i64());
            assert!(matches!(code, None | Some(-32803)), "{method} at {line}:{character}: {answer:?}");
        }
        for (line, character) in [(-1, 0), (0, -1), (4_294_967_296, 0)] {
            let answer = client.request(method, &params(&uri, line, character));
            let plain = answer.is_ok() || answer.as_ref().is_err_and(|error| error["code"] == -32602);
            assert!(plain, "{method} at {line}:{character}: {answer:?}");
        }
    }
    lives(&mut client, &uri, 2);
    client.end();
}

#[test]
fn parameters_that_make_no_sense() {
    let (_place, mut client, uri) = open();
    let wrong =
        [Value::Null, json!([]), json!(7), json!("x"), json!({ "textDocument": 1 }), json!({ "textDocument": { "uri": [] } })];
    for method in REQUESTS {
        for params in &wrong {
            let error = client.request(method, params);
            assert!(error.as_ref().is_err_and(|error| error["code"] == -32602), "{method} with {params}: {error:?}");
        }
        if *method != "workspace/symbol" {
            for unknown in ["file:///nowhere/b.journey", "untitled:1", "", "file://%zz", "http://a/b.journey"] {
                let error = client.request(method, &params(unknown, 0, 0)).expect_err("it is not open");
                assert_eq!(error["code"], -32602, "{method} of {unknown}: {error}");
            }
        }
    }
    for method in [
        "textDocument/didOpen",
        "textDocument/didChange",
        "textDocument/didClose",
        "workspace/didChangeWatchedFiles",
        "workspace/didChangeWorkspaceFolders",
        "$/setTrace",
        "nobody/knows",
        "$/cancelRequest",
    ] {
        for params in &wrong {
            client.notify(method, params);
        }
        client.notify(
            method,
            &json!({ "textDocument": { "uri": "file:///nowhere/b.journey", "version": 1 }, "contentChanges": [{ "text": "x" }] }),
        );
    }
    for method in ["nobody/knows", "$/nobody", "textDocument/onTypeFormatting", "", "initialize"] {
        let error = client.request(method, &json!({})).expect_err("it is not known");
        assert!([-32601, -32600].contains(&error["code"].as_i64().unwrap_or_default()), "{method}: {error}");
    }
    lives(&mut client, &uri, 2);
    client.end();
}

#[test]
fn versions_and_changes_that_contradict_the_text() {
    let (_place, mut client, uri) = open();
    assert_eq!(client.published(&uri, 1).iter().filter(|found| found["severity"] == 1).count(), 0);
    // Versions that go back, stand still or are none: the last text counts.
    for version in [json!(7), json!(3), json!(3), json!(-1), json!(null), json!("x"), json!(1e300), json!(99_999_999_999_i64)] {
        let document = json!({ "uri": uri, "version": version });
        client.notify("textDocument/didChange", &json!({ "textDocument": document, "contentChanges": [{ "text": "?" }] }));
    }
    // Ranges that are turned round, beyond the end or within a character.
    let range =
        |a: i64, b: i64, c: i64, d: i64| json!({ "start": { "line": a, "character": b }, "end": { "line": c, "character": d } });
    for range in [range(9, 9, 0, 0), range(0, 99, 99, 0), range(0, 0, 0, 0), range(1, 0, 0, 5)] {
        client.change(&uri, 8, &json!([{ "range": range, "text": "👟\r" }, { "range": range, "text": "" }]));
    }
    client.change(&uri, 9, &json!([{ "text": MAP }, { "range": range(0, 14, 0, 14), "text": "ü" }]));
    let symbols = client.request("textDocument/documentSymbol", &json!({ "textDocument": { "uri": uri } })).expect("it answers");
    assert!(symbols[0]["name"].as_str().is_some_and(|name| name.contains('ü')), "{symbols:#}");
    client.open(&uri, MAP);
    client.open(&uri, MAP);
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
    client.open(&uri, MAP);
    lives(&mut client, &uri, 10);
    client.end();
}

#[test]
fn changes_in_any_order_make_the_same_text() {
    let (_place, mut client, uri) = open();
    let mut numbers = Numbers(7);
    let mut text = MAP.to_owned();
    let parts = ["", "x", "\n", "\r\n", "👟", "ü", "  pain \"P\"\n", "}", "{", "\""];
    for version in 2..200 {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (a, b) = (places[numbers.below(places.len())], places[numbers.below(places.len())]);
        let (start, end) = (a.min(b), a.max(b).min(a.min(b) + 12));
        let end = (0..=end).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(start).max(start);
        // Between the two halves of a line end there is no position.
        if text[..start].ends_with('\r') || text[..end].ends_with('\r') {
            continue;
        }
        let part = parts[numbers.below(parts.len())];
        let position = |at: usize| crate::lsp::position_of(&text, at);
        let change = json!([{ "range": { "start": position(start), "end": position(end) }, "text": part }]);
        client.change(&uri, version, &change);
        text.replace_range(start..end, part);
    }
    // What the server holds is seen in a text that it corrects as a whole: a symbol search has the names of it.
    client.change(&uri, 200, &json!([]));
    let published = client.published(&uri, 200);
    let loader = journey::MemoryLoader::from([("a.journey", text.as_str())]);
    let (analysis, _) = journey::analyse(&loader, &["a.journey".into()], &journey::Options::default());
    let own: Vec<String> = analysis.findings.iter().map(|found| crate::support::line(&analysis, found)).collect();
    let of_server = |found: &Value| {
        let start = &found["range"]["start"];
        let severity = ["", "error", "warning", "info"][found["severity"].as_u64().unwrap_or_default() as usize];
        let message = found["message"].as_str().unwrap_or_default().split("\nhelp: ").next().unwrap_or_default().to_owned();
        (
            start["line"].as_i64().unwrap_or_default() + 1,
            format!("{severity}[{}] {message}", found["code"].as_str().unwrap_or_default()),
        )
    };
    let of_check = |line: &String| {
        let (place, rest) = line.split_once(' ').unwrap_or_default();
        (place.split(':').next().and_then(|line| line.parse().ok()).unwrap_or_default(), rest.to_owned())
    };
    assert_eq!(published.iter().map(of_server).collect::<Vec<_>>(), own.iter().map(of_check).collect::<Vec<_>>(), "{text}");
    client.end();
}

#[test]
fn messages_that_are_none() {
    let (_place, mut client, uri) = open();
    for bytes in [
        &b"Content-Length: 5\r\n\r\n{oops"[..],
        b"Content-Length: 2\r\n\r\n[]",
        b"Content-Length: 4\r\n\r\nnull",
        b"Content-Length: 3\r\n\r\n\xff\xfe\xfd",
        b"Content-Length: 14\r\n\r\n{\"jsonrpc\":2.0}",
        b"Content-Length: 16\r\n\r\n{\"id\":{\"deep\":1}}",
        b"Content-Length: none\r\n\r\n",
        b"\r\n\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ] {
        client.raw(bytes);
    }
    // So many brackets that a reader without a limit would run off its stack.
    let deep = "[".repeat(100_000);
    client.raw(format!("Content-Length: {}\r\n\r\n{deep}", deep.len()).as_bytes());
    // A message that is cut in the middle: it takes the beginning of the next one with it.
    client.raw(b"Content-Length: 60\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":1,\"meth");
    client.notify("textDocument/didSave", &json!({ "textDocument": { "uri": uri }, "padding": "x".repeat(100) }));
    lives(&mut client, &uri, 2);
    let broken = client.until(|message| message["id"].is_null() && message["error"]["code"] == -32700);
    assert!(broken["error"]["message"].as_str().is_some_and(|text| text.contains("JSON")), "{broken}");
    client.end();
}

#[test]
fn a_conversation_in_the_wrong_order() {
    let place = folder(&[("a.journey", MAP)]);
    let uri = uri(place.path(), "a.journey");
    let mut client = Client::new(place.path());
    client.open(&uri, MAP);
    let early = client.request("textDocument/hover", &params(&uri, 0, 0)).expect_err("it has not begun");
    assert_eq!(early["code"], -32002);
    client.request("initialize", &json!({ "capabilities": 7, "workspaceFolders": "x", "rootUri": 1 })).expect("it begins");
    client.open(&uri, MAP);
    lives(&mut client, &uri, 2);
    assert_eq!(client.request("shutdown", &Value::Null), Ok(Value::Null));
    let late = client.request("textDocument/hover", &params(&uri, 0, 0)).expect_err("it has ended");
    assert_eq!(late["code"], -32600);
    client.write(&uri, 3, MAP);
    client.notify("exit", &Value::Null);
    assert_eq!(client.leave().0.code(), Some(0));
}

#[test]
fn who_leaves_without_a_word_is_not_an_error_of_ours() {
    for words in ["exit", ""] {
        let (_place, mut client, _) = open();
        if !words.is_empty() {
            client.notify(words, &Value::Null);
        }
        let (status, said) = client.leave();
        assert_eq!((status.code(), said.as_str()), (Some(1), ""), "the protocol wants a 1");
    }
    let place = folder(&[]);
    assert_eq!(Client::new(place.path()).leave().0.code(), Some(1));
    let mut client = Client::new(place.path());
    client.raw(b"Content-Length: 99999999999\r\n\r\n{");
    assert_eq!(client.leave().0.code(), Some(1));
}

#[test]
fn a_request_that_is_taken_back_and_one_whose_text_has_changed() {
    let (_place, mut client, uri) = open();
    // All of it comes at once, so that the server sees what follows.
    let message = |value: Value| {
        let body = value.to_string();
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    };
    let request =
        |id: &str, method: &str| message(json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params(&uri, 1, 9) }));
    let busy: String = (0..50).map(|number| request(&format!("busy-{number}"), "textDocument/references")).collect();
    let change = message(json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": {
        "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [{ "text": MAP }],
    } }));
    let cancel = message(json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": "unwanted" } }));
    let all = [
        busy,
        request("unwanted", "textDocument/hover"),
        request("stale", "textDocument/semanticTokens/full"),
        request("late", "textDocument/diagnostic"),
        cancel,
        change,
        request("last", "textDocument/hover"),
    ]
    .concat();
    client.raw(all.as_bytes());
    assert_eq!(client.answer(&json!("unwanted")).expect_err("it was taken back")["code"], -32800);
    assert_eq!(client.answer(&json!("stale")).expect_err("it is stale")["code"], -32801);
    assert_eq!(client.answer(&json!("late")).expect_err("it is late")["code"], -32802);
    assert!(client.answer(&json!("last")).is_ok());
    client.end();
}

#[test]
fn of_many_changes_at_once_the_last_one_counts() {
    let (_place, mut client, uri) = open();
    client.published(&uri, 1);
    let mut changes = String::new();
    for version in 2..=400 {
        let text = if version == 400 { MAP.replace("stage t", "stage s") } else { format!("{MAP}// {version}\n") };
        let document = json!({ "uri": uri, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": [{ "text": text }] });
        let body = json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": params }).to_string();
        let _ = write!(changes, "Content-Length: {}\r\n\r\n{body}", body.len());
    }
    client.raw(changes.as_bytes());
    assert!(client.published(&uri, 400).iter().any(|found| found["code"] == "duplicate-name"));
    let before: Vec<i64> = client
        .waiting
        .iter()
        .filter_map(|message| message["params"]["version"].as_i64())
        .filter(|version| *version < 400)
        .collect();
    assert!(before.len() < 200, "changes that follow each other are read together: {before:?}");
    assert!(before.is_sorted(), "none comes after a later one: {before:?}");
    client.end();
}

#[test]
fn files_that_are_no_maps_and_places_that_are_no_files() {
    let place = folder(&[("a.journey", MAP), ("notes.txt", "x"), (".git/HEAD", "")]);
    let mut client = Client::start(place.path(), &json!({}));
    // A text that was never saved.
    client.open("untitled:Untitled-1", &MAP.replace("\"x\"", "x"));
    assert!(client.published("untitled:Untitled-1", 1).iter().any(|found| found["code"] == "wrong-type"));
    // What is none of our business.
    let notes = uri(place.path(), "notes.txt");
    let document = json!({ "uri": notes, "languageId": "plaintext", "version": 1, "text": "{{{" });
    client.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    let error = client.request("textDocument/hover", &params(&notes, 0, 0)).expect_err("it is no map");
    assert_eq!(error["message"].as_str(), Some(format!("{notes} is no map").as_str()));
    // Markdown with maps in it: the lines are those of the file.
    let page = uri(place.path(), "page.md");
    client.open(&page, "# Maps\n\n```journey\njourney a \"A\" {\n  persona: x\n}\n```\n");
    let found = client.published(&page, 1);
    assert!(found.iter().any(|found| found["code"] == "unknown-name" && found["range"]["start"]["line"] == 4), "{found:#?}");
    for method in REQUESTS {
        let _ = client.request(method, &params(&page, 4, 12));
    }
    // A file that goes away, and a folder with the name of a map.
    let gone = uri(place.path(), "a.journey");
    client.open(&gone, MAP);
    client.published(&gone, 1);
    fs::remove_file(place.path().join("a.journey")).expect("it was there");
    fs::create_dir(place.path().join("b.journey")).expect("it can be made");
    client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": [] }));
    client.open(&uri(place.path(), "b.journey"), MAP);
    client.published(&uri(place.path(), "b.journey"), 1);
    lives(&mut client, &gone, 2);
    client.end();
}

#[test]
fn every_request_at_every_place_of_a_broken_text() {
    let (_place, mut client, uri) = open();
    let mut numbers = Numbers(3);
    let text = crate::support::examples().into_iter().map(|(_, text)| text).next().expect("there is one");
    let mut version = 2;
    for _ in 0..12 {
        let (a, b) = (numbers.below(text.len()), numbers.below(text.len()));
        let broken: String = text.char_indices().filter(|(at, _)| !(a.min(b)..a.max(b)).contains(at)).map(|(_, c)| c).collect();
        client.write(&uri, version, &broken);
        version += 1;
        let lines = broken.lines().count().max(1);
        for method in REQUESTS {
            let mut some = |limit| i64::try_from(numbers.below(limit)).unwrap_or_default();
            let answer = client.request(method, &params(&uri, some(lines), some(40)));
            assert!(answer.as_ref().err().is_none_or(|error| error["code"] == -32803), "{method}: {answer:?}");
        }
    }
    lives(&mut client, &uri, version);
    client.end();
}

/// Files in memory, with a bug: whoever asks for one of them that is called so meets it.
struct Buggy;

struct Empty;

impl Files for Buggy {
    fn real(&self, path: &Path) -> PathBuf {
        path.to_owned()
    }

    fn project<'a>(&'a self, file: &Path, _: &[PathBuf], open: &'a Texts<'a>) -> Project<'a> {
        let text = open.get(file).copied().unwrap_or_default();
        assert!(!text.contains("the bug"), "the bug of the test");
        let files = Box::new(Empty);
        Project { root: PathBuf::from("/"), options: Options::default(), settings: None, files }
    }

    fn drawing(&self, _: &Path, _: Option<Design>, _: &[PathBuf], _: &Texts<'_>) -> Result<EmitOptions, String> {
        Ok(EmitOptions::default())
    }
}

impl ProjectFiles for Empty {
    fn key(&self, path: &Path) -> String {
        path.to_string_lossy().into_owned()
    }

    fn path(&self, key: &str) -> Option<PathBuf> {
        Some(PathBuf::from(key))
    }

    fn maps(&self) -> Vec<String> {
        Vec::new()
    }

    fn everything(&self) -> Vec<String> {
        Vec::new()
    }

    fn saved(&self) -> Vec<String> {
        Vec::new()
    }

    fn entries(&self, _: &str, _: &str) -> Vec<String> {
        Vec::new()
    }
}

impl Loader for Empty {
    fn resolve(&self, _: &str, _: &str) -> Result<String, ImportError> {
        Err(ImportError::NotFound { near: None })
    }

    fn load(&self, _: &str) -> Result<Vec<u8>, String> {
        Ok(MAP.into())
    }
}

#[test]
fn a_bug_in_one_request_ends_neither_the_server_nor_other_requests() {
    let uri = "file:///a.journey";
    let mut input = String::new();
    let mut send = |message: Value| {
        let body = message.to_string();
        let _ = write!(input, "Content-Length: {}\r\n\r\n{body}", body.len());
    };
    let hover = |id: &str| json!({ "id": id, "method": "textDocument/hover", "params": params(uri, 0, 8) });
    let text = |method: &str, text: &str| {
        let document = json!({ "uri": uri, "languageId": "journey", "version": 1, "text": text });
        json!({ "method": method, "params": { "textDocument": document, "contentChanges": [{ "text": text }] } })
    };
    send(json!({ "id": "begin", "method": "initialize", "params": {} }));
    send(text("textDocument/didOpen", MAP));
    send(hover("before"));
    send(text("textDocument/didChange", "// the bug"));
    send(hover("bug"));
    send(json!({ "id": "rename", "method": "workspace/symbol", "params": { "query": "" } }));
    send(text("textDocument/didChange", MAP));
    send(hover("after"));
    send(json!({ "id": "end", "method": "shutdown" }));
    send(json!({ "method": "exit" }));
    let mut output = Vec::new();
    let ended = serve(Cursor::new(input.into_bytes()), &mut output, &Buggy);
    assert_eq!(ended, Ended::Asked);
    let said = String::from_utf8(output).expect("it is text");
    let bodies =
        said.split("Content-Length: ").filter_map(|message| serde_json::from_str::<Value>(message.split_once("\r\n\r\n")?.1).ok());
    let answers: Vec<Value> = bodies.filter(|message| message.get("id").is_some()).collect();
    let answer = |id: &str| answers.iter().find(|answer| answer["id"] == id).unwrap_or_else(|| panic!("{id}: {answers:#?}"));
    assert!(answer("before")["result"]["contents"]["value"].as_str().is_some_and(|text| text.contains("A 👟")));
    assert_eq!(answer("bug")["error"]["code"], -32603);
    assert_eq!(answer("after")["result"], answer("before")["result"]);
    assert_eq!(answer("end")["result"], Value::Null);
}
