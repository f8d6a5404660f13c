//! The text of a block as Mermaid gets it: in HTML a browser has made signs of their names before.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::blocks::Block;
use super::places::Places;
use crate::diagnostic::Diagnostic;
use crate::project::fences;
use crate::source::{FileId, SourceFile};

/// The text of a block.
pub struct Text {
    /// As it is written.
    pub source: Arc<SourceFile>,
    lines: Vec<Range<usize>>,
    decoded: Option<Decoded>,
}

/// A text in which signs stand in place of their names.
#[derive(Debug, Default)]
struct Decoded {
    text: String,
    /// Where signs end that have stood by name.
    places: Places,
}

impl Text {
    /// The text of a block of a document.
    pub fn of(document: &SourceFile, id: FileId, block: Block) -> Self {
        let source = fences::part(document, id, document.text().as_bytes(), &block.lines);
        let decoded = block.html.then(|| Decoded::of(source.text())).flatten();
        Self { source: Arc::new(source), lines: block.lines, decoded }
    }

    /// As Mermaid gets it.
    pub fn as_str(&self) -> &str {
        self.decoded.as_ref().map_or(self.source.text(), |decoded| &decoded.text)
    }

    /// Moves findings about the text as Mermaid gets it to the text as it is written.
    pub fn as_written(&self, findings: &mut [Diagnostic]) {
        if let Some(decoded) = &self.decoded {
            decoded.places.move_back(findings);
        }
    }

    /// Where its lines stand in the document; those that follow each other are one range.
    pub fn ranges(&self, document: &str) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for line in &self.lines {
            match ranges.last_mut() {
                Some(last) if !document[last.end..line.start].contains('\n') => last.end = line.end,
                _ => ranges.push(line.clone()),
            }
        }
        ranges
    }
}

impl Decoded {
    /// None if no sign stands by name.
    fn of(text: &str) -> Option<Self> {
        /// The longest name of a sign, with what is around it.
        const LONGEST: usize = 34;
        let mut decoded = Self::default();
        let mut from = 0;
        for (at, _) in text.match_indices('&') {
            let rest = &text.as_bytes()[at..text.len().min(at + LONGEST)];
            let Some(end) = memchr::memchr(b';', rest).map(|end| at + end + 1) else { continue };
            let Some(sign) = sign(&text[at..end]) else { continue };
            decoded.text.push_str(&text[from..at]);
            decoded.text.push_str(&sign);
            decoded.places.push(decoded.text.len(), end);
            from = end;
        }
        decoded.text.push_str(&text[from..]);
        (from > 0).then_some(decoded)
    }
}

/// What a name such as `&amp;` stands for, if it is one.
fn sign(name: &str) -> Option<Cow<'static, str>> {
    Some(Cow::Borrowed(match name {
        "&amp;" => "&",
        "&lt;" => "<",
        "&gt;" => ">",
        "&quot;" => "\"",
        "&#39;" | "&apos;" => "'",
        name => return fences::entity(name).map(Cow::Owned),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_by_name() {
        let decoded = Decoded::of("a &lt; b &amp;lt; &#39;c&#x27; &auml;&none; & &amp x;").expect("there are some");
        assert_eq!(decoded.text, "a < b &lt; 'c' ä&none; & &amp x;");
        assert!(Decoded::of("a & b; #quot;").is_none());
    }

    #[test]
    fn places_are_those_of_what_is_written() {
        let written = "&lt;a&gt; bcd &auml;e";
        let decoded = Decoded::of(written).expect("there are some");
        let place = |text: &str| {
            let at = decoded.text.find(text).expect("it is there");
            &written[decoded.places.place(at)..decoded.places.place(at + text.len())]
        };
        assert_eq!(["<", "a", "<a>", "bcd", "ä", "e"].map(place), ["&lt;", "a", "&lt;a&gt;", "bcd", "&auml;", "e"]);
    }
}
