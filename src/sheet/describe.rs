//! The sheet as plain text: a readable alternative of the picture, for those who do not see it.

use std::fmt::Write as _;
use std::ops::Range;

use super::{Basis, Card, Content, Curve, Entry, Feeling, Ground, Lead, Plot, Severity, Sheet, Spot, Way, Whom, Word, signed};

/// The whole sheet: the header, the personas, then stage by stage what each row says, then the evidence.
pub fn describe(sheet: &Sheet) -> String {
    let mut out = String::new();
    head(&mut out, sheet);
    let parts = Parts::of(sheet);
    parts.write(&mut out, sheet, parts.whole(), "The whole journey, ");
    let mut phases = sheet.phases.iter().enumerate().peekable();
    for (at, own) in sheet.stages.iter().enumerate() {
        while let Some((number, phase)) = phases.next_if(|(_, phase)| phase.slots.start <= own.slots.start) {
            let _ = writeln!(out, "Phase {}.", phase.title);
            parts.write(&mut out, sheet, parts.phase(number), "The whole phase, ");
        }
        stage(&mut out, sheet, at);
        parts.write(&mut out, sheet, at, "");
    }
    evidence(&mut out, sheet);
    out.truncate(out.trim_end().len());
    out
}

/// The heading of a stage.
pub fn stage(out: &mut String, sheet: &Sheet, number: usize) {
    let stage = &sheet.stages[number];
    let facts = stage.goal.iter().chain(&stage.facts).cloned().chain(names(&stage.whom)).collect::<Vec<_>>().join("; ");
    let _ = writeln!(out, "Stage {}.", said(&format!("{} of {}, {}", number + 1, sheet.stages.len(), stage.title), &facts));
}

/// What claims rest on.
pub fn evidence(out: &mut String, sheet: &Sheet) {
    for evidence in &sheet.evidence {
        let _ =
            writeln!(out, "{}.", said(&format!("Evidence {}, {}", evidence.number, evidence.title), &evidence.facts.join(", ")));
    }
}

/// What is said of each stage, then of each phase as a whole, then of the journey as a whole: the number of the row, and a statement.
struct Parts {
    said: Vec<Vec<(usize, String)>>,
    starts: Vec<usize>,
}

impl Parts {
    fn of(sheet: &Sheet) -> Self {
        let starts = sheet.stages.iter().map(|stage| stage.slots.start).collect();
        let mut parts = Self { said: vec![Vec::new(); sheet.stages.len() + sheet.phases.len() + 1], starts };
        for (row, content) in sheet.rows.iter().map(|row| &row.content).enumerate() {
            match content {
                Content::Cards(cards) => cards.iter().for_each(|one| parts.add(sheet, row, &one.slots, card(sheet, one))),
                Content::Cells(cells) => {
                    for cell in cells {
                        cell.entries.iter().for_each(|one| parts.add(sheet, row, &cell.slots, entry(sheet, one)));
                    }
                }
                Content::Plot(plot) => parts.add_plot(sheet, row, plot),
            }
        }
        parts
    }

    fn add_plot(&mut self, sheet: &Sheet, row: usize, plot: &Plot) {
        for curve in &plot.curves {
            for place in curve.points.chunk_by(|one, other| one.slots == other.slots) {
                let points: Vec<String> = place.iter().map(|spot| point(sheet, spot)).collect();
                self.add(sheet, row, &place[0].slots, format!("{}{}", who(sheet, curve), points.join(", then ")));
            }
            for spot in &curve.levels {
                self.add(
                    sheet,
                    row,
                    &spot.slots,
                    format!("{}{} {}", who(sheet, curve), point(sheet, spot), sheet.word(Word::AsAWhole)),
                );
            }
        }
        for Feeling { slots, text, whom, .. } in &plot.words {
            self.add(sheet, row, slots, names(whom).map_or_else(|| text.clone(), |names| format!("{text} ({names})")));
        }
    }

    fn add(&mut self, sheet: &Sheet, row: usize, slots: &Range<usize>, statement: String) {
        let stage = self.starts.partition_point(|&start| start <= slots.start).saturating_sub(1);
        let inside = sheet.stages.get(stage).is_some_and(|stage| slots.end <= stage.slots.end);
        let phase = || sheet.phases.binary_search_by_key(&slots.start, |phase| phase.slots.start).ok();
        let part = match (inside, phase()) {
            (true, _) => stage,
            (false, Some(phase)) if sheet.phases[phase].slots.end == slots.end => self.phase(phase),
            _ => self.whole(),
        };
        self.said[part].push((row, statement));
    }

    fn phase(&self, number: usize) -> usize {
        self.starts.len() + number
    }

    fn whole(&self) -> usize {
        self.said.len() - 1
    }

    fn write(&self, out: &mut String, sheet: &Sheet, part: usize, before: &str) {
        for of_row in self.said[part].chunk_by(|(one, _), (other, _)| one == other) {
            let statements: Vec<&str> = of_row.iter().map(|(_, statement)| statement.as_str()).collect();
            let _ = writeln!(out, "{before}{}: {}.", sheet.rows[of_row[0].0].label, statements.join("; "));
        }
    }
}

/// What the journey is called, and who walks it.
pub fn head(out: &mut String, sheet: &Sheet) {
    let header = &sheet.header;
    let _ = writeln!(out, "Journey map {}.", said(&header.title, &header.facts.join(", ")));
    for text in header.objective.iter().chain(&header.scenario) {
        let _ = writeln!(out, "{text}");
    }
    for persona in &sheet.personas {
        let facts = persona.facts.iter().chain(&persona.goal).cloned().collect::<Vec<_>>().join("; ");
        let _ = writeln!(out, "{}.", said(&format!("Persona {}", persona.name), &facts));
    }
}

/// `name: rest`, or the name alone.
pub fn said(name: &str, rest: &str) -> String {
    if rest.is_empty() { name.to_owned() } else { format!("{name}: {rest}") }
}

/// A card with what is on it.
pub fn card(sheet: &Sheet, card: &Card) -> String {
    let mut facts: Vec<String> = card.channels.iter().map(|channel| channel.title.clone()).collect();
    facts.extend(card.facts.iter().cloned());
    facts.extend(card.moment.as_ref().map(|why| said(sheet.word(Word::MomentOfTruth), why)));
    facts.extend(card.assumed.then(|| sheet.word(Word::BasisAssumed).to_owned()));
    facts.extend(card.unreached.then(|| sheet.word(Word::NobodyGetsHere).to_owned()));
    facts.extend(names(&card.whom));
    match &card.title {
        Some(title) if facts.is_empty() => title.clone(),
        Some(title) => format!("{title} ({})", facts.join(", ")),
        None => facts.join(", "),
    }
}

/// One statement in words.
fn entry(sheet: &Sheet, entry: &Entry) -> String {
    let mut facts: Vec<String> = Vec::new();
    let text = match &entry.lead {
        Some(Lead::Finding(sign, severity)) => {
            facts.extend(severity.map(|severity| severe(sheet, severity)));
            format!("{sign} {}", entry.text)
        }
        Some(Lead::Gain(severity)) => {
            facts.extend(severity.map(|severity| severe(sheet, severity)));
            entry.text.clone()
        }
        Some(Lead::Value(value)) => format!("{} {value}", entry.text),
        Some(Lead::Way(way)) => format!("{} {}", way_word(*way), entry.text),
        None => entry.text.clone(),
    };
    if !entry.answers.is_empty() {
        let signs: Vec<String> = entry.answers.iter().map(ToString::to_string).collect();
        facts.push(format!("answers {}", signs.join(", ")));
    }
    facts.extend(entry.facts.iter().cloned());
    facts.extend(entry.ground.as_ref().map(|ground| ground_words(sheet, ground)));
    facts.extend(names(&entry.whom));
    if facts.is_empty() { text } else { format!("{text} ({})", facts.join(", ")) }
}

fn severe(sheet: &Sheet, severity: Severity) -> String {
    format!("{} {}", sheet.word(Word::Severity), severity.word())
}

/// What a kind of way does, in words.
pub fn way_word(way: Way) -> &'static str {
    match way {
        Way::Success => "ends well:",
        Way::Failure => "ends badly:",
        Way::End => "ends:",
        Way::HandOff => "is handed over to",
        Way::Back => "goes back to",
        Way::Past => "goes past to",
    }
}

/// What something rests on: `evidence 1, 2`, `measured 3` or `assumed`.
pub fn ground_words(sheet: &Sheet, ground: &Ground) -> String {
    let numbers: Vec<String> = ground.evidence.iter().map(ToString::to_string).collect();
    match ground.basis {
        Basis::Assumed => sheet.word(Word::BasisAssumed).to_owned(),
        Basis::Researched => format!("{} {}", sheet.word(Word::EvidenceNumber), numbers.join(", ")),
        Basis::Measured => format!("{} {}", sheet.word(Word::BasisMeasured), numbers.join(", ")),
    }
}

/// For whom something holds, in words.
pub fn names(whom: &[Whom]) -> Option<String> {
    let names: Vec<&str> = whom.iter().map(|whom| whom.name.as_str()).collect();
    (!names.is_empty()).then(|| format!("for {}", names.join(" and ")))
}

fn who(sheet: &Sheet, curve: &Curve) -> String {
    let persona = curve.persona.and_then(|number| sheet.persona(number));
    persona.map_or_else(String::new, |persona| format!("{} ", persona.name))
}

fn point(sheet: &Sheet, spot: &Spot) -> String {
    let mut out = signed(spot.mean);
    if let Some((low, high)) = spot.range {
        let _ = write!(out, " (from {} to {})", signed(low), signed(high));
    }
    if let Some(word) = &spot.word {
        let _ = write!(out, " {word}");
    }
    if let Some(ground) = &spot.ground {
        let _ = write!(out, " ({})", ground_words(sheet, ground));
    }
    out
}
