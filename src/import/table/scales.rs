//! On which scales the emotions of a file are. What a heading tells counts; numbers that tell nothing are of one scale in all tables.

use super::cells::{Feeling, Of, feeling, has_good_sign, is_face, texts};
use super::grid::Grid;
use super::plan::{Held, Plan, Planned};
use super::recent::Recent;
use crate::cores::{map, pieces};
use crate::diagnostic::Code;
use crate::import::names::one_line;
use crate::import::said::Said;
use crate::source::Span;
use crate::table::{Scale, Told, end_told};

/// The scales of a column of emotions.
#[derive(Debug, Clone, Copy)]
pub struct Scales {
    /// That of plain numbers; none if they fit no scale.
    plain: Option<Scale>,
    /// The worst number of those that say out of how many they are.
    worst: f64,
    /// Whether signs without a number, as `+` and `--`, say how good something is.
    pub signs: bool,
}

impl Scales {
    /// Those of a column whose numbers have not been looked at.
    const UNKNOWN: Self = Self { plain: None, worst: 1.0, signs: false };

    /// A number on the scale from -2 to +2; none if it lies outside of its own.
    pub fn place(self, number: f64, of: Of) -> Option<f64> {
        match of {
            Of::Column => self.plain?.place(number),
            Of::Most(best) => Scale { worst: self.worst, best }.place(number),
            Of::Percent => PERCENT.place(number),
        }
    }
}

/// So many numbers that say out of how many they are, of different ones, are told.
const MOST_OF: usize = 5;
/// The scale of percentages.
const PERCENT: Scale = Scale { worst: 0.0, best: 100.0 };

/// What stands in a column of emotions.
#[derive(Debug)]
pub struct Emotions {
    /// Their scales, as far as they are settled.
    pub scales: Scales,
    heading: String,
    span: Span,
    told: Option<Told>,
    /// The least and the greatest of the numbers that do not say out of how many they are.
    range: Range,
    /// Whether a number below zero, or a sign, tells that the middle of the scale is zero.
    signed: bool,
    /// Out of how many numbers say that they are; the first few that differ.
    of: Vec<f64>,
    /// The worst number of those.
    worst: f64,
    percent: bool,
    says: Says,
    bare: Bare,
}

/// What cells of emotions say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Says {
    numbers: bool,
    words: bool,
}

/// What stands in a column of emotions in place of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bare {
    Nothing,
    /// Signs, of which one is good: by itself `-` stands for nothing.
    Signs,
    /// Faces, and no numbers.
    Faces,
}

/// The least and the greatest of some numbers; none of either if the first is greater.
#[derive(Debug, Clone, Copy)]
struct Range(f64, f64);

impl Range {
    const EMPTY: Self = Self(f64::MAX, f64::MIN);

    fn with(self, other: Self) -> Self {
        Self(self.0.min(other.0), self.1.max(other.1))
    }

    fn is_empty(self) -> bool {
        self.0 > self.1
    }

    fn is_in(self, Scale { worst, best }: Scale) -> bool {
        self.0 >= worst.min(best) && self.1 <= worst.max(best)
    }
}

impl Emotions {
    /// Looks at a column.
    pub fn of(grid: &Grid, head: usize, column: usize, told: Option<Told>, (heading, span): (&str, Span)) -> Self {
        let mut all = Self {
            scales: Scales::UNKNOWN,
            heading: one_line(heading).into_owned(),
            span,
            told,
            range: Range::EMPTY,
            signed: false,
            of: Vec::new(),
            worst: 1.0,
            percent: false,
            says: Says::default(),
            bare: Bare::Nothing,
        };
        let (mut faces, mut signs) = (false, false);
        let cells = map(&pieces(head + 1..grid.height()), |rows| not_again(rows.clone().map(|row| grid.cell(row, column))));
        let cells = not_again(cells.into_iter().flatten()).into_iter();
        let cells = cells.inspect(|cell| signs |= has_good_sign(cell));
        let lines: Vec<&str> = cells.flat_map(texts).collect();
        for line in lines {
            let Feeling { number, words } = feeling(line);
            all.says.numbers |= number.is_some();
            all.says.words |= !words.is_empty();
            match number {
                Some((number, Of::Column)) => {
                    all.range = all.range.with(Range(number, number));
                    all.signed |= line.starts_with('+') || number < 0.0;
                }
                Some((number, Of::Most(best))) => {
                    all.worst = if number < 1.0 { 0.0 } else { all.worst };
                    if all.of.len() < MOST_OF && !all.of.iter().any(|other| (other - best).abs() < f64::EPSILON) {
                        all.of.push(best);
                    }
                }
                Some((_, Of::Percent)) => all.percent = true,
                None => faces |= words.chars().any(is_face),
            }
        }
        all.bare = match (signs, faces && !all.says.numbers) {
            (true, _) => Bare::Signs,
            (_, true) => Bare::Faces,
            _ => Bare::Nothing,
        };
        all
    }

    /// A scale turned round, if the heading tells of one end by itself that it is the other one than it would be: `Emotion (1 = best)`.
    fn turned(&self, scale: Scale) -> Scale {
        let told = self.heading.split_once('(').and_then(|(_, inside)| end_told(inside)).filter(|_| self.told.is_none());
        let is = |one: f64, other: f64| (one - other).abs() < f64::EPSILON;
        match told {
            Some((number, best)) if is(number, if best { scale.worst } else { scale.best }) => {
                Scale { worst: scale.best, best: scale.worst }
            }
            _ => scale,
        }
    }

    /// The scales, given that of plain numbers; says what was taken for granted. `numbered` is whether another column has the numbers.
    fn settle(&self, plain: Option<Scale>, numbered: bool, said: &mut Said) -> Scales {
        let plain = plain.map(|scale| self.turned(scale));
        let Self { heading, span, told, range, of, worst, .. } = self;
        let words = heading.split('(').next().unwrap_or_default().trim_end();
        let help = format!("write the scale behind the heading, as in `{words} (1-5)`");
        let mut taken: Vec<String> = Vec::new();
        match (plain, told) {
            (Some(Scale { worst, best }), Some(Told { unclear: true, .. })) => {
                let message = format!("the numbers of `{heading}` are read as from {worst} (worst) to {best} (best)");
                let found = said.say(Code::ChangedOnImport, *span, message, "does not say clearly which end is the best");
                found.help = Some(format!("write the worst number first, as in `{words} (5-1)`"));
            }
            // A sign before a number tells that it is the scale of maps; without one they could be of another.
            (Some(scale), None) if !range.is_empty() && (!self.signed || scale != Scale::OF_MAPS) && !self.only_zero() => {
                taken.push(format!("from {} (worst) to {} (best)", scale.worst, scale.best));
            }
            (None, _) if !range.is_empty() => {
                let message = format!("the numbers of `{heading}` go from {} to {}, which is no scale in use", range.0, range.1);
                said.say(Code::ChangedOnImport, *span, message, "kept as notes").help = Some(help.clone());
            }
            _ => {}
        }
        for best in of.iter().filter(|best| plain != Some(Scale { worst: *worst, best: **best })) {
            taken.push(format!("from {worst} to {best} where `/{best}` stands"));
        }
        if of.len() == MOST_OF {
            taken.push("so on".to_owned());
        }
        if self.percent && plain != Some(PERCENT) {
            taken.push("from 0 to 100 where `%` stands".to_owned());
        }
        if !taken.is_empty() {
            let end = taken.pop().unwrap_or_default();
            let list = if taken.is_empty() { end } else { format!("{} and {end}", taken.join(", ")) };
            let message = format!("the numbers of `{heading}` are read as {list}");
            let label = if told.is_some() { "says another scale" } else { "does not say its scale" };
            said.say(Code::ChangedOnImport, *span, message, label).help = Some(help).filter(|_| told.is_none());
        }
        if self.bare == Bare::Signs {
            let message = format!("the signs of `{heading}` are read as from -2 (`--`) to +2 (`++`)");
            said.say(Code::ChangedOnImport, *span, message, "has signs without numbers");
        }
        if self.bare == Bare::Faces && !numbered {
            let message = format!("`{heading}` has faces and no numbers: they are no points of the curve");
            let found = said.say(Code::ChangedOnImport, *span, message, "a face says no number");
            found.help = Some("write a number from -2 to +2 beside each face, as in `-1 \u{1f61e}`".into());
        }
        Scales { plain, worst: *worst, signs: self.bare == Bare::Signs }
    }

    fn only_zero(&self) -> bool {
        self.range.0.abs() < f64::EPSILON && self.range.1.abs() < f64::EPSILON
    }
}

/// Settles the scales of all tables of a file. Numbers below zero tell those of their columns; what tells nothing has the scale that a
/// heading or another column tells, if its numbers lie on it.
pub fn settle<'t>(tables: impl Iterator<Item = (&'t mut Plan, &'t mut Said)>) {
    let mut tables: Vec<_> = tables.collect();
    let untold = |signed: bool| {
        let all = tables.iter().flat_map(|(plan, _)| &plan.emotions);
        let own = all.filter(move |column| column.told.is_none() && column.signed == signed);
        own.map(|column| column.range).fold(Range::EMPTY, Range::with)
    };
    let known = tables.iter().flat_map(|(plan, _)| &plan.emotions).filter_map(|column| Some(column.told?.scale));
    let known: Vec<Scale> = known.collect();
    let signed = scale_of(untold(true), true);
    let plain = untold(false);
    let plain = known.into_iter().chain(signed).find(|scale| plain.is_in(*scale)).or_else(|| scale_of(plain, false));
    for (plan, said) in &mut tables {
        plan.felt = beside(plan);
        for emotions in &mut plan.emotions {
            let scale = match emotions.told {
                Some(told) => Some(told.scale),
                None if emotions.signed => signed,
                None => plain,
            };
            emotions.scales = emotions.settle(scale, plan.felt.is_some(), said);
        }
    }
}

/// The column of numbers and that of words, if a table has its emotions in two columns of which each has one of them.
fn beside(plan: &Plan) -> Option<(Planned, Planned)> {
    let mut columns = plan.columns.iter().filter_map(|column| match column.holds {
        Held::Emotions(at) => Some((*column, &plan.emotions[at])),
        _ => None,
    });
    let (Some(one), Some(other), None) = (columns.next(), columns.next(), columns.next()) else { return None };
    let are = |(_, numbers): (Planned, &Emotions), (_, words): (Planned, &Emotions)| {
        let signs = [numbers, words].iter().any(|column| column.bare == Bare::Signs);
        !signs && numbers.says == Says { numbers: true, words: false } && words.says == Says { numbers: false, words: true }
    };
    match (are(one, other), are(other, one)) {
        (true, _) => Some((one.0, other.0)),
        (_, true) => Some((other.0, one.0)),
        _ => None,
    }
}

/// Cells without those that say what one just before them says: to hear it again changes nothing.
fn not_again<'g>(cells: impl Iterator<Item = &'g str>) -> Vec<&'g str> {
    let mut recent = Recent::default();
    let mut all = Vec::new();
    for cell in cells {
        if recent.get(cell).is_none() {
            recent.keep(cell, ());
            all.push(cell);
        }
    }
    all
}

/// The smallest scale in use that holds some numbers. Only zero and signs speak for one with its middle at zero.
fn scale_of(range: Range, signed: bool) -> Option<Scale> {
    const SCALES: [(f64, f64); 8] =
        [(-2.0, 2.0), (1.0, 5.0), (0.0, 5.0), (-5.0, 5.0), (1.0, 10.0), (0.0, 10.0), (-10.0, 10.0), (0.0, 100.0)];
    let scales = SCALES.into_iter().map(|(worst, best)| Scale { worst, best });
    let middle = signed || range.0 <= 0.0;
    scales.filter(|scale| middle || *scale != Scale::OF_MAPS).find(|scale| !range.is_empty() && range.is_in(*scale))
}
