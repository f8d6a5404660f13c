//! The heading of a journey, with a line that explains the marks that occur and no others.

use crate::graph::ArrowKind;
use crate::labels::Word;
use crate::model::value::{Basis, ClaimValue};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::walk::ClaimNode;

use super::arrow::rests_on;
use super::card::assumed;
use super::colour::{INK, LINE, SECOND, tint};
use super::label::{Label, Type, cell};
use super::layout::Layout;
use super::view::{View, short};

const TITLE: Type = Type { size: 28, colour: INK, bold: true, width: 70, lines: 2 };
const AIM: Type = Type { size: 14, colour: SECOND, bold: false, width: 110, lines: 2 };
const MARK: Type = Type { size: 11, colour: SECOND, bold: false, width: 160, lines: 2 };

/// Title, objective, for whom, and what the marks mean.
pub fn header<'m>(view: &View<'_, 'm>, layout: &Layout<'m>) -> String {
    let (journey, words) = (view.journey(), view.labels);
    let mut label = Label::default();
    label.text(journey.caption(), TITLE);
    for objective in view.field(journey, Field::Objective).take(1) {
        label.text(objective.text().unwrap_or_default(), AIM);
    }
    let mut facts: Vec<String> = Vec::new();
    facts.extend(journey.word(Field::State).map(str::to_owned));
    facts.extend(
        journey.field(Field::Version).filter_map(ClaimNode::text).map(|version| format!("{} {version}", words.get(Word::Version))),
    );
    facts.extend(
        journey.field(Field::Reviewed).map(|claim| format!("{} {}", words.get(Word::Reviewed), super::say::value(view, claim))),
    );
    if let Some(id) = view.persona {
        facts.push(format!("{} {}", words.get(Word::Only), journey.model.node(id).caption()));
    } else {
        let names: Vec<&str> = view.graph.personas.iter().map(|&id| short(journey.model.node(id))).collect();
        if !names.is_empty() {
            facts.push(names.join(", "));
        }
    }
    label.text(&facts.join(" · "), MARK);
    let marks = marks(view, layout);
    if !marks.is_empty() {
        label.cells(&marks);
    }
    label.finish()
}

fn marks<'m>(view: &View<'_, 'm>, layout: &Layout<'m>) -> String {
    let (journey, words) = (view.journey(), view.labels);
    let mut cells = String::new();
    let mut said: Vec<String> = Vec::new();
    let places = || layout.columns.iter().flat_map(|column| std::iter::once(column.stage).chain(column.stage.touchpoints()));
    let felt = |claim: ClaimNode<'m>| match &claim.claim().value {
        ClaimValue::Emotion(points) => points.iter().any(|point| point.value.is_some()),
        _ => false,
    };
    if places().any(|place| view.field(place, Field::Emotion).any(felt)) {
        for (value, sign) in [(-2.0, " −2 "), (-1.0, " −1 "), (0.0, " 0 "), (1.0, " +1 "), (2.0, " +2 ")] {
            let chip = format!(" BORDER=\"1\" COLOR=\"{LINE}\" BGCOLOR=\"{}\"", tint(value));
            cells.push_str(&cell(sign, Type { colour: INK, bold: true, ..MARK }, &chip));
        }
        said.push(format!("{} … {}", words.get(Word::FeelsBad), words.get(Word::FeelsGood)));
    }
    if places().any(|place| view.moment(place).is_some()) {
        said.push(format!("◆ {}", words.get(Word::MomentOfTruth)));
    }
    if places().any(|place| place.kind() == ElementKind::Step) {
        said.push(words.get(Word::Unseen).to_owned());
    }
    let arrows = || view.graph.written.graph.edge_weights();
    let guess = |arrow: &crate::graph::Arrow| {
        let transition = arrow.transition.map(|index| &journey.file().transitions[index as usize]);
        transition.is_some_and(|transition| transition.share.is_some() && rests_on(journey, transition) == Basis::Assumed)
    };
    if places().any(|place| assumed(view, place)) || arrows().any(guess) {
        said.push(words.get(Word::Assumed).to_owned());
    }
    if arrows().any(|arrow| arrow.implied) {
        said.push(words.get(Word::ImpliedArrow).to_owned());
    }
    if arrows().any(|arrow| arrow.kind == ArrowKind::Influence) {
        said.push(words.get(Word::InfluenceArrow).to_owned());
    }
    if !view.all_reached() {
        said.push(format!("{}: {}", words.get(Word::Striped), view.nobody()));
    }
    cells.push_str(&cell(&said.join("  ·  "), MARK, ""));
    cells
}
