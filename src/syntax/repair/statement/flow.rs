//! Transitions and clauses.

use crate::diagnostic::Code;
use crate::diagnostic::near::nearest;
use crate::model::vocabulary::{ElementKind, RESERVED, ValueType};
use crate::syntax::read::Place;
use crate::syntax::repair::candidate::Candidate;
use crate::syntax::repair::tokens::{Kind, Token};

use super::{CLAUSES, Context, words};

impl Context<'_, '_> {
    /// `pay lost 30%`
    pub(super) fn missing_arrow(&self, out: &mut Vec<Candidate>) {
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

    /// `when "it is cheap" search -> pay`
    pub(super) fn clause_before_arrow(&self, out: &mut Vec<Candidate>) {
        let Some(clause) = self.first_word().filter(|word| matches!(word.text, "when" | "for")) else { return };
        let Some(arrow) = self.tokens.iter().position(|token| matches!(token.kind, Kind::Arrow | Kind::WrongArrow)) else { return };
        let Some(from) = arrow.checked_sub(1).filter(|from| *from > 1).and_then(|from| self.token(from)) else { return };
        if self.around.place == Place::Arms || from.kind != Kind::Word {
            return;
        }
        let text = self.patched.text();
        let end = self.tokens[arrow - 2].end;
        let message = "a clause stands behind its transition";
        if !self.can_follow(clause, arrow) {
            let cut = (clause.start..end, clause.start..from.start);
            let words = words(message, "it stands before it", "");
            let mut found = Candidate::stand_in(self.id, self.patched, Code::UnexpectedText, cut, "", words);
            found.diagnostic.help = None;
            out.push(found);
            return;
        }
        let turned = format!("{} {}", &text[from.start..self.end()], &text[clause.start..end]);
        let words = words(message, "it stands before it", format!("write `{}`", on_one_line(&turned)));
        let mut found = Candidate::replace(self.id, self.patched, Code::UnexpectedText, clause.start..self.end(), turned, words);
        found.diagnostic.labels[0].span = self.patched.span(clause.start, end);
        found.guess = true;
        out.push(found);
    }

    /// Whether a clause before a transition can be meant behind it. Of two arrows nobody knows which one it is about, of two clauses of a
    /// kind there is one too many, and what is called like a keyword may be something else.
    fn can_follow(&self, clause: &Token<'_>, arrow: usize) -> bool {
        let behind = &self.tokens[arrow + 1..];
        let again = |token: &Token<'_>| {
            matches!(token.kind, Kind::Arrow | Kind::WrongArrow) || token.kind == Kind::Word && token.text == clause.text
        };
        let is_place = |name: &str| !RESERVED.contains(&name) && ElementKind::from_keyword(name).is_none();
        let leads = behind.first().is_some_and(|to| is_place(to.text) || matches!(to.text, "exit" | "journey"));
        !behind.iter().any(again) && is_place(self.tokens[arrow - 1].text) && leads
    }

    /// `search -> pay when "it is cheap" 30%`
    pub(super) fn share_behind_clause(&self, out: &mut Vec<Candidate>) {
        let [.., before, share, percent] = self.tokens else { return };
        let Some(arrow) = self.tokens.iter().position(|token| token.kind == Kind::Arrow) else { return };
        let is_clause = |token: &&Token<'_>| token.kind == Kind::Word && CLAUSES.contains(&token.text);
        let Some(clause) = self.tokens[arrow..].iter().find(is_clause) else { return };
        if percent.text != "%" || share.kind != Kind::Number || before.start <= clause.start {
            return;
        }
        if self.tokens[arrow..].iter().any(|token| token.text == "%" && token.start < clause.start) {
            let said = words("a transition has one share", "this is the second one", "");
            let cut = (share.start..percent.end, share.start..percent.end);
            let mut found = Candidate::stand_in(self.id, self.patched, Code::UnexpectedText, cut, "", said);
            found.diagnostic.help = None;
            out.push(found);
            return;
        }
        let text = self.patched.text();
        let turned = format!("{}% {}", share.text, &text[clause.start..before.end]);
        let said = words("a share stands before the clauses", "behind them", format!("write `{}`", on_one_line(&turned)));
        let mut found = Candidate::replace(self.id, self.patched, Code::UnexpectedText, clause.start..percent.end, turned, said);
        found.diagnostic.labels[0].span = self.patched.span(share.start, percent.end);
        found.guess = true;
        out.push(found);
    }

    /// `60% done` in a branch
    pub(super) fn share_before_arm(&self, out: &mut Vec<Candidate>) {
        let percent = self.token(1).filter(|sign| self.around.place == Place::Arms && sign.text == "%");
        let (Some(share), Some(percent), Some(name)) = (self.token(0), percent, self.token(2)) else { return };
        if share.kind != Kind::Number || name.kind != Kind::Word {
            return;
        }
        let turned = format!("{} {}%", name.text, share.text);
        let said = words("an arm of a branch begins with its place", "the share comes after it", format!("write `{turned}`"));
        let mut found = Candidate::replace(self.id, self.patched, Code::UnexpectedText, share.start..name.end, turned, said);
        found.diagnostic.labels[0].span = self.patched.span(share.start, percent.end);
        found.guess = true;
        out.push(found);
    }

    /// `pay -> "Carries it home"`, `for "Hanna, first flat"`: a title where a name belongs. The model knows which name.
    pub(super) fn titles_of_places(&self, out: &mut Vec<Candidate>) {
        let mut edits = Vec::new();
        for (index, token) in self.tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Text) {
            let before = index.checked_sub(1).and_then(|before| self.token(before));
            let after_clause = before.is_some_and(|before| matches!(before.text, "for" | "from")) && index > 1;
            let after_arrow = before.is_some_and(|before| before.kind == Kind::Arrow);
            let first = index == 0 && self.kind(1) == Some(Kind::Arrow);
            if (after_clause || (after_arrow || first) && self.kind(1) != Some(Kind::Colon)) && !token.text.starts_with("\"\"\"") {
                edits.push((token.start..token.end, "title".to_owned()));
            }
        }
        self.said_later(edits, out);
    }

    /// `pay -> On the way 40%`
    pub(super) fn bare_titles(&self, out: &mut Vec<Candidate>) {
        let Some(arrow) = self.tokens.iter().position(|token| token.kind == Kind::Arrow) else { return };
        let words = self.tokens[arrow + 1..].iter();
        let title = words.take_while(|token| token.kind == Kind::Word && !CLAUSES.contains(&token.text)).count();
        if title > 1 && self.kind(1) != Some(Kind::Colon) {
            let range = self.tokens[arrow + 1].start..self.tokens[arrow + title].end;
            self.said_later(vec![(range, "title".to_owned())], out);
        }
    }

    /// Stand-ins for names about which the model has more to say.
    fn said_later(&self, edits: Vec<(std::ops::Range<usize>, String)>, out: &mut Vec<Candidate>) {
        let Some((first, _)) = edits.first().cloned() else { return };
        let mut found =
            Candidate::stand_in(self.id, self.patched, Code::UnknownName, (first.clone(), first), "", words("", "", ""));
        found.edits = edits;
        found.said_later = true;
        out.push(found);
    }

    /// `form survey`, `wehn "…"`
    pub(super) fn misspelt_clause(&self, out: &mut Vec<Candidate>) {
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
    pub(super) fn clause_without_name(&self, out: &mut Vec<Candidate>) {
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
                // The condition goes up to the next clause, if there is one.
                let clause = self.tokens[index + 1..].iter().position(|token| CLAUSES.contains(&token.text));
                let end = clause.map_or(self.end(), |at| self.tokens[index + at].end);
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
            let no_duration = token.text == "takes" && next.is_some_and(|next| next.kind == Kind::Text);
            let label = if no_duration { "no duration follows" } else { "nothing follows" };
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
                words(what, label, format!("write it in full, as in `{example}`, or remove `{}`", token.text)),
            ));
        }
    }

    /// `-> lost`, `pay ->`, `: web`
    pub(super) fn transition_ends(&self, out: &mut Vec<Candidate>) {
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
            let arc = self.kind(1) == Some(Kind::Colon) && self.field_type(first.text) == Some(ValueType::Emotion);
            if arc && follows.is_none() {
                let said = words(
                    "the arc of emotions does not say where it ends",
                    "nothing stands after the arrow",
                    "write a number after the `->`, as in `emotion: -1 -> +1`, or remove the `->`",
                );
                let at = (arrow_token.start..arrow_token.end, arrow_token.end..arrow_token.end);
                out.push(Candidate::stand_in(self.id, self.patched, Code::MissingValue, at, " 0", said));
            } else if follows != Some(Kind::Word) || self.token(arrow + 1).is_some_and(|token| CLAUSES.contains(&token.text)) {
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
}

/// A text that is proposed, with spaces in the place of line breaks and nothing else changed.
fn on_one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}
