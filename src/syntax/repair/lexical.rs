//! Mistakes within one token: quotes and arrows. They are mistakes wherever they stand.

use crate::diagnostic::Code;
use crate::source::FileId;

use super::candidate::Candidate;
use super::patched::Patched;
use super::tokens::{Kind, Token, plain_sign};

pub(super) fn candidates(id: FileId, patched: &Patched, tokens: &[Token<'_>]) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = wrong_signs(id, patched, tokens).into_iter().collect();
    out.extend(first_quote(id, patched, tokens));
    if out.is_empty() {
        out.extend(tokens.iter().filter_map(|token| candidate(id, patched, token)));
    }
    out
}

/// Spaces and signs as some keyboards and word processors write them; all of a statement are one mistake.
fn wrong_signs(id: FileId, patched: &Patched, tokens: &[Token<'_>]) -> Option<Candidate> {
    let plain = |token: &Token<'_>| token.text.chars().next().and_then(plain_sign).unwrap_or("");
    let mut signs = tokens.iter().filter(|token| token.kind == Kind::WrongSign);
    let mut all: Vec<String> =
        signs.clone().map(|sign| format!("`{}`", plain(sign))).filter(|sign| sign.len() > 2 && sign != "` `").collect();
    all.dedup();
    let first = signs.next()?;
    let by = plain(first);
    let space = "white space is a plain space or a tab";
    let words = match by {
        " " => [space.to_owned(), "this is a no-break space".to_owned(), "write a plain space here, as in ` `".to_owned()],
        "" => [space.to_owned(), "a space without width stands here".to_owned(), "write it again without it".to_owned()],
        sign => {
            [format!("`{}` is written `{sign}`", first.text), "not this sign".to_owned(), format!("write {}", all.join(" and "))]
        }
    };
    let mut found = Candidate::replace(id, patched, Code::UnexpectedText, first.start..first.end, by, words);
    for sign in signs {
        found.edits.push((sign.start..sign.end, plain(sign).to_owned()));
        if let Some(fix) = &mut found.diagnostic.fix {
            let span = patched.span(sign.start, sign.end);
            fix.edits.push(crate::diagnostic::Edit { file: id, span, text: plain(sign).into() });
        }
    }
    Some(found)
}

/// `action: Reads the manual"`: the first quote is missing, not the last.
fn first_quote(id: FileId, patched: &Patched, tokens: &[Token<'_>]) -> Option<Candidate> {
    let [_, colon, value, .., quote] = tokens else { return None };
    let lone = quote.kind == Kind::OpenText && quote.text == "\"";
    if !lone || colon.kind != Kind::Colon || value.kind != Kind::Word {
        return None;
    }
    let text = format!("\"{}\"", patched.text()[value.start..quote.start].trim_end());
    let words = ["this text has no first quote".to_owned(), "`\"` belongs before it".to_owned(), format!("write `{text}`")];
    Some(Candidate::replace(id, patched, Code::UnclosedString, value.start..quote.end, text, words))
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
            let straight = format!("\"{}\"", inner.trim().replace('"', "\\\""));
            let words = [
                "text stands in straight quotes".to_owned(),
                "these are typographic quotes".to_owned(),
                format!("write `{straight}`"),
            ];
            Some(Candidate::replace(id, patched, Code::TypographicQuote, range, straight, words))
        }
        Kind::LongText => {
            let joined =
                token.text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
            let help = match joined.chars().count() {
                0..=80 => format!("write `{joined}`, or a text block between `\"\"\"`"),
                _ => "write it on one line, or as a text block between `\"\"\"`".to_owned(),
            };
            let words = ["a text ends in its line".to_owned(), "this goes on in the next line".to_owned(), help];
            let mut found = Candidate::replace(id, patched, Code::UnclosedString, range, joined, words);
            let line = token.text.find(['\n', '\r']).unwrap_or(token.text.len());
            found.diagnostic.labels[0].span = patched.span(token.start, token.start + line);
            Some(found)
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
