//! The maps in Markdown, formatted where they stand.

use std::ops::Range;

use super::{Formatted, format_lines};
use crate::source::{Part, SourceFile, Span};

/// Formats the maps of a document, all or those of some lines (from 0), and nothing else of it. A map of which not all lines are
/// indented or quoted alike is left as it is.
pub fn document(document: &SourceFile, maps: &[SourceFile], lines: Option<&Range<usize>>) -> Formatted {
    let whole = document.text();
    let mut text = String::with_capacity(whole.len() + 64);
    let mut copied = Vec::new();
    let mut at = 0;
    for map in maps {
        let Some(part) = map.part().filter(|part| is_even(map, part)) else { continue };
        let own = |line: usize| line.saturating_sub(part.lines_before);
        let own_lines = lines.map(|lines| own(lines.start)..own(lines.end));
        let formatted = format_lines(map, own_lines);
        copied.extend(formatted.copied.iter().map(|span| part.in_document(*span)));
        if formatted.text == map.text() {
            continue;
        }
        // The lead of the first line stays in the document. An empty line has less of it, or none.
        let blanks = formatted.text.len() - formatted.text.trim_start_matches(' ').len();
        let mut new = formatted.text[part.first_lead().min(blanks)..].to_owned();
        if whole.contains("\r\n") && !map.text().contains('\n') {
            new = new.replace('\n', "\r\n");
        }
        let (span, new) = part.edit_in_document(Span::new(0, map.text().len()), &new);
        text.push_str(&whole[at..span.start as usize]);
        text.push_str(&new);
        at = span.end as usize;
    }
    text.push_str(&whole[at..]);
    Formatted { text, copied }
}

/// Whether all lines of a map begin with the same lead, of blanks as wide as it is long; empty lines may have less of it.
fn is_even(map: &SourceFile, part: &Part) -> bool {
    let lines = map.text().split('\n').filter(|line| !line.trim().is_empty());
    let mut leads = lines.map(|line| line.len() - line.trim_start_matches(' ').len());
    part.lead.is_ascii() && !part.lead.contains('\t') && leads.all(|lead| lead >= part.lead.len())
}
