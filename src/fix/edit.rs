//! Edits of texts: which of them can be made together, and what becomes of the white space around what is removed.

use std::collections::BTreeMap;

use crate::diagnostic::{Edit, Fix};
use crate::source::{FileId, SourceFile, Sources, Span};

/// Says of each fix whether it is made: all of its edits, and none that touches one of a fix before it.
pub fn select(sources: &Sources, fixes: &[&Fix]) -> Vec<bool> {
    let mut taken: BTreeMap<FileId, BTreeMap<u32, u32>> = BTreeMap::new();
    let mut keep = Vec::with_capacity(fixes.len());
    for fix in fixes {
        let spans: Vec<(FileId, Span)> = fix.edits.iter().map(|edit| (edit.file, widened(sources.get(edit.file), edit))).collect();
        let free = spans.iter().all(|(file, span)| {
            let Some(taken) = taken.get(file) else { return true };
            // The nearest span that begins no later than this one ends.
            taken.range(..=span.end).next_back().is_none_or(|(_, &end)| end < span.start)
        });
        keep.push(free);
        if free {
            for (file, span) in spans {
                taken.entry(file).or_default().insert(span.start, span.end);
            }
        }
    }
    keep
}

/// The texts after the fixes, which do not touch each other: the path and the new text of each file that has one.
pub fn apply(sources: &Sources, fixes: &[&Fix]) -> Vec<(String, String)> {
    let mut by_file: BTreeMap<FileId, Vec<&Edit>> = BTreeMap::new();
    for edit in fixes.iter().flat_map(|fix| &fix.edits) {
        by_file.entry(edit.file).or_default().push(edit);
    }
    by_file
        .into_iter()
        .map(|(id, mut edits)| {
            let file = sources.get(id);
            edits.sort_by_key(|edit| edit.span);
            let mut text = String::with_capacity(file.text().len() + 64);
            let mut at = 0;
            for edit in edits {
                let span = widened(file, edit);
                // Within one fix two removals may share the white space between them.
                let start = (span.start as usize).max(at);
                text.push_str(&file.text()[at..start]);
                text.push_str(&edit.text);
                at = (span.end as usize).max(at);
            }
            text.push_str(&file.text()[at..]);
            (file.path().to_owned(), text)
        })
        .collect()
}

/// The edits of a fix as they are made, in order: each with the white space that it takes along.
pub fn edits(sources: &Sources, fix: &Fix) -> Vec<Edit> {
    let mut out: Vec<Edit> =
        fix.edits.iter().map(|edit| Edit { span: widened(sources.get(edit.file), edit), ..edit.clone() }).collect();
    out.sort_by_key(|edit| (edit.file, edit.span));
    // Two removals may share the white space between them.
    for index in 1..out.len() {
        if out[index].file == out[index - 1].file {
            let taken = out[index - 1].span.end;
            let span = &mut out[index].span;
            *span = Span { start: span.start.max(taken), end: span.end.max(taken) };
        }
    }
    out
}

/// Where the texts of the edits stand after [`apply`]: the fix by its place in the list, the path, and the bytes.
pub fn landed(sources: &Sources, fixes: &[&Fix]) -> Vec<(usize, String, Span)> {
    let mut edits: Vec<(usize, &Edit)> =
        fixes.iter().enumerate().flat_map(|(at, fix)| fix.edits.iter().map(move |edit| (at, edit))).collect();
    edits.sort_by_key(|(_, edit)| (edit.file, edit.span));
    let mut out = Vec::with_capacity(edits.len());
    // What the edits before have added and taken away.
    let (mut file, mut added, mut taken) = (None, 0, 0);
    for (at, edit) in edits {
        if file != Some(edit.file) {
            (file, added, taken) = (Some(edit.file), 0, 0);
        }
        let span = widened(sources.get(edit.file), edit);
        let start = span.start as usize + added - taken;
        out.push((at, sources.get(edit.file).path().to_owned(), Span::new(start, start + edit.text.len())));
        added += edit.text.len();
        taken += span.len();
    }
    out
}

/// What an edit replaces. A removal takes along what would be left over: its line with the comment at its end if nothing else stands
/// there, a blank line if there would be two, the `;` or the spaces beside it.
fn widened(file: &SourceFile, edit: &Edit) -> Span {
    let (text, span) = (file.text(), edit.span);
    if !edit.text.is_empty() || span.is_empty() {
        return span;
    }
    let (start, end) = (span.start as usize, span.end as usize);
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let before = text[line_start..start].trim_start_matches('\u{FEFF}');
    let after = text[end..line_end].trim_end_matches('\r');
    let blank = |part: &str| part.trim().is_empty();
    let rest = after.trim_start();
    let rest = rest.strip_prefix(';').unwrap_or(rest).trim_start();
    if blank(before) && (rest.is_empty() || rest.starts_with("//")) {
        return lines(text, start - before.len(), line_end);
    }
    if let Some(rest) = after.trim_start().strip_prefix(';') {
        let next = rest.trim_start();
        return Span::new(start, line_end - (text[end..line_end].len() - after.len()) - next.len());
    }
    let ends = blank(after) || after.trim_start().starts_with('}') || after.trim_start().starts_with("//");
    if let Some(rest) = before.trim_end().strip_suffix(';').filter(|_| ends) {
        return Span::new(line_start + rest.len() + (text[line_start..start].len() - before.len()), end);
    }
    if blank(before) || !(after.is_empty() || after.starts_with([' ', '\t'])) {
        return span;
    }
    Span::new(start - (before.len() - before.trim_end_matches([' ', '\t']).len()), end)
}

/// Whole lines from `start` to the line end at `line_end`, with one of two blank lines around them.
fn lines(text: &str, start: usize, line_end: usize) -> Span {
    let end = (line_end + 1).min(text.len());
    let above = text[..start].strip_suffix('\n').map_or("", |rest| rest.rsplit('\n').next().unwrap_or_default());
    let first = start == 0 || text[..start].trim_start_matches('\u{FEFF}').is_empty();
    let blank_above = first || above.trim().is_empty() || above.trim_end().ends_with('{');
    let below = text[end..].split_inclusive('\n').next().unwrap_or_default();
    if !below.is_empty() && below.trim().is_empty() && blank_above {
        return Span::new(start, end + below.len());
    }
    let closes = below.is_empty() || below.trim_start().starts_with('}');
    if closes && !first && above.trim().is_empty() && start > 0 {
        return Span::new(start - above.len() - 1, end);
    }
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn removed(text: &str, part: &str) -> String {
        let mut sources = Sources::default();
        let id = sources.add(Arc::new(SourceFile::new("a", text.as_bytes().to_vec())));
        let start = text.find(part).expect("it is there");
        let fix = Fix::replace(id, Span::new(start, start + part.len()), "");
        apply(&sources, &[&fix]).remove(0).1
    }

    #[test]
    fn what_is_removed_leaves_no_hole() {
        for (text, part, left) in [
            ("a\nx\nb\n", "x", "a\nb\n"),
            ("a\n\nx\n\nb\n", "x", "a\n\nb\n"),
            ("x\n\nb\n", "x", "b\n"),
            ("a\n\nx\n", "x", "a\n"),
            ("a\n\nx", "x", "a\n"),
            ("j {\n  x\n\n  b\n}\n", "x", "j {\n  b\n}\n"),
            ("j {\n  b\n\n  x\n}\n", "x", "j {\n  b\n}\n"),
            ("j { x; b }\n", "x", "j { b }\n"),
            ("j { b; x }\n", "x", "j { b }\n"),
            ("a; x\nb\n", "x", "a\nb\n"),
            ("a // x\nb\n", "// x", "a\nb\n"),
            ("x;\nb\n", "x", "b\n"),
            ("  x // why\nb\n", "x", "b\n"),
            ("a\n\nx {\n  y\n}; // why\n\nb\n", "x {\n  y\n}", "a\n\nb\n"),
            ("a; x // why\n", "x", "a // why\n"),
            ("x; b // why\n", "x", "b // why\n"),
            ("a\r\nx\r\nb\r\n", "x", "a\r\nb\r\n"),
            ("\u{FEFF}x\nb\n", "x", "\u{FEFF}b\n"),
            ("a }} b\n", "}", "a } b\n"),
            ("a\nx {\n y\n}\nb\n", "x {\n y\n}", "a\nb\n"),
        ] {
            assert_eq!(removed(text, part), left, "{text:?} without {part:?}");
        }
    }

    #[test]
    fn fixes_that_touch_wait() {
        let mut sources = Sources::default();
        let id = sources.add(Arc::new(SourceFile::new("a", b"one two three".to_vec())));
        let fix = |start, end, text: &str| Fix::replace(id, Span::new(start, end), text);
        let (a, b, c, d) = (fix(0, 3, "1"), fix(3, 4, "_"), fix(4, 7, "2"), fix(8, 13, "3"));
        assert_eq!(select(&sources, &[&a, &b, &c, &d]), [true, false, true, true]);
        let insert = fix(7, 7, "!");
        assert_eq!(select(&sources, &[&c, &insert]), [true, false]);
        assert_eq!(apply(&sources, &[&a, &d]), [("a".to_owned(), "1 two 3".to_owned())]);
    }
}
