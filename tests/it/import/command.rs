//! The command as it is typed.

use std::fs;

use crate::cli::{command, feed, folder, say, told};

const DIAGRAM: &str = "journey\n  title Tea\n  section Morning\n    Make tea: 5: Me\n";
const TABLE: &str = "Stage,Touchpoint\nMorning,Make tea\n";
const WRONG: &str = "journey\n  section Morning\n    Make tea: 5: Me; Drink tea: 4: Me\n";

#[test]
fn one_file_several_files_and_standard_input() {
    let place = folder(&[("tea.mmd", DIAGRAM), ("table.csv", TABLE), ("sub/tea.mmd", DIAGRAM)]);
    let at = place.path();
    let (code, out, err) = say(at, &["import", "tea.mmd"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(
        out,
        "persona me \"Me\"\n\njourney tea \"Tea\" {\n  persona: me\n\n  stage morning \"Morning\" {\n    \
         touchpoint make-tea \"Make tea\" { emotion: +2 }\n  }\n}\n"
    );
    assert_eq!(say(at, &["import", "tea.mmd", "-o", "tea.journey"]), (0, String::new(), String::new()));
    assert_eq!(fs::read_to_string(at.join("tea.journey")).expect("it was written"), out);
    assert_eq!(say(at, &["check", "tea.journey", "--deny", "warnings"]).0, 0);
    assert_eq!(say(at, &["import", "tea.mmd", "table.csv", "-o", "maps/new"]).0, 0);
    assert!(at.join("maps/new/tea.journey").exists() && at.join("maps/new/table.journey").exists());
    let (code, piped, _) = told(&feed(command(at, &["import", "-"]), DIAGRAM));
    assert_eq!((code, piped), (0, out.clone()));
    let (code, piped, _) = told(&feed(command(at, &["import", "-", "--from", "csv", "-o", "-"]), TABLE));
    assert!(code == 0 && piped.contains("journey my-journey \"My journey\" {"), "{piped}");

    for (arguments, words) in [
        (&["import"][..], "required"),
        (&["import", "tea.mmd", "--from", "word"], "possible values"),
        (&["import", "tea.mmd", "table.csv"], "need a folder"),
        (&["import", "tea.mmd", "sub/tea.mmd", "-o", "two"], "would both be written"),
        (&["import", "tea.mmd", "-o", "tea.svg"], "`tea.svg` is not named like a map; write a name that ends in `.journey`"),
        (&["import", "tea.mmd", "-o", "tea.txt"], "`tea.txt` is not named like a map; write a name that ends in `.journey`"),
        (&["import", "tea.mmd", "-o", "new/tea.journey"], "cannot write `new/tea.journey`: there is no folder `new`"),
        (&["import", "tea.mmd", "-o", "map"], "`map` is not named like a map; write a name that ends in `.journey`"),
        (
            &["import", "tea.mmd", "table.csv", "-o", "both.journey"],
            "`both.journey` is the name of one file, and 2 files need a folder: `-o FOLDER`",
        ),
        (&["import", "tea.mmd", "table.csv", "-o", "-"], "several files need a folder to be written to: `-o FOLDER`"),
        (&["import", "tea.mmd", "-o", "tea.journey"], "`tea.journey` is there already; it is not overwritten"),
        (&["import", "tea.mmd", "-o", "tea.mmd"], "is not overwritten"),
        (&["import", "sub"], "is a folder"),
        (&["import", "none.mmd"], "cannot read `none.mmd`: no such file or directory"),
        (&["import", "tea.mmd", "--from", "json"], "cannot import `tea.mmd`: it is no well-formed JSON"),
    ] {
        let (code, out, err) = say(at, arguments);
        assert!(code == 2 && out.is_empty() && err.contains(words), "{arguments:?}: {code} {out}{err}");
    }
    assert_eq!(fs::read_to_string(at.join("tea.journey")).expect("it is there"), out);
    assert!(!at.join("two").exists());
}

#[test]
fn findings_go_to_standard_error_and_decide_the_exit_code() {
    let place = folder(&[("wrong.mmd", WRONG), ("high.mmd", "journey\n  Make tea: 9: Me\n"), ("bad.xml", "<CJML>")]);
    let at = place.path();
    let (code, out, err) = say(at, &["import", "wrong.mmd"]);
    assert!(code == 1 && out.contains("make-tea") && out.contains("drink-tea"), "what can be read is imported: {out}");
    assert!(err.contains("error[rejected-text]") && err.ends_with("1 error in 1 file\n"), "{err}");
    let (code, _, err) = say(at, &["import", "high.mmd"]);
    assert!(code == 0 && err.contains("warning[changed-on-import]") && err.ends_with("1 warning in 1 file\n"), "{err}");
    let (code, out, err) = say(at, &["import", "high.mmd", "bad.xml", "-o", "out"]);
    assert!(code == 2 && out.is_empty() && err.contains("cannot import `bad.xml`: it is cut off"), "{err}");
    assert!(!at.join("out").exists(), "all files are made or none");
    assert!(say(at, &["import", "wrong.mmd", "--color", "always"]).2.contains('\u{1b}'));
    let hostile = "journey\n  title \u{1b}[31mred\n  section A\n    \u{202e}B: 9: \u{1b}]0;C\n";
    let (_, out, err) = told(&feed(command(at, &["import", "-"]), hostile));
    assert!(!out.contains(['\u{1b}', '\u{202e}']) && !err.contains(['\u{1b}', '\u{202e}']), "{out}{err}");
}

#[test]
fn what_cannot_be_written_leaves_nothing_behind() {
    // With the ending of a map the name is longer than a name may be.
    let long = format!("{}.mmd", "x".repeat(250));
    let place = folder(&[("first.mmd", DIAGRAM), (&long, DIAGRAM), ("last.csv", TABLE)]);
    let at = place.path();
    let (code, _, err) = say(at, &["import", "first.mmd", &long, "last.csv", "-o", "out/"]);
    assert!(code == 2 && err.contains("cannot write `out/xxx"), "{code} {err}");
    assert_eq!(fs::read_dir(at.join("out")).expect("it was made").count(), 0, "all files are made or none");
    let (code, _, err) = say(at, &["import", "first.mmd", "last.csv", "-o", "out/"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(fs::read_dir(at.join("out")).expect("it was made").count(), 2);
}

#[test]
fn other_commands_say_what_to_do_with_other_forms() {
    let place = folder(&[("tea.mmd", DIAGRAM), ("t.csv", TABLE)]);
    for arguments in [&["check", "tea.mmd"][..], &["compile", "-f", "dot", "tea.mmd"], &["report", "tea.mmd"]] {
        let (code, out, err) = say(place.path(), arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert_eq!(err, "error: cannot read `tea.mmd`: it is no map; `journey import` makes one of it\n");
    }
    assert_eq!(say(place.path(), &["check", "t.csv"]).0, 2);
    let (code, _, err) = told(&feed(command(place.path(), &["check", "-"]), DIAGRAM));
    assert_eq!(code, 2);
    assert_eq!(err, "error: cannot read `-`: it is a Mermaid journey; `journey import` makes a map of it\n");
}

#[test]
fn an_empty_table_for_a_workshop() {
    let place = folder(&[]);
    let at = place.path();
    let (code, out, err) = say(at, &["new", "Buying shoes", "--table"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(
        out,
        "wrote buying-shoes.csv\nnext: fill in one row per touchpoint, then run `journey import buying-shoes.csv -o buying-shoes.journey`\n"
    );
    let table = fs::read_to_string(at.join("buying-shoes.csv")).expect("it was written");
    assert!(table.starts_with("Stage,Touchpoint,Persona,Channel,Action,") && table.lines().count() == 1, "{table}");
    assert_eq!(say(at, &["new", "Buying shoes", "--table"]).0, 2, "it is not overwritten");
    fs::write(at.join("buying-shoes.csv"), format!("{table}Search,Reads the guide,Amira\n")).expect("it can be written");
    let (code, _, err) = say(at, &["import", "buying-shoes.csv", "-o", "buying-shoes.journey"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let map = fs::read_to_string(at.join("buying-shoes.journey")).expect("it was written");
    assert!(map.contains("journey buying-shoes \"Buying shoes\" {") && map.contains("persona amira \"Amira\""), "{map}");
    assert_eq!(say(at, &["new", "x", "--table", "-o", "-"]).1, table);
    assert_eq!(say(at, &["new", "x", "--table", "-t", "blank"]).0, 2);
    assert!(
        say(at, &["new", "x", "--table", "-o", "x.svg"]).2.contains("not named like a table; write a name that ends in `.csv`")
    );
}

#[test]
fn an_empty_workbook_for_a_workshop() {
    let place = folder(&[]);
    let at = place.path();
    let (code, out, err) = say(at, &["new", "Buying shoes", "--table", "-o", "shoes.xlsx"]);
    assert!(code == 0 && err.is_empty() && out.starts_with("wrote shoes.xlsx\n"), "{out}{err}");
    assert!(fs::read(at.join("shoes.xlsx")).expect("it was written").starts_with(b"PK"));
    let (code, _, err) = say(at, &["import", "shoes.xlsx"]);
    assert_eq!((code, err.as_str()), (2, "error: cannot import `shoes.xlsx`: there is no row below its headings\n"));
    // Its sheet is called like the journey, which an import takes for the title; signs of addresses and too long a name are none.
    for (name, sheet) in [("Hotel: a [long] stay", "Hotel  a  long  stay"), (&"Ä".repeat(40), &"Ä".repeat(31)), ("'''", "Map")] {
        let _ = fs::remove_file(at.join("book.xlsx"));
        assert_eq!(say(at, &["new", name, "--table", "-o", "book.xlsx"]).0, 0, "{name}");
        let mut book = zip::ZipArchive::new(fs::File::open(at.join("book.xlsx")).expect("it is there")).expect("it is an archive");
        let xml = std::io::read_to_string(book.by_name("xl/workbook.xml").expect("it is a workbook")).expect("it is text");
        assert!(xml.contains(&format!("<sheet name=\"{sheet}\"")), "{xml}");
    }
}

/// With very many findings the first are shown, and all if one asks for it.
#[test]
fn all_findings_are_shown() {
    let tasks = (0..60).map(|number| format!("  t{number}: 9: Me\n")).collect::<Vec<_>>().concat();
    let place = folder(&[("tea.mmd", &format!("journey\n{tasks}"))]);
    let (_, _, first) = say(place.path(), &["import", "tea.mmd", "-o", "a.journey"]);
    assert!(first.contains("… and 10 more (use --all to see them)"), "{first}");
    let (_, _, all) = say(place.path(), &["import", "tea.mmd", "-o", "b.journey", "--all"]);
    assert_eq!(all.matches("warning[changed-on-import]").count(), 60, "{all}");
}

/// More files than a program may have open at a time.
#[cfg(unix)]
#[test]
fn many_files_are_written_at_once() {
    let names: Vec<String> = (0..80).map(|number| format!("tea-{number}.mmd")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), DIAGRAM)).collect();
    let place = folder(&files);
    let limited = std::process::Command::new("sh")
        .args(["-c", "ulimit -n 40 && exec \"$0\" import \"$@\" -o maps", env!("CARGO_BIN_EXE_journey")])
        .args(&names)
        .current_dir(place.path())
        .output()
        .expect("there is a shell");
    assert_eq!(told(&limited), (0, String::new(), String::new()));
    assert_eq!(fs::read_dir(place.path().join("maps")).expect("it was made").count(), names.len());
}

/// Findings that are not listed are counted all the same.
#[test]
fn the_number_of_findings_is_that_of_all() {
    let pain = |number: usize| format!("{{\"kind\":\"galaxy\",\"id\":\"j.{number}\"}}");
    let all: Vec<String> = (0..20_500).map(pain).collect();
    let json = format!(
        "{{\"version\":1,\"graph\":[],\"model\":{{\"elements\":[{{\"kind\":\"journey\",\"id\":\"j\",\"elements\":[{}]}}]}}}}",
        all.join(",")
    );
    let place = folder(&[("map.json", json.as_str())]);
    let (code, _, err) = say(place.path(), &["import", "map.json", "-o", "map.journey"]);
    let end = &err[err.floor_char_boundary(err.len().saturating_sub(300))..];
    assert!(code == 0 && end.ends_with("\n20500 warnings in 1 file\n"), "{end}");
}
