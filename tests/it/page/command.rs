//! `journey compile -f html`: one page for a file, one for several or a folder.

use crate::cli::{folder, say};

const ONE: &str = "import \"people.journey\"\nimport \"two.journey\"\njourney one \"First\" {\n  persona: amira\n  stage s \"Looks\" { action: \"Looks\"; emotion: -1 for amira }\n  s -> two.t 20% \"wants more\"\n}\n";
const TWO: &str = "import \"people.journey\"\njourney two \"Second\" {\n  persona: amira\n  stage t \"Buys\" { action: \"Pays\"; emotion: +1 for amira }\n}\n";
const PEOPLE: &str = "persona amira \"Amira\" { goal: \"Run\" }\n";

fn files() -> tempfile::TempDir {
    folder(&[("maps/one.journey", ONE), ("maps/two.journey", TWO), ("maps/people.journey", PEOPLE)])
}

#[test]
fn a_folder_becomes_one_page() {
    let place = files();
    let (code, out, err) = say(place.path(), &["compile", "maps", "-f", "html"]);
    assert_eq!(code, 0, "{err}");
    for said in ["<h1>Overview</h1>", "<h3><a href=\"#one\">First</a></h3>", "<h3><a href=\"#two\">Second</a></h3>"] {
        assert!(out.contains(said), "{said}");
    }
    assert!(out.contains("<a href=\"#one.s\">First › Looks</a> <span>hands over to</span> <a href=\"#two.t\">Second › Buys</a>"));
    assert!(out.contains("20% · wants more"));
    assert_eq!(out.matches("<dt>Amira</dt>").count(), 3, "once among the personas of all, and once for each journey");
}

#[test]
fn several_files_become_one_page_or_one_each() {
    let place = files();
    let at = place.path();
    let read = |name: &str| std::fs::read_to_string(at.join(name)).expect("it was written");
    let (code, _, err) = say(at, &["compile", "maps/one.journey", "maps/two.journey", "-o", "both.html"]);
    assert_eq!(code, 0, "{err}");
    assert!(read("both.html").contains("<h1>Overview</h1>"));
    let (code, _, err) = say(at, &["compile", "maps/one.journey", "maps/two.journey", "-f", "html", "-o", "site/"]);
    assert_eq!(code, 0, "{err}");
    assert!(read("site/one.html").contains("<h1 class=\"title\">First</h1>") && !read("site/one.html").contains("Overview"));
    let (code, _, err) = say(at, &["compile", "maps", "-f", "html", "-o", "all/"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(read("all/index.html"), read("both.html"));
}

#[test]
fn other_forms_have_no_folders() {
    let place = files();
    let (code, _, err) = say(place.path(), &["compile", "maps", "-f", "svg"]);
    assert_eq!((code, err.as_str()), (2, "error: `maps` is a folder; name the files in it\n"));
    let (code, _, err) = say(place.path(), &["compile", "maps/people.journey", "-f", "html"]);
    assert_eq!((code, err.as_str()), (2, "error: there is no journey in maps/people.journey to draw\n"));
}

#[test]
fn a_design_that_is_asked_for_is_the_only_one() {
    let place = files();
    let page = |arguments: &[&str]| say(place.path(), &[&["compile", "maps/two.journey", "-f", "html"], arguments].concat()).1;
    assert!(page(&[]).contains("prefers-color-scheme:dark") && page(&[]).contains("aria-label=\"Dark colours\""));
    let contrast = page(&["--theme", "contrast"]);
    assert!(!contrast.contains("prefers-color-scheme:dark") && !contrast.contains("aria-label=\"Dark colours\""));
    assert!(contrast.contains("--paper:#000000;"));
}
