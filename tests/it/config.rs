//! `journey.toml`: its mistakes are said like those in maps, and what it sets holds.

use std::sync::Arc;

use journey::config;
use journey::diagnostic::{Code, Diagnostic, Level};
use journey::labels::Word;
use journey::render::human::{self, Style};
use journey::source::{FileId, SourceFile, Sources};
use journey::theme::{Colour, Design, Rgb, Theme};

use crate::cli::{folder, say};
use crate::support::{files, read, root};

fn config(text: &str) -> (config::Config, Vec<Diagnostic>) {
    config::read(FileId(0), &SourceFile::new("journey.toml", text.as_bytes().to_vec()))
}

#[test]
fn mistakes_are_said_at_their_place() {
    for path in files("tests/config", "toml") {
        let (key, text) = read(&path);
        let mut sources = Sources::default();
        let name = key.rsplit('/').next().unwrap_or_default();
        sources.add(Arc::new(SourceFile::new(name, text.into_bytes())));
        let (_, found) = config::read(FileId(0), sources.get(FileId(0)));
        let printed = human::render(&sources, &found.iter().collect::<Vec<_>>(), Style { width: 100, ..Style::default() });
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(root().join("tests/config"));
        settings.set_prepend_module_to_snapshot(false);
        let printed = if printed.is_empty() { "no findings".to_owned() } else { printed };
        settings.bind(|| insta::assert_snapshot!(name.trim_end_matches(".toml"), printed));
    }
}

#[test]
fn all_that_can_be_set_is_set() {
    let (_, text) = read(&root().join("tests/config/good.toml"));
    let (config, found) = config(&text);
    assert_eq!(found, []);
    assert_eq!(config.root.map(|(root, _)| root).as_deref(), Some("maps"));
    assert_eq!(config.font.as_ref().map(|font| font.0.as_str()), Some("fonts/brand.ttf"));
    assert!(config.markdown);
    let level = |code| config.levels.iter().rev().find(|(other, _)| *other == code).map(|(_, level)| *level);
    assert_eq!(level(Code::StaleMap), Some(Level::Warning), "by its group");
    assert_eq!(level(Code::LongTitle), Some(Level::Off));
    assert_eq!(level(Code::CrowdedStage), Some(Level::Error));
    assert_eq!(config.thresholds.get(Code::CrowdedStage, "touchpoints"), 9);
    assert_eq!(config.thresholds.get(Code::SmallSample, "survey"), 50);
    assert_eq!(config.thresholds.get(Code::SmallSample, "review"), 20, "as in the table");
    let (light, dark) = (config.theme.theme(Some(Design::Light)), config.theme.theme(None));
    assert_eq!(light, Theme::new(Design::Light).with(Colour::Persona1, Rgb(0x0B, 0x6E, 0x4F)));
    let yellow = Theme::new(Design::Dark).with(Colour::Moment, Rgb(0xFF, 0xE4, 0x5C));
    assert_eq!(dark, yellow.with(Colour::MomentGround, Rgb(0x22, 0x22, 0)), "the default");
    assert_eq!(config.labels.get(Word::Action), "Was die Läuferin tut");
    assert_eq!(config.labels.get(Word::Pain), "Schmerzpunkte");
}

#[test]
fn a_lint_is_stronger_than_its_group_wherever_it_stands() {
    for text in ["[lints]\nlong-title = \"error\"\ndrawing = \"off\"\n", "[lints]\ndrawing = \"off\"\nlong-title = \"error\"\n"] {
        let (config, found) = config(text);
        assert_eq!(found, []);
        assert_eq!(config.levels.last(), Some(&(Code::LongTitle, Level::Error)), "{text}");
    }
}

#[test]
fn no_damage_makes_it_stop() {
    let (_, text) = read(&root().join("tests/config/good.toml"));
    for cut in (0..text.len()).filter(|&at| text.is_char_boundary(at)) {
        let (before, after) = text.split_at(cut);
        for damaged in [before.to_owned(), format!("{before}\"{after}"), format!("{before}[{after}"), format!("{before}\n={after}")]
        {
            for found in config(&damaged).1 {
                let span = found.primary().span;
                assert!(damaged.get(span.range()).is_some(), "{damaged}: {found:?}");
                let said = format!("{} {} {}", found.message, found.labels[0].text, found.help.as_deref().unwrap_or_default());
                // The words of the library that reads TOML are not ours.
                let foreign = ["\n", "expected", "invalid", "must be"].iter().find(|word| said.contains(**word));
                assert_eq!(foreign, None, "{damaged}: {said}");
            }
        }
    }
}

const MAP: &str = "\
journey shop \"Buying a lamp\" {
  stage choose \"Chooses\"
  stage pay \"Pays\"
  choose -> lost 30%
  outcome glad \"Reads\" success
  outcome lost \"Leaves\" failure
  pay -> lost
}
team nobody \"Nobody\"
";

#[test]
fn levels_hold_for_the_program() {
    let place = folder(&[("maps/shop.journey", MAP), ("journey.toml", "[lints]\nunused-team = \"error\"\n")]);
    let (code, out, _) = say(place.path(), &["check", "maps", "--format", "short"]);
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("error[unused-team]"), "{out}");
    let place = folder(&[("maps/shop.journey", MAP), ("other.toml", "[lints]\nunused-team = \"off\"\n")]);
    let (code, out, _) = say(place.path(), &["check", "maps", "--config", "other.toml", "--format", "short"]);
    assert_eq!((code, out.as_str()), (0, ""));
}

#[test]
fn its_mistakes_are_findings_of_the_run() {
    let files = [("maps/shop.journey", MAP), ("journey.toml", "[lints]\nunused-taem = \"off\"\n")];
    let place = folder(&files);
    let (code, out, _) = say(place.path(), &["check", "maps/shop.journey", "--format", "short"]);
    assert_eq!(code, 1);
    assert!(out.contains("journey.toml:2:1: error[unknown-lint] no lint is called `unused-taem`"), "{out}");
    assert!(out.contains("maps/shop.journey:9:6: warning[unused-team]"), "{out}");
    let (code, _, err) = say(place.path(), &["compile", "maps/shop.journey", "-f", "dot"]);
    assert_eq!(code, 1);
    assert!(err.contains("unknown-lint"), "{err}");
    let (code, out, _) = say(place.path(), &["check", "maps", "--format", "json"]);
    assert_eq!(code, 1);
    assert!(out.contains("\"file\": \"journey.toml\""), "{out}");
}

#[test]
fn the_root_is_the_nearest_file_upwards_else_git_else_the_folder() {
    let imports =
        "import \"../people.journey\"\njourney shop \"Shop\" {\n  persona: amira\n  stage buy \"Buys\" { action: \"Pays\" }\n}\n";
    let people = "persona amira \"Amira\" { goal: \"Run\" }\n";
    let check = |files: &[(&str, &str)]| say(folder(files).path(), &["check", "maps/shop.journey", "--format", "short"]);
    let maps = [("maps/shop.journey", imports), ("people.journey", people)];
    let with = |more: &[(&'static str, &'static str)]| check(&[&maps[..], more].concat());
    let (code, out, _) = with(&[("journey.toml", "")]);
    assert_eq!((code, out.as_str()), (0, ""));
    let (code, out, _) = with(&[(".git/HEAD", "")]);
    assert_eq!((code, out.as_str()), (0, ""));
    for more in [&[][..], &[("maps/journey.toml", ""), (".git/HEAD", "")], &[("journey.toml", "root = \"maps\"\n")]] {
        let (code, out, _) = with(more);
        assert_eq!(code, 1, "{more:?}");
        assert!(out.contains("import-outside-root"), "{more:?}: {out}");
    }
}

#[test]
fn a_root_that_is_not_there_or_lies_outside() {
    for (root, message) in [("mapz", "there is no folder `mapz`"), ("..", "lies above or beside"), ("/", "lies above or beside")] {
        let text = format!("root = \"{root}\"\n");
        let place = folder(&[("shop.journey", MAP), ("journey.toml", &text)]);
        let (code, out, _) = say(place.path(), &["check", "shop.journey", "--format", "short"]);
        assert_eq!(code, 1);
        assert!(out.contains("journey.toml:1:8: error[root-not-found]") && out.contains(message), "{out}");
    }
    let help = |root: &str| {
        let text = format!("root = \"{root}\"\n");
        let place = folder(&[("maps/shop.journey", MAP), ("journey.toml", &text)]);
        say(place.path(), &["check"]).1
    };
    assert!(help("mapz").contains("help: did you mean `\"maps\"`?"));
    assert!(help("plans").contains("help: make it, or remove the line"));
}

/// One file of settings holds for a run; one that does not is named once, so that nobody wonders.
#[test]
fn a_file_below_the_one_in_force_is_not_read_and_says_so() {
    let broken = "[lints]\nunused-team = \"loud\"\n";
    let files = [
        ("journey.toml", ""),
        ("maps/shop.journey", MAP),
        ("maps/journey.toml", broken),
        ("maps/deep/journey.toml", broken),
        ("b.journey", MAP),
    ];
    let place = folder(&files);
    let at = place.path();
    let (_, out, err) = say(at, &["check", "--format", "short"]);
    assert_eq!(err, "note: `maps/deep/journey.toml` (and 1 more) is not read: `journey.toml` holds for the whole run\n");
    assert!(!out.contains("loud"), "{out}");
    let (_, _, err) = say(at, &["report", "maps/shop.journey", "b.journey"]);
    assert!(err.starts_with("note: `maps/journey.toml` is not read: `journey.toml` holds for the whole run\n"), "{err}");
    let (_, out, err) = say(at, &["check", "maps/shop.journey", "--format", "short"]);
    assert!(err.is_empty() && out.contains("loud"), "the nearest one holds: {out}{err}");
    assert_eq!(say(at, &["check", "--config", "journey.toml", "--format", "short"]).2, "");
    std::fs::remove_file(at.join("journey.toml")).expect("it is there");
    let (_, _, err) = say(at, &["check", "--format", "short"]);
    assert!(err.ends_with("is not read: a run has one, in a folder that holds all that is checked\n"), "{err}");
}

#[test]
fn labels_reach_the_picture() {
    let place =
        folder(&[("shop.journey", MAP), ("journey.toml", "[labels]\nlanguage = \"de\"\nassumed = \"<ohne> \\\"Beleg\\\"\"\n")]);
    let (code, out, _) = say(place.path(), &["compile", "shop.journey", "-f", "dot"]);
    assert_eq!(code, 0);
    assert!(out.contains("noch nichts gesagt"), "{out}");
    assert!(!out.contains("nothing said yet"), "{out}");
    assert!(!out.contains("<ohne>"), "text never becomes markup: {out}");
}

#[test]
fn a_file_that_was_asked_for_has_to_be_there() {
    let place = folder(&[("shop.journey", MAP)]);
    let (code, _, err) = say(place.path(), &["check", "shop.journey", "--config", "none.toml"]);
    assert_eq!(code, 2);
    assert!(err.contains("cannot read `none.toml`"), "{err}");
}

/// Writing down the level that a lint has anyway changes nothing, also where its findings differ.
#[test]
fn the_default_level_is_no_change() {
    let map = "journey shop \"Buying a lamp\" {\n  stage account \"Makes an account\" {\n    pain \"Needs a password\" { severity: high }\n  }\n  stage pay \"Pays\" { action: \"Types\" }\n}\n";
    let bare = folder(&[("shop.journey", map)]);
    let place = folder(&[("shop.journey", map), ("journey.toml", "[lints]\nmandatory-pain = \"warning\"\n")]);
    let check = |at: &std::path::Path| say(at, &["check", "shop.journey", "--notes", "--format", "short"]);
    assert_eq!(check(bare.path()), check(place.path()));
}

#[test]
fn the_document_names_every_colour() {
    let (_, text) = read(&root().join("docs/configuration.md"));
    let table = text.split("## Colours").nth(1).expect("it has the section");
    for colour in Colour::ALL {
        let name = colour.name();
        let in_range = name.starts_with("persona-");
        assert!(in_range || table.contains(&format!("`{name}`")), "{name}");
    }
    assert!(table.contains("`persona-1` … `persona-6`"));
}

#[test]
fn colours_reach_the_picture() {
    let map = "journey j \"J\" { stage s \"S\" { action: \"x\" } }\n";
    let place = folder(&[
        ("journey.toml", "[theme]\ndefault = \"dark\"\n[theme.dark]\npaper = \"#001122\"\n[theme.light]\npaper = \"#fefefe\"\n"),
        ("map.journey", map),
    ]);
    for (arguments, paper) in [(&[][..], "#001122"), (&["--theme", "light"], "#fefefe"), (&["--theme", "print"], "#ffffff")] {
        let (code, out, err) = say(place.path(), &[&["compile", "map.journey", "-f", "svg"], arguments].concat());
        let ground = out.split("<rect ").nth(1).unwrap_or_default();
        assert!(code == 0 && ground.contains(&format!("fill=\"{paper}\"")), "{ground} {err}");
    }
}
