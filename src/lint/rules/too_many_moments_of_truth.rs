//! `too-many-moments-of-truth`: where many moments decide, none stands out.

use crate::diagnostic::{Code, Diagnostic, count};
use crate::lint::parts::parts;
use crate::lint::{Context, Rule};
use crate::model::Node;
use crate::model::vocabulary::ElementKind;

/// The rule.
pub const RULE: Rule =
    Rule { code: Code::TooManyMomentsOfTruth, docs: include_str!("../../../docs/lints/too-many-moments-of-truth.md"), check };

/// More moments than this are not shown.
const SHOWN: usize = 8;

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let most = context.thresholds.get(Code::TooManyMomentsOfTruth, "moments") as usize;
    for journey in context.journeys() {
        let moments: Vec<Node<'_>> = parts(journey).filter(|node| node.kind() == ElementKind::MomentOfTruth).collect();
        if moments.len() <= most {
            continue;
        }
        let mut found = Diagnostic::new(
            Code::TooManyMomentsOfTruth,
            context.file,
            journey.name_span(),
            format!("{} has {} of truth", journey.mention(), count(moments.len(), "moment")),
            format!("more than {most}"),
        );
        for moment in moments.iter().take(SHOWN) {
            found = found.label(context.file, moment.name_span(), "one of them");
        }
        out.push(found.help("keep those after which customers stay or leave, and write the others as `gain` or `insight`"));
    }
}
