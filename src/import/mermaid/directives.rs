//! Directives, `%%{ … }%%`: they tell Mermaid how to draw. Mermaid takes them out before it reads anything, wherever they stand behind
//! front matter; of one that is never closed it takes all that comes behind.

use std::borrow::Cow;

use super::front;
use super::places::Places;
use super::read::MOST_PARTS;
use crate::import::said::Said;
use crate::source::{FileId, Span};

/// What begins a directive, and what ends it.
const BEGIN: &str = "%%{";
const END: &str = "}%%";

/// A text without its directives, which are said, and where its parts stood. One that is never closed, or only behind another one, ends with
/// its line: what comes behind is not lost.
pub fn without<'t>(text: &'t str, said: &mut Said) -> (Cow<'t, str>, Places) {
    let mut places = Places::default();
    let mut from = front::end(text, &mut Said::about(FileId(0)));
    let Some(first) = find(text, from, BEGIN) else { return (Cow::Borrowed(text), places) };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..from]);
    let (mut begin, mut end) = (Some(first), find(text, first, END));
    while let Some(at) = begin.filter(|_| said.findings.len() <= MOST_PARTS) {
        let next = find(text, at + BEGIN.len(), BEGIN);
        if end.is_some_and(|end| end < at) {
            end = find(text, at, END);
        }
        let stop = if let Some(end) = end.filter(|end| next.is_none_or(|next| *end < next)) {
            let stop = end + END.len();
            said.left_out(Span::new(at, stop), "a directive is left out", "tells Mermaid how to draw");
            stop
        } else {
            let stop = find(text, at, "\n").unwrap_or(text.len());
            let span = Span::new(at, at + text[at..stop].trim_end().len());
            said.changed(span, "a directive is never closed", "Mermaid drops all that comes behind");
            if let Some(found) = said.findings.last_mut() {
                found.help = Some("write `}%%` at its end".into());
            }
            stop
        };
        out.push_str(&text[from..at]);
        places.push(out.len(), stop);
        from = stop;
        begin = next.filter(|next| *next >= stop).or_else(|| find(text, stop, BEGIN));
    }
    out.push_str(&text[from..]);
    (Cow::Owned(out), places)
}

/// Where something stands first in a text from a byte on.
fn find(text: &str, from: usize, what: &str) -> Option<usize> {
    text[from..].find(what).map(|at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_are_taken_out() {
        for (text, without_them, rejected) in [
            ("journey\n a: 3", "journey\n a: 3", 0),
            ("%%{init: {}}%%\njourney", "\njourney", 0),
            ("Ma%%{ö\n}%%ke %%{x}%%", "Make ", 0),
            ("a %%{x\nb", "a \nb", 1),
            ("a %%{x\nb %%{y}%%c", "a \nb c", 1),
            ("a %%{x %%{y}%%\nc", "a \nc", 1),
            ("---\ntitle: a %%{x}%%\n---\njourney", "---\ntitle: a %%{x}%%\n---\njourney", 0),
        ] {
            let mut said = Said::about(FileId(0));
            let (made, places) = without(text, &mut said);
            assert_eq!(made.as_ref(), without_them);
            assert_eq!(said.findings.iter().filter(|found| found.message.contains("never")).count(), rejected, "{text}");
            let last = made.len() - 1;
            assert!(text[places.place(last)..].starts_with(&made[last..]), "{text}");
        }
    }
}
