//! The blocks of Markdown in which diagrams stand, but for fences: those of Azure DevOps, of Hugo, of Jekyll and of HTML.
//!
//! They are made fences, with every byte at its place, so that one reader knows where a diagram begins and ends. What is code or a
//! comment stays as it is: that is asked of the Markdown parser. What stands in none of them and is a journey all the same is named.

use std::borrow::Cow;
use std::ops::Range;

use crate::project::fences::{Verbatim, VerbatimKind, verbatim};
use crate::source::Span;

/// How many journeys are named that are not read.
const MOST_NAMED: usize = 20;
/// The signs of a fence, as long as the shortest line that ends a block.
const FENCE: &str = "```";

/// A text in which all blocks of diagrams are fences.
pub struct Fenced<'t> {
    /// The text.
    pub text: Cow<'t, str>,
    /// What begins journeys that could not be made fences.
    pub unread: Vec<Span>,
}

/// What ends a block that is open.
enum End<'t> {
    /// A run of signs, at least as long.
    Signs(&'t str),
    /// A line.
    Tag(&'static str),
}

/// Makes fences of blocks. `is_mermaid` tells diagrams by their info string.
pub fn as_fences(text: &str, is_mermaid: fn(&str) -> bool) -> Fenced<'_> {
    let mut unread = Vec::new();
    if ![":::", "{{", "{%", "<"].iter().any(|sign| text.contains(sign)) {
        return Fenced { text: Cow::Borrowed(text), unread };
    }
    let verbatim = verbatim(text);
    let mut verbatim = verbatim.iter().peekable();
    let mut out = String::with_capacity(text.len());
    let mut open: Option<End<'_>> = None;
    for line in text.split_inclusive('\n') {
        let (lead, bare, end) = parts(line);
        let at = out.len() + lead.len();
        while verbatim.next_if(|verbatim| verbatim.range.end <= at).is_some() {}
        let around = verbatim.peek().filter(|verbatim| verbatim.range.start <= at);
        let signs = &bare[..bare.len() - bare.trim_start_matches(':').len()];
        let info = bare[signs.len()..].trim();
        let fence = match &open {
            None if around.is_some_and(|around| !is_html(around)) => None,
            // The fence around HTML is none, so that blocks in it can be.
            None if around.is_some() && is_fence(bare) => Some(String::new()),
            None if signs.len() >= 3 && is_mermaid(info) => {
                open = Some(End::Signs(signs));
                Some("`".repeat(signs.len()) + &bare[signs.len()..])
            }
            None => tag(bare).and_then(|Tag { length, ends }| {
                if length == bare.len() {
                    open = Some(End::Tag(ends));
                    return Some(format!("{FENCE}mermaid"));
                }
                if unread.len() < MOST_NAMED && super::is_journey(head(&text[at + length..])) {
                    unread.push(Span::new(at, at + length));
                }
                None
            }),
            Some(End::Signs(begun)) if info.is_empty() && signs.starts_with(begun) => {
                open = None;
                Some("`".repeat(signs.len()))
            }
            Some(End::Tag(ends)) if without_spaces(bare).eq_ignore_ascii_case(ends) => {
                open = None;
                Some(FENCE.to_owned())
            }
            Some(_) => None,
        };
        out.push_str(lead);
        let start = out.len();
        out.push_str(fence.as_deref().unwrap_or(bare));
        out.extend(std::iter::repeat_n(' ', bare.len() - (out.len() - start)));
        out.push_str(end);
    }
    Fenced { text: Cow::Owned(out), unread }
}

/// Journeys that stand in none of the blocks that are `read`, nor in a comment or in code of another kind: the words that begin them.
pub fn unread(text: &str, read: &[Range<usize>]) -> Vec<Span> {
    let mut unread = Vec::new();
    let (mut read, mut around) = (read.iter().peekable(), None);
    let mut at = 0;
    let mut lines = text.split_inclusive('\n');
    while let Some(line) = lines.next() {
        let (lead, bare, _) = parts(line);
        let start = at + lead.len();
        at += line.len();
        while read.next_if(|read| read.end <= start).is_some() {}
        if bare != "journey" || read.peek().is_some_and(|read| read.contains(&start)) || !goes_on(lines.clone()) {
            continue;
        }
        let verbatim: &Vec<Verbatim> = around.get_or_insert_with(|| verbatim(text));
        let here = &verbatim[..verbatim.partition_point(|verbatim| verbatim.range.start <= start)];
        let is_other = |verbatim: &Verbatim| match &verbatim.kind {
            VerbatimKind::Fence(info) => !info.trim().is_empty() && !is_html(verbatim),
            VerbatimKind::Indented => false,
            VerbatimKind::Comment => true,
        };
        if here.last().is_some_and(|verbatim| start < verbatim.range.end && is_other(verbatim)) {
            continue;
        }
        unread.push(Span::new(start, start + bare.len()));
        if unread.len() == MOST_NAMED {
            break;
        }
    }
    unread
}

/// Whether lines are those of a journey behind its first word.
fn goes_on<'t>(mut lines: impl Iterator<Item = &'t str>) -> bool {
    let next = lines.find_map(|line| Some(parts(line).1).filter(|bare| !bare.is_empty())).unwrap_or_default();
    let task = |text: &str| text.split(':').nth(1).is_some_and(|score| score.trim().parse::<f64>().is_ok());
    ["title ", "section ", "accTitle", "accDescr"].iter().any(|word| next.starts_with(word)) || task(next)
}

/// A line: what leads to its text, as in a quote or a list, the text, and the end.
fn parts(line: &str) -> (&str, &str, &str) {
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
    let bare = rest.trim();
    // White space that is no blank of Markdown leads, too.
    let rest = rest.trim_start();
    (&line[..line.len() - rest.len()], bare, &rest[bare.len()..])
}

/// Whether code is HTML by the rules of Pandoc: it is put into the page as it is.
fn is_html(verbatim: &Verbatim) -> bool {
    matches!(&verbatim.kind, VerbatimKind::Fence(info) if without_spaces(info) == "{=html}")
}

fn is_fence(bare: &str) -> bool {
    bare.starts_with("```") || bare.starts_with("~~~")
}

/// What begins a diagram by the rules of Hugo or of HTML.
struct Tag {
    /// How long it is.
    length: usize,
    /// The line that ends the diagram, without spaces.
    ends: &'static str,
}

/// The tag that a line begins with: `{{< mermaid >}}`, `{% mermaid %}`, `<div class="mermaid">`.
fn tag(line: &str) -> Option<Tag> {
    const SHORT: &[(&str, &str, &str)] =
        &[("{{<", ">}}", "{{</mermaid>}}"), ("{{%", "%}}", "{{%/mermaid%}}"), ("{%", "%}", "{%endmermaid%}")];
    for (begin, end, ends) in SHORT {
        if let Some(inside) = line.strip_prefix(begin).and_then(|rest| rest.split(end).next())
            && line[begin.len() + inside.len()..].starts_with(end)
            && inside.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("mermaid"))
        {
            return Some(Tag { length: begin.len() + inside.len() + end.len(), ends });
        }
    }
    for (begin, ends) in [("<div", "</div>"), ("<pre", "</pre>")] {
        if !line.get(..begin.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(begin)) {
            continue;
        }
        let Some((inside, _)) = line[begin.len()..].split_once('>') else { continue };
        let class = inside.to_ascii_lowercase().find(" class=").map_or("", |at| &inside[at + " class=".len()..]);
        let quote = class.chars().next().filter(|sign| matches!(sign, '"' | '\''));
        let class = quote.map_or_else(|| class.split(' ').next(), |quote| class.split(quote).nth(1)).unwrap_or_default();
        if class.split_whitespace().any(|word| word == "mermaid") {
            return Some(Tag { length: begin.len() + inside.len() + 1, ends });
        }
    }
    None
}

/// So much of a text as tells what kind of diagram it is.
fn head(text: &str) -> &str {
    const ENOUGH: usize = 1000;
    &text[..text.floor_char_boundary(ENOUGH)]
}

fn without_spaces(line: &str) -> String {
    line.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fenced(text: &str) -> (String, Vec<Span>) {
        let Fenced { text: made, unread } = as_fences(text, |info| info == "mermaid");
        assert_eq!(made.len(), text.len(), "every byte is at its place");
        (made.into_owned(), unread)
    }

    #[test]
    fn blocks_become_fences() {
        for (text, fences) in [
            ("a\n::: mermaid\njourney\n:::\nb\n", "a\n``` mermaid\njourney\n```\nb\n"),
            ("  ::::mermaid\nx\n  ::::\n", "  ````mermaid\nx\n  ````\n"),
            ("::: note\nx\n:::\n", "::: note\nx\n:::\n"),
            ("```\n::: mermaid\n```\n:::\n", "```\n::: mermaid\n```\n:::\n"),
            ("a\n\n    ::: mermaid\n    :::\n", "a\n\n    ::: mermaid\n    :::\n"),
            ("<!--\n::: mermaid\n:::\n-->\n", "<!--\n::: mermaid\n:::\n-->\n"),
            ("a\n\n    ```\n\n::: mermaid\n\n    x\n:::\n", "a\n\n    ```\n\n``` mermaid\n\n    x\n```\n"),
            ("> ::: mermaid\n> x\n> :::\n1. ::: mermaid\n   :::\n", "> ``` mermaid\n> x\n> ```\n1. ``` mermaid\n   ```\n"),
            ("- a\n\n     ::: mermaid\n     :::\n", "- a\n\n     ``` mermaid\n     ```\n"),
            ("{% mermaid %}\nx\n{% endmermaid %}\n", "```mermaid   \nx\n```             \n"),
            ("```{=html}\n<pre class=mermaid>\nx\n</pre>\n```\n", "          \n```mermaid         \nx\n```   \n   \n"),
            ("::: mermaid", "``` mermaid"),
            ("{{< mermaid >}}\nx\n{{< /mermaid >}}\n", "```mermaid     \nx\n```             \n"),
            ("{{%mermaid align=\"left\"%}}\nx\n{{%/mermaid%}}", "```mermaid                \nx\n```           "),
            ("{{< figure >}}\n{{< /figure >}}", "{{< figure >}}\n{{< /figure >}}"),
            ("<div class=\"mermaid\">\nx\n</div>\n", "```mermaid           \nx\n```   \n"),
            ("<pre id='a' class='big mermaid'>\r\nx\r\n</pre>\r\n", "```mermaid                      \r\nx\r\n```   \r\n"),
            ("<div class=\"mermaids\">\nx\n</div>", "<div class=\"mermaids\">\nx\n</div>"),
            ("```\n<pre class=mermaid>\n```\n", "```\n<pre class=mermaid>\n```\n"),
            ("<DIV data-class=\"a\" Class=mermaid>\nx\n</Div>\n", "```mermaid                        \nx\n```   \n"),
            ("```x``` is code\n::: mermaid\nx\n:::\n", "```x``` is code\n``` mermaid\nx\n```\n"),
        ] {
            assert_eq!(fenced(text), (fences.to_owned(), Vec::new()));
        }
    }

    #[test]
    fn what_cannot_be_a_fence_is_named() {
        for (text, unread) in [
            ("<div class=\"mermaid\">journey\n a: 3\n</div>", Some("<div class=\"mermaid\">")),
            ("{{<mermaid>}} journey\n a: 3 {{</mermaid>}}", Some("{{<mermaid>}}")),
            ("<div class=\"mermaid\">flowchart LR\n</div>", None),
        ] {
            let (made, spans) = fenced(text);
            assert_eq!(made, text);
            assert_eq!(spans.iter().map(|span| &text[span.range()]).collect::<Vec<_>>(), unread.into_iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn journeys_that_stand_in_no_block_are_named() {
        let found = |text: &str| unread(text, &[]).len();
        for text in [
            "journey\n  title x\n",
            "> journey\n>\n> section x\n",
            "{% diagram %}\n journey\n  a: 3: b\n",
            "    journey\n    a: 3\n",
            "```\njourney\na: 3\n```\n",
            "```{=html}\njourney\na: 3\n```\n",
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
        assert_eq!(unread(text, std::slice::from_ref(&(0..12))), [Span::new(13, 20)]);
        assert_eq!(found(&text.repeat(100)), MOST_NAMED);
    }
}
