//! `emotion-without-evidence`: an emotion rests on nothing, where most of the others rest on a source.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::evidence::{advice, clauses_of_claim};
use crate::lint::kin::is_usual;
use crate::lint::parts::parts_but;
use crate::lint::{Context, Rule};
use crate::model::Node;
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::walk::ClaimNode;

/// The rule.
pub const RULE: Rule =
    Rule { code: Code::EmotionWithoutEvidence, docs: include_str!("../../../docs/lints/emotion-without-evidence.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let percent = context.thresholds.get(Code::EmotionWithoutEvidence, "majority");
    // What will be felt is assumed until it is.
    for journey in context.journeys().filter(|journey| journey.word(Field::State) != Some("to-be") && context.is_clear(*journey)) {
        let emotions: Vec<ClaimNode<'_>> = parts_but(journey, is_planned).flat_map(|node| node.field(Field::Emotion)).collect();
        let rest: Vec<u32> = emotions.iter().filter_map(|emotion| clauses_of_claim(*emotion)).collect();
        if !is_usual(rest.len(), emotions.len(), percent) {
            continue;
        }
        let habit = format!("{} of the {} emotions of {} rest on a source", rest.len(), emotions.len(), journey.mention());
        let advice = advice(journey, rest.iter().copied());
        let without: Vec<ClaimNode<'_>> = emotions.into_iter().filter(|emotion| clauses_of_claim(*emotion).is_none()).collect();
        for place in without.chunk_by(|one, next| one.of.id == next.of.id) {
            let message = match place {
                [_] => format!("the emotion of {} rests on nothing", at(place[0].of)),
                several => format!("{} emotions of {} rest on nothing", several.len(), at(place[0].of)),
            };
            let mut found =
                Diagnostic::new(Code::EmotionWithoutEvidence, context.file, place[0].claim().span, message, habit.clone());
            for also in &place[1..] {
                found = found.label(context.file, also.claim().span, "and this");
            }
            out.push(found.help(advice.clone()));
        }
    }
}

fn is_planned(node: Node<'_>) -> bool {
    matches!(node.kind(), ElementKind::Touchpoint | ElementKind::Step) && node.word(Field::Status) == Some("planned")
}

/// Where it is felt.
fn at(node: Node<'_>) -> String {
    format!("the {} {}", node.kind().keyword(), node.mention())
}
