//! Diagnostics, and what they rest on: settings, folders, files.

use std::fs;

use serde_json::{Value, json};

use crate::cli::{folder, say};

use super::{Client, PEOPLE, SHOP, none, position, pretty, shop, uri};

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
