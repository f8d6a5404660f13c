//! Who walks the journey.

use crate::model::Node;
use crate::model::value::ClaimValue;
use crate::model::vocabulary::Field;

use super::Persona;
use super::evidence::link;
use super::view::View;
use super::wording::{caption, quantity, short};

/// The personas of the sheet, in the order of its curves.
pub fn personas(view: &View<'_, '_>) -> Vec<Persona> {
    view.walkers.iter().map(|&id| persona(view, view.journey().model.node(id))).collect()
}

fn persona<'m>(view: &View<'_, 'm>, node: Node<'m>) -> Persona {
    let (name, caption) = (short(node), caption(node));
    let rest = caption.strip_prefix(name.as_str()).map(|rest| rest.trim_start_matches([',', '،', '、', '，', ' ']));
    let mut facts: Vec<String> = rest.filter(|rest| !rest.is_empty()).map(capitalised).into_iter().collect();
    facts.extend(view.texts(node, Field::Segment).next());
    facts.extend(node.field(Field::Share).find_map(|claim| match &claim.claim().value {
        ClaimValue::Quantity(share) => Some(quantity(share, view.labels)),
        _ => None,
    }));
    let goal = [Field::Goal, Field::Job, Field::Need].into_iter().find_map(|field| view.texts(node, field).next());
    Persona { element: node.id, number: view.number(node.id).unwrap_or_default(), name, facts, goal, link: link(node) }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
