//! Mistakes within one token: quotes and arrows. They are mistakes wherever they stand.

use crate::diagnostic::Code;
use crate::source::FileId;

use super::candidate::Candidate;
use super::patched::Patched;
use super::tokens::{Kind, Token};

pub(super) fn candidates(id: FileId, patched: &Patched, tokens: &[Token<'_>]) -> Vec<Candidate> {
    tokens.iter().filter_map(|token| candidate(id, patched, token)).collect()
}

fn candidate(id: FileId, patched: &Patched, token: &Token<'_>) -> Option<Candidate> {
    let range = token.start..token.end;
    match token.kind {
        Kind::CurlyText => {
            let inner: String = {
                let mut chars = token.text.chars();
                chars.next();
                chars.next_back();
                chars.collect()
            };
            let straight = format!("\"{}\"", inner.replace('"', "\\\""));
            let words = [
                "text stands in straight quotes".to_owned(),
                "these are typographic quotes".to_owned(),
                format!("write `{straight}`"),
            ];
            Some(Candidate::replace(id, patched, Code::TypographicQuote, range, straight, words))
        }
        Kind::OpenText => {
            let block = token.text.starts_with("\"\"\"");
            let closed = if block { format!("{}\n\"\"\"", token.text) } else { close_quote(token.text) };
            let help = if block {
                "write `\"\"\"` on a line of its own where the text ends".to_owned()
            } else {
                format!("write `{closed}`")
            };
            let what = if block { "this text block is never closed" } else { "this text is never closed" };
            let opened = patched.span(token.start, token.start + if block { 3 } else { 1 });
            let words = [what.to_owned(), "opened here".to_owned(), help];
            let mut candidate = Candidate::replace(id, patched, Code::UnclosedString, range, closed, words);
            if block {
                candidate.diagnostic.labels[0].span = opened;
                candidate.diagnostic.fix = None;
            }
            Some(candidate)
        }
        Kind::WrongArrow => {
            let words = [
                "a transition is written with `->`".to_owned(),
                format!("`{}` is no arrow here", token.text),
                "write `->`".to_owned(),
            ];
            Some(Candidate::replace(id, patched, Code::WrongArrow, range, "->", words))
        }
        _ => None,
    }
}

/// The text with its closing quote; a backslash at the end would escape it.
fn close_quote(written: &str) -> String {
    let trailing = written.len() - written.trim_end_matches('\\').len();
    let written = if trailing % 2 == 1 { &written[..written.len() - 1] } else { written };
    format!("{written}\"")
}
