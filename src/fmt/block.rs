//! What a block holds, one part after the other: statements, arms of branches and comments.
//!
//! This is where it is found out what may be touched. Between two parts stands white space, and signs that only separate; wherever
//! something else stands there, or a brace is none, the declaration around it is not understood, and it becomes one part that is copied.

use std::ops::Range;

use super::gap::{Gap, odd};
use super::line::is_one_line;
use super::statement::Anatomy;
use super::token::{Kind, Known, tokens};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::has_wrong_quote;
use crate::syntax::tree::{Arm, Children, Statement, StatementKind, Tree, ValueKind};

/// A statement, arm or comment, with what stands before it.
pub(super) struct Part<'t> {
    /// All of it, with its block.
    pub span: Span,
    /// Without its block.
    pub head: Span,
    pub what: What<'t>,
    pub gap: Gap,
    /// The comments in its head.
    pub comments: Range<usize>,
    pub block: Option<Block<'t>>,
    /// Whether its lines end where they are written, because a comment at their end speaks of a line as a whole.
    pub held: bool,
    /// Whether the `;` after it stays: what cannot be read might go on in the next line.
    pub sealed: bool,
    /// Whether it may stand at the top of a file, and does.
    top: bool,
}

/// What a part is.
pub(super) enum What<'t> {
    Comment,
    /// A statement or arm that the grammar reads as it stands.
    Statement(Anatomy<'t>),
    /// A statement that it does not: its text is copied, and its block is not.
    Line,
    /// A declaration at the top of the file in which a brace or a quote is wrong: all of it is copied.
    Declaration,
}

/// A block with its braces.
pub(super) struct Block<'t> {
    pub span: Span,
    /// The comments between the head and the brace.
    pub between: Range<usize>,
    pub parts: Vec<Part<'t>>,
    /// Whether it was written on one line.
    pub one_line: bool,
    /// Whether its `{` stands on a line after that of the head.
    pub below: bool,
    /// Whether its end stays on the line of its last part, because a comment speaks of that line.
    pub ends_beside: bool,
}

/// The parts of a file, from the byte at which its text begins.
pub(super) fn parts<'t>(text: &'t str, tree: &'t Tree, found: &[Diagnostic], start: usize) -> Vec<Part<'t>> {
    let braces = [Code::UnclosedBlock, Code::UnopenedBlock, Code::StrayBrace];
    let mut wrong: Vec<u32> =
        found.iter().filter(|found| braces.contains(&found.code)).map(|found| found.primary().span.start).collect();
    wrong.sort_unstable();
    let mut reader = Reader { text, tree, wrong, next: 0, parts: Vec::new(), at: start };
    reader.file();
    hold(text, &mut reader.parts);
    seal(&mut reader.parts);
    reader.parts
}

/// Something is not understood.
struct Odd;

struct Reader<'t> {
    text: &'t str,
    tree: &'t Tree,
    /// Where braces are wrong, in order.
    wrong: Vec<u32>,
    /// The first comment that no part has yet.
    next: usize,
    /// The parts of the block that is being read.
    parts: Vec<Part<'t>>,
    /// Where the last of them ends.
    at: usize,
}

impl<'t> Reader<'t> {
    fn file(&mut self) {
        let mut roots = self.tree.roots().peekable();
        loop {
            let root = one_text(&mut roots);
            let until = root.map_or(self.text.len(), |(_, statement)| statement.span.start as usize);
            self.file_gap(until);
            let Some((index, statement)) = root else { return };
            let span = extent(statement);
            let (kept, next, at) = (self.parts.len(), self.next, self.at);
            let first = self.wrong.partition_point(|&brace| brace < span.start);
            let wrong = self.wrong.get(first).is_some_and(|&brace| brace <= span.end);
            if wrong || self.statement(index, statement).is_err() {
                self.parts.truncate(kept);
                (self.next, self.at) = (next, at);
                self.copied(Span::new(self.line_start(span.start as usize), self.last_sign(span)));
            }
            if let Some(last) = self.parts.last_mut() {
                last.top = is_top(&statement.kind);
            }
        }
    }

    /// What stands between two declarations. What belongs to neither of them, as a brace too many does, is copied with the first one,
    /// and so is what stands between them that cannot stand at the top of a file: it has fallen out of the first one.
    fn file_gap(&mut self, until: usize) {
        if let Some(range) = self.odd(until) {
            let first = || self.parts.iter().position(|part| !matches!(part.what, What::Comment));
            let before = self.parts.iter().rposition(|part| part.top).or_else(first);
            if let Some(before) = before {
                let (span, gap) = (self.parts[before].span, self.parts[before].gap);
                self.parts.truncate(before);
                self.copied(Span::new(self.line_start(span.start as usize), range.end));
                self.parts[before].gap = gap;
            } else {
                let _ = self.comments(range.start, false);
                self.copied(Span::new(range.start, range.end));
            }
            if let Some(copied) = self.parts.last_mut() {
                copied.top = true;
            }
        }
        // Nothing odd is left in it.
        let _ = self.comments(until, false);
    }

    /// What is odd from the last part to a byte, if anything.
    fn odd(&self, until: usize) -> Option<Range<usize>> {
        let mut found: Option<Range<usize>> = None;
        let mut at = self.at;
        let comments = self.tree.comments[self.next..].iter().take_while(|comment| (comment.start as usize) < until);
        for (start, end) in comments.map(|comment| (comment.start as usize, comment.end as usize)).chain([(until, until)]) {
            if let Some(range) = self.text.get(at..start).and_then(|gap| odd(gap, false)) {
                let start = found.map_or(at + range.start, |found| found.start);
                found = Some(start..at + range.end);
            }
            at = end;
        }
        found
    }

    /// The beginning of the line of a byte if only white space stands before it there, else the byte.
    fn line_start(&self, byte: usize) -> usize {
        let before = self.text[..byte].trim_end_matches([' ', '\t']);
        if before.is_empty() || before.ends_with(['\n', '\r', '\u{FEFF}']) { before.len() } else { byte }
    }

    /// The end of a declaration without the comments after all else in it: where its last brace is missing, it is not known whether they
    /// belong to it.
    fn last_sign(&self, span: Span) -> usize {
        let mut end = span.end as usize;
        let last = self.tree.comments.partition_point(|comment| comment.start < span.end);
        for comment in self.tree.comments[..last].iter().rev() {
            if (comment.start as usize) < span.start as usize || (comment.end as usize) < end {
                break;
            }
            end = self.text[..comment.start as usize].trim_end().len();
        }
        end
    }

    fn copied(&mut self, span: Span) {
        let gap = Gap::of(&self.text[self.at.min(span.start as usize)..span.start as usize]);
        self.comments_up_to(span.end);
        self.push(span, span, What::Declaration, gap, 0..0);
    }

    fn push(&mut self, span: Span, head: Span, what: What<'t>, gap: Gap, comments: Range<usize>) {
        self.parts.push(Part { span, head, what, gap, comments, block: None, held: false, sealed: false, top: false });
        self.at = span.end as usize;
    }

    /// Takes the comments before a byte.
    fn comments_up_to(&mut self, byte: u32) -> Range<usize> {
        let first = self.next;
        self.next += self.tree.comments[first..].iter().take_while(|comment| comment.start < byte).count();
        first..self.next
    }

    /// Makes parts of the comments before a byte. Gives the gap after the last of them.
    fn comments(&mut self, until: usize, commas: bool) -> Result<Gap, Odd> {
        for index in self.comments_up_to(until as u32) {
            let comment = self.tree.comments[index];
            let gap = self.gap(comment.start as usize, commas)?;
            self.push(comment, comment, What::Comment, gap, 0..0);
        }
        self.gap(until, commas)
    }

    /// The gap from the last part to a byte.
    fn gap(&self, until: usize, commas: bool) -> Result<Gap, Odd> {
        let text = self.text.get(self.at..until).ok_or(Odd)?;
        if odd(text, commas).is_some() { Err(Odd) } else { Ok(Gap::of(text)) }
    }

    fn statement(&mut self, index: u32, statement: &'t Statement) -> Result<(), Odd> {
        let span = statement.span;
        if let (true, StatementKind::Arms(arms)) = (statement.sound, &statement.kind) {
            return self.arms(span, arms);
        }
        let gap = self.comments(span.start as usize, false)?;
        if !statement.sound {
            return self.line(index, statement, gap);
        }
        if has_two_fences(self.text, &statement.kind) {
            return Err(Odd);
        }
        let comments = self.comments_up_to(span.end);
        self.push(span, span, What::Statement(Anatomy::of(&statement.kind)), gap, comments);
        self.block(index, statement)
    }

    /// A statement that the grammar cannot read.
    fn line(&mut self, index: u32, statement: &'t Statement, gap: Gap) -> Result<(), Odd> {
        let junk = matches!(statement.kind, StatementKind::Junk);
        let span = if junk { extent(statement) } else { statement.span };
        if has_wrong_quote(&self.text[span.range()]) {
            return Err(Odd);
        }
        self.comments_up_to(span.end);
        self.push(span, span, What::Line, gap, 0..0);
        match statement.block {
            Some(block) if junk => self.braces(block),
            _ => self.block(index, statement),
        }
    }

    /// The arms that are one statement, each as a part of its own: the commas between them separate like line ends.
    fn arms(&mut self, span: Span, arms: &'t [Arm]) -> Result<(), Odd> {
        let first = self.tree.comments.partition_point(|comment| comment.start < span.start);
        let inside = self.tree.comments[first..].iter().take_while(|comment| comment.end <= span.end).count();
        let tokens = tokens(self.text, span, &self.tree.comments[first..first + inside], &Known::default());
        let starts: Vec<usize> = arms
            .iter()
            .map(|arm| {
                let name = tokens.partition_point(|token| token.span.start < arm.end.name.start);
                name.saturating_sub(usize::from(arm.end.journey))
            })
            .collect();
        for (number, arm) in arms.iter().enumerate() {
            let own = &tokens[starts[number]..starts.get(number + 1).map_or(tokens.len(), |next| *next)];
            // The last one may be the comma before the next arm, and comments may stand after that.
            let last = own.iter().rfind(|token| !token.kind.is_comment() && token.kind != Kind::Comma).ok_or(Odd)?;
            let span = own[0].span.to(last.span);
            let gap = self.comments(span.start as usize, number > 0)?;
            let comments = self.comments_up_to(span.end);
            self.push(span, span, What::Statement(Anatomy::of_arm(arm)), gap, comments);
        }
        Ok(())
    }

    /// Reads the block of the last part.
    fn block(&mut self, index: u32, statement: &'t Statement) -> Result<(), Odd> {
        let Some(span) = statement.block else { return Ok(()) };
        self.braces(span)?;
        let between = self.comments_up_to(span.start);
        for comment in between.clone() {
            let comment = self.tree.comments[comment];
            self.gap(comment.start as usize, false)?;
            self.at = comment.end as usize;
        }
        self.gap(span.start as usize, false)?;
        let outer = std::mem::take(&mut self.parts);
        let read = self.inside(index, span);
        let parts = std::mem::replace(&mut self.parts, outer);
        read?;
        let one_line = is_one_line(&self.text[span.range()]);
        let below = self.parts.last().is_some_and(|head| !is_one_line(&self.text[head.head.end as usize..span.start as usize]));
        if let Some(last) = self.parts.last_mut() {
            last.span = last.span.to(span);
            // The comment after the brace speaks of the head, too.
            last.held = parts.first().is_some_and(|first| trails(self.text, first) || (first.held && !first.gap.newline));
            last.block = Some(Block { span, between, parts, one_line, below, ends_beside: false });
        }
        Ok(())
    }

    /// Reads what stands between the braces of a block.
    fn inside(&mut self, index: u32, block: Span) -> Result<(), Odd> {
        self.at = block.start as usize + 1;
        let mut children = self.tree.children(index).peekable();
        while let Some((index, statement)) = one_text(&mut children) {
            self.statement(index, statement)?;
        }
        self.comments(block.end as usize - 1, false)?;
        hold(self.text, &mut self.parts);
        seal(&mut self.parts);
        self.at = block.end as usize;
        Ok(())
    }

    /// Whether a block has its braces, and not only their places.
    fn braces(&self, block: Span) -> Result<(), Odd> {
        let text = &self.text[block.range()];
        if text.len() >= 2 && text.starts_with('{') && text.ends_with('}') { Ok(()) } else { Err(Odd) }
    }
}

/// Whether a statement may stand at the top of a file.
fn is_top(kind: &StatementKind) -> bool {
    match kind {
        StatementKind::Element(element) => element.kind.at_top(),
        StatementKind::Import(_) => true,
        _ => false,
    }
}

/// The next of some statements, or the last of several that were made of one text.
fn one_text<'t>(statements: &mut std::iter::Peekable<Children<'t>>) -> Option<(u32, &'t Statement)> {
    let mut found = statements.next()?;
    while let Some(next) = statements.next_if(|(_, next)| next.span == found.1.span) {
        found = next;
    }
    Some(found)
}

/// All of a statement, with its block.
fn extent(statement: &Statement) -> Span {
    statement.block.map_or(statement.span, |block| statement.span.to(block))
}

/// Whether a text block has `"""` in its text: the indent of its lines then decides where it ends.
fn has_two_fences(text: &str, kind: &StatementKind) -> bool {
    let StatementKind::Field(field) = kind else { return false };
    let blocks = field.values.iter().filter(|value| matches!(value.kind, ValueKind::TextBlock));
    blocks.map(|value| &text[value.span.range()]).any(|block| block.matches("\"\"\"").count() > 2)
}

/// Finds the parts whose `;` stays.
fn seal(parts: &mut [Part<'_>]) {
    let mut semicolon = false;
    for part in parts.iter_mut().rev() {
        match part.what {
            What::Comment => {}
            What::Statement(_) => semicolon = false,
            What::Line | What::Declaration => {
                part.sealed = semicolon;
                semicolon = false;
            }
        }
        semicolon |= part.gap.semicolon;
    }
}

/// Finds the parts that comments hold: those that stand on one line before an allow comment at its end.
fn hold(text: &str, parts: &mut [Part<'_>]) {
    for index in (0..parts.len()).rev() {
        let (before, after) = parts.split_at_mut(index + 1);
        let (part, next) = (&mut before[index], after.first());
        let trailed = next.is_some_and(|next| trails(text, next));
        let beside = next.is_some_and(|next| {
            next.held && !next.gap.newline && !matches!(next.what, What::Comment) && is_one_line(&text[next.span.range()])
        });
        if trailed || beside {
            hold_end(text, part);
        }
    }
}

/// Holds the last line of a part.
fn hold_end(text: &str, part: &mut Part<'_>) {
    let Some(block) = part.block.as_mut().filter(|block| !block.one_line) else {
        part.held = true;
        return;
    };
    let end = block.span.end as usize;
    if let Some(last) = block.parts.last_mut().filter(|last| is_one_line(&text[last.span.end as usize..end])) {
        block.ends_beside = true;
        hold_end(text, last);
        hold(text, &mut block.parts);
    }
}

/// Whether a part is an allow comment at the end of a line.
fn trails(text: &str, part: &Part<'_>) -> bool {
    let allows = |comment: &str| comment.trim_start_matches('/').trim_start().starts_with("journey: allow(");
    matches!(part.what, What::Comment) && !part.gap.newline && allows(&text[part.span.range()])
}
