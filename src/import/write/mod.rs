//! Source text, as a person would have typed it.
//!
//! Two spaces a step; a block of a few short fields on one line; empty lines where the kind of statement changes and around stages that
//! are longer than a line, and nowhere inside a stage. The same statements give the same text.
//!
//! A [`Writer`] takes one statement after the other, so that a long table need not be a draft first; [`write`] writes a draft with it.

mod line;
mod text;

use super::draft::{Clauses, Element, Field, Flow, Item, Value};
use crate::fmt::WIDTH;
use crate::model::vocabulary::ElementKind;
pub use line::length_of_arm;
use line::{arm, value};
pub use text::quoted;
use text::{comment, push_spaces};

/// The spaces of one step.
const STEP: usize = 2;
/// How many fields a block on one line has at most.
const FEW: usize = 4;

/// A text that was written.
#[derive(Debug)]
pub struct Written {
    /// The text.
    pub text: String,
    /// Whether some line may be longer than the style allows.
    pub wide: bool,
}

/// Writes the items of a file.
pub fn write(items: &[Item<'_>]) -> Written {
    let mut writer = Writer::default();
    for item in items {
        writer.item(item);
    }
    writer.finish()
}

/// Writes statements one after the other.
#[derive(Default)]
pub struct Writer {
    out: String,
    /// The file, and the elements that are open.
    file: Block,
    open: Vec<Block>,
    /// A line that is being put together.
    line: String,
    /// Whether some line may be too long.
    wide: bool,
}

/// The head of an element.
#[derive(Clone, Copy)]
pub struct Head<'h> {
    /// Which element.
    pub kind: ElementKind,
    /// Its id.
    pub id: Option<&'h str>,
    /// Its title.
    pub title: Option<&'h str>,
    /// The word or quantity after the title, plain.
    pub value: Option<&'h str>,
}

/// What stands together without empty lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Field,
    Element(ElementKind),
    Flow,
}

impl Sort {
    /// Whether it is a part of the way: each stands by itself.
    const fn is_part(self) -> bool {
        matches!(self, Self::Element(ElementKind::Journey | ElementKind::Phase | ElementKind::Stage))
    }
}

/// A block into which statements are written.
struct Block {
    /// The element; none for the file.
    kind: Option<ElementKind>,
    /// Where the line of its head begins, and where the head ends.
    start: usize,
    head: usize,
    /// How many statements it has so far, and whether all of them could stand on one line.
    count: usize,
    short: bool,
    /// The first statement, and whether it is longer than a line.
    first: Option<(Sort, bool)>,
    /// The statement before, and whether it is longer than a line.
    before: Option<(Sort, bool)>,
    /// Whether comments were the last thing in it.
    commented: bool,
    /// Where an empty line stands that is not needed if its neighbours are short.
    doubtful: Option<usize>,
}

impl Default for Block {
    fn default() -> Self {
        Self { kind: None, start: 0, head: 0, count: 0, short: true, first: None, before: None, commented: false, doubtful: None }
    }
}

impl Block {
    /// A block that has statements already.
    fn begun(kind: Option<ElementKind>) -> Self {
        Self { kind, count: 1, ..Self::default() }
    }

    /// Whether empty lines part what is different in it.
    const fn is_airy(&self) -> bool {
        matches!(self.kind, None | Some(ElementKind::Journey | ElementKind::Phase))
    }
}

impl Writer {
    /// Makes room for so many bytes.
    pub fn reserve(&mut self, bytes: usize) {
        self.out.reserve(bytes);
    }

    /// Begins with a text that is written already, and that nothing is said of.
    pub fn begin_with(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// All that was written.
    pub fn finish(self) -> Written {
        Written { text: self.out, wide: self.wide }
    }

    /// A writer for statements that come later in the block that is open. It takes part in nothing else, so several of them can be at
    /// work at once; [`Writer::join`] adds what they wrote.
    pub fn part(&self) -> Self {
        let open = self.open.iter().map(|open| Block::begun(open.kind)).collect();
        Self { file: Block::begun(None), open, ..Self::default() }
    }

    /// Such a writer, for statements in an element that will be open by then within those that are.
    pub fn within(&self, element: Option<ElementKind>) -> Self {
        let mut part = self.part();
        part.open.extend(element.map(|kind| Block::begun(Some(kind))));
        part
    }

    /// Adds the statements of a part.
    pub fn join(&mut self, part: Self) {
        let last = part.open.into_iter().next_back().unwrap_or(part.file);
        let Some((sort, long)) = last.first else { return };
        self.lead(Some(sort));
        self.out.push_str(&part.out);
        self.wide |= part.wide;
        self.settle(sort, long);
        let block = self.block();
        (block.before, block.commented) = (last.before, last.commented);
        block.short &= last.short;
    }

    #[inline]
    fn block(&mut self) -> &mut Block {
        self.open.last_mut().unwrap_or(&mut self.file)
    }

    fn indent(&self) -> usize {
        self.open.len() * STEP
    }

    /// What stands before a statement: the brace of the block if it is the first one, and an empty line where one belongs.
    #[inline]
    fn lead(&mut self, sort: Option<Sort>) {
        let block = self.open.last_mut().unwrap_or(&mut self.file);
        if block.count == 0 && block.kind.is_some() {
            self.out.push_str(" {\n");
        }
        block.count += 1;
        if block.is_airy() {
            self.set_apart(sort);
        }
    }

    /// Writes an empty line where what is different is parted.
    fn set_apart(&mut self, sort: Option<Sort>) {
        let lead = self.out.len();
        let block = self.open.last_mut().unwrap_or(&mut self.file);
        block.doubtful = None;
        let apart = match (sort, block.before) {
            (_, None) => false,
            (None, Some(_)) => !block.commented,
            (Some(sort), Some((before, _))) => !block.commented && (before != sort || sort.is_part()),
        };
        if apart && sort.is_some_and(|sort| block.before.is_some_and(|(before, _)| before == sort)) {
            block.doubtful = Some(lead);
        }
        block.commented = sort.is_none();
        if apart {
            self.out.push('\n');
        }
    }

    /// Begins a statement, and returns where its line begins.
    #[inline]
    fn begin(&mut self, sort: Sort) -> usize {
        self.lead(Some(sort));
        let start = self.out.len();
        let indent = self.indent();
        push_spaces(&mut self.out, indent);
        start
    }

    /// Ends a statement whose last lines begin at `start`; `long` is whether it is longer than a line.
    #[inline]
    fn end(&mut self, sort: Sort, start: usize, long: bool) {
        self.measure(start);
        self.out.push('\n');
        self.settle(sort, long);
    }

    /// Takes back the empty line before a statement if neither it nor the one before is long.
    #[inline]
    fn settle(&mut self, sort: Sort, long: bool) {
        let block = self.open.last_mut().unwrap_or(&mut self.file);
        if let (Some(at), Some((_, false)), false) = (block.doubtful.take(), block.before, long) {
            self.out.remove(at);
        }
        block.first = block.first.or(Some((sort, long)));
        block.before = Some((sort, long));
    }

    /// Looks whether a line from `start` on is too long. No character is wider on the screen than it is long in bytes.
    #[inline]
    fn measure(&mut self, start: usize) {
        self.wide |= self.out.len() - start > WIDTH && self.out[start..].lines().any(|line| line.len() > WIDTH);
    }

    /// Writes a comment.
    pub fn comment(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        self.lead(None);
        self.block().short = false;
        let (start, indent) = (self.out.len(), self.indent());
        comment(&mut self.out, text, indent);
        self.measure(start);
    }

    /// Begins an element.
    pub fn open(&mut self, head: Head<'_>, clauses: &Clauses<'_>) {
        let line = self.begin(Sort::Element(head.kind));
        self.block().short = false;
        let start = self.out.len();
        self.out.push_str(head.kind.keyword());
        if let Some(id) = head.id {
            self.out.push(' ');
            self.out.push_str(id);
        }
        if let Some(title) = head.title {
            self.out.push(' ');
            quoted(&mut self.out, title);
        }
        if let Some(value) = head.value {
            self.out.push(' ');
            self.out.push_str(value);
        }
        line::clauses(&mut self.out, clauses);
        // The brace of its block may come behind it.
        self.wide |= self.out.len() + " {".len() - line > WIDTH;
        self.open.push(Block { kind: Some(head.kind), start, head: self.out.len(), ..Block::default() });
    }

    /// Ends the element that was begun last.
    pub fn close(&mut self) {
        let Some(block) = self.open.pop() else { return };
        let Some(kind) = block.kind else { return };
        let long = block.count > 0 && !(kind != ElementKind::Journey && self.on_one_line(&block));
        // Of a long one each line was measured when it was written.
        let start = if long { self.out.len() } else { block.start - self.indent() };
        if long {
            let indent = self.indent();
            push_spaces(&mut self.out, indent);
            self.out.push('}');
        }
        self.end(Sort::Element(kind), start, long);
    }

    /// Puts the block that was written last on the line of its head, if it is short enough.
    fn on_one_line(&mut self, block: &Block) -> bool {
        let inner = self.indent() + STEP;
        if !block.short || block.count > FEW || self.out.len() - block.start > 4 * (WIDTH + FEW * inner) {
            return false;
        }
        self.line.clear();
        for (index, statement) in self.out[block.head..].lines().skip(1).enumerate() {
            self.line.push_str(if index == 0 { " { " } else { "; " });
            self.line.push_str(&statement[inner..]);
        }
        self.line.push_str(" }");
        let head = &self.out[block.start..block.head];
        let room = WIDTH.saturating_sub(self.indent());
        let fits = head.len() + self.line.len() <= room || head.chars().count() + self.line.chars().count() <= room;
        if fits {
            self.out.truncate(block.head);
            self.out.push_str(&self.line);
        }
        fits
    }

    /// Writes a field of one word.
    pub fn flag(&mut self, word: &str) {
        let line = self.begin(Sort::Field);
        self.out.push_str(word);
        self.end(Sort::Field, line, false);
    }

    /// Writes a field of one text that is a text of a map as it is, on one line.
    pub fn words(&mut self, name: &str, text: &str, clauses: &Clauses<'_>) {
        self.on_a_line(name, clauses, |out| {
            out.push('"');
            out.push_str(text);
            out.push('"');
        });
    }

    /// Writes a field of one value that needs no more than a line.
    pub fn value(&mut self, name: &str, item: &Value<'_>, clauses: &Clauses<'_>) {
        self.on_a_line(name, clauses, |out| value(out, item, 0));
    }

    /// Writes a field of one plain value.
    pub fn plain(&mut self, name: &str, value: &str, clauses: &Clauses<'_>) {
        self.on_a_line(name, clauses, |out| out.push_str(value));
    }

    /// Writes a field whose value stands on one line.
    #[inline]
    fn on_a_line(&mut self, name: &str, clauses: &Clauses<'_>, value: impl FnOnce(&mut String)) {
        let line = self.begin(Sort::Field);
        self.out.push_str(name);
        self.out.push_str(": ");
        value(&mut self.out);
        line::clauses(&mut self.out, clauses);
        self.end(Sort::Field, line, false);
    }

    /// Writes a field, unless it has no value.
    pub fn field<'v>(
        &mut self,
        name: &str,
        values: impl Iterator<Item = Value<'v>> + Clone,
        clauses: &Clauses<'_>,
        remarks: &[Item<'_>],
    ) {
        let mut all = values.clone();
        let Some(first) = all.next() else { return };
        // Most fields have one value on one line.
        if remarks.is_empty() && !first.is_block() && all.next().is_none() {
            return self.value(name, &first, clauses);
        }
        let line = self.begin(Sort::Field);
        let indent = self.indent();
        self.out.push_str(name);
        self.out.push_str(": ");
        let start = self.out.len();
        let mut count = 0;
        for item in values.clone() {
            self.out.push_str(if count > 0 { ", " } else { "" });
            value(&mut self.out, &item, indent);
            count += 1;
        }
        let written = &self.out[start..];
        let broken = written.contains('\n');
        let wide = |text: &str| indent + name.len() + text.len() > WIDTH && indent + name.len() + text.chars().count() > WIDTH;
        let list = count > 1 && (broken || wide(written));
        if list {
            self.out.truncate(start);
            self.out.push_str("[\n");
            for item in values {
                push_spaces(&mut self.out, indent + STEP);
                value(&mut self.out, &item, indent + STEP);
                self.out.push('\n');
            }
            push_spaces(&mut self.out, indent);
            self.out.push(']');
        }
        line::clauses(&mut self.out, clauses);
        if broken || list || !remarks.is_empty() {
            self.block().short = false;
        }
        self.remarks(remarks, start);
        self.end(Sort::Field, line, false);
    }

    /// The block of a field whose values begin at a byte.
    fn remarks(&mut self, remarks: &[Item<'_>], start: usize) {
        if remarks.is_empty() {
            return;
        }
        let before = self.out[start..].chars().count();
        match remarks {
            [Item::Field(Field { name, values, .. })] if matches!(&values[..], [Value::Text(text)] if !text.contains('\n') && before + text.chars().count() < WIDTH) =>
            {
                self.out.push_str(" { ");
                self.out.push_str(name);
                self.out.push_str(": ");
                value(&mut self.out, &values[0], 0);
                self.out.push_str(" }");
            }
            remarks => {
                self.out.push_str(" {\n");
                let indent = self.indent();
                for remark in remarks {
                    if let Item::Field(Field { name, values, .. }) = remark {
                        push_spaces(&mut self.out, indent + STEP);
                        self.out.push_str(name);
                        self.out.push_str(": ");
                        for (index, item) in values.iter().enumerate() {
                            self.out.push_str(if index > 0 { ", " } else { "" });
                            value(&mut self.out, item, indent + STEP);
                        }
                        self.out.push('\n');
                    }
                }
                push_spaces(&mut self.out, indent);
                self.out.push('}');
            }
        }
    }

    fn flow(&mut self, flow: &Flow<'_>) {
        let line = self.begin(Sort::Flow);
        self.block().short = false;
        let indent = self.indent();
        let out = &mut self.out;
        out.push_str(if flow.influence { "influence " } else { "" });
        out.push_str(&flow.from);
        out.push_str(" -> ");
        if let [only] = &flow.arms[..] {
            arm(out, only);
        } else {
            out.push_str("{\n");
            for item in &flow.arms {
                push_spaces(out, indent + STEP);
                arm(out, item);
                out.push('\n');
            }
            push_spaces(out, indent);
            out.push('}');
        }
        self.end(Sort::Flow, line, flow.arms.len() > 1);
    }

    /// Writes a statement of a draft.
    pub fn item(&mut self, item: &Item<'_>) {
        match item {
            Item::Comment(text) => self.comment(text),
            Item::Element(element) => self.element(element),
            Item::Field(Field { name, values, clauses, remarks }) => self.field(name, values.iter().cloned(), clauses, remarks),
            Item::Flag(word) => self.flag(word),
            Item::Flow(flow) => self.flow(flow),
        }
    }

    fn element(&mut self, element: &Element<'_>) {
        let Element { kind, id, title, value, clauses, items } = element;
        let head = Head { kind: *kind, id: id.as_deref(), title: title.as_deref(), value: value.as_deref() };
        self.open(head, clauses);
        for item in items {
            self.item(item);
        }
        self.close();
    }
}
