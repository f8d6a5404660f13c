//! Title, objective and the facts about the map.

use crate::labels::{Labels, Word};
use crate::model::Node;
use crate::model::value::ClaimValue;
use crate::model::vocabulary::Field;

use super::Header;
use super::evidence::link;
use super::view::View;
use super::wording::{caption, date, short, text};

/// The header of a journey.
pub fn header(view: &View<'_, '_>) -> Header {
    let journey = view.journey();
    Header {
        title: caption(journey),
        facts: facts(journey, view.labels),
        objective: view.texts(journey, Field::Objective).collect(),
        scenario: view.texts(journey, Field::Scenario).next().map(|scenario| scenario.replace('\n', " ")),
        link: link(journey),
    }
}

fn facts(journey: Node<'_>, labels: &Labels) -> Vec<String> {
    let day = |field: Field| {
        journey.field(field).find_map(|claim| match claim.claim().value {
            ClaimValue::Date(day) => Some(date(day, labels)),
            _ => None,
        })
    };
    let mut facts: Vec<String> = journey.word(Field::State).map(str::to_owned).into_iter().collect();
    facts.extend(journey.word(Field::Status).map(str::to_owned));
    match (day(Field::Reviewed), day(Field::Date)) {
        (Some(day), _) => facts.push(format!("{} {day}", labels.get(Word::Reviewed))),
        (None, Some(day)) => facts.push(day),
        (None, None) => {}
    }
    let version = journey.field(Field::Version).find_map(|claim| claim.text().map(text)).filter(|version| !version.is_empty());
    facts.extend(
        version
            .map(|version| if version.starts_with(|char: char| char.is_ascii_digit()) { format!("v{version}") } else { version }),
    );
    facts.extend(owner(journey).map(|owner| format!("{}: {owner}", labels.get(Word::OwnedBy))));
    facts
}

/// Who answers for something: a team, or words.
pub fn owner(node: Node<'_>) -> Option<String> {
    let claim = node.field(Field::Owner).next()?;
    claim.goal().map(short).or_else(|| claim.text().map(text)).filter(|owner| !owner.is_empty())
}
