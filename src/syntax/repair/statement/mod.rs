//! Mistakes in the make-up of a statement, the likeliest first. The grammar decides which of them explains it.

mod flow;
mod habits;
mod heads;
mod lists;
mod numbers;
mod slips;
mod values;

use crate::diagnostic::Code;

use crate::model::vocabulary::{ElementKind, Field, ValueType};
use crate::source::FileId;

use super::Surroundings;
use super::candidate::Candidate;
use super::patched::Patched;
use super::tokens::{Kind, Token};

/// The words that begin clauses.
pub(super) const CLAUSES: &[&str] = &["for", "from", "when", "takes"];

pub(super) fn candidates(
    id: FileId,
    patched: &Patched,
    tokens: &[Token<'_>],
    around: Surroundings,
    failed: usize,
) -> Vec<Candidate> {
    let context = Context { id, patched, tokens, around, failed };
    let mut out = Vec::new();
    context.quotes_inside(&mut out);
    context.other_clauses(&mut out);
    context.shares_on_one_line(&mut out);
    context.share_in_brackets(&mut out);
    context.declared_with_colon(&mut out);
    context.values_below(&mut out);
    context.word_of_outcome(&mut out);
    context.share_before_arm(&mut out);
    context.clause_before_arrow(&mut out);
    context.share_behind_clause(&mut out);
    context.reserved(&mut out);
    context.titles_of_places(&mut out);
    context.other_keywords(&mut out);
    context.joined_names(&mut out);
    context.word_of_several(&mut out);
    context.short_arrow(&mut out);
    context.bare_label(&mut out);
    context.single_quotes(&mut out);
    context.keyword(&mut out);
    context.field_in_head(&mut out);
    context.doubled(&mut out);
    context.colon(&mut out);
    context.missing_arrow(&mut out);
    context.misspelt_clause(&mut out);
    context.id_of_words(&mut out);
    context.clause_without_name(&mut out);
    context.comma_between_fields(&mut out);
    context.field_after_field(&mut out);
    context.list_after_clause(&mut out);
    context.field_values(&mut out);
    context.brackets(&mut out);
    context.missing_value(&mut out);
    context.transition_ends(&mut out);
    context.unquoted_title(&mut out);
    context.keyword_left_out(&mut out);
    context.bare_titles(&mut out);
    context.surplus(&mut out);
    out
}

/// Numbers, units and dates that are written as elsewhere.
pub(super) fn numbers(id: FileId, patched: &Patched, tokens: &[Token<'_>], around: Surroundings) -> Vec<Candidate> {
    let context = Context { id, patched, tokens, around, failed: 0 };
    let mut out = Vec::new();
    context.date(&mut out);
    context.numbers(&mut out);
    context.date_value(&mut out);
    out
}

/// Whether the statement is a declaration that is written like a field: `pain: "Slow" { severity: high }`.
pub(super) fn is_declared_with_colon(id: FileId, patched: &Patched, tokens: &[Token<'_>], around: Surroundings) -> bool {
    let mut found = Vec::new();
    Context { id, patched, tokens, around, failed: 0 }.declared_with_colon(&mut found);
    !found.is_empty()
}

/// Whether a number in the statement is not what it seems to the grammar.
pub(super) fn has_number_slip(id: FileId, patched: &Patched, tokens: &[Token<'_>], around: Surroundings) -> bool {
    Context { id, patched, tokens, around, failed: 0 }.has_number_slip()
}

struct Context<'c, 't> {
    id: FileId,
    patched: &'c Patched,
    tokens: &'c [Token<'t>],
    around: Surroundings,
    failed: usize,
}

fn words(message: impl Into<String>, label: impl Into<String>, help: impl Into<String>) -> [String; 3] {
    [message.into(), label.into(), help.into()]
}

impl<'t> Context<'_, 't> {
    fn token(&self, index: usize) -> Option<&Token<'t>> {
        self.tokens.get(index)
    }

    fn kind(&self, index: usize) -> Option<Kind> {
        self.token(index).map(|token| token.kind)
    }

    fn end(&self) -> usize {
        self.tokens.last().map_or(0, |token| token.end)
    }

    fn first_word(&self) -> Option<&Token<'t>> {
        self.token(0).filter(|token| token.kind == Kind::Word)
    }

    /// The keywords that may begin a statement here.
    fn keywords(&self) -> Vec<&'static str> {
        let mut keywords: Vec<&str> = match self.around.parent {
            None => ElementKind::ALL.iter().filter(|kind| kind.at_top()).map(|kind| kind.keyword()).collect(),
            Some(parent) => parent.row().children.iter().map(|kind| kind.keyword()).collect(),
        };
        match self.around.parent {
            None => keywords.push("import"),
            Some(ElementKind::Journey | ElementKind::Stage) => keywords.push("influence"),
            Some(_) => {}
        }
        keywords
    }

    /// The field of a name in the element around.
    fn field_type(&self, name: &str) -> Option<ValueType> {
        match self.around.parent {
            Some(parent) => parent.row().field(name).map(|row| row.value),
            None => Field::from_name(name).map(|_| ValueType::Text),
        }
    }

    /// A colon that only a field has.
    fn without_colon(&self, index: usize, out: &mut Vec<Candidate>) {
        let Some(colon) = self.token(index) else { return };
        let said = words("`:` does not belong here", "only the name of a field has one", "remove `:`");
        let range = colon.start..colon.end;
        out.push(Candidate::replace(self.id, self.patched, Code::UnexpectedText, range, self.instead_of_colon(index), said));
    }

    /// What keeps apart what a colon kept apart: a space, if none stands beside it.
    fn instead_of_colon(&self, index: usize) -> &'static str {
        let touches = |one: usize, two: usize| match (self.token(one), self.token(two)) {
            (Some(one), Some(two)) => one.end == two.start,
            _ => false,
        };
        if index > 0 && touches(index - 1, index) && touches(index, index + 1) { " " } else { "" }
    }

    /// A token too many, where the grammar gave up.
    fn surplus(&self, out: &mut Vec<Candidate>) {
        for token in self.tokens.iter().filter(|token| token.end > self.failed).take(2) {
            if token.kind == Kind::Colon {
                let index = self.tokens.iter().position(|other| other.start == token.start).unwrap_or(0);
                self.without_colon(index, out);
                continue;
            }
            // Without it the digits beside it would be another number.
            let digit = |at: Option<char>| at.is_some_and(|sign| sign.is_ascii_digit());
            let text = self.patched.text();
            let between = digit(text[..token.start].chars().next_back()) && digit(text[token.end..].chars().next());
            if token.kind == Kind::Comma && between {
                let said = words("a number has no comma in it", "not in this form", "write digits with one point, as in `1200.50`");
                let cut = (token.start..token.end, token.start..token.end);
                out.push(Candidate::stand_in(self.id, self.patched, Code::WrongType, cut, "", said));
                continue;
            }
            out.push(Candidate::stand_in(
                self.id,
                self.patched,
                Code::UnexpectedText,
                (token.start..token.end, token.start..token.end),
                "",
                words(
                    format!("`{}` does not belong here", shorten(token.text)),
                    "not understood",
                    format!("remove `{}`", shorten(token.text)),
                ),
            ));
        }
    }
}

/// A token as it can be shown in a sentence.
fn shorten(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    if line.chars().count() <= 40 && line.len() == text.len() {
        return line.to_owned();
    }
    line.chars().take(37).chain("…".chars()).collect()
}
