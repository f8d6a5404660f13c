//! A journey in words: headings and tables, one part for each place, with all that the sheet says of it.
//!
//! It is what the map says to those who do not see it, what is printed below it, and what the script shows beside it.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, Severity as Level};
use crate::labels::Word;
use crate::model::ElementId;
use crate::model::Node;
use crate::model::value::signed;
use crate::model::vocabulary::ElementKind;
use crate::sheet::{Basis, Card, Content, Curve, Entry, Ground, Lead, Plot, Sheet, Spot, Way, Whom, caption};

use super::super::svg::{address, attribute, text};
use super::{Map, Page};

/// Text between tags.
pub fn escaped(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    text(&mut out, written);
    out
}

/// A row of a place: the number of the row on the sheet, and its statements as items of a list.
type Said = Vec<(usize, Vec<String>)>;

/// What is said of all places of a journey.
struct Places<'s> {
    said: HashMap<ElementId, Said>,
    cards: HashMap<ElementId, &'s Card>,
    findings: HashMap<ElementId, Vec<&'s Diagnostic>>,
}

impl<'m> Page<'_, 'm> {
    /// Writes a journey in words, its headings from a level on.
    pub(super) fn words(&self, out: &mut String, number: usize, level: usize) {
        let map = &self.maps[number];
        let (journey, sheet) = (map.graph.journey, &map.sheet);
        let places = self.gather(map, number);
        let anchor = self.anchors.get(journey.id).map_or(0, |anchor| anchor.number);
        let label = self.word(Word::InWords);
        let dir = if sheet.rtl { " dir=\"rtl\"" } else { "" };
        let _ = writeln!(
            out,
            "<div class=\"view words\" data-view=\"words\" role=\"region\" aria-label=\"{label}\" tabindex=\"0\"{dir}>\n\
             <section class=\"place whole\" data-place=\"{anchor}\">\n<h{level}>{title}</h{level}>",
            title = escaped(&sheet.header.title),
        );
        header(out, sheet);
        self.table(out, sheet, &places, journey);
        out.push_str("</section>\n");
        self.cast(out, number, level);
        let mut phase = None;
        for stage in &sheet.stages {
            let node = self.node(stage.place);
            let around = node.parent().filter(|around| around.kind() == ElementKind::Phase);
            if let Some(around) = around.filter(|around| phase != Some(around.id)) {
                phase = Some(around.id);
                self.place(out, number, around, level, &places);
                out.push_str("</section>\n");
            }
            self.place(out, number, node, level, &places);
            let shown = |inner: &Node<'m>| places.cards.contains_key(&inner.id) || places.said.contains_key(&inner.id);
            for inner in node.touchpoints().filter(shown) {
                self.place(out, number, inner, level + 1, &places);
                out.push_str("</section>\n");
            }
            out.push_str("</section>\n");
        }
        for outcome in map.graph.outcomes() {
            self.place(out, number, outcome, level, &places);
            out.push_str("</section>\n");
        }
        self.evidence(out, number, level);
        out.push_str("</div>\n");
    }

    /// Who walks the journey.
    fn cast(&self, out: &mut String, number: usize, level: usize) {
        let sheet = &self.maps[number].sheet;
        if sheet.personas.is_empty() {
            return;
        }
        let _ = writeln!(out, "<section class=\"cast\">\n<h{level}>{}</h{level}>\n<dl>", self.word(Word::Personas));
        for persona in &sheet.personas {
            let of = self.persona(number, persona.number).map_or_else(String::new, |number| format!(" data-for=\"{number}\""));
            let said: Vec<String> = persona.facts.iter().chain(&persona.goal).map(|said| escaped(said)).collect();
            let _ = write!(out, "<div{of}><dt>{}</dt><dd>{}", escaped(&persona.name), said.join(" · "));
            more(out, persona.link.as_deref());
            out.push_str("</dd></div>\n");
        }
        out.push_str("</dl>\n</section>\n");
    }

    /// Opens the part of a place, with its heading and its table.
    fn place(&self, out: &mut String, number: usize, node: Node<'m>, level: usize, places: &Places<'_>) {
        let Some(anchor) = self.anchors.get(node.id) else { return };
        let sheet = &self.maps[number].sheet;
        let stage = sheet.stages.iter().find(|stage| stage.place == node.id);
        let card = places.cards.get(&node.id).copied().filter(|card| card.title.is_some());
        let whom = stage.map(|stage| &stage.whom).or(card.map(|card| &card.whom));
        let whom = whom.map_or_else(String::new, |whom| self.holders(number, whom));
        let kind = node.kind().keyword();
        let (id, place) = (attribute(&anchor.id), anchor.number);
        let _ = writeln!(
            out,
            "<section class=\"place {kind}\" id=\"{id}\" data-place=\"{place}\"{whom}>\n<h{level}>{title}</h{level}>",
            title = escaped(&anchor.caption)
        );
        if let Some(stage) = stage {
            for goal in &stage.goal {
                let _ = writeln!(out, "<p>{}</p>", escaped(goal));
            }
        }
        let facts = match (stage, places.cards.get(&node.id)) {
            (Some(stage), bare) => {
                let mut facts = stage.facts.clone();
                facts.extend(stage.moment.then(|| sheet.word(Word::MomentOfTruth).to_owned()));
                facts.extend(bare.iter().filter(|card| card.title.is_none()).flat_map(|card| channels(card)));
                facts
            }
            (None, Some(card)) => facts(sheet, card),
            (None, None) => Vec::new(),
        };
        if !facts.is_empty() {
            let _ = writeln!(out, "<p class=\"facts\">{}</p>", escaped(&facts.join(" · ")));
        }
        more(out, stage.map_or_else(|| card.and_then(|card| card.link.as_deref()), |stage| stage.link.as_deref()));
        self.table(out, sheet, places, node);
    }

    /// What is said of a place, row by row, and what was found there.
    fn table(&self, out: &mut String, sheet: &Sheet, places: &Places<'_>, node: Node<'m>) {
        let said = places.said.get(&node.id).map_or(&[][..], Vec::as_slice);
        let findings = places.findings.get(&node.id).map_or(&[][..], Vec::as_slice);
        if said.is_empty() && findings.is_empty() {
            return;
        }
        out.push_str("<table>\n");
        for (row, statements) in said {
            let row = &sheet.rows[*row];
            let hint = if row.hint.is_empty() { String::new() } else { format!(" <small>{}</small>", escaped(&row.hint)) };
            let _ = writeln!(
                out,
                "<tr><th scope=\"row\">{}{hint}</th><td><ul>{}</ul></td></tr>",
                escaped(&row.label),
                statements.concat()
            );
        }
        if !findings.is_empty() {
            let _ = write!(out, "<tr class=\"findings\"><th scope=\"row\">{}</th><td><ul>", self.word(Word::Findings));
            for found in findings {
                let (message, code) = (escaped(&found.message), found.code.name());
                let _ = write!(out, "<li><span>{message}</span> <small>{code}</small></li>");
            }
            out.push_str("</ul></td></tr>\n");
        }
        out.push_str("</table>\n");
    }

    /// What claims rest on.
    fn evidence(&self, out: &mut String, number: usize, level: usize) {
        let sheet = &self.maps[number].sheet;
        let _ = writeln!(out, "<section class=\"evidence\">\n<h{level}>{}</h{level}>", self.word(Word::Evidence));
        if sheet.evidence.is_empty() {
            let _ = writeln!(out, "<p>{}</p>\n</section>", escaped(sheet.word(Word::NoEvidence)));
            return;
        }
        out.push_str("<ol>\n");
        for (at, source) in sheet.evidence.iter().enumerate() {
            let facts = source.facts.join(" · ");
            // A list counts by itself, but for numbers that are left out.
            let value = if source.number == at + 1 { String::new() } else { format!(" value=\"{}\"", source.number) };
            let id = source_id(number, source.number);
            let (title, facts) = (escaped(&source.title), escaped(&facts));
            let _ = write!(out, "<li id=\"{id}\"{value}>{title} <small>{facts}</small>");
            more(out, source.link.as_deref());
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n</section>\n");
    }

    /// Brings all that the sheet says to its places.
    fn gather<'s>(&'s self, map: &'s Map<'m>, number: usize) -> Places<'s> {
        let mut places = Places { said: HashMap::new(), cards: HashMap::new(), findings: self.findings(map) };
        for (at, row) in map.sheet.rows.iter().enumerate() {
            let mut add = |place: ElementId, said: String| {
                let rows = places.said.entry(place).or_default();
                match rows.last_mut().filter(|(last, _)| *last == at) {
                    Some((_, statements)) => statements.push(said),
                    None => rows.push((at, vec![said])),
                }
            };
            match &row.content {
                Content::Cards(cards) => places.cards.extend(cards.iter().map(|card| (card.place, card))),
                Content::Cells(cells) => {
                    for cell in cells {
                        let here = self.place_words(number, cell.place);
                        for entry in &cell.entries {
                            let facts = entry.facts.iter().filter(|fact| here.as_ref() != Some(fact)).cloned().collect();
                            add(cell.place, self.entry(number, &Entry { facts, ..entry.clone() }));
                        }
                    }
                }
                Content::Plot(plot) => self.plot(number, plot, &mut add),
            }
        }
        places
    }

    /// The words by which the sheet tells that something is said of a place without columns of its own; here that is told by the heading.
    fn place_words(&self, number: usize, place: ElementId) -> Option<String> {
        let sheet = &self.maps[number].sheet;
        let node = self.node(place);
        match node.kind() {
            ElementKind::Journey => Some(sheet.word(Word::WholeJourney).to_owned()),
            ElementKind::Phase => Some(sheet.word(Word::WholePhase).to_owned()),
            ElementKind::Outcome => Some(format!("{} “{}”", sheet.word(Word::AtTheEnd), caption(node))),
            _ => None,
        }
    }

    /// The emotions at each place: for each persona its points, then what was said in words.
    fn plot(&self, number: usize, plot: &Plot, add: &mut dyn FnMut(ElementId, String)) {
        let sheet = &self.maps[number].sheet;
        for curve in &plot.curves {
            for place in curve.points.chunk_by(|one, other| one.place == other.place) {
                add(place[0].place, self.feelings(number, curve, place, ""));
            }
            for spot in &curve.levels {
                add(spot.place, self.feelings(number, curve, std::slice::from_ref(spot), sheet.word(Word::AsAWhole)));
            }
        }
        for feeling in &plot.words {
            let entry = Entry { text: feeling.text.clone(), whom: feeling.whom.clone(), ..Entry::default() };
            add(feeling.place, self.entry(number, &entry));
        }
    }

    /// What one persona feels at one place.
    fn feelings(&self, number: usize, curve: &Curve, spots: &[Spot], behind: &str) -> String {
        let sheet = &self.maps[number].sheet;
        let point = |spot: &Spot| {
            let range = spot.range.map(|(low, high)| format!("({} – {})", signed(low), signed(high)));
            [Some(signed(spot.mean)), range, spot.word.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ")
        };
        let said = spots.iter().map(point).collect::<Vec<_>>().join(" → ");
        let persona = curve.persona.and_then(|number| sheet.persona(number));
        let whom: Vec<Whom> = persona.map(|one| Whom { persona: Some(one.number), name: one.name.clone() }).into_iter().collect();
        let facts = Some(behind.to_owned()).filter(|fact| !fact.is_empty()).into_iter().collect();
        let ground = spots.iter().filter_map(|spot| spot.ground.as_ref()).max_by_key(|ground| ground.basis).cloned();
        self.entry(number, &Entry { text: said, facts, ground, whom, ..Entry::default() })
    }

    /// One statement as an item of a list.
    fn entry(&self, number: usize, entry: &Entry) -> String {
        let sheet = &self.maps[number].sheet;
        let mut out = format!("<li{}>", self.holders(number, &entry.whom));
        let mut facts: Vec<String> = Vec::new();
        match &entry.lead {
            Some(Lead::Finding(sign, severity)) => {
                let kind = if sign.kind == crate::sheet::Finding::Gain { "gain" } else { "pain" };
                let _ = write!(out, "<b class=\"sign {kind}\">{sign}</b> ");
                facts.extend(severity.map(|severity| format!("{} {}", sheet.word(Word::Severity), severity.word())));
            }
            Some(Lead::Gain(severity)) => {
                out.push_str("<b class=\"sign gain\">+</b> ");
                facts.extend(severity.map(|severity| format!("{} {}", sheet.word(Word::Severity), severity.word())));
            }
            Some(Lead::Value(value)) => {
                let _ = write!(out, "<b>{}</b> ", escaped(value));
            }
            Some(Lead::Way(way)) => {
                let _ = write!(out, "<b class=\"way\" aria-hidden=\"true\">{}</b> ", arrow(*way));
            }
            None => {}
        }
        let _ = write!(out, "<span>{}</span>", escaped(&entry.text));
        facts.extend((!entry.answers.is_empty()).then(|| {
            let signs: Vec<String> = entry.answers.iter().map(ToString::to_string).collect();
            format!("{} {}", sheet.word(Word::Addresses), signs.join(", "))
        }));
        facts.extend(entry.facts.iter().cloned());
        let names: Vec<&str> = entry.whom.iter().map(|whom| whom.name.as_str()).filter(|name| !name.is_empty()).collect();
        facts.extend((!names.is_empty()).then(|| format!("{} {}", sheet.word(Word::For), names.join(", "))));
        let mut facts: Vec<String> = facts.iter().map(|fact| escaped(fact)).collect();
        facts.extend(entry.ground.as_ref().map(|ground| self.ground(number, ground)));
        if !facts.is_empty() {
            let _ = write!(out, " <small>{}</small>", facts.join(" · "));
        }
        more(&mut out, entry.link.as_deref());
        out.push_str("</li>");
        out
    }

    /// What a statement rests on, with links to the evidence.
    fn ground(&self, number: usize, ground: &Ground) -> String {
        let sheet = &self.maps[number].sheet;
        let sources: Vec<String> = ground
            .evidence
            .iter()
            .filter_map(|&source| {
                let title = &sheet.source(source)?.title;
                Some(format!("<a href=\"#{}\">{}</a>", source_id(number, source), escaped(title)))
            })
            .collect();
        let word = match ground.basis {
            Basis::Assumed => Word::BasisAssumed,
            Basis::Researched => Word::EvidenceNumber,
            Basis::Measured => Word::BasisMeasured,
        };
        let word = escaped(sheet.word(word));
        if sources.is_empty() { format!("<i>{word}</i>") } else { format!("{word}: {}", sources.join(", ")) }
    }

    /// The attribute that tells for whom something holds.
    fn holders(&self, number: usize, whom: &[Whom]) -> String {
        if whom.is_empty() {
            return String::new();
        }
        let numbers = whom.iter().filter_map(|whom| self.persona(number, whom.persona?));
        format!(" data-for=\"{}\"", numbers.map(|number| number.to_string()).collect::<Vec<_>>().join(" "))
    }

    /// The errors and warnings of a journey by the place in which they were found.
    fn findings<'s>(&'s self, map: &Map<'m>) -> HashMap<ElementId, Vec<&'s Diagnostic>> {
        let journey = map.graph.journey;
        let mut out: HashMap<ElementId, Vec<&Diagnostic>> = HashMap::new();
        for found in self.analysis.findings.iter().filter(|found| found.severity >= Level::Warning) {
            let at = found.primary();
            if at.file == journey.id.file
                && let Some(place) = innermost(journey, at.span.start)
                && let Some(place) = place.ancestors().find(|node| self.anchors.get(node.id).is_some())
            {
                out.entry(place.id).or_default().push(found);
            }
        }
        out
    }
}

/// The innermost element of a journey around a place in the text.
fn innermost(journey: Node<'_>, offset: u32) -> Option<Node<'_>> {
    let elements = &journey.file().elements[..journey.element().end as usize];
    let after = elements.partition_point(|element| element.keyword.start <= offset);
    let index = u32::try_from(after.checked_sub(1)?).ok()?;
    let last = journey.model.node(ElementId { file: journey.id.file, index });
    last.ancestors().find(|node| offset < node.element().whole().end)
}

/// What the header of the map says.
fn header(out: &mut String, sheet: &Sheet) {
    let header = &sheet.header;
    if !header.facts.is_empty() {
        let _ = writeln!(out, "<p class=\"facts\">{}</p>", escaped(&header.facts.join(" · ")));
    }
    for said in header.objective.iter().chain(&header.scenario) {
        let _ = writeln!(out, "<p>{}</p>", escaped(said));
    }
    more(out, header.link.as_deref());
}

/// The id of a source on the page.
fn source_id(number: usize, source: usize) -> String {
    format!("ui:source-{number}-{source}")
}

/// A link to more about something, if it leads to a page or a mailbox.
fn more(out: &mut String, link: Option<&str>) {
    if let Some(link) = link.filter(|link| address(link)) {
        let (href, said) = (attribute(link), escaped(link));
        let _ = write!(out, " <a class=\"more\" href=\"{href}\" rel=\"noopener noreferrer\">{said}</a>");
    }
}

fn channels(card: &Card) -> impl Iterator<Item = String> {
    card.channels.iter().map(|channel| channel.title.clone())
}

/// What a card shows besides its title.
fn facts(sheet: &Sheet, card: &Card) -> Vec<String> {
    let mut facts: Vec<String> = channels(card).chain(card.facts.iter().cloned()).collect();
    facts.extend(card.moment.as_ref().map(|why| match why.as_str() {
        "" => sheet.word(Word::MomentOfTruth).to_owned(),
        why => format!("{}: {why}", sheet.word(Word::MomentOfTruth)),
    }));
    facts.extend(card.assumed.then(|| sheet.word(Word::BasisAssumed).to_owned()));
    facts.extend(card.unreached.then(|| sheet.word(Word::NobodyGetsHere).to_owned()));
    let names: Vec<&str> = card.whom.iter().map(|whom| whom.name.as_str()).collect();
    facts.extend((!names.is_empty()).then(|| format!("{} {}", sheet.word(Word::Only), names.join(", "))));
    facts
}

fn arrow(way: Way) -> char {
    match way {
        Way::Success => '✓',
        Way::Failure => '✕',
        Way::End => '•',
        Way::HandOff => '⇢',
        Way::Back => '↩',
        Way::Past => '↷',
    }
}
