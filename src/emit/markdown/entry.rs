//! Entries: the values of fields with their clauses.

use super::{Page, name_of};
use crate::emit::ledger::WHOLE;
use crate::emit::say;
use crate::labels::Word;
use crate::model::value::ClaimValue;
use crate::model::vocabulary::Field;
use crate::model::walk::ClaimNode;
use crate::model::{Node, Transition};
use crate::render::escape::plain;
use crate::render::visible_whole;

impl<'m> Page<'_, 'm> {
    /// What an element says: the fields in the order in which they come, each with its entries. A field of one word has an empty entry.
    pub fn fields(&mut self, node: Node<'m>) -> Vec<(String, Vec<String>)> {
        let mut fields: Vec<(String, Vec<String>)> = Vec::new();
        let claims: Vec<ClaimNode<'m>> = node.claims().filter(|claim| claim.claim().about.is_none()).collect();
        let asks = self.asks();
        let persona = self.asked.persona;
        let walks = |claim: &ClaimNode<'m>| claim.claim().field == Field::Persona;
        let other = |claim: &ClaimNode<'m>| walks(claim) && persona.is_some_and(|id| claim.goal().is_none_or(|goal| goal.id != id));
        for claim in claims.into_iter().filter(|claim| asks(&claim.personas()) && !other(claim)) {
            let name = self.field(claim);
            let entry = self.entry(claim);
            match fields.iter_mut().find(|(other, _)| *other == name) {
                Some((_, entries)) => entries.push(entry),
                None => fields.push((name, vec![entry])),
            }
        }
        fields
    }

    /// A claim: its value, its clauses and what is remarked about it.
    pub fn entry(&mut self, claim: ClaimNode<'m>) -> String {
        self.ledger.carry(claim, WHOLE);
        let of_value = match &claim.claim().value {
            ClaimValue::Text(text) => is_respaced(text),
            // What is named has its own title.
            _ => claim.goal().is_none() && is_line_respaced(&say::value(self.asked.sources, claim)),
        };
        if of_value || is_condition_respaced(claim.of, claim.claim().clauses) {
            self.ledger.respace(claim);
        }
        let mut out = match &claim.claim().value {
            // An entry without text is that of a field of one word.
            ClaimValue::Text(text) if text.trim().is_empty() => EMPTY.to_owned(),
            ClaimValue::Text(text) if claim.claim().field == Field::Link => address(text),
            ClaimValue::Text(text) => lines(text),
            _ => match claim.goal() {
                Some(goal) => plain(self.called(goal)),
                None => plain(&say::value(self.asked.sources, claim)),
            },
        };
        if let Some(sign) = claim.goal().and_then(|goal| self.signs.get(&goal.id)) {
            out = format!("{sign} {out}");
        }
        // The number in the head of a metric has the clauses of the metric.
        let of_head = claim.claim().field == Field::Value;
        let mut behind = if of_head { Vec::new() } else { self.clauses(claim.of, claim.claim().clauses) };
        let remarks: Vec<ClaimNode<'m>> = claim.of.claims().filter(|other| other.claim().about == Some(claim.index)).collect();
        for remark in remarks {
            let entry = self.entry(remark);
            behind.push(format!("{}: {entry}", self.field(remark)));
        }
        if !behind.is_empty() {
            let gap = if out.is_empty() { "" } else { " " };
            out = format!("{out}{gap}({})", behind.join("; "));
        }
        out
    }

    /// What the field of a claim is called; that of a lane as the lane is.
    fn field(&self, claim: ClaimNode<'m>) -> String {
        let lane = claim.claim().lane.and_then(|lane| claim.of.goal(lane));
        lane.map_or_else(|| name_of(claim.claim().field), |lane| plain(self.called(lane)))
    }

    /// The clauses of an element in words.
    pub fn clauses_of(&mut self, node: Node<'m>) -> String {
        self.clauses(node, node.element().clauses).join("; ")
    }

    /// A set of clauses in words.
    pub fn clauses(&self, node: Node<'m>, index: u32) -> Vec<String> {
        let clauses = node.clause_set(index);
        let mut words = Vec::new();
        let names: Vec<String> = clauses.personas.iter().filter_map(|&one| node.goal(one)).map(|one| self.short(one)).collect();
        if !names.is_empty() && self.asked.persona.is_none() {
            words.push(format!("{} {}", self.word(Word::For), names.join(", ")));
        }
        let sources: Vec<Node<'m>> = clauses.sources.iter().filter_map(|&one| node.goal(one)).collect();
        if !sources.is_empty() {
            words.push(self.evidence(&sources));
        }
        words.extend(clauses.when.as_ref().map(|when| format!("{} {}", self.word(Word::When), plain(&when.text))));
        words
    }

    /// The numbers of sources: `evidence 1, 3`.
    pub fn evidence(&self, sources: &[Node<'m>]) -> String {
        let number = |source: &Node<'m>| self.evidence.get(&source.id).map_or_else(|| plain(source.caption()), ToString::to_string);
        format!("{} {}", self.word(Word::EvidenceNumber), sources.iter().map(number).collect::<Vec<_>>().join(", "))
    }

    /// The clauses of a transition by themselves.
    pub fn clauses_of_transition(&self, journey: Node<'m>, transition: &Transition) -> String {
        self.clauses(journey, transition.clauses).join("; ")
    }
}

/// What stands for a text with nothing in it.
const EMPTY: &str = "“”";

/// A text with its line breaks, and with the spaces that lines after the first begin with.
fn lines(text: &str) -> String {
    let indented = |line: &str| {
        let bare = line.trim_start_matches(' ');
        format!("{}{}", "&nbsp;".repeat(line.len() - bare.len()), plain(bare))
    };
    let (first, rest) = text.split_once('\n').map_or((text, None), |(first, rest)| (first, Some(rest)));
    let rest = rest.into_iter().flat_map(|rest| rest.split('\n')).map(indented);
    std::iter::once(plain(first)).chain(rest).collect::<Vec<_>>().join("<br>")
}

/// Whether a page shows a text with other spaces than it is written with, or with signs in the place of what cannot be seen.
fn is_respaced(text: &str) -> bool {
    let mut lines = text.split('\n');
    lines.next().is_some_and(is_line_respaced) || lines.any(|line| is_line_respaced(line.trim_start_matches(' ')))
}

/// The same of a text that is shown on one line.
pub fn is_line_respaced(line: &str) -> bool {
    line.split_whitespace().collect::<Vec<_>>().join(" ") != line || visible_whole(line) != line
}

/// The same of the condition in a set of clauses.
pub fn is_condition_respaced(node: Node<'_>, clauses: u32) -> bool {
    node.clause_set(clauses).when.as_ref().is_some_and(|when| is_line_respaced(&when.text))
}

/// An address as a link, if it is one of the web and nothing in it means something to Markdown; else as text.
fn address(text: &str) -> String {
    let path = text.strip_prefix("https://").or(text.strip_prefix("http://"));
    let safe = |char: char| char.is_ascii_alphanumeric() || "-._~/?#@!&'()+,;=%:".contains(char);
    match path {
        Some(path) if !path.is_empty() && path.chars().all(safe) => format!("<{text}>"),
        _ => plain(text),
    }
}
