//! XML as a tree of elements, with the place of each.
//!
//! Only what documents need: elements, attributes, texts and comments. A document type is refused, so there are no entities but the five
//! of XML itself and characters by number, and nothing outside of the file is ever asked for. Depth and number of elements are limited.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::import::Refusal;
use crate::source::Span;

/// How deep elements may lie in each other.
const DEEPEST: usize = 64;
/// How many elements and attributes a document has at most.
const MOST_NODES: usize = 2_000_000;

/// An element.
#[derive(Debug, Default)]
pub struct Node<'a> {
    /// Its name without a prefix.
    pub name: &'a str,
    /// Where its name stands.
    pub span: Span,
    /// Its attributes: name, value and where the attribute stands.
    pub attributes: Vec<(&'a str, String, Span)>,
    /// The text directly in it.
    pub text: String,
    /// The elements directly in it.
    pub children: Vec<Node<'a>>,
    /// The comments right before it.
    pub before: Vec<&'a str>,
    /// The comments in it after its last element.
    pub after: Vec<&'a str>,
}

impl<'a> Node<'a> {
    /// The first element of a name directly inside.
    pub fn child(&self, name: &str) -> Option<&Node<'a>> {
        self.children.iter().find(|child| child.name == name)
    }

    /// Its text on one line; none if there is none.
    pub fn line(&self) -> Option<Cow<'_, str>> {
        Some(crate::import::names::one_line(&self.text)).filter(|line| !line.is_empty())
    }

    /// The text of the first element of a name directly inside, on one line.
    pub fn line_of(&self, name: &str) -> Option<Cow<'_, str>> {
        self.child(name).and_then(Node::line)
    }

    /// An attribute: its value without white space around it, and where it stands.
    pub fn attribute(&self, name: &str) -> Option<(&str, Span)> {
        self.attributes.iter().find(|(own, _, _)| *own == name).map(|(_, value, span)| (value.trim(), *span))
    }

    /// All comments before it and in it, in order.
    pub fn comments(&self) -> Vec<&'a str> {
        let mut all = self.before.clone();
        all.extend(self.children.iter().flat_map(Node::comments));
        all.extend(&self.after);
        all
    }
}

/// Reads a document; its root.
pub fn read(text: &str) -> Result<Node<'_>, Refusal> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Node<'_>> = Vec::new();
    let mut root: Option<Node<'_>> = None;
    let mut comments: Vec<&str> = Vec::new();
    let mut count = 0;
    let line = |at: usize| text[..at.min(text.len())].matches('\n').count() + 1;
    loop {
        let start = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = reader.read_event().map_err(|error| {
            let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
            Refusal::new(format!("it is no well-formed XML in line {}: {error}", line(at)))
        })?;
        let refuse = |why: String| Err(Refusal::new(format!("{why} in line {}", line(start))));
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
                let Some(mut node) = open.pop() else { return refuse("an element is closed that was not opened".into()) };
                node.after = std::mem::take(&mut comments);
                close(node, &mut open, &mut root)?;
            }
            Event::Text(inner) => add(&mut open, &inner.xml10_content()),
            Event::CData(inner) => add(&mut open, &inner.into_inner()),
            Event::GeneralRef(name) => {
                let name = name.into_inner();
                let Some(char) = entity(&name) else { return refuse(format!("the entity `&{name};` means nothing")) };
                add(&mut open, char.encode_utf8(&mut [0; 4]));
            }
            Event::Comment(_) => {
                let end = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX).min(text.len());
                let inner = text.get(start..end).unwrap_or_default().trim();
                comments.extend(inner.strip_prefix("<!--").and_then(|inner| inner.strip_suffix("-->")));
            }
            Event::DocType(_) => return refuse("it has a document type, which is not read: `<!DOCTYPE`".into()),
            Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
        if count > MOST_NODES {
            return Err(Refusal::new(format!("it has more than {MOST_NODES} elements and attributes")));
        }
    }
    if let Some(node) = open.last() {
        let (name, at) = (node.name, line(node.span.range().start));
        return Err(Refusal::new(format!("it is cut off: `{name}`, which begins in line {at}, is never closed")));
    }
    let mut root = root.ok_or_else(|| Refusal::new("there is no element in it"))?;
    root.after.append(&mut comments);
    Ok(root)
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
    let mut node = Node { name: local, span: Span::new(from, from + local.len()), before, ..Node::default() };
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
        node.attributes.push((key, value.into_owned(), Span::new(begin, end)));
        at = end;
        *count += 1;
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
fn close<'a>(node: Node<'a>, open: &mut [Node<'a>], root: &mut Option<Node<'a>>) -> Result<(), Refusal> {
    match open.last_mut() {
        Some(parent) => parent.children.push(node),
        None if root.is_none() => *root = Some(node),
        None => return Err(Refusal::new("it is no well-formed XML: there are two elements at its top")),
    }
    Ok(())
}

fn add(open: &mut [Node<'_>], text: &str) {
    if let Some(node) = open.last_mut() {
        node.text.push_str(text);
    }
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
        assert_eq!((root.name, root.before.as_slice(), &text[root.span.range()]), ("b", &[" top "][..], "b"));
        assert_eq!(root.attribute("x").map(|(value, span)| (value, &text[span.range()])), Some(("1 & 2", "x='1 &amp; 2'")));
        assert_eq!(root.child("c").map(|node| (node.text.as_str(), node.comments())), Some(("Tä<x><", vec![" one "])));
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
            (deep.as_str(), "nested more than 64 deep"),
        ] {
            let refusal = read(text).expect_err(text);
            assert!(refusal.0.contains(why), "{text}: {refusal:?}");
        }
    }
}
