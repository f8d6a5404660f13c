//! Emotions, and for whom they and the pains beside them are said.

use crate::model::ElementId;
use crate::model::value::{ClaimValue, Point};
use crate::model::vocabulary::Field;
use crate::model::walk::{ClaimNode, Node};

/// For whom something is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Whom {
    /// For everybody: nobody is named.
    Everybody,
    /// For these personas.
    Personas(Vec<ElementId>),
    /// A name is not known: it cannot be told.
    Unknown,
}

impl Whom {
    /// Of an element: by its own clauses, else by those around it.
    pub fn of(node: Node<'_>) -> Self {
        let clauses = node.ancestors().map(|node| node.element().clauses);
        Self::first(node, clauses)
    }

    /// Of a claim: by its own clauses, else by those of the elements around it.
    pub fn of_claim(claim: ClaimNode<'_>) -> Self {
        let around = claim.of.ancestors().map(|node| node.element().clauses);
        Self::first(claim.of, std::iter::once(claim.claim().clauses).chain(around))
    }

    fn first(node: Node<'_>, mut clauses: impl Iterator<Item = u32>) -> Self {
        let Some(set) = clauses.find(|&set| !node.clause_set(set).personas.is_empty()) else { return Self::Everybody };
        let personas = node.personas_of(set);
        // With a name that means nothing, nobody can say whom it is for.
        if personas.len() == node.clause_set(set).personas.len() { Self::Personas(personas) } else { Self::Unknown }
    }

    /// Whether it holds for a persona; for none, whether it holds for those who are not named.
    pub fn includes(&self, persona: Option<ElementId>) -> bool {
        match self {
            Self::Everybody => true,
            Self::Personas(some) => persona.is_some_and(|persona| some.contains(&persona)),
            Self::Unknown => false,
        }
    }
}

/// An emotion of a place.
pub(super) struct Feeling<'m> {
    /// The claim.
    pub claim: ClaimNode<'m>,
    /// Its points, one or, for an arc, several.
    pub points: &'m [Point],
    /// Who feels it.
    pub whom: Whom,
}

impl Feeling<'_> {
    /// Its number; none for an arc and for words alone, which leave open how it was on the whole.
    pub fn only(&self) -> Option<f64> {
        match self.points {
            [one] => one.value,
            _ => None,
        }
    }

    /// The number of its last point; none for words alone.
    pub fn last(&self) -> Option<f64> {
        self.points.last()?.value
    }
}

/// The emotions of a place itself, in order.
pub(super) fn feelings(place: Node<'_>) -> Vec<Feeling<'_>> {
    let claims = place.field(Field::Emotion);
    claims
        .filter_map(|claim| match &claim.claim().value {
            ClaimValue::Emotion(points) => Some(Feeling { claim, points, whom: Whom::of_claim(claim) }),
            _ => None,
        })
        .collect()
}
