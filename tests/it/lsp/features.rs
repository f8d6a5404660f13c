//! Requests about a text.

use std::fs;

use serde_json::{Value, json};

use crate::cli::folder;

use super::{Client, SHOP, none, position, position_of, pretty, shop, uri};

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
    // What `check --fix` would not make is not offered: a second `owner` would be another error.
    let twice = "journey shop \"Shop\" {\n  stage a \"A\" { action = \"x\" }\n  stage b \"B\" { owner: sales; ownr: sales }\n}\nteam sales \"Sales\"\n";
    client.write(&uri, 2, twice);
    let all = ask(&mut client, position(twice, "action =‸"), &json!(["quickfix"]));
    assert_eq!(titles(&all), ["Write `:`"]);
    let all = ask(&mut client, position(twice, "ow‸nr"), &json!(["quickfix"]));
    assert_eq!(titles(&all), ["Declare lane `ownr`"]);
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

#[test]
fn the_map_in_a_fence_is_drawn() {
    let map = |id: &str, title: &str| {
        format!("```journey\njourney {id} \"{title}\" {{ stage {id}-one \"{title} one\" {{ action: \"x\" }} }}\n```\n")
    };
    let text = format!(
        "# Maps\n\n{}\nBetween them.\n\n{}\nAfter them.\n",
        map("first", "First"),
        map("second", "Second").replace('\n', "\n> ").replacen("```", "> ```", 1)
    );
    let place = folder(&[("maps.md", &text)]);
    let uri = uri(place.path(), "maps.md");
    let mut client = Client::start(place.path(), &none());
    client.notify(
        "textDocument/didOpen",
        &json!({ "textDocument": { "uri": uri, "languageId": "markdown", "version": 1, "text": text } }),
    );
    let mut drawn = |place: &str| {
        let params = json!({ "textDocument": { "uri": uri }, "position": position(&text, place) });
        client.request("journey/preview", &params).expect("it is drawn")["journey"].clone()
    };
    assert_eq!(
        ["# Ma‸ps", "stage first‸-one", "Between‸ them", "> journey sec‸ond", "After‸ them"].map(&mut drawn),
        ["first", "first", "first", "second", "second"].map(Value::from)
    );
    client.end();
}

#[test]
fn in_a_fence_is_offered_what_is_legal_there() {
    let text = "# Maps\n\n```journey\nchannel web \"Web\"\njourney a \"A\" {\n  stage one \"One\" {\n    channel: \n    \n  }\n}\n```\n\nText\n\n\
                > ```journey\n> channel shop \"Shop\"\n> journey b \"B\" {\n>   stage two \"Two\" { channel:  }\n>   \n>   two -> \n>\n> }\n>\n>\n> ```\n";
    let place = folder(&[("maps.md", text), (".git/HEAD", "")]);
    let uri = uri(place.path(), "maps.md");
    let mut client = Client::start(place.path(), &none());
    client.open(&uri, text);
    let offered = |client: &mut Client, place: &str| -> Vec<String> {
        let params = json!({ "textDocument": { "uri": uri }, "position": position(text, place) });
        let items = client.request("textDocument/completion", &params).expect("it answers");
        items.as_array().into_iter().flatten().filter_map(|item| item["label"].as_str().map(str::to_owned)).collect()
    };
    assert_eq!(offered(&mut client, "    channel: ‸\n"), ["web"]);
    assert_eq!(offered(&mut client, "{ channel: ‸ }"), ["shop"], "each fence is a map of its own");
    let stage = offered(&mut client, "channel: \n    ‸\n");
    assert!(stage.contains(&"touchpoint".to_owned()) && !stage.contains(&"journey".to_owned()), "{stage:?}");
    let journey = offered(&mut client, ">   ‸\n>   two");
    assert!(journey.contains(&"stage".to_owned()) && !journey.contains(&"journey".to_owned()), "{journey:?}");
    let top = offered(&mut client, "> }\n>\n>‸\n");
    assert!(top.contains(&"journey".to_owned()) && !top.contains(&"stage".to_owned()), "{top:?}");
    for beside in ["# Ma‸ps", "Te‸xt", "``‸`journey", "> ``‸`\n"] {
        assert_eq!(offered(&mut client, beside), Vec::<String>::new(), "{beside}");
    }
    // The other requests know where they are, too.
    let params = json!({ "textDocument": { "uri": uri }, "position": position(text, "stage tw‸o") });
    let hover = client.request("textDocument/hover", &params).expect("it answers");
    let line = position(text, "stage tw‸o")["line"].clone();
    assert_eq!((&hover["range"]["start"]["line"], &hover["range"]["start"]["character"]), (&line, &json!(10)), "{hover}");
    client.end();
}

#[test]
fn a_rename_reaches_the_maps_in_markdown() {
    let people = "persona amira \"Amira\" { goal: \"Run\" }\n";
    let notes = "# Notes\n\n1. One:\n\n   ```journey\n   import \"people.journey\"\n   journey a \"A\" { persona: amira }\n   ```\n\nNot amira here.\n\n\
                 ```journey\npersona amira \"Another\"\njourney b \"B\" { persona: amira }\n```\n";
    let shop = "import \"people.journey\"\njourney shop \"Shop\" { persona: amira }\n";
    let place = folder(&[("people.journey", people), ("notes.md", notes), ("shop.journey", shop), (".git/HEAD", "")]);
    let at = |path: &str| uri(place.path(), path);
    let mut client = Client::start(place.path(), &none());
    client.open(&at("people.journey"), people);
    let asked = |path: &str, text: &str, from: &str, new: &str| json!({ "textDocument": { "uri": at(path) }, "position": position(text, from), "newName": new });
    let all = client.request("textDocument/rename", &asked("people.journey", people, "persona ami‸ra", "ana")).expect("it can be");
    let after = |path: &str, text: &str| edited(text, &all["changes"][at(path)]);
    assert_eq!(after("people.journey", people), people.replace("amira", "ana"));
    assert_eq!(after("shop.journey", shop), shop.replace("amira", "ana"));
    assert_eq!(
        after("notes.md", notes),
        notes.replacen("persona: amira", "persona: ana", 1),
        "the other fence has a persona of its own"
    );
    let taken =
        client.request("textDocument/rename", &asked("people.journey", people, "persona ami‸ra", "for")).expect_err("a word");
    assert!(taken["message"].as_str().is_some_and(|why| why.contains("a word of the language")), "{taken}");
    // The same from within a fence, where each fence has names of its own.
    client.open(&at("notes.md"), notes);
    let own =
        client.request("textDocument/rename", &asked("notes.md", notes, "persona ami‸ra \"Another\"", "ben")).expect("it can be");
    let last = notes.rfind("```journey").expect("it is there");
    assert_eq!(
        edited(notes, &own["changes"][at("notes.md")]),
        format!("{}{}", &notes[..last], notes[last..].replace("amira", "ben"))
    );
    assert_eq!(own["changes"].as_object().map(serde_json::Map::len), Some(1));
    let from =
        client.request("textDocument/rename", &asked("notes.md", notes, "{ persona: ami‸ra }\n   ```", "ana")).expect("it can be");
    assert_eq!(from["changes"], all["changes"]);
    client.end();
}

#[test]
fn paths_of_imports_are_completed_from_the_folders() {
    let map = "import \"\"\n";
    let files = [
        ("maps/shop.journey", map),
        ("maps/other.journey", ""),
        ("maps/sub/deep.journey", ""),
        ("maps/sub/page.md", ""),
        ("shared/people.journey", ""),
        ("notes.txt", ""),
        (".hidden/a.journey", ""),
        (".git/HEAD", ""),
    ];
    let place = folder(&files);
    let uri = uri(place.path(), "maps/shop.journey");
    let mut client = Client::start(place.path(), &none());
    client.open(&uri, map);
    // One that was never saved is for nobody else there.
    client.open(&self::uri(place.path(), "maps/unsaved.journey"), "persona a \"A\"\n");
    let mut offered = |version: i64, written: &str| -> Vec<String> {
        let text = format!("import \"{written}\"\n");
        client.write(&uri, version, &text);
        let params = json!({ "textDocument": { "uri": uri }, "position": position_of(&text, 8 + written.len()) });
        let items = client.request("textDocument/completion", &params).expect("it answers");
        items.as_array().into_iter().flatten().filter_map(|item| item["label"].as_str().map(str::to_owned)).collect()
    };
    let far = ["sub/deep.journey", "../shared/people.journey"];
    assert_eq!(offered(2, ""), ["other.journey", far[0], far[1], "../", "sub/"]);
    assert_eq!(offered(3, "sub/"), [far[0], "other.journey", far[1], "sub/../"]);
    assert_eq!(offered(4, "../"), ["other.journey", far[0], far[1], "../maps/", "../shared/"], "nothing above the root");
    assert_eq!(offered(5, "../shared/pe"), [far[1], "other.journey", far[0], "../shared/../"]);
    assert_eq!(offered(6, "../../"), ["other.journey", far[0], far[1]], "outside there is nothing");
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
