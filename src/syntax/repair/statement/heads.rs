//! How a statement begins: keywords, ids and titles.

use crate::diagnostic::Code;
use crate::diagnostic::near::nearest;
use crate::model::vocabulary::{ElementKind, OUTCOME, one_of};
use crate::syntax::read::Place;
use crate::syntax::repair::candidate::Candidate;
use crate::syntax::repair::tokens::{Kind, Token};

use super::{CLAUSES, Context, shorten, words};

impl Context<'_, '_> {
    /// `stage from "…"`
    pub(super) fn reserved(&self, out: &mut Vec<Candidate>) {
        let Some(keyword) = self.first_word().filter(|first| ElementKind::from_keyword(first.text).is_some()) else { return };
        let Some(word) = self.token(1).filter(|word| CLAUSES.contains(&word.text)) else { return };
        if matches!(self.kind(2), Some(Kind::Word | Kind::Number)) {
            return;
        }
        out.push(Candidate::stand_in(
            self.id,
            self.patched,
            Code::ReservedWord,
            (word.start..word.end, word.start..word.end),
            format!("{}-it", word.text),
            words(
                format!("`{}` is a word of the language and cannot be an id", word.text),
                "begins a clause",
                format!("choose another id, such as `{} {}-it`", keyword.text, word.text),
            ),
        ));
    }

    /// `stage: pay "Pays" {`, `pain: "Slow" {`
    pub(super) fn declared_with_colon(&self, out: &mut Vec<Candidate>) {
        let (Some(first), Some(Kind::Colon)) = (self.first_word(), self.kind(1)) else { return };
        let colon = &self.tokens[1];
        let titled = self.kind(2) == Some(Kind::Word) && self.kind(3) == Some(Kind::Text);
        let Some(kind) = ElementKind::from_keyword(first.text) else { return };
        // `metric: "NPS" 40`: no field has a text and then a number.
        let measured = kind == ElementKind::Metric && matches!(self.kind(3), Some(Kind::Number | Kind::Other));
        let declares = titled || (self.around.has_block || measured) && self.kind(2) == Some(Kind::Text);
        let field = self.around.parent.is_some_and(|parent| parent.row().field(first.text).is_some());
        if !declares || field && !titled || !self.keywords().contains(&first.text) {
            return;
        }
        let rest = &self.patched.text()[colon.end..self.end()];
        let said = words(
            format!("{} is declared without `:`", kind.a()),
            "only a field has one",
            format!("write `{} {}`", first.text, shorten(rest.trim_start())),
        );
        out.push(Candidate::replace(
            self.id,
            self.patched,
            Code::UnexpectedText,
            colon.start..colon.end,
            self.instead_of_colon(1),
            said,
        ));
    }

    /// `outcome done "Has a lamp" kind: success`, `outcome success done "Has a lamp"`, `outcome done success "Has a lamp"`
    pub(super) fn word_of_outcome(&self, out: &mut Vec<Candidate>) {
        if self.first_word().is_none_or(|first| first.text != ElementKind::Outcome.keyword()) {
            return;
        }
        let is_word = |index: usize| self.token(index).filter(|token| OUTCOME.contains(&token.text));
        if let Some(at) = self.tokens.iter().position(|token| token.kind == Kind::Colon)
            && let (Some(name), Some(word)) = (self.token(at - 1).filter(|_| at > 1), is_word(at + 1))
        {
            // What stands before the colon is a name only if it comes after the id: `outcome mid: neutral` has nothing but the id.
            if at == 2 || name.kind != Kind::Word {
                self.without_colon(at, out);
                return;
            }
            let said = words(
                "the word of an outcome stands by itself",
                "not a field here",
                format!("write `{}{}`", &self.patched.text()[..name.start], word.text),
            );
            out.push(Candidate::replace(self.id, self.patched, Code::UnexpectedText, name.start..word.start, "", said));
        }
        let first =
            is_word(1).zip(self.token(2).filter(|id| id.kind == Kind::Word)).map(|found| (found, "before its id and title"));
        let second =
            || is_word(2).zip(self.token(3).filter(|title| title.kind == Kind::Text)).map(|found| (found, "before its title"));
        if let Some(((word, id), place)) = first.or_else(second) {
            let text = self.patched.text();
            let turned = format!("{}{} {}", &text[..word.start], text[id.start..].trim_end(), word.text);
            let said = words("the word of an outcome comes last", place, format!("write `{turned}`"));
            let mut found = Candidate::replace(self.id, self.patched, Code::UnexpectedText, 0..text.len(), turned, said);
            found.diagnostic.labels[0].span = self.patched.span(word.start, word.end);
            // The rest of the head keeps its places.
            found.edits = vec![(word.start..id.start, String::new()), (text.len()..text.len(), format!(" {}", word.text))];
            found.guess = true;
            out.push(found);
        }
    }

    /// `30.09.2026`
    pub(super) fn date(&self, out: &mut Vec<Candidate>) {
        for (index, token) in self.tokens.iter().enumerate() {
            let parts: Vec<&str> = token.text.split('.').collect();
            let [day, month, year] = parts[..] else { continue };
            if token.kind != Kind::Number || year.len() != 4 || index < 2 {
                continue;
            }
            let date = format!("{year}-{month:0>2}-{day:0>2}");
            out.push(Candidate::replace(
                self.id,
                self.patched,
                Code::WrongType,
                token.start..token.end,
                date.clone(),
                words("a date is written year-month-day", "not in that order", format!("write `{date}`")),
            ));
        }
    }

    /// `Stage`, `touchpiont`
    pub(super) fn keyword(&self, out: &mut Vec<Candidate>) {
        let Some(first) = self.first_word() else { return };
        if ElementKind::from_keyword(first.text).is_some() || matches!(self.kind(1), Some(Kind::Colon | Kind::Equals)) {
            return;
        }
        let allowed = self.keywords();
        let all = ElementKind::ALL.iter().map(|kind| kind.keyword()).chain(["import", "influence"]);
        let Some(meant) = nearest(first.text, allowed.iter().copied()).or_else(|| nearest(first.text, all)) else { return };
        let case = first.text.eq_ignore_ascii_case(meant);
        let label = if case { "keywords are written in small letters" } else { "not a keyword" };
        out.push(Candidate::replace(
            self.id,
            self.patched,
            Code::UnknownKeyword,
            first.start..first.end,
            meant,
            words(format!("no statement begins with `{}`", first.text), label, format!("write `{meant}`")),
        ));
    }

    /// The same token twice in a row.
    pub(super) fn doubled(&self, out: &mut Vec<Candidate>) {
        // The grammar gives up at the second of them or, where both are read as one list, soon after.
        let near = self.tokens.iter().position(|token| token.end > self.failed).unwrap_or(self.tokens.len());
        for pair in self.tokens.windows(2).skip(near.saturating_sub(4)).take(6) {
            let [one, two] = pair else { continue };
            if one.text != two.text && !(one.kind == Kind::Text && two.kind == Kind::Text && self.title_at(one)) {
                continue;
            }
            let (message, label) = if one.text == two.text {
                (format!("`{}` stands here twice", shorten(one.text)), "one too many".to_owned())
            } else {
                ("an element has one title".to_owned(), "a second text".to_owned())
            };
            let mut candidate = Candidate::replace(
                self.id,
                self.patched,
                Code::UnexpectedText,
                two.start..two.end,
                "",
                words(message, label, format!("remove the second `{}`", shorten(two.text))),
            );
            if one.text != two.text {
                let remark = format!("remove it, or write it as a field in the block: `note: {}`", shorten(two.text));
                candidate.diagnostic.help = Some(remark);
                candidate.diagnostic.fix = None;
            }
            out.push(candidate);
        }
    }

    pub(super) fn title_at(&self, token: &Token<'_>) -> bool {
        self.first_word().is_some_and(|first| {
            ElementKind::from_keyword(first.text).is_some() && self.kind(1) != Some(Kind::Colon) && token.start > first.start
        })
    }

    /// `awareness "Awareness" {`
    pub(super) fn keyword_left_out(&self, out: &mut Vec<Candidate>) {
        let Some(first) = self.tokens.first() else { return };
        if self.around.parent.is_none() && first.kind == Kind::Text && first.text.ends_with(".journey\"") {
            let said = words("a file is imported by `import`", "a keyword is missing", format!("write `import {}`", first.text));
            let mut found =
                Candidate::replace(self.id, self.patched, Code::UnknownKeyword, first.start..first.start, "import ", said);
            found.diagnostic.labels[0].span = self.patched.span(first.start, first.end);
            out.push(found);
        }
        let begins = first.kind == Kind::Word && !CLAUSES.contains(&first.text) || first.kind == Kind::Text;
        let declares = first.kind == Kind::Text || matches!(self.kind(1), Some(Kind::Text | Kind::Number | Kind::Word) | None);
        if !begins || !declares || self.around.place == Place::Arms {
            return;
        }
        let allowed = self.keywords();
        let guess = self.around.sibling.filter(|kind| allowed.contains(&kind.keyword()));
        let fallback = match self.around.parent {
            None => Some(ElementKind::Journey),
            Some(parent) => parent.row().children.first().copied(),
        };
        let stand_in = guess.or(fallback).map_or("note", ElementKind::keyword);
        let shown: Vec<&str> = allowed.iter().copied().take(4).collect();
        let help = match guess {
            Some(kind) => format!("write a keyword before it, perhaps `{} {}`", kind.keyword(), shorten(first.text)),
            None if shown.is_empty() => "write the name of a field and a `:` before it".to_owned(),
            None => format!("write a keyword before it, such as {}", one_of(&shown)),
        };
        // `section buy "Pays" {`: the word stands where the keyword should.
        let instead = self.around.has_block && self.kind(0) == Some(Kind::Word) && self.kind(1) == Some(Kind::Word);
        if instead && stand_in != "note" {
            out.push(Candidate::stand_in(
                self.id,
                self.patched,
                Code::UnknownKeyword,
                (first.start..first.end, first.start..first.end),
                stand_in,
                words(
                    format!("no statement begins with `{}`", shorten(first.text)),
                    "not a keyword",
                    match guess {
                        Some(kind) => format!("write a keyword instead, perhaps `{}`", kind.keyword()),
                        None => format!("write a keyword instead, such as {}", one_of(&shown)),
                    },
                ),
            ));
        }
        out.push(Candidate::stand_in(
            self.id,
            self.patched,
            Code::UnknownKeyword,
            (first.start..first.end, first.start..first.start),
            format!("{stand_in} "),
            words(format!("no statement begins with `{}`", shorten(first.text)), "a keyword is missing", help),
        ));
    }

    /// `stage awareness Awareness and interest`
    pub(super) fn unquoted_title(&self, out: &mut Vec<Candidate>) {
        if self.first_word().is_some_and(|first| ElementKind::from_keyword(first.text).is_some()) {
            // An id begins small as a rule, a title with a capital.
            let title_first = self.token(1).is_some_and(|word| word.text.starts_with(char::is_uppercase));
            for from in if title_first { [1, 2] } else { [2, 1] } {
                self.unquoted(from, "a title stands in quotes", out);
            }
        }
    }
}
