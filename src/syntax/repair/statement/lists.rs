//! Values below the name of their field, one to a line: the brackets around them, and the signs before them.

use std::ops::Range;

use crate::diagnostic::{Code, Edit, Fix};
use crate::syntax::foreign::bullet;
use crate::syntax::repair::candidate::Candidate;
use crate::syntax::repair::tokens::Kind;

use super::{Context, shorten, words};

impl Context<'_, '_> {
    /// `need:` and in the next lines `"a"`, `- "b"`, `]`
    pub(super) fn values_below(&self, out: &mut Vec<Candidate>) {
        let (Some(name), Some(Kind::Colon), Some(first)) = (self.first_word(), self.kind(1), self.token(2)) else { return };
        let colon = &self.tokens[1];
        let open = first.kind == Kind::ListOpen;
        let below = self.begins_line(if open { 3 } else { 2 });
        if !below {
            return;
        }
        let bullets: Vec<Range<usize>> = (2..self.tokens.len()).filter_map(|index| self.bullet(index)).collect();
        let without_bullets = || bullets.iter().map(|bullet| (bullet.clone(), String::new()));
        if open {
            let Some(bullet) = bullets.first() else { return };
            let sign = self.patched.text()[bullet.clone()].trim_end();
            let said =
                words("in `[ ]` each value stands on its line as it is", "no sign before it", format!("remove the `{sign}`"));
            self.edited(bullet.start..bullet.start + sign.len(), without_bullets().collect(), said, out);
            return;
        }
        let closed = self.tokens.last().is_some_and(|token| token.kind == Kind::ListClose);
        let values = (2..self.tokens.len()).filter(|&index| self.begins_line(index)).count() - usize::from(closed);
        let value = self.token(if bullets.is_empty() { 2 } else { 3 }).map_or("", |token| token.text);
        if values == 1 && !closed {
            let start = bullets.first().map_or(first.start, |bullet| bullet.end);
            let said = words(
                "a value begins on the line of its field",
                "it stands in the next line",
                format!("write `{}: {}`", name.text, shorten(value)),
            );
            self.edited(name.start..colon.end, vec![(colon.end..start, " ".into())], said, out);
            return;
        }
        let mut edits = vec![(colon.end..colon.end, " [".to_owned())];
        edits.extend(without_bullets());
        if !closed {
            edits.push((self.end()..self.end(), " ]".into()));
        }
        let end = if closed { "" } else { " before the values and `]` after them" };
        let said = words(
            "several values below a field stand in `[ ]`",
            "`[` belongs after this",
            format!("write `{}: [`{end}", name.text),
        );
        self.edited(name.start..colon.end, edits, said, out);
    }

    /// Whether a token is the first on its line, and not on the line of the statement.
    fn begins_line(&self, index: usize) -> bool {
        let (Some(before), Some(token)) = (self.token(index - 1), self.token(index)) else { return false };
        self.patched.text()[before.end..token.start].contains(['\n', '\r'])
    }

    /// The sign of an entry that begins with a token, with the white space after it.
    fn bullet(&self, index: usize) -> Option<Range<usize>> {
        let token = self.token(index).filter(|_| self.begins_line(index))?;
        let length = bullet(&self.patched.text()[token.start..])?;
        Some(token.start..token.start + length)
    }

    /// A mistake that several edits mend.
    fn edited(&self, shown: Range<usize>, edits: Vec<(Range<usize>, String)>, said: [String; 3], out: &mut Vec<Candidate>) {
        let title = said[2].clone();
        let mut found = Candidate::replace(self.id, self.patched, Code::UnexpectedText, shown, "", said);
        let of_source = |(range, text): &(Range<usize>, String)| Edit {
            file: self.id,
            span: self.patched.span(range.start, range.end),
            text: text.clone(),
        };
        found.diagnostic.fix = Some(Fix::new(title, edits.iter().map(of_source).collect()));
        found.edits = edits;
        out.push(found);
    }
}
