//! Mistakes in the make-up of a statement, the likeliest first. The grammar decides which of them explains it.

use crate::diagnostic::Code;
use crate::diagnostic::near::nearest;
use crate::model::vocabulary::{ElementKind, Field, RESERVED, ValueType, one_of};
use crate::source::FileId;
use crate::syntax::read::Place;

use super::Surroundings;
use super::candidate::{Also, Candidate};
use super::patched::Patched;
use super::tokens::{Kind, Token};

const CLAUSES: &[&str] = &["for", "from", "when", "takes"];

pub(super) fn candidates(
    id: FileId,
    patched: &Patched,
    tokens: &[Token<'_>],
    around: Surroundings,
    failed: usize,
) -> Vec<Candidate> {
    let context = Context { id, patched, tokens, around, failed };
    let mut out = Vec::new();
    context.reserved(&mut out);
    context.date(&mut out);
    context.keyword(&mut out);
    context.doubled(&mut out);
    context.colon(&mut out);
    context.missing_arrow(&mut out);
    context.misspelt_clause(&mut out);
    context.clause_without_name(&mut out);
    context.comma_between_fields(&mut out);
    context.list_after_clause(&mut out);
    context.field_values(&mut out);
    context.brackets(&mut out);
    context.missing_value(&mut out);
    context.transition_ends(&mut out);
    context.unquoted_title(&mut out);
    context.keyword_left_out(&mut out);
    context.surplus(&mut out);
    out
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

    /// `stage from "…"`
    fn reserved(&self, out: &mut Vec<Candidate>) {
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

    /// `30.09.2026`
    fn date(&self, out: &mut Vec<Candidate>) {
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
    fn keyword(&self, out: &mut Vec<Candidate>) {
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
    fn doubled(&self, out: &mut Vec<Candidate>) {
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

    fn title_at(&self, token: &Token<'_>) -> bool {
        self.first_word().is_some_and(|first| {
            ElementKind::from_keyword(first.text).is_some() && self.kind(1) != Some(Kind::Colon) && token.start > first.start
        })
    }

    /// `channel = web`, `channel web`
    fn colon(&self, out: &mut Vec<Candidate>) {
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
                out.push(Candidate::replace(
                    self.id,
                    self.patched,
                    Code::MissingColon,
                    value.start..value.end,
                    ":",
                    words("a field is written with `:`", "`:` belongs here", format!("write `{}: {}`", name.text, shorten(rest))),
                ));
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

    /// `pay lost 30%`
    fn missing_arrow(&self, out: &mut Vec<Candidate>) {
        let in_flow = matches!(self.around.parent, Some(ElementKind::Journey | ElementKind::Stage));
        if in_flow
            && self.around.has_block
            && self.around.place == Place::Statement
            && let [only] = self.tokens
            && only.kind == Kind::Word
            && ElementKind::from_keyword(only.text).is_none()
        {
            let said = words("a branch is written with `->`", "no arrow before the `{`", format!("write `{} -> {{`", only.text));
            let mut found = Candidate::replace(self.id, self.patched, Code::WrongArrow, only.end..only.end, " ->", said);
            found.diagnostic.labels[0].span = self.patched.span(only.start, only.end);
            out.push(found);
        }
        let (Some(from), Some(to)) = (self.first_word(), self.token(1)) else { return };
        let declares = ElementKind::from_keyword(from.text).is_some() && self.kind(2) != Some(Kind::Arrow);
        // Two words and a block: a declaration with an unknown keyword.
        let declares = declares || self.around.has_block;
        if !in_flow || self.around.place == Place::Arms || to.kind != Kind::Word || declares {
            return;
        }
        let mut candidate = Candidate::replace(
            self.id,
            self.patched,
            Code::WrongArrow,
            from.end..from.end,
            " ->",
            words(
                "a transition is written with `->`",
                format!("no arrow between `{}` and `{}`", from.text, to.text),
                format!("write `{} -> {}`", from.text, to.text),
            ),
        );
        candidate.diagnostic.labels[0].span = self.patched.span(from.start, to.end);
        out.push(candidate);
    }

    /// `form survey`, `wehn "…"`
    fn misspelt_clause(&self, out: &mut Vec<Candidate>) {
        for pair in self.tokens.windows(2).skip(1) {
            let [word, next] = pair else { continue };
            let follows = matches!(next.kind, Kind::Word | Kind::Text | Kind::Number);
            if word.kind != Kind::Word || !follows || CLAUSES.contains(&word.text) {
                continue;
            }
            let Some(near) = nearest(word.text, CLAUSES.iter().copied()) else { continue };
            out.push(Candidate::replace(
                self.id,
                self.patched,
                Code::UnknownKeyword,
                word.start..word.end,
                near,
                words(format!("no clause begins with `{}`", word.text), "not a clause", format!("write `{near}`")),
            ));
        }
    }

    /// `for` at the end, or before another clause.
    fn clause_without_name(&self, out: &mut Vec<Candidate>) {
        for (index, token) in self.tokens.iter().enumerate() {
            let is_clause = token.kind == Kind::Word && CLAUSES.contains(&token.text) && index > 0;
            let next = self.token(index + 1);
            let named = match token.text {
                "when" => next.is_some_and(|next| next.kind == Kind::Text),
                "takes" => next.is_some_and(|next| next.kind == Kind::Number),
                _ => next.is_some_and(|next| next.kind == Kind::Word && !CLAUSES.contains(&next.text)),
            };
            if !is_clause || named {
                continue;
            }
            let (what, example) = match token.text {
                "for" => ("`for` needs the persona whom it holds for", "for amira"),
                "from" => ("`from` needs the source that it rests on", "from survey"),
                "takes" => ("`takes` needs a duration", "takes 2 weeks"),
                _ => ("`when` needs a condition in quotes", "when \"the shop is open\""),
            };
            let unquoted = next.filter(|next| token.text == "when" && next.kind == Kind::Word && !CLAUSES.contains(&next.text));
            if unquoted.is_some() {
                let end = self.end();
                let rest = &self.patched.text()[token.end..end].trim_start();
                let start = end - rest.len();
                out.push(Candidate::replace(
                    self.id,
                    self.patched,
                    Code::UnexpectedText,
                    start..end,
                    format!("\"{rest}\""),
                    words("a condition stands in quotes", "not in quotes", format!("write `\"{rest}\"`")),
                ));
                continue;
            }
            // A list of names that is left hanging belongs to the clause too.
            let end = match next {
                Some(next) if next.kind == Kind::Comma && self.token(index + 2).is_none() => next.end,
                _ => token.end,
            };
            out.push(Candidate::stand_in(
                self.id,
                self.patched,
                Code::MissingValue,
                (token.start..token.end, token.start..end),
                "",
                words(what, "nothing follows", format!("write it in full, as in `{example}`, or remove `{}`", token.text)),
            ));
        }
    }

    /// `severity: high, affects: 40%`
    fn comma_between_fields(&self, out: &mut Vec<Candidate>) {
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
    fn list_after_clause(&self, out: &mut Vec<Candidate>) {
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
    fn field_values(&self, out: &mut Vec<Candidate>) {
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
        if text_field {
            self.unquoted(2, "text stands in quotes", out);
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

    /// Two values side by side, of which the grammar refused the second.
    fn between_values(&self) -> Option<[&Token<'t>; 2]> {
        let is_value = |token: &Token<'_>| {
            matches!(token.kind, Kind::Text | Kind::Number) || token.kind == Kind::Word && !RESERVED.contains(&token.text)
        };
        let at = self.tokens.iter().position(|token| token.start >= self.failed && token.start > 0)?;
        let two = self.token(at)?;
        let one = self.token(at.checked_sub(1)?)?;
        (at > 2 && is_value(one) && is_value(two)).then_some([one, two])
    }

    /// Puts quotes around everything from token `from` up to a clause that the writer set apart, or the end.
    fn unquoted(&self, from: usize, message: &str, out: &mut Vec<Candidate>) {
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
    fn brackets(&self, out: &mut Vec<Candidate>) {
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
    fn missing_value(&self, out: &mut Vec<Candidate>) {
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

    /// `-> lost`, `pay ->`, `: web`
    fn transition_ends(&self, out: &mut Vec<Candidate>) {
        let (Some(first), Some(last)) = (self.tokens.first(), self.tokens.last()) else { return };
        if first.kind == Kind::Colon {
            let mut candidate = Candidate::stand_in(
                self.id,
                self.patched,
                Code::UnexpectedText,
                (first.start..first.end, first.start..first.start),
                "note",
                words("a field begins with its name", "no name before the `:`", "write the name of the field, as in `note: \"…\"`"),
            );
            candidate.no_value = true;
            out.push(candidate);
        }
        if first.kind == Kind::Arrow {
            out.push(Candidate::stand_in(
                self.id,
                self.patched,
                Code::MissingValue,
                (first.start..first.end, first.start..first.start),
                "exit ",
                words(
                    "the transition does not say where it begins",
                    "nothing stands before the arrow",
                    "write the place that is left before the `->`",
                ),
            ));
        }
        if let Some(arrow) = self.tokens.iter().rposition(|token| token.kind == Kind::Arrow) {
            let arrow_token = &self.tokens[arrow];
            let follows = self.kind(arrow + 1);
            if follows != Some(Kind::Word) || self.token(arrow + 1).is_some_and(|token| CLAUSES.contains(&token.text)) {
                out.push(Candidate::stand_in(
                    self.id,
                    self.patched,
                    Code::MissingValue,
                    (arrow_token.start..arrow_token.end, arrow_token.end..arrow_token.end),
                    " exit",
                    words(
                        "the transition does not say where it leads",
                        "nothing stands after the arrow",
                        "write a stage, touchpoint or outcome after the `->`",
                    ),
                ));
            }
            let _ = last;
        }
        if self.around.place == Place::Arms && matches!(first.kind, Kind::Number | Kind::Text) {
            out.push(Candidate::stand_in(
                self.id,
                self.patched,
                Code::MissingValue,
                (first.start..first.end, first.start..first.start),
                "exit ",
                words(
                    "this arm of the branch does not say where it leads",
                    "no place before this",
                    "begin the arm with a stage, touchpoint or outcome, as in `done 40%`",
                ),
            ));
        }
        if first.text == "import" && self.kind(1) != Some(Kind::Text) {
            self.unquoted(1, "the path of an import stands in quotes", out);
        }
    }

    /// `stage awareness Awareness and interest`
    fn unquoted_title(&self, out: &mut Vec<Candidate>) {
        if self.first_word().is_some_and(|first| ElementKind::from_keyword(first.text).is_some()) {
            // An id begins small as a rule, a title with a capital.
            let title_first = self.token(1).is_some_and(|word| word.text.starts_with(char::is_uppercase));
            for from in if title_first { [1, 2] } else { [2, 1] } {
                self.unquoted(from, "a title stands in quotes", out);
            }
        }
    }

    /// `awareness "Awareness" {`
    fn keyword_left_out(&self, out: &mut Vec<Candidate>) {
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

    /// A token too many, where the grammar gave up.
    fn surplus(&self, out: &mut Vec<Candidate>) {
        for token in self.tokens.iter().filter(|token| token.end > self.failed).take(2) {
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
