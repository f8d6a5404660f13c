//! Rows as cells: how each line says whom it holds for and what it rests on, which all names in the table decide together.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::naming::Naming;
use super::place::{Key, Line, Row, column};
use super::{Cell, Shown};
use crate::emit::ledger::{Ledger, Part};
use crate::model::vocabulary::ElementKind;
use crate::model::{ElementId, Model};
use crate::table::line::{self, says_sources};
use crate::table::{Holds, aside, quoted_name, short};

/// The names of all personas and sources in a table, as an import knows them.
pub struct Names<'m> {
    model: &'m Model,
    naming: &'m Naming,
    /// Personas by their names in small letters, and by short names that tell them apart.
    personas: HashMap<String, String>,
    /// Sources by their names in small letters.
    sources: HashSet<String>,
}

impl<'m> Names<'m> {
    /// Collects the names of rows.
    pub fn of<'r>(model: &'m Model, rows: impl Iterator<Item = &'r Row>, naming: &'m mut Naming, ledger: &mut Ledger) -> Self {
        let (mut people, mut sources) = (HashSet::new(), HashSet::new());
        for row in rows {
            for key in std::iter::once(&row.key).chain(lines(row).map(|line| &line.key)) {
                people.extend(key.whom.iter().copied());
                sources.extend(key.sources.iter().copied());
            }
        }
        // Of two of one title the one that is declared first keeps it.
        let mut all: Vec<ElementId> = people.union(&sources).copied().collect();
        all.sort_unstable();
        for id in all {
            naming.declared(model.node(id), ledger);
        }
        let naming: &'m Naming = naming;
        let name = |id: &ElementId| naming.name(model.node(*id)).to_lowercase();
        let full: HashSet<String> = people.iter().map(name).collect();
        let mut count: HashMap<String, usize> = HashMap::new();
        for name in &full {
            *count.entry(short(name).to_owned()).or_default() += 1;
        }
        let mut personas: HashMap<String, String> = full.iter().map(|name| (name.clone(), name.clone())).collect();
        for name in &full {
            if count[short(name)] == 1 {
                personas.entry(short(name).to_owned()).or_insert_with(|| name.clone());
            }
        }
        Self { model, naming, personas, sources: sources.iter().map(name).collect() }
    }

    fn caption(&self, id: ElementId) -> String {
        self.naming.name(self.model.node(id))
    }

    /// What somebody is called before a line: for short, if that tells who it is.
    fn called(&self, id: ElementId) -> String {
        let full = self.caption(id);
        let known = self.personas.get(&short(&full).to_lowercase()).is_some_and(|meant| *meant == full.to_lowercase());
        if known { short(&full).to_owned() } else { full }
    }

    fn persona(&self, name: &str) -> Option<String> {
        self.personas.get(&name.to_lowercase()).cloned()
    }

    fn source(&self, name: &str) -> Option<String> {
        self.sources.get(&name.to_lowercase()).cloned()
    }

    /// A line as it is written, and whether an import reads it as it is meant. `each` is whether each line names what it rests on.
    fn line(&self, own: &Line, around: &Key, each: bool) -> (String, bool) {
        let within = own.within.as_ref();
        let whom = if own.key.whom == within.unwrap_or(around).whom { &[][..] } else { &own.key.whom };
        let inherits = within.is_some_and(|within| within.sources == own.key.sources);
        let sources = if each && !inherits { &own.key.sources[..] } else { &[] };
        let people: Vec<String> = whom.iter().map(|&id| self.called(id)).collect();
        let behind: Vec<String> = sources.iter().map(|&id| self.caption(id)).collect();
        let line = line::Line {
            whom: people.iter().map(String::as_str).collect(),
            text: own.text.as_str(),
            sources: Some(behind.iter().map(String::as_str).collect()),
        };
        let written = line::written(&line, |name| self.persona(name), |name| self.source(name));
        let again = line::read(&written, |name| self.persona(name), |name| self.source(name));
        let full = |ids: &[ElementId]| ids.iter().map(|&id| self.caption(id).to_lowercase()).collect::<Vec<_>>();
        let one = line::parts(&written, |name| self.persona(name)).nth(1).is_none();
        let meant = one && again.text == own.text && again.whom == full(whom) && again.sources.unwrap_or_default() == full(sources);
        (written, meant)
    }
}

/// All lines of a row that say whom they hold for and what they rest on.
fn lines(row: &Row) -> impl Iterator<Item = &Line> {
    row.lines.values().flatten().chain(row.lanes.iter().map(|(_, line)| line))
}

/// The cells of a row, by the numbers of their columns, and the lines of lanes.
pub struct Written {
    /// Known columns.
    pub cells: BTreeMap<usize, Cell>,
    /// Lanes.
    pub lanes: Vec<(ElementId, String)>,
}

/// Writes a row, and enters what it says.
pub fn write(row: &Row, names: &Names<'_>, ledger: &mut Ledger) -> Written {
    let common = common(row, names);
    let each = common.is_none();
    if let Some(place) = row.of {
        ledger.carry(place, &[Part::Whom]);
        // What the place rests on is what all in it rests on, or is said of each of its lines alone.
        if common.as_ref() == Some(&row.key.sources) {
            ledger.carry(place, &[Part::Sources]);
        }
    }
    let mut cells: BTreeMap<usize, Cell> = BTreeMap::new();
    let say = |line: &Line, ledger: &mut Ledger| {
        let (written, meant) = names.line(line, &row.key, each);
        if meant {
            line.of.iter().for_each(|&statement| ledger.carry(statement, &[Part::Itself, Part::Whom, Part::Sources]));
        }
        written
    };
    for (&at, lines) in &row.lines {
        let texts: Vec<String> = lines.iter().map(|line| say(line, ledger)).collect();
        let number = lines.first().filter(|line| lines.len() == 1 && line.text == texts[0]).and_then(|line| line.number);
        cells.insert(at, number.map_or(Cell::Lines(texts), |number| Cell::Number(number, Shown::Plain)));
    }
    let lanes = row.lanes.iter().map(|(lane, line)| (*lane, say(line, ledger))).collect();
    cells.extend(row.words.iter().map(|(&at, words)| (at, Cell::Words(words.clone()))));
    cells.extend(row.plain.iter().map(|(&at, texts)| (at, Cell::Lines(texts.clone()))));
    let mut others: Vec<ElementId> = Vec::new();
    let mut sources: Vec<ElementId> = common.unwrap_or_default();
    for line in lines(row) {
        let new = |all: &[ElementId], id: &ElementId| !all.contains(id);
        others.extend(line.key.whom.iter().filter(|id| new(&row.key.whom, id) && new(&others, id)).copied().collect::<Vec<_>>());
        if each {
            sources.extend(line.key.sources.iter().filter(|id| new(&sources, id)).copied().collect::<Vec<_>>());
        }
    }
    // Somebody of whom a line speaks is named, and that the place is not for them is said by brackets.
    let own = row.key.whom.iter().map(|&id| quoted_name(&names.caption(id)));
    let aside_of = |id: &ElementId| quoted_name(&format!("({})", names.caption(*id)));
    let people: Vec<String> = own.chain(others.iter().map(aside_of)).collect();
    let of: Vec<String> = sources.iter().map(|&id| quoted_name(&names.caption(id))).collect();
    for (kind, texts) in [(ElementKind::Persona, people), (ElementKind::Source, of)] {
        if !texts.is_empty() {
            cells.insert(column(Holds::Names(kind)), Cell::Lines(texts));
        }
    }
    for id in row.key.whom.iter().chain(&others).chain(&sources) {
        // A name in brackets would be read as that of somebody beside.
        let node = names.model.node(*id);
        ledger.carry(node, if aside(&names.caption(*id)).is_none() { &[Part::Itself] } else { &[] });
    }
    Written { cells, lanes }
}

/// What all lines of a row rest on, if it is the same; of none what its place rests on. None if lines have to say it for themselves.
fn common(row: &Row, names: &Names<'_>) -> Option<Vec<ElementId>> {
    let inherits = |line: &Line| line.within.as_ref().is_some_and(|within| within.sources == line.key.sources);
    let mut own = lines(row).filter(|line| !inherits(line));
    let Some(first) = own.next() else { return Some(row.key.sources.clone()) };
    let alike = own.all(|line| line.key.sources == first.key.sources);
    let plain = !lines(row).any(|line| says_sources(&line.text, |name| names.source(name)));
    (alike && plain).then(|| first.key.sources.clone())
}
