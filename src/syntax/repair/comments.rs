//! Comments as other languages have them: `# …`, `-- …`, `/* … */`, `<!-- … -->`.

use crate::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::model::vocabulary::ElementKind;
use crate::source::{FileId, Span};
use crate::syntax::foreign;

use super::Surroundings;
use super::candidate::Candidate;
use super::patched::Patched;
use super::tokens::{Kind, Token};

/// What is said about a piece that is a comment as a whole.
pub(super) fn whole(id: FileId, piece: &str, start: u32, around: Surroundings) -> Option<Diagnostic> {
    let comment = foreign::comment(piece)?;
    let close = comment.close.unwrap_or("");
    let inner = piece.get(comment.open..)?.strip_suffix(close)?;
    let edit = |from: usize, to: usize, text: &str| Edit {
        file: id,
        span: Span::new(start as usize + from, start as usize + to),
        text: text.into(),
    };
    let mut edits = vec![edit(0, comment.open, "//")];
    let mut at = comment.open;
    for (number, line) in inner.split_inclusive(['\n', '\r']).enumerate() {
        let content = line.trim_start();
        if number > 0 && !content.is_empty() {
            let from = at + line.len() - content.len();
            let star = usize::from(content.starts_with('*'));
            let space = if star == 0 { " " } else { "" };
            edits.push(edit(from, from + star, &format!("//{space}")));
        }
        at += line.len();
    }
    if !close.is_empty() {
        // What follows on the line would become part of the comment.
        let end = if around.ends_line { "" } else { "\n" };
        edits.push(edit(comment.open + inner.trim_end_matches([' ', '\t']).len(), piece.len(), end));
    }
    let open = Span::new(start as usize, start as usize + comment.open);
    Some(say(id, open, inner).fix(Fix::new("write `//`", edits)))
}

/// `channel: web # on the phone`: what comes after the sign is taken away, if the rest can then be read.
pub(super) fn trailing(id: FileId, patched: &Patched, tokens: &[Token<'_>], around: Surroundings) -> Option<Candidate> {
    let text = patched.text();
    let (before, token, comment) = tokens.windows(2).find_map(|pair| {
        let comment = foreign::comment(&text[pair[1].start..]).filter(|_| pair[1].start > pair[0].end)?;
        if pair[1].text == "-" && pair[0].start == tokens[0].start && leads_on(tokens, around) {
            return None;
        }
        Some((pair[0], pair[1], comment))
    })?;
    let inner = text[token.start + comment.open..].trim_end();
    let inner = inner.strip_suffix(comment.close.unwrap_or("")).unwrap_or(inner);
    let said = say(id, patched.span(token.start, token.start + comment.open), inner);
    let mut edits = vec![Edit { file: id, span: patched.span(token.start, token.start + comment.open), text: "//".into() }];
    if let Some(close) = comment.close.filter(|close| text.trim_end().ends_with(close)) {
        let end = text.trim_end().len();
        edits.push(Edit { file: id, span: patched.span(end - close.len(), end), text: String::new() });
    }
    // What is cut off might have been meant; so nothing more is said about the rest, wherever the line ends.
    // Before a `}` or `;` on the same line a comment would take that with it.
    let certain = around.ends_line && !text[token.start..].trim_end().contains(['\n', '\r']);
    let diagnostic = if certain { said.fix(Fix::new("write `//`", edits)) } else { said };
    let edits = vec![(before.end..text.len(), String::new())];
    Some(Candidate { diagnostic, edits, no_value: false, guess: true, said_later: false, also: None })
}

/// Whether `a -- b` is a transition with a wrong arrow and no comment: after the name of a place stands another, with what a transition
/// may have after it. A flag leads nowhere.
fn leads_on(tokens: &[Token<'_>], around: Surroundings) -> bool {
    let Some(parent) = around.parent.filter(|parent| matches!(parent, ElementKind::Journey | ElementKind::Stage)) else {
        return false;
    };
    let [from, _, _, to, rest @ ..] = tokens else { return false };
    let ends = rest.first().is_none_or(|next| {
        matches!(next.kind, Kind::Text | Kind::Number) || matches!(next.text, "for" | "from" | "when" | "takes")
    });
    from.kind == Kind::Word && to.kind == Kind::Word && ends && parent.row().field(from.text).is_none()
}

fn say(id: FileId, open: Span, inner: &str) -> Diagnostic {
    let shown = inner.trim();
    let help = match shown.lines().count() {
        0 | 1 if shown.chars().count() <= 60 => format!("write `// {shown}`"),
        0 | 1 => "write `//` instead".to_owned(),
        _ => "write `//` before each line".to_owned(),
    };
    Diagnostic::new(Code::UnexpectedText, id, open, "a comment begins with `//`", "this begins no comment here").help(help)
}
