//! `duplicate-transition`: the same transition is written twice.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::lint::{Context, Rule};
use crate::model::{ElementId, Transition};

/// The rule.
pub const RULE: Rule =
    Rule { code: Code::DuplicateTransition, docs: include_str!("../../../docs/lints/duplicate-transition.md"), check };

/// What makes two transitions the same: ends, kind, personas, condition.
type Same<'m> = (ElementId, ElementId, [bool; 2], Vec<ElementId>, Option<&'m str>);

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for graph in context.graphs {
        let journey = graph.journey;
        let mut seen: HashMap<Same<'_>, u32> = HashMap::new();
        let mut arrows: Vec<_> = graph.written.arrows().filter(|(_, _, arrow)| arrow.transition.is_some()).collect();
        arrows.sort_by_key(|(_, _, arrow)| arrow.transition.map(|index| journey.file().transitions[index as usize].span.start));
        for (from, to, arrow) in arrows {
            let Some(index) = arrow.transition else { continue };
            let transition = &journey.file().transitions[index as usize];
            let clauses = journey.clause_set(transition.clauses);
            // Whoever is not known may be somebody else.
            if clauses.personas.iter().any(|&persona| journey.goal(persona).is_none()) {
                continue;
            }
            let mut personas = journey.personas_of_transition(transition);
            personas.sort_unstable();
            let when = clauses.when.as_ref().map(|when| &*when.text);
            let Some(first) = seen.insert((from, to, [transition.influence, arrow.exit], personas, when), index) else { continue };
            let first = &journey.file().transitions[first as usize];
            let names = format!("{} to {}", context.model.node(from).mention(), context.model.node(to).mention());
            let mut found = Diagnostic::new(
                Code::DuplicateTransition,
                context.file,
                transition.span,
                format!("the transition from {names} is written twice"),
                "again here",
            )
            .label(context.file, first.span, "first written here")
            .help("remove one of them, or tell them apart with `for` or `when`");
            let words = |transition: &Transition| transition.label.as_ref().map(|label| label.text.clone());
            // What could not be read may be what tells them apart.
            let scope = |transition: &Transition| ElementId { file: context.file, index: transition.scope };
            let read = [transition, first].iter().all(|one| context.is_clear_itself(context.model.node(scope(one))));
            let says_no_more = read
                && (transition.label.is_none() || words(first) == words(transition))
                && transition.share.is_none()
                && transition.takes.is_none()
                && *clauses == *journey.clause_set(first.clauses);
            if first.span != transition.span && says_no_more {
                found = found.fix(Fix::replace(context.file, transition.span, ""));
            }
            out.push(found);
        }
    }
}
