//! `lost-share`: part of the customers go nowhere.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::shares::{Conditions, Ways, percent, ways};
use crate::lint::{Context, Rule};
use crate::model::vocabulary::Field;
use crate::model::{ElementId, Node};

/// The rule.
pub const RULE: Rule = Rule { code: Code::LostShare, docs: include_str!("../../../docs/lints/lost-share.md"), check };

/// What to do in a journey that ends in nothing but success.
const NOWHERE_TO_GO: &str =
    "write where they go, if it is known; where they give up, declare it, as in `outcome lost \"Leaves\" failure`";

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for graph in context.graphs {
        let end = |word: &str| graph.outcomes().find(|outcome| outcome.word(Field::Value) == Some(word)).and_then(Node::name);
        let help = match end("failure").or_else(|| end("neutral")) {
            Some(end) => format!("write where they go, as in `-> {end}`, if it is known"),
            None => NOWHERE_TO_GO.to_owned(),
        };
        for (place, groups) in ways(graph, Conditions::All) {
            // Ways back and out only add: without a way forward in writing the order takes the rest.
            let goes_nowhere = |ways: &&Ways<'_>| {
                let all = !ways.written.is_empty() && ways.written.iter().all(|transition| transition.share.is_some());
                all && !ways.onward && ways.most() < 100.0 - 1e-9
            };
            let lost: Vec<&Ways<'_>> = groups.iter().filter(goes_nowhere).collect();
            if !lost.is_empty() && !graph.goes_on(place) {
                out.extend(lost.into_iter().map(|lost| say(context, place, lost).help(&help)));
            }
        }
    }
}

fn say(context: &Context<'_>, place: ElementId, lost: &Ways<'_>) -> Diagnostic {
    let node = context.model.node(place);
    let whom = lost.for_whom(context.model).map_or(String::new(), |whom| format!("{whom}, "));
    let rest = percent(100.0 - lost.most());
    let mut found = Diagnostic::new(
        Code::LostShare,
        context.file,
        node.name_span(),
        format!("{whom}{rest} of those who leave {} are lost", node.mention()),
        format!("only {} go on", percent(lost.most())),
    );
    for (share, span) in lost.written.iter().filter_map(|transition| transition.share.as_ref()).take(4) {
        found = found.label(context.file, *span, share.to_string());
    }
    found
}
