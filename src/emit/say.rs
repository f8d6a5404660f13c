//! Values of claims in words.

use crate::model::value::{ClaimValue, exact};
use crate::model::walk::ClaimNode;
use crate::model::written;
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
