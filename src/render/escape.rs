//! Text of a map on its way into Markdown: it is shown as it is written, and nothing in it becomes markup, a link or HTML.
//!
//! Besides what every Markdown knows, GitHub and GitLab make links of addresses, mentions and numbers (`#5`, `GH-5`; merge requests `!7`,
//! epics `&3`, milestones `%9`, labels `~bug`), pictures of words between colons and formulas of what stands between dollar signs. They do
//! some of that after escapes are resolved; an empty comment keeps the parts asunder.

use super::visible_whole;
use crate::source::one_line;

/// What keeps two signs apart and shows nothing.
const APART: &str = "<!-- -->";

/// A text as one line of Markdown.
pub fn plain(text: &str) -> String {
    let line = one_line(text);
    let line = visible_whole(&line);
    let mut out = String::with_capacity(line.len() + 8);
    let mut signs = line.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let next = signs.peek().map(|(_, next)| *next);
        let refers = refers(&line[..at], sign, next);
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '$' => {
                out.push_str("&#36;");
                out.push_str(APART);
            }
            '@' => {
                out.push('@');
                out.push_str(APART);
            }
            ':' if next.is_some_and(|next| !next.is_whitespace()) => {
                out.push(':');
                out.push_str(APART);
            }
            '#' => out.push_str("\\#"),
            '.' if ends_in_www(&line[..at]) => {
                out.push_str(APART);
                out.push('.');
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '^' => {
                out.push('\\');
                out.push(sign);
            }
            sign => out.push(sign),
        }
        out.push_str(if refers { APART } else { "" });
    }
    out
}

/// Whether a sign, with what stands around it, would be a reference to something of a project.
fn refers(before: &str, sign: char, next: Option<char>) -> bool {
    let is = |test: fn(char) -> bool| next.is_some_and(test);
    let alone = !before.ends_with(char::is_alphanumeric);
    match sign {
        '#' | '!' | '&' => is(|next| next.is_ascii_digit()),
        '~' | '%' => (alone || sign == '~') && is(|next| next.is_alphanumeric() || matches!(next, '"' | '_')),
        '-' => is(|next| next.is_ascii_digit()) && ["GH", "GL", "gh", "gl"].iter().any(|word| before.ends_with(word)),
        _ => false,
    }
}

/// A text as one line of Markdown that may begin a paragraph or an entry of a list, and makes no list or line there.
pub fn opening(text: &str) -> String {
    begin(plain(text))
}

/// The same of a text that is Markdown already.
pub fn begin(text: String) -> String {
    let digits = text.len() - text.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
    let mut behind = text[digits..].chars();
    match (behind.next(), behind.next()) {
        (Some('-' | '+' | '='), _) if digits == 0 => format!("\\{text}"),
        (Some('.' | ')'), None | Some(' ')) if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        _ => text,
    }
}

fn ends_in_www(text: &str) -> bool {
    text.len() >= 3 && text.is_char_boundary(text.len() - 3) && text[text.len() - 3..].eq_ignore_ascii_case("www")
}

#[cfg(test)]
mod tests {
    use super::{opening, plain};

    #[test]
    fn nothing_becomes_markup() {
        assert_eq!(plain("a *b* _c_ `d` [e](f) <i> & |"), "a \\*b\\* \\_c\\_ \\`d\\` \\[e\\](f) &lt;i&gt; &amp; \\|");
        assert_eq!(opening("- no list"), "\\- no list");
        assert_eq!(opening("12. no list"), "12\\. no list");
        assert_eq!([opening("2.5 days"), opening("1)x"), opening("3)")], ["2.5 days", "1)x", "3\\)"]);
        assert_eq!(plain(" \n several\tlines\r\n "), "several lines");
        assert_eq!(plain("first-time, 10.5 + 3"), "first-time, 10.5 + 3");
    }

    #[test]
    fn nothing_becomes_a_link() {
        assert_eq!(plain("https://a.b"), "https:<!-- -->//a.b");
        assert_eq!(plain("www.a.b"), "www<!-- -->.a.b");
        assert_eq!(plain("me@a.b and @team, #12"), "me@<!-- -->a.b and @<!-- -->team, \\#<!-- -->12");
        assert_eq!(
            plain("!7, %9, ~label, &3 and GH-5"),
            "!<!-- -->7, %<!-- -->9, \\~<!-- -->label, &amp;<!-- -->3 and GH-<!-- -->5"
        );
        assert_eq!(plain("60% of 5!, ~ 3 & 4, 2-5"), "60% of 5!, \\~ 3 &amp; 4, 2-5");
        assert_eq!(plain(":smile: $x$"), ":<!-- -->smile: &#36;<!-- -->x&#36;<!-- -->");
    }

    #[test]
    fn nothing_steers() {
        assert_eq!(plain("a\u{1b}[31m\u{202e}b"), "a␛\\[31m\\\\u{202e}b");
    }
}
