//! `forced-channel-switch`: every way to success changes from a digital to a physical or human channel.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::{Context, Rule};

/// The rule.
pub const RULE: Rule =
    Rule { code: Code::ForcedChannelSwitch, docs: include_str!("../../../docs/lints/forced-channel-switch.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for graph in context.graphs {
        let Some(place) = graph.forced_switch() else { continue };
        let node = context.model.node(place);
        let success = graph.successes().next().map_or("the end".to_owned(), crate::model::walk::Node::mention);
        out.push(
            Diagnostic::new(
                Code::ForcedChannelSwitch,
                context.file,
                node.name_span(),
                format!("nobody gets to {success} without leaving the digital channels"),
                "has no digital channel",
            )
            .help("offer a digital channel here, or a way around"),
        );
    }
}
