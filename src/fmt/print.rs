//! Writes the parts of a file, all of them or those that stand in some lines; what is not to be touched is copied.

use unicode_width::UnicodeWidthStr as _;

use super::block::{Block, Part, What};
use super::line::{self, Setting, is_one_line};
use super::statement::{Anatomy, in_order};
use super::token::Token;
use super::{STEP, WIDTH};
use crate::source::Span;

/// Writes a file.
pub(super) struct Printer<'p> {
    /// The text as it is.
    pub text: &'p str,
    /// Its comments.
    pub comments: &'p [Span],
    /// What ends a line.
    pub newline: &'p str,
    /// The lines that are formatted; all without it.
    pub lines: Option<Span>,
    /// The text as it will be.
    pub out: String,
    /// Up to where the text is written.
    pub at: usize,
}

/// What stands before a statement.
#[derive(Clone, Copy)]
enum Lead {
    /// It begins a line.
    Line { blank: bool },
    /// It stays on the line of the one before.
    Beside,
    /// It stays on the line of the brace before.
    AfterBrace,
}

impl Printer<'_> {
    /// Writes parts, each on a line of its own. The first may be a comment after the brace.
    pub fn parts(&mut self, parts: &[Part<'_>], indent: usize, after_brace: bool) {
        for (index, part) in parts.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| &parts[before]);
            if self.touches(part.span) {
                self.part(part, before, indent, after_brace);
            } else {
                self.copy(part.span.end);
            }
            if part.sealed && !part.held && parts.get(index + 1).is_some_and(|next| self.touches(next.span)) {
                self.out.push(';');
            }
        }
    }

    fn part(&mut self, part: &Part<'_>, before: Option<&Part<'_>>, indent: usize, after_brace: bool) {
        let blank = part.gap.blank && before.is_some();
        match &part.what {
            What::Comment => {
                if !part.gap.newline && (before.is_some() || after_brace) {
                    self.out.push(' ');
                } else {
                    self.line(indent, blank);
                }
                self.comment(part.span);
            }
            What::Declaration if part.gap.newline || before.is_none() => {
                self.line(0, blank);
                self.out.push_str(&self.text[part.span.range()]);
                self.at = part.span.end as usize;
            }
            What::Declaration => self.copy(part.span.end),
            What::Statement(_) | What::Line => {
                let lead = match before {
                    Some(before) if before.held && !part.gap.newline => Lead::Beside,
                    None if after_brace && part.held && !part.gap.newline => Lead::AfterBrace,
                    _ => Lead::Line { blank },
                };
                self.statement(part, indent, lead);
            }
        }
    }

    /// Writes a statement with its block.
    fn statement(&mut self, part: &Part<'_>, indent: usize, lead: Lead) {
        let Some(block) = &part.block else {
            self.lead(lead, indent);
            self.head(part, indent, indent + STEP, 0);
            self.at = part.span.end as usize;
            return;
        };
        let whole = block.one_line && self.touches(part.span);
        if whole || self.touches(Span { end: block.span.start + 1, ..part.span }) {
            self.lead(lead, indent);
            if whole && self.one_line(part, block, indent) {
                self.at = part.span.end as usize;
                return;
            }
            self.opened(part, block, indent);
        } else {
            self.copy(block.span.start + 1);
        }
        self.parts(&block.parts, indent + STEP, block.between.is_empty());
        if whole || self.touches(Span { start: block.span.end - 1, ..block.span }) {
            if block.ends_beside {
                self.out.push(' ');
            } else {
                self.line(indent, false);
            }
            self.out.push('}');
            self.at = block.span.end as usize;
        } else {
            self.copy(block.span.end);
        }
    }

    /// Writes a head with the brace after it, and the comments that stood between them.
    fn opened(&mut self, part: &Part<'_>, block: &Block<'_>, indent: usize) {
        self.head_of_block(part, indent);
        self.before_brace(part, block, indent);
        self.out.push('{');
        for (number, comment) in self.comments[block.between.clone()].iter().enumerate() {
            let beside = number == 0 && is_one_line(&self.text[part.head.end as usize..comment.start as usize]);
            if beside {
                self.out.push(' ');
            } else {
                self.line(indent + STEP, false);
            }
            self.comment(*comment);
        }
        self.at = block.span.start as usize + 1;
    }

    /// What stands between a head and its brace: a space, except where a comment speaks of the line that the brace begins.
    fn before_brace(&mut self, part: &Part<'_>, block: &Block<'_>, indent: usize) {
        if part.held && block.below && block.between.is_empty() {
            self.line(indent, false);
        } else {
            self.out.push(' ');
        }
    }

    /// Writes the head of a block. Where it goes on it is set apart from what stands in the block.
    fn head_of_block(&mut self, part: &Part<'_>, indent: usize) {
        self.head(part, indent, indent + 2 * STEP, " {".len());
    }

    fn head(&mut self, part: &Part<'_>, indent: usize, goes_on: usize, tail: usize) {
        match part.what {
            What::Statement(anatomy) => {
                let tokens = self.tokens(part, anatomy);
                let setting = Setting { indent, goes_on, tail, held: part.held, values: anatomy.has_values() };
                line::write(&mut self.out, self.text, self.newline, &tokens, setting);
            }
            _ => self.out.push_str(&self.text[part.head.range()]),
        }
    }

    fn tokens(&self, part: &Part<'_>, anatomy: Anatomy<'_>) -> Vec<Token> {
        in_order(self.text, part.head, &self.comments[part.comments.clone()], anatomy)
    }

    /// Writes a statement with its block on one line, if it fits there; else the block beside the last line of a head that needs several.
    /// An empty block stays beside its head in any case.
    fn one_line(&mut self, part: &Part<'_>, block: &Block<'_>, indent: usize) -> bool {
        if !block.between.is_empty() {
            return false;
        }
        // What is held may be of any width, and is not measured.
        let (line, room) = if part.held { (0, usize::MAX) } else { (self.line_start(), WIDTH) };
        let start = self.out.len();
        let apart = part.held && block.below;
        if !apart && self.flat(part, line, room) {
            return true;
        }
        self.out.truncate(start);
        self.head_of_block(part, indent);
        self.before_brace(part, block, indent);
        if block.parts.is_empty() || !is_one_line(&self.out[start..]) {
            let fits = self.flat_block(block, self.line_start(), room);
            if fits || block.parts.is_empty() {
                return true;
            }
        }
        self.out.truncate(start);
        false
    }

    /// Writes a statement on one line. Says whether it can stand there, and the line from byte `start` on has room for it.
    fn flat(&mut self, part: &Part<'_>, start: usize, room: usize) -> bool {
        match part.what {
            What::Statement(anatomy) => {
                let tokens = self.tokens(part, anatomy);
                if !line::can_be_flat(self.text, &tokens, part.held) {
                    return false;
                }
                line::flat(&mut self.out, self.text, &tokens);
            }
            _ if is_one_line(&self.text[part.head.range()]) => self.out.push_str(&self.text[part.head.range()]),
            _ => return false,
        }
        match &part.block {
            Some(block) => {
                self.out.push(' ');
                block.one_line && block.between.is_empty() && self.flat_block(block, start, room)
            }
            None => self.has_room(start, room),
        }
    }

    fn flat_block(&mut self, block: &Block<'_>, start: usize, room: usize) -> bool {
        self.out.push('{');
        for (index, part) in block.parts.iter().enumerate() {
            self.out.push_str(if index == 0 { " " } else { "; " });
            if !self.flat(part, start, room) {
                return false;
            }
        }
        self.out.push_str(if block.parts.is_empty() { "}" } else { " }" });
        self.has_room(start, room)
    }

    fn has_room(&self, start: usize, room: usize) -> bool {
        room == usize::MAX || self.out[start..].width() <= room
    }

    /// Where the line that is being written begins.
    fn line_start(&self) -> usize {
        self.out.rfind(['\n', '\r']).map_or(0, |end| end + 1)
    }

    fn lead(&mut self, lead: Lead, indent: usize) {
        match lead {
            Lead::Line { blank } => self.line(indent, blank),
            Lead::Beside => self.out.push_str("; "),
            Lead::AfterBrace => self.out.push(' '),
        }
    }

    fn comment(&mut self, comment: Span) {
        self.out.push_str(self.text[comment.range()].trim_end_matches([' ', '\t']));
        self.at = comment.end as usize;
    }

    /// Begins a line.
    fn line(&mut self, indent: usize, blank: bool) {
        if !matches!(&*self.out, "" | "\u{FEFF}") {
            self.out.push_str(self.newline);
            if blank {
                self.out.push_str(self.newline);
            }
        }
        self.out.extend(std::iter::repeat_n(' ', indent));
    }

    /// Copies the text up to a byte.
    pub fn copy(&mut self, end: u32) {
        self.out.push_str(&self.text[self.at..end as usize]);
        self.at = end as usize;
    }

    /// Whether something stands in the lines that are formatted.
    fn touches(&self, span: Span) -> bool {
        self.lines.is_none_or(|lines| span.start < lines.end && lines.start < span.end)
    }
}
