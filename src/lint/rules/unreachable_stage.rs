//! `unreachable-stage`: nobody reaches a stage.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::JourneyGraph;
use crate::lint::{Context, Rule};
use crate::model::vocabulary::ElementKind;
use crate::model::{ElementId, Node};

/// The rule.
pub const RULE: Rule = Rule { code: Code::UnreachableStage, docs: include_str!("../../../docs/lints/unreachable-stage.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for graph in context.graphs {
        let stages: Vec<Node<'_>> = graph.journey.stages().collect();
        let positions: HashMap<ElementId, usize> = stages.iter().enumerate().map(|(at, stage)| (stage.id, at)).collect();
        for frontier in graph.unreachable() {
            let stage = context.model.node(frontier.element);
            if stage.kind() != ElementKind::Stage {
                continue;
            }
            let label = match frontier.behind {
                0 => "no transition leads here".to_owned(),
                1 => "no transition leads here, nor to what comes after it".to_owned(),
                more => format!("no transition leads here, nor to the {more} places after it"),
            };
            let found = Diagnostic::new(
                Code::UnreachableStage,
                context.file,
                stage.name_span(),
                format!("nobody reaches {}", stage.mention()),
                label,
            );
            out.push(explain(graph, &stages, &positions, stage, found));
        }
    }
}

/// Shows the arrow that goes past the stage, if there is one.
fn explain(
    graph: &JourneyGraph<'_>,
    stages: &[Node<'_>],
    positions: &HashMap<ElementId, usize>,
    stage: Node<'_>,
    found: Diagnostic,
) -> Diagnostic {
    let name = stage.name().unwrap_or_default();
    let Some(at) = positions.get(&stage.id).copied().filter(|&at| at > 0) else {
        return found.help(format!("write a transition to `{name}`, or remove the stage"));
    };
    let before = stages[at - 1];
    let past = graph.written.leaving(before.id).into_iter().find_map(|(_, to, arrow)| {
        let position = *positions.get(&to)?;
        let transition = arrow.transition.filter(|_| position > at)?;
        Some((&graph.journey.file().transitions[transition as usize], to))
    });
    let origin = before.name().unwrap_or_default();
    let help = format!("add `{origin} -> {name}`, or remove the stage");
    match past {
        Some((transition, to)) => {
            let goal = graph.journey.model.node(to).mention();
            found.label(stage.id.file, transition.span, format!("{} goes straight to {goal}", before.mention())).help(help)
        }
        None => found.help(help),
    }
}
