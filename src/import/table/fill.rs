//! What the cells of a row say, as fields.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::amounts::{duration, metric};
use super::builder::{Builder, Cell, Context, Now, Once};
use super::cells::{self, Answer, answer, feeling, is_nothing, severities, sign_and_words, signed_lines, status, texts};
use super::pains::{is_about_pains, is_of};
use super::plan::{Held, Plan, Planned};
use crate::diagnostic::Code;
use crate::import::draft::{Clauses, Value};
use crate::import::names::one_line;
use crate::import::write::Head;
use crate::model::number_first;
use crate::model::vocabulary::{ElementKind, Field as Known};
use crate::source::Span;
use crate::table::line::Line;
use crate::table::{Holds, Mark, in_quotes, is_numeric, is_placeholder, names};

impl<'g> Builder<'g, '_> {
    /// Writes what rows say of an element of which nothing was said yet; `own` is whether each of them says for itself whom it is about
    /// and what it rests on.
    pub(super) fn fill(&mut self, now: &mut Now<'g>, rows: &(impl Iterator<Item = usize> + Clone), own: bool) {
        let Context { plan, grid, .. } = self.context;
        let mut rest = rows.clone();
        match (rest.next(), rest.next()) {
            (None, _) => {}
            // Most touchpoints have one row.
            (Some(row), None) => {
                let clauses = if own { self.clauses_of(row) } else { (0, 0) };
                let cells = grid.cells(row);
                for &column in &plan.columns {
                    let (text, simple) = cells.look(column.at);
                    if says(plan, column, text, simple) {
                        self.cell(now, Cell { row, column, text, simple, clauses });
                    }
                }
            }
            _ => self.fill_of_several(now, rows, own),
        }
    }

    /// The same of several rows: what all of them say is said once, and of all they are about.
    fn fill_of_several(&mut self, now: &mut Now<'g>, rows: &(impl Iterator<Item = usize> + Clone), own: bool) {
        let Context { plan, grid, .. } = self.context;
        let clauses: Vec<(usize, (u32, u32))> =
            rows.clone().map(|row| (row, if own { self.clauses_of(row) } else { (0, 0) })).collect();
        now.has_several_rows();
        self.answer_elsewhere(&clauses);
        for &column in &plan.columns {
            let cells = clauses.iter().filter_map(|&(row, clauses)| {
                let (text, simple) = grid.look(row, column.at);
                says(plan, column, text, simple).then_some(Cell { row, column, text, simple, clauses })
            });
            let cells: Vec<Cell<'g>> = cells.collect();
            match self.shared(column, rows, &clauses, now.head_has_people) {
                Some(shared) => cells.first().into_iter().for_each(|&cell| self.cell(now, Cell { clauses: shared, ..cell })),
                None if is_of(column, ElementKind::Pain) => self.pains(&cells),
                None if stands_once(column) => self.with_all_sources(cells).into_iter().for_each(|cell| self.cell(now, cell)),
                None => cells.iter().for_each(|&cell| self.cell(now, cell)),
            }
        }
    }

    /// Whom the cells of a column hold for and what they rest on, if all rows say the same in it; pains are one with how bad they are and
    /// what answers them. What the head of the place says of its people need not be said again.
    fn shared(
        &mut self,
        column: Planned,
        rows: &(impl Iterator<Item = usize> + Clone),
        clauses: &[(usize, (u32, u32))],
        head_has_people: bool,
    ) -> Option<(u32, u32)> {
        let Context { plan, grid, .. } = self.context;
        let (_, (_, sources)) = clauses.first().copied().unwrap_or_default();
        let same = |column: &Planned| {
            let mut texts = rows.clone().map(|row| grid.cell(row, column.at));
            let first = texts.next();
            texts.all(|text| Some(text) == first)
        };
        let columns = || plan.columns.iter().filter(|other| is_about_pains(**other));
        let all = if is_about_pains(column) { columns().all(same) } else { same(&column) };
        if !all || clauses.iter().any(|(_, (_, own))| *own != sources) {
            return None;
        }
        let people: Vec<u32> = if head_has_people { Vec::new() } else { clauses.iter().map(|(_, (people, _))| *people).collect() };
        Some((self.together(&people), sources))
    }

    /// The cells of a column that differ, or are of other people, each with the sources of all that are the same.
    fn with_all_sources(&mut self, cells: Vec<Cell<'g>>) -> Vec<Cell<'g>> {
        let mut all: Vec<(Cell<'g>, Vec<u32>)> = Vec::with_capacity(cells.len());
        let mut known: HashMap<(&str, u32), usize> = HashMap::new();
        for cell in cells {
            let at = *known.entry((cell.text, cell.clauses.0)).or_insert(all.len());
            match all.get_mut(at) {
                Some((_, sources)) => sources.push(cell.clauses.1),
                None => all.push((cell, vec![cell.clauses.1])),
            }
        }
        let mut together = |(cell, lists): (Cell<'g>, Vec<u32>)| {
            let sources =
                if lists.iter().all(|list| *list == lists[0]) { lists[0] } else { self.lists.joined(ElementKind::Source, &lists) };
            Cell { clauses: (cell.clauses.0, sources), ..cell }
        };
        all.into_iter().map(&mut together).collect()
    }

    /// Whom a row is about, and what it rests on.
    pub(super) fn clauses_of(&self, row: usize) -> (u32, u32) {
        let sources = if self.lists_sources(row) { 0 } else { self.lists.of(row, ElementKind::Source) };
        // What is about everybody need not say so.
        let people = self.lists.of(row, ElementKind::Persona);
        let everybody = self.lists.list(ElementKind::Persona, people).len() == self.walkers;
        (if everybody { 0 } else { people }, sources)
    }

    fn cell(&mut self, now: &mut Now<'g>, cell: Cell<'g>) {
        match cell.column.holds {
            Held::Lane(lane) => {
                let lanes = self.context.lanes;
                self.texts(now, &lanes[lane], cell);
            }
            Held::Emotions(_) if has_signs(self.context.plan, cell.column) => self.signs(now, cell),
            Held::Emotions(_) => match self.words_beside(now, cell.row) {
                Some(words) if self.context.plan.felt.is_some_and(|(numbers, _)| numbers.at == cell.column.at) => {
                    self.emotion(now, cell, Some(words));
                }
                // The words stand with the number.
                Some(_) => {}
                None => self.each_line(cell, |builder, line| builder.emotion(now, line, None)),
            },
            Held::Known(holds) => match holds {
                Holds::Texts(Known::Goal | Known::Need | Known::BusinessGoal)
                | Holds::Title(_)
                | Holds::Number
                | Holds::Emotions => {}
                Holds::Texts(field) => self.texts(now, field.name(), cell),
                Holds::Names(kind @ (ElementKind::Channel | ElementKind::Team)) => {
                    let mut names = |builder: &mut Self, line| {
                        if kind == ElementKind::Team { builder.owner(now, line) } else { builder.channels(now, line) }
                    };
                    // Names stand beside each other in a line, too.
                    if cell.simple || !cell.text.contains([':', ']']) { names(self, cell) } else { self.each_line(cell, names) }
                }
                Holds::Names(_) => {}
                Holds::Duration => {
                    self.each_line(cell, |builder, line| match duration(line.text) {
                        Some(value) => builder.once(now, Known::Duration, Cow::Owned(value), line),
                        None => builder.as_note(line, "is no length of time such as `2 weeks`"),
                    });
                }
                Holds::Word(Known::Status) if now.kind != ElementKind::Touchpoint => {
                    self.as_note(cell, "is the status of a whole stage, which has none");
                }
                Holds::Word(Known::Status) => {
                    self.each_line(cell, |builder, line| match status(line.text) {
                        Some(word) => builder.once(now, Known::Status, Cow::Borrowed(word), line),
                        None => builder.as_note(line, "is none of `live`, `planned` and `retired`"),
                    });
                }
                Holds::Word(_) => self.severity_alone(cell),
                Holds::Mark(mark) => self.mark(now, mark, cell),
                Holds::Elements(ElementKind::Pain) => self.pains(&[cell]),
                Holds::Elements(kind) => self.elements(now, kind, cell),
            },
        }
    }

    /// Texts of a field; those beside each other of which the same holds become one statement.
    fn texts(&mut self, now: &mut Now<'g>, name: &str, cell: Cell<'g>) {
        if cell.simple {
            if now.is_new(cell, cell.text) {
                self.clauses(cell.clauses, |writer, clauses| writer.words(name, cell.text, clauses));
            }
            return;
        }
        let mut lines: Vec<Cell<'g>> = if cell.text.contains([':', ']']) {
            self.lines(cell)
        } else {
            // Most cells say of none of their lines whom it holds for or what it rests on.
            texts(cell.text).map(|text| Cell { text, ..cell }).collect()
        };
        lines.retain(|line| now.is_new(*line, line.text));
        for same in lines.chunk_by(|one, other| one.clauses == other.clauses) {
            let values = same.iter().map(|line| Value::Text(Cow::Borrowed(line.text)));
            self.clauses(same[0].clauses, |writer, clauses| writer.field(name, values, clauses, &[]));
        }
    }

    fn channels(&mut self, now: &mut Now<'g>, cell: Cell<'g>) {
        let declared = self.context.declared;
        let (numbers, _) = self.numbers(ElementKind::Channel, cell.text);
        // Most name one.
        if let [only] = *numbers {
            let id = declared.id(ElementKind::Channel, only);
            if now.is_new(cell, id.clone()) {
                self.clauses(cell.clauses, |writer, clauses| writer.plain("channel", &id, clauses));
            }
            return;
        }
        let ids = numbers.iter().map(|&number| declared.id(ElementKind::Channel, number));
        let channels: Vec<Value<'_>> = ids.filter(|id| now.is_new(cell, id.clone())).map(Value::Plain).collect();
        self.clauses(cell.clauses, |writer, clauses| writer.field("channel", channels.into_iter(), clauses, &[]));
    }

    /// The channels or teams that a text names, and whether it has several names.
    fn numbers(&mut self, kind: ElementKind, text: &'g str) -> (Rc<[usize]>, bool) {
        let named = &mut self.named[usize::from(kind == ElementKind::Team)];
        named.get(text).unwrap_or_else(|| {
            let several = names(text).nth(1).is_some();
            named.keep(text, (self.context.declared.numbers(kind, text).into(), several))
        })
    }

    fn span(&self, cell: Cell<'_>) -> Span {
        self.context.grid.span(self.context.shown, cell.row, cell.column.at)
    }

    /// Writes the emotions of a cell in a column of signs.
    fn signs(&mut self, now: &mut Now<'g>, cell: Cell<'g>) {
        for text in signed_lines(cell.text) {
            // Several people with a sign each, of whom nobody is known: no part of it holds for all.
            let parts: Vec<&str> = self.context.declared.said_in(text).collect();
            let behind = |part: &'g str| part.split_once(':').map_or(part, |(_, behind)| behind);
            for part in parts {
                let line = self.line(Cell { text: part, simple: false, ..cell });
                let several = || line.text.split(';').filter(|part| sign_and_words(behind(part)).is_some()).count() > 1;
                match sign_and_words(line.text) {
                    _ if line.text.contains(';') && several() => self.as_note(line, "is not one number"),
                    Some((value, words)) => {
                        let words = Some(Cow::Borrowed(words)).filter(|words| !words.is_empty());
                        self.feel(now, line, Some(value), words);
                    }
                    None => self.emotion(now, line, None),
                }
            }
        }
    }

    /// The words of an emotion whose number stands in another column of a row: one line beside one number on its scale.
    fn words_beside(&self, now: &Now<'g>, row: usize) -> Option<&'g str> {
        let Context { plan, grid, .. } = self.context;
        let (numbers, words) = plan.felt.filter(|_| now.has_one_row())?;
        let ((number, simple), mut lines) = (grid.look(row, numbers.at), texts(grid.cell(row, words.at)));
        let (first, None) = (lines.next()?, lines.next()) else { return None };
        let (number, of) = feeling(number).number.filter(|_| simple && !first.contains([':', ']', ';']))?;
        plan.scales(numbers)?.place(number, of).map(|_| first)
    }

    /// Writes an emotion, with words that stand beside it if it has none. A number that has no place on the curve is none, and stands in a
    /// note.
    fn emotion(&mut self, now: &mut Now<'g>, cell: Cell<'g>, beside: Option<&'g str>) {
        let felt = self.felt.get(cell.text).unwrap_or_else(|| self.felt.keep(cell.text, feeling(cell.text)));
        let words = beside.map_or(felt.words, |words| feeling(words).words);
        let words = Some(words).filter(|words| !words.is_empty());
        let (value, words) = match felt.number {
            None => (None, words.or(Some(Cow::Borrowed(cell.text)))),
            Some((number, of)) => (self.context.plan.scales(cell.column).and_then(|scales| scales.place(number, of)), words),
        };
        // Several people with a number each, of whom nobody is known: no part of it holds for all.
        let parts = |sign: &str| cell.text.split(sign).filter(|part| feeling(part).number.is_some()).count();
        let several = |sign: &str| cell.text.contains(sign) && parts(sign) > 1;
        let is_bound = |words: &str| matches!(words, ">" | "<" | ">=" | "<=") || is_end_of_range(words);
        if felt.number.is_some() && words.as_deref().is_some_and(is_bound) {
            return self.as_note(cell, "is not one number");
        }
        if felt.number.is_none() && is_numeric(cell.text) || !cell.simple && several(";") || words.is_some() && several(", ") {
            return self.as_note(cell, "is not one number");
        }
        if value.is_none() && (felt.number.is_some() || words.as_ref().is_some_and(|words| number_first(words).is_some())) {
            return self.as_note(cell, "does not lie on the scale of its column");
        }
        self.feel(now, cell, value, words);
    }

    /// Writes an emotion, and says if it is another one than before.
    fn feel(&mut self, now: &mut Now<'g>, cell: Cell<'g>, value: Option<f64>, words: Option<Cow<'g, str>>) {
        let others = value.map_or_else(Vec::new, |value| now.felt_by_others(cell, value));
        let same = value.and_then(|value| now.feel(cell, value));
        if let Some(value) = value
            && let Some((row, other)) = same.or_else(|| self.of_same_people(cell, value, &others))
        {
            let place = if now.kind == ElementKind::Stage { "stage" } else { "touchpoint" };
            let there = if row == cell.row { "another column" } else { "a row above" };
            let message = format!("`{}` is another emotion than in {there} of the same {place}", one_line(cell.text));
            let label = format!("{value:+} here, {other:+} there: the curve has their mean");
            let span = self.span(cell);
            let found = self.said.say(Code::ChangedOnImport, span, message, label);
            found.help = Some("name under `Persona` who feels which, or give each its own touchpoint".into());
        }
        let feeling = Value::Feeling { value, words };
        self.clauses(cell.clauses, |writer, clauses| writer.value("emotion", &feeling, clauses));
    }

    /// The row and the number of another emotion before it that some of the same people have. What one has besides all is that one's own.
    fn of_same_people(&self, cell: Cell<'g>, value: f64, others: &[(u32, usize, f64)]) -> Option<(usize, f64)> {
        let people = |list: u32| self.lists.list(ElementKind::Persona, list).iter();
        let mut others = others.iter().filter(|(list, _, other)| *list != 0 && (other - value).abs() > f64::EPSILON).peekable();
        others.peek()?;
        let own: HashSet<&usize> = people(cell.clauses.0).collect();
        let same = others.find(|(list, ..)| people(*list).any(|one| own.contains(one)));
        same.map(|(_, row, other)| (*row, *other))
    }

    /// A field that may stand once for each persona; what else is said of it becomes a note.
    fn once(&mut self, now: &mut Now<'g>, field: Known, value: Cow<'static, str>, cell: Cell<'g>) {
        let whom = cell.clauses.0;
        match now.there(field, whom) {
            None => {
                self.clauses(cell.clauses, |writer, clauses| writer.plain(field.name(), &value, clauses));
                now.note(field, cell.clauses, Once::Plain(value));
            }
            Some((Once::Plain(other), sources)) if *other == value => self.rests_on_more(*sources, cell),
            Some(_) => self.as_note(cell, &format!("comes on top of another `{}`", field.name())),
        }
    }

    /// Keeps a value that stands there already, if it rests on sources that the other one does not rest on.
    fn rests_on_more(&mut self, sources: u32, cell: Cell<'g>) {
        let of = |list: u32| self.lists.list(ElementKind::Source, list);
        if cell.clauses.1 != sources && of(cell.clauses.1).iter().any(|source| !of(sources).contains(source)) {
            self.as_note(cell, "rests on other sources than the same value before it");
        }
    }

    fn owner(&mut self, now: &mut Now<'g>, cell: Cell<'g>) {
        let (numbers, several) = self.numbers(ElementKind::Team, cell.text);
        let Some(&first) = numbers.first() else { return };
        if several {
            self.as_note(cell, "names more than one owner; the first one answers for it");
        }
        // Only a team that the map names is declared, and a name that comes too late is a note.
        let whom = cell.clauses.0;
        match now.there(Known::Owner, whom) {
            None => {
                let id = self.context.declared.id(ElementKind::Team, first);
                self.clauses(cell.clauses, |writer, clauses| writer.plain("owner", &id, clauses));
                now.note(Known::Owner, cell.clauses, Once::Team(first));
            }
            Some((Once::Team(other), sources)) if *other == first => self.rests_on_more(*sources, cell),
            Some(_) => self.as_note(cell, "comes on top of another owner"),
        }
    }

    /// Keeps a cell as a note, with its heading.
    pub(super) fn as_note(&mut self, cell: Cell<'g>, why: &str) {
        let heading = one_line(self.context.grid.cell(self.context.plan.head, cell.column.at));
        let text = one_line(cell.text);
        let span = self.span(cell);
        self.said.changed(span, format!("`{text}` {why}"), "kept as a note");
        let note = Value::Text(Cow::Owned(format!("{heading}: {text}")));
        self.clauses(cell.clauses, |writer, clauses| writer.field("note", std::iter::once(note), clauses, &[]));
    }

    /// Keeps what says how bad something is where there is nothing bad in the row, or where it cannot be understood.
    fn severity_alone(&mut self, cell: Cell<'g>) {
        let Context { plan, grid, .. } = self.context;
        let one = |&(pain, at): &(usize, usize)| at == cell.column.at && grid.look(cell.row, pain).1;
        if cell.simple && plan.severities.iter().any(one) && plan.severity(cell.column.at, cell.text).is_some() {
            return;
        }
        let of: Vec<usize> = self
            .context
            .plan
            .severities
            .iter()
            .filter(|(_, severity)| *severity == cell.column.at)
            .map(|(pain, _)| *pain)
            .collect();
        let pains =
            of.iter().map(|&pain| self.context.declared.said(self.context.grid.cell(cell.row, pain)).count()).max().unwrap_or(0);
        let words: Vec<&str> = severities(cell.text).collect();
        if pains == 0 {
            self.as_note(cell, "says how bad something is, and there is no pain in its row");
        } else if words.len() > 1 && words.len() != pains {
            self.as_note(cell, "does not say as many severities as there are pains beside it");
        } else if !words.iter().all(|word| plan.severity(cell.column.at, word).is_some() || is_nothing(word)) {
            self.as_note(cell, "is none of `low`, `medium`, `high` and `critical`");
        }
    }

    fn mark(&mut self, now: &mut Now<'g>, mark: Mark, cell: Cell<'g>) {
        let said = answer(cells::plain(cell.text));
        if mark == Mark::Optional && (now.kind != ElementKind::Touchpoint || matches!(said, Answer::Words(_))) {
            if said != Answer::No {
                self.as_note(cell, "does not say yes or no of a touchpoint");
            }
            return;
        }
        let (yes, before) = (said != Answer::No, now.answer(mark, said != Answer::No, cell.row));
        if let Some((_, row)) = before.filter(|(before, _)| *before != yes) {
            let there = if row == cell.row { "another column" } else { "a row above" };
            return self.as_note(cell, &format!("says otherwise than {there} of the same touchpoint"));
        }
        let title = if let Answer::Words(words) = said { one_line(words) } else { Cow::Borrowed("") };
        match mark {
            Mark::Optional if yes && before.is_none() => self.writer.flag("optional"),
            Mark::MomentOfTruth if yes && now.is_new(Cell { clauses: (0, 0), ..cell }, title.clone()) => {
                let title = Some(&*title).filter(|title| !title.is_empty());
                let head = Head { kind: ElementKind::MomentOfTruth, id: None, title, value: None };
                self.writer.open(head, &Clauses::default());
                self.writer.close();
            }
            _ => {}
        }
    }

    /// Gains, opportunities, metrics and risks.
    fn elements(&mut self, now: &mut Now<'g>, kind: ElementKind, cell: Cell<'g>) {
        if kind == ElementKind::Opportunity {
            return self.opportunities(now, cell);
        }
        self.each_line(cell, |builder, line| {
            let (title, value) = if kind == ElementKind::Metric { metric(line.text) } else { (line.text, None) };
            if !now.is_new(line, line.text) {
                return;
            }
            if let Some(before) = now.measure(line, title, value.as_deref()) {
                let message = format!("`{}` is another value than in a row above", one_line(line.text));
                let label = format!("{before} there; both stand in the map");
                let span = builder.span(line);
                builder.said.changed(span, message, label);
            }
            let quoted = in_quotes(title).filter(|(name, rest)| kind == ElementKind::Metric && rest.is_empty() && !name.is_empty());
            let title = quoted.map_or(Cow::Borrowed(title), |(name, _)| name);
            let title = if line.simple { title } else { Cow::Owned(one_line(&title).into_owned()) };
            builder.open(Head { kind, id: None, title: Some(&title), value: value.as_deref() }, line.clauses);
            builder.writer.close();
        });
    }

    /// A line of a cell, and the clauses of what it says.
    fn line(&mut self, cell: Cell<'g>) -> Cell<'g> {
        if cell.simple {
            return cell;
        }
        let Line { whom, text, sources } = self.context.declared.line(cell.text);
        let mut clauses = cell.clauses;
        if !whom.is_empty() {
            clauses.0 = self.lists.of_numbers(ElementKind::Persona, whom);
        }
        if let Some(sources) = sources {
            clauses.1 = self.lists.of_numbers(ElementKind::Source, sources);
        }
        Cell { text, clauses, ..cell }
    }

    /// Does something with each line of a cell.
    pub(super) fn each_line(&mut self, cell: Cell<'g>, mut f: impl FnMut(&mut Self, Cell<'g>)) {
        // Most cells are one line.
        if cell.simple {
            return f(self, cell);
        }
        for line in self.lines(cell) {
            f(self, line);
        }
    }

    /// The lines of a cell.
    pub(super) fn lines(&mut self, cell: Cell<'g>) -> Vec<Cell<'g>> {
        if cell.simple {
            return vec![cell];
        }
        self.context.declared.said(cell.text).map(|text| self.line(Cell { text, ..cell })).collect()
    }
}

/// Whether a column holds what may stand once.
fn stands_once(column: Planned) -> bool {
    matches!(column.holds, Held::Known(Holds::Duration | Holds::Word(Known::Status) | Holds::Names(ElementKind::Team)))
}

/// Whether a cell says something.
#[inline]
fn says(plan: &Plan, column: Planned, text: &str, simple: bool) -> bool {
    !text.is_empty() && (simple || !is_placeholder(text) || has_signs(plan, column))
}

/// Whether signs in a column say how good something is.
fn has_signs(plan: &Plan, column: Planned) -> bool {
    plan.scales(column).is_some_and(|scales| scales.signs)
}

/// Whether what stands behind a number is the other end of a range, as in `4 to 5`.
fn is_end_of_range(words: &str) -> bool {
    const TO: [&str; 9] = ["to", "or", "bis", "oder", "à", "ou", "tot", "of", "a"];
    let end = words.split_once(' ').filter(|(to, _)| TO.contains(to)).map(|(_, end)| end);
    end.is_some_and(|end| end.starts_with(|sign: char| sign.is_ascii_digit() || matches!(sign, '+' | '-')) && is_numeric(end))
}
