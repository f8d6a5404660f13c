//! The sheets beside the map that `compile -f xlsx` writes: all that is said of personas, sources, pains and opportunities.
//!
//! A sheet of *details* has the name of an element over its first column and those of fields over the others. What is declared once is
//! found again by its name, what stands somewhere by its place and its title.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet, VecDeque};

use super::amounts::{RANGES, duration, quantity};
use super::cells::texts;
use super::declared::Declarations;
use super::grid::Grid;
use crate::import::draft::{Clauses, Value};
use crate::import::names::{Ids, one_line};
use crate::import::said::Said;
use crate::import::write::Writer;
use crate::model::value::Date;
use crate::model::vocabulary::{ElementKind, Field, Target, ValueType, row};
use crate::source::Span;
use crate::table::{Holds, WITHIN, heading, journey_of, meant, names};

/// The elements that have such sheets.
const KINDS: [ElementKind; 4] = [ElementKind::Persona, ElementKind::Source, ElementKind::Pain, ElementKind::Opportunity];

/// What a row says.
pub struct Detail {
    /// The title of what it is about.
    pub title: String,
    /// The id that others call it by, if some do.
    pub id: Option<String>,
    /// Where it says what it answers, and what of that was not found as a pain elsewhere.
    pub answers: Option<(Span, Vec<String>)>,
    /// The ids of the pains elsewhere that it answers.
    pub addresses: Vec<String>,
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

/// The pains that a map will have, by place and title in small letters.
#[derive(Default)]
pub struct Standing {
    pains: HashMap<(String, String), usize>,
    /// Journeys and phases, of which only sheets say pains.
    around: HashSet<String>,
    /// The opportunities that the map itself puts into a pain: the place, the title of the pain, and their own.
    answers: HashSet<(String, String, String)>,
}

impl Standing {
    /// A journey or a phase, with its titles from the outside in.
    pub fn around(&mut self, place: &[&str]) {
        self.around.insert(place.join(WITHIN).to_lowercase());
    }

    /// A pain of a place.
    pub fn pain(&mut self, place: &[&str], title: &str) {
        *self.pains.entry((place.join(WITHIN).to_lowercase(), title.to_lowercase())).or_default() += 1;
    }

    /// An opportunity that stands in a pain of a place.
    pub fn answer(&mut self, place: &[&str], pain: &str, title: &str) {
        self.answers.insert((place.join(WITHIN).to_lowercase(), pain.to_lowercase(), title.to_lowercase()));
    }

    fn count(&self, place: &str, title: &str) -> usize {
        if self.around.contains(place) {
            return usize::MAX;
        }
        self.pains.get(&(place.to_owned(), title.to_owned())).copied().unwrap_or_default()
    }
}

/// Which element the rows of a sheet are about, if it is such a sheet: all its headings are known, or some and no other is a title.
pub fn kind(grid: &Grid) -> Option<ElementKind> {
    let first = grid.cell(0, 0).to_lowercase();
    let kind = KINDS.into_iter().find(|kind| kind.keyword() == first)?;
    let known = |column: usize| column_of(kind, grid.cell(0, column)).is_some();
    let is_title = |column: usize| heading(grid.cell(0, column)).is_some_and(|known| matches!(known.column.holds, Holds::Title(_)));
    let columns = || 1..grid.width(0);
    let are_details = columns().all(known) || columns().any(known) && !columns().any(is_title);
    // Below what stands first there may be the headings of a map.
    let headings = |row: usize| {
        let mut cells = (0..grid.width(row)).map(|column| grid.cell(row, column)).filter(|cell| !cell.is_empty());
        let is_place = |holds| matches!(holds, Holds::Title(ElementKind::Stage | ElementKind::Touchpoint));
        let all: Option<Vec<Holds>> = cells.by_ref().map(|cell| heading(cell).map(|known| known.column.holds)).collect();
        all.is_some_and(|all| all.len() > 1 && all.into_iter().any(is_place))
    };
    (grid.height() > 1 && are_details && !(1..grid.height().min(DEEPEST)).any(headings)).then_some(kind)
}

/// How far down the headings of a map may stand.
const DEEPEST: usize = 30;

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
        let width = (0..grid.height()).map(|row| grid.width(row)).max().unwrap_or_default();
        for at in (1..width).filter(|&at| column_of(kind, grid.cell(0, at)).is_none()) {
            let Some(row) = (1..grid.height()).find(|&row| texts(grid.cell(row, at)).next().is_some()) else { continue };
            let (span, message) = match one_line(grid.cell(0, at)) {
                name if name.is_empty() => (grid.span(shown, row, at), "a column without a heading is kept in notes".to_owned()),
                name => (grid.span(shown, 0, at), format!("the column `{name}` is kept in notes")),
            };
            said.changed(span, message, format!("{} has no field of this name", kind.a()));
        }
        for line in (1..grid.height()).filter(|&line| !grid.is_blank(line)) {
            let title = texts(grid.cell(line, 0)).next().map(|title| one_line(title).into_owned()).unwrap_or_default();
            let mut detail = Detail {
                title: title.clone(),
                id: None,
                answers: None,
                addresses: Vec::new(),
                fields: Vec::new(),
                people: Vec::new(),
                sources: Vec::new(),
                span: grid.span(shown, line, 0),
            };
            let mut place = String::new();
            for at in 1..width {
                let cell = grid.cell(line, at);
                let all = || names(cell).map(Cow::into_owned).collect::<Vec<_>>();
                match column_of(kind, grid.cell(0, at)) {
                    Some(Column::Place) => meant(cell).unwrap_or(cell).clone_into(&mut place),
                    Some(Column::Personas) => detail.people = all(),
                    Some(Column::Sources) => detail.sources = all(),
                    Some(Column::Field(Field::Addresses, ..)) => {
                        let goals: Vec<String> = texts(cell).map(|goal| one_line(goal).into_owned()).collect();
                        detail.answers = (!goals.is_empty()).then(|| (grid.span(shown, line, at), goals));
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
                    // What a sheet says besides is not lost.
                    None => detail.remark(grid.cell(0, at), cell),
                }
            }
            if matches!(kind, ElementKind::Persona | ElementKind::Source) {
                declared.declare_detailed(kind, &title);
            }
            let here = self.rows.entry((kind, place.to_lowercase())).or_default();
            here.entry(title.to_lowercase()).or_default().push_back(detail);
        }
    }

    /// Whether an opportunity says by itself what it answers: more than one pain, or one that stands elsewhere.
    pub fn reach_further(&self) -> bool {
        let own = self.rows.iter().filter(|((kind, _), _)| *kind == ElementKind::Opportunity);
        own.flat_map(|(_, here)| here.values().flatten()).any(|row| row.answers.is_some())
    }

    /// Gives ids to pains, and those to the opportunities elsewhere that answer them. A pain is known by its title, if no other in its
    /// journey has that, or by its place and title; and it must be one that `standing` tells to be in the map.
    pub fn connect(&mut self, standing: &Standing) {
        let mut pains: HashMap<String, Vec<(String, String, usize)>> = HashMap::new();
        for ((_, place), here) in self.rows.iter().filter(|((kind, _), _)| *kind == ElementKind::Pain) {
            for (title, rows) in here {
                for at in 0..rows.len().min(standing.count(place, title)) {
                    let pain = (place.clone(), title.clone(), at);
                    pains.entry(format!("{}{WITHIN}{title}", journey_of(place))).or_default().push(pain.clone());
                    // Of a pain of the journey itself both names are one.
                    if place.contains(WITHIN) {
                        pains.entry(format!("{place}{WITHIN}{title}")).or_default().push(pain);
                    }
                }
            }
        }
        // In the order of the sheet, so that the same file gives the same ids.
        let mut askers: Vec<(Span, String, String, usize)> = Vec::new();
        for ((_, place), here) in self.rows.iter().filter(|((kind, _), _)| *kind == ElementKind::Opportunity) {
            for (title, rows) in here {
                askers.extend(rows.iter().enumerate().map(|(at, row)| (row.span, place.clone(), title.clone(), at)));
            }
        }
        askers.sort_unstable();
        let mut ids = Ids::default();
        for (_, place, title, at) in askers {
            let goals = self.row(ElementKind::Opportunity, &place, &title, at).and_then(|row| row.answers.take());
            let Some((span, goals)) = goals else { continue };
            let alone = goals.len() == 1;
            let (mut addresses, mut unknown) = (Vec::new(), Vec::new());
            for goal in goals {
                let names = [format!("{}{WITHIN}{}", journey_of(&place), goal.to_lowercase()), goal.to_lowercase()];
                let mut found: Vec<&(String, String, usize)> =
                    names.iter().filter_map(|name| pains.get(name)).filter(|all| all.len() == 1).flatten().collect();
                found.dedup();
                match found[..] {
                    // The map itself says in which pain an opportunity stands.
                    [(there, pain, _)]
                        if alone && standing.answers.contains(&(there.clone(), pain.clone(), title.clone())) && *there == place =>
                    {
                        unknown.push(pain.clone());
                    }
                    [(there, title, at)] => {
                        let Some(pain) = self.row(ElementKind::Pain, there, title, *at) else { continue };
                        let id = pain.id.get_or_insert_with(|| ids.of(&pain.title, ElementKind::Pain.keyword()).to_owned());
                        addresses.push(id.clone());
                    }
                    _ => unknown.push(goal),
                }
            }
            if let Some(row) = self.row(ElementKind::Opportunity, &place, &title, at) {
                row.addresses = addresses;
                row.answers = (!unknown.is_empty()).then_some((span, unknown));
            }
        }
    }

    fn row(&mut self, kind: ElementKind, place: &str, title: &str, at: usize) -> Option<&mut Detail> {
        self.rows.get_mut(&(kind, place.to_owned()))?.get_mut(title)?.get_mut(at)
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
    /// Keeps the texts of a column that is none of a field, in notes that begin with its heading.
    fn remark(&mut self, heading: &str, cell: &str) {
        let heading = one_line(heading);
        let note = |text: &str| {
            let text = if heading.is_empty() { one_line(text).into_owned() } else { format!("{heading}: {}", one_line(text)) };
            Value::Text(Cow::Owned(text))
        };
        let notes: Vec<Value<'static>> = texts(cell).map(note).collect();
        match self.fields.iter_mut().find(|(field, _)| *field == Field::Note) {
            Some((_, all)) => all.extend(notes),
            None if notes.is_empty() => {}
            None => self.fields.push((Field::Note, notes)),
        }
    }

    /// Writes the fields, but those that were written before.
    pub fn write(&self, writer: &mut Writer, written: &[Field]) {
        for (field, values) in self.fields.iter().filter(|(field, _)| !written.contains(field)) {
            writer.field(field.name(), values.iter().cloned(), &Clauses::default(), &[]);
        }
        let goals = self.addresses.iter().map(|id| Value::Plain(Cow::Owned(id.clone())));
        writer.field(Field::Addresses.name(), goals, &Clauses::default(), &[]);
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
            let share = |text: &str| {
                let share = quantity(text)?.strip_suffix('%')?.parse::<f64>().ok()?;
                (0.0..=100.0).contains(&share).then_some(share)
            };
            match RANGES.iter().find_map(|sign| text.split_once(sign)) {
                Some((low, high)) => {
                    let low = low.trim().trim_end_matches('%').trim_end();
                    let (low, high) = (share(&format!("{low}%"))?, share(high.trim())?);
                    plain(format!("{low}%..{high}%")).filter(|_| low <= high)
                }
                None => measure.filter(|text| share(text).is_some()).and_then(plain),
            }
        }
        ValueType::Duration => duration(text).and_then(plain),
        ValueType::Date => Date::parse(text).and_then(|_| plain(text.to_owned())),
        ValueType::Reference(Target::Team) | ValueType::ReferenceOrText(Target::Team) => plain(declared.team(text)),
        ValueType::Text | ValueType::Link | ValueType::ReferenceOrText(_) => free(),
        ValueType::Reference(_) | ValueType::Emotion | ValueType::Scale => None,
    }
}
