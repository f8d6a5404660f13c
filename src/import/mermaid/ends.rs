//! What begins a block of a diagram, and what ends it, but for fences: `:::`, shortcodes such as `{{< mermaid >}}`, and tags of HTML.

use std::ops::Range;

use super::is_name;

/// A kind of block, while its end is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Between lines of colons.
    Colons,
    /// Between shortcodes.
    Short(&'static Short),
    /// Between tags, of which so many more are open inside.
    Html(&'static str, usize),
}

/// The signs around shortcodes, and the word that ends a block.
#[derive(Debug, PartialEq, Eq)]
pub struct Short {
    begin: &'static str,
    end: &'static str,
    last: &'static str,
}

const SHORT: [Short; 3] = [
    Short { begin: "{{<", end: ">}}", last: "/mermaid" },
    Short { begin: "{{%", end: "%}}", last: "/mermaid" },
    Short { begin: "{%", end: "%}", last: "endmermaid" },
];
const TAGS: [&str; 2] = ["div", "pre"];

/// What begins a block at the beginning of a text, a line without its lead: its length, and the kind of the block.
pub fn opener(line: &str, is_mermaid: fn(&str) -> bool) -> Option<(usize, Kind)> {
    let info = line.trim_start_matches(':');
    if line.len() - info.len() >= 3 {
        return is_mermaid(info.trim()).then_some((line.len(), Kind::Colons));
    }
    let short = SHORT.iter().find_map(|short| {
        let rest = line.strip_prefix(short.begin)?;
        let inside = &rest[..rest.find(short.end)?];
        let words = inside.trim_matches('-').trim();
        let begins = words.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("mermaid"));
        // What is closed at once holds nothing.
        (begins && !words.ends_with('/')).then_some((short.begin.len() + inside.len() + short.end.len(), Kind::Short(short)))
    });
    short.or_else(|| TAGS.iter().find_map(|name| html(line, name)))
}

/// Whether a line begins any block of colons.
pub fn begins_colons(line: &str) -> bool {
    let info = line.trim_start_matches(':');
    line.len() - info.len() >= 3 && !info.trim().is_empty()
}

/// The tag of a name that a line begins with, if its class is that of diagrams.
fn html(line: &str, name: &'static str) -> Option<(usize, Kind)> {
    let rest = tag(line, name)?;
    let inside = &rest[..rest.find('>')?];
    let lower = inside.to_ascii_lowercase();
    let mut classes = lower.match_indices("class=").filter(|(at, _)| inside[..*at].ends_with(char::is_whitespace));
    let class = classes.next().map_or("", |(at, name)| &inside[at + name.len()..]);
    let quote = class.chars().next().filter(|sign| matches!(sign, '"' | '\''));
    let class = quote.map_or_else(|| class.split(' ').next(), |quote| class.split(quote).nth(1)).unwrap_or_default();
    let length = line.len() - rest.len() + inside.len() + 1;
    class.split_whitespace().any(is_name).then_some((length, Kind::Html(name, 0)))
}

/// What comes after `<name`.
fn tag<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let (word, rest) = text.strip_prefix('<')?.split_at_checked(name.len())?;
    (word.eq_ignore_ascii_case(name) && !rest.starts_with(|sign: char| sign.is_alphanumeric() || sign == '-')).then_some(rest)
}

impl Kind {
    /// Where the end of the block stands in a line, or in the rest of one. Tags inside are counted.
    pub fn end(&mut self, line: &str) -> Option<Range<usize>> {
        match self {
            Self::Colons => {
                let signs = line.trim();
                (signs.len() >= 3 && signs.bytes().all(|sign| sign == b':')).then_some(0..line.len())
            }
            Self::Short(short) => line.match_indices(short.begin).find_map(|(at, begin)| {
                let rest = line[at + begin.len()..].trim_start_matches('-').trim_start();
                let rest = match rest.strip_prefix('/') {
                    Some(name) if short.last.starts_with('/') => name.trim_start(),
                    None if !short.last.starts_with('/') => rest,
                    _ => return None,
                };
                let (word, rest) = rest.split_at_checked(short.last.trim_start_matches('/').len())?;
                let rest = rest.trim_start().trim_start_matches('-').strip_prefix(short.end)?;
                word.eq_ignore_ascii_case(short.last.trim_start_matches('/')).then_some(at..line.len() - rest.len())
            }),
            Self::Html(name, inside) => line.match_indices('<').find_map(|(at, _)| {
                let text = &line[at..];
                let Some(name_and_rest) = text.strip_prefix("</") else {
                    *inside += usize::from(tag(text, name).is_some());
                    return None;
                };
                let (word, rest) = name_and_rest.split_at_checked(name.len())?;
                let rest = rest.trim_start().strip_prefix('>')?;
                if !word.eq_ignore_ascii_case(name) {
                    return None;
                }
                let ends = *inside == 0;
                *inside = inside.saturating_sub(1);
                ends.then_some(at..line.len() - rest.len())
            }),
        }
    }

    /// Whether it is HTML.
    pub fn is_html(self) -> bool {
        matches!(self, Self::Html(..))
    }

    /// What ends the block, as it is written.
    pub fn shown(self) -> String {
        match self {
            Self::Colons => ":::".to_owned(),
            Self::Short(short) => format!("{} {} {}", short.begin, short.last, short.end),
            Self::Html(name, _) => format!("</{name}>"),
        }
    }
}
