//! The other places of the same file where what is named at the cursor is named.

use super::View;
use super::references::{Occurrence, element_at, in_file};

/// Where the element at a byte is named in its file, in order.
pub fn highlights(view: View<'_>, offset: u32) -> Vec<Occurrence> {
    let Some(id) = element_at(view, offset) else { return Vec::new() };
    let mut out = in_file(view, id);
    out.sort_unstable();
    out.dedup();
    out
}
