//! All that a map claims and that can rest on evidence: emotions, pains, gains, quotes, thoughts, metrics, shares and durations.
//!
//! What is still to be written claims nothing. A metric is a claim if it has a value or a baseline; a target alone claims nothing. A limit is a promise, not a claim. A
//! transition claims its share and the time it takes, at the place from which it leads; an influence claims nothing.

use crate::model::value::{Basis, ClaimValue, signed};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::walk::{ClaimNode, basis};
use crate::model::{ElementId, Node, Transition};

use super::view::View;

/// What kind of claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClaimKind {
    /// How it feels.
    Emotion,
    /// What hurts.
    Pain,
    /// What helps.
    Gain,
    /// What a customer said.
    Quote,
    /// What a customer thinks.
    Thought,
    /// A number that is watched.
    Metric,
    /// How many go which way, or are of which kind.
    Share,
    /// How long it takes.
    Duration,
}

impl ClaimKind {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Emotion => "emotion",
            Self::Pain => "pain",
            Self::Gain => "gain",
            Self::Quote => "quote",
            Self::Thought => "thought",
            Self::Metric => "metric",
            Self::Share => "share",
            Self::Duration => "duration",
        }
    }
}

/// Under which heading a claim is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part {
    /// A stage.
    Stage(ElementId),
    /// The outcomes.
    Outcomes,
    /// What stands in no stage: the journey, its phases, the personas.
    Whole,
}

/// A claim, with what its sections need to know of it.
pub(super) struct Claimed<'m> {
    pub kind: ClaimKind,
    /// The element at which it is made: a place, the journey or a persona.
    pub at: Node<'m>,
    pub part: Part,
    /// Whom it holds for; empty for everybody.
    pub personas: Vec<ElementId>,
    pub basis: Basis,
    pub sources: Vec<Node<'m>>,
    pub of: Of<'m>,
}

/// Where a claim comes from.
#[derive(Clone, Copy)]
pub(super) enum Of<'m> {
    Field(ClaimNode<'m>),
    Element(Node<'m>),
    Arrow(&'m Transition),
}

/// The claims that belong to the report, in the order of the file; those about the personas come last.
pub(super) fn claims<'m>(view: &View<'_, 'm>) -> Vec<Claimed<'m>> {
    let journey = view.journey();
    let mut out = Vec::new();
    for node in std::iter::once(journey).chain(journey.descendants()) {
        if declares(node.kind()) {
            continue;
        }
        of_element(view, node, &mut out);
        for transition in node.transitions().filter(|transition| !transition.influence) {
            of_transition(view, transition, &mut out);
        }
    }
    for &persona in view.walkers() {
        of_element(view, journey.model.node(persona), &mut out);
    }
    out
}

/// Whether an element only gives something a name.
fn declares(kind: ElementKind) -> bool {
    matches!(kind, ElementKind::Persona | ElementKind::Channel | ElementKind::Source | ElementKind::Team | ElementKind::Lane)
}

fn of_element<'m>(view: &View<'_, 'm>, node: Node<'m>, out: &mut Vec<Claimed<'m>>) {
    let kind = match node.kind() {
        ElementKind::Pain => Some(ClaimKind::Pain),
        ElementKind::Gain => Some(ClaimKind::Gain),
        ElementKind::Metric if is_claim(node) => Some(ClaimKind::Metric),
        _ => None,
    };
    if let Some(kind) = kind.filter(|_| !node.is_unfilled()) {
        let personas = node.personas();
        if view.holds(&personas) {
            // A metric's value may have sources of its own.
            let value = node.field(Field::Value).next();
            let sources = value.map_or_else(|| node.sources(), ClaimNode::sources);
            let at = node.parent().unwrap_or(node);
            out.push(Claimed { kind, at, part: part(at), personas, basis: basis(&sources), sources, of: Of::Element(node) });
        }
    }
    for claim in node.claims().filter(|claim| claim.claim().about.is_none() && !claim.is_unfilled()) {
        let kind = match claim.claim().field {
            Field::Emotion => ClaimKind::Emotion,
            Field::Quote => ClaimKind::Quote,
            Field::Thought => ClaimKind::Thought,
            Field::Duration => ClaimKind::Duration,
            Field::Share => ClaimKind::Share,
            _ => continue,
        };
        let personas = claim.personas();
        if view.holds(&personas) {
            let sources = claim.sources();
            let of = Of::Field(claim);
            out.push(Claimed { kind, at: node, part: part(node), personas, basis: basis(&sources), sources, of });
        }
    }
}

/// Whether a metric says what is, and not only what should be.
fn is_claim(metric: Node<'_>) -> bool {
    metric.field(Field::Value).chain(metric.field(Field::Baseline)).next().is_some()
}

fn of_transition<'m>(view: &View<'_, 'm>, transition: &'m Transition, out: &mut Vec<Claimed<'m>>) {
    let journey = view.journey();
    let personas = journey.personas_of_transition(transition);
    let Some(at) = journey.goal(transition.from) else { return };
    if !view.holds(&personas) {
        return;
    }
    let kinds = [transition.share.is_some().then_some(ClaimKind::Share), transition.takes.is_some().then_some(ClaimKind::Duration)];
    for kind in kinds.into_iter().flatten() {
        let sources = journey.sources_of_transition(transition);
        let (basis, of) = (basis(&sources), Of::Arrow(transition));
        out.push(Claimed { kind, at, part: part(at), personas: personas.clone(), basis, sources, of });
    }
}

/// Under which heading a place is counted.
pub(super) fn part(node: Node<'_>) -> Part {
    for around in node.ancestors() {
        match around.kind() {
            ElementKind::Stage => return Part::Stage(around.id),
            ElementKind::Outcome => return Part::Outcomes,
            _ => {}
        }
    }
    Part::Whole
}

impl Claimed<'_> {
    /// The claim in words: `emotion −1 "lost"`, `34% to Leaves`.
    pub fn words(&self, view: &View<'_, '_>) -> String {
        match self.of {
            Of::Element(node) => element(view, node),
            Of::Field(claim) => {
                let said = match &claim.claim().value {
                    ClaimValue::Text(text) => format!("\"{text}\""),
                    ClaimValue::Quantity(quantity) => quantity.to_string(),
                    ClaimValue::Emotion(points) => points
                        .iter()
                        .map(|point| {
                            let word = point.word.as_ref().map(|word| format!("\"{word}\""));
                            point.value.map(signed).into_iter().chain(word).collect::<Vec<_>>().join(" ")
                        })
                        .collect::<Vec<_>>()
                        .join(" → "),
                    _ => String::new(),
                };
                format!("{} {said}", self.kind.word())
            }
            Of::Arrow(transition) => {
                let said = match self.kind {
                    ClaimKind::Share => transition.share.as_ref().map(|(share, _)| share.to_string()),
                    _ => transition.takes.as_ref().map(ToString::to_string),
                };
                format!("{} {} to {}", self.kind.word(), said.unwrap_or_default(), target(view, transition))
            }
        }
    }
}

fn element(view: &View<'_, '_>, node: Node<'_>) -> String {
    let title = view.name(node).title;
    let said = match node.kind() {
        ElementKind::Metric => {
            let value = super::metrics::quantity(node, Field::Value).map(|value| value.to_string());
            let before = || super::metrics::quantity(node, Field::Baseline).map(|before| format!("baseline {before}"));
            value.or_else(before)
        }
        _ => node.word(Field::Severity).map(str::to_owned),
    };
    let said = said.map_or_else(String::new, |said| format!(" ({said})"));
    format!("{} \"{title}\"{said}", node.kind().keyword())
}

/// Where a transition leads, in words.
pub(super) fn target(view: &View<'_, '_>, transition: &Transition) -> String {
    view.journey().goal(transition.to).map_or_else(|| "the end of the stage".into(), |to| format!("\"{}\"", view.name(to).title))
}
