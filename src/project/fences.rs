//! The maps in Markdown: fences whose info string begins with the word `journey`. Other fences are read for imports.
//!
//! Where a fence begins and ends, also in lists and quotes, is asked of a Markdown parser. The word `ignore` after the first one
//! leaves a fence out: it shows something that is not meant to be checked.

use std::ops::Range;
use std::path::Path;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::source::{Damage, FileId, Part, Role, SourceFile, Span};

/// What is read besides `CommonMark`.
const OPTIONS: Options = Options::ENABLE_FOOTNOTES.union(Options::ENABLE_YAML_STYLE_METADATA_BLOCKS);

/// Whether a path is that of a Markdown file.
pub fn is_markdown(path: &str) -> bool {
    let ending = Path::new(path).extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown"))
}

/// The document that a Markdown file is, and the maps in it, in order.
pub fn read(path: &str, bytes: &[u8], id: FileId) -> (SourceFile, Vec<SourceFile>) {
    read_marked(path, bytes, id, is_map)
}

/// The document that a Markdown file is, and the texts of those of its fences whose info string is `wanted`, in order.
pub fn read_marked(path: &str, bytes: &[u8], id: FileId, wanted: fn(&str) -> bool) -> (SourceFile, Vec<SourceFile>) {
    let document = SourceFile::with_role(path, bytes.to_owned(), Role::Document);
    if document.damage() == Some(Damage::TooLarge) {
        return (document, Vec::new());
    }
    let parts = contents(document.text(), wanted).iter().map(|lines| part(&document, id, bytes, lines)).collect();
    (document, parts)
}

/// What stands in the wanted fences: of each the ranges of its text, in order and without leads. Empty fences are left out.
fn contents(text: &str, wanted: fn(&str) -> bool) -> Vec<Vec<Range<usize>>> {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut contents = Vec::new();
    let mut fence: Option<Vec<Range<usize>>> = None;
    for (event, range) in Parser::new_ext(&text[mark..], OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if wanted(&info) => fence = Some(Vec::new()),
            Event::Text(_) if !range.is_empty() => {
                if let Some(ranges) = &mut fence {
                    ranges.push(range.start + mark..range.end + mark);
                }
            }
            Event::End(TagEnd::CodeBlock) => contents.extend(fence.take().filter(|ranges| !ranges.is_empty())),
            _ => {}
        }
    }
    contents
}

/// What a Markdown file leaves as it is.
#[derive(Debug, PartialEq, Eq)]
pub struct Verbatim {
    /// Where it stands, with what begins and ends it.
    pub range: Range<usize>,
    /// What it is.
    pub kind: VerbatimKind,
}

/// What it is that a Markdown file leaves as it is.
#[derive(Debug, PartialEq, Eq)]
pub enum VerbatimKind {
    /// Code in a fence, with its info string.
    Fence(String),
    /// Code that is indented.
    Indented,
    /// A comment of HTML.
    Comment,
}

/// Where code and comments stand in a Markdown text, in order.
pub fn verbatim(text: &str) -> Vec<Verbatim> {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let events = Parser::new_ext(&text[mark..], OPTIONS).into_offset_iter();
    let verbatim = events.filter_map(|(event, range)| {
        let range = range.start + mark..range.end + mark;
        let kind = match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => VerbatimKind::Fence(info.into_string()),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => VerbatimKind::Indented,
            Event::Start(Tag::HtmlBlock) if text[range.clone()].trim_start().starts_with("<!--") => VerbatimKind::Comment,
            _ => return None,
        };
        Some(Verbatim { range, kind })
    });
    verbatim.collect()
}

/// Whether an info string is that of a map. Its words stand apart by spaces or commas.
fn is_map(info: &str) -> bool {
    let mut words = info.split([' ', '\t', ',']).filter(|word| !word.is_empty());
    words.next() == Some("journey") && words.next() != Some("ignore")
}

/// The text of a fence. It begins where the first line does, and ends before the last line end: what is added at its end then
/// stands before the line that closes the fence.
fn part(document: &SourceFile, id: FileId, bytes: &[u8], ranges: &[Range<usize>]) -> SourceFile {
    let text = document.text();
    let lines_before = document.lines().line(ranges[0].start as u32);
    let start = document.lines().range(lines_before).start;
    let end = ranges[ranges.len() - 1].end;
    let last = &text[start..end];
    let last = last.strip_suffix('\n').map_or(last, |line| line.strip_suffix('\r').unwrap_or(line));
    let end = start + last.len();
    let mut own = bytes[start..end].to_vec();
    let mut leads = Vec::new();
    let mut before = start;
    for range in ranges {
        // Between two ranges there is a lead, or the first half of a line end.
        let gap = before..before + text[before..range.start].trim_end_matches('\r').len();
        if !gap.is_empty() {
            leads.push(Span::new(gap.start - start, gap.end - start));
            for byte in own[gap.start - start..gap.end - start].iter_mut().filter(|byte| **byte != b'\t') {
                *byte = b' ';
            }
        }
        before = range.end;
    }
    let longest = leads.iter().copied().max_by_key(|lead| lead.len()).unwrap_or_default();
    let lead = text[longest.start as usize + start..longest.end as usize + start].into();
    let part = Part { document: id, start: start as u32, lines_before, leads, lead };
    SourceFile::with_role(document.path(), own, Role::Part(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(markdown: &str) -> Vec<String> {
        let (_, maps) = read("a.md", markdown.as_bytes(), FileId(0));
        maps.iter().map(|map| map.text().to_owned()).collect()
    }

    #[test]
    fn the_first_word_tells() {
        for info in ["journey", "journey title=\"x\"", "  journey", "journey,editable", "journey\t"] {
            assert_eq!(texts(&format!("```{info}\nx\n```\n")), ["x"], "{info:?}");
        }
        for info in ["journey ignore", "journey,ignore", "journey-x", "text journey", "Journey", ""] {
            assert!(texts(&format!("```{info}\nx\n```\n")).is_empty(), "{info:?}");
        }
        assert_eq!(texts("```journey title=ignore\nx\n```\n"), ["x"]);
    }

    #[test]
    fn what_is_no_fence_is_no_map() {
        for text in [
            "    ```journey\n    x\n    ```\n",
            "<!--\n```journey\nx\n```\n-->\n",
            "````md\n```journey\nx\n```\n````\n",
            "`` ```journey `` x\n",
            "```journey\n```\n",
            "journey\nx\n",
        ] {
            assert!(texts(text).is_empty(), "{text:?}");
        }
    }

    #[test]
    fn leads_are_blank() {
        assert_eq!(texts("> ```journey\n> a {\n>\n>   b\n> }\n> ```\n"), ["  a {\n \n    b\n  }"]);
        assert_eq!(texts("1. x\n\n   ~~~journey\n   a {\n\n     b\n   }\n   ~~~\n"), ["   a {\n\n     b\n   }"]);
        assert_eq!(texts("- > ```journey\n  > a\n  > b\n"), ["    a\n    b"]);
        assert_eq!(texts("> ```journey\n> a\nno more\n"), ["  a"], "a fence ends with its quote");
    }

    #[test]
    fn ends_of_lines_and_files() {
        assert_eq!(texts("\u{feff}```journey\r\na\r\n\r\nb\r\n```\r\n"), ["a\r\n\r\nb"]);
        assert_eq!(texts("> ~~~journey\r\n> a\r\n> \r\n> b\r\n"), ["  a\r\n  \r\n  b"]);
        assert_eq!(texts("```journey\na"), ["a"]);
        assert_eq!(texts("```journey\na\n"), ["a"]);
        assert_eq!(texts("```journey\n\n```"), [""]);
        assert_eq!(texts("```journey\na\n\n\n```"), ["a\n\n"], "somebody may be about to write in the empty lines");
        assert_eq!(texts("```journey"), [""; 0]);
    }

    #[test]
    fn a_part_knows_where_it_lies() {
        let (_, maps) = read("a.md", "x\n> ```journey\n> a\n>b\n".as_bytes(), FileId(3));
        let part = maps[0].part().expect("it is one");
        assert_eq!((part.document, part.start, part.lines_before, &*part.lead), (FileId(3), 15, 2, "> "));
        assert_eq!(part.leads, [Span::new(0, 2), Span::new(4, 5)]);
    }

    #[test]
    fn bytes_that_are_no_text_are_those_of_the_fence() {
        let outside = b"\xff\n```journey\na\n```\n".to_vec();
        assert_eq!(read("a.md", &outside, FileId(0)).1[0].damage(), None);
        let inside = b"\xff\n> ```journey\n> a\n> \xff\n> ```\n".to_vec();
        assert_eq!(read("a.md", &inside, FileId(0)).1[0].damage(), Some(Damage::InvalidUtf8(Span::new(6, 7))));
    }
}
