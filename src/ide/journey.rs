//! The journey that somebody works on.

use super::View;
use crate::model::Node;

/// The journey at a byte: the one around it or the last one before it, else the first of the file. A journey that is not closed yet
/// goes on to the next one, so nothing is asked of its end.
pub fn journey_at(view: View<'_>, offset: u32) -> Option<Node<'_>> {
    let journeys = || view.analysis.model.journeys(view.file);
    journeys().take_while(|journey| journey.element().head.start <= offset).last().or_else(|| journeys().next())
}
