//! A map inside a document: where it lies there.
//!
//! The text of such a part is the text of the document from its first line to its last, byte for byte, so that a place in it is one
//! in the document after an addition. Only the *leads* differ: what begins a line in the document and is no text of the map (`> ` in
//! a quote, the indent in a list) is blank in the part.

use super::{FileId, Span};

/// Where a part lies.
#[derive(Debug)]
pub struct Part {
    /// The document.
    pub document: FileId,
    /// Its first byte in the document, at the beginning of a line.
    pub start: u32,
    /// How many lines of the document stand before it.
    pub lines_before: usize,
    /// The leads, in the part, in order.
    pub leads: Vec<Span>,
    /// The text of the longest lead: what a new line begins with.
    pub lead: Box<str>,
}

impl Part {
    /// A span of the part as one of the document.
    pub fn in_document(&self, span: Span) -> Span {
        Span { start: span.start + self.start, end: span.end + self.start }
    }

    /// An edit of the part as one of the document: leads stay, and each line that it adds gets one.
    pub fn edit_in_document(&self, span: Span, text: &str) -> (Span, String) {
        let span = Span { start: self.after_lead(span.start), end: self.after_lead(span.end) };
        let mut lines = text.split('\n').peekable();
        let mut new = lines.next().unwrap_or_default().to_owned();
        while let Some(line) = lines.next() {
            // The line may have blanks of its own where the lead stands.
            let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
            // An empty line has no white space at its end; what follows the last one is not known here.
            let empty = lines.peek().is_some() && line.trim().is_empty();
            new.push('\n');
            new.push_str(if empty { self.lead.trim_end() } else { &self.lead });
            new.push_str(&line[blank.min(self.lead.len())..]);
        }
        (self.in_document(span), new)
    }

    /// The length of the lead of the first line; an empty line has less than the others, or none.
    pub fn first_lead(&self) -> usize {
        self.leads.first().filter(|lead| lead.start == 0).map_or(0, |lead| lead.len())
    }

    /// The byte itself, or the one after the lead in which it lies.
    fn after_lead(&self, byte: u32) -> u32 {
        let after = self.leads.partition_point(|lead| lead.end <= byte);
        self.leads.get(after).filter(|lead| lead.start <= byte).map_or(byte, |lead| lead.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The part `  a\n  b` of a document in which each line of it begins with `> `.
    fn quoted() -> Part {
        let leads = vec![Span::new(0, 2), Span::new(4, 6)];
        Part { document: FileId(0), start: 100, lines_before: 7, leads, lead: "> ".into() }
    }

    #[test]
    fn edits_leave_the_leads_alone() {
        let edit = |span, text| quoted().edit_in_document(span, text);
        assert_eq!(edit(Span::new(2, 3), "x"), (Span::new(102, 103), "x".into()));
        assert_eq!(edit(Span::new(0, 4), ""), (Span::new(102, 106), String::new()), "a whole line");
        assert_eq!(edit(Span::at(0), "new\n"), (Span::at(102), "new\n> ".into()), "a line before");
        assert_eq!(edit(Span::at(7), "\n  }"), (Span::at(107), "\n> }".into()), "a line after, with the indent of the part");
        assert_eq!(edit(Span::at(7), "\n    }\n}"), (Span::at(107), "\n>   }\n> }".into()));
        assert_eq!(edit(Span::at(7), "\n\n    x"), (Span::at(107), "\n>\n>   x".into()), "an empty line");
    }
}
