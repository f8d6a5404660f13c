//! Touchpoints and steps.

use crate::labels::Word;
use crate::model::Node;
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::walk::ClaimNode;

use super::super::evidence::link;
use super::super::places::{Place, Places};
use super::super::view::View;
use super::super::wording::{caption, short, text};
use super::super::{Card, Channel, Content};

/// The row of the touchpoints, in which stages without any show their channels; or that of the steps.
pub fn row<'m>(view: &View<'_, 'm>, places: &Places<'m>, kind: ElementKind) -> Option<Content> {
    let card = |place: &Place<'m>| match place.node.kind() {
        own if own == kind => Some(card(view, place)),
        ElementKind::Stage if kind == ElementKind::Touchpoint => channels_alone(view, place),
        _ => None,
    };
    let cards: Vec<Card> = places.all.iter().filter_map(card).collect();
    (!cards.is_empty()).then_some(Content::Cards(cards))
}

/// The card of a place.
pub(in super::super) fn card<'m>(view: &View<'_, 'm>, place: &Place<'m>) -> Card {
    let node = place.node;
    let moment = view.moment(node).map(|moment| {
        let why = view.texts(moment, Field::Why).next();
        [moment.title().map(text), why].into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ")
    });
    Card {
        place: node.id,
        slots: place.slots.clone(),
        title: Some(caption(node)),
        channels: channels(view, node),
        facts: facts(view, node),
        moment,
        assumed: view.assumed(node),
        unreached: view.unreached(node),
        whom: view.whom(&node.personas()),
        link: link(node),
    }
}

/// The channels of a stage in which nothing stands.
fn channels_alone<'m>(view: &View<'_, 'm>, place: &Place<'m>) -> Option<Card> {
    let channels = channels(view, place.node);
    if channels.is_empty() || place.node.touchpoints().any(|inner| view.shows(inner)) {
        return None;
    }
    Some(Card {
        place: place.node.id,
        slots: place.slots.clone(),
        title: None,
        channels,
        facts: Vec::new(),
        moment: None,
        assumed: false,
        unreached: false,
        whom: Vec::new(),
        link: None,
    })
}

/// Where it happens: its own channels, else those of its stage.
pub(in super::super) fn channels<'m>(view: &View<'_, 'm>, node: Node<'m>) -> Vec<Channel> {
    let of =
        |node: Node<'m>| -> Vec<Channel> { view.field(node, Field::Channel).filter_map(ClaimNode::goal).map(channel).collect() };
    let own = of(node);
    match node.parent() {
        Some(stage) if own.is_empty() && node.kind() == ElementKind::Touchpoint => of(stage),
        _ => own,
    }
}

fn channel(node: Node<'_>) -> Channel {
    Channel { id: node.name().unwrap_or_default().to_owned(), title: short(node), kind: node.word(Field::Kind) }
}

fn facts<'m>(view: &View<'_, 'm>, node: Node<'m>) -> Vec<String> {
    let named = |field: Field| view.field(node, field).filter_map(ClaimNode::goal).map(short);
    let mut facts: Vec<String> = named(Field::By).map(|actor| format!("{} {actor}", view.word(Word::By))).collect();
    facts.extend(named(Field::With).map(|actor| format!("{} {actor}", view.word(Word::With))));
    if node.field(Field::Optional).next().is_some() {
        facts.push(view.word(Word::Optional).to_owned());
    }
    facts.extend(node.word(Field::Status).filter(|&status| status != "live").map(str::to_owned));
    facts
}
