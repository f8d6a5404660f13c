//! `mandatory-pain`: every way to success passes a severe pain.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::{Context, Rule, note};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Node, answers};

/// The rule.
pub const RULE: Rule = Rule { code: Code::MandatoryPain, docs: include_str!("../../../docs/lints/mandatory-pain.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for graph in context.graphs {
        let severe: Vec<Node<'_>> = graph.journey.descendants().filter(|node| is_severe(*node)).collect();
        if severe.is_empty() {
            continue;
        }
        let answers = answers(graph.journey);
        let success = graph.successes().next().and_then(Node::name).map_or("the end".to_owned(), |name| format!("`{name}`"));
        let mut passed: HashMap<Option<usize>, HashSet<ElementId>> = HashMap::new();
        let everybody = graph.mandatory(None);
        let branches = graph.branches(&|id| everybody.contains(&id));
        for pain in severe {
            let Some(place) = pain.parent() else { continue };
            let whom = pain.personas();
            let walkers: Vec<Option<usize>> = if whom.is_empty() {
                vec![None]
            } else {
                graph.personas.iter().enumerate().filter(|(_, id)| whom.contains(id)).map(|(at, _)| Some(at)).collect()
            };
            let caught: Vec<Option<usize>> = walkers
                .into_iter()
                .filter(|&walker| passed.entry(walker).or_insert_with(|| graph.mandatory(walker)).contains(&place.id))
                .collect();
            if !caught.is_empty() {
                let whom: Vec<String> =
                    caught.iter().flatten().map(|&at| context.model.node(graph.personas[at]).mention()).collect();
                out.push(say(context, &success, &whom, pain, answers.get(&pain.id).map(|found| found[0]), branches));
            }
        }
    }
}

fn is_severe(node: Node<'_>) -> bool {
    node.kind() == ElementKind::Pain && matches!(node.word(Field::Severity), Some("high" | "critical"))
}

fn say(
    context: &Context<'_>,
    success: &str,
    whom: &[String],
    pain: Node<'_>,
    answer: Option<ElementId>,
    branches: bool,
) -> Diagnostic {
    let severity = pain.word(Field::Severity).unwrap_or("high");
    let avoid = if whom.is_empty() { "nobody can avoid it".to_owned() } else { format!("unavoidable for {}", whom.join(" and ")) };
    let found = Diagnostic::new(
        Code::MandatoryPain,
        context.file,
        pain.title_span(),
        format!("every way to {success} passes \"{}\"", pain.caption()),
        format!("severity {severity}, {avoid}"),
    );
    match answer {
        Some(answer) => note(found.label(context.file, context.model.node(answer).name_span(), "addressed here")),
        None if branches => found.help("no opportunity addresses it; write one in its block, as in `opportunity \"…\"`"),
        None => note(found.help("no opportunity addresses it; write one in its block, as in `opportunity \"…\"`")),
    }
}
