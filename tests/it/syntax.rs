//! Broken files and what is said about them; and the grammar's `file` rule against the pieces that the outline cuts.

use journey::diagnostic::{Code, Severity};
use journey::render::human::{self, Style};
use journey::source::{FileId, SourceFile};
use journey::syntax::pieces_and_truth;

use crate::support::{check_as, examples, files, line, read};

/// Each file in `tests/syntax/err` has one mistake, gives one error, and the help has the text to type.
#[test]
fn each_mistake_gives_one_error_that_says_what_to_type() {
    let all = files("tests/syntax/err", "journey");
    assert!(all.len() >= 60, "{} broken files", all.len());
    let mut wrong = Vec::new();
    for path in all {
        let (path, text) = read(&path);
        let analysis = check_as(&path, &text, &journey::Options::default());
        let errors: Vec<_> = analysis.findings.iter().filter(|finding| finding.severity > Severity::Info).collect();
        let shown: Vec<String> = errors.iter().map(|error| line(&analysis, error)).collect();
        if errors.len() != 1 || errors[0].severity != Severity::Error {
            wrong.push(format!("{path}: not one error but {shown:#?}"));
            continue;
        }
        let help = errors[0].help.clone().unwrap_or_default();
        let typed = text.lines().find_map(|line| line.strip_prefix("// Type: "));
        if !help.contains(typed.unwrap_or("")) || help.is_empty() {
            wrong.push(format!("{path}: `{}` is not in the help: {help}", typed.unwrap_or("anything")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn examples_have_no_errors_and_no_warnings() {
    for (path, text) in examples() {
        let analysis = check_as(&path, &text, &journey::Options::default());
        let found: Vec<String> = analysis
            .findings
            .iter()
            .filter(|finding| finding.severity > Severity::Info)
            .map(|finding| line(&analysis, finding))
            .collect();
        assert!(found.is_empty(), "{path}: {found:#?}");
    }
}

/// Statements that the grammar itself reads; how junk is cut up does not matter, and it may have several lines.
fn known(shape: &str) -> Vec<&str> {
    let mut junk = false;
    let is_known = |line: &&str| {
        if line.starts_with(|c: char| c.is_ascii_digit()) {
            junk = line.split(' ').nth(1) == Some("junk");
        }
        !junk
    };
    shape.lines().filter(is_known).collect()
}

#[test]
fn the_pieces_are_those_of_the_grammar() {
    let mut texts: Vec<(String, String)> = examples();
    texts.extend(files("examples/broken", "journey").iter().map(|path| read(path)));
    texts.extend(files("tests/syntax/ok", "journey").iter().map(|path| read(path)));
    let mut numbers = crate::support::Numbers(5);
    for (path, text) in examples() {
        for _ in 0..20 {
            let mut at = numbers.below(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            // A line is taken out: what remains is still in the language or broken in a new way.
            let line_end = text[at..].find('\n').map_or(text.len(), |end| at + end);
            let line_start = text[..at].rfind('\n').map_or(0, |start| start + 1);
            texts.push((format!("{path} without the line at byte {at}"), format!("{}{}", &text[..line_start], &text[line_end..])));
        }
    }
    for (path, text) in texts {
        let file = SourceFile::new(path.as_str(), text.into_bytes());
        let (pieces, truth) = pieces_and_truth(FileId(0), &file);
        let truth = truth.unwrap_or_else(|error| panic!("{path}: the file rule does not match: {error}"));
        assert_eq!(known(&pieces), known(&truth), "{path}");
    }
}

/// What is printed for each broken file, to be read like code: is it good for the person who made the mistake?
#[test]
fn what_is_printed_for_each_mistake() {
    let style = Style { width: 90, ..Style::default() };
    for path in files("tests/syntax/err", "journey") {
        let (path, text) = read(&path);
        let analysis = check_as(&path, &text, &journey::Options::default());
        let shown: Vec<_> = analysis.findings.iter().filter(|finding| finding.severity > Severity::Info).collect();
        let printed = human::render(&analysis.sources, &shown, style);
        let name = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".journey").to_owned();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(crate::support::root().join("tests/syntax/err"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name, printed));
    }
}

/// A brace is missing in one place and another in a second: they match, and indentation shows both.
#[test]
fn opposite_slips_of_braces_are_two_errors() {
    let text = "journey a \"A\" {\n  stage b \"B\"\n    action: \"x\"\n  }\n  stage c \"C\" {\n    action: \"y\"\n  \
                stage d \"D\" {\n    emotion: 0\n  }\n  d -> bb\n}\n";
    let names: Vec<&str> = crate::support::check(text).findings.iter().map(|finding| finding.code.name()).collect();
    assert_eq!(names, ["unopened-block", "unclosed-block", "unknown-name"]);
}

/// Where nothing is indented, nobody knows in which line a brace is wrong: one finding, and nothing is offered.
#[test]
fn braces_at_the_margin_are_not_mended() {
    for name in ["201-brace-too-many-at-the-margin", "202-brace-missing-at-the-margin"] {
        let text = std::fs::read_to_string(format!("tests/syntax/err/{name}.journey")).expect("a fixture");
        let found = crate::support::check(&text).findings;
        assert!(found.iter().all(|finding| finding.fix.is_none()), "{name}");
    }
}

/// What stands at the margin of an open block is called what it is.
#[test]
fn what_ends_a_block_that_is_not_closed() {
    for (after, text, label) in [
        ("```\n", "`", "this is not indented, so the block must have ended before"),
        ("…more\n", "…", "this is not indented, so the block must have ended before"),
        ("persona p \"P\"\n", "persona", "`persona` starts here, so the block must have ended before"),
        ("", "", "the file ends here"),
    ] {
        let map = format!("journey a \"A\" {{\n  stage b \"B\"\n{after}");
        let analysis = crate::support::check(&map);
        let found = analysis.findings.iter().find(|found| found.code.name() == "unclosed-block").expect("it is not closed");
        let other = &found.labels[1];
        assert_eq!((&map[other.span.range()], other.text.as_str()), (text, label));
    }
}

/// Indentation means nothing where the braces match.
#[test]
fn a_map_may_be_indented_as_one_likes() {
    let text =
        "journey a \"A\" {\n  objective: \"o\"\nstage b \"B\" {\n      touchpoint t \"T\" {\n action: \"x\"\n   }\n  }\n    }\n";
    assert!(crate::support::check(text).findings.is_empty());
}

/// A misspelt name and a text without quotes: two slips, each with its own correction.
#[test]
fn a_misspelt_field_without_quotes_is_told_both() {
    let text = "journey a \"A\" {\n  stage b \"B\" {\n    thougt: Why so long?\n  }\n}\n";
    let findings = crate::support::check(text).findings;
    let help: Vec<&str> = findings.iter().filter_map(|finding| finding.help.as_deref()).collect();
    assert!(help.contains(&"did you mean `thought`?") && help.contains(&"write `\"Why so long?\"`"), "{help:?}");
}

/// The words of a lane without quotes are told once.
#[test]
fn a_lane_without_quotes_is_told_once() {
    let text =
        "lane systems \"Systems\"\njourney a \"A\" {\n  stage b \"B\" {\n    action: \"C\"\n    systems: CRM of the shop\n  }\n}\n";
    let errors = crate::support::check(text).findings.iter().filter(|found| found.severity == Severity::Error).count();
    assert_eq!(errors, 1);
}

/// A number is not made another by taking out its comma.
#[test]
fn a_comma_between_digits_is_never_just_removed() {
    for number in ["EUR 1.200,50", "EUR 1.20,50", "1,20,3", "1.000,5.2"] {
        let text = format!("journey a \"A\" {{\n  stage b \"B\" {{\n    metric n \"N\" {number}\n  }}\n}}\n");
        for finding in crate::support::check(&text).findings {
            let help = finding.help.unwrap_or_default();
            assert!(!help.contains("remove `,`"), "{number}: {help}");
        }
    }
}

/// A clause stands behind a block only if the block has just ended.
#[test]
fn a_clause_stands_behind_its_own_block_only() {
    let said = |statements: &str| {
        let text = format!("persona ben \"Ben\"\nsource calls \"Calls\"\njourney j \"J\" {{ stage s \"S\" {{\n{statements}\n}} }}");
        let found = check_as("map.journey", &text, &journey::Options::default()).findings;
        found.iter().any(|found| found.message == "a clause stands before the block")
    };
    for behind in [
        "pain \"P\" { severity: high } for ben",
        "pain \"P\" { severity: high }\nfrom calls",
        "pain \"P\" { affects: 3% } when \"it rains\"",
    ] {
        assert!(said(behind), "{behind}");
    }
    for other in [
        "touchpoint pay \"Pay\"\npay -> lost 30%\nwhen \"it rains\"",
        "touchpoint x \"X\"\nfor ben",
        "touchpoint x \"X\" { action: \"a\" }\naction: \"b\"\nfrom calls",
        "touchpoint x \"X\" { action: \"a\" }\ntakes three days",
        "touchpoint x \"X\" { action: \"a\"; touchpoint y \"Y\" }\ntouchpoint y \"Y\" { for ben }",
    ] {
        assert!(!said(other), "{other}");
    }
}

#[test]
fn quotes_within_a_text_leave_it_closed() {
    let text = "journey j \"J\" {\n  stage say \"He says \\\" no \\\" \\\"\"\n    action: \"x\"\n  }\n}\n";
    let found = check_as("map.journey", text, &journey::Options::default()).findings;
    let helps: Vec<&str> = found.iter().filter_map(|found| found.help.as_deref()).collect();
    assert!(helps.contains(&"write `stage say \"He says \\\" no \\\" \\\"\" {`"), "{helps:#?}");
}

/// An id of several words becomes one word by its own fix; until then there is nothing to write elsewhere.
#[test]
fn an_id_of_several_words_is_no_fix() {
    for between in [" ", "\t"] {
        let text = format!("journey j \"J\" {{\n stage mobile{between}app \"App\"\n stage pay \"Pay\"\n mobile-ap -> pay\n}}");
        let found = check_as("map.journey", &text, &journey::Options::default()).findings;
        let unknown: Vec<_> = found.iter().filter(|found| found.code == Code::UnknownName).collect();
        assert!(!unknown.is_empty() && unknown.iter().all(|found| found.fix.is_none()), "{unknown:#?}");
        assert!(unknown[0].help.as_deref().is_some_and(|help| help.contains("`mobile-app`")), "{unknown:#?}");
    }
}

/// What is proposed for a clause or a share in the wrong place can be typed as it is proposed, or nothing is.
#[test]
fn clauses_and_shares_are_moved_only_where_that_is_certain() {
    let found = |arrow: &str| {
        let text = format!(
            "persona ben \"Ben\"\npersona amy \"Amy\"\njourney j \"J\" {{\n  persona: ben, amy\n  stage a \"A\" {{ action: \"x\" }}\n  \
             stage b \"B\" {{ action: \"y\" }}\n  stage c \"C\" {{ action: \"z\" }}\n  {arrow}\n}}\n"
        );
        check_as("map.journey", &text, &journey::Options::default()).findings
    };
    for (arrow, message) in [
        ("for ben a -> b for amy", "a clause stands behind its transition"),
        ("when \"x\" a -> b -> c", "a clause stands behind its transition"),
        ("when \"x\" stage -> b", "a clause stands behind its transition"),
        ("when \"x\" a -> stage", "a clause stands behind its transition"),
        ("a -> b 20% when \"x\" 30%", "a transition has one share"),
    ] {
        let found = found(arrow);
        let errors: Vec<_> = found.iter().filter(|found| found.severity == Severity::Error).collect();
        assert_eq!(errors.iter().map(|found| found.message.as_str()).collect::<Vec<_>>(), [message], "{arrow}");
        assert!(errors[0].help.is_none() && errors[0].fix.is_none(), "{arrow}: {errors:#?}");
    }
    for (arrow, help) in [
        ("when \"it  is\" a -> b", "write `a -> b when \"it  is\"`"),
        ("when \"x\" a -> exit", "write `a -> exit when \"x\"`"),
        ("for ben a -> b when \"x\"", "write `a -> b when \"x\" for ben`"),
        ("a -> b when \"it  is\" 30%", "write `30% when \"it  is\"`"),
    ] {
        let found = found(arrow);
        let helps: Vec<&str> = found.iter().filter_map(|found| found.help.as_deref()).collect();
        assert!(helps.contains(&help), "{arrow}: {helps:?}");
    }
}
