//! The flow: a diagram, which GitHub and GitLab draw, and a table of what is written on the arrows.

use super::entry::{is_condition_respaced, is_line_respaced};
use super::{Page, caption};
use crate::emit::distinct::shown;
use crate::emit::ledger::{Ledger, Statement, WHOLE};
use crate::emit::mermaid::flowchart::flowchart;
use crate::emit::mermaid::limits::beyond;
use crate::emit::say::place_from;
use crate::graph::{ArrowKind, JourneyGraph};
use crate::labels::Word;
use crate::model::Node;
use crate::render::escape::plain;
use crate::table::WITHIN;

impl<'m> Page<'_, 'm> {
    /// Writes the flow of a journey.
    pub fn flow(&mut self, graph: &JourneyGraph<'m>) {
        let journey = graph.journey;
        if graph.written.arrows().next().is_none() {
            return;
        }
        self.heading(2, &self.word(Word::Flow));
        // The page says all that the diagram shows.
        let ledger = &mut Ledger::default();
        let chart = flowchart(std::slice::from_ref(graph), self.asked.persona, &self.names, self.asked.options, ledger);
        match beyond(&chart) {
            None => self.paragraph(&format!("```mermaid\n{chart}```")),
            Some(why) => {
                self.paragraph(&format!("The diagram is left out: {why}."));
                self.ledger.exceed(format!("the diagram of `{}` is left out: {why}", shown(journey)));
            }
        }
        let mut rows = Vec::new();
        for (from, to, arrow) in graph.written.arrows() {
            let Some(number) = arrow.transition else { continue };
            let transition = &journey.file().transitions[number as usize];
            if !(self.asks())(&journey.personas_of_transition(transition)) {
                continue;
            }
            let statement = Statement::Arrow(journey.id.file, number);
            self.ledger.carry(statement, WHOLE);
            let of_label = transition.label.as_ref().is_some_and(|label| is_line_respaced(&label.text));
            if of_label || is_condition_respaced(journey, transition.clauses) {
                self.ledger.respace(statement);
            }
            let verb = match arrow.kind {
                ArrowKind::Influence => format!("{} ", self.word(Word::Influences)),
                ArrowKind::HandOff => format!("{} ", self.word(Word::HandsOver)),
                ArrowKind::Flow if arrow.exit => "leaves ".to_owned(),
                ArrowKind::Flow => String::new(),
            };
            rows.push(vec![
                place(journey.model.node(from), journey),
                format!("{verb}{}", place(journey.model.node(to), journey)),
                transition.share.as_ref().map(|(share, _)| plain(&share.to_string())).unwrap_or_default(),
                transition.label.as_ref().map(|label| plain(&label.text)).unwrap_or_default(),
                transition.takes.as_ref().map(|takes| plain(&takes.to_string())).unwrap_or_default(),
                self.clauses_of_transition(journey, transition),
            ]);
        }
        let [share, takes] = [Word::Share, Word::Takes].map(|word| self.word(word));
        let head = ["from".into(), "to".into(), share, "what".into(), takes, "holds".into()];
        self.table(&head, &rows);
    }
}

/// A place with the stage around it, and with the journey if it is another one.
fn place(node: Node<'_>, journey: Node<'_>) -> String {
    let names: Vec<String> = place_from(node, journey).into_iter().map(caption).collect();
    names.join(WITHIN)
}
