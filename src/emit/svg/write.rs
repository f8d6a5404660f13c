//! Text, numbers and addresses on their way into SVG.

/// Writes text between tags. Characters that XML does not know are left out.
pub fn text(out: &mut String, written: &str) {
    if written.bytes().all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'&' | b'<' | b'>')) {
        out.push_str(written);
        return;
    }
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
}

/// Escaped text between quotation marks.
pub fn attribute(written: &str) -> String {
    let mut out = String::with_capacity(written.len() + 8);
    text(&mut out, written);
    out.replace('"', "&quot;").replace(['\n', '\t'], " ")
}

/// Writes a number with at most two decimals, as short as can be. A picture has so many that the ways of `fmt` would be a fifth of all
/// its time.
pub fn number(out: &mut String, value: f32) {
    let hundredths = (f64::from(value) * 100.0).round() as i64;
    let (mut whole, part) = (hundredths.unsigned_abs() / 100, (hundredths.unsigned_abs() % 100) as u8);
    // From the end: decimals, point, whole digits, sign.
    let mut buffer = [0_u8; 24];
    let mut at = buffer.len();
    let mut push = |byte: u8| {
        at -= 1;
        buffer[at] = byte;
    };
    if part > 0 {
        if !part.is_multiple_of(10) {
            push(b'0' + part % 10);
        }
        push(b'0' + part / 10);
        push(b'.');
    }
    if whole == 0 && part == 0 {
        push(b'0');
    }
    while whole > 0 {
        push(b'0' + (whole % 10) as u8);
        whole /= 10;
    }
    if hundredths < 0 {
        push(b'-');
    }
    out.push_str(std::str::from_utf8(&buffer[at..]).unwrap_or_default());
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
        for (value, written) in [
            (0.0, "0"),
            (-0.001, "0"),
            (0.5, ".5"),
            (-0.25, "-.25"),
            (12.0, "12"),
            (1.005, "1"),
            (7.1234, "7.12"),
            (0.07, ".07"),
            (-3.1, "-3.1"),
            (1e6, "1000000"),
        ] {
            let mut out = String::new();
            number(&mut out, value);
            assert_eq!(out, written);
        }
    }

    #[test]
    fn nothing_leaves_its_place() {
        let mut out = String::new();
        text(&mut out, "a<b>&\"c\u{0}\u{1b}");
        assert_eq!(out, "a&lt;b&gt;&amp;\"c");
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
