//! `mandatory-pain`: every way to success passes a severe pain that nothing addresses.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::parts::mentions;
use crate::lint::{Context, Rule, note};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Node, answers};

/// The rule.
pub const RULE: Rule = Rule { code: Code::MandatoryPain, docs: include_str!("../../../docs/lints/mandatory-pain.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for graph in context.graphs {
        let answers = answers(graph.journey);
        let is_open = |node: &Node<'_>| node.kind() == ElementKind::Pain && node.is_severe() && !answers.contains_key(&node.id);
        let severe: Vec<Node<'_>> = graph.journey.descendants().filter(is_open).collect();
        if severe.is_empty() {
            continue;
        }
        let success = graph.successes().next().and_then(Node::name).map_or("the end".to_owned(), |name| format!("`{name}`"));
        let mut passed: HashMap<Option<usize>, HashSet<ElementId>> = HashMap::new();
        let everybody = graph.mandatory(None);
        let branches = graph.branches(&everybody);
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
                let whom: Vec<Node<'_>> = caught.iter().flatten().map(|&at| context.model.node(graph.personas[at])).collect();
                out.push(say(context, &success, &whom, pain, branches));
            }
        }
    }
}

fn say(context: &Context<'_>, success: &str, whom: &[Node<'_>], pain: Node<'_>, branches: bool) -> Diagnostic {
    let severity = pain.word(Field::Severity).unwrap_or("high");
    // Whom it does not hold for must not be told that it does.
    let (way, avoid) = if whom.is_empty() {
        (format!("every way to {success}"), "nobody can avoid it".to_owned())
    } else {
        let names = mentions(whom);
        (format!("for {names}, every way to {success}"), format!("unavoidable for {names}"))
    };
    let found = Diagnostic::new(
        Code::MandatoryPain,
        context.file,
        pain.title_span(),
        format!("{way} passes \"{}\"", pain.caption()),
        format!("severity {severity}, {avoid}"),
    );
    let found = found.help("no opportunity addresses it; write one in its block, as in `opportunity \"…\"`");
    if branches { found } else { note(found) }
}
