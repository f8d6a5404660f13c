//! The blocks of Markdown in which diagrams stand: fences, and those of Azure DevOps, of Pandoc, of Hugo, of Jekyll and of HTML.
//!
//! Where fences, other code and comments stand is asked of the Markdown parser. The other blocks are found line by line: what stands
//! between the sign that begins one and the sign that ends it, but for the fences between, which are blocks of their own. One that has
//! no end before the next one begins is none, so it takes nothing with it; if a journey stands there, that is named.

use std::ops::Range;

use super::ends::{Kind, begins_colons, opener};
use super::head::head_of_journey;
use crate::project::fences::{self, Verbatim};
use crate::source::Span;

/// A block that is marked as Mermaid.
#[derive(Debug, PartialEq, Eq)]
pub struct Block {
    /// The ranges of its text, in order and without leads: each is a line, or what of a line is in the block.
    pub lines: Vec<Range<usize>>,
    /// Whether it is HTML, where signs are written by name.
    pub html: bool,
}

/// What begins a block that never ends, although a journey stands in it.
#[derive(Debug, PartialEq, Eq)]
pub struct Unended {
    /// What begins it.
    pub span: Span,
    /// What would end it.
    pub end: String,
    /// Where the word ends that begins the journey.
    pub word: usize,
}

/// What was found in a text.
#[derive(Debug, Default)]
pub struct Found {
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// The blocks that never end, in order.
    pub unended: Vec<Unended>,
}

/// A block whose end is looked for.
struct Open {
    span: Span,
    kind: Kind,
    lines: Vec<Range<usize>>,
    /// The fences between that are not marked, by their numbers.
    fences: Vec<usize>,
    /// How many quotes it stands in.
    quotes: usize,
    /// The fence of HTML that it stands in.
    within: Option<usize>,
}

/// Finds the blocks that are marked as Mermaid. `verbatim` is what the text leaves as it is; `is_mermaid` tells diagrams by their info
/// string.
pub fn find(text: &str, verbatim: &[Verbatim], is_mermaid: fn(&str) -> bool) -> Found {
    let mut found = Found::default();
    let mut fences = Vec::new();
    let mut open: Option<Open> = None;
    let (mut next, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let lead = lead(line);
        while verbatim.get(next).is_some_and(|verbatim| verbatim.range.end <= start + lead.len()) {
            next += 1;
        }
        let around = verbatim.get(next).filter(|verbatim| verbatim.range.start <= start + lead.len());
        let within = around.filter(|around| is_html(around)).map(|_| next);
        match around.map(|around| &around.kind) {
            Some(fences::Kind::Fence { info, lines }) if within.is_none() => {
                if fences.last() != Some(&next) && !lines.is_empty() {
                    if is_mermaid(info) {
                        found.blocks.push(Block { lines: lines.clone(), html: false });
                        fences.push(next);
                    } else if let Some(open) =
                        open.as_mut().filter(|open| info.trim().is_empty() && open.fences.last() != Some(&next))
                    {
                        open.fences.push(next);
                    }
                }
                continue;
            }
            _ => {}
        }
        let text_begins = open.as_ref().and_then(|open| after_quotes(line, open.quotes));
        let goes_on = text_begins.is_some() && open.as_ref().is_some_and(|open| open.within == within);
        if !goes_on && let Some(open) = open.take() {
            found.unended.extend(open.unended(text));
        }
        let mut from = if goes_on { text_begins.unwrap_or_default() } else { lead.len() };
        let mut here = lead.len();
        loop {
            let bare = line[here..].trim_end();
            let begun = if is_code(around) { None } else { opener(bare, is_mermaid) };
            if begun.is_some() || open.as_ref().is_some_and(|open| open.kind == Kind::Colons && begins_colons(bare)) {
                found.unended.extend(open.take().and_then(|open| open.unended(text)));
            }
            if let Some((length, kind)) = begun {
                let span = Span::new(start + here, start + here + length);
                let quotes = lead.matches('>').count();
                open = Some(Open { span, kind, lines: Vec::new(), fences: Vec::new(), quotes, within });
                from = here + length;
                if line[from..].trim().is_empty() {
                    break;
                }
            }
            let Some(block) = &mut open else { break };
            let Some(end) = block.kind.end(&line[from..]) else {
                block.lines.push(start + from..at);
                break;
            };
            if !line[from..from + end.start].trim().is_empty() {
                block.lines.push(start + from..start + from + end.start);
            }
            if let Some(block) = open.take() {
                found.blocks.extend(block.fences.iter().filter_map(|&fence| fence_block(&verbatim[fence])));
                found
                    .blocks
                    .extend(Some(Block { lines: block.lines, html: block.kind.is_html() }).filter(|block| !block.lines.is_empty()));
            }
            here = from + end.end;
            here += line[here..].len() - line[here..].trim_start().len();
        }
    }
    found.unended.extend(open.take().and_then(|open| open.unended(text)));
    found.blocks.sort_by_key(|block| block.lines[0].start);
    found
}

impl Open {
    /// What it is if it never ends: nothing, unless a journey stands in it.
    fn unended(self, text: &str) -> Option<Unended> {
        /// So much of a text tells what kind of diagram it is.
        const ENOUGH: usize = 1000;
        let mut head = String::new();
        let mut lines = self.lines.iter();
        while let Some(line) = lines.next().filter(|_| head.len() < ENOUGH) {
            let line = &text[line.clone()];
            head.push_str(&line[..line.floor_char_boundary(ENOUGH)]);
        }
        let mut length = head_of_journey(&head)?;
        let line = self.lines.iter().find(|line| {
            length <= line.len() || {
                length -= line.len();
                false
            }
        })?;
        Some(Unended { span: self.span, end: self.kind.shown(), word: line.start + length })
    }
}

/// Journeys that stand in no block of their own: the words that begin them, and why they are not read.
///
/// `known` are the ranges that belong to blocks, and whether all that is in each is read or named already.
pub fn unread(text: &str, verbatim: &[Verbatim], known: &[(Range<usize>, bool)]) -> Vec<(Span, String)> {
    let mut unread = Vec::new();
    let (mut next, mut known) = (0, known.iter().peekable());
    let (mut at, mut before) = (0, "");
    let mut lines = text.split_inclusive('\n');
    while let Some(line) = lines.next() {
        let bare = without_tags(line[lead(line).len()..].trim());
        let start = at + (bare.as_ptr() as usize - line.as_ptr() as usize);
        at += line.len();
        let before = if bare.is_empty() { before } else { std::mem::replace(&mut before, line) };
        if bare != "journey" || !goes_on(lines.clone()) {
            continue;
        }
        while known.next_if(|(range, _)| range.end <= start).is_some() {}
        while verbatim.get(next).is_some_and(|verbatim| verbatim.range.end <= start) {
            next += 1;
        }
        let why = match (known.peek().filter(|(range, _)| range.start <= start), verbatim.get(next)) {
            (Some((_, true)), _) => continue,
            (Some(_), _) if begins_block(before) => "it stands in the block of another diagram".to_owned(),
            (Some(_), _) => continue,
            (None, Some(around)) if around.range.start <= start => match &around.kind {
                fences::Kind::Fence { info, .. } if info.trim().is_empty() => NO_BLOCK.to_owned(),
                fences::Kind::Fence { info, .. } if is_html(around) || names_mermaid(info) => {
                    format!("its block is marked `{}`, not `mermaid`", super::shown(info.trim()))
                }
                fences::Kind::Comment(false) => "it stands in a comment that is never closed".to_owned(),
                fences::Kind::Fence { .. } | fences::Kind::Comment(true) => continue,
                fences::Kind::Indented => NO_BLOCK.to_owned(),
            },
            (None, _) => NO_BLOCK.to_owned(),
        };
        unread.push((Span::new(start, start + bare.len()), why));
    }
    unread
}

/// Why a journey is not read that nothing around it explains.
const NO_BLOCK: &str = "it stands in no block marked `mermaid`";

/// Whether lines are those of a journey behind its first word.
pub fn goes_on<'t>(mut lines: impl Iterator<Item = &'t str>) -> bool {
    let bare = |line: &'t str| line[lead(line).len()..].trim();
    let next =
        lines.find_map(|line| Some(bare(line)).filter(|bare| !bare.is_empty() && !bare.starts_with("%%"))).unwrap_or_default();
    ["title ", "section ", "accTitle", "accDescr"].iter().any(|word| next.starts_with(word)) || is_task(next)
}

/// Whether a line is a task with a score.
pub fn is_task(line: &str) -> bool {
    line.split(':').nth(1).is_some_and(|score| score.trim().parse::<f64>().is_ok())
}

/// What leads to the text of a line, as in a quote or a list.
fn lead(line: &str) -> &str {
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '>']);
        let digits = rest.len() - rest.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
        let sign = digits + usize::from(rest[digits..].starts_with(if digits == 0 { ['-', '*', '+'] } else { ['.', ')', ')'] }));
        if sign == digits || digits > 9 || !rest[sign..].starts_with([' ', '\t']) {
            break;
        }
        rest = &rest[sign..];
    }
    // White space that is no blank of Markdown leads, too.
    &line[..line.len() - rest.trim_start().len()]
}

/// Where the text of a line begins that stands in so many quotes; none if it does not.
fn after_quotes(line: &str, quotes: usize) -> Option<usize> {
    let mut rest = line;
    for _ in 0..quotes {
        rest = rest.trim_start_matches([' ', '\t']).strip_prefix('>')?;
    }
    Some(line.len() - rest.len())
}

/// What stands behind the last tag of HTML in a line.
fn without_tags(line: &str) -> &str {
    line.rsplit_once('>').filter(|(tags, _)| tags.contains('<')).map_or(line, |(_, rest)| rest.trim_start())
}

/// Whether a line looks like the beginning of a block.
fn begins_block(line: &str) -> bool {
    let bare = &line[lead(line).len()..];
    ["```", "~~~", ":::", "{{", "{%", "<"].iter().any(|sign| bare.starts_with(sign))
}

/// Whether nothing begins here: it is shown as it is, or not at all.
fn is_code(around: Option<&Verbatim>) -> bool {
    around.is_some_and(|around| !is_html(around) && around.kind != fences::Kind::Comment(false))
}

/// Whether code is HTML by the rules of Pandoc: it is put into the page as it is.
fn is_html(verbatim: &Verbatim) -> bool {
    let fences::Kind::Fence { info, .. } = &verbatim.kind else { return false };
    info.trim_start().strip_prefix('{').is_some_and(|format| format.trim_start().starts_with("=html"))
}

/// Whether an info string speaks of Mermaid at all.
fn names_mermaid(info: &str) -> bool {
    let info = info.to_ascii_lowercase();
    info.contains("mermaid") || info.contains("mmd")
}

/// What stands in a fence, as a block.
fn fence_block(fence: &Verbatim) -> Option<Block> {
    let fences::Kind::Fence { lines, .. } = &fence.kind else { return None };
    Some(Block { lines: lines.clone(), html: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::fences::verbatim;

    /// What stands in the blocks of a text, and what begins those that never end.
    fn of(text: &str) -> (Vec<String>, Vec<&str>) {
        let Found { blocks, unended } = find(text, &verbatim(text), |info| info == "mermaid" || info == "{.mermaid}");
        let whole = |block: Block| block.lines.into_iter().map(|line| &text[line]).collect();
        (blocks.into_iter().map(whole).collect(), unended.iter().map(|unended| &text[unended.span.range()]).collect())
    }

    #[test]
    fn blocks_of_all_kinds() {
        for (text, blocks) in [
            ("a\n```mermaid\nx\n```\n", &["x\n"][..]),
            ("a\n::: mermaid\njourney\n:::\nb\n", &["journey\n"]),
            ("  ::::mermaid\nx\n  ::::\n", &["x\n"]),
            ("::: note\nx\n:::\n", &[]),
            ("```\n::: mermaid\n```\n:::\n", &[]),
            ("a\n\n    ::: mermaid\n    x\n    :::\n", &[]),
            ("<!--\n::: mermaid\nx\n:::\n-->\n", &[]),
            ("a\n\n    ```\n\n::: mermaid\n\n    x\n:::\n", &["\n    x\n"]),
            ("> ::: mermaid\n> x\n> :::\n1. ::: mermaid\n   y\n   :::\n", &[" x\n", "   y\n"]),
            ("- a\n\n     ::: mermaid\n     x\n     :::\n", &["     x\n"]),
            ("{% mermaid %}\nx\n{% endmermaid %}\n", &["x\n"]),
            ("{%- mermaid -%}\nx\n{%- endmermaid -%}\n", &["x\n"]),
            ("```{=html}\n<pre class=mermaid>\nx\n</pre>\n```\n", &["x\n"]),
            ("```{=html5}\n<pre class=mermaid>\nx\n</pre>\n```\n", &["x\n"]),
            ("{{< mermaid >}}\nx\n{{< /mermaid >}}\n", &["x\n"]),
            ("{{%mermaid align=\"left\"%}}\nx\n{{%/mermaid%}}", &["x\n"]),
            ("{{< figure >}}\nx\n{{< /figure >}}", &[]),
            ("{{< mermaid />}}\nx\n{{< /mermaid >}}", &[]),
            ("<div class=\"mermaid\">\nx\n</div>\n", &["x\n"]),
            ("<pre id='a' class='big mermaid'>\r\nx\r\n</pre>\r\n", &["x\r\n"]),
            ("<div class=\"mermaids\">\nx\n</div>", &[]),
            ("```\n<pre class=mermaid>\n```\n", &[]),
            ("<div\tclass=mermaid>\nx\n</div>\n", &["x\n"]),
            ("<DIV data-class=\"a\" Class=mermaid>\nx\n</Div>\n", &["x\n"]),
            ("```x``` is code\n::: mermaid\nx\n:::\n", &["x\n"]),
        ] {
            assert_eq!(of(text), (blocks.iter().map(|block| (*block).to_owned()).collect(), Vec::new()), "{text}");
        }
    }

    #[test]
    fn blocks_begin_and_end_within_lines() {
        for (text, blocks) in [
            ("<div class=mermaid>\nA-->B</div>\n", &["A-->B"][..]),
            ("<pre class=mermaid>journey\nx\n y</pre> z\n", &["journey\nx\n y"]),
            ("<div class=mermaid>\nx\n</div><!-- end -->\n", &["x\n"]),
            ("<div class=mermaid>x</div> <div class=mermaid>y</div>\n", &["x", "y"]),
            ("<div class=mermaid>\nx\n</DIV ><div class=mermaid>\ny\n</div>\n", &["x\n", "y\n"]),
            ("<div class=mermaid>\n<div>x</div>\ny\n</div>\n", &["<div>x</div>\ny\n"]),
            ("{{<mermaid>}} x {{</mermaid>}}", &[" x "]),
            ("> <div class=mermaid>\n> x</div>\n", &[" x"]),
        ] {
            assert_eq!(of(text), (blocks.iter().map(|block| (*block).to_owned()).collect(), Vec::new()), "{text}");
        }
    }

    #[test]
    fn fences_between_are_blocks_of_their_own() {
        for (text, blocks) in [
            ("<div class=mermaid>\n\n```mermaid\nx\n```\n\n</div>\n", &["x\n", "\n\n"][..]),
            ("::: {.mermaid}\n```\nx\n```\n:::\n", &["x\n"]),
            ("::: {.mermaid}\n```text\nx\n```\n:::\n", &[]),
            ("::: {.mermaid}\na\n```mermaid\nx\n```\nb\n:::\n", &["a\nb\n", "x\n"]),
        ] {
            let (mut read, unended) = of(text);
            read.retain(|block| !block.trim().is_empty());
            let blocks: Vec<&str> = blocks.iter().copied().filter(|block| !block.trim().is_empty()).collect();
            assert_eq!((read.iter().map(String::as_str).collect(), unended), (blocks, vec![]), "{text}");
        }
    }

    #[test]
    fn what_never_ends_takes_nothing_with_it() {
        let after = "\n```mermaid\nlast\n```\n";
        for (text, unended, others) in [
            ("::: mermaid\njourney\n a: 3\n", &["::: mermaid"][..], &[][..]),
            ("::: mermaid\njourney\n a: 3\n::: end\n", &["::: mermaid"], &[]),
            ("::: mermaid\nflowchart\n", &[], &[]),
            ("::: mermaid\njourney\n\n::: mermaid\nx\n:::\n", &["::: mermaid"], &["x\n"]),
            ("> ::: mermaid\n> journey\n\n:::\n", &["::: mermaid"], &[]),
            ("{{< mermaid src=\"a\" >}}\n", &[], &[]),
            ("{{< mermaid >}}\njourney\n", &["{{< mermaid >}}"], &[]),
            ("{% mermaid %}\njourney\n{{</mermaid>}}\n", &["{% mermaid %}"], &[]),
            ("<div class=mermaid>journey\n</pre>\n", &["<div class=mermaid>"], &[]),
            ("<div class=mermaid>\nx\n```\ny\n</div>\n", &[], &["x\n```\ny\n"]),
            ("~~~{=html}\n<div class=mermaid>\njourney\n~~~\n</div>\n", &["<div class=mermaid>"], &[]),
            ("<div class=mermaid>\n<pre class=mermaid>\nx\n</pre>\n</div>\n", &[], &["x\n"]),
        ] {
            let mut blocks: Vec<String> = others.iter().map(|other| (*other).to_owned()).collect();
            blocks.push("last\n".to_owned());
            assert_eq!(of(&format!("{text}{after}")), (blocks, unended.to_vec()), "{text}");
        }
    }

    #[test]
    fn journeys_that_stand_in_no_block_are_named() {
        let found = |text: &str| unread(text, &verbatim(text), &[]).len();
        for text in [
            "journey\n  title x\n",
            "journey\n%% c\n  title x\n",
            "> journey\n>\n> section x\n",
            "<pre><code>journey\n  title x\n",
            "a <div class=mermaid>journey\n  title x\n",
            "{% diagram %}\n journey\n  a: 3: b\n",
            "    journey\n    a: 3\n",
            "```\njourney\na: 3\n```\n",
            "```mermaid-svg\njourney\na: 3\n```\n",
            "```a.mmd\njourney\na: 3\n```\n",
            "```{=html}\njourney\na: 3\n```\n",
            "```{=html5}\njourney\na: 3\n```\n",
            "<!--\n```mermaid\njourney\na: 3\n",
        ] {
            assert_eq!(found(text), 1, "{text}");
        }
        for text in [
            "journey\n",
            "journey\nof a: kind\n",
            "my journey\n title x",
            "```text\njourney\na: 3\n```\n",
            "<!--\njourney\na: 3\n-->\n",
        ] {
            assert_eq!(found(text), 0, "{text}");
        }
        let text = "journey\na: 3\njourney\na: 3\n";
        let starts =
            |known: &[(Range<usize>, bool)]| -> Vec<u32> { unread(text, &[], known).iter().map(|(span, _)| span.start).collect() };
        assert_eq!((starts(&[(0..12, true)]), starts(&[(0..26, false)])), (vec![13], vec![]));
    }

    /// What a block of another diagram has swallowed, since it has no end of its own.
    #[test]
    fn journeys_in_blocks_of_other_diagrams_are_named() {
        let text = "```mermaid\nmindmap\n journey\n  title x\n\n```mermaid\njourney\n title y\n```\n";
        let found = unread(text, &verbatim(text), &[(11..text.len(), false)]);
        assert_eq!(
            found.iter().map(|(span, _)| span.start as usize).collect::<Vec<_>>(),
            [text.rfind("journey").expect("it is there")]
        );
    }
}
