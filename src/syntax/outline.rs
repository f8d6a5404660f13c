//! From marks to the tree: which statement stands in which block.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::vocabulary::ElementKind;
use crate::source::{FileId, SourceFile, Span};

use super::read::{Place, read, shape_of_piece};
use super::repair::{self, Surroundings};
use super::reuse::Reuse;
use super::scan::{Mark, MarkKind, scan};
use super::tree::{Statement, StatementKind, Tree};

/// How deep blocks may nest. A map needs six; the limit keeps every walk over a tree off the end of the stack.
pub const MAX_DEPTH: usize = 64;

/// Reads all pieces and hangs them into the tree.
pub(super) fn outline(
    id: FileId,
    file: &SourceFile,
    marks: &[Mark],
    search: Search,
    reuse: Option<Reuse<'_>>,
) -> (Tree, Vec<Diagnostic>) {
    let mut outline = Outline {
        id,
        file,
        tree: Tree::default(),
        diagnostics: Vec::new(),
        stack: Vec::new(),
        last_root: None,
        closed: None,
        skipping: 0,
        repairs: 0,
        search,
        reuse,
    };
    for (index, mark) in marks.iter().enumerate() {
        match mark.kind {
            MarkKind::Piece => outline.piece(mark.span, marks.get(index + 1)),
            MarkKind::Open => outline.open(mark.span, index.checked_sub(1).map(|before| marks[before].kind)),
            MarkKind::Close => outline.close(mark.span),
        }
    }
    outline.tree.statements.shrink_to_fit();
    (outline.tree, outline.diagnostics)
}

/// A block that is open: its statement, and what is known about what stands in it.
struct Level {
    statement: u32,
    place: Place,
    parent: Option<ElementKind>,
    sibling: Option<ElementKind>,
    silent: bool,
}

struct Outline<'f> {
    id: FileId,
    file: &'f SourceFile,
    tree: Tree,
    diagnostics: Vec<Diagnostic>,
    stack: Vec<Level>,
    /// The last element at the top of the file.
    last_root: Option<ElementKind>,
    /// The element whose block has just ended.
    closed: Option<ElementKind>,
    /// How many blocks are open inside one whose contents are not read.
    skipping: usize,
    /// How many statements had to be repaired.
    repairs: usize,
    search: Search,
    reuse: Option<Reuse<'f>>,
}

/// In which statements of a file mistakes are searched for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Search {
    /// In the first 5,000 broken ones. What has more is no map, and each search costs.
    #[default]
    Bounded,
    /// In all: for corrections, which would otherwise have to read the file once more for each 5,000.
    All,
}

const MOST_REPAIRS: usize = 5_000;

impl Outline<'_> {
    fn piece(&mut self, span: Span, next: Option<&Mark>) {
        let closed = self.closed.take();
        if self.skipping > 0 {
            self.mention(span);
            return;
        }
        let level = self.stack.last();
        let place = level.map_or(Place::Statement, |level| level.place);
        let silent = level.is_some_and(|level| level.silent);
        let has_block = next.is_some_and(|next| next.kind == MarkKind::Open);
        let start = span.start as usize;
        let spans = |from: usize, to: usize| Span::new(start + from, start + to);
        let surroundings = Surroundings {
            place,
            parent: level.and_then(|level| level.parent),
            sibling: level.map_or(self.last_root, |level| level.sibling),
            closed,
            has_block,
            ends_line: !has_block && self.ends_line(span.end as usize),
            search: self.search == Search::All || self.repairs < MOST_REPAIRS,
        };
        let slip = || repair::is_slip(self.id, self.file.slice(span), span.start, surroundings);
        let known = self.reuse.as_mut().and_then(|reuse| reuse.find(span, place));
        match known.map_or_else(|| read(self.file.slice(span), place, &spans), Ok) {
            Ok(kind) if fits_block(&kind, has_block) && !slip() => {
                self.push(span, kind, false);
                if let Some(read) = self.tree.statements.last_mut() {
                    read.sound = true;
                }
            }
            read => {
                self.repairs += 1;
                let repaired = repair::repair(self.id, self.file.slice(span), span.start, surroundings, read.err());
                if !silent {
                    self.diagnostics.extend(repaired.diagnostics);
                }
                if repaired.mention {
                    self.mention(span);
                }
                for kind in repaired.statements {
                    self.push(span, kind, repaired.doubtful);
                }
            }
        }
    }

    /// Whether nothing but white space stands between a byte and the end of its line.
    fn ends_line(&self, at: usize) -> bool {
        let rest = self.file.text()[at..].trim_start_matches([' ', '\t']);
        rest.is_empty() || rest.starts_with(['\n', '\r'])
    }

    fn push(&mut self, span: Span, kind: StatementKind, doubtful: bool) {
        if let StatementKind::Element(element) = &kind {
            match self.stack.last_mut() {
                Some(level) => level.sibling = Some(element.kind),
                None => self.last_root = Some(element.kind),
            }
        }
        let end = self.tree.statements.len() as u32 + 1;
        self.tree.statements.push(Statement { span, block: None, end, kind, doubtful, sound: false });
    }

    fn open(&mut self, span: Span, before: Option<MarkKind>) {
        self.closed = None;
        if self.skipping > 0 {
            self.skipping += 1;
            return;
        }
        if self.stack.len() >= MAX_DEPTH {
            self.skipping = 1;
            self.diagnostics.push(
                Diagnostic::new(
                    Code::TooDeep,
                    self.id,
                    span,
                    format!("blocks are nested deeper than {MAX_DEPTH}"),
                    "what stands in this block is not read",
                )
                .help("a stage, its touchpoint and a pain in it are three blocks deep"),
            );
            return;
        }
        if before != Some(MarkKind::Piece) || self.tree.statements.is_empty() {
            self.push(span, StatementKind::Junk, true);
            self.diagnostics.push(
                Diagnostic::new(Code::UnexpectedText, self.id, span, "a block belongs to a statement", "nothing stands before it")
                    .help("write a declaration such as `stage purchase \"Purchase\"` before the `{`"),
            );
        }
        let statement = self.tree.statements.len() as u32 - 1;
        let opened = &mut self.tree.statements[statement as usize];
        opened.block = Some(span);
        if matches!(opened.kind, StatementKind::Junk) {
            self.skipping = 1;
            return;
        }
        let place = if is_fork(&opened.kind) { Place::Arms } else { Place::Statement };
        // The keyword that is written is not the one that was read.
        let guessed = opened.doubtful
            && matches!(&opened.kind, StatementKind::Element(element) if self.file.slice(element.keyword) != element.kind.keyword());
        let silent = guessed || self.stack.last().is_some_and(|level| level.silent);
        let parent = element_kind(&opened.kind);
        self.stack.push(Level { statement, place, parent, sibling: None, silent });
    }

    fn close(&mut self, span: Span) {
        if self.skipping > 0 {
            self.skipping -= 1;
            if self.skipping > 0 || self.stack.len() >= MAX_DEPTH && !self.last_is_open_junk() {
                return;
            }
            let end = self.tree.statements.len() as u32;
            if let Some(last) = self.tree.statements.last_mut() {
                last.block = last.block.map(|open| open.to(span));
                last.end = end;
            }
            return;
        }
        let Some(level) = self.stack.pop() else { return };
        let end = self.tree.statements.len() as u32;
        let statement = &mut self.tree.statements[level.statement as usize];
        statement.block = statement.block.map(|open| open.to(span));
        statement.end = end;
        self.closed = element_kind(&statement.kind);
    }

    fn last_is_open_junk(&self) -> bool {
        self.tree.statements.last().is_some_and(|last| matches!(last.kind, StatementKind::Junk))
    }

    /// Notes the words of a text that was not understood.
    fn mention(&mut self, span: Span) {
        let text = self.file.slice(span);
        let mut at = 0;
        while at < text.len() {
            let word = super::scan::word_at(text, at);
            if word.is_empty() {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            }
            let start = span.start as usize + at;
            self.tree.mentioned.push(Span::new(start, start + word.len()));
            at += word.len();
        }
    }
}

fn element_kind(kind: &StatementKind) -> Option<ElementKind> {
    match kind {
        StatementKind::Element(element) => Some(element.kind),
        _ => None,
    }
}

/// The head of a branch needs a block, and a word by itself has none.
fn fits_block(kind: &StatementKind, has_block: bool) -> bool {
    if has_block { !matches!(kind, StatementKind::Flag(_)) } else { !is_fork(kind) }
}

/// The head of a branch.
fn is_fork(kind: &StatementKind) -> bool {
    matches!(kind, StatementKind::Transition(transition) if transition.open)
}

/// The text with the braces mended: strays blanked, missing ones written in.
pub(super) fn balanced_text(text: &str, marks: &[Mark]) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut at = 0;
    for mark in marks {
        let start = mark.span.start as usize;
        if start > at {
            out.push_str(&blank_braces(text, at, start));
            at = start;
        }
        if mark.span.is_empty() {
            out.push(if mark.kind == MarkKind::Open { '{' } else { '}' });
        } else {
            let end = (mark.span.end as usize).max(at);
            out.push_str(&text[at..end]);
            at = end;
        }
    }
    out.push_str(&blank_braces(text, at, text.len()));
    out
}

/// The text between marks: a brace in it is a stray one, unless a comment holds it.
fn blank_braces(text: &str, from: usize, to: usize) -> String {
    let between = &text[from..to];
    let mut out = String::with_capacity(between.len());
    for line in between.split_inclusive(['\n', '\r']) {
        let code = line.find("//").unwrap_or(line.len());
        out.push_str(&line[..code].replace(['{', '}'], " "));
        out.push_str(&line[code..]);
    }
    out
}

/// The pieces of a text, one line each: depth, rule, text.
pub(super) fn shape_of_pieces(text: &str) -> String {
    let marks = scan(text).marks;
    let mut lines = Vec::new();
    let mut places = vec![Place::Statement];
    for (index, mark) in marks.iter().enumerate() {
        match mark.kind {
            MarkKind::Piece => {
                let piece = &text[mark.span.range()];
                let place = places.last().copied().unwrap_or(Place::Statement);
                let rule = shape_of_piece(piece, place);
                let opens = marks.get(index + 1).is_some_and(|next| next.kind == MarkKind::Open);
                let rule = if rule == "fork" && !opens { "junk".to_owned() } else { rule };
                lines.push(format!("{} {rule} {}", places.len() - 1, piece.trim()));
            }
            MarkKind::Open => {
                let fork = lines.last().is_some_and(|line: &String| line.split(' ').nth(1) == Some("fork"));
                let attached = index > 0 && marks[index - 1].kind == MarkKind::Piece;
                places.push(if fork && attached { Place::Arms } else { Place::Statement });
            }
            MarkKind::Close => {
                places.pop();
            }
        }
    }
    lines.join("\n")
}
