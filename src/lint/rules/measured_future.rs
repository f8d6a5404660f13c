//! `measured-future`: a map of the future says that what it claims was measured.
//!
//! About the future is how the customers of a to-be map will act, think and feel, which way they will go, how long it will take, and the
//! value of a metric. Pains, gains, quotes, insights, baselines and the reasons for opportunities are about today in any map.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, count};
use crate::lint::evidence::{clauses, clauses_of_claim, names_source};
use crate::lint::parts::parts_but;
use crate::lint::{Context, Rule};
use crate::model::Node;
use crate::model::value::Basis;
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::walk::basis;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule { code: Code::MeasuredFuture, docs: include_str!("../../../docs/lints/measured-future.md"), check };

/// The fields that say what will be.
const FUTURE: &[Field] = &[Field::Action, Field::Thought, Field::Emotion, Field::Duration, Field::Frequency];

/// Something said of the future.
struct Said {
    span: Span,
    /// Whether it is the value of a metric.
    metric: bool,
}

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for journey in context.journeys() {
        let Some(state) = journey.field(Field::State).next().filter(|_| journey.word(Field::State) == Some("to-be")) else {
            continue;
        };
        for (clauses, said) in future(journey) {
            let sources = &journey.clause_set(clauses).sources;
            let Some(&reference) = sources.iter().find(|&&reference| journey.goal(reference).is_some_and(measures_today)) else {
                continue;
            };
            let source = journey.goal(reference).and_then(Node::name).unwrap_or_default();
            let label = match said.len() {
                1 => "said of the future".to_owned(),
                more => format!("said of the future, like {}", count(more - 1, "more claim")),
            };
            let found = Diagnostic::new(
                Code::MeasuredFuture,
                context.file,
                journey.file().references[reference as usize].span,
                format!("`{source}` cannot have measured the future"),
                "tells how it was",
            )
            .label(context.file, said[0].span, label)
            .label(context.file, state.claim().span, "this map shows what is to be");
            out.push(found.help(if said.iter().all(|said| said.metric) {
                "write what was measured as its `baseline`, and what is wanted as its `target`".to_owned()
            } else {
                format!("take `{source}` out, so that this shows as assumed, or move what was measured to the map of today")
            }));
        }
    }
}

/// What is said of the future, by the clauses that say what it rests on.
fn future(journey: Node<'_>) -> BTreeMap<u32, Vec<Said>> {
    let mut out: BTreeMap<u32, Vec<Said>> = BTreeMap::new();
    for node in parts_but(journey, exists) {
        for claim in node.claims().filter(|claim| claim.claim().about.is_none()) {
            let field = claim.claim().field;
            let metric = field == Field::Value && node.kind() == ElementKind::Metric;
            if (metric || FUTURE.contains(&field))
                && let Some(clauses) = clauses_of_claim(claim)
            {
                out.entry(clauses).or_default().push(Said { span: claim.claim().span, metric });
            }
        }
        for transition in node.transitions() {
            let own = Some(transition.clauses).filter(|&clauses| names_source(node, clauses));
            // An arrow without numbers is no claim that rests on what is written around it.
            let counts = transition.share.is_some() || transition.takes.is_some();
            if let Some(clauses) = own.or_else(|| clauses(node).filter(|_| counts)) {
                let label = transition.label.as_ref().map(|label| label.span);
                let span = transition.share.as_ref().map(|(_, span)| *span).or(label).unwrap_or(transition.span);
                out.entry(clauses).or_default().push(Said { span, metric: false });
            }
        }
    }
    out
}

/// Whether it is said to exist already, or to have existed: then what is said in it is about today.
fn exists(node: Node<'_>) -> bool {
    matches!(node.kind(), ElementKind::Touchpoint | ElementKind::Step)
        && matches!(node.word(Field::Status), Some("live" | "retired"))
}

/// Whether a source tells how it was. People can be watched while they try out what is to be: that is a usability test.
fn measures_today(source: Node<'_>) -> bool {
    !source.element().guessed && basis(&[source]) == Basis::Measured && source.word(Field::Method) != Some("usability-test")
}
