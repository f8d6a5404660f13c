//! XML as a tree of elements, with the place of each.
//!
//! The tree notes what it was asked for, so that a reader can name all else that a document says: see [`Node::unread`].
//!
//! Only what documents need: elements, attributes, texts and comments; instructions to programs are noted. A document type is refused, so there are no entities but the five
//! of XML itself and characters by number, and nothing outside of the file is ever asked for. Depth and number of elements are limited.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashSet;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::import::Refusal;
use crate::source::Span;

/// How deep elements may lie in each other.
const DEEPEST: usize = 64;
/// How many elements, attributes and comments a document has at most.
const MOST_NODES: usize = 1_000_000;
/// Elements of HTML that stand inside a word or a sentence; the text of others stands apart.
const INLINE: &[&str] = &["a", "b", "code", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "u"];

/// An attribute.
pub struct Attribute<'a> {
    /// Its name without a prefix.
    pub name: &'a str,
    /// Where it stands, with its value.
    pub span: Span,
    value: String,
    read: Cell<bool>,
}

/// What a document says and nobody has asked for.
pub enum Unread<'n, 'a> {
    /// An element with all that is in it, and whether another one of its name beside it was read.
    Element(&'n Node<'a>, bool),
    /// An attribute of an element.
    Attribute(&'n Node<'a>, &'n Attribute<'a>),
    /// The text directly in an element.
    Text(&'n Node<'a>),
}

/// A document.
pub struct Document<'a> {
    /// Its first element.
    pub root: Node<'a>,
    /// The first processing instruction, and how many there are.
    pub instructions: Option<(Span, usize)>,
}

/// An element.
#[derive(Default)]
pub struct Node<'a> {
    /// Its name without a prefix.
    pub name: &'a str,
    /// Where its name stands.
    pub span: Span,
    /// The text directly in it.
    pub text: String,
    /// The elements directly in it.
    pub children: Vec<Node<'a>>,
    attributes: Vec<Attribute<'a>>,
    /// How much text of the element around it stands before it.
    at: usize,
    /// The comments right before it, and in it after its last element, until they are taken.
    before: Cell<Vec<&'a str>>,
    after: Cell<Vec<&'a str>>,
    /// Whether its place was asked for, and its text.
    read: Cell<bool>,
    text_read: Cell<bool>,
}

impl<'a> Node<'a> {
    /// Notes that it has a place in what is made of the document. What is in it still has to be asked for.
    pub fn see(&self) {
        self.read.set(true);
    }

    /// The elements of a name directly inside.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &Node<'a>> {
        self.children.iter().filter(move |child| child.name == name).inspect(|child| child.see())
    }

    /// The first element of a name directly inside.
    pub fn child(&self, name: &str) -> Option<&Node<'a>> {
        self.children.iter().find(|child| child.name == name).inspect(|child| child.see())
    }

    /// All text in it, also that of the elements inside, on one line; none if there is none.
    pub fn line(&self) -> Option<Cow<'_, str>> {
        if self.children.is_empty() {
            self.see();
            return self.own_line();
        }
        let mut text = String::new();
        self.whole(&mut text);
        let line = crate::import::names::one_line(&text).into_owned();
        Some(line).filter(|line| !line.is_empty()).map(Cow::Owned)
    }

    /// The text directly in it on one line; none if there is none.
    pub fn own_line(&self) -> Option<Cow<'_, str>> {
        self.text_read.set(true);
        Some(crate::import::names::one_line(&self.text)).filter(|line| !line.is_empty())
    }

    /// Adds all text in it to a text.
    fn whole(&self, out: &mut String) {
        self.see();
        self.text_read.set(true);
        let mut from = 0;
        for child in &self.children {
            let apart = if INLINE.contains(&child.name) { "" } else { " " };
            out.push_str(&self.text[from..child.at]);
            out.push_str(apart);
            child.whole(out);
            out.push_str(apart);
            from = child.at;
        }
        out.push_str(&self.text[from..]);
    }

    /// The text of the first element of a name directly inside, on one line.
    pub fn line_of(&self, name: &str) -> Option<Cow<'_, str>> {
        self.child(name).and_then(Node::line)
    }

    /// An attribute: its value without white space around it, and where it stands.
    pub fn attribute(&self, name: &str) -> Option<(&str, Span)> {
        let found = self.attributes.iter().find(|attribute| attribute.name == name)?;
        found.read.set(true);
        Some((found.value.trim(), found.span))
    }

    /// Takes the comments right before it.
    pub fn comments_before(&self) -> Vec<&'a str> {
        self.before.take()
    }

    /// Takes the comments before it and in it, in order: those that nobody has taken yet.
    pub fn comments(&self) -> Vec<&'a str> {
        let mut all = self.before.take();
        for child in &self.children {
            all.append(&mut child.comments());
        }
        all.append(&mut self.after.take());
        all
    }

    /// Tells what stands in it that nobody has asked for. What is in an element of which nobody knew belongs to that.
    pub fn unread<'n>(&'n self, tell: &mut impl FnMut(Unread<'n, 'a>)) {
        for attribute in self.attributes.iter().filter(|attribute| !attribute.read.get()) {
            tell(Unread::Attribute(self, attribute));
        }
        if !self.text_read.get() && !self.text.trim().is_empty() {
            tell(Unread::Text(self));
        }
        let mut known: Option<HashSet<&str>> = None;
        for child in &self.children {
            if child.read.get() {
                child.unread(tell);
                continue;
            }
            let known = known.get_or_insert_with(|| {
                let read = self.children.iter().filter(|child| child.read.get());
                read.map(|child| child.name).collect()
            });
            tell(Unread::Element(child, known.contains(child.name)));
        }
    }
}

/// Reads a document; its root.
#[cfg_attr(not(feature = "cli"), allow(dead_code))] // the library alone reads no workbooks
pub fn read(text: &str) -> Result<Node<'_>, Refusal> {
    read_document(text).map(|document| document.root)
}

/// Reads a document.
pub fn read_document(text: &str) -> Result<Document<'_>, Refusal> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Node<'_>> = Vec::new();
    let mut root: Option<Node<'_>> = None;
    let mut comments: Vec<&str> = Vec::new();
    let mut count = 0;
    let mut outside = None;
    let mut instructions: Option<(Span, usize)> = None;
    let line = |at: usize| text[..at.min(text.len())].matches('\n').count() + 1;
    loop {
        let start = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = reader.read_event().map_err(|error| {
            let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
            Refusal::new(format!("it is no well-formed XML in line {}: {error}", line(at)))
        })?;
        let refuse = |why: String| Err(Refusal::new(format!("{why} in line {}", line(start))));
        let mut add = |text: &str| match open.last_mut() {
            Some(node) => node.text.push_str(text),
            None if outside.is_none() && !text.trim().is_empty() => {
                let end = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
                outside = Some(end.saturating_sub(text.trim_start().len()).max(start));
            }
            None => {}
        };
        match event {
            Event::Start(tag) => {
                if open.len() >= DEEPEST {
                    return refuse(format!("its elements are nested more than {DEEPEST} deep"));
                }
                open.push(element(text, start, &tag, std::mem::take(&mut comments), &mut count)?);
            }
            Event::Empty(tag) => {
                let node = element(text, start, &tag, std::mem::take(&mut comments), &mut count)?;
                close(node, &mut open, &mut root)?;
            }
            Event::End(_) => {
                let Some(node) = open.pop() else { return refuse("an element is closed that was not opened".into()) };
                node.after.set(std::mem::take(&mut comments));
                close(node, &mut open, &mut root)?;
            }
            Event::Text(inner) => add(&inner.xml10_content()),
            Event::CData(inner) => add(&inner.into_inner()),
            Event::GeneralRef(name) => {
                let name = name.into_inner();
                let Some(char) = entity(&name) else { return refuse(format!("the entity `&{name};` means nothing")) };
                add(char.encode_utf8(&mut [0; 4]));
            }
            Event::Comment(_) => {
                let end = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX).min(text.len());
                let inner = text.get(start..end).unwrap_or_default().trim();
                count += 1;
                comments.extend(inner.strip_prefix("<!--").and_then(|inner| inner.strip_suffix("-->")));
            }
            Event::DocType(_) => return refuse("it has a document type, which is not read: `<!DOCTYPE`".into()),
            Event::PI(_) => {
                let end = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX).min(text.len());
                instructions.get_or_insert((Span::new(start, end), 0)).1 += 1;
            }
            Event::Decl(_) => {}
            Event::Eof => break,
        }
        few(count)?;
    }
    if let Some(node) = open.last() {
        let (name, at) = (node.name, line(node.span.range().start));
        return Err(Refusal::new(format!("it is cut off: `{name}`, which begins in line {at}, is never closed")));
    }
    let root = root.ok_or_else(|| Refusal::new("there is no element in it"))?;
    if let Some(at) = outside {
        return Err(Refusal::new(format!(
            "it is no well-formed XML: there is text outside of its first element, in line {}",
            line(at)
        )));
    }
    let mut after = root.after.take();
    after.append(&mut comments);
    root.after.set(after);
    Ok(Document { root, instructions })
}

/// Refuses a document that has too much in it.
fn few(count: usize) -> Result<(), Refusal> {
    if count > MOST_NODES {
        return Err(Refusal::new(format!("it has more than {MOST_NODES} elements, attributes and comments")));
    }
    Ok(())
}

/// The element of a tag that begins at a byte.
fn element<'a>(
    text: &'a str,
    start: usize,
    tag: &BytesStart<'_>,
    before: Vec<&'a str>,
    count: &mut usize,
) -> Result<Node<'a>, Refusal> {
    let whole = tag.name().into_inner().len();
    let from = (start + 1).min(text.len());
    let name = text.get(from..from + whole).unwrap_or_default();
    let local = name.rsplit(':').next().unwrap_or(name);
    let from = from + name.len() - local.len();
    let mut node = Node { name: local, span: Span::new(from, from + local.len()), before: Cell::new(before), ..Node::default() };
    *count += 1;
    let inner = from + local.len();
    let mut at = inner;
    for attribute in tag.attributes().with_checks(false) {
        let wrong = |why: String| Refusal::new(format!("an attribute of `{local}` cannot be read: {why}"));
        let attribute = attribute.map_err(|error| wrong(error.to_string()))?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| wrong(error.to_string()))?;
        let key = attribute.key.local_name().into_inner();
        // Attributes stand in the text in the order in which they come.
        let begin = text.get(at..).and_then(|rest| rest.find(key)).map_or(inner, |found| at + found);
        let end = begin + key.len() + text.get(begin + key.len()..).map_or(0, quoted_length);
        let key = text.get(begin..begin + key.len()).unwrap_or_default();
        // What tells programs how to read the document says nothing of its own.
        let prefix = attribute.key.prefix().map_or("", |prefix| prefix.into_inner());
        let technical = matches!(prefix, "xmlns" | "xsi") || key == "xmlns";
        node.attributes.push(Attribute {
            name: key,
            span: Span::new(begin, end),
            value: value.into_owned(),
            read: technical.into(),
        });
        at = end;
        *count += 1;
        few(*count)?;
    }
    Ok(node)
}

/// The length of `="value"` at the beginning of a text.
fn quoted_length(rest: &str) -> usize {
    let Some(open) = rest.find(['"', '\'']) else { return 0 };
    let quote = &rest[open..=open];
    rest[open + 1..].find(quote).map_or(0, |length| open + length + 2)
}

/// Puts a closed element where it belongs.
fn close<'a>(mut node: Node<'a>, open: &mut [Node<'a>], root: &mut Option<Node<'a>>) -> Result<(), Refusal> {
    match open.last_mut() {
        Some(parent) => {
            node.at = parent.text.len();
            parent.children.push(node);
        }
        None if root.is_none() => *root = Some(node),
        None => return Err(Refusal::new("it is no well-formed XML: there are two elements at its top")),
    }
    Ok(())
}

/// The character of an entity that needs no declaration.
fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        name => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?).filter(|char| *char != '\0')?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document() {
        let text =
            "<?xml version=\"1.0\"?><!-- top --><a:b x='1 &amp; 2' y=\"\"><!-- one --><c>T&#228;<![CDATA[<x>]]>&lt;</c><d/></a:b>";
        let root = read(text).expect("it is XML");
        assert_eq!((root.name, root.comments_before(), &text[root.span.range()]), ("b", vec![" top "], "b"));
        assert_eq!(root.attribute("x").map(|(value, span)| (value, &text[span.range()])), Some(("1 & 2", "x='1 &amp; 2'")));
        assert_eq!(root.child("c").map(|node| (node.text.as_str(), node.comments())), Some(("Tä<x><", vec![" one "])));
    }

    /// Text inside of text is text; what nobody asks for is told, and comments are handed out once.
    #[test]
    fn what_is_read_and_what_is_not() {
        let text = "<r xmlns='u' xmlns:xsi='v' xsi:schemaLocation='w' k='1'>lost<t>a<b>B</b>c<p>D</p><p>E</p></t>\
                    <t/><u x='1'><v/></u><w>kept<!-- one --></w><!-- two --></r>";
        let root = read(text).expect("it is XML");
        assert_eq!(root.line_of("t").as_deref(), Some("aBc D E"));
        assert_eq!(root.child("w").and_then(Node::own_line).as_deref(), Some("kept"));
        let mut told = Vec::new();
        root.unread(&mut |unread| {
            told.push(match unread {
                Unread::Element(node, again) => format!("{} {again}", node.name),
                Unread::Attribute(node, attribute) => format!("{}@{}", node.name, attribute.name),
                Unread::Text(node) => format!("text of {}", node.name),
            });
        });
        assert_eq!(told, ["r@k", "text of r", "t true", "u false"]);
        assert_eq!((root.child("w").map(Node::comments), root.comments()), (Some(vec![" one "]), vec![" two "]));
    }

    #[test]
    fn what_is_refused() {
        let deep = "<a>".repeat(1000) + &"</a>".repeat(1000);
        for (text, why) in [
            ("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "document type"),
            ("<a>&b;</a>", "means nothing"),
            ("<a>\n<b>", "`b`, which begins in line 2, is never closed"),
            ("<a></b>", "line 1"),
            ("<a/><b/>", "two elements"),
            ("</a>", "line 1"),
            ("<a b></a>", "`a`"),
            ("<a b='&c;'/>", "`a`"),
            ("", "no element"),
            ("text", "no element"),
            ("<a/>\n\n lost", "text outside of its first element, in line 3"),
            ("&amp;<a/>", "text outside of its first element, in line 1"),
            (deep.as_str(), "nested more than 64 deep"),
        ] {
            let refusal = read(text).err().expect(text);
            assert!(refusal.0.contains(why), "{text}: {refusal:?}");
        }
    }
}
