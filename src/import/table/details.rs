//! The sheets beside the map that `compile -f xlsx` writes: all that is said of personas, sources, pains and opportunities.
//!
//! A sheet of *details* has the name of an element over its first column and those of fields over the others. What is declared once is
//! found again by its name, what stands somewhere by its place and its title.

use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};

use super::cells::{quantity, texts};
use super::declared::Declarations;
use super::grid::Grid;
use crate::import::draft::{Clauses, Value};
use crate::import::names::one_line;
use crate::import::said::Said;
use crate::import::write::Writer;
use crate::model::value::Date;
use crate::model::vocabulary::{ElementKind, Field, Target, ValueType, row};
use crate::source::Span;
use crate::table::names;

/// What stands between the parts of a place, from the outside in.
const WITHIN: &str = " › ";
/// The elements that have such sheets.
const KINDS: [ElementKind; 4] = [ElementKind::Persona, ElementKind::Source, ElementKind::Pain, ElementKind::Opportunity];

/// What a row says.
pub struct Detail {
    /// The title of what it is about.
    pub title: String,
    /// Where it says what it answers, and whether that is more than one thing.
    pub answers: Option<(Span, bool)>,
    /// Fields with their values.
    fields: Vec<(Field, Vec<Value<'static>>)>,
    /// Whom it holds for, and what it rests on.
    pub people: Vec<String>,
    /// What it rests on.
    pub sources: Vec<String>,
    span: Span,
}

/// All rows of such sheets that have not found their element yet, by kind, place and title.
#[derive(Default)]
pub struct Details {
    rows: HashMap<(ElementKind, String), HashMap<String, VecDeque<Detail>>>,
}

/// Which element the rows of a sheet are about, if it is such a sheet.
pub fn kind(grid: &Grid) -> Option<ElementKind> {
    let first = grid.cell(0, 0).to_lowercase();
    let kind = KINDS.into_iter().find(|kind| kind.keyword() == first)?;
    let known = |column: usize| column_of(kind, grid.cell(0, column)).is_some();
    (grid.height() > 1 && (1..grid.width(0)).all(known)).then_some(kind)
}

/// What stands in a column.
enum Column {
    Place,
    Personas,
    Sources,
    Field(Field, ValueType, bool),
}

fn column_of(kind: ElementKind, heading: &str) -> Option<Column> {
    let name = heading.to_lowercase().replace(' ', "-");
    let stands = matches!(kind, ElementKind::Pain | ElementKind::Opportunity);
    match name.as_str() {
        "place" if stands => Some(Column::Place),
        "persona" if stands => Some(Column::Personas),
        "source" if stands => Some(Column::Sources),
        name => row(kind).field(name).map(|row| Column::Field(row.field, row.value, row.many)),
    }
}

impl Details {
    /// Reads a sheet. What has no value of its field is left out, and said.
    pub fn read(&mut self, kind: ElementKind, grid: &Grid, shown: &str, declared: &mut Declarations, said: &mut Said) {
        for line in (1..grid.height()).filter(|&line| !grid.is_blank(line)) {
            let title = texts(grid.cell(line, 0)).next().map(|title| one_line(title).into_owned()).unwrap_or_default();
            let mut detail = Detail {
                title: title.clone(),
                answers: None,
                fields: Vec::new(),
                people: Vec::new(),
                sources: Vec::new(),
                span: grid.span(shown, line, 0),
            };
            let mut place = String::new();
            for at in 1..grid.width(0) {
                let cell = grid.cell(line, at);
                let all = || names(cell).map(Cow::into_owned).collect::<Vec<_>>();
                match column_of(kind, grid.cell(0, at)) {
                    Some(Column::Place) => cell.clone_into(&mut place),
                    Some(Column::Personas) => detail.people = all(),
                    Some(Column::Sources) => detail.sources = all(),
                    // The map itself says which pain beside it an opportunity answers.
                    Some(Column::Field(Field::Addresses, ..)) => {
                        let several = texts(cell).nth(1).is_some();
                        detail.answers = (!cell.is_empty()).then(|| (grid.span(shown, line, at), several));
                    }
                    Some(Column::Field(field, holds, many)) => {
                        let mut values = Vec::new();
                        for text in texts(cell) {
                            match value(holds, text, declared).filter(|_| many || values.is_empty()) {
                                Some(value) => values.push(value),
                                None => said.left_out(
                                    grid.span(shown, line, at),
                                    format!("`{}` of `{title}` is left out", one_line(text)),
                                    format!("a map has {} there", holds.describe_for(field.name())),
                                ),
                            }
                        }
                        if !values.is_empty() {
                            detail.fields.push((field, values));
                        }
                    }
                    None => {}
                }
            }
            if matches!(kind, ElementKind::Persona | ElementKind::Source) {
                declared.declare_detailed(kind, &title);
            }
            let here = self.rows.entry((kind, place.to_lowercase())).or_default();
            here.entry(title.to_lowercase()).or_default().push_back(detail);
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row about an element at a place, which has then found it.
    pub fn take(&mut self, kind: ElementKind, place: &[Cow<'_, str>], title: &str) -> Option<Detail> {
        if self.is_empty() {
            return None;
        }
        let here = self.rows.get_mut(&(kind, place.join(WITHIN).to_lowercase()))?;
        here.get_mut(&title.to_lowercase())?.pop_front()
    }

    /// The rows about elements of a kind at a place, in order; they have then found it.
    pub fn take_all(&mut self, kind: ElementKind, place: &[Cow<'_, str>]) -> Vec<Detail> {
        if self.is_empty() {
            return Vec::new();
        }
        let here = self.rows.remove(&(kind, place.join(WITHIN).to_lowercase())).unwrap_or_default();
        let mut all: Vec<Detail> = here.into_values().flatten().collect();
        all.sort_by_key(|detail| detail.span);
        all
    }

    /// Says which rows are about nothing in the map.
    pub fn rest(&self, kind: ElementKind, said: &mut Said) {
        let own = self.rows.iter().filter(|((own, _), _)| *own == kind);
        let mut spans: Vec<Span> = own.flat_map(|(_, here)| here.values().flatten().map(|row| row.span)).collect();
        spans.sort_unstable();
        for span in spans {
            said.left_out(span, format!("a row about the {} is left out", kind.keyword()), "stands nowhere in the map");
        }
    }
}

impl Detail {
    /// Writes the fields, but those that were written before.
    pub fn write(&self, writer: &mut Writer, written: &[Field]) {
        for (field, values) in self.fields.iter().filter(|(field, _)| !written.contains(field)) {
            writer.field(field.name(), values.iter().cloned(), &Clauses::default(), &[]);
        }
    }

    /// Whether it says something of a field.
    pub fn says(&self, field: Field) -> bool {
        self.fields.iter().any(|(own, _)| *own == field)
    }
}

/// A text as a value of a field; none if it is none.
fn value(holds: ValueType, text: &str, declared: &mut Declarations) -> Option<Value<'static>> {
    let plain = |text: String| Some(Value::Plain(Cow::Owned(text)));
    let free = || Some(Value::Text(Cow::Owned(text.to_owned())));
    let measure = quantity(text);
    match holds {
        ValueType::TextOrQuantity => measure.map_or_else(free, plain),
        ValueType::Words(words) => words.iter().find(|word| **word == text).and_then(|word| plain((*word).to_owned())),
        ValueType::WordsOrQuantity(words) => {
            words.iter().find(|word| **word == text).map_or(measure.and_then(plain), |word| plain((*word).to_owned()))
        }
        ValueType::Quantity => measure.and_then(plain),
        ValueType::Number => measure.filter(|text| text.parse::<f64>().is_ok()).and_then(plain),
        ValueType::Percent => {
            let share = |text: &String| text.strip_suffix('%').and_then(|number| number.parse().ok());
            measure.filter(|text| share(text).is_some_and(|share: f64| (0.0..=100.0).contains(&share))).and_then(plain)
        }
        ValueType::Duration => super::cells::duration(text).and_then(plain),
        ValueType::Date => Date::parse(text).and_then(|_| plain(text.to_owned())),
        ValueType::Reference(Target::Team) | ValueType::ReferenceOrText(Target::Team) => plain(declared.team(text)),
        ValueType::Text | ValueType::Link | ValueType::ReferenceOrText(_) => free(),
        ValueType::Reference(_) | ValueType::Emotion | ValueType::Scale => None,
    }
}
