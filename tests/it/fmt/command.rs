//! The command: files, standard input, Markdown.

use std::path::Path;

use crate::cli::{command, feed, folder, say, told};

use super::fmt;
use super::promise::promise;

fn text_at(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).expect("it is there")
}

const MESSY: &str = "team   a \"A\"\nteam b \"B\" {note:\"x\"}\n";

const TIDY: &str = "team a \"A\"\nteam b \"B\" { note: \"x\" }\n";

const PATCH: &str = "--- a/messy.journey\n+++ b/messy.journey\n@@ -1,2 +1,2 @@\n-team   a \"A\"\n-team b \"B\" {note:\"x\"}\n+team a \"A\"\n+team b \"B\" { note: \"x\" }\n";

#[test]
fn files_are_written_or_shown() {
    let place = folder(&[
        ("messy.journey", MESSY),
        ("tidy.journey", TIDY),
        ("notes.txt", MESSY),
        ("built/x.journey", MESSY),
        (".gitignore", "built\n"),
    ]);
    let at = place.path();
    let (code, out, err) = say(at, &["fmt", "--check"]);
    assert_eq!((code, out.as_str(), err.as_str()), (1, PATCH, "1 of 2 files not in the style\n"));
    let (code, out, err) = say(at, &["fmt", "--diff", "."]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, PATCH, "1 of 2 files not in the style\n"));
    assert_eq!(text_at(at, "messy.journey"), MESSY);
    let (code, out, err) = say(at, &["fmt"]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", "formatted messy.journey\n1 of 2 files formatted\n"));
    assert_eq!(text_at(at, "messy.journey"), TIDY);
    assert_eq!((text_at(at, "notes.txt"), text_at(at, "built/x.journey")), (MESSY.into(), MESSY.into()));
    assert_eq!(say(at, &["fmt", "--check"]), (0, String::new(), "nothing to format in 2 files\n".into()));
    assert_eq!(say(at, &["fmt"]), (0, String::new(), "nothing to format in 2 files\n".into()));
    let (code, _, err) = say(at, &["fmt", "nothing.journey", "tidy.journey"]);
    assert_eq!(
        (code, err.as_str()),
        (2, "error: cannot read `nothing.journey`: no such file or directory\n0 of 1 file formatted\n")
    );
}

#[test]
fn standard_input_goes_to_standard_output() {
    let place = folder(&[]);
    let feed = |arguments: &[&str], text: &str| told(&feed(command(place.path(), arguments), text));
    assert_eq!(feed(&["fmt", "-"], MESSY), (0, TIDY.into(), String::new()));
    assert_eq!(feed(&["fmt", "-"], TIDY), (0, TIDY.into(), String::new()));
    assert_eq!(feed(&["fmt", "-"], ""), (0, String::new(), String::new()));
    assert_eq!(
        feed(&["fmt", "-", "--check", "--stdin-filename", "messy.journey"], MESSY),
        (1, PATCH.into(), "1 of 1 file not in the style\n".into())
    );
    assert_eq!(feed(&["fmt", "-", "--range", "2"], MESSY).1, MESSY.replace("{note:\"x\"}", "{ note: \"x\" }"));
    assert_eq!(feed(&["fmt", "-", "--range", "1:1"], MESSY).1, MESSY.replace("   a", " a"));
    let (code, out, err) = feed(&["fmt", "-"], "team   a \"A\"\nteam b   \"B\n");
    assert_eq!((code, out.as_str()), (0, "team a \"A\"\nteam b   \"B\n"));
    assert_eq!(err, "<stdin>:2: left as it is, since a brace or a quote in it is wrong\n");
    let markdown = format!("# A\n```journey\n{MESSY}```\n");
    let (code, out, _) = feed(&["fmt", "-", "--stdin-filename", "a.md"], &markdown);
    assert_eq!((code, out), (0, markdown.replace(MESSY, TIDY)));
    for wrong in ["0:1", "3:2", "x", "1:", "-1:2"] {
        assert_eq!(feed(&["fmt", "-", &format!("--range={wrong}")], "").0, 2, "{wrong}");
    }
}

#[test]
fn what_cannot_be_formatted_stays_as_it_was() {
    let place = folder(&[("a.journey", MESSY), ("b.journey", MESSY)]);
    let at = place.path();
    let bytes = [MESSY.as_bytes(), b"// \xFF\n"].concat();
    std::fs::write(at.join("latin.journey"), &bytes).expect("it can be written");
    let (code, _, err) = say(at, &["fmt", "--range", "1:2", "a.journey", "b.journey"]);
    assert_eq!((code, err.as_str()), (2, "error: `--range` takes lines of one file; name just that file\n"));
    let (code, _, err) = say(at, &["fmt", "latin.journey", "a.journey"]);
    assert_eq!(code, 2);
    assert_eq!(err, "error: cannot format `latin.journey`: it is not UTF-8 text\nformatted a.journey\n1 of 1 file formatted\n");
    assert_eq!(std::fs::read(at.join("latin.journey")).expect("it is there"), bytes);
    let mut rights = std::fs::metadata(at.join("b.journey")).expect("it is there").permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(at.join("b.journey"), rights).expect("it can be set");
    let (code, _, err) = say(at, &["fmt", "b.journey"]);
    assert_eq!(
        (code, err.as_str()),
        (2, "error: cannot write `b.journey`: permission denied; it stays as it was\n0 of 1 file formatted\n")
    );
    assert_eq!(text_at(at, "b.journey"), MESSY);
}

#[test]
fn maps_in_markdown_are_formatted_where_they_stand() {
    let before = "# Teams\n\n```journey\nteam   a \"A\"\n\n\nteam b \"B\" {\n  note:\"x\"}\n```\n\n\
        > Quoted  text\n> ```journey\n> team   c \"C\"\n>\n>\n> team d \"D\" {\n> note:\"\"\"\n>   x\n>   \"\"\"}\n> ```\n\n\
        1. In a list\n\n   ```journey\n   team e   \"E\" {note:\"x\"}\n   ```\n\n\
        ```journey ignore\nteam   f\n```\n";
    let after = "# Teams\n\n```journey\nteam a \"A\"\n\nteam b \"B\" {\n  note: \"x\"\n}\n```\n\n\
        > Quoted  text\n> ```journey\n> team c \"C\"\n>\n> team d \"D\" {\n>   note: \"\"\"\n>   x\n>   \"\"\"\n> }\n> ```\n\n\
        1. In a list\n\n   ```journey\n   team e \"E\" { note: \"x\" }\n   ```\n\n\
        ```journey ignore\nteam   f\n```\n";
    let ragged = "> ```journey\n>team   a\n> team   b\n> ```\n";
    let place = folder(&[("a.md", before), ("dos.md", &before.replace('\n', "\r\n")), ("ragged.md", ragged)]);
    let at = place.path();
    assert_eq!(say(at, &["fmt", "a.md", "dos.md", "ragged.md"]).0, 0);
    assert_eq!(text_at(at, "a.md"), after);
    assert_eq!(text_at(at, "dos.md"), after.replace('\n', "\r\n"));
    assert_eq!(text_at(at, "ragged.md"), ragged);
    assert_eq!(say(at, &["fmt", "--check", "--markdown"]).0, 0);
    std::fs::write(at.join("a.md"), before).expect("it can be written");
    assert_eq!(say(at, &["fmt", "a.md", "--range", "13"]).0, 0);
    assert_eq!(text_at(at, "a.md"), before.replace("team   c", "team c"));
}

/// An empty line has less of the lead than the others, or none; what is left of it stays.
#[test]
fn a_fence_may_begin_with_an_empty_line() {
    for (before, after) in [
        ("- item\n\n  ```journey\n\n  team   a \"A\"\n  ```\n", "- item\n\n  ```journey\n  team a \"A\"\n  ```\n"),
        ("> ```journey\n>\n> team   a \"A\"\n> ```\n", "> ```journey\n> team a \"A\"\n> ```\n"),
        ("> ```journey\n>\n>\n> team   a \"A\"\n> ```\n", "> ```journey\n> team a \"A\"\n> ```\n"),
        ("- > ```journey\n  >\n  > team   a \"A\"\n  > ```\n", "- > ```journey\n  > team a \"A\"\n  > ```\n"),
        ("```journey\n\nteam   a \"A\"\n```\n", "```journey\nteam a \"A\"\n```\n"),
    ] {
        let place = folder(&[("a.md", before), ("dos.md", &before.replace('\n', "\r\n"))]);
        assert_eq!(say(place.path(), &["fmt", "a.md", "dos.md"]).0, 0);
        assert_eq!(text_at(place.path(), "a.md"), after);
        assert_eq!(text_at(place.path(), "dos.md"), after.replace('\n', "\r\n"));
    }
}

/// What ends in a comma, an arrow or an open list would go on in the next line.
#[test]
fn what_cannot_be_read_keeps_its_end() {
    for (text, after) in [
        ("journey a {\n need: \"a\",; b -> c\n}\n", "journey a {\n  need: \"a\",;\n  b -> c\n}\n"),
        ("journey a {\n need: \"a\", // x\n ; b -> c\n}\n", "journey a {\n  need: \"a\",; // x\n  b -> c\n}\n"),
        ("journey a { b -> ; c -> d }\n", "journey a { b ->; c -> d }\n"),
        ("journey a {\n scope: [ \"a\"; b -> c; }\n", "journey a {\n  scope: [ \"a\";\n  b -> c\n}\n"),
        ("a -> ; b -> c\n", "a ->;\nb -> c\n"),
        ("team a “A”, ; b -> c\n", "team a “A”,;\nb -> c\n"),
    ] {
        assert_eq!(promise("map.journey", text, &[]), Ok(false));
        assert_eq!(fmt(text), after, "{text:?}");
    }
}
