//! Fixes: what stands in `tests/fix/NAME/before.journey` becomes `after.journey`, which checks clean.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use journey::diagnostic::{Code, Diagnostic, Fixable, Severity};
use journey::fix::{Fixed, Wanted, allow, fix, implied, keep_sound};
use journey::graph::JourneyGraph;
use journey::model::vocabulary::ElementKind;
use journey::model::{ElementId, Node};
use journey::source::FileId;
use journey::{Analysis, MemoryLoader, Options, analyse};

use crate::cli::{folder, say};
use crate::support::{Numbers, check, examples, files, line, read, root};

const REASON: &str = "known since the spring";

/// Corrects one file with others beside it.
fn correct(path: &str, text: &str, beside: &[(String, String)], name: &str) -> Fixed {
    let mut loader = MemoryLoader::default();
    for (path, text) in beside {
        loader.insert(path.as_str(), text.as_str());
    }
    loader.insert(path, text);
    let once = Cell::new(false);
    let more = |analysis: &Analysis| match name {
        _ if once.replace(true) => Vec::new(),
        "write-implied" => implied(analysis),
        "allow" => allow(analysis, &analysis.findings.iter().filter(|found| shown(found)).collect::<Vec<_>>(), REASON).0,
        _ => Vec::new(),
    };
    // A fixture asks for its own finding by name.
    let asked = |found: &Diagnostic| found.code.name() == name || found.fix.as_ref().is_some_and(|fix| !fix.on_request);
    let certain = |found: &&Diagnostic| shown(found) && asked(found) && !matches!(name, "write-implied" | "allow");
    let named = [path.to_owned()];
    let mut fixed =
        fix(&loader, &named, &Options::default(), &|analysis| analysis.findings.iter().filter(certain).collect(), &more);
    keep_sound(&loader, &named, &Options::default(), &mut fixed.analysis);
    fixed
}

fn shown(found: &Diagnostic) -> bool {
    found.severity > Severity::Info
}

fn text_of(fixed: &Fixed, path: &str) -> String {
    let file = fixed.analysis.sources.iter().find(|(_, file)| file.path() == path);
    file.map(|(_, file)| file.text().to_owned()).unwrap_or_default()
}

/// The folders of fixtures with their names.
fn fixtures() -> Vec<(String, PathBuf)> {
    let mut all: Vec<PathBuf> =
        std::fs::read_dir(root().join("tests/fix")).expect("it is there").flatten().map(|entry| entry.path()).collect();
    all.sort();
    all.into_iter().map(|path| (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), path)).collect()
}

/// Compares with the file, or writes it where `JOURNEY_UPDATE` says so.
fn is_as_in(path: &std::path::Path, text: &str) {
    if std::env::var_os("JOURNEY_UPDATE").is_some() {
        std::fs::write(path, text).expect("it can be written");
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(text, expected, "{}", path.display());
}

#[test]
fn before_becomes_after_and_checks_clean() {
    for (name, folder) in fixtures() {
        let before = folder.join("before.journey");
        if !before.exists() {
            continue;
        }
        let (path, text) = read(&before);
        let beside: Vec<_> = files(&format!("tests/fix/{name}"), "journey").iter().map(|path| read(path)).collect();
        let fixed = correct(&path, &text, &beside, &name);
        let after = text_of(&fixed, &path);
        if let Some(code) = Code::from_name(&name) {
            assert!(fixed.done.iter().any(|done| done.code == Some(code)), "{name} is corrected: {:?}", fixed.done);
        }
        is_as_in(&folder.join("after.journey"), &after);
        let left: Vec<String> =
            fixed.analysis.findings.iter().filter(|found| shown(found)).map(|found| line(&fixed.analysis, found)).collect();
        assert_eq!(left, Vec::<String>::new(), "{name}\n{after}");
        let again = correct(&path, &after, &beside, if name == "allow" { "" } else { &name });
        assert!(again.changed.is_empty(), "{name} is corrected once: {:?}", again.changed);
    }
}

#[test]
fn settings_are_corrected_too() {
    for (name, source) in fixtures() {
        let before = source.join("before.toml");
        if !before.exists() {
            continue;
        }
        let map = "journey shop \"Shop\" { stage buy \"Buys\" { action: \"Pays\" } }\n";
        let place = folder(&[("journey.toml", &read(&before).1), ("shop.journey", map)]);
        let (code, out, err) = say(place.path(), &["check", "--fix", "--format", "short"]);
        assert_eq!((code, out.as_str()), (0, ""), "{name}: {err}");
        is_as_in(&source.join("after.toml"), &std::fs::read_to_string(place.path().join("journey.toml")).unwrap_or_default());
    }
}

#[test]
fn every_code_that_can_be_fixed_has_a_fixture() {
    let there: BTreeSet<String> = fixtures().into_iter().map(|(name, _)| name).collect();
    let lonely: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| code.fixable() != Fixable::Never && !there.contains(code.name()))
        .map(|code| code.name())
        .collect();
    assert_eq!(lonely, Vec::<&str>::new());
}

/// What all fixtures together have: nothing that could be corrected is left, no fix makes an error, and nothing goes in circles.
#[test]
fn everything_that_is_broken_converges() {
    let mut all: Vec<(String, String)> = ["tests/syntax/err", "tests/lint", "tests/fix", "examples"]
        .iter()
        .flat_map(|folder| files(folder, "journey"))
        .map(|path| read(&path))
        .collect();
    // Two broken files in one: mistakes of different kinds side by side.
    let mut numbers = Numbers(7);
    let pairs: Vec<_> = (0..300)
        .map(|_| {
            let (one, other) = (&all[numbers.below(all.len())], &all[numbers.below(all.len())]);
            (format!("{}+", one.0), format!("{}\n{}", one.1, other.1))
        })
        .collect();
    all.extend(pairs);
    for (path, text) in &all {
        let before = check_one(path, text, &all);
        let fixed = correct(path, text, &all, "");
        let errors = |analysis: &Analysis| analysis.findings.iter().filter(|found| found.severity == Severity::Error).count();
        assert!(errors(&fixed.analysis) <= errors(&before), "{path}\n{}", text_of(&fixed, path));
        let open: Vec<String> = fixed
            .analysis
            .findings
            .iter()
            .filter(|found| shown(found) && found.primary().file == FileId(0))
            .filter(|found| {
                found.fix.as_ref().is_some_and(|fix| !fix.on_request && fix.edits.iter().all(|edit| edit.file == FileId(0)))
            })
            .map(|found| line(&fixed.analysis, found))
            .collect();
        assert_eq!(open, Vec::<String>::new(), "{path}\n{}", text_of(&fixed, path));
    }
}

fn check_one(path: &str, text: &str, beside: &[(String, String)]) -> Analysis {
    let mut loader = MemoryLoader::default();
    for (path, text) in beside {
        loader.insert(path.as_str(), text.as_str());
    }
    loader.insert(path, text);
    analyse(&loader, &[path.to_owned()], &Options::default()).0
}

/// The flow of a map, without what tells an implied arrow from a written one, and with titles for ids, which are made up where they are
/// written out.
fn flow(analysis: &Analysis) -> Vec<String> {
    let mut out = Vec::new();
    for journey in analysis.model.journeys(FileId(0)) {
        let name = |id| {
            let node = analysis.model.node(id);
            let around: Vec<&str> = node.ancestors().map(|node| node.title().unwrap_or(node.kind().keyword())).collect();
            around.join(" in ")
        };
        let graph = JourneyGraph::new(journey);
        for (from, to, arrow) in graph.written.arrows() {
            let transition = arrow.transition.map(|index| &journey.file().transitions[index as usize]);
            let whom = match transition {
                Some(transition) => journey.personas_of_transition(transition),
                None => led_on(&graph, analysis.model.node(from)),
            };
            let whom = whom.into_iter().map(name).collect::<Vec<_>>();
            let says = transition.map(|transition| (&transition.label, &transition.share, &transition.takes));
            let says = says.filter(|says| says.0.is_some() || says.1.is_some() || says.2.is_some()).map(|says| {
                (
                    says.0.as_ref().map(|label| label.text.clone()),
                    says.1.as_ref().map(|(share, _)| share.to_string()),
                    says.2.clone(),
                )
            });
            out.push(format!("{} -> {} {:?} exit {} for {whom:?} {says:?}", name(from), name(to), arrow.kind, arrow.exit));
        }
    }
    out.sort();
    out
}

/// Whom an implied arrow leads on, if not everybody: those whom the block around it is for, or whom written shares leave.
fn led_on(graph: &JourneyGraph<'_>, from: Node<'_>) -> Vec<ElementId> {
    let spent = graph.written.spent(from.id);
    let scope = if from.kind() == ElementKind::Stage { graph.journey } else { from.parent().expect("it stands in a stage") };
    if spent.is_empty() { scope.personas() } else { graph.personas.iter().copied().filter(|id| !spent.contains(id)).collect() }
}

#[test]
fn implied_transitions_are_written_out_without_a_change() {
    for (path, text) in examples() {
        let all = examples();
        let fixed = correct(&path, &text, &all, "write-implied");
        let left: Vec<String> =
            fixed.analysis.findings.iter().filter(|found| shown(found)).map(|found| line(&fixed.analysis, found)).collect();
        assert_eq!(left, Vec::<String>::new(), "{path}\n{}", text_of(&fixed, &path));
        assert!(implied(&fixed.analysis).iter().all(|fix| fix.edits[0].file != FileId(0)), "{path}: nothing is left to be implied");
        let before = check_one(&path, &text, &all);
        assert_eq!(flow(&before), flow(&fixed.analysis), "{path}: the same arrows");
    }
}

const WRONG: &str =
    "channel web \"Website\"\njourney shop \"Shop\" { stage buy \"Buys\" { touchpoint pay \"Pays\" { channel = wbe } } }\n";

#[test]
fn files_are_written_and_shown() {
    let place = folder(&[("shop.journey", WRONG)]);
    let (code, out, _) = say(place.path(), &["check", "--diff", "shop.journey"]);
    assert_eq!(code, 1, "something would change");
    assert!(out.contains("--- a/shop.journey") && out.contains("+++ b/shop.journey") && out.contains("channel: web }"), "{out}");
    let shop = place.path().join("shop.journey");
    assert_eq!(std::fs::read_to_string(&shop).expect("it is there"), WRONG, "--diff writes nothing");
    let (code, out, err) = say(place.path(), &["check", "--fix", "shop.journey", "--format", "short"]);
    assert_eq!((code, out.as_str()), (0, ""));
    assert!(err.contains("2 corrections made") && err.contains("shop.journey:2: write `:` [missing-colon]"), "{err}");
    assert_eq!(std::fs::read_to_string(&shop).expect("it is there"), WRONG.replace("channel = wbe", "channel: web"));
    let (code, out, _) = say(place.path(), &["check", "--diff", "shop.journey"]);
    assert_eq!((code, out.as_str()), (0, ""), "nothing is left to change");
}

#[test]
fn only_what_is_named_is_corrected() {
    let place = folder(&[("shop.journey", WRONG)]);
    let (code, _, _) = say(place.path(), &["check", "--fix", "--only", "missing-colon", "shop.journey"]);
    assert_eq!(code, 0, "only what is named is shown");
    assert_eq!(
        std::fs::read_to_string(place.path().join("shop.journey")).expect("it is there"),
        WRONG.replace("channel = wbe", "channel: wbe")
    );
    let (code, _, err) = say(place.path(), &["check", "--fix", "--only", "missing-colom", "shop.journey"]);
    assert_eq!(code, 2);
    assert!(err.contains("did you mean `missing-colon`?"), "{err}");
}

#[test]
fn an_imported_file_is_not_rewritten() {
    let shared = "persona amira “Amira” { goal: \"Read\" }\n";
    let map = "import \"shared.journey\"\njourney shop \"Shop\" { persona: amira; stage buy \"Buys\" { action = \"Pays\" } }\n";
    let place = folder(&[("shop.journey", map), ("shared.journey", shared)]);
    let (code, _, _) = say(place.path(), &["check", "--fix", "shop.journey"]);
    assert_eq!(code, 1);
    assert_eq!(std::fs::read_to_string(place.path().join("shared.journey")).expect("it is there"), shared);
}

#[test]
fn bytes_that_are_no_text_stay_as_they_are() {
    let place = folder(&[("good.journey", WRONG)]);
    let bytes = [b"journey shop \"Sh\xffop\" { stage buy \"Buys\" { action = \"Pays\" } }\n".as_slice()].concat();
    let bad = place.path().join("bad.journey");
    std::fs::write(&bad, &bytes).expect("there is room");
    let (code, out, _) = say(place.path(), &["check", "--fix", "--format", "short"]);
    assert_eq!(code, 1);
    assert!(out.contains("invalid-utf8"), "{out}");
    assert_eq!(std::fs::read(&bad).expect("it is there"), bytes);
    assert!(std::fs::read_to_string(place.path().join("good.journey")).expect("it is there").contains("channel: web"));
}

#[test]
fn standard_input_becomes_standard_output() {
    let place = folder(&[]);
    let output = crate::cli::feed(crate::cli::command(place.path(), &["check", "--fix", "-"]), WRONG);
    let (code, out, err) = crate::cli::told(&output);
    assert_eq!((code, out), (0, WRONG.replace("channel = wbe", "channel: web")));
    assert!(err.contains("no findings"), "{err}");
}

/// A disk that is really full: a small one in memory, where the system lets one be made. That nothing is lost if a write fails is
/// tested beside the writer, on every system.
#[test]
#[cfg(target_os = "linux")]
fn nothing_is_lost_when_the_disk_is_full() {
    let long = format!("{WRONG}{}", "// a comment that takes room\n".repeat(1000));
    let place = folder(&[("shop.journey", &long), ("disk/.keep", "")]);
    let mount = "mount -t tmpfs -o size=48k none disk && cp shop.journey disk/";
    let inside = |script: &str| {
        let script = format!("{mount} && {{ {script}; }}");
        std::process::Command::new("unshare").current_dir(place.path()).args(["-rm", "sh", "-c", &script]).output()
    };
    if !inside("true").is_ok_and(|output| output.status.success()) {
        return;
    }
    let script = format!("'{BINARY}' check --fix disk/shop.journey; code=$?; cat disk/shop.journey; ls -A disk >&2; exit $code");
    let (code, out, err) = crate::cli::told(&inside(&script).expect("it runs"));
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("cannot write `disk/shop.journey`: no space left on device; it stays as it was"), "{err}");
    assert!(out.ends_with(&long), "the file is as it was");
    assert!(err.ends_with("\nshop.journey\n"), "nothing else is left: {err}");
}

const BINARY: &str = env!("CARGO_BIN_EXE_journey");

#[test]
fn a_file_without_the_right_to_write_stays() {
    let place = folder(&[("shop.journey", WRONG)]);
    let shop = place.path().join("shop.journey");
    let mut rights = std::fs::metadata(&shop).expect("it is there").permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&shop, rights).expect("they can be set");
    let (code, _, err) = say(place.path(), &["check", "--fix", "shop.journey"]);
    assert_eq!(code, 2);
    assert!(err.contains("cannot write `shop.journey`") && err.contains("it stays as it was"), "{err}");
    assert_eq!(std::fs::read_to_string(&shop).expect("it is there"), WRONG);
}

#[test]
fn line_ends_stay_as_they_are() {
    let windows = WRONG.replace('\n', "\r\n");
    let fixed = correct("shop.journey", &windows, &[], "");
    assert_eq!(text_of(&fixed, "shop.journey"), windows.replace("channel = wbe", "channel: web"));
    let map = "journey shop \"Shop\" {\r\n  stage a \"A\" { action: \"x\" }\r\n  stage b \"B\" { action: \"y\" }\r\n}\r\n";
    let fixed = correct("shop.journey", map, &[], "write-implied");
    assert!(text_of(&fixed, "shop.journey").ends_with("}\r\n\r\n  a -> b\r\n}\r\n"), "{}", text_of(&fixed, "shop.journey"));
    assert_eq!(check(map).findings.len(), fixed.analysis.findings.len());
}

/// A map in a list and in a quote of a Markdown file, with everything that can be asked for.
#[test]
fn maps_in_markdown_are_corrected_where_they_stand() {
    let text = "# Shop\n\n- one:\n\n  ```journey\n  channel web \"Web\"\n  journey shop \"Shop\" {\n    stage a \"A\" { action = \"x\" }\n    \
        stage b \"B\" { action: \"y\" }\n  }\n  ```\n\n> ```journey\n> journey tea \"Tea\" {\n>   stage c \"C\" { action: \"x\" }\n>   \
        stage d \"D\" { action = \"y\" }\n> }\n> ```\n";
    let place = folder(&[("shop.md", text)]);
    let (code, out, err) =
        say(place.path(), &["check", "shop.md", "--fix", "--only", "missing-colon", "--write-implied", "--format", "short"]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    let (_, out, _) = say(place.path(), &["check", "shop.md", "--format", "short"]);
    assert_eq!(out, "shop.md:6:11: warning[unused-channel] the channel `web` is never used\n");
    let (code, out, _) = say(place.path(), &["check", "shop.md", "--allow", "it is for later", "--format", "short"]);
    assert_eq!((code, out.as_str()), (0, ""));
    let after = std::fs::read_to_string(place.path().join("shop.md")).expect("it is there");
    insta::assert_snapshot!("markdown", after);
}

/// What somebody wrote is not taken away because it is not used yet, and not at all beside an error.
#[test]
fn what_was_written_is_taken_away_only_on_request() {
    let map = "persona amira \"Amira\" {\n  need: \"A lamp\"\n}\nchannel web \"Website\"\njourney shop \"Shop\" {\n  stage buy \"Buys\" { action: \"Pays\" }\n}\n";
    let place = folder(&[("shop.journey", map)]);
    let text = || std::fs::read_to_string(place.path().join("shop.journey")).expect("it is there");
    let (code, out, _) = say(place.path(), &["check", "--fix", "shop.journey"]);
    assert_eq!(code, 0);
    assert!(out.contains("[fix on request]") && text() == map, "{out}{}", text());
    say(place.path(), &["check", "--fix", "--only", "unused-persona", "shop.journey"]);
    assert!(text().starts_with("channel web"), "{}", text());
    say(place.path(), &["check", "--fix", "--only", "unused-channel", "shop.journey"]);
    assert!(text().starts_with("journey shop"), "{}", text());
    let broken = map.replace("action: \"Pays\"", "channel:");
    let place = folder(&[("shop.journey", &broken)]);
    say(place.path(), &["check", "--fix", "shop.journey"]);
    assert_eq!(std::fs::read_to_string(place.path().join("shop.journey")).expect("it is there"), broken);
}

/// A declaration that has just been corrected is not taken away by a later round of the same run, whatever is asked for.
#[test]
fn what_was_corrected_is_not_taken_away_in_the_same_run() {
    let rest = "journey a \"A\" {\n  stage s \"S\" { action: \"x\" }\n}\n";
    for (wrong, right, code) in [
        ("chanel web \"Website\"", "channel web \"Website\"", "unknown-keyword,unused-channel"),
        ("persona anna \"Anna, 70 years", "persona anna \"Anna, 70 years\"", "unclosed-string,unused-persona"),
    ] {
        for asked in [&[][..], &["--only", code]] {
            let place = folder(&[("shop.journey", &format!("{wrong}\n{rest}"))]);
            let (_, out, _) = say(place.path(), &[&["check", "--fix", "shop.journey"], asked].concat());
            let after = std::fs::read_to_string(place.path().join("shop.journey")).expect("it is there");
            assert_eq!(after, format!("{right}\n{rest}"), "{asked:?}");
            assert!(out.contains("[fix on request]"), "{out}");
        }
    }
}

/// What is shown as a fix is one: what would be taken back is not offered, and neither is what would not be made beside an error.
#[test]
fn no_fix_is_offered_that_would_not_be_made() {
    let twice = "journey shop \"Shop\" {\n  stage a \"A\" { action = \"x\" }\n  stage b \"B\" { owner: sales; ownr: sales }\n}\nteam sales \"Sales\"\n";
    let place = folder(&[("shop.journey", twice)]);
    let (_, out, _) = say(place.path(), &["check"]);
    assert_eq!(out.matches("[fix available]").count(), 1, "a second `owner` would be another error: {out}");
    let (_, out, _) = say(place.path(), &["check", "--fix"]);
    assert!(out.contains("did you mean `owner`?") && !out.contains("[fix available]"), "{out}");
    let unused = "team sales \"Sales\"\njourney shop \"Shop\" {\n  stage a \"A\" { action: \"x\"; severity: high }\n}\n";
    let place = folder(&[("shop.journey", unused)]);
    let (_, out, _) = say(place.path(), &["check"]);
    assert!(out.contains("unused-team") && !out.contains("[fix"), "{out}");
}

/// What is known and stays is not corrected, and not allowed one by one either.
#[test]
fn what_is_in_the_baseline_is_left_alone() {
    let place = folder(&[("shop.journey", WRONG)]);
    let shop = place.path().join("shop.journey");
    let text = || std::fs::read_to_string(&shop).expect("it is there");
    assert_eq!(say(place.path(), &["check", "--write-baseline"]).0, 0);
    let grown = format!("{WRONG}team sales \"Sales\"\n");
    std::fs::write(&shop, &grown).expect("there is room");
    let (code, out, _) = say(place.path(), &["check", "--diff", "--baseline"]);
    assert!(code == 0 && out.is_empty(), "beside an error nothing that is unused is taken away: {out}");
    say(place.path(), &["check", "--allow", "it comes later", "--baseline"]);
    assert_eq!(text(), grown.replace("\"Sales\"", "\"Sales\" // journey: allow(unused-team) it comes later"));
    std::fs::write(&shop, WRONG.replace("} }\n", "} }\n  stage go \"Goes\" { action = \"Runs\" }\n")).expect("there is room");
    say(place.path(), &["check", "--fix", "--baseline"]);
    assert!(text().contains("channel = wbe") && text().contains("action: \"Runs\""), "{}", text());
}

/// A share that cannot be read may be what tells two arrows apart, so none of them is taken away.
#[test]
fn an_arrow_that_was_not_understood_is_not_taken_away() {
    let map = |second: &str| {
        format!(
            "persona amira \"Amira\"\njourney shop \"Shop\" {{\n  persona: amira\n  stage a \"A\"\n  stage b \"B\"\n  a -> b\n  a -> b{second}\n}}\n"
        )
    };
    for (second, found, fixed) in [
        ("", true, true),
        (" 130%", true, false),
        (" 60%", true, false),
        (" for amria", false, false),
        (" for xyzzy", false, false),
    ] {
        let text = map(second);
        let analysis = check(&text);
        let duplicate = analysis.findings.iter().find(|found| found.code == Code::DuplicateTransition);
        assert_eq!(duplicate.is_some(), found, "{second}");
        assert_eq!(duplicate.is_some_and(|found| found.fix.is_some()), fixed, "{second}");
        let after = text_of(&correct("shop.journey", &text, &[], ""), "shop.journey");
        assert_eq!(after.matches("a -> b").count(), if fixed { 1 } else { 2 }, "{after}");
    }
}

/// The comment is clear without a reason, and still something is missing in it.
#[test]
fn an_allow_comment_without_a_reason_holds_and_is_a_warning() {
    let map = "journey shop \"Shop\" {\n  stage buy \"Buys\" { action: \"Pays\" }\n  stage go \"Goes\" // journey: allow(empty-stage)\n}\n";
    let analysis = check(map);
    let found: Vec<String> = analysis.findings.iter().filter(|found| shown(found)).map(|found| line(&analysis, found)).collect();
    assert_eq!(found, ["3:19 warning[wrong-allow] this comment does not say why"]);
}

/// Of several statements on a line only the first would be meant by a comment above it.
#[test]
fn a_comment_that_would_allow_nothing_is_not_written() {
    let tail = "\njourney a \"A\" {\n  persona: p\n  stage s \"S\" { action: \"x\" }\n}\n";
    let map = format!("persona p \"P\"; channel website \"Website\"; channel desk \"Desk\"{tail}");
    let place = folder(&[("shop.journey", &map)]);
    let text = || std::fs::read_to_string(place.path().join("shop.journey")).expect("it is there");
    let long = "a reason that has so many words that there is no room left";
    for _ in 0..2 {
        let (_, out, err) = say(place.path(), &["check", "--allow", long, "--format", "short"]);
        assert_eq!((text(), out.matches("unused-channel").count()), (map.clone(), 2), "{out}{err}");
        assert_eq!(err.matches("shop.journey:1: no room for a comment that allows `unused-channel`").count(), 1, "{err}");
    }
    for _ in 0..2 {
        let (_, out, err) = say(place.path(), &["check", "--allow", "why", "--format", "short"]);
        let expected = map.replacen('\n', " // journey: allow(unused-channel) why\n", 1);
        assert_eq!((out.as_str(), text()), ("", expected), "{err}");
    }
}

/// What is asked for by name is shown, and allowed, though it is a note.
#[test]
fn notes_that_are_named_are_shown_and_allowed() {
    let map =
        "journey shop \"Shop\" {\n  stage buy \"Buys\" {\n    action: \"Pays\"\n    pain \"Slow\" { severity: high }\n  }\n}\n";
    let place = folder(&[("shop.journey", map)]);
    let (_, out, _) = say(place.path(), &["check", "--only", "mandatory-pain", "--format", "short"]);
    assert!(out.contains("note[mandatory-pain]"), "{out}");
    let (_, out, err) = say(place.path(), &["check", "--only", "mandatory-pain", "--allow", "it is so", "--format", "short"]);
    assert_eq!(out, "", "{err}");
    let after = std::fs::read_to_string(place.path().join("shop.journey")).expect("it is there");
    assert!(after.contains("// journey: allow(mandatory-pain) it is so"), "{after}");
}

/// One file that cannot be written does not keep the others from it, and is named.
#[test]
fn each_file_is_written_by_itself() {
    let place = folder(&[("a.journey", WRONG), ("b.journey", WRONG), ("c.journey", WRONG)]);
    let locked = place.path().join("b.journey");
    let mut rights = std::fs::metadata(&locked).expect("it is there").permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&locked, rights).expect("they can be set");
    let (code, _, err) = say(place.path(), &["check", "--fix"]);
    assert_eq!(code, 2);
    assert!(err.contains("cannot write `b.journey`") && err.contains("4 corrections made"), "{err}");
    for (name, expected) in [
        ("a", WRONG.replace("channel = wbe", "channel: web")),
        ("b", WRONG.into()),
        ("c", WRONG.replace("channel = wbe", "channel: web")),
    ] {
        assert_eq!(std::fs::read_to_string(place.path().join(format!("{name}.journey"))).expect("it is there"), expected);
    }
}

#[test]
fn thousands_of_mistakes_are_one_round() {
    const MISTAKES: usize = 5_200;
    let mut stages = String::new();
    for index in 0..MISTAKES {
        let _ = writeln!(stages, "  stage s{index} \"S\" {{ channel = web }}");
    }
    let text = format!("channel web \"Web\"\njourney j \"J\" {{\n{stages}}}\n");
    let asked = Cell::new(0);
    let errors = |found: &&Diagnostic| {
        asked.set(asked.get() + usize::from(found.severity == Severity::Error));
        found.severity == Severity::Error
    };
    let loader = MemoryLoader::from([("map.journey", text)]);
    let wanted: &Wanted<'_> = &|analysis| analysis.findings.iter().filter(errors).collect();
    let fixed = fix(&loader, &["map.journey".into()], &Options::default(), wanted, &|_| Vec::new());
    // Each error is asked about once: after the first round there is none left.
    assert_eq!((fixed.done.len(), asked.get()), (MISTAKES, MISTAKES));
}

#[test]
fn no_name_becomes_one_of_several_words() {
    let text = "journey j \"J\" {\n  stage a \"A\" { action: \"x\" }\n  stage sign up \"S\" { action: \"x\" }\n  stage b \"B\" { action: \"y\" }\n  \
                a -> sign up 30%\n  b -> sign_up 10%\n}\n";
    let analysis = check(text);
    let unknown = analysis.findings.iter().find(|found| found.code == Code::UnknownName).expect("it is not known");
    assert!(unknown.help.as_deref().is_some_and(|help| help.starts_with("did you mean `sign-up`?")), "{:?}", unknown.help);
    let fixed = correct("a.journey", text, &[], "");
    assert!(!text_of(&fixed, "a.journey").contains("b -> sign up"), "{}", text_of(&fixed, "a.journey"));
}

/// Signs become texts one by one: what stands beside them is felt, too.
#[test]
fn no_feeling_is_put_into_the_text_of_another() {
    for (written, corrected) in [
        ("+1 😞 -> +2", "+1 \"😞\" -> +2"),
        ("😀 -> 😞", "\"😀\" -> \"😞\""),
        ("😞 -> -1", "\"😞\" -> -1"),
        ("+1 :(, -1 :(", "+1 \":(\", -1 \":(\""),
        ("4/5 :-(", "4/5 \":-(\""),
        ("-1 \"lost\" -> 4/5 😀😀", "-1 \"lost\" -> 4/5 \"😀😀\""),
        ("[😀, -1 :(]", "[\"😀\", -1 \":(\"]"),
        ("😞, really bad", "\"😞\", \"really bad\""),
        ("😞 -2", "-2 \"😞\""),
        ("😀 -> 😞 -2 -> :3", "\"😀\" -> -2 \"😞\" -> \":3\""),
        ("😞 and bored -> +1 for ben", "\"😞 and bored\" -> +1 for ben"),
        ("😞 for the wait", "\"😞 for the wait\""),
    ] {
        let map = |emotion: &str| {
            format!(
                "persona ben \"Ben\"\njourney j \"J\" {{\n  persona: ben\n  stage s \"S\" {{\n    touchpoint t \"T\" {{\n      \
                 emotion: {emotion}\n    }}\n  }}\n}}\n"
            )
        };
        let before = check(&map(written));
        let errors: Vec<String> =
            before.findings.iter().filter(|found| found.severity == Severity::Error).map(|found| line(&before, found)).collect();
        assert_eq!(errors.len(), 1, "{written}: {errors:?}");
        assert!(errors[0].contains("the words of an emotion stand in quotes"), "{written}: {errors:?}");
        assert_eq!(text_of(&correct("a.journey", &map(written), &[], ""), "a.journey"), map(corrected), "{written}");
    }
}
