//! Text that is safe to show: what would steer a terminal or reorder a line is shown as a sign of its own.

use std::borrow::Cow;

/// The longest text that is shown in one piece, in characters; the middle of a longer one is left out.
const LONGEST: usize = 600;

/// A text as it may reach a terminal: control characters as visible signs, and the middle left out of one that is endless.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST && !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::new();
    let ends = ends(text);
    for (index, part) in ends.iter().flatten().enumerate() {
        if index > 0 {
            shown.push_str(" ... ");
        }
        part.chars().for_each(|char| push_visible(&mut shown, char));
    }
    Cow::Owned(shown)
}

/// A text that may reach a terminal or a page, with nothing left out: control characters as visible signs.
pub fn visible_whole(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    text.chars().for_each(|char| push_visible(&mut shown, char));
    Cow::Owned(shown)
}

/// The whole text, or its beginning and its end if it is too long.
fn ends(text: &str) -> [Option<&str>; 2] {
    let head = text.char_indices().nth(LONGEST / 2);
    let tail = text.char_indices().rev().nth(LONGEST / 2 - 1);
    match (head, tail) {
        (Some((head, _)), Some((tail, _))) if tail > head => [Some(&text[..head]), Some(&text[tail..])],
        _ => [Some(text), None],
    }
}

/// Adds a character, or the sign that stands for it.
pub(super) fn push_visible(shown: &mut String, char: char) {
    match char {
        '\u{0}'..='\u{1f}' => shown.extend(char::from_u32(0x2400 + char as u32)),
        '\u{7f}' => shown.push('\u{2421}'),
        hidden if is_hidden(hidden) => shown.extend(hidden.escape_unicode()),
        char => shown.push(char),
    }
}

/// Whether a character steers the terminal, reorders the line or cannot be seen. Joiners stay: emoji and Persian need them.
fn is_hidden(char: char) -> bool {
    char.is_control()
        || matches!(char,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(visible("a\u{1b}[31mb\u{7f}\r\n"), "a␛[31mb␡␍␊");
        assert_eq!(visible("x\u{9b}y\u{202e}z"), "x\\u{9b}y\\u{202e}z");
        assert_eq!(visible("مرحبا 👩‍💻"), "مرحبا 👩‍💻");
    }

    #[test]
    fn an_endless_text_keeps_its_ends() {
        let text = format!("begin {} end", "x".repeat(1 << 20));
        let shown = visible(&text);
        assert!(shown.starts_with("begin x") && shown.ends_with("x end") && shown.len() < 700);
    }
}
