//! `journey explain`: tell all about a kind of finding.

use std::fmt::Write;

use super::args::ExplainArguments;
use super::terminal::{print, style_of_output};
use super::{Failure, Outcome};
use crate::diagnostic::{Code, near};
use crate::explain::page;

/// Runs the command.
pub fn run(arguments: &ExplainArguments) -> Result<Outcome, Failure> {
    let Some(name) = &arguments.name else {
        print(&list())?;
        return Ok(Outcome::Clean);
    };
    let Some(page) = page(name) else { return Err(unknown(name)) };
    let page = if style_of_output(arguments.color).colour { for_terminal(&page) } else { page };
    print(&page)?;
    Ok(Outcome::Clean)
}

/// All names with their levels.
fn list() -> String {
    let width = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or(0);
    let mut out = String::new();
    for code in Code::ALL {
        let _ = writeln!(out, "{:width$}  {}", code.name(), code.level().word());
    }
    out
}

fn unknown(name: &str) -> Failure {
    let name = name.trim();
    if Code::from_name(name).is_some() {
        return Failure::new(format!("there is no page about `{name}` yet"));
    }
    let help = match near::nearest(name, Code::ALL.iter().map(|code| code.name())) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`journey explain` lists all names".to_owned(),
    };
    Failure::new(format!("no finding is called `{name}`; {help}"))
}

/// Markdown with bold headings and indented examples. Where there are no colours it stays as it is.
fn for_terminal(page: &str) -> String {
    let mut out = String::new();
    let mut fenced = false;
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if fenced {
            let _ = writeln!(out, "{}", format!("    {line}").trim_end());
        } else if let Some(heading) = line.strip_prefix('#') {
            let _ = writeln!(out, "\u{1b}[1m{}\u{1b}[0m", heading.trim_start_matches('#').trim());
        } else {
            let _ = writeln!(out, "{line}");
        }
    }
    out
}
