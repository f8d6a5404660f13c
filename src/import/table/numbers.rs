//! Numbers before the titles of stages and touchpoints, which the order of rows says, too.
//!
//! An apostrophe before a number says that it belongs to the title.

use super::builder::Context;
use super::plan::Held;
use super::rows::{Journey, Place};
use crate::diagnostic::Code;
use crate::import::said::Said;
use crate::model::vocabulary::ElementKind;
use crate::table::{Holds, is_numbered, rise, rise_or_one, unnumbered};

/// Takes numbers before titles away where all titles of a journey, or all touchpoints of a stage, have one and they rise; and says so.
pub fn take_off(journey: &mut Journey<'_>, context: Context<'_>, said: &mut Said) {
    let Journey { stages, places, .. } = journey;
    if rise(stages.iter().filter_map(|stage| stage.title)) {
        let first = stages.iter().find(|stage| stage.title.is_some());
        let row = first.and_then(|stage| {
            let first = places[stage.places.clone()].first().map(|place| place.rows.start);
            stage.own.first().copied().into_iter().chain(first).min()
        });
        let count = stages.iter().filter(|stage| stage.title.is_some()).count();
        say(ElementKind::Stage, count, row, context, said);
        for stage in &mut *stages {
            stage.title = stage.title.map(unnumbered);
            stage.simple &= stage.title.is_some_and(begins_simply);
        }
    }
    let mut all = stages.iter().filter(|stage| !stage.places.is_empty());
    let everywhere = places.len() > 1 && all.all(|stage| rise_or_one(titles(&places[stage.places.clone()])));
    let (mut count, mut row) = (0, None);
    for stage in &*stages {
        let places = &mut places[stage.places.clone()];
        if !places.is_empty() && (everywhere || rise(titles(places))) {
            (count, row) = (count + places.len(), row.or(Some(places[0].rows.start)));
            for place in places {
                place.title = unnumbered(place.title);
                place.simple &= begins_simply(place.title);
            }
        }
    }
    say(ElementKind::Touchpoint, count, row, context, said);
    for stage in stages.iter_mut().filter(|stage| !stage.simple) {
        stage.title = stage.title.map(as_it_is);
    }
    for place in places.iter_mut().filter(|place| !place.simple) {
        place.title = as_it_is(place.title);
    }
}

/// Whether what is left of a title that was taken as it is still is.
fn begins_simply(title: &str) -> bool {
    title.starts_with(|letter: char| letter.is_ascii_alphanumeric())
}

/// A title without the apostrophe that says that its number belongs to it.
fn as_it_is(title: &str) -> &str {
    title.strip_prefix('\'').filter(|rest| is_numbered(rest.trim_start_matches('\''))).unwrap_or(title)
}

fn titles<'p>(places: &'p [Place<'_>]) -> impl Iterator<Item = &'p str> + Clone {
    places.iter().map(|place| place.title)
}

fn say(kind: ElementKind, count: usize, row: Option<usize>, context: Context<'_>, said: &mut Said) {
    let is = |held: Held| matches!(held, Held::Known(Holds::Title(own)) if own == kind);
    let column = context.plan.columns.iter().find(|column| is(column.holds));
    let (Some(row), Some(column)) = (row.filter(|_| count > 0), column) else { return };
    let span = context.grid.span(context.shown, row, column.at);
    let plural = if count == 1 { "" } else { "s" };
    let message = format!("the numbers before {count} {}{plural} are left out", kind.keyword());
    let found = said.say(Code::ChangedOnImport, span, message, "the order says the same");
    found.help = Some("write an apostrophe before a number that belongs to its title".into());
}
