//! `journey compile` in the forms that leave something out: what is said, and when nothing is written.

use crate::cli::{folder, say};

const MAP: &str = "journey a \"A\" {\n  stage s \"S\" { action: \"Pays\"; emotion: -1 }\n}\njourney b \"B\" {\n  stage t \"T\" { emotion: +1 }\n}\n";

#[test]
fn what_is_left_out_is_said() {
    let place = folder(&[("map.journey", MAP)]);
    let at = place.path();
    let (code, out, err) = say(at, &["compile", "map.journey", "-f", "mermaid", "--journey", "a"]);
    assert_eq!((code, out.as_str()), (0, "journey\n  title A\n  section S\n    S: 2\n"));
    assert_eq!(
        err,
        "warning: 1 fact of map.journey not in Mermaid: 1 of `action`\n  help: `--verbose` lists it, `--strict` writes nothing if there is \
         anything\n"
    );
    let (code, _, err) = say(at, &["compile", "map.journey", "-f", "mermaid", "--journey", "a", "--verbose"]);
    assert_eq!(code, 0);
    assert_eq!(err, "warning: 1 fact of map.journey not in Mermaid: 1 of `action`\n  map.journey:2:25 action: \"Pays\"\n");
    let (code, _, err) = say(at, &["compile", "map.journey", "-f", "mermaid", "--journey", "b", "--strict"]);
    assert_eq!((code, err.as_str()), (0, ""), "nothing is left out of it");
}

#[test]
fn strict_writes_nothing() {
    let place = folder(&[("map.journey", MAP)]);
    let at = place.path();
    let (code, out, err) = say(at, &["compile", "map.journey", "-o", "a.mmd", "--journey", "a", "--strict"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("1 fact of map.journey not in Mermaid") && err.contains("--strict"), "{err}");
    assert!(!at.join("a.mmd").exists());
    let (code, _, err) = say(at, &["compile", "map.journey", "-o", "a.svg", "--strict"]);
    assert_eq!((code, err.as_str()), (2, "error: `--strict` is for forms that tell what they leave out, and svg does not\n"));
    for (name, map, format) in [
        ("a.csv", "journey a \"A\" { stage s \"S\" { action: \"x\"; emotion: 0 -> 1 } }", "the table"),
        ("a.xlsx", "journey a \"A\" { objective: \"o\"; stage s \"S\" { action: \"x\" } }", "the workbook"),
        ("a.md", "journey a \"A\" { stage s \"S\" { action: \"tab\\there\" } }", "Markdown"),
        ("flow.mmd", "journey a \"A\" { stage s \"S\" { action: \"x\" } }", "the flowchart"),
    ] {
        let form = if name == "flow.mmd" { "flowchart" } else { name.rsplit('.').next().expect("it has an ending") };
        for (whole, map) in [(false, map), (true, "journey a \"A\" { stage s \"S\" }\n")] {
            std::fs::write(at.join("one.journey"), map).expect("it can be written");
            let (code, out, err) = say(at, &["compile", "one.journey", "-f", form, "-o", name, "--strict"]);
            assert_eq!((code, out.as_str(), at.join(name).exists()), (i32::from(!whole), "", whole), "{name}: {err}");
            assert!(whole || err.contains(&format!("not in {format}")) && err.contains("--strict"), "{name}: {err}");
        }
    }
    let (code, _, _) = say(at, &["compile", "map.journey", "-o", "a.json", "--strict"]);
    assert_eq!(code, 0, "JSON holds everything");
}

#[test]
fn endings_tell_the_form() {
    let place = folder(&[("map.journey", MAP)]);
    let at = place.path();
    for (name, begins) in [("a.md", &b"# A\n"[..]), ("a.csv", b"Journey,Stage"), ("a.xlsx", b"PK")] {
        let (code, _, err) = say(at, &["compile", "map.journey", "-o", name]);
        assert_eq!(code, 0, "{err}");
        assert!(std::fs::read(at.join(name)).expect("it is there").starts_with(begins), "{name}");
    }
    for (format, name) in [("xlsx", "b.csv"), ("svg", "b.journey"), ("csv", "b.md"), ("json", "b.xml")] {
        let (code, _, err) = say(at, &["compile", "map.journey", "-f", format, "-o", name]);
        assert_eq!(code, 2);
        assert_eq!(err, format!("error: `{name}` is not named like {format}; write a name that ends in `.{format}`\n"));
        assert!(!at.join(name).exists());
    }
    assert_eq!(say(at, &["compile", "map.journey", "-f", "md", "-o", "b.markdown"]).0, 0);
    assert_eq!(say(at, &["compile", "map.journey", "-f", "json", "-o", "b.txt"]).0, 0);
    let (code, _, _) = say(at, &["compile", "map.journey", "-f", "flowchart", "-o", "maps/"]);
    assert_eq!(code, 0);
    assert!(std::fs::read(at.join("maps/map.mmd")).expect("it is there").starts_with(b"flowchart LR\n"));
}

#[test]
fn options_of_pictures_are_refused_elsewhere() {
    let place = folder(&[("map.journey", MAP)]);
    for option in [&["--lanes", "emotion"][..], &["--team", "x"], &["--theme", "dark"], &["--view", "flow"]] {
        let all = [&["compile", "map.journey", "-f", "csv"][..], option].concat();
        let (code, out, err) = say(place.path(), &all);
        assert_eq!((code, out.as_str()), (2, ""), "{option:?}");
        assert!(err.starts_with(&format!("error: `{}", option[0])) && err.contains("is for pictures, and csv is none"), "{err}");
    }
}

/// What is too large for those who draw it is written, and that is said.
#[test]
fn large_diagrams_are_warned_of() {
    let ways: Vec<String> = (0..503).map(|number| format!("s{number}")).collect();
    let map = format!("journey a \"A\" {{ stage {}; {} }}\n", ways.join("; stage "), ways.join(" -> "));
    let place = folder(&[("map.journey", &map)]);
    let (code, out, err) = say(place.path(), &["compile", "map.journey", "-f", "flowchart"]);
    assert_eq!((code, out.lines().filter(|line| line.contains("-->")).count()), (0, 502));
    assert_eq!(
        err,
        "warning: map.journey: the diagram may not be drawn: it has 502 arrows, and Mermaid draws 500 at most\n  help: write it for one \
         journey (`--journey`) or one persona (`--persona`), or raise `maxEdges` and `maxTextSize` on the page\n"
    );
    let (code, out, err) = say(place.path(), &["compile", "map.journey", "-f", "markdown"]);
    assert_eq!((code, out.contains("```mermaid")), (0, false));
    assert!(err.starts_with("warning: map.journey: the diagram of `A` is left out: it has 502 arrows"), "{err}");
}

/// A folder is not called like a file.
#[test]
fn several_files_need_a_folder() {
    let place = folder(&[("one.journey", "journey a { stage s }\n"), ("two.journey", "journey b { stage s }\n")]);
    let write = |output: &str| say(place.path(), &["compile", "one.journey", "two.journey", "-f", "csv", "-o", output]);
    for (output, why) in [
        ("both.csv", "`both.csv` is the name of one file, and 2 files need a folder: `-o FOLDER`"),
        ("both.svg", "`both.svg` is the name of one file, and 2 files need a folder: `-o FOLDER`"),
        ("-", "several files need a folder to be written to: `-o FOLDER`"),
    ] {
        assert_eq!(write(output), (2, String::new(), format!("error: {why}\n")), "{output}");
        assert!(!place.path().join(output).exists());
    }
    let alone = say(place.path(), &["compile", "one.journey", "-o", "new/one.csv"]);
    assert_eq!((alone.0, alone.2.as_str()), (2, "error: cannot write `new/one.csv`: there is no folder `new`\n"));
    assert_eq!(write("v1.2").0, 0);
    assert_eq!(write("both.csv/").0, 0);
    assert!(place.path().join("v1.2/one.csv").exists() && place.path().join("both.csv/two.csv").exists());
}

#[test]
fn a_mermaid_journey_is_one() {
    let place = folder(&[("map.journey", MAP)]);
    let (code, out, err) = say(place.path(), &["compile", "map.journey", "-f", "mermaid"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert_eq!(
        err,
        "error: there are several journeys in map.journey, and a Mermaid journey is one; choose it with `--journey`: `a` or `b`\n"
    );
}

/// What a map has from other files belongs to it: what is left out of that is told with its place.
#[test]
fn facts_of_imported_files_count() {
    let shared = "persona amira \"Amira\" { goal: \"Run\"; share: 60% }\npersona ben \"Ben\" { goal: \"Rest\" }\n\
                  channel web \"Web\" { kind: digital; note: \"Slow\" }\nchannel shop \"Shop\" { note: \"Far\" }\n\
                  source survey \"Survey\" { kind: solicited; sample: 412 }\nteam ops \"Ops\" { note: \"Small\" }\n";
    let main = "import \"shared.journey\"\njourney a \"A\" {\n persona: amira\n stage s \"S\" { touchpoint t \"T\" { channel: web; emotion: 1; \
                owner: ops; action: \"x\" from survey } }\n}\njourney b \"B\" { persona: ben\n stage t \"T\" { channel: shop } }\n";
    let place = folder(&[("main.journey", main), ("shared.journey", shared)]);
    let left = |format: &str, journey: &str| -> Vec<String> {
        let (code, _, err) =
            say(place.path(), &["compile", "main.journey", "-f", format, "--journey", journey, "-o", "out/", "--verbose"]);
        assert_eq!(code, 0, "{err}");
        err.lines().filter_map(|line| Some(line.split_once("shared.journey:")?.1.to_owned())).collect()
    };
    let goal = "1:31 goal: \"Run\"";
    let kind = "3:27 kind: digital";
    let of_table =
        [goal, "1:45 share: 60%", kind, "3:42 note: \"Slow\"", "5:32 kind: solicited", "5:51 sample: 412", "6:24 note: \"Small\""];
    assert_eq!(left("csv", "a"), of_table);
    assert_eq!(left("xlsx", "a"), [kind, "3:42 note: \"Slow\"", "6:24 note: \"Small\""], "personas and sources have sheets");
    assert_eq!(left("csv", "b"), ["2:27 goal: \"Rest\"", "4:29 note: \"Far\""]);
    assert_eq!(left("markdown", "a"), Vec::<String>::new());
    let of_flow = left("flowchart", "a");
    assert!(of_flow.contains(&goal.to_owned()) && of_flow.contains(&"3:9 channel: web".to_owned()), "{of_flow:?}");
    assert!(left("mermaid", "a").contains(&goal.to_owned()));
}
