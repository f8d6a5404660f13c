//! Habits of writing: names joined by "and", words of a list apart, arrows of one sign, quotes of one stroke.

use std::ops::Range;

use crate::diagnostic::{Code, Edit, Fix};
use crate::model::vocabulary::{ElementKind, ValueType, everyday, some_of};
use crate::syntax::read::Place;
use crate::syntax::repair::candidate::Candidate;
use crate::syntax::repair::tokens::{Kind, Token};

use super::{CLAUSES, Context, words};

/// What stands between two names instead of a comma.
const JOINERS: &[&str] = &["and", "und", "et", "y", "e", "&", "+", "/"];

impl Context<'_, '_> {
    /// `persona: hanna and walter`, `for walter / hanna`, `persona: (hanna, walter)`
    pub(super) fn joined_names(&self, out: &mut Vec<Candidate>) {
        let names_begin = |index: usize| {
            let clause = matches!(self.tokens[index].text, "for" | "from") && index > 0;
            let field = index == 1
                && self.kind(1) == Some(Kind::Colon)
                && matches!(self.field_type(self.tokens[0].text), Some(ValueType::Reference(_) | ValueType::ReferenceOrText(_)));
            clause || field
        };
        for before in (0..self.tokens.len()).rev().filter(|&index| names_begin(index)) {
            self.joined_names_after(before, out);
        }
    }

    fn joined_names_after(&self, before: usize, out: &mut Vec<Candidate>) {
        let clause = self.tokens[before + 1..].iter().position(|token| CLAUSES.contains(&token.text));
        let names = &self.tokens[before + 1..clause.map_or(self.tokens.len(), |at| before + 1 + at)];
        let (Some(first), Some(last)) = (names.first(), names.last()) else { return };
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        for (index, token) in names.iter().enumerate() {
            let between = index > 0 && index + 1 < names.len();
            if between && JOINERS.contains(&token.text) {
                edits.push((names[index - 1].end..token.end, ",".into()));
            } else if matches!(token.text, "(" | ")") {
                edits.push((token.start..token.end, String::new()));
            } else if !matches!(token.kind, Kind::Word | Kind::Comma) {
                return;
            }
        }
        if edits.is_empty() {
            return;
        }
        let mut text = self.patched.text()[first.start..last.end].to_owned();
        for (range, by) in edits.iter().rev() {
            text.replace_range(range.start - first.start..range.end - first.start, by);
        }
        let said = words("names stand with a comma between them", "joined in another way", format!("write `{text}`"));
        let mut found = Candidate::replace(self.id, self.patched, Code::UnexpectedText, first.start..last.end, text, said);
        found.edits = edits;
        out.push(found);
    }

    /// `state: as is`, `severity: very high`
    pub(super) fn word_of_several(&self, out: &mut Vec<Candidate>) {
        let Some(name) = self.first_word().filter(|_| self.kind(1) == Some(Kind::Colon)) else { return };
        let Some(ValueType::Words(list) | ValueType::WordsOrQuantity(list)) = self.field_type(name.text) else { return };
        let end = self.tokens.iter().position(|token| CLAUSES.contains(&token.text)).unwrap_or(self.tokens.len());
        let Some(written @ [first, .., last]) = self.tokens.get(2..end) else { return };
        if list.is_empty() || !written.iter().all(|token| token.kind == Kind::Word) {
            return;
        }
        let range = first.start..last.end;
        let shown = &self.patched.text()[range.clone()];
        let message = format!("`{}` cannot be `{shown}`", name.text);
        let label = format!("not a word for `{}`", name.text);
        let joined = written.iter().map(|token| token.text).collect::<Vec<_>>().join("-");
        let same = list.iter().copied().find(|word| word.eq_ignore_ascii_case(&joined));
        if let Some(word) = same.or_else(|| everyday(shown, list)) {
            let said = words(message, label, format!("write `{word}`"));
            let mut found = Candidate::replace(self.id, self.patched, Code::UnknownWord, range, word, said);
            found.guess = true;
            out.push(found);
            return;
        }
        let said = words(message, label, format!("write {}", some_of(list, name.text)));
        let mut found = Candidate::stand_in(self.id, self.patched, Code::UnknownWord, (range.clone(), range), list[0], said);
        found.no_value = true;
        out.push(found);
    }

    /// `a > b`, `a - b`, `a -- b`, `a >> b`, `a - > b`, `b <- a`
    pub(super) fn short_arrow(&self, out: &mut Vec<Candidate>) {
        let in_flow = matches!(self.around.parent, Some(ElementKind::Journey | ElementKind::Stage));
        let Some(from) = self.first_word().filter(|_| in_flow && self.around.place == Place::Statement) else { return };
        let Some(sign) = self.token(1) else { return };
        let rule = "a transition is written with `->`";
        let label = |sign: &str| format!("`{sign}` is no arrow here");
        let back = sign.text == "<" && self.token(2).is_some_and(|dash| dash.text == "-" && dash.start == sign.end);
        if back && let Some(to) = self.token(3).filter(|to| to.kind == Kind::Word) {
            let text = format!("{} -> {}", to.text, from.text);
            let said = words(rule, label("<-"), format!("write `{text}`"));
            let mut found = Candidate::replace(self.id, self.patched, Code::WrongArrow, from.start..to.end, text, said);
            found.guess = true;
            found.diagnostic.labels[0].span = self.patched.span(sign.start, sign.end + 1);
            out.push(found);
            return;
        }
        let is_sign = |token: &&Token<'_>| matches!(token.text, ">" | "-" | "\u{2013}" | "\u{2014}");
        let signs = self.tokens[1..].iter().take_while(is_sign).count();
        let (Some(last), Some(to)) = (self.token(signs), self.token(signs + 1).filter(|to| to.kind == Kind::Word)) else { return };
        if (1..=3).contains(&signs) {
            let range = sign.start..last.end;
            let said = words(rule, label(&self.patched.text()[range.clone()]), format!("write `{} -> {}`", from.text, to.text));
            out.push(Candidate::replace(self.id, self.patched, Code::WrongArrow, range, "->", said));
        }
    }

    /// `pay -> lost 15% gives up`, `owner: Anna Huber`
    pub(super) fn bare_label(&self, out: &mut Vec<Candidate>) {
        let transition = self.tokens.iter().any(|token| token.kind == Kind::Arrow) || self.around.place == Place::Arms;
        let share = self.tokens.iter().position(|token| token.text == "%").filter(|_| transition);
        let owner = self.first_word().is_some_and(|name| {
            self.kind(1) == Some(Kind::Colon) && matches!(self.field_type(name.text), Some(ValueType::ReferenceOrText(_)))
        });
        if let Some(share) = share {
            self.bare_words(share + 1, "a label stands in quotes", out);
        } else if owner {
            self.bare_words(2, "text stands in quotes", out);
        }
    }

    /// Puts quotes around several words from token `from` up to a clause.
    fn bare_words(&self, from: usize, message: &str, out: &mut Vec<Candidate>) {
        let rest = self.tokens.get(from..).unwrap_or(&[]);
        let end = rest.iter().position(|token| CLAUSES.contains(&token.text)).unwrap_or(rest.len());
        let Some([first, .., last]) = rest.get(..end).filter(|rest| rest.iter().all(|token| token.kind == Kind::Word)) else {
            return;
        };
        let text = format!("\"{}\"", &self.patched.text()[first.start..last.end]);
        let said = words(message, "not in quotes", format!("write `{text}`"));
        out.push(Candidate::replace(self.id, self.patched, Code::UnexpectedText, first.start..last.end, text, said));
    }

    /// `pain bank moment of truth`, `painpoint bank`, `include "people.journey"`
    pub(super) fn other_keywords(&self, out: &mut Vec<Candidate>) {
        let spelled: &[(&[&str], &str)] = &[
            (&["moment", "of", "truth"], "moment-of-truth"),
            (&["pain", "point"], "pain"),
            (&["touch", "point"], "touchpoint"),
            (&["painpoint"], "pain"),
            (&["pain-point"], "pain"),
            (&["include"], "import"),
        ];
        for (written, meant) in spelled {
            let begins = written.iter().enumerate().all(|(index, word)| self.token(index).is_some_and(|token| token.text == *word));
            let Some(last) = self.token(written.len() - 1).filter(|_| begins) else { continue };
            let shown = written.join(" ");
            let said = words(format!("no statement begins with `{shown}`"), "not a keyword", format!("write `{meant}`"));
            out.push(Candidate::replace(self.id, self.patched, Code::UnknownKeyword, 0..last.end, *meant, said));
        }
    }

    /// `{ impact: high effort: low }`
    pub(super) fn field_after_field(&self, out: &mut Vec<Candidate>) {
        if self.kind(1) != Some(Kind::Colon) {
            return;
        }
        let next =
            self.tokens.windows(2).enumerate().skip(3).find(|(_, pair)| {
                pair[0].kind == Kind::Word && pair[1].kind == Kind::Colon && self.field_type(pair[0].text).is_some()
            });
        let Some((at, [name, _])) = next.map(|(at, pair)| (at, [&pair[0], &pair[1]])) else { return };
        let before: &Token<'_> = &self.tokens[at - 1];
        if before.kind == Kind::Comma {
            return;
        }
        let rest = &self.patched.text()[name.start..self.end()];
        let said = words("two fields in one line are kept apart by `;`", "another field begins here", format!("write `; {rest}`"));
        let cut = before.end..self.end();
        let mut found = Candidate::replace(self.id, self.patched, Code::UnexpectedText, cut, "", said);
        found.diagnostic.labels[0].span = self.patched.span(name.start, name.end);
        let span = self.patched.span(before.end, before.end);
        found.diagnostic.fix = Some(Fix::new("write `;`", vec![Edit { file: self.id, span, text: ";".into() }]));
        found.also = Some(super::super::candidate::Also { text: rest.to_owned(), at: name.start, same_name: false });
        out.push(found);
    }

    /// `'Meet people'`
    pub(super) fn single_quotes(&self, out: &mut Vec<Candidate>) {
        let text = self.patched.text();
        let Some(open) = self.tokens.iter().find(|token| token.text == "'") else { return };
        let Some(close) = self.tokens.iter().rev().find(|token| token.text == "'" && token.start > open.start) else { return };
        let inner = text[open.end..close.start].trim();
        if inner.contains('"') {
            return;
        }
        let straight = format!("\"{inner}\"");
        let said = words("text stands in double quotes", "these are single quotes", format!("write `{straight}`"));
        out.push(Candidate::replace(self.id, self.patched, Code::TypographicQuote, open.start..close.end, straight, said));
    }
}
