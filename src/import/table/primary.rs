//! The column of names that programs for lists and boards write (`Name`, `Title`, `Summary`): what each row is about.

use super::grid::Grid;
use super::plan;
use crate::import::names::one_line;
use crate::model::vocabulary::ElementKind;
use crate::table::{Heading, Holds};

/// What such columns are called, in small letters.
const NAMES: [&str; 18] = [
    "name", "title", "summary", "item", "card", "card name", "task name", "titel", "nom", "titre", "nombre", "título", "nome",
    "titolo", "naam", "tarjeta", "karte", "bezeichnung",
];

/// The column that names what happens in each row, where there are stages and no heading says `Touchpoint`.
pub fn column(grid: &Grid, head: usize, known: &[Option<Heading>], used: &[bool]) -> Option<usize> {
    let has = |kind| known.iter().flatten().any(|heading| heading.column.holds == Holds::Title(kind));
    if has(ElementKind::Touchpoint) || !has(ElementKind::Stage) && !has(ElementKind::Phase) {
        return None;
    }
    let is_name = |column: &usize| {
        let title = one_line(grid.cell(head, *column)).to_lowercase();
        NAMES.contains(&title.as_str())
    };
    plan::said_in(grid, head, 0).into_iter().filter(|column| used[*column] && known[*column].is_none()).find(is_name)
}
