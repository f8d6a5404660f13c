//! From sorted rows to a draft.

use std::borrow::Cow;

use super::cells::{self, Answer, answer, duration, feeling, metric, names, severity, status, texts};
use super::grid::Grid;
use super::plan::{Held, Plan, Planned};
use super::rows::{Journey, Place, Stage};
use crate::diagnostic::Code;
use crate::import::cast::{Cast, cast};
use crate::import::draft::{Clauses, Element, Field, Item, SomeClauses, Value};
use crate::import::names::{Declared, Ids, one_line};
use crate::import::said::Said;
use crate::model::vocabulary::{ElementKind, Field as Known};
use crate::source::Span;
use crate::table::{Holds, Mark};

/// What the tables of a file declare together.
pub struct Declarations {
    /// The ids of personas and teams: of one id they could not be told apart where somebody acts.
    actors: Ids,
    others: [Ids; 2],
    /// Personas.
    pub personas: Declared,
    /// Channels.
    pub channels: Declared,
    /// Teams.
    pub teams: Declared,
    /// Sources.
    pub sources: Declared,
}

impl Default for Declarations {
    fn default() -> Self {
        let [personas, channels, teams, sources] =
            [ElementKind::Persona, ElementKind::Channel, ElementKind::Team, ElementKind::Source]
                .map(|kind| Declared::new(kind, false));
        Self { actors: Ids::default(), others: Default::default(), personas, channels, teams, sources }
    }
}

impl Declarations {
    /// Declares what a table names.
    pub fn collect(&mut self, grid: &Grid, plan: &Plan, shown: &str, said: &mut Said) {
        for column in &plan.columns {
            let Held::Known(Holds::Names(kind)) = column.holds else { continue };
            for row in plan.head + 1..grid.height() {
                let all = names(grid.cell(row, column.at));
                // One team answers; the others become a note.
                for name in all.take(if kind == ElementKind::Team { 1 } else { usize::MAX }) {
                    match kind {
                        ElementKind::Persona => self.personas.number(name, &mut self.actors),
                        ElementKind::Team => self.teams.number(name, &mut self.actors),
                        ElementKind::Channel => self.channels.number(name, &mut self.others[0]),
                        _ => {
                            let before = self.sources.len();
                            let number = self.sources.number(name, &mut self.others[1]);
                            if number == before && cells::kind_of_source(name).is_none() {
                                guessed(name, grid.span(shown, row, column.at), said);
                            }
                            number
                        }
                    };
                }
            }
        }
    }

    /// The declarations as statements.
    pub fn items(&self) -> Vec<Item<'_>> {
        let mut items: Vec<Item<'_>> = self.personas.items().chain(self.channels.items()).chain(self.teams.items()).collect();
        items.extend(self.sources.used().map(|entry| {
            let (kind, method) = cells::kind_of_source(&entry.title).unwrap_or(("solicited", ""));
            let mut source = Element::new(ElementKind::Source, &*entry.id).titled(&*entry.title);
            source.plain("kind", kind);
            if !method.is_empty() {
                source.plain("method", method);
            }
            Item::Element(Box::new(source))
        }));
        items
    }
}

/// The same clauses once more.
fn again<'g>(clauses: &Clauses<'g>) -> Clauses<'g> {
    let copy = |some: &SomeClauses<'g>| SomeClauses {
        personas: some.personas.clone(),
        sources: some.sources.clone(),
        when: some.when.clone(),
    };
    Clauses(clauses.0.as_deref().map(|some| Box::new(copy(some))))
}

/// The values that an element's field has already, and for whom.
fn values_of<'e, 'g>(element: &'e Element<'g>, name: &'e str) -> impl Iterator<Item = (&'e Value<'g>, &'e [Cow<'g, str>])> {
    element.items.iter().filter_map(move |item| match item {
        Item::Field(Field { name: own, values, clauses, .. }) if own == name => Some((values.first()?, personas_of(clauses))),
        _ => None,
    })
}

fn personas_of<'e, 'g>(clauses: &'e Clauses<'g>) -> &'e [Cow<'g, str>] {
    clauses.0.as_ref().map_or(&[][..], |clauses| &clauses.personas)
}

/// Says that the kind of a source, which a map must have, is a guess.
fn guessed(name: &str, span: Span, said: &mut Said) {
    let message = format!("the table does not say what kind of source `{}` is", one_line(name));
    let found = said.say(Code::ChangedOnImport, span, message, "written as `kind: solicited`");
    found.help = Some("write `solicited`, `unsolicited` or `observed` in the map".into());
}

/// Makes the journeys of one table.
pub struct Builder<'g, 's> {
    /// The table.
    pub grid: &'g Grid,
    /// Its columns.
    pub plan: &'g Plan,
    /// What its file declares.
    pub declared: &'g Declarations,
    /// The ids of the lanes of its file, by number.
    pub lanes: &'g [String],
    /// The text that findings point to.
    pub shown: &'s str,
    /// What there is to say.
    pub said: &'s mut Said,
}

/// What the rows of one element say about whom it holds for and what it rests on.
struct Whom {
    /// The personas and sources of each row.
    rows: Vec<(Vec<usize>, Vec<usize>)>,
    /// All personas.
    people: Vec<usize>,
    /// Whether all rows say the same.
    same: bool,
}

impl<'g> Builder<'g, '_> {
    /// A journey; `id` and `title` are those of its element.
    pub fn journey(&mut self, id: String, title: Option<Cow<'g, str>>, rows: &Journey<'g>) -> Element<'g> {
        let mut journey = Element::new(ElementKind::Journey, id);
        journey.title = title;
        let whole = |stage: &Stage<'g>| (!stage.own.is_empty()).then(|| self.whom(stage.own.iter().copied()).people);
        let of_stage = |stage: &Stage<'g>| {
            let places = stage.places.iter().map(|place| self.whom(place.rows.clone()).people);
            whole(stage).into_iter().chain(places).collect::<Vec<_>>()
        };
        let people: Vec<Vec<usize>> = rows.stages.iter().flat_map(of_stage).collect();
        let cast = cast(people.iter().map(Vec::as_slice));
        let personas = &self.declared.personas;
        journey.names("persona", cast.walkers.iter().map(|&person| personas.id(person)));
        let mut ids = Ids::default();
        let mut phase: Option<(&'g str, Element<'g>)> = None;
        let several = rows.stages.len() > 1;
        for stage in &rows.stages {
            let element = self.stage(stage, several, &cast, &mut ids);
            if phase.as_ref().map(|(title, _)| *title) != stage.phase {
                journey.items.extend(phase.take().map(|(_, phase)| Item::Element(Box::new(phase))));
                phase = stage.phase.map(|title| (title, Element::nameless(ElementKind::Phase).titled(one_line(title))));
            }
            match &mut phase {
                Some((_, phase)) => phase.add(element),
                None => journey.add(element),
            }
        }
        journey.items.extend(phase.map(|(_, phase)| Item::Element(Box::new(phase))));
        journey
    }

    fn stage(&mut self, rows: &Stage<'g>, several: bool, cast: &Cast, ids: &mut Ids) -> Element<'g> {
        let mut stage = match rows.title.map(one_line) {
            Some(title) => Element::new(ElementKind::Stage, ids.of(&title, "stage")).titled(title),
            None => Element::new(ElementKind::Stage, ids.claim(if several { "start" } else { "all" }.to_owned())),
        };
        // A touchpoint has no goal and no need: they are those of its stage.
        let mut seen: Vec<(Known, &str)> = Vec::new();
        for column in &self.plan.columns {
            let Held::Known(Holds::Texts(field @ (Known::Goal | Known::Need | Known::BusinessGoal))) = column.holds else {
                continue;
            };
            let all = rows.own.iter().copied().chain(rows.places.iter().flat_map(|place| place.rows.clone()));
            for text in all.flat_map(|row| texts(self.grid.cell(row, column.at))) {
                if !seen.contains(&(field, text)) {
                    seen.push((field, text));
                    stage.text(field.name(), text);
                }
            }
        }
        let whom = self.whom(rows.own.iter().copied());
        let alone = rows.places.is_empty();
        if alone {
            self.head(&mut stage, &whom, cast);
        }
        self.fill(&mut stage, &rows.own, &whom, !(alone && whom.same));
        let mut inside = Ids::default();
        for place in &rows.places {
            let touchpoint = self.place(place, cast, &mut inside);
            stage.add(touchpoint);
        }
        stage
    }

    fn place(&mut self, place: &Place<'g>, cast: &Cast, ids: &mut Ids) -> Element<'g> {
        let title = one_line(place.title);
        let mut element = Element::new(ElementKind::Touchpoint, ids.of(&title, "touchpoint")).titled(title);
        let whom = self.whom(place.rows.clone());
        self.head(&mut element, &whom, cast);
        let rows: Vec<usize> = place.rows.clone().collect();
        self.fill(&mut element, &rows, &whom, !whom.same);
        element
    }

    /// Whom rows are about and what they rest on.
    fn whom(&self, rows: impl Iterator<Item = usize>) -> Whom {
        let mut whom = Whom { rows: Vec::new(), people: Vec::new(), same: true };
        for row in rows {
            let own = (self.numbers(row, ElementKind::Persona), self.numbers(row, ElementKind::Source));
            let new: Vec<usize> = own.0.iter().copied().filter(|person| !whom.people.contains(person)).collect();
            whom.people.extend(new);
            whom.same &= whom.rows.first().is_none_or(|first| *first == own);
            whom.rows.push(own);
        }
        whom
    }

    /// What a row names in the columns of a kind, each once.
    fn numbers(&self, row: usize, kind: ElementKind) -> Vec<usize> {
        let mut numbers = Vec::new();
        for column in &self.plan.columns {
            if !matches!(column.holds, Held::Known(Holds::Names(own)) if own == kind) {
                continue;
            }
            let declared = match kind {
                ElementKind::Persona => &self.declared.personas,
                ElementKind::Channel => &self.declared.channels,
                ElementKind::Team => &self.declared.teams,
                _ => &self.declared.sources,
            };
            for number in names(self.grid.cell(row, column.at)).filter_map(|name| declared.find(name)) {
                if !numbers.contains(&number) {
                    numbers.push(number);
                }
            }
        }
        numbers
    }

    /// The clauses of a place that stands for itself: for whom it is, and what it rests on if all its rows say the same. A stage around
    /// touchpoints has none: they would hold for those, too.
    fn head(&self, element: &mut Element<'g>, whom: &Whom, cast: &Cast) {
        let people = if cast.same { &[][..] } else { &whom.people[..] };
        let sources = whom.rows.first().filter(|_| whom.same).map_or(&[][..], |(_, sources)| &sources[..]);
        element.clauses = self.clauses(people, sources);
    }

    fn clauses(&self, people: &[usize], sources: &[usize]) -> Clauses<'g> {
        if people.is_empty() && sources.is_empty() {
            return Clauses::default();
        }
        Clauses(Some(Box::new(SomeClauses {
            personas: people.iter().map(|&person| self.declared.personas.id(person)).collect(),
            sources: sources.iter().map(|&source| self.declared.sources.id(source)).collect(),
            when: None,
        })))
    }

    /// Adds what rows say; `own` is whether each of them says for itself whom it is about and what it rests on.
    fn fill(&mut self, element: &mut Element<'g>, rows: &[usize], whom: &Whom, own: bool) {
        for column in &self.plan.columns {
            for (index, &row) in rows.iter().enumerate() {
                let cell = self.grid.cell(row, column.at);
                if !cell.is_empty() {
                    let (people, sources) = &whom.rows[index];
                    let clauses = if own { self.clauses(people, sources) } else { Clauses::default() };
                    self.cell(element, *column, row, cell, clauses);
                }
            }
        }
        // What is said in a line comes before what has a block of its own.
        element.items.sort_by_key(|item| matches!(item, Item::Element(_)));
    }

    fn cell(&mut self, element: &mut Element<'g>, column: Planned, row: usize, cell: &'g str, clauses: Clauses<'g>) {
        let mut add = |name: &'g str, values: Vec<Value<'g>>, clauses| {
            if !values.is_empty() {
                element.items.push(Item::Field(Field { clauses, ..Field::new(name, values) }));
            }
        };
        let text = |text| Value::Text(Cow::Borrowed(text));
        match column.holds {
            Held::Lane(lane) => add(&self.lanes[lane], texts(cell).map(text).collect(), clauses),
            Held::Emotions(scale) => {
                let mut values = Vec::new();
                for line in texts(cell) {
                    values.push(self.emotion(line, scale, row, column.at));
                }
                for value in values {
                    element.items.push(Item::Field(Field { clauses: again(&clauses), ..Field::new("emotion", vec![value]) }));
                }
            }
            Held::Known(holds) => match holds {
                Holds::Texts(Known::Goal | Known::Need | Known::BusinessGoal)
                | Holds::Title(_)
                | Holds::Number
                | Holds::Emotions => {}
                Holds::Texts(field) => add(field.name(), texts(cell).map(text).collect(), clauses),
                Holds::Names(ElementKind::Channel) => {
                    let numbers = self.numbers(row, ElementKind::Channel);
                    let channels = &self.declared.channels;
                    add("channel", numbers.iter().map(|&number| Value::Plain(channels.id(number))).collect(), clauses);
                }
                Holds::Names(ElementKind::Team) => self.owner(element, row, column.at, clauses),
                Holds::Names(_) => {}
                Holds::Duration => match duration(cell) {
                    Some(value) => self.once(element, "duration", value, row, column.at, clauses),
                    None => self.as_note(element, row, column.at, "is no length of time such as `2 weeks`"),
                },
                Holds::Word(Known::Status) if element.kind != ElementKind::Touchpoint => {
                    self.as_note(element, row, column.at, "is the status of a whole stage, which has none");
                }
                Holds::Word(Known::Status) => match status(cell) {
                    Some(word) => self.once(element, "status", word.to_owned(), row, column.at, clauses),
                    None => self.as_note(element, row, column.at, "is none of `live`, `planned` and `retired`"),
                },
                Holds::Word(_) => self.severity_alone(element, row, column.at),
                Holds::Mark(mark) => self.mark(element, mark, row, column.at, cell),
                Holds::Elements(kind) => self.elements(element, kind, row, cell, &clauses),
            },
        }
    }

    fn span(&self, row: usize, column: usize) -> Span {
        self.grid.span(self.shown, row, column)
    }

    fn emotion(&mut self, line: &'g str, scale: Option<crate::table::Scale>, row: usize, column: usize) -> Value<'g> {
        let felt = feeling(line);
        let place = match felt.number {
            None => {
                return Value::Feeling {
                    value: None,
                    words: Some(felt.words).filter(|words| !words.is_empty()).or(Some(line.into())),
                };
            }
            Some((number, Some(of))) => crate::table::Scale { worst: 1.0, best: of }.place(number),
            Some((number, None)) => scale.and_then(|scale| scale.place(number)),
        };
        if place.is_none() {
            if scale.is_some() {
                let span = self.span(row, column);
                self.said.changed(span, format!("`{line}` does not lie on the scale of its column"), "kept as words");
            }
            return Value::Feeling { value: None, words: Some(line.into()) };
        }
        Value::Feeling { value: place, words: Some(felt.words).filter(|words| !words.is_empty()) }
    }

    /// A field that may stand once for each persona; what else is said of it becomes a note.
    fn once(
        &mut self,
        element: &mut Element<'g>,
        name: &'static str,
        value: String,
        row: usize,
        column: usize,
        clauses: Clauses<'g>,
    ) {
        let whom = personas_of(&clauses);
        let there = values_of(element, name).find(|(_, other)| other.is_empty() || whom.is_empty() || *other == whom);
        match there.map(|(value, _)| value) {
            None => {
                let values = vec![Value::Plain(value.into())];
                element.items.push(Item::Field(Field { clauses, ..Field::new(name, values) }));
            }
            Some(Value::Plain(other)) if *other == value => {}
            Some(_) => self.as_note(element, row, column, &format!("comes on top of another `{name}`")),
        }
    }

    fn owner(&mut self, element: &mut Element<'g>, row: usize, column: usize, clauses: Clauses<'g>) {
        let first = names(self.grid.cell(row, column)).next().and_then(|name| self.declared.teams.find(name));
        let Some(first) = first else { return };
        if names(self.grid.cell(row, column)).nth(1).is_some() {
            self.as_note(element, row, column, "names more than one owner; the first one answers for it");
        }
        let teams = &self.declared.teams;
        // Only a team that the map names is declared.
        let before = values_of(element, "owner").count();
        self.once(element, "owner", teams.peek(first).to_owned(), row, column, clauses);
        if values_of(element, "owner").count() > before {
            teams.id(first);
        }
    }

    /// Keeps a cell as a note, with its heading.
    fn as_note(&mut self, element: &mut Element<'g>, row: usize, column: usize, why: &str) {
        let heading = one_line(self.grid.cell(self.plan.head, column));
        let cell = one_line(self.grid.cell(row, column));
        let span = self.span(row, column);
        self.said.changed(span, format!("`{cell}` {why}"), "kept as a note");
        element.text("note", format!("{heading}: {cell}"));
    }

    /// How bad something is where the row has no pain.
    fn severity_alone(&mut self, element: &mut Element<'g>, row: usize, column: usize) {
        let pains =
            self.plan.columns.iter().filter(|column| matches!(column.holds, Held::Known(Holds::Elements(ElementKind::Pain))));
        let has_pain = pains.into_iter().any(|column| !self.grid.cell(row, column.at).is_empty());
        let word = severity(self.grid.cell(row, column));
        match (has_pain, word) {
            (true, Some(_)) => {}
            (true, None) => self.as_note(element, row, column, "is none of `low`, `medium`, `high` and `critical`"),
            (false, _) => self.as_note(element, row, column, "says how bad something is, and there is no pain in its row"),
        }
    }

    fn mark(&mut self, element: &mut Element<'g>, mark: Mark, row: usize, column: usize, cell: &'g str) {
        let said = answer(cell);
        match (mark, said) {
            (_, Answer::No) => {}
            (Mark::Optional, Answer::Yes) if element.kind == ElementKind::Touchpoint => {
                if !element.items.iter().any(|item| matches!(item, Item::Flag(_))) {
                    element.items.push(Item::Flag("optional"));
                }
            }
            (Mark::Optional, _) => self.as_note(element, row, column, "does not say yes or no of a touchpoint"),
            (Mark::MomentOfTruth, answer) => {
                let mut moment = Element::nameless(ElementKind::MomentOfTruth);
                if let Answer::Words(words) = answer {
                    moment.title = Some(one_line(words));
                }
                element.add(moment);
            }
        }
    }

    /// Pains, gains, opportunities, metrics and risks. An opportunity beside one pain is there for it.
    fn elements(&mut self, element: &mut Element<'g>, kind: ElementKind, row: usize, cell: &'g str, clauses: &Clauses<'g>) {
        if kind == ElementKind::Opportunity && self.only_pain(row).is_some() {
            return;
        }
        let severity = self.column(Holds::Word(Known::Severity)).and_then(|column| severity(self.grid.cell(row, column)));
        for line in texts(cell) {
            let mut new = Element::nameless(kind);
            match kind {
                ElementKind::Metric => {
                    let (title, value) = metric(line);
                    new.title = Some(one_line(title));
                    new.value = value.map(Cow::Owned);
                }
                _ => new.title = Some(one_line(line)),
            }
            new.clauses = again(clauses);
            if kind == ElementKind::Pain {
                if let Some(word) = severity {
                    new.plain("severity", word);
                }
                if self.only_pain(row).is_some()
                    && let Some(column) = self.column(Holds::Elements(ElementKind::Opportunity))
                {
                    for line in texts(self.grid.cell(row, column)) {
                        new.add(Element::nameless(ElementKind::Opportunity).titled(one_line(line)));
                    }
                }
            }
            element.add(new);
        }
    }

    /// The first column that holds something.
    fn column(&self, wanted: Holds) -> Option<usize> {
        self.plan
            .columns
            .iter()
            .find(|column| matches!(column.holds, Held::Known(holds) if holds == wanted))
            .map(|column| column.at)
    }

    /// The pain of a row, if it has exactly one.
    fn only_pain(&self, row: usize) -> Option<&'g str> {
        let mut columns = self.plan.columns.iter().filter(|column| {
            matches!(column.holds, Held::Known(Holds::Elements(ElementKind::Pain))) && !self.grid.cell(row, column.at).is_empty()
        });
        let (Some(column), None) = (columns.next(), columns.next()) else { return None };
        let mut pains = texts(self.grid.cell(row, column.at));
        pains.next().filter(|_| pains.next().is_none())
    }
}
