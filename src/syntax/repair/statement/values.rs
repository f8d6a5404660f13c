//! The values of a field: colons, commas, quotes and brackets.

use std::ops::Range;

use crate::diagnostic::near::nearest;
use crate::diagnostic::{Code, Edit};
use crate::model::vocabulary::{ElementKind, RESERVED, ValueType};
use crate::syntax::repair::candidate::{Also, Candidate};
use crate::syntax::repair::tokens::{Kind, Token};

use super::{CLAUSES, Context, shorten, words};

impl<'t> Context<'_, 't> {
    /// `channel = web`, `channel web`
    pub(super) fn colon(&self, out: &mut Vec<Candidate>) {
        let Some(name) = self.first_word() else { return };
        let Some(value) = self.token(1) else { return };
        let known = self.field_type(name.text).is_some()
            || self
                .around
                .parent
                .is_some_and(|parent| nearest(name.text, parent.row().all_fields().map(|row| row.field.name())).is_some());
        // Before a block only a name that is one: what is near may be the id of an element without its keyword.
        let known = if self.around.has_block { self.field_type(name.text).is_some() } else { known };
        match value.kind {
            Kind::Equals => {
                let rest = self.token(2).map_or("", |token| token.text);
                let mut candidate = Candidate::replace(
                    self.id,
                    self.patched,
                    Code::MissingColon,
                    name.end..value.end,
                    ":",
                    words("a field is written with `:`", "`:` belongs here", format!("write `{}: {}`", name.text, shorten(rest))),
                );
                // The space before it goes with it, but the mistake is the one character.
                candidate.diagnostic.labels[0].span = self.patched.span(value.start, value.end);
                out.push(candidate);
            }
            Kind::Text | Kind::Number | Kind::Word | Kind::Other | Kind::ListOpen if known => {
                let mut candidate = Candidate::replace(
                    self.id,
                    self.patched,
                    Code::MissingColon,
                    name.end..name.end,
                    ":",
                    words(
                        "a field is written with `:`",
                        "`:` is missing after the name",
                        format!("write `{}: {}`", name.text, shorten(value.text)),
                    ),
                );
                candidate.diagnostic.labels[0].span = self.patched.span(name.start, name.end);
                out.push(candidate);
            }
            _ => {}
        }
    }

    /// `severity: high, affects: 40%`
    pub(super) fn comma_between_fields(&self, out: &mut Vec<Candidate>) {
        if self.kind(1) != Some(Kind::Colon) {
            return;
        }
        let found = self
            .tokens
            .windows(3)
            .find(|three| three[0].kind == Kind::Comma && three[1].kind == Kind::Word && three[2].kind == Kind::Colon);
        let Some([comma, name, _]) = found else { return };
        let rest = &self.patched.text()[name.start..self.end()];
        let mut candidate = Candidate::replace(
            self.id,
            self.patched,
            Code::UnexpectedText,
            comma.start..self.end(),
            "",
            words("two fields in one line are kept apart by `;`", "`;` belongs here", format!("write `; {}`", shorten(rest))),
        );
        let span = self.patched.span(comma.start, comma.end);
        candidate.diagnostic.labels[0].span = span;
        if let Some(fix) = &mut candidate.diagnostic.fix {
            fix.title = "write `;`".into();
            fix.edits[0].span = span;
            fix.edits[0].text = ";".into();
        }
        candidate.also = Some(Also { text: rest.to_owned(), at: name.start, same_name: false });
        out.push(candidate);
    }

    /// `thought: "a" for amira, "b" for ben`
    pub(super) fn list_after_clause(&self, out: &mut Vec<Candidate>) {
        if self.kind(1) != Some(Kind::Colon) {
            return;
        }
        let clause = self.tokens.iter().position(|token| token.kind == Kind::Word && CLAUSES.contains(&token.text));
        let Some(clause) = clause else { return };
        for index in clause + 1..self.tokens.len() {
            let [comma, value] = &self.tokens[index..self.tokens.len().min(index + 2)] else { break };
            let is_value = matches!(value.kind, Kind::Text | Kind::Number);
            if comma.kind != Kind::Comma || !is_value {
                continue;
            }
            let rest = &self.patched.text()[value.start..self.end()];
            let name = self.tokens[0].text;
            let also = format!("{name}: {rest}");
            let end = self.end();
            let mut candidate = Candidate::replace(
                self.id,
                self.patched,
                Code::UnexpectedText,
                comma.start..end,
                "",
                words(
                    "a clause ends the statement",
                    "this value comes after a clause",
                    format!("write a statement of its own: `{}`", also.replace('\n', " ")),
                ),
            );
            candidate.diagnostic.labels[0].span = self.patched.span(value.start, value.end);
            if let Some(fix) = &mut candidate.diagnostic.fix {
                fix.title = "write two statements".into();
                fix.edits[0].text = format!("; {also}");
            }
            // The second statement keeps the places of its values; its name has none of its own.
            candidate.also = Some(Also { text: also, at: value.start.saturating_sub(name.len() + 2), same_name: true });
            out.push(candidate);
        }
    }

    /// Commas too many and too few, and text without quotes, in the values of a field.
    pub(super) fn field_values(&self, out: &mut Vec<Candidate>) {
        let field = self.kind(1) == Some(Kind::Colon);
        let text_field = self.tokens.first().is_some_and(|name| {
            field && matches!(self.field_type(name.text), Some(ValueType::Text | ValueType::Link | ValueType::TextOrQuantity))
        });
        for (index, token) in self.tokens.iter().enumerate().take(200) {
            if token.kind == Kind::Comma {
                let before = index.checked_sub(1).and_then(|before| self.kind(before));
                let hangs = self.token(index + 1).is_none()
                    || matches!(before, Some(Kind::Colon | Kind::Comma | Kind::Arrow) | None)
                    || self.token(index + 1).is_some_and(|next| next.kind == Kind::Word && CLAUSES.contains(&next.text));
                if hangs {
                    out.push(Candidate::replace(
                        self.id,
                        self.patched,
                        Code::UnexpectedText,
                        token.start..token.end,
                        "",
                        words("a comma stands between two values", "one comma too many", "remove the `,`"),
                    ));
                }
            }
            if token.kind == Kind::Link {
                let quoted = format!("\"{}\"", token.text);
                out.push(Candidate::replace(
                    self.id,
                    self.patched,
                    Code::UnexpectedText,
                    token.start..token.end,
                    quoted.clone(),
                    words("a link stands in quotes", "not in quotes", format!("write `{quoted}`")),
                ));
            }
        }
        // A lane holds text, and so does a misspelt field that is near to one; the model says what the name should be.
        let maybe_text = field && self.maybe_text();
        if text_field || maybe_text {
            self.unquoted(2, "text stands in quotes", out);
        }
        if field {
            self.faces(out);
        }
        if field && let Some(pair) = self.between_values() {
            let [one, two] = pair;
            let names = self.tokens.first().is_some_and(|name| {
                matches!(self.field_type(name.text), None | Some(ValueType::Reference(_) | ValueType::ReferenceOrText(_)))
            });
            if two.kind == Kind::Word && !names {
                return;
            }
            let emotion = self.tokens.first().is_some_and(|name| self.field_type(name.text) == Some(ValueType::Emotion));
            if emotion && one.kind == Kind::Text && two.kind == Kind::Number {
                let turned = format!("{} {}", two.text, one.text);
                let said =
                    words("the number of an emotion stands before its word", "in the other order", format!("write `{turned}`"));
                out.push(Candidate::replace(self.id, self.patched, Code::UnexpectedText, one.start..two.end, turned, said));
                return;
            }
            if !self.is_list_of([one, two]) {
                self.wrong_values(out);
                return;
            }
            let mut candidate = Candidate::replace(
                self.id,
                self.patched,
                Code::UnexpectedText,
                one.end..one.end,
                ",",
                words(
                    "a comma stands between two values",
                    "a comma is missing before this",
                    format!("write `{}, {}`", shorten(one.text), shorten(two.text)),
                ),
            );
            candidate.diagnostic.labels[0].span = self.patched.span(two.start, two.end);
            out.push(candidate);
        }
    }

    /// `emotion: :)`, `emotion: -1 😞 -> +2`: each run of signs becomes a text of its own. Of single words the model says it.
    fn faces(&self, out: &mut Vec<Candidate>) {
        let emotion = self.first_word().is_some_and(|name| self.field_type(name.text) == Some(ValueType::Emotion));
        let Some(values) = self.tokens.get(2..).filter(|_| emotion) else { return };
        // A clause that reads as one is likelier than a text that happens to hold its word.
        let clause = values.iter().position(|token| token.kind == Kind::Word && CLAUSES.contains(&token.text));
        for end in clause.into_iter().chain([values.len()]) {
            let listed = values.first().is_some_and(|first| first.kind == Kind::ListOpen);
            let runs = runs(&values[..end], listed);
            let Some(first) = runs.iter().find(|run| is_sign(&run.words[0])) else { continue };
            let text = self.patched.text();
            let edits: Vec<(Range<usize>, String)> = runs.iter().map(|run| (run.range(), run.quoted(text))).collect();
            let help = match &edits[..] {
                [(range, quoted)] if range.start == values[0].start && range.len() == first.length() => {
                    format!("write `{quoted}`, with a number before it for the curve: `+1 {quoted}`")
                }
                [(_, quoted)] => format!("write `{quoted}`"),
                several => {
                    let (mut line, mut from) = (String::new(), values[0].start);
                    for (range, quoted) in several {
                        line = line + &text[from..range.start] + quoted;
                        from = range.end;
                    }
                    line.push_str(&text[from..values[end - 1].end]);
                    format!("write `{}`", shorten(&line))
                }
            };
            let said = words("the words of an emotion stand in quotes", "not in quotes", help);
            let (range, quoted) = edits[0].clone();
            let mut found = Candidate::replace(self.id, self.patched, Code::UnexpectedText, range, quoted, said);
            found.diagnostic.labels[0].span = self.patched.span(first.words[0].start, first.words[0].start + first.length());
            if let Some(fix) = &mut found.diagnostic.fix {
                let edit = |(range, text): &(Range<usize>, String)| {
                    let span = self.patched.span(range.start, range.end);
                    Edit { file: self.id, span, text: text.clone() }
                };
                fix.edits = edits.iter().map(edit).collect();
            }
            found.edits = edits;
            out.push(found);
        }
    }

    /// Whether a comma is certain between two values: both are good for the field, and it may hold several.
    fn is_list_of(&self, [one, two]: [&Token<'t>; 2]) -> bool {
        let Some(name) = self.first_word() else { return false };
        let after_number = self.tokens.windows(2).any(|pair| pair[0].kind == Kind::Number && pair[1].start == one.start);
        let number = |token: &Token<'_>| token.kind == Kind::Number || token.start == one.start && after_number;
        let good = |token: &Token<'_>| match self.field_type(name.text) {
            // An element is no field; of another name nobody knows what it holds.
            None => ElementKind::from_keyword(name.text).is_none() && one.kind == two.kind,
            Some(ValueType::Text | ValueType::Link) => token.kind == Kind::Text,
            Some(ValueType::TextOrQuantity) => token.kind == Kind::Text || number(token),
            Some(ValueType::Reference(_)) => token.kind == Kind::Word,
            Some(ValueType::ReferenceOrText(_)) => matches!(token.kind, Kind::Word | Kind::Text),
            Some(ValueType::Words(list)) => list.contains(&token.text),
            Some(ValueType::WordsOrQuantity(list)) => list.contains(&token.text) || number(token),
            Some(ValueType::Emotion) => token.kind != Kind::Word && one.kind == two.kind,
            Some(_) => number(token),
        };
        let single = self.around.parent.and_then(|parent| parent.row().field(name.text)).is_some_and(|row| !row.many);
        !single && good(one) && good(two)
    }

    /// `duration: about 3 days`, `emotion: happy "x"`: none of it can be kept.
    fn wrong_values(&self, out: &mut Vec<Candidate>) {
        let Some(name) = self.first_word() else { return };
        let Some(first) = self.token(2) else { return };
        let clause = self.tokens[2..].iter().position(|token| CLAUSES.contains(&token.text));
        let Some(last) = self.token(clause.map_or(self.tokens.len(), |at| at + 2) - 1) else { return };
        let range = first.start..last.end;
        // Of an element that is written as a field the model says it better.
        let expected = self.field_type(name.text);
        let what = expected.map_or_else(String::new, |expected| expected.describe_for(name.text));
        let said = words(format!("`{}` is {what}", name.text), "this is something else", format!("write {what}"));
        let mut found = Candidate::stand_in(self.id, self.patched, Code::WrongType, (range.clone(), range), "\"\"", said);
        found.no_value = true;
        found.said_later = expected.is_none();
        out.push(found);
    }

    /// Whether the name of the field is unknown and may be that of a lane or, misspelt, of a field of text.
    fn maybe_text(&self) -> bool {
        let (Some(name), Some(parent)) = (self.first_word(), self.around.parent) else { return false };
        let near = nearest(name.text, parent.row().all_fields().map(|row| row.field.name()));
        let near = near.and_then(|near| self.field_type(near));
        self.field_type(name.text).is_none()
            && (near == Some(ValueType::Text) || near.is_none() && parent.row().lanes && self.tokens.len() > 4)
    }

    /// Two values side by side, of which the grammar refused the second.
    pub(super) fn between_values(&self) -> Option<[&Token<'t>; 2]> {
        let is_value = |token: &Token<'_>| {
            matches!(token.kind, Kind::Text | Kind::Number) || token.kind == Kind::Word && !RESERVED.contains(&token.text)
        };
        let at = self.tokens.iter().position(|token| token.start >= self.failed && token.start > 0)?;
        let two = self.token(at)?;
        let one = self.token(at.checked_sub(1)?)?;
        (at > 2 && is_value(one) && is_value(two)).then_some([one, two])
    }

    /// Puts quotes around everything from token `from` up to a clause that the writer set apart, or the end.
    pub(super) fn unquoted(&self, from: usize, message: &str, out: &mut Vec<Candidate>) {
        let Some(start) = self.token(from).filter(|token| token.kind != Kind::Text) else { return };
        if self.tokens[from..].iter().any(|token| matches!(token.kind, Kind::Text)) {
            return;
        }
        let clause = self.tokens[from + 1..].iter().position(|token| CLAUSES.contains(&token.text)).map(|at| from + 1 + at);
        for end in [None, clause] {
            let last = end.map_or(self.tokens.len(), |end| end) - 1;
            let end = self.tokens[last].end;
            let inner = self.patched.text()[start.start..end].replace('"', "\\\"");
            let quoted = format!("\"{inner}\"");
            out.push(Candidate::replace(
                self.id,
                self.patched,
                Code::UnexpectedText,
                start.start..end,
                quoted.clone(),
                words(message, "not in quotes", format!("write `{quoted}`")),
            ));
            if clause.is_none() {
                break;
            }
        }
        let count = out.len();
        if clause.is_some() && count >= 2 {
            // A clause that reads as one is likelier than a text that happens to hold its word.
            out.swap(count - 1, count - 2);
        }
    }

    /// A bracket without the other.
    pub(super) fn brackets(&self, out: &mut Vec<Candidate>) {
        let open = self.tokens.iter().find(|token| token.kind == Kind::ListOpen);
        let close = self.tokens.iter().find(|token| token.kind == Kind::ListClose);
        match (open, close) {
            (Some(open), None) => {
                let mut candidate = Candidate::replace(
                    self.id,
                    self.patched,
                    Code::UnclosedList,
                    self.end()..self.end(),
                    " ]",
                    words("this list is never closed", "opened here", "write `]` where the list ends"),
                );
                candidate.diagnostic.labels[0].span = self.patched.span(open.start, open.end);
                out.push(candidate);
            }
            (None, Some(close)) => out.push(Candidate::replace(
                self.id,
                self.patched,
                Code::UnexpectedText,
                close.start..close.end,
                "",
                words("this `]` closes no list", "no list is open here", "remove the `]`, or write `[` before the first value"),
            )),
            _ => {}
        }
    }

    /// `channel:`
    pub(super) fn missing_value(&self, out: &mut Vec<Candidate>) {
        let (Some(name), Some(Kind::Colon)) = (self.first_word(), self.kind(1)) else { return };
        let is_clause = self.token(2).is_some_and(|token| CLAUSES.contains(&token.text));
        if self.tokens.len() > 2 && !is_clause {
            return;
        }
        let colon = &self.tokens[1];
        let expected = self.field_type(name.text).map_or_else(|| "a value".to_owned(), ValueType::describe);
        let mut candidate = Candidate::stand_in(
            self.id,
            self.patched,
            Code::MissingValue,
            (name.start..colon.end, colon.end..colon.end),
            " \"\"",
            words(
                format!("`{}` has no value", name.text),
                "nothing follows the `:`",
                format!("write {expected} after `{}:`, or remove the line", name.text),
            ),
        );
        candidate.no_value = true;
        out.push(candidate);
    }
}

/// Signs and words of one point of an emotion that stand there without quotes.
struct Run<'r, 't> {
    words: &'r [Token<'t>],
    /// A number that stands behind them instead of before them.
    number: &'r [Token<'t>],
}

impl Run<'_, '_> {
    /// The bytes that change.
    fn range(&self) -> Range<usize> {
        let last = self.number.last().or(self.words.last());
        self.words[0].start..last.map_or(0, |last| last.end)
    }

    /// How many bytes the signs and words have.
    fn length(&self) -> usize {
        self.words.last().map_or(0, |last| last.end) - self.words[0].start
    }

    /// How it is written, with its number before it.
    fn quoted(&self, text: &str) -> String {
        let from = self.words[0].start;
        let inner = &text[from..from + self.length()];
        let number = match self.number {
            [first, .., last] => format!("{} ", &text[first.start..last.end]),
            [only] => format!("{} ", only.text),
            [] => String::new(),
        };
        format!("{number}\"{inner}\"")
    }
}

/// Whether a point of an emotion that begins so is surely none of words.
fn is_sign(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Other | Kind::Colon | Kind::Equals)
}

/// How many tokens the number at the beginning of a point of an emotion has: `-1`, `4/5`.
fn number_length(tokens: &[Token<'_>]) -> usize {
    match tokens {
        [number, of, steps, ..] if number.kind == Kind::Number && of.text == "/" && steps.kind == Kind::Number => 3,
        [number, ..] if number.kind == Kind::Number => 1,
        _ => 0,
    }
}

/// What has no quotes in the points of emotions: what begins with a sign, and several words. A number that touches signs is one of them.
fn runs<'r, 't>(tokens: &'r [Token<'t>], listed: bool) -> Vec<Run<'r, 't>> {
    let parts = |token: &Token<'_>| {
        let bracket = matches!(token.kind, Kind::ListOpen | Kind::ListClose);
        matches!(token.kind, Kind::Arrow | Kind::WrongArrow | Kind::Comma) || listed && bracket
    };
    let mut runs = Vec::new();
    for point in tokens.split(parts) {
        let rest = &point[number_length(point)..];
        let apart = |at: usize| rest[at].kind == Kind::Number && at > 0 && rest[at - 1].end < rest[at].start;
        let end = (0..rest.len()).find(|&at| rest[at].kind == Kind::Text || apart(at)).unwrap_or(rest.len());
        let (words, behind) = rest.split_at(end);
        let bare = words.first().is_some_and(|first| is_sign(first) || first.kind == Kind::Word && words.len() > 1);
        let turned = rest.len() == point.len() && !behind.is_empty() && number_length(behind) == behind.len();
        if bare {
            runs.push(Run { words, number: if turned { behind } else { &[] } });
        }
    }
    runs
}
