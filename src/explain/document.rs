//! All pages of findings as one Markdown document.

use std::fmt::Write;

use super::{meaning, of_code, page_with_facts};
use crate::diagnostic::{Code, Group};

/// The document: a list of all findings by group, then their pages.
pub fn document() -> String {
    let mut out = String::from(
        "# Findings\n\n<!-- Written by `journey explain --all --format markdown`; change the pages in docs/explain and docs/lints. -->\n\n\
         Everything that `journey check` can find, and what `journey import` says. Errors of form, names and values always stand;\n\
         lints can be allowed where they are meant, with a comment `// journey: allow(NAME) reason`.\n",
    );
    for (group, codes) in groups() {
        let _ = write!(out, "\n## {}\n\n| finding | level | fix | meaning |\n|---|---|---|---|\n", group.heading());
        for code in codes {
            let (name, level, fix) = (code.name(), code.level().word(), code.fixable().word());
            let meaning = meaning(code).unwrap_or_default().replace('|', "\\|");
            let _ = writeln!(out, "| [`{name}`](#{name}) | {level} | {fix} | {meaning} |");
        }
    }
    for (group, codes) in groups() {
        let _ = write!(out, "\n## Pages: {}\n", group.heading().to_lowercase());
        for code in codes {
            let _ = write!(out, "\n{}", lowered(&page_with_facts(code).unwrap_or_default()));
        }
    }
    out
}

/// The groups that have pages, with their codes.
fn groups() -> impl Iterator<Item = (Group, Vec<Code>)> {
    let with_pages = |group: Group| group.codes().filter(|code| of_code(*code).is_some()).collect::<Vec<_>>();
    Group::ALL.iter().map(move |group| (*group, with_pages(*group))).filter(|(_, codes)| !codes.is_empty())
}

/// A page whose headings are two levels lower.
fn lowered(page: &str) -> String {
    let mut out = String::new();
    let mut fenced = false;
    for line in page.lines() {
        fenced ^= line.starts_with("```");
        let lower = if line.starts_with('#') && !fenced { "##" } else { "" };
        let _ = writeln!(out, "{lower}{line}");
    }
    out
}
