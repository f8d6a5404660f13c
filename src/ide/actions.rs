//! What can be done about the text at the cursor: corrections of findings, comments that allow them, declarations of unknown names,
//! and the implied transitions written out.

use super::View;
use super::declare::declarations;
use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::fix;
use crate::model::Node;
use crate::model::vocabulary::ElementKind;
use crate::source::Span;
use crate::syntax::tree::StatementKind;

/// The reason that stands in a new allow comment until somebody gives one.
const REASON: &str = "because …";

/// The most findings about which something is offered. Nobody reads what can be done about more of them at once.
const MOST: usize = 50;

/// Something that can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What it does, in the imperative.
    pub title: String,
    /// The finding that it is about; none where it corrects nothing.
    pub finding: Option<Diagnostic>,
    /// Whether it is the correction that came with the finding.
    pub corrects: bool,
    /// Whether it is what was certainly meant, and takes away nothing that somebody has written.
    pub certain: bool,
    /// What it changes, in order and apart.
    pub edits: Vec<Edit>,
}

/// What can be done about the text of a span, the certain corrections first.
pub fn actions(view: View<'_>, span: Span) -> Vec<Action> {
    let span = Span { start: view.clamp(span.start), end: view.clamp(span.end.max(span.start)) };
    let analysis = view.analysis;
    let here = |found: &&Diagnostic| found.labels.iter().take(4).any(|label| label.file == view.file && meets(label.span, span));
    let findings: Vec<&Diagnostic> = analysis.findings.iter().filter(here).take(MOST).collect();
    let mut out = Vec::new();
    for found in &findings {
        let correction = |fix: &Fix| Action { corrects: true, certain: !fix.on_request, ..action(view, fix, Some(found)) };
        out.extend(found.fix.as_ref().map(correction));
    }
    for found in &findings {
        out.extend(declarations(view, found).iter().map(|fix| action(view, fix, Some(found))));
    }
    for found in findings.iter().filter(|found| found.code.is_lint()) {
        let (allowed, _) = fix::allow(analysis, &[*found], REASON);
        out.extend(
            allowed
                .into_iter()
                .map(|fix| Action { title: format!("Allow {} here", found.code.name()), ..action(view, &fix, Some(found)) }),
        );
    }
    let journey = journey_with_flow(view, span.start);
    let implied = journey.and_then(|journey| fix::implied_of(analysis, journey));
    out.extend(implied.map(|fix| action(view, &fix, None)));
    out
}

fn action(view: View<'_>, fix: &Fix, finding: Option<&Diagnostic>) -> Action {
    let mut letters = fix.title.chars();
    let title = letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    Action { title, finding: finding.cloned(), corrects: false, certain: false, edits: fix::edits(&view.analysis.sources, fix) }
}

/// Whether two spans have a byte in common, or touch.
fn meets(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
}

/// The journey around a byte that stands in the head of a place or journey, or in a transition.
fn journey_with_flow(view: View<'_>, offset: u32) -> Option<Node<'_>> {
    let statements = &view.tree().statements;
    let after = statements.partition_point(|statement| statement.span.start <= offset);
    let statement = statements.get(after.checked_sub(1)?)?;
    let about_flow = match &statement.kind {
        StatementKind::Element(element) => {
            matches!(element.kind, ElementKind::Journey | ElementKind::Stage | ElementKind::Touchpoint | ElementKind::Step)
        }
        StatementKind::Transition(_) | StatementKind::Arms(_) => true,
        _ => false,
    };
    let around = |journey: &Node<'_>| {
        let element = journey.element();
        element.block.map_or(element.head, |block| element.head.to(block)).contains(statement.span)
    };
    (about_flow && offset <= statement.span.end).then(|| view.analysis.model.journeys(view.file).find(around)).flatten()
}
