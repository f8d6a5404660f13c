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
    if rise(journey.stages.iter().filter_map(|stage| stage.title)) {
        let first = journey.stages.iter().find(|stage| stage.title.is_some());
        let row = first.and_then(|stage| {
            stage.own.first().copied().into_iter().chain(stage.places.first().map(|place| place.rows.start)).min()
        });
        let count = journey.stages.iter().filter(|stage| stage.title.is_some()).count();
        say(ElementKind::Stage, count, row, context, said);
        for stage in &mut journey.stages {
            stage.title = stage.title.map(unnumbered);
        }
    }
    let all = || journey.stages.iter().filter(|stage| !stage.places.is_empty());
    let everywhere =
        all().map(|stage| stage.places.len()).sum::<usize>() > 1 && all().all(|stage| rise_or_one(titles(&stage.places)));
    let (mut count, mut row) = (0, None);
    for stage in &mut journey.stages {
        if !stage.places.is_empty() && (everywhere || rise(titles(&stage.places))) {
            (count, row) = (count + stage.places.len(), row.or(Some(stage.places[0].rows.start)));
            for place in &mut stage.places {
                place.title = unnumbered(place.title);
                place.simple &= place.title.starts_with(|letter: char| letter.is_ascii_alphanumeric());
            }
        }
    }
    say(ElementKind::Touchpoint, count, row, context, said);
    for stage in &mut journey.stages {
        stage.title = stage.title.map(as_it_is);
        let places = stage.places.iter_mut().filter(|place| !place.simple);
        places.for_each(|place| place.title = as_it_is(place.title));
    }
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
