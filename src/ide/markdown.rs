//! Text of a map on its way into the Markdown of a hover: nothing in it becomes markup, a link or a sign that steers.

use crate::render::visible_whole;
use crate::source::one_line;

/// The longest text that is shown, in characters.
const LONGEST: usize = 300;

/// A text as part of a line of Markdown; it must not be the first thing in it.
pub(super) fn plain(text: &str) -> String {
    let line = one_line(text);
    let mut shown: String = line.chars().take(LONGEST).collect();
    if shown.len() < line.len() {
        shown.push('…');
    }
    let mut out = String::with_capacity(shown.len() + 8);
    for sign in visible_whole(&shown).chars() {
        let marks = matches!(sign, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' | '@' | ':' | '$')
            || (sign == '.' && out.to_ascii_lowercase().ends_with("www"));
        if marks {
            out.push('\\');
        }
        out.push(sign);
    }
    out
}

/// A name or value in code. What is written there has no backquotes or line ends of its own.
pub(super) fn code(text: &str) -> String {
    let line: String = visible_whole(&one_line(text)).chars().take(LONGEST).collect();
    format!("`{}`", line.replace('`', "'"))
}

#[cfg(test)]
mod tests {
    use super::{code, plain};

    #[test]
    fn nothing_becomes_markup_or_a_link() {
        assert_eq!(plain("a *b* [c](https://d) <e>"), "a \\*b\\* \\[c\\](https\\://d) \\<e\\>");
        assert_eq!(plain("www.a.b"), "www\\.a.b");
        assert_eq!(plain("two\n\nlines \u{1b}[31m"), "two lines ␛\\[31m");
        assert_eq!(code("a`b\u{202e}"), "`a'b\\u{202e}`");
    }
}
