//! `journey new`: templates that check clean, and names of all kinds.

use std::fs;

use journey::emit::{EmitOptions, Format, emit};
use journey::source::FileId;

use crate::cli::{folder, say};
use crate::support::{check, line};

const TEMPLATES: [&str; 4] = ["lifecycle", "support", "blueprint", "blank"];
const QUESTIONS: [&str; 5] = [
    "What does the customer do?",
    "What does the business have to do",
    "How do they interact?",
    "What is experienced?",
    "What can be improved?",
];

fn template(name: &str) -> String {
    let place = folder(&[]);
    let (code, out, err) = say(place.path(), &["new", "Buying running shoes", "-t", name, "-o", "-"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(fs::read_dir(place.path()).expect("it is there").count(), 0, "nothing was written");
    out
}

/// Findings of all severities, one line each.
fn found(map: &str) -> Vec<String> {
    let analysis = check(map);
    analysis.findings.iter().map(|finding| line(&analysis, finding)).collect()
}

#[test]
fn templates_lack_only_their_texts_and_check_clean_filled_in() {
    for name in TEMPLATES {
        let map = template(name);
        assert!(map.contains("journey buying-running-shoes \"Buying running shoes\" {"), "{map}");
        let left = found(&map);
        assert!(!left.is_empty() && left.iter().all(|line| line.contains("warning[unfilled-placeholder]")), "{name}: {left:?}");
        let mut filled = String::new();
        for (index, part) in map.split("\"…\"").enumerate() {
            let comment = filled.lines().next_back().is_some_and(|line| line.starts_with("//"));
            let text = if index == 0 || comment { String::new() } else { format!("\"Text number {index}\"") };
            filled.push_str(&text);
            filled.push_str(part);
        }
        assert!(filled.matches("Text number").count() >= 5, "{filled}");
        assert_eq!(found(&filled), Vec::<String>::new(), "{name}, filled in");
    }
}

#[test]
fn templates_ask_the_five_questions_beside_their_fields() {
    for name in TEMPLATES {
        let map = template(name);
        let lines: Vec<&str> = map.lines().map(str::trim).collect();
        for question in QUESTIONS {
            let at = lines.iter().position(|line| line.starts_with("//") && line.contains(question));
            let at = at.unwrap_or_else(|| panic!("{name} does not ask: {question}"));
            assert!(!lines[at + 1].starts_with("//") && lines[at + 1].contains(' '), "{name}: {question}");
        }
    }
    // Each stage asks something of its own.
    for name in TEMPLATES {
        let map = template(name);
        let lines: Vec<&str> = map.lines().map(str::trim).collect();
        let stages = lines.iter().enumerate().filter(|(_, line)| line.starts_with("stage "));
        for (at, stage) in stages.skip(1) {
            assert!(lines[at - 1].starts_with("// ") && lines[at - 1].contains('?'), "{name}: {stage}");
        }
    }
    for stage in ["awareness", "consideration", "purchase", "retention", "advocacy"] {
        assert!(template("lifecycle").contains(&format!("  stage {stage} \"")));
    }
    for stage in ["contact", "wait", "solve", "follow-up"] {
        assert!(template("support").contains(&format!("  stage {stage} \"")));
    }
    for word in [
        "line of interaction",
        "line of visibility",
        "line of internal interaction",
        "frontstage: ",
        "backstage: ",
        "support: ",
        "step ",
    ] {
        assert!(template("blueprint").contains(word), "{word}");
    }
}

#[test]
fn templates_compile_to_every_format() {
    for name in TEMPLATES {
        let analysis = check(&template(name));
        for format in Format::ALL {
            let text = emit(&analysis, FileId(0), *format, &EmitOptions::default());
            assert!(text.is_ok_and(|text| !text.is_empty()), "{name} as {}", format.name());
        }
    }
}

#[test]
fn the_name_becomes_file_title_and_id() {
    let place = folder(&[]);
    let at = place.path();
    let (code, out, err) = say(at, &["new", "Buying running shoes"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(
        out,
        "wrote buying-running-shoes.journey\nnext: fill in the placeholders, then run `journey check buying-running-shoes.journey`\n"
    );
    let long = "x".repeat(300);
    for (name, file, head) in [
        ("maps/running-shoes", "maps/running-shoes.journey", "journey running-shoes \"Running shoes\" {"),
        ("maps/Other.journey", "maps/Other.journey", "journey other \"Other\" {"),
        ("say \"hello\" \\ there", "say-hello-there.journey", "journey say-hello-there \"say \\\"hello\\\" \\\\ there\" {"),
        ("“curly”", "curly.journey", "journey curly \"“curly”\" {"),
        ("🎉", "my-journey.journey", "journey my-journey \"🎉\" {"),
        ("شراء حذاء", "شراء-حذاء.journey", "journey شراء-حذاء \"شراء حذاء\" {"),
        ("for", "for.journey", "journey _for \"For\" {"),
        ("journey", "journey.journey", "journey journey \"Journey\" {"),
        ("exit", "exit.journey", "journey _exit \"Exit\" {"),
        ("2 weeks", "_2-weeks.journey", "journey _2-weeks \"2 weeks\" {"),
        ("x²", "x².journey", "journey x \"X²\" {"),
        ("a\nb \u{1b}[31m\u{202e}", "a-b-31m.journey", "journey a-b-31m \"a b \\u{1b}[31m\\u{202e}\" {"),
        ("} // {", "sub/}.journey", "journey my-journey \"} // {\" {"),
        (long.as_str(), "x.journey", "\" {"),
    ] {
        let output: &[&str] = if file == "sub/}.journey" || name == long { &["-o", file] } else { &[] };
        fs::create_dir_all(at.join("sub")).expect("it can be made");
        let (code, out, err) = say(at, &[&["new", name], output].concat());
        assert_eq!((code, err.as_str()), (0, ""), "{name}");
        assert!(!out.trim_end().contains(['\u{1b}', '\u{202e}']), "{out:?}");
        let map = fs::read_to_string(at.join(file)).unwrap_or_else(|error| panic!("{name}: {file}: {error}"));
        assert!(map.lines().any(|line| line.starts_with("journey ") && line.ends_with(head)), "{name}: {map}");
        let found: Vec<String> =
            found(&map).into_iter().filter(|line| !line.contains("note[") && !line.contains("[unfilled-placeholder]")).collect();
        assert!(found.is_empty(), "{name}: {found:?}");
    }
    let (code, out, _) = say(at, &["check", "-f", "short"]);
    assert!(code == 0 && out.lines().all(|line| line.contains("[unfilled-placeholder]")), "{out}");
    assert_eq!(say(at, &["new", &long]).0, 0);
    assert!(at.join(format!("{}.journey", "x".repeat(40))).exists(), "the name of the file is cut");
}

#[test]
fn nothing_is_overwritten() {
    let place = folder(&[("shoes.journey", "mine"), ("maps/shoes.journey", "mine")]);
    let at = place.path();
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", at.join("link.journey")).expect("it can be made");
    for arguments in [&["new", "shoes"][..], &["new", "Shoes", "-o", "shoes.journey"], &["new", "shoes", "-o", "maps"]] {
        let (code, out, err) = say(at, arguments);
        assert!(code == 2 && out.is_empty() && err.ends_with("shoes.journey` is there already; it is not overwritten\n"), "{err}");
    }
    #[cfg(unix)]
    assert!(say(at, &["new", "link"]).0 == 2 && !at.join("nowhere").exists());
    for file in ["shoes.journey", "maps/shoes.journey"] {
        assert_eq!(fs::read_to_string(at.join(file)).expect("it is there"), "mine");
    }
    let names = |folder: &str| fs::read_dir(at.join(folder)).expect("it is there").count();
    assert_eq!((names("maps"), names(".")), (1, if cfg!(unix) { 3 } else { 2 }), "nothing is left behind");
}

#[test]
fn folders_are_made() {
    let place = folder(&[]);
    let at = place.path();
    for (output, file) in [("maps/new/shoes.journey", "maps/new/shoes.journey"), ("plans of us/", "plans of us/shoes.journey")] {
        let (code, out, err) = say(at, &["new", "shoes", "-o", output]);
        assert!(code == 0 && err.is_empty() && out.contains(&format!("wrote {file}\n")), "{output}: {out}{err}");
        assert!(at.join(file).is_file(), "{file}");
    }
}

#[test]
fn names_that_cannot_be() {
    let place = folder(&[("file", "")]);
    let at = place.path();
    for (arguments, words) in [
        (&["new", ""][..], "the name is empty"),
        (&["new", "  "], "the name is empty"),
        (&["new", ".journey"], "the name is empty"),
        (&["new", "../"], "`../` names a folder, not a map"),
        (&["new", ".."], "`..` names a folder, not a map"),
        (&["new", "maps/"], "`maps/` names a folder, not a map"),
        (&["new", "Returns / refunds"], "there is no folder `Returns /`"),
        (&["new", "file/shoes"], "cannot make the folder `file/`"),
        (&["new", "shoes", "-o", "file/shoes.journey"], "cannot make the folder `file`"),
        (&["new", "shoes", "-o", "file/"], "cannot make the folder `file/`"),
        (&["new"], "<NAME>"),
        (&["new", "shoes", "-t", "poster"], "poster"),
    ] {
        let (code, out, err) = say(at, arguments);
        assert!(code == 2 && out.is_empty() && err.contains(words), "{arguments:?}: {err}");
    }
    assert_eq!(fs::read_dir(at).expect("it is there").count(), 1, "nothing was written");
    let (code, _, err) = say(at, &["new", "Returns / refunds", "-o", "it's here.journey"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let (_, out, _) = say(at, &["new", "Men/Women", "-o", "two words.journey"]);
    assert!(out.contains("`journey check 'two words.journey'`"), "{out}");
}
