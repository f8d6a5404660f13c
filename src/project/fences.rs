//! The maps in Markdown: fences whose info string begins with the word `journey`. Other fences are read for imports.
//!
//! Where a fence begins and ends, also in lists and quotes, is asked of a Markdown parser. The word `ignore` after the first one
//! leaves a fence out: it shows something that is not meant to be checked.

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::source::{FileId, Part, Role, SourceFile, Span};

/// What is read besides `CommonMark`.
const OPTIONS: Options = Options::ENABLE_FOOTNOTES.union(Options::ENABLE_YAML_STYLE_METADATA_BLOCKS);

/// Whether a path is that of a Markdown file.
pub fn is_markdown(path: &str) -> bool {
    let ending = Path::new(path).extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown"))
}

/// The document that a Markdown file is, and the maps in it, in order.
pub fn read(path: &str, bytes: &[u8], id: FileId) -> (SourceFile, Vec<SourceFile>) {
    let document = SourceFile::with_role(path, bytes.to_owned(), Role::Document);
    let parts = verbatim(document.text()).into_iter().filter_map(|verbatim| match verbatim.kind {
        Kind::Fence { info, lines } if is_map(&info) && !lines.is_empty() => Some(part(&document, id, bytes, &lines)),
        _ => None,
    });
    let parts = parts.collect();
    (document, parts)
}

/// What a Markdown file leaves as it is.
#[derive(Debug, PartialEq, Eq)]
pub struct Verbatim {
    /// Where it stands, with what begins and ends it.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// What it is that a Markdown file leaves as it is.
#[derive(Debug, PartialEq, Eq)]
pub enum Kind {
    /// Code in a fence.
    Fence {
        /// The info string.
        info: String,
        /// The ranges of its text, in order and without leads; none if it is empty.
        lines: Vec<Range<usize>>,
    },
    /// Code that is indented.
    Indented,
    /// A comment of HTML, and whether it ends.
    Comment(bool),
}

/// In how many quotes and lists a line stands at most. The parser looks at all of them for each line that follows.
const DEEPEST: usize = 100;

/// A text in which no line begins more quotes and lists than the parser can bear: what goes beyond is a word. Every byte keeps its place.
fn shallow(text: &str) -> Cow<'_, str> {
    let deep = |line: &str| {
        let signs = line.bytes().enumerate().take_while(|(_, byte)| b" \t>-*+.)0123456789".contains(byte));
        signs.filter(|(_, byte)| b">-*+.)".contains(byte)).nth(DEEPEST).map(|(at, _)| at)
    };
    let mut out = String::new();
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        if let Some(deep) = deep(line) {
            let at = line.as_ptr() as usize - text.as_ptr() as usize + deep;
            out.push_str(&text[from..at]);
            let end = at + text[at..].bytes().take_while(|byte| b" \t>-*+.)0123456789".contains(byte)).count();
            out.extend(std::iter::repeat_n('x', end - at));
            from = end;
        }
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

/// Where code and comments stand in a Markdown text, in order.
pub fn verbatim(text: &str) -> Vec<Verbatim> {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let text = &*shallow(text);
    let mut all: Vec<Verbatim> = Vec::new();
    let mut in_fence = false;
    for (event, range) in Parser::new_ext(&text[mark..], OPTIONS).into_offset_iter() {
        let range = range.start + mark..range.end + mark;
        let kind = match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                in_fence = true;
                Kind::Fence { info: info.into_string(), lines: Vec::new() }
            }
            Event::Text(_) if in_fence && !range.is_empty() => {
                if let Some(Verbatim { kind: Kind::Fence { lines, .. }, .. }) = all.last_mut() {
                    lines.push(range);
                }
                continue;
            }
            Event::End(TagEnd::CodeBlock) => {
                in_fence = false;
                continue;
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => Kind::Indented,
            Event::Start(Tag::HtmlBlock) if text[range.clone()].trim_start().starts_with("<!--") => {
                Kind::Comment(text[range.clone()].contains("-->"))
            }
            _ => continue,
        };
        all.push(Verbatim { range, kind });
    }
    all
}

/// What a name of a sign stands for in HTML, `&auml;` or `&#228;`; none if it is no name.
pub fn entity(name: &str) -> Option<String> {
    match (Parser::new(name).next(), Parser::new(name).nth(1)) {
        (Some(Event::Start(Tag::Paragraph)), Some(Event::Text(sign))) if *sign != *name => Some(sign.into_string()),
        _ => None,
    }
}

/// Whether an info string is that of a map. Its words stand apart by spaces or commas.
fn is_map(info: &str) -> bool {
    let mut words = info.split([' ', '\t', ',']).filter(|word| !word.is_empty());
    words.next() == Some("journey") && words.next() != Some("ignore")
}

/// The text of a fence, or of another block. It begins where the first line does, and ends before the last line end: what is added at
/// its end then stands before the line that closes the fence.
pub fn part(document: &SourceFile, id: FileId, bytes: &[u8], ranges: &[Range<usize>]) -> SourceFile {
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
        // Between two ranges there is a lead, or the first half of a line end, or lines that are not part of the block.
        let gap = before..before + text[before..range.start].trim_end_matches('\r').len();
        if !gap.is_empty() {
            leads.push(Span::new(gap.start - start, gap.end - start));
            for byte in own[gap.start - start..gap.end - start].iter_mut().filter(|byte| !b"\t\r\n".contains(byte)) {
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
    use crate::source::{Damage, MAX_BYTES_OF_DOCUMENT};

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

    /// Whoever writes so many signs means harm; what stands in fences is left as it is all the same.
    #[test]
    fn quotes_and_lists_have_a_depth() {
        let code = format!("```journey\n{}\n```\n", "- ".repeat(200));
        assert_eq!(texts(&code), ["- ".repeat(200)]);
        let deep = format!("{}a\n", "> - ".repeat(200));
        assert_eq!(shallow(&deep), format!("{}{}a\n", "> - ".repeat(50), "x".repeat(600)));
        let start = std::time::Instant::now();
        let lines = format!("{}a\n{}\n```journey\nx\n```\n", "- ".repeat(400_000), "b\n".repeat(400_000));
        assert_eq!(texts(&lines), ["x"]);
        assert!(start.elapsed() < std::time::Duration::from_secs(20), "{:?}", start.elapsed());
    }

    #[test]
    fn what_is_no_document_is_not_read() {
        let (document, maps) = read("a.md", &vec![b'['; MAX_BYTES_OF_DOCUMENT + 1], FileId(0));
        assert_eq!((document.damage(), maps.len()), (Some(Damage::TooLarge), 0));
    }

    #[test]
    fn names_of_signs() {
        assert_eq!(["&auml;", "&#228;", "&none;", "&;", "*a*"].map(entity), [Some("ä".into()), Some("ä".into()), None, None, None]);
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
