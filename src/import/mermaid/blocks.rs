//! The blocks of Markdown in which diagrams stand, but for fences: those of Azure DevOps, of Hugo and of HTML.
//!
//! They are made fences, with every byte at its place, so that one reader knows where a diagram begins and ends.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::source::Span;

/// How far a fence may stand in.
const FURTHEST_IN: usize = 3;
/// How many journeys are named that could not be made fences.
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
    if ![":::", "{{", "mermaid"].iter().any(|sign| text.contains(sign)) {
        return Fenced { text: Cow::Borrowed(text), unread };
    }
    let mut out = String::with_capacity(text.len());
    let mut open: Option<End<'_>> = None;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let run = |sign: char| &bare[..bare.len() - bare.trim_start_matches(sign).len()];
        let signs = [run('`'), run('~'), run(':')].into_iter().find(|run| run.len() >= 3);
        let info = signs.map_or("", |signs| bare[signs.len()..].trim());
        // With a backtick behind them, backticks begin code within a line.
        let signs = signs.filter(|signs| !(signs.starts_with('`') && info.contains('`')));
        let mut fence = None;
        match (&open, signs, tag(bare)) {
            (None, Some(signs), _) if !signs.starts_with(':') || is_mermaid(info) => {
                fence = signs.starts_with(':').then(|| "`".repeat(signs.len()) + &bare[signs.len()..]);
                open = Some(End::Signs(signs));
            }
            (None, None, Some(Tag { length, ends })) => {
                let lead = line.len() - line.trim_start().len();
                if length == bare.len() && lead <= FURTHEST_IN {
                    fence = Some(format!("{FENCE}mermaid"));
                    open = Some(End::Tag(ends));
                } else if unread.len() < MOST_NAMED && super::is_journey(head(&text[out.len() + lead + length..])) {
                    unread.push(Span::new(out.len() + lead, out.len() + lead + length));
                }
            }
            (Some(End::Signs(begun)), Some(signs), _) if info.is_empty() && signs.starts_with(begun) => {
                fence = signs.starts_with(':').then(|| "`".repeat(signs.len()));
                open = None;
            }
            (Some(End::Tag(ends)), ..) if without_spaces(bare).eq_ignore_ascii_case(ends) => {
                fence = Some(FENCE.to_owned());
                open = None;
            }
            _ => {}
        }
        match fence {
            Some(fence) => {
                let start = line.len() - line.trim_start().len();
                let (lead, end) = (&line[..start.min(line.len())], &line[start + bare.len()..]);
                let _ = write!(out, "{lead}{fence:width$}{end}", width = bare.chars().count());
            }
            None => out.push_str(line),
        }
    }
    Fenced { text: Cow::Owned(out), unread }
}

/// What begins a diagram by the rules of Hugo or of HTML.
struct Tag {
    /// How long it is.
    length: usize,
    /// The line that ends the diagram, without spaces.
    ends: &'static str,
}

/// The tag that a line begins with: `{{< mermaid >}}`, `<div class="mermaid">`.
fn tag(line: &str) -> Option<Tag> {
    for (begin, end, ends) in [("{{<", ">}}", "{{</mermaid>}}"), ("{{%", "%}}", "{{%/mermaid%}}")] {
        if let Some(inside) = line.strip_prefix(begin).and_then(|rest| rest.split(end).next())
            && line[begin.len() + inside.len()..].starts_with(end)
            && inside.split_whitespace().next() == Some("mermaid")
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
            ("x\n     <pre class=\"mermaid\">\n journey\n a: 3\n</pre>", Some("<pre class=\"mermaid\">")),
            ("<div class=\"mermaid\">flowchart LR\n</div>", None),
        ] {
            let (made, spans) = fenced(text);
            assert_eq!(made, text);
            assert_eq!(spans.iter().map(|span| &text[span.range()]).collect::<Vec<_>>(), unread.into_iter().collect::<Vec<_>>());
        }
    }
}
