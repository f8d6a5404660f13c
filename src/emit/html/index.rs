//! The overview of several journeys: which there are, who walks them, where one is handed over to another, and each persona's way
//! through all of them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::graph::ArrowKind;
use crate::labels::Word;
use crate::model::Node;
use crate::model::value::signed;
use crate::model::vocabulary::ElementKind;
use crate::sheet::{caption, short};

use super::super::svg::attribute;
use super::words::escaped;
use super::{Map, Page, feelings};

impl<'m> Page<'_, 'm> {
    /// Writes the overview.
    pub(super) fn index(&self, out: &mut String) {
        let _ = writeln!(
            out,
            "<section class=\"overview\" data-journey=\"\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\">\n<h1>{title}</h1>",
            title = self.word(Word::Overview)
        );
        self.list(out);
        self.followed(out);
        self.hand_offs(out);
        out.push_str("</section>\n");
    }

    /// The journeys: a card for each.
    fn list(&self, out: &mut String) {
        let _ = writeln!(out, "<h2>{}</h2>\n<ul class=\"cards\">", self.word(Word::Journeys));
        for (number, map) in self.maps.iter().enumerate() {
            let walkers: Vec<usize> =
                map.sheet.personas.iter().filter_map(|persona| self.persona(number, persona.number)).collect();
            let of = if walkers.is_empty() { String::new() } else { format!(" data-for=\"{}\"", joined(&walkers)) };
            let (href, title) = (attribute(self.anchors.id(map.graph.journey.id)), escaped(&map.sheet.header.title));
            let _ = writeln!(out, "<li{of}>\n<h3><a href=\"#{href}\">{title}</a></h3>");
            for objective in &map.sheet.header.objective {
                let _ = writeln!(out, "<p>{}</p>", escaped(objective));
            }
            let names: Vec<&str> = map.sheet.personas.iter().map(|persona| persona.name.as_str()).collect();
            if !names.is_empty() {
                let _ = writeln!(out, "<p class=\"walkers\">{}</p>", escaped(&names.join(", ")));
            }
            let _ = writeln!(out, "<p class=\"facts\">{}</p>\n</li>", escaped(&self.counted(map).join(" · ")));
        }
        out.push_str("</ul>\n");
    }

    /// How much there is of what, in the words of the rows.
    fn counted(&self, map: &Map<'m>) -> Vec<String> {
        let labels = &self.options.labels;
        let count = |kind: ElementKind| map.graph.journey.descendants().filter(|node| node.kind() == kind).count();
        let kinds = [
            (ElementKind::Touchpoint, Word::Touchpoint),
            (ElementKind::Pain, Word::Pain),
            (ElementKind::Opportunity, Word::Opportunity),
        ];
        let said = |(kind, word)| Some(count(kind)).filter(|count| *count > 0).map(|count| format!("{} {count}", labels.get(word)));
        let mut facts = map.sheet.header.facts.clone();
        facts.extend(kinds.into_iter().filter_map(said));
        facts
    }

    /// Each persona, followed from journey to journey.
    fn followed(&self, out: &mut String) {
        if self.anchors.personas().is_empty() {
            return;
        }
        let order = self.order();
        let _ = writeln!(out, "<h2>{}</h2>\n<dl class=\"followed\">", self.word(Word::Personas));
        for (number, persona) in self.anchors.personas().iter().enumerate() {
            let _ = writeln!(out, "<div data-for=\"{number}\"><dt>{}</dt><dd><ol>", escaped(&caption(*persona)));
            for &map in &order {
                let sheet = &self.maps[map].sheet;
                let walks = sheet.personas.iter().map(|persona| persona.number).find(|&at| self.persona(map, at) == Some(number));
                let Some(at) = walks else { continue };
                let href = attribute(self.anchors.id(self.maps[map].graph.journey.id));
                let _ = write!(out, "<li><a href=\"#{href}\">{}</a>", escaped(&sheet.header.title));
                if let Some(curve) = feelings::of(sheet, at) {
                    feelings::sparkline(out, curve);
                    let (low, high) = feelings::ends(curve);
                    let _ = write!(out, "<small>{} … {}</small>", signed(low), signed(high));
                }
                out.push_str("</li>\n");
            }
            out.push_str("</ol></dd></div>\n");
        }
        out.push_str("</dl>\n");
    }

    /// The journeys so that one that hands over comes before the one that it hands over to; those that do so in a circle come last, as
    /// they are written.
    fn order(&self) -> Vec<usize> {
        let mut arrows: Vec<Vec<usize>> = vec![Vec::new(); self.maps.len()];
        let mut before = vec![0; self.maps.len()];
        for hand in self.handed() {
            arrows[hand.from].push(hand.to);
            before[hand.to] += 1;
        }
        let mut free: BTreeSet<usize> = (0..self.maps.len()).filter(|&at| before[at] == 0).collect();
        let mut out: Vec<usize> = Vec::with_capacity(self.maps.len());
        while let Some(next) = free.pop_first() {
            out.push(next);
            for &to in &arrows[next] {
                before[to] -= 1;
                if before[to] == 0 {
                    free.insert(to);
                }
            }
        }
        out.extend((0..self.maps.len()).filter(|&at| before[at] > 0));
        out
    }

    /// Where one journey hands over to another, or influences it.
    fn hand_offs(&self, out: &mut String) {
        let all = self.handed();
        if all.is_empty() {
            return;
        }
        let _ = writeln!(out, "<h2>{}</h2>\n<ul class=\"hand-offs\">", self.word(Word::HandOffs));
        for hand in all {
            let verb = if hand.influence { Word::Influences } else { Word::HandsOver };
            let said = hand.said.map_or_else(String::new, |said| format!(" <small>{}</small>", escaped(&said)));
            let _ = writeln!(
                out,
                "<li>{} <span>{}</span> {}{said}</li>",
                self.linked(hand.start),
                self.word(verb),
                self.linked(hand.goal)
            );
        }
        out.push_str("</ul>\n");
    }

    /// All arrows between two journeys of the page.
    fn handed(&self) -> Vec<Hand<'m>> {
        let mut out = Vec::new();
        for (from, map) in self.maps.iter().enumerate() {
            for (start, goal, arrow) in map.graph.written.arrows().filter(|(.., arrow)| arrow.kind != ArrowKind::Flow) {
                let goal = self.node(goal);
                let there = goal.journey().map(|journey| journey.id);
                let to = self.maps.iter().position(|other| Some(other.graph.journey.id) == there);
                if let Some(to) = to.filter(|to| *to != from) {
                    let said = arrow.transition.map(|number| self.said(map, number)).filter(|said| !said.is_empty());
                    out.push(Hand { from, to, start: self.node(start), goal, said, influence: arrow.kind == ArrowKind::Influence });
                }
            }
        }
        out
    }

    /// A place with its journey, as a link.
    fn linked(&self, node: Node<'m>) -> String {
        let journey = node.journey().filter(|journey| journey.id != node.id);
        let title = journey.map_or_else(|| short(node), |journey| format!("{} › {}", caption(journey), caption(node)));
        match self.anchors.get(node.id) {
            Some(anchor) => format!("<a href=\"#{}\">{}</a>", attribute(&anchor.id), escaped(&title)),
            None => escaped(&title),
        }
    }
}

/// An arrow from one journey to another.
struct Hand<'m> {
    from: usize,
    to: usize,
    start: Node<'m>,
    goal: Node<'m>,
    said: Option<String>,
    influence: bool,
}

fn joined(numbers: &[usize]) -> String {
    numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(" ")
}
