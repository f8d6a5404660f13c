//! Text, numbers and addresses on their way into SVG.

/// Escaped text between tags. Characters that XML does not know are left out.
pub fn text(written: &str) -> String {
    let mut out = String::with_capacity(written.len() + 8);
    for char in written.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\t' => out.push(char),
            '\u{fffe}' | '\u{ffff}' => {}
            char if char.is_control() => {}
            char => out.push(char),
        }
    }
    out
}

/// Escaped text between quotation marks.
pub fn attribute(written: &str) -> String {
    text(written).replace('"', "&quot;").replace(['\n', '\t'], " ")
}

/// A number with at most two decimals, as short as it can be written.
pub fn number(value: f32) -> String {
    let hundredths = (f64::from(value) * 100.0).round();
    let whole = hundredths / 100.0;
    // Minus nothing is nothing.
    let out = format!("{}", whole + 0.0);
    match out.strip_prefix("0.") {
        Some(rest) => format!(".{rest}"),
        None => match out.strip_prefix("-0.") {
            Some(rest) => format!("-.{rest}"),
            None => out,
        },
    }
}

/// Whether an address leads to a page or a mailbox: `http`, `https` or `mailto`, and nothing that a browser would read differently.
pub fn address(written: &str) -> bool {
    let known = ["http://", "https://", "mailto:"];
    let lower = written.get(..8).unwrap_or(written).to_ascii_lowercase();
    known.iter().any(|scheme| lower.starts_with(scheme)) && !written.chars().any(|char| char.is_control() || char.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (value, written) in
            [(0.0, "0"), (-0.001, "0"), (0.5, ".5"), (-0.25, "-.25"), (12.0, "12"), (1.005, "1"), (7.1234, "7.12")]
        {
            assert_eq!(number(value), written);
        }
    }

    #[test]
    fn nothing_leaves_its_place() {
        assert_eq!(text("a<b>&\"c\u{0}\u{1b}"), "a&lt;b&gt;&amp;\"c");
        assert_eq!(attribute("\"><script>\n"), "&quot;&gt;&lt;script&gt; ");
    }

    #[test]
    fn only_pages_and_mailboxes_are_linked() {
        for good in ["https://example.org/a?b=c#d", "HTTP://example.org", "mailto:someone@example.org"] {
            assert!(address(good), "{good}");
        }
        for bad in
            ["javascript:alert(1)", "java\tscript:x", " https://a", "data:text/html,x", "//a", "httpss:", "", "https://a b", "ä"]
        {
            assert!(!address(bad), "{bad}");
        }
    }
}
