//! Values of claims in words, and the names of places.

use crate::model::value::{ClaimValue, exact};
use crate::model::vocabulary::ElementKind;
use crate::model::walk::ClaimNode;
use crate::model::{Node, written};
use crate::source::Sources;

/// A claim's value in words; empty for a word that stands alone.
pub fn value(sources: &Sources, claim: ClaimNode<'_>) -> String {
    match &claim.claim().value {
        ClaimValue::Text(text) => text.to_string(),
        ClaimValue::Word(word) => (*word).to_owned(),
        ClaimValue::Reference(reference) => match claim.goal() {
            Some(node) => node.caption().to_owned(),
            None => written(sources, claim.of.id.file, &claim.of.file().references[*reference as usize]).to_owned(),
        },
        ClaimValue::Quantity(quantity) => quantity.to_string(),
        ClaimValue::Date(date) => date.to_string(),
        ClaimValue::Emotion(points) => {
            let points: Vec<String> = points
                .iter()
                .map(|point| {
                    let parts = [point.value.map(exact), point.word.as_deref().map(str::to_owned)];
                    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
                })
                .collect();
            points.join(" → ")
        }
        ClaimValue::Scale { worst, best } => format!("{worst}..{best}"),
        ClaimValue::Flag => String::new(),
    }
}

/// A place as it is named in the map of a journey, from the outside in: with the stage around it, and with its journey if that is another
/// one.
pub fn place_from<'m>(place: Node<'m>, journey: Node<'_>) -> Vec<Node<'m>> {
    let is_said = |node: &Node<'_>| {
        let is_around = match node.kind() {
            ElementKind::Journey => node.id != journey.id,
            kind => kind == ElementKind::Stage,
        };
        is_around || node.id == place.id
    };
    let mut names: Vec<Node<'m>> = place.ancestors().filter(is_said).collect();
    names.reverse();
    names
}
