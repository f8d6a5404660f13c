//! `pain-without-evidence`: a pain rests on nothing, where most of the others rest on a source.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::evidence::{advice, clauses};
use crate::lint::kin::is_usual;
use crate::lint::parts::parts;
use crate::lint::{Context, Rule};
use crate::model::Node;
use crate::model::vocabulary::ElementKind;

/// The rule.
pub const RULE: Rule =
    Rule { code: Code::PainWithoutEvidence, docs: include_str!("../../../docs/lints/pain-without-evidence.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let percent = context.thresholds.get(Code::PainWithoutEvidence, "majority");
    for journey in context.journeys().filter(|journey| context.is_clear(*journey)) {
        let pains: Vec<Node<'_>> = parts(journey).filter(|node| node.kind() == ElementKind::Pain).collect();
        let rest: Vec<u32> = pains.iter().filter_map(|pain| clauses(*pain)).collect();
        if !is_usual(rest.len(), pains.len(), percent) {
            continue;
        }
        let advice = advice(journey, rest.iter().copied());
        for pain in pains.iter().filter(|pain| clauses(**pain).is_none()) {
            out.push(
                Diagnostic::new(
                    Code::PainWithoutEvidence,
                    context.file,
                    pain.title_span(),
                    format!("the pain \"{}\" rests on nothing", pain.caption()),
                    format!("{} of the {} pains of {} rest on a source", rest.len(), pains.len(), journey.mention()),
                )
                .help(advice.clone()),
            );
        }
    }
}
