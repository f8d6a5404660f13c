//! Makes the braces balance before anything is read, so that one brace too many or too few is one error in one place.
//!
//! Indentation has no meaning in the language; but where the braces do not match, it is the best witness of what was meant. If
//! it contradicts the braces too often to be trusted, the braces alone decide, and a `journey` at the margin ends what is open. Where
//! nothing is indented, `nesting` decides.

mod nesting;

use crate::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::model::vocabulary::ElementKind;
use crate::source::{FileId, SourceFile, Span};

use super::repair::tokens::{Kind, tokens};
use super::scan::{Mark, MarkKind, indent, word_at};

/// Marks in which every `{` has its `}`, with the errors that were found on the way.
pub(super) fn balance(id: FileId, file: &SourceFile, marks: Vec<Mark>) -> (Vec<Mark>, Vec<Diagnostic>) {
    let wrong = imbalance(&marks);
    if wrong == 0 {
        if misnested(file, &marks)
            && let Some(mended) = opposite_slips(id, file, &marks)
        {
            return mended;
        }
        return (marks, Vec::new());
    }
    if nesting::is_flat(file, &marks) {
        return nesting::by_nesting(id, file, &marks);
    }
    let braces = marks.iter().filter(|mark| mark.kind != MarkKind::Piece).count();
    let mut by_indent = Balance::new(id, file, true);
    by_indent.run(&marks);
    if by_indent.diagnostics.len() <= wrong.max(braces / 8) + 1 {
        return (by_indent.out, by_indent.diagnostics);
    }
    let mut by_brace = Balance::new(id, file, false);
    by_brace.run(&marks);
    (by_brace.out, by_brace.diagnostics)
}

/// Whether every brace has its partner.
pub(super) fn matches(marks: &[Mark]) -> bool {
    imbalance(marks) == 0
}

/// How many braces have no partner.
fn imbalance(marks: &[Mark]) -> usize {
    let (mut open, mut stray) = (0_usize, 0);
    for mark in marks {
        match mark.kind {
            MarkKind::Piece => {}
            MarkKind::Open => open += 1,
            MarkKind::Close if open > 0 => open -= 1,
            MarkKind::Close => stray += 1,
        }
    }
    open + stray
}

/// Whether an element stands where it never can, as it does when a brace is missing in one place and another in a second.
fn misnested(file: &SourceFile, marks: &[Mark]) -> bool {
    let mut stack: Vec<Option<ElementKind>> = Vec::new();
    let mut last = None;
    for mark in marks {
        match mark.kind {
            MarkKind::Piece => {
                last = nesting::declared(file, mark.span);
                if last.is_some_and(|kind| !nesting::fits(kind, &stack)) {
                    return true;
                }
            }
            MarkKind::Open => stack.push(last.take()),
            MarkKind::Close => {
                stack.pop();
            }
        }
    }
    false
}

/// Braces that match only because as many are missing as are too many: indentation then shows both.
fn opposite_slips(id: FileId, file: &SourceFile, marks: &[Mark]) -> Option<(Vec<Mark>, Vec<Diagnostic>)> {
    let braces = marks.iter().filter(|mark| mark.kind != MarkKind::Piece).count();
    let mut balance = Balance::new(id, file, true);
    balance.run(marks);
    let found = &balance.diagnostics;
    let both = found.iter().any(|d| d.code == Code::UnclosedBlock) && found.iter().any(|d| d.code != Code::UnclosedBlock);
    let mends = both && found.len() <= 2 + braces / 8 && !misnested(file, &balance.out);
    mends.then_some((balance.out, balance.diagnostics))
}

/// An open block.
struct Frame {
    open: Span,
    line: usize,
    indent: usize,
}

struct Balance<'f> {
    id: FileId,
    file: &'f SourceFile,
    by_indent: bool,
    out: Vec<Mark>,
    stack: Vec<Frame>,
    diagnostics: Vec<Diagnostic>,
}

/// Deeper than this no block is reported as unclosed: it is part of one that is too deep.
const REPORTED_DEPTH: usize = 64;

impl<'f> Balance<'f> {
    fn new(id: FileId, file: &'f SourceFile, by_indent: bool) -> Self {
        Self { id, file, by_indent, out: Vec::new(), stack: Vec::new(), diagnostics: Vec::new() }
    }

    fn run(&mut self, marks: &[Mark]) {
        for (index, mark) in marks.iter().enumerate() {
            let line = self.line(mark.span);
            let (indent, first) = self.indent(mark.span, line);
            match mark.kind {
                MarkKind::Piece => self.piece(*mark, line, indent, first),
                MarkKind::Open => self.open(*mark, line, indent),
                MarkKind::Close => self.close(*mark, line, indent, first, marks.get(index + 1)),
            }
        }
        let end = self.file.text().trim_end().len();
        while let Some(frame) = self.stack.pop() {
            self.unclosed(&frame, end, None);
        }
    }

    fn piece(&mut self, mark: Mark, line: usize, indent: usize, first: bool) {
        if first && self.by_indent {
            while let Some(frame) = self.stack.pop_if(|frame| frame.line < line && indent <= frame.indent) {
                self.unclosed(&frame, mark.span.start as usize, Some(mark.span));
            }
            self.open_before(line, indent);
        } else if first && indent == 0 && self.file.slice(mark.span).starts_with("journey ") {
            while let Some(frame) = self.stack.pop() {
                self.unclosed(&frame, mark.span.start as usize, Some(mark.span));
            }
        }
        self.out.push(mark);
    }

    /// A line indented deeper than the declaration above it, which has no `{`: that is where the brace is missing.
    fn open_before(&mut self, line: usize, indent: usize) {
        let Some(&Mark { kind: MarkKind::Piece, span: head }) = self.out.last() else { return };
        let head_line = self.line(head);
        let (head_indent, head_first) = self.indent(head, head_line);
        if head_line >= line || !head_first || indent <= head_indent || !self.takes_block(head) {
            return;
        }
        self.virtual_open(head, head_line, head_indent);
    }

    fn takes_block(&self, head: Span) -> bool {
        let text = self.file.slice(head);
        text.ends_with("->") || ElementKind::from_keyword(word_at(text, 0)).is_some()
    }

    fn virtual_open(&mut self, head: Span, line: usize, indent: usize) {
        let text = self.file.slice(head);
        let at = Span::at(head.end as usize);
        let shown = text.lines().last().unwrap_or(text);
        // A text that is not closed either is said elsewhere; what is to be written is right as a whole.
        let is_open = tokens(text).last().is_some_and(|token| token.kind == Kind::OpenText);
        let quote = if is_open { "\"" } else { "" };
        self.diagnostics.push(
            Diagnostic::new(Code::UnopenedBlock, self.id, at, "a block begins with `{`", "`{` belongs here")
                .help(format!("write `{shown}{quote} {{`"))
                .fix(Fix::new("write `{`", vec![Edit { file: self.id, span: at, text: " {".into() }])),
        );
        self.out.push(Mark { kind: MarkKind::Open, span: at });
        self.stack.push(Frame { open: at, line, indent });
    }

    fn open(&mut self, mark: Mark, line: usize, indent: usize) {
        if let Some(last) = self.out.last()
            && last.kind == MarkKind::Open
            && self.by_indent
            && self.line(last.span) == line
        {
            let other = last.span;
            self.diagnostics.push(
                Diagnostic::new(Code::UnexpectedText, self.id, mark.span, "one `{` opens a block", "one too many")
                    .label(self.id, other, "the block is opened here")
                    .help("remove the second `{`")
                    .fix(Fix::replace(self.id, mark.span, "")),
            );
            return;
        }
        let head_line = match self.out.last() {
            Some(head) if head.kind == MarkKind::Piece => self.line(head.span),
            _ => line,
        };
        let indent = if head_line == line { indent } else { self.line_indent(head_line) };
        self.stack.push(Frame { open: mark.span, line, indent });
        self.out.push(mark);
    }

    fn close(&mut self, mark: Mark, line: usize, indent: usize, first: bool, next: Option<&Mark>) {
        if !self.by_indent {
            if self.stack.pop().is_some() {
                self.out.push(mark);
            } else {
                self.stray(mark);
            }
            return;
        }
        if first {
            while let Some(frame) = self.stack.pop_if(|frame| frame.line < line && frame.indent > indent) {
                self.unclosed(&frame, mark.span.start as usize, Some(mark.span));
            }
            if self.stack.pop_if(|frame| frame.indent == indent || frame.line == line).is_some() {
                self.out.push(mark);
            } else {
                self.stray(mark);
            }
            return;
        }
        let closes = match self.stack.last() {
            None => false,
            Some(frame) if frame.line == line => true,
            Some(frame) => !self.goes_on(frame, next),
        };
        if closes || self.open_within(line) {
            self.stack.pop();
            self.out.push(mark);
        } else {
            self.stray(mark);
        }
    }

    /// Whether the block plainly goes on after a `}` at the end of a line: what comes next is inside it, or closes it.
    fn goes_on(&self, frame: &Frame, next: Option<&Mark>) -> bool {
        next.is_some_and(|next| {
            let line = self.line(next.span);
            let (indent, first) = self.indent(next.span, line);
            match next.kind {
                MarkKind::Close => first && indent == frame.indent,
                _ => indent > frame.indent,
            }
        })
    }

    /// `pain "Slow" severity: high }`: the brace is missing within the line, before the first field.
    fn open_within(&mut self, line: usize) -> bool {
        let from = self.out.iter().rposition(|mark| self.line(mark.span) != line).map_or(0, |index| index + 1);
        let Some(&Mark { kind: MarkKind::Piece, span }) = self.out.get(from) else { return false };
        let text = self.file.slice(span);
        let word = word_at(text, 0);
        if ElementKind::from_keyword(word).is_none() || self.out[from..].iter().any(|mark| mark.kind != MarkKind::Piece) {
            return false;
        }
        let Some(field) = first_field(text, word.len()) else { return false };
        let rest = self.out.split_off(from + 1);
        let head = Span::new(span.start as usize, span.start as usize + text[..field].trim_end().len());
        let (indent, _) = self.indent(span, line);
        self.out[from].span = head;
        self.virtual_open(head, line, indent);
        self.out.push(Mark { kind: MarkKind::Piece, span: Span::new(span.start as usize + field, span.end as usize) });
        self.out.extend(rest);
        true
    }

    fn unclosed(&mut self, frame: &Frame, before: usize, next: Option<Span>) {
        let end = self.file.text()[..before].trim_end().len().max(frame.open.end as usize);
        if self.stack.len() < REPORTED_DEPTH {
            self.diagnostics.push(self.say_unclosed(frame, end, next));
        }
        self.out.push(Mark { kind: MarkKind::Close, span: Span::at(end) });
    }

    fn say_unclosed(&self, frame: &Frame, end: usize, next: Option<Span>) -> Diagnostic {
        let one_line = self.line(Span::at(end)) == frame.line;
        let diagnostic = Diagnostic::new(Code::UnclosedBlock, self.id, frame.open, "this block is never closed", "opened here");
        let diagnostic = match next {
            Some(next) => {
                let text = self.file.slice(next);
                let word = word_at(text, 0);
                let first = text.chars().next();
                let length = if word.is_empty() { first.map_or(0, char::len_utf8) } else { word.len() };
                let span = Span::new(next.start as usize, next.start as usize + length);
                let text = match (word, first) {
                    ("", Some('}')) => "this brace closes another block, so it must have ended before".to_owned(),
                    ("", _) => "this is not indented, so the block must have ended before".to_owned(),
                    (word, _) => format!("`{word}` starts here, so the block must have ended before"),
                };
                diagnostic.label(self.id, span, text)
            }
            None if self.file.part().is_some() => diagnostic.label(self.id, Span::at(end), "the fence ends here"),
            None => diagnostic.label(self.id, Span::at(end), "the file ends here"),
        };
        let text = if one_line { " }".to_owned() } else { format!("\n{}}}", " ".repeat(frame.indent)) };
        // On one line it stands before a comment.
        let code = self.out.last().map_or(end, |mark| mark.span.end as usize).max(frame.open.end as usize);
        let edit = Edit { file: self.id, span: Span::at(if one_line { end.min(code) } else { end }), text };
        diagnostic
            .help(if one_line { "write `}` at the end of this line" } else { "write `}` on a line of its own where it ends" })
            .fix(Fix::new("write `}`", vec![edit]))
    }

    fn stray(&mut self, mark: Mark) {
        self.diagnostics.push(
            Diagnostic::new(Code::StrayBrace, self.id, mark.span, "this `}` closes nothing", "no block is open here")
                .help("remove the `}`")
                .fix(Fix::replace(self.id, mark.span, "")),
        );
    }

    fn line(&self, span: Span) -> usize {
        self.file.lines().line(span.start)
    }

    fn line_indent(&self, line: usize) -> usize {
        indent(&self.file.text()[self.file.lines().range(line)])
    }

    /// The indent of the line and whether the span is the first thing in it.
    fn indent(&self, span: Span, line: usize) -> (usize, bool) {
        let start = self.file.lines().range(line).start;
        let before = &self.file.text().as_bytes()[start..span.start as usize];
        match before.iter().position(|byte| !matches!(byte, b' ' | b'\t' | 0xEF | 0xBB | 0xBF)) {
            Some(indent) => (indent, false),
            None => (before.len(), true),
        }
    }
}

/// Where the first `name:` stands outside of quotes, after byte `from`.
fn first_field(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => at = super::scan::quoted_end(text, at),
            byte if byte.is_ascii_alphabetic() => {
                let word = word_at(text, at);
                if text[at + word.len()..].trim_start().starts_with(':') {
                    return Some(at);
                }
                at += word.len();
            }
            _ => at += 1,
        }
    }
    None
}
