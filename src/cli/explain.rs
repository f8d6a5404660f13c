//! `journey explain`: tell all about a kind of finding, an element, a field or a word.

use std::fmt::Write;

use super::args::{ExplainArguments, PageFormat};
use super::terminal::{print, style_of_output};
use super::{Failure, Outcome};
use crate::diagnostic::{Code, Group, near};
use crate::explain::{CHAPTERS, Chapter, PAGES, Topic, first_line, meaning, names, page_with_facts, words};
use crate::model::vocabulary::{ElementKind, Field};
use crate::render::human::Style;
use crate::render::markdown;
use crate::render::rich::{Face, Rich};
use crate::render::table::{Row, Table};

/// Runs the command.
pub fn run(arguments: &ExplainArguments) -> Result<Outcome, Failure> {
    let style = style_of_output(arguments.color);
    let human = arguments.format == PageFormat::Human;
    let text = match &arguments.name {
        Some(name) if human => markdown::render(&page_for_people(name.trim())?, style),
        Some(name) => page(name.trim())?,
        None if arguments.all && human => markdown::render(&all(), style),
        None if arguments.all => all(),
        None if human => list(style),
        None => return Err(Failure::new("which page? write a name, or `--all` for all pages")),
    };
    print(&text)?;
    Ok(Outcome::Clean)
}

/// All chapters, one after the other.
fn all() -> String {
    CHAPTERS.iter().map(Chapter::text).collect::<Vec<_>>().join("\n")
}

/// The page of a name.
fn page(name: &str) -> Result<String, Failure> {
    let topic = Topic::of(name).ok_or_else(|| unknown(name))?;
    topic.page().ok_or_else(|| Failure::new(format!("there is no page about `{name}` yet")))
}

/// The page of a name; that of a finding says its level, too.
fn page_for_people(name: &str) -> Result<String, Failure> {
    match Topic::of(name) {
        Some(Topic::Finding(code)) => page_with_facts(code).map_or_else(|| page(name), Ok),
        _ => page(name),
    }
}

fn unknown(name: &str) -> Failure {
    // `->` is a name here, so what begins with `-` has come through.
    if name.starts_with('-') {
        return Failure::new(format!("there is no option `{name}`; `journey explain --help` lists them"));
    }
    let help = match near::nearest(name, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`journey explain` lists all names".to_owned(),
    };
    Failure::new(format!("no finding, element, field or word is called `{name}`; {help}"))
}

/// All names: findings by group with level and meaning, elements and words with their meaning, fields, words of fields.
fn list(style: Style) -> String {
    let mut out = findings().render(style, 0);
    let _ = write!(out, "\n{}", elements().render(style, 0));
    let _ = write!(out, "\n{}", syntax().render(style, 0));
    let fields: Vec<&str> = Field::ALL.iter().map(|field| field.name()).collect();
    for (heading, names) in [("Fields", fields), ("Words of fields", words())] {
        let _ = writeln!(out, "\n{}", Rich::new(Face::Strong, heading).paint(style));
        for line in Rich::new(Face::Plain, names.join(", ")).lines(style.width, style) {
            let _ = writeln!(out, "{}", line.paint(style));
        }
    }
    out.push('\n');
    let last = "`journey explain NAME` tells all about one of them, `journey explain stage.duration` about a field of one element.";
    for line in Rich::new(Face::Plain, last).lines(style.width, style) {
        let _ = writeln!(out, "{}", line.paint(style));
    }
    out
}

fn syntax() -> Table {
    let row = |name: &str, page: &str| Row::Cells(vec![Rich::new(Face::Plain, name), Rich::inline(&first_line(page))]);
    let rows = PAGES.iter().map(|page| row(page.name, &page.page())).collect();
    Table { head: ["word", "meaning"].map(str::to_owned).into(), rows }
}

fn findings() -> Table {
    let mut rows = Vec::new();
    for group in Group::ALL {
        let codes: Vec<(Code, String)> = group.codes().filter_map(|code| Some((code, meaning(code)?))).collect();
        if codes.is_empty() {
            continue;
        }
        rows.push(Row::Heading(group.heading().to_owned()));
        for (code, meaning) in codes {
            let level = Rich::new(code.level().into(), code.level().word());
            rows.push(Row::Cells(vec![Rich::new(Face::Plain, code.name()), level, Rich::inline(&meaning)]));
        }
    }
    Table { head: ["finding", "level", "meaning"].map(str::to_owned).into(), rows }
}

fn elements() -> Table {
    let row = |kind: &ElementKind| Row::Cells(vec![Rich::new(Face::Plain, kind.keyword()), Rich::inline(kind.row().meaning)]);
    Table { head: ["element", "meaning"].map(str::to_owned).into(), rows: ElementKind::ALL.iter().map(row).collect() }
}
