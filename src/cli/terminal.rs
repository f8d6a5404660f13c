//! What standard output and standard error can show, and writing to them.

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};

use super::Failure;
use super::args::Colour;
use crate::render::human::Style;
use crate::render::visible;

/// How findings look on standard output.
pub fn style_of_output(colour: Colour) -> Style {
    style(colour, AutoStream::choice(&io::stdout()), io::stdout().is_terminal())
}

/// How findings look on standard error.
pub fn style_of_error(colour: Colour) -> Style {
    style(colour, AutoStream::choice(&io::stderr()), io::stderr().is_terminal())
}

fn style(colour: Colour, auto: ColorChoice, terminal: bool) -> Style {
    let colour = match colour {
        Colour::Auto => auto != ColorChoice::Never,
        Colour::Always => true,
        Colour::Never => false,
    };
    Style { colour, unicode: is_unicode(), width: width(terminal) }
}

/// Whether the locale has Unicode: the first of its variables that is set decides.
fn is_unicode() -> bool {
    if cfg!(windows) {
        return true;
    }
    let mut locales = ["LC_ALL", "LC_CTYPE", "LANG"].iter().filter_map(|name| std::env::var(name).ok());
    let locale = locales.find(|value| !value.is_empty()).unwrap_or_default().to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

/// The width for text: neither too narrow for a snippet nor too wide to read.
fn width(terminal: bool) -> usize {
    columns(terminal).clamp(40, 140)
}

/// The width of standard output, as wide as it is: for maps.
pub fn wide() -> usize {
    columns(io::stdout().is_terminal()).clamp(40, 1000)
}

/// The width of the terminal, or what `COLUMNS` says, or 100.
fn columns(terminal: bool) -> usize {
    let seen = if terminal { terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)) } else { None };
    let said = || std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|columns| *columns > 0);
    seen.or_else(said).unwrap_or(100)
}

/// What empties the screen, if standard output is one.
pub fn clear() -> &'static str {
    let dumb = std::env::var("TERM").is_ok_and(|terminal| terminal == "dumb");
    if io::stdout().is_terminal() && !dumb { "\u{1b}[2J\u{1b}[H" } else { "" }
}

/// Whether standard output is a terminal.
pub fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Writes to standard output.
pub fn print(text: &str) -> Result<(), Failure> {
    send(text.as_bytes())
}

/// Writes bytes to standard output.
pub fn send(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::ClosedPipe,
        _ => Failure::new(format!("cannot write to standard output: {}", reason(&error))),
    })
}

/// Writes to standard error. Where that is closed there is nobody to tell.
pub fn tell(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Says why something did not work.
pub fn complain(message: &str) {
    tell(&complaint(message));
}

/// Why something did not work, as it is said.
pub fn complaint(message: &str) -> String {
    format!("error: {}\n", visible(message))
}

/// Says what is not as it should be, and what helps.
pub fn warn(message: &str, help: &str) {
    let help = if help.is_empty() { String::new() } else { format!("  help: {}\n", visible(help)) };
    tell(&format!("warning: {}\n{help}", visible(message)));
}

/// What the system says, without its number.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = text.chars();
    letters.next().map_or_else(|| "unknown".into(), |first| first.to_lowercase().chain(letters).collect())
}
