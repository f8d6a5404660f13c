//! The account of `journey compile`: what a form could not hold of a map.

use std::fmt::Write as _;

use super::args::CompileArguments;
use super::terminal::{tell, warn};
use crate::Analysis;
use crate::emit::{Balance, Fact, Format, counted};
use crate::render::{count, visible};
use crate::source::{FileId, one_line};

/// The longest text of a fact in the list, in characters.
const LONGEST: usize = 80;

/// Tells what was left out, and whether that is a reason to write nothing.
pub fn tell_left(analysis: &Analysis, file: FileId, format: Format, balance: &Balance, arguments: &CompileArguments) -> bool {
    let Some(noun) = format.noun() else { return false };
    let path = visible(analysis.sources.get(file).path());
    for message in &balance.too_large {
        let help = match format {
            Format::Markdown => "the table below it has all arrows",
            _ => {
                "write it for one journey (`--journey`) or one persona (`--persona`), or raise `maxEdges` and `maxTextSize` on the page"
            }
        };
        warn(&format!("{path}: {message}"), help);
    }
    let help = |facts: &[Fact]| {
        let (this, them) = if facts.len() == 1 { ("it", "it is") } else { ("them", "they are") };
        match (arguments.strict, arguments.verbose) {
            (true, _) => format!("without `--strict` the rest is written; {them} left out"),
            (false, true) => String::new(),
            (false, false) => format!("`--verbose` lists {this}, `--strict` writes nothing if there is anything"),
        }
    };
    for (facts, message) in [
        (&balance.left, format!("{} of {path} not in {noun}: {}", count(balance.left.len(), "fact"), counted(&balance.left))),
        (&balance.made_up, format!("{} of {path} in {noun} that nobody gave, written as 3", counted(&balance.made_up))),
    ] {
        if facts.is_empty() {
            continue;
        }
        warn(&message, &help(facts));
        if arguments.verbose {
            list(analysis, facts);
        }
    }
    arguments.strict && !(balance.left.is_empty() && balance.made_up.is_empty())
}

/// Tells what a public copy leaves out.
pub fn tell_private(analysis: &Analysis, left: &[Fact], arguments: &CompileArguments) {
    if left.is_empty() {
        tell("the public copy leaves nothing out\n");
        return;
    }
    tell(&format!("the public copy leaves out {}\n", counted(left)));
    if arguments.verbose {
        list(analysis, left);
    }
}

/// Lists facts with their places, a line each.
fn list(analysis: &Analysis, facts: &[Fact]) {
    let mut out = String::new();
    for fact in facts {
        let source = analysis.sources.get(fact.file);
        let at = source.lines().in_characters(source.text(), fact.span.start);
        let text = one_line(source.slice(fact.span));
        let short: String =
            if text.chars().count() > LONGEST { text.chars().take(LONGEST - 1).chain(['…']).collect() } else { text };
        let (path, kind) = (visible(source.path()), fact.kind.name());
        let _ = writeln!(out, "  {path}:{}:{} {kind}: {}", at.line + 1, at.column + 1, visible(&short));
    }
    tell(&out);
}
