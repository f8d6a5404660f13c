//! From the shape of a value to what its field holds.

use crate::diagnostic::near::nearest;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::source::{FileId, SourceFile, Span};
use crate::syntax::text::decode;
use crate::syntax::tree::{self, Amount, Measure, Value, ValueKind};

use super::value::{ClaimValue, Date, Point, Quantity, Unit};
use super::vocabulary::{METHOD, SOURCE_KIND, TIME_UNITS, Target, ValueType, everyday, short_unit, some_of};

/// Whether a text in quotes is a quantity of this type as it stands.
fn is_quantity(inner: &str, expected: ValueType) -> bool {
    let inner = inner.trim();
    let end = inner.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(inner.len());
    let (number, unit) = (&inner[..end], inner[end..].trim());
    let time = TIME_UNITS.iter().any(|(one, many, _)| *one == unit || *many == unit);
    number.parse::<f64>().is_ok()
        && match expected {
            ValueType::Number => unit.is_empty(),
            ValueType::Percent => unit == "%",
            ValueType::Duration => time,
            ValueType::Date => false,
            _ => unit.is_empty() || unit == "%" || time,
        }
        || expected == ValueType::Date && Date::parse(inner).is_some()
}

/// `-2 annoyed` as it is written: `-2 "annoyed"`; such words are no emotion. Only with a sign: `2 left` may be words.
pub fn number_first(word: &str) -> Option<String> {
    let unsigned = word.strip_prefix(['+', '-', '\u{2212}'])?;
    let end = unsigned.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(unsigned.len());
    let sign = if word.starts_with('+') { '+' } else { '-' };
    let number = &unsigned[..end];
    number.parse::<f64>().ok().filter(|_| number.starts_with(|c: char| c.is_ascii_digit()) && !number.ends_with('.'))?;
    let rest = unsigned[end..].trim().replace('\\', "\\\\").replace('"', "\\\"");
    if unsigned[end..].starts_with(char::is_alphanumeric) || rest.contains(['\n', '\r']) {
        return None;
    }
    Some(if rest.is_empty() { format!("{sign}{number}") } else { format!("{sign}{number} \"{rest}\"") })
}

/// What the values of a file are read with.
pub(super) struct Converter<'f> {
    pub id: FileId,
    pub file: &'f SourceFile,
    pub diagnostics: Vec<Diagnostic>,
}

/// A typed value, or a name that still has to be looked up.
pub(super) enum Converted {
    Value(ClaimValue),
    Name(Target),
}

impl Converter<'_> {
    /// Reads a value as the type of its field. `name` is the field's name, `scale` the journey's scale of emotions.
    pub fn value(&mut self, value: &Value, expected: ValueType, name: &str, scale: Option<(f64, f64)>) -> Option<Converted> {
        use Converted::{Name, Value as Is};
        let is_text = matches!(value.kind, ValueKind::Text | ValueKind::TextBlock);
        let is_name = matches!(value.kind, ValueKind::Reference);
        match expected {
            ValueType::Text | ValueType::Link | ValueType::TextOrQuantity | ValueType::ReferenceOrText(_) if is_text => {
                Some(Is(self.text(value.span)))
            }
            ValueType::Reference(target) | ValueType::ReferenceOrText(target) if is_name => Some(Name(target)),
            // A title; `unknown` says which name it stands for.
            ValueType::Reference(target) if matches!(value.kind, ValueKind::Text) => Some(Name(target)),
            ValueType::Words(words) | ValueType::WordsOrQuantity(words) if is_name => {
                self.word(value.span, words, name).map(ClaimValue::Word).map(Is)
            }
            ValueType::Emotion => self.emotion(value, scale).map(Is),
            ValueType::Date => self.date(value, name).map(Is),
            _ => match &value.kind {
                ValueKind::Measure(measure) => self.measure(value, measure, expected, name).map(Is),
                _ => self.wrong(value.span, expected, name),
            },
        }
    }

    /// The text of a quoted span.
    pub fn decoded(&self, span: Span) -> Box<str> {
        decode(self.file.slice(span)).into()
    }

    fn text(&self, span: Span) -> ClaimValue {
        ClaimValue::Text(self.decoded(span))
    }

    /// One of a list of words.
    pub fn word(&mut self, span: Span, words: &'static [&'static str], name: &str) -> Option<&'static str> {
        let written = self.file.slice(span);
        if let Some(word) = words.iter().find(|word| **word == written) {
            return Some(word);
        }
        let found = Diagnostic::new(
            Code::UnknownWord,
            self.id,
            span,
            format!("`{name}` cannot be `{written}`"),
            format!("not a word for `{name}`"),
        );
        // A near word is taken for meant, so that nothing else is said to be wrong because of it.
        let meant = everyday(written, words);
        let near = meant.or_else(|| nearest(written, words.iter().copied()));
        self.diagnostics.push(match near {
            Some(near) if meant.is_some() => found.help(format!("write `{near}`")).fix(Fix::replace(self.id, span, near)),
            Some(near) => found.help(format!("did you mean `{near}`?")).fix(Fix::replace(self.id, span, near)),
            None if words == SOURCE_KIND && METHOD.contains(&written) => {
                found.help(format!("`{written}` is a method: write `method: {written}`, and as `kind` {}", some_of(words, name)))
            }
            None => found.help(format!("write {}", some_of(words, name))),
        });
        near.and_then(|near| words.iter().copied().find(|word| *word == near))
    }

    fn wrong<T>(&mut self, span: Span, expected: ValueType, name: &str) -> Option<T> {
        let shown = self.file.slice(span);
        let what = expected.describe_for(name);
        let found = Diagnostic::new(
            Code::WrongType,
            self.id,
            span,
            format!("`{name}` is {what}"),
            if shown.starts_with('"') { "this is text" } else { "this is something else" },
        );
        // A text without quotes, and a number or name in quotes: the writer's words in the other form.
        let inner = decode(shown);
        let (help, text) = match expected {
            ValueType::Text | ValueType::Link if !shown.starts_with('"') => (true, format!("\"{shown}\"")),
            ValueType::Number | ValueType::Quantity | ValueType::Percent | ValueType::Duration | ValueType::Date
                if shown.starts_with('"') && is_quantity(&inner, expected) =>
            {
                (true, inner.trim().to_owned())
            }
            // A title in quotes is no id; an id in quotes is.
            ValueType::Reference(_) | ValueType::Words(_)
                if shown.starts_with('"') && !inner.contains(' ') && inner.starts_with(char::is_lowercase) =>
            {
                (true, inner.into_owned())
            }
            _ => (false, what.clone()),
        };
        self.diagnostics.push(if help && text.chars().count() <= 60 && !text.is_empty() {
            found.help(format!("write `{text}`")).fix(Fix::replace(self.id, span, text))
        } else {
            found.help(format!("write {what}"))
        });
        None
    }

    fn date(&mut self, value: &Value, name: &str) -> Option<ClaimValue> {
        let written = self.file.slice(value.span);
        if matches!(value.kind, ValueKind::Date | ValueKind::Measure(_)) && written.is_ascii() {
            if let Some(date) = Date::parse(written) {
                return Some(ClaimValue::Date(date));
            }
            // `30.09.2026` has had its message when it was read.
            if written.matches('.').count() == 2 {
                return None;
            }
            if matches!(value.kind, ValueKind::Date) {
                self.range(value.span, format!("there is no day `{written}`"), "a month has at most 31 days, a year 12 months");
                return None;
            }
        }
        self.wrong(value.span, ValueType::Date, name)
    }

    fn range(&mut self, span: Span, message: String, help: &str) {
        self.diagnostics.push(Diagnostic::new(Code::OutOfRange, self.id, span, message, "out of range").help(help));
    }

    fn measure(&mut self, value: &Value, measure: &Measure, expected: ValueType, name: &str) -> Option<ClaimValue> {
        if expected == ValueType::Scale {
            if let Some(high) = measure.high
                && (high.number - measure.low.number).abs() > f64::EPSILON
            {
                return Some(ClaimValue::Scale { worst: measure.low.number, best: high.number });
            }
            return self.wrong(value.span, expected, name);
        }
        let quantity = self.quantity(measure)?;
        let fits = match expected {
            ValueType::Quantity | ValueType::WordsOrQuantity(_) | ValueType::TextOrQuantity => true,
            ValueType::Number => quantity.unit == Unit::Number && quantity.high.is_none(),
            ValueType::Percent => quantity.unit == Unit::Percent,
            ValueType::Duration => matches!(quantity.unit, Unit::Time(_)),
            _ => false,
        };
        if !fits {
            if expected == ValueType::Percent && measure.comparison.is_none() && self.percent(measure, name) {
                return None;
            }
            if expected == ValueType::Duration && measure.comparison.is_none() && self.duration(measure, name) {
                return None;
            }
            return self.wrong(value.span, expected, name);
        }
        if measure.comparison.is_some() && name != "target" {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::WrongType,
                    self.id,
                    value.span,
                    format!("`{name}` is not a comparison"),
                    "only a `target` compares",
                )
                .help(format!("write `{}`", self.file.slice(value.span).trim_start_matches(['<', '>', '=', ' ']))),
            );
            return None;
        }
        if expected == ValueType::Percent && !(quantity.low >= 0.0 && quantity.upper() <= 100.0) {
            let how = if quantity.low < 0.0 { "less than nothing" } else { "more than there is" };
            self.range(value.span, format!("`{name}` is {how}: {quantity}"), "write a percentage from `0%` to `100%`");
            return None;
        }
        if name == "duration" && !matches!(quantity.unit, Unit::Time(_) | Unit::Own(_)) {
            if self.duration(measure, name) {
                return None;
            }
            return self.wrong(value.span, ValueType::Duration, name);
        }
        if name == "sample" && quantity.low.fract() != 0.0 {
            self.part_of_a_sample(value.span);
            return None;
        }
        if quantity.low < 0.0 && matches!(name, "sample" | "rank") {
            self.range(value.span, format!("`{name}` is less than nothing: {quantity}"), "write a number such as `12`");
            return None;
        }
        if quantity.low < 0.0 && matches!(quantity.unit, Unit::Time(_)) {
            self.range(value.span, format!("`{name}` is less than no time: {quantity}"), "write a duration such as `3 days`");
            return None;
        }
        Some(ClaimValue::Quantity(Box::new(quantity)))
    }

    /// Says how a percentage is written that has no `%`. Whether it could.
    fn percent(&mut self, measure: &Measure, name: &str) -> bool {
        let last = measure.high.as_ref().unwrap_or(&measure.low);
        let numbers = measure.low.number_span.to(last.number_span);
        let mut shown = numbers;
        let (text, certain) = match last.unit {
            _ if measure.low.currency.is_some() => return false,
            tree::Unit::None if measure.high.is_none() && last.number > 0.0 && last.number < 1.0 => {
                // 0.15 is meant as 15%, or it is not: only the writer knows.
                (format!("{}%", (last.number * 1000.0).round() / 10.0), false)
            }
            tree::Unit::None => {
                // On an arrow what follows is the label; in a field it is a unit, and there is none beside `%`.
                let field = self.file.text()[..numbers.start as usize].trim_end().ends_with([':', ',']);
                (format!("{}%", self.file.slice(numbers)), !field || last.text.is_none())
            }
            tree::Unit::Of(of) if measure.high.is_none() && of > 0.0 && (0.0..=of).contains(&last.number) => {
                let written = self.file.slice(Span { end: last.text.map_or(last.span.end, |text| text.start), ..numbers });
                shown.end = numbers.start + written.trim_end().len() as u32;
                (format!("{}%", (last.number * 100.0 / of).round()), false)
            }
            _ => return false,
        };
        let found = Diagnostic::new(Code::WrongType, self.id, shown, format!("`{name}` is a percentage"), "no `%` here");
        let found = found.help(format!("write `{text}`"));
        let end = Span::at(numbers.end as usize);
        self.diagnostics.push(if certain {
            found.fix(Fix::new(format!("write `{text}`"), vec![Edit { file: self.id, span: end, text: "%".into() }]))
        } else {
            found
        });
        true
    }

    /// Says how a length of time is written that has no unit, or is a share. Whether it could.
    fn duration(&mut self, measure: &Measure, name: &str) -> bool {
        let last = measure.high.as_ref().unwrap_or(&measure.low);
        let numbers = measure.low.number_span.to(last.number_span);
        let written = self.file.slice(numbers);
        let found = |label: &str| {
            let message = format!("`{name}` is {}", ValueType::Duration.describe());
            Diagnostic::new(Code::WrongType, self.id, numbers, message, label)
        };
        let said = match last.unit {
            tree::Unit::None if last.text.is_none() && measure.low.currency.is_none() => {
                found("no unit of time").help(format!("write the unit after it, as in `{written} days`"))
            }
            tree::Unit::Percent if name == "takes" => {
                found("this is a share").help(format!("write `{written}%` without `takes`, or a duration such as `2 weeks`"))
            }
            _ => return false,
        };
        self.diagnostics.push(said);
        true
    }

    /// `5.120` people: a thousand and more, or a slip.
    fn part_of_a_sample(&mut self, span: Span) {
        let written = self.file.slice(span);
        let found = Diagnostic::new(Code::WrongType, self.id, span, "a sample is a whole number", "a decimal point stands in it");
        let digits: String = written.chars().filter(char::is_ascii_digit).collect();
        let thousands = written.split('.').skip(1).all(|three| three.len() == 3);
        self.diagnostics.push(if thousands {
            found.help(format!("write `{digits}`")).fix(Fix::replace(self.id, span, digits))
        } else {
            found.help("write a whole number: how many people or events it rests on")
        });
    }

    /// A quantity; both ends of a range share the unit of the last.
    pub fn quantity(&mut self, measure: &Measure) -> Option<Quantity> {
        let last = measure.high.as_ref().unwrap_or(&measure.low);
        let unit = self.unit(last, measure.low.currency)?;
        if let Some(high) = &measure.high {
            let own = !matches!(measure.low.unit, tree::Unit::None) || measure.low.text.is_some();
            if own && self.unit(&measure.low, measure.low.currency)? != unit {
                self.range(
                    measure.low.span,
                    "the two ends of a range have one unit".into(),
                    "write the unit once, after the second number",
                );
                return None;
            }
            if high.number < measure.low.number {
                let span = measure.low.span.to(high.span);
                self.range(span, "a range goes from the smaller to the larger number".into(), "swap the two numbers");
                return None;
            }
        }
        Some(Quantity { comparison: measure.comparison, low: measure.low.number, high: measure.high.map(|high| high.number), unit })
    }

    fn unit(&mut self, amount: &Amount, currency: Option<Span>) -> Option<Unit> {
        if let Some(currency) = currency {
            return Some(Unit::Money(self.file.slice(currency).into()));
        }
        if let Some(text) = amount.text {
            return Some(Unit::Own(self.decoded(text)));
        }
        Some(match amount.unit {
            tree::Unit::None => Unit::Number,
            tree::Unit::Percent => Unit::Percent,
            tree::Unit::Of(of) => Unit::OutOf(of),
            tree::Unit::Word(span) => {
                let written = self.file.slice(span);
                let found = TIME_UNITS.iter().position(|(one, many, _)| *one == written || *many == written);
                let Some(index) = found else {
                    let words = TIME_UNITS.iter().map(|(_, many, _)| *many);
                    let found =
                        Diagnostic::new(Code::UnknownWord, self.id, span, format!("`{written}` is no unit of time"), "not a unit");
                    self.diagnostics.push(match short_unit(written).or_else(|| nearest(written, words)) {
                        Some(near) => found.help(format!("did you mean `{near}`?")).fix(Fix::replace(self.id, span, near)),
                        None if written.len() == 3 && written.chars().all(|c| c.is_ascii_uppercase()) => {
                            found.help(format!("a currency stands before the number: write `{written} {}`", amount.number))
                        }
                        None => found.help(format!("write a unit of your own in quotes: `\"{written}\"`")),
                    });
                    return None;
                };
                Unit::Time(index as u8)
            }
        })
    }

    fn emotion(&mut self, value: &Value, scale: Option<(f64, f64)>) -> Option<ClaimValue> {
        let one = [value];
        let many: Vec<&Value>;
        let parts: &[&Value] = match &value.kind {
            ValueKind::Arc(parts) => {
                many = parts.iter().collect();
                &many
            }
            _ => &one,
        };
        let mut points = Vec::with_capacity(parts.len());
        for part in parts {
            points.push(self.point(part, scale)?);
        }
        Some(ClaimValue::Emotion(points.into()))
    }

    /// `emotion: annoyed`, `emotion: -2 annoyed`
    fn bare_word<T>(&mut self, span: Span, number: &str, word: Span) -> Option<T> {
        let text = format!("{number} \"{}\"", self.file.slice(word));
        let text = text.trim_start();
        let more =
            if number.is_empty() { format!(", with a number before it if you know one: `-1 {text}`") } else { String::new() };
        self.diagnostics.push(
            Diagnostic::new(Code::WrongType, self.id, word, "the words of an emotion stand in quotes", "not in quotes")
                .help(format!("write `{text}`{more}"))
                .fix(Fix::replace(self.id, span, text)),
        );
        None
    }

    fn point(&mut self, value: &Value, scale: Option<(f64, f64)>) -> Option<Point> {
        let measure = match &value.kind {
            ValueKind::Text | ValueKind::TextBlock => {
                let word = self.decoded(value.span);
                if let Some(text) = number_first(&word) {
                    self.diagnostics.push(
                        Diagnostic::new(
                            Code::WrongType,
                            self.id,
                            value.span,
                            "the number of an emotion stands before the quotes",
                            "this is text, without a point on the curve",
                        )
                        .help(format!("write `{text}`"))
                        .fix(Fix::replace(self.id, value.span, text)),
                    );
                    return None;
                }
                return Some(Point { value: None, word: Some(word) });
            }
            ValueKind::Measure(measure) => measure,
            ValueKind::Reference => return self.bare_word(value.span, "", value.span),
            _ => return self.wrong(value.span, ValueType::Emotion, "emotion"),
        };
        let amount = &measure.low;
        if let (tree::Unit::Word(word), None, None) = (amount.unit, measure.high, measure.comparison) {
            return self.bare_word(value.span, self.file.slice(amount.number_span), word);
        }
        if measure.comparison.is_some() || measure.high.is_some() || amount.currency.is_some() {
            return self.wrong(value.span, ValueType::Emotion, "emotion");
        }
        let number = match amount.unit {
            tree::Unit::None => amount.number,
            tree::Unit::Of(of) => {
                let Some(number) = of_steps(amount.number, of, scale) else {
                    let (worst, best) = scale.unwrap_or((1.0, of));
                    let span = amount.number_span;
                    self.range(
                        span,
                        format!("the scale of this journey is {worst}..{best}, not one of {of} steps"),
                        &format!("write a number from `{worst}` (worst) to `{best}` (best), as in `{best}/{}`", worst.max(best)),
                    );
                    return None;
                };
                number
            }
            _ => return self.wrong(value.span, ValueType::Emotion, "emotion"),
        };
        if !(-2.0..=2.0).contains(&number) {
            let span = amount.number_span;
            let shown = self.file.slice(amount.span.to(span));
            let shown = shown.split('"').next().unwrap_or(shown).trim();
            self.range(
                span,
                format!("an emotion goes from -2 to +2, not to {shown}"),
                "write a number from `-2` (worst) to `+2` (best), or `4/5` for the fourth of five steps",
            );
            return None;
        }
        let word = amount.text.map(|text| self.decoded(text));
        Some(Point { value: Some(number), word })
    }
}

/// The number from -2 to +2 of an emotion in steps, as `4/5`, on a scale of worst and best; none if the scale has another number of steps.
pub fn of_steps(number: f64, steps: f64, scale: Option<(f64, f64)>) -> Option<f64> {
    let (worst, best) = scale.unwrap_or((1.0, steps));
    // Steps lie at thirds and the like; a number is kept as it is written.
    let number = ((4.0 * (number - worst) / (best - worst) - 2.0) * 1000.0).round() / 1000.0;
    ((worst.max(best) - steps).abs() <= f64::EPSILON).then_some(number)
}
