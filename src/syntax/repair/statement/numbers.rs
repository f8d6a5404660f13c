//! Numbers as people write them elsewhere: decimal commas, the dashes and signs of word processors, units without a space.
//!
//! All that is found in one statement is one mistake with one correction.

use std::ops::Range;

use crate::diagnostic::{Code, Edit, Fix};
use crate::model::vocabulary::{TIME_UNITS, ValueType, short_unit};
use crate::syntax::repair::candidate::Candidate;
use crate::syntax::repair::tokens::{Kind, Token};

use super::{CLAUSES, Context, words};

/// Signs of currencies and their ISO 4217 codes.
const CURRENCIES: &[(&str, &str)] = &[("€", "EUR"), ("$", "USD"), ("£", "GBP")];

/// Fractions that are one character.
const FRACTIONS: &[(&str, &str)] = &[("½", "5"), ("¼", "25"), ("¾", "75")];

/// Dashes that stand for a minus or for "to".
const DASHES: &[&str] = &["\u{2013}", "\u{2014}", "\u{2012}", "\u{2011}"];

/// One slip: what is replaced, where it shows, and what is said about it.
struct Slip {
    edit: (Range<usize>, String),
    shown: Range<usize>,
    rule: &'static str,
    /// Whether the unit stands in no place of the source, so that the value can only be guessed at.
    guess: bool,
}

impl<'t> Context<'_, 't> {
    /// Whether the statement has a slip though the grammar can read it: `share: 60,5%` is a list of two.
    pub(super) fn has_number_slip(&self) -> bool {
        let mut found = Vec::new();
        self.thousands(&mut found);
        !found.is_empty() || !self.number_slips().is_empty()
    }

    /// `60,5%`, `10–20 minutes`, `≥ 75%`, `€ 4.90`, `2h`
    pub(super) fn numbers(&self, out: &mut Vec<Candidate>) {
        self.thousands(out);
        self.two_units(out);
        self.work_days(out);
        let slips = self.number_slips();
        let Some(first) = slips.first() else { return };
        let last = slips.iter().map(|slip| slip.shown.end).max().unwrap_or(first.shown.end);
        let shown = first.shown.start..last;
        let mut text = self.patched.text()[shown.clone()].to_owned();
        for slip in slips.iter().rev() {
            let Range { start, end } = slip.edit.0;
            text.replace_range(start - shown.start..end - shown.start, &slip.edit.1);
        }
        let span = self.patched.span(shown.start, shown.end);
        let said = words(first.rule, "written in another way", format!("write `{text}`"));
        let mut candidate = Candidate::replace(self.id, self.patched, Code::WrongType, shown, text.clone(), said);
        candidate.diagnostic.fix = Some(Fix::new(format!("write `{text}`"), vec![Edit { file: self.id, span, text }]));
        candidate.guess = slips.iter().any(|slip| slip.guess);
        candidate.edits = slips.into_iter().map(|slip| slip.edit).collect();
        out.push(candidate);
    }

    /// The type of the field, if the statement is one.
    fn type_here(&self) -> Option<ValueType> {
        let name = self.first_word().filter(|_| self.kind(1) == Some(Kind::Colon))?;
        self.field_type(name.text)
    }

    /// Whether numbers may stand in this statement at all: not in a field of text or of unknown type.
    fn takes_numbers(&self) -> bool {
        self.kind(1) != Some(Kind::Colon)
            || !matches!(self.type_here(), None | Some(ValueType::Text | ValueType::Link | ValueType::Date))
    }

    fn number_slips(&self) -> Vec<Slip> {
        let mut slips: Vec<Slip> = Vec::new();
        if !self.takes_numbers() {
            return slips;
        }
        for index in 0..self.tokens.len().min(200) {
            let found = [
                self.comma_slip(index),
                self.space_slip(index),
                self.steps_slip(index),
                self.dash_slip(index),
                self.sign_slip(index),
                self.unit_slip(index),
            ];
            for slip in found.into_iter().flatten() {
                if slips.last().is_none_or(|last| last.edit.0.end <= slip.edit.0.start) {
                    slips.push(slip);
                }
            }
        }
        slips
    }

    /// The end of a number with the percent sign at it.
    fn with_percent(&self, index: usize) -> usize {
        let number = self.tokens[index].end;
        self.token(index + 1).filter(|sign| sign.text == "%" && sign.start == number).map_or(number, |sign| sign.end)
    }

    /// Three tokens `1,5` with nothing between them: the whole number and its decimals.
    fn comma_number(&self, index: usize) -> Option<[&Token<'t>; 3]> {
        let [one, comma, two] = self.tokens.get(index..index + 3)? else { return None };
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let whole = one.text.rsplit("..").next().unwrap_or("");
        let joined = one.end == comma.start && comma.end == two.start;
        let numbers = comma.kind == Kind::Comma
            && one.kind == Kind::Number
            && two.kind == Kind::Number
            && digits(whole.trim_start_matches(['+', '-']))
            && digits(decimals(two));
        (joined && numbers && decimals(two).len() <= 3).then_some([one, comma, two])
    }

    fn comma_slip(&self, index: usize) -> Option<Slip> {
        let [one, comma, _] = self.comma_number(index)?;
        Some(Slip {
            edit: (comma.start..comma.end, ".".into()),
            shown: one.start..self.with_percent(index + 2),
            rule: "a decimal point is written `.`",
            guess: false,
        })
    }

    /// `1,280`: a thousand and more, or decimals; only the writer knows.
    fn thousands(&self, out: &mut Vec<Candidate>) {
        if !self.takes_numbers() {
            return;
        }
        for index in 0..self.tokens.len().min(200) {
            if let Some((range, plain)) = self.grouped(index) {
                let said = words("the digits of a number stand together", "written in groups", format!("write `{plain}`"));
                out.push(Candidate::replace(self.id, self.patched, Code::WrongType, range, plain, said));
                return;
            }
            let Some([one, comma, two]) = self.comma_number(index) else { continue };
            if decimals(two).len() != 3 || decimals(two) != two.text || one.text.trim_start_matches(['+', '-']).starts_with('0') {
                continue;
            }
            let decimal = format!("{}.{}", one.text, two.text);
            let decimal = decimal.trim_end_matches('0').trim_end_matches('.');
            let said = words(
                "a number has no comma in it",
                "thousands, or decimals",
                format!("write `{}{}`, or `{decimal}`", one.text, two.text),
            );
            let ranges = (one.start..two.end, comma.start..comma.end);
            out.push(Candidate::stand_in(self.id, self.patched, Code::WrongType, ranges, "", said));
        }
    }

    /// `1.200,50`, `1,200.50`, `1.000.000`: groups of thousands that cannot be decimals, and the number without them.
    fn grouped(&self, index: usize) -> Option<(Range<usize>, String)> {
        let part = |token: &Token<'_>| matches!(token.kind, Kind::Number | Kind::Comma);
        let first = self.token(index).filter(|token| token.kind == Kind::Number)?;
        let mut end = first.end;
        for token in self.tokens[index + 1..].iter().take(9) {
            if !part(token) || token.start != end {
                break;
            }
            end = token.end;
        }
        let written = &self.patched.text()[first.start..end];
        let digits = written.trim_start_matches(['+', '-']);
        let group = digits.find(['.', ','])?;
        let (thousand, point) = if digits[group..].starts_with('.') { ('.', ',') } else { (',', '.') };
        let (whole, decimals) = digits.split_once(point).map_or((digits, None), |(whole, decimals)| (whole, Some(decimals)));
        let mut groups = whole.split(thousand);
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let head = groups.next().filter(|head| is_digits(head) && head.len() <= 3 && !head.starts_with('0'))?;
        let tail: Vec<&str> = groups.collect();
        let thousands = tail.iter().all(|group| is_digits(group) && group.len() == 3);
        // One group alone may be decimals.
        let certain = tail.len() >= 2 || !tail.is_empty() && decimals.is_some();
        if !thousands || !certain || !decimals.is_none_or(is_digits) {
            return None;
        }
        let sign = &written[..written.len() - digits.len()];
        let decimals = decimals.map_or(String::new(), |decimals| format!(".{decimals}"));
        Some((first.start..end, format!("{sign}{head}{}{decimals}", tail.concat())))
    }

    /// `5 120`
    fn space_slip(&self, index: usize) -> Option<Slip> {
        let [one, two] = self.tokens.get(index..index + 2)? else { return None };
        let digits = |token: &Token<'_>| token.kind == Kind::Number && token.text.bytes().all(|byte| byte.is_ascii_digit());
        let apart = &self.patched.text()[one.end..two.start] == " ";
        (apart && digits(one) && digits(two) && one.text.len() <= 3 && two.text.len() == 3).then(|| Slip {
            edit: (one.end..two.start, String::new()),
            shown: one.start..two.end,
            rule: "the digits of a number stand together",
            guess: false,
        })
    }

    /// `2 of 5`
    fn steps_slip(&self, index: usize) -> Option<Slip> {
        let number = self.token(index).filter(|token| token.kind == Kind::Number)?;
        let words =
            self.tokens[index + 1..].iter().take_while(|token| matches!(token.text, "out" | "of" | "von" | "sur" | "de")).count();
        let of = self.token(index + 1 + words).filter(|of| words > 0 && of.kind == Kind::Number)?;
        Some(Slip {
            edit: (number.end..of.start, "/".into()),
            shown: number.start..of.end,
            rule: "so many out of so many is written with `/`",
            guess: false,
        })
    }

    fn dash_slip(&self, index: usize) -> Option<Slip> {
        let token = self.token(index)?;
        let before = index.checked_sub(1).and_then(|before| self.token(before));
        let arc = self.type_here() == Some(ValueType::Emotion);
        // `10-20` is one token.
        if token.kind == Kind::Number
            && !arc
            && let Some((low, high)) = token.text.split_once('-')
            && [low, high].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
        {
            let dash = token.start + low.len();
            return Some(Slip {
                edit: (dash..dash + 1, "..".into()),
                shown: token.start..self.with_unit(index),
                rule: "a range is written with `..`",
                guess: false,
            });
        }
        let next = self.token(index + 1).filter(|next| next.kind == Kind::Number)?;
        let dash = DASHES.contains(&token.text);
        let between = dash || token.text == "-" || matches!(token.text, "to" | "bis");
        if let Some(before) = before.filter(|before| before.kind == Kind::Number && between) {
            let (by, rule) =
                if arc { (" -> ", "an emotion that changes is written with `->`") } else { ("..", "a range is written with `..`") };
            return Some(Slip {
                edit: (before.end..next.start, by.into()),
                shown: before.start..self.with_unit(index + 1),
                rule,
                guess: false,
            });
        }
        let begins = before.is_some_and(|before| matches!(before.kind, Kind::Colon | Kind::Comma | Kind::Arrow));
        let apart = matches!(token.text, "-" | "+") && next.start > token.end;
        (begins && (dash || apart) && !next.text.starts_with(['+', '-'])).then(|| Slip {
            edit: (token.start..next.start, if token.text == "+" { "+".into() } else { "-".into() }),
            shown: token.start..next.end,
            rule: "a sign stands right before its number, and a minus is written `-`",
            guess: false,
        })
    }

    /// The end of a number with its unit.
    fn with_unit(&self, index: usize) -> usize {
        let end = self.with_percent(index);
        self.token(index + 1).filter(|word| time_unit(word.text).is_some()).map_or(end, |word| word.end)
    }

    /// Signs of comparison and currency, and fractions.
    fn sign_slip(&self, index: usize) -> Option<Slip> {
        let token = self.token(index)?;
        let next = self.token(index + 1);
        let number = |token: Option<&Token<'t>>| token.is_some_and(|token| token.kind == Kind::Number);
        let compares = |sign: &str, from: usize, to: usize| Slip {
            edit: (from..to, sign.into()),
            shown: from..to,
            rule: "a comparison is written `<`, `<=`, `>` or `>=`",
            guess: false,
        };
        match token.text {
            "≥" => return Some(compares(">=", token.start, token.end)),
            "≤" => return Some(compares("<=", token.start, token.end)),
            "=>" if index == 2 && number(next) && self.kind(1) == Some(Kind::Colon) => {
                return Some(compares(">=", token.start, token.end));
            }
            ">" | "<" if self.kind(1) == Some(Kind::Colon) => {
                let equals = next.filter(|next| next.kind == Kind::Equals && next.start > token.end)?;
                return Some(compares(&format!("{}=", token.text), token.start, equals.end));
            }
            _ => {}
        }
        if let Some((_, code)) = CURRENCIES.iter().find(|(sign, _)| *sign == token.text) {
            let rule = "a currency is three letters before the number";
            if number(next) {
                let end = next.map_or(token.end, |next| next.start);
                let whole = if self.comma_number(index + 1).is_some() { index + 3 } else { index + 1 };
                let shown = token.start..self.tokens[whole].end;
                return Some(Slip { edit: (token.start..end, format!("{code} ")), shown, rule, guess: true });
            }
            return None;
        }
        let (_, decimals) = FRACTIONS.iter().find(|(sign, _)| *sign == token.text)?;
        let before = index.checked_sub(1).and_then(|before| self.token(before)).filter(|before| before.kind == Kind::Number);
        let (start, shown, whole) = before.map_or((token.start, token.start, "0"), |before| (before.end, before.start, ""));
        Some(Slip {
            edit: (start..token.end, format!("{whole}.{decimals}")),
            shown: shown..token.end,
            rule: "a fraction is written with a decimal point",
            guess: false,
        })
    }

    /// Units right at their number, and what stands after a number instead of before it.
    fn unit_slip(&self, index: usize) -> Option<Slip> {
        let [number, unit] = self.tokens.get(index..index + 2)? else { return None };
        let plain = number.text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'+' | b'-'));
        if number.kind != Kind::Number || !plain {
            return None;
        }
        if matches!(unit.text, "percent" | "pct") {
            let rule = "a percentage is written with `%`";
            let edit = (number.end..unit.end, "%".into());
            return Some(Slip { edit, shown: number.start..unit.end, rule, guess: false });
        }
        let meant = time_unit(unit.text).filter(|_| unit.kind == Kind::Word && number.end == unit.start)?;
        Some(Slip {
            edit: (unit.start..unit.end, format!(" {meant}")),
            shown: number.start..unit.end,
            rule: "a unit of time is a word of its own",
            guess: meant != unit.text,
        })
    }

    /// `4.90 €` and `1 hour 30 minutes`: the whole of it is one value, written in another way.
    fn two_units(&self, out: &mut Vec<Candidate>) {
        if !self.takes_numbers() {
            return;
        }
        for index in 0..self.tokens.len().min(200) {
            let Some([number, sign, ..]) = self.tokens.get(index..).filter(|_| self.kind(index) == Some(Kind::Number)) else {
                continue;
            };
            let from = if index >= 2 && self.comma_number(index - 2).is_some() { index - 2 } else { index };
            let currency = CURRENCIES
                .iter()
                .find(|(written, code)| *written == sign.text || *code == sign.text && from < index)
                .map(|(_, code)| *code);
            if let Some(code) = currency {
                let range = self.tokens[from].start..sign.end;
                let amount = self.patched.text()[range.start..number.end].replace(',', ".");
                let text = format!("{code} {amount}");
                let said =
                    words("a currency is three letters before the number", "written in another way", format!("write `{text}`"));
                let mut found = Candidate::replace(self.id, self.patched, Code::WrongType, range, text, said);
                found.guess = true;
                out.push(found);
            }
            let Some([_, one, second, two]) = self.tokens.get(index..index + 4) else { continue };
            let lengths = |unit: &str| time_unit(unit).and_then(length);
            if second.kind == Kind::Number
                && let (Some(long), Some(short)) = (lengths(one.text), lengths(two.text))
                && let (Ok(first), Ok(rest)) = (number.text.parse::<f64>(), second.text.parse::<f64>())
            {
                let sum = first * long / short + rest;
                let text = format!("{sum} {}", time_unit(two.text).unwrap_or(two.text));
                let said = words("a duration has one unit", "two units", format!("write `{text}`"));
                let mut found = Candidate::replace(self.id, self.patched, Code::WrongType, number.start..two.end, text, said);
                found.guess = true;
                out.push(found);
            }
        }
    }

    /// `5 working days`, `1:30`
    fn work_days(&self, out: &mut Vec<Candidate>) {
        for (index, three) in self.tokens.windows(3).enumerate() {
            let [number, middle, last] = three else { continue };
            let time = matches!(self.type_here(), Some(ValueType::Duration | ValueType::Quantity))
                || index > 0 && self.tokens[index - 1].text == "takes";
            if number.kind != Kind::Number || !time {
                continue;
            }
            let range = number.start..last.end;
            if middle.kind == Kind::Word && !CLAUSES.contains(&middle.text) && TIME_UNITS.iter().any(|unit| unit.1 == last.text) {
                let said = words(
                    format!("`{} {}` is no unit of time", middle.text, last.text),
                    "not a unit",
                    format!(
                        "write `{0} {1}`, or a unit of your own in quotes: `{0} \"{2} {1}\"`",
                        number.text, last.text, middle.text
                    ),
                );
                let cut = (range, middle.start..last.start);
                out.push(Candidate::stand_in(self.id, self.patched, Code::UnknownWord, cut, "", said));
            } else if middle.kind == Kind::Colon && last.kind == Kind::Number {
                let (Ok(long), Ok(short)) = (number.text.parse::<u32>(), last.text.parse::<u32>()) else { continue };
                let sum = u64::from(long) * 60 + u64::from(short);
                let said = words(
                    "a duration has one unit",
                    "hours and minutes, or minutes and seconds",
                    format!("write `{sum} minutes`, or `{sum} seconds`"),
                );
                let ranges = (range.clone(), range);
                out.push(Candidate::stand_in(self.id, self.patched, Code::WrongType, ranges, format!("{sum} minutes"), said));
            }
        }
    }

    /// `Q3 2026`, `03/31/2027`, `2027-3-1`: the value of a field that holds a date.
    pub(super) fn date_value(&self, out: &mut Vec<Candidate>) {
        let (Some(name), Some(ValueType::Date)) = (self.first_word(), self.type_here()) else { return };
        let clause = self.tokens.iter().position(|token| CLAUSES.contains(&token.text)).unwrap_or(self.tokens.len());
        let Some([first, ..]) = self.tokens.get(2..clause) else { return };
        let range = first.start..self.tokens[clause - 1].end;
        let written = &self.patched.text()[range.clone()];
        if written.contains('"') || written.contains(',') {
            return;
        }
        let parts: Vec<Option<u16>> = written.split(['/', '-', '.']).map(|part| part.parse().ok()).collect();
        let message = format!("`{}` is a date such as `2027-03-31`", name.text);
        if let [Some(year @ 1000..), Some(month @ 1..=12), Some(day @ 1..=31)] = parts[..] {
            let text = format!("{year}-{month:02}-{day:02}");
            let said = words(message, "not in that form", format!("write `{text}`"));
            let mut found = Candidate::replace(self.id, self.patched, Code::WrongType, range, text, said);
            found.guess = true;
            out.push(found);
            return;
        }
        let said = words(
            message,
            "not in that form",
            "write year, month and day as in `2027-03-31`, a month as in `2027-03`, or a year as in `2027`",
        );
        let mut found = Candidate::stand_in(self.id, self.patched, Code::WrongType, (range.clone(), range), "2027", said);
        found.no_value = true;
        out.push(found);
    }
}

/// The digits of a token after a decimal comma: `5` of `5..2`.
fn decimals<'t>(token: &Token<'t>) -> &'t str {
    token.text.split("..").next().unwrap_or("")
}

/// The unit of time that a word means.
fn time_unit(word: &str) -> Option<&str> {
    let known = TIME_UNITS.iter().any(|(one, many, _)| *one == word || *many == word);
    if known {
        return Some(word);
    }
    short_unit(word)
}

/// The length of a unit in seconds.
fn length(unit: &str) -> Option<f64> {
    TIME_UNITS.iter().find(|(one, many, _)| *one == unit || *many == unit).map(|(_, _, length)| *length)
}
