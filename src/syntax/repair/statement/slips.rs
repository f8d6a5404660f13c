//! Slips with one plain correction: quotes inside a text, clauses with another word or with quotes, fields in a head, shares on one line.

use crate::diagnostic::{Code, Edit, Fix};
use crate::model::vocabulary::{ElementKind, ValueType};
use crate::syntax::read::Place;
use crate::syntax::repair::candidate::Candidate;
use crate::syntax::repair::tokens::{Kind, Token};

use super::{CLAUSES, Context, shorten, words};

/// Words that people write where a clause begins, and what must follow them.
const OTHER_CLAUSES: &[(&str, Kind, &str)] = &[
    ("after", Kind::Number, "takes"),
    ("within", Kind::Number, "takes"),
    ("lasts", Kind::Number, "takes"),
    ("if", Kind::Text, "when"),
];

impl Context<'_, '_> {
    /// `quote: "She said "hello" to me"`
    pub(super) fn quotes_inside(&self, out: &mut Vec<Candidate>) {
        // Words that touch both quotes; between two texts of a list stands a comma or a space.
        let part = |token: &Token<'_>| matches!(token.kind, Kind::Word | Kind::Number | Kind::Other);
        let mut inner: Vec<(usize, usize)> = Vec::new();
        let mut at = 0;
        while let Some([one, next]) = self.tokens.get(at..at + 2) {
            let touches = one.kind == Kind::Text && !one.text.starts_with("\"\"\"") && part(next) && one.end == next.start;
            let closing = self.tokens[at + 1..].iter().position(|token| token.kind == Kind::Text).map(|found| at + 1 + found);
            match closing.filter(|_| touches) {
                Some(two) if part(&self.tokens[two - 1]) && self.tokens[two - 1].end == self.tokens[two].start => {
                    inner.push((one.end - 1, self.tokens[two].start));
                    at = two;
                }
                _ if inner.is_empty() => at += 1,
                _ => break,
            }
        }
        let Some(&(first, close)) = inner.first() else { return };
        // Further on, only the writer knows where the text ends.
        if self.token(at + 1).is_some_and(|next| !CLAUSES.contains(&next.text)) {
            return;
        }
        let shown = &self.patched.text()[first + 1..close];
        let said = words(
            "a quote inside a text is written `\\\"`",
            "this quote ends the text",
            format!("write `\\\"{}\\\"`", shorten(shown)),
        );
        let mut found = Candidate::replace(self.id, self.patched, Code::UnexpectedText, first..first, "\\", said);
        found.diagnostic.labels[0].span = self.patched.span(first, close + 1);
        let places: Vec<usize> = inner.iter().flat_map(|&(open, close)| [open, close]).collect();
        let edit = |&at: &usize| Edit { file: self.id, span: self.patched.span(at, at), text: "\\".into() };
        found.diagnostic.fix = Some(Fix::new("write `\\\"` for the quotes inside", places.iter().map(edit).collect()));
        found.edits = places.into_iter().map(|at| (at..at, "\\".to_owned())).collect();
        out.push(found);
    }

    /// `takes "3 days"`, `s -> t after 3 days`, `s -> t if "it is open"`
    pub(super) fn other_clauses(&self, out: &mut Vec<Candidate>) {
        for (word, next) in self.tokens.iter().zip(self.tokens.iter().skip(1)).skip(1) {
            let inner = next.text.trim_matches('"').trim();
            if word.text == "takes" && next.kind == Kind::Text && inner.starts_with(|c: char| c.is_ascii_digit()) {
                let said = words("a duration stands without quotes", "in quotes", format!("write `takes {inner}`"));
                let mut found = Candidate::replace(self.id, self.patched, Code::WrongType, next.start..next.end, inner, said);
                // The source still has the quotes around it.
                found.guess = true;
                out.push(found);
            }
            let meant = OTHER_CLAUSES.iter().find(|(written, kind, _)| *written == word.text && *kind == next.kind);
            if let Some((_, _, clause)) = meant.filter(|_| word.kind == Kind::Word) {
                let rest = &self.patched.text()[next.start..self.end()];
                let said = words(
                    format!("no clause begins with `{}`", word.text),
                    "not a clause",
                    format!("write `{clause} {}`", shorten(rest)),
                );
                out.push(Candidate::replace(self.id, self.patched, Code::UnknownKeyword, word.start..word.end, *clause, said));
            }
        }
    }

    /// `pain "Slow" severity: high`
    pub(super) fn field_in_head(&self, out: &mut Vec<Candidate>) {
        let Some(kind) = self.first_word().and_then(|first| ElementKind::from_keyword(first.text)) else { return };
        let field = |token: &Token<'_>| kind.row().field(token.text).filter(|_| token.kind == Kind::Word);
        let titled = |at: usize| self.tokens[at - 1].kind == Kind::Text;
        let Some(at) = (2..self.tokens.len()).find(|&at| titled(at) && field(&self.tokens[at]).is_some()) else { return };
        let Some(row) = field(&self.tokens[at]) else { return };
        let value = if self.kind(at + 1) == Some(Kind::Colon) { at + 2 } else { at + 1 };
        let (Some(first), name) = (self.token(value), &self.tokens[at]) else { return };
        let rest = &self.tokens[value..];
        let several = rest.iter().any(|token| kind.row().field(token.text).is_some());
        let written = format!("{}: {}", name.text, &self.patched.text()[first.start..self.end()]);
        let block = format!("{{ {written} }}");
        let said = words(
            "a field stands in the block of its element",
            "not before the block",
            match self.around.has_block {
                _ if several => {
                    format!("write the fields in the block, with `;` between them, as in `{{ {}: {}; … }}`", name.text, first.text)
                }
                true => format!("write `{}` in the block", shorten(&written)),
                false => format!("write `{}`", shorten(&block)),
            },
        );
        let cut = self.tokens[at - 1].end..self.end();
        let mut found = Candidate::replace(self.id, self.patched, Code::UnexpectedText, cut, "", said);
        let span = self.patched.span(name.start, self.end());
        found.diagnostic.labels[0].span = span;
        // Without doubt only if all of the rest is one value.
        let text = matches!(row.value, ValueType::Text | ValueType::Link | ValueType::ReferenceOrText(_));
        let one = rest
            .iter()
            .all(|token| !CLAUSES.contains(&token.text) && (matches!(token.kind, Kind::Word | Kind::Number) || token.text == "%"))
            && !text
            || rest.len() == 1 && first.kind == Kind::Text;
        found.diagnostic.fix = (one && !several && !self.around.has_block)
            .then(|| Fix::new(format!("write `{block}`"), vec![Edit { file: self.id, span, text: block.clone() }]));
        found.guess = true;
        out.push(found);
    }

    /// `b -> d 30%, c 70%`
    pub(super) fn shares_on_one_line(&self, out: &mut Vec<Candidate>) {
        let mut arrows = self.tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Arrow);
        let (Some((arrow, _)), None) = (arrows.next(), arrows.next()) else { return };
        if self.kind(1) == Some(Kind::Colon) || self.around.has_block || self.around.place == Place::Arms {
            return;
        }
        let arms: Vec<&[Token<'_>]> = self.tokens[arrow + 1..].split(|token| token.kind == Kind::Comma).collect();
        let begins = |arm: &&[Token<'_>]| arm.first().is_some_and(|first| first.kind == Kind::Word);
        let share = |arm: &&[Token<'_>]| arm.iter().any(|token| token.text == "%");
        // A clause may have names with commas itself.
        let clause = arms.iter().rev().skip(1).any(|arm| arm.iter().any(|token| CLAUSES.contains(&token.text)));
        if arms.len() < 2 || !arms.iter().all(begins) || !share(&arms[0]) || clause {
            return;
        }
        let range = self.tokens[arrow + 1].start..self.end();
        let branch = format!("{{ {} }}", &self.patched.text()[range.clone()]);
        let head = self.patched.text()[..range.start].trim_end();
        let said = words("several places with shares are a branch", "not in braces", format!("write `{head} {branch}`"));
        let mut found = Candidate::replace(self.id, self.patched, Code::UnexpectedText, range, branch, said);
        // The places are read, their shares are not.
        let details = |arm: &&[Token<'_>]| Some((arm[0].end..arm.last()?.end, String::new())).filter(|(cut, _)| !cut.is_empty());
        found.edits = arms.iter().filter_map(details).collect();
        found.guess = true;
        out.push(found);
    }

    /// `s -> t (30%)`
    pub(super) fn share_in_brackets(&self, out: &mut Vec<Candidate>) {
        let flow = self.around.place == Place::Arms || self.tokens.iter().any(|token| token.kind == Kind::Arrow);
        for four in self.tokens.windows(4).filter(|_| flow) {
            let [open, share, percent, close] = four else { continue };
            if open.text != "(" || share.kind != Kind::Number || percent.text != "%" || close.text != ")" {
                continue;
            }
            let inner = self.patched.text()[open.end..close.start].trim().to_owned();
            let said = words("a share stands without brackets", "in brackets", format!("write `{inner}`"));
            out.push(Candidate::replace(self.id, self.patched, Code::UnexpectedText, open.start..close.end, inner, said));
        }
    }

    /// `stage Wait Room "Waits"`
    pub(super) fn id_of_words(&self, out: &mut Vec<Candidate>) {
        if self.first_word().is_none_or(|first| ElementKind::from_keyword(first.text).is_none()) {
            return;
        }
        let count = self.tokens[1..].iter().take_while(|token| matches!(token.kind, Kind::Word | Kind::Number)).count();
        let ids = &self.tokens[1..=count];
        let plain = |token: &Token<'_>| !token.text.contains('.') && !CLAUSES.contains(&token.text);
        if !(2..=4).contains(&count) || self.kind(count + 1) != Some(Kind::Text) || !ids.iter().all(plain) {
            return;
        }
        let id = ids.iter().map(|token| token.text.to_lowercase()).collect::<Vec<_>>().join("-");
        let said = words("an id is one word", "several words", format!("write `{id}`"));
        out.push(Candidate::replace(self.id, self.patched, Code::UnexpectedText, ids[0].start..ids[count - 1].end, id, said));
    }
}
