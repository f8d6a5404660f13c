//! Texts as they stand in a map: quoted, over several lines, or in a comment.

use crate::render::visible;

/// Whether bytes stand in quotes as they are. Without a branch between them the machine can look at many at once.
fn are_plain(text: &[u8]) -> bool {
    const TOGETHER: usize = 16;
    let special = |byte: u8| u8::from(byte.wrapping_sub(b' ') > b'~' - b' ') | u8::from(byte == b'"') | u8::from(byte == b'\\');
    let all = |bytes: &[u8; TOGETHER]| bytes.iter().fold(0, |found, byte| found | special(*byte)) == 0;
    // The last ones of a longer text are looked at together, too, some of them again.
    match text.last_chunk() {
        Some(last) => all(last) && text.as_chunks().0.iter().all(all),
        None => text.iter().all(|byte| special(*byte) == 0),
    }
}

/// Adds a text in quotes on one line.
pub fn quoted(out: &mut String, text: &str) {
    out.push('"');
    // Most texts need no escape, and are added in one piece.
    if are_plain(text.as_bytes()) {
        out.push_str(text);
    } else {
        text.chars().for_each(|char| escaped(out, char));
    }
    out.push('"');
}

fn escaped(out: &mut String, char: char) {
    match char {
        '"' | '\\' => out.extend(['\\', char]),
        '\n' => out.push_str("\\n"),
        '\t' => out.push_str("\\t"),
        ' '..='~' => out.push(char),
        // What cannot be seen, or would reorder the line, is written as its number.
        char if is_hidden(char) => out.extend(char.escape_unicode()),
        char => out.push(char),
    }
}

fn is_hidden(char: char) -> bool {
    let mut buffer = [0; 4];
    let text: &str = char.encode_utf8(&mut buffer);
    visible(text) != text
}

/// Whether a text can stand between `"""` over several lines and be read back as it is.
pub fn fits_block(text: &str) -> bool {
    let lines = || text.split('\n');
    text.contains('\n')
        && lines().all(|line| line.trim_end() == line && !line.trim_start().starts_with("\"\"\""))
        && !text.chars().any(|char| char != '\n' && is_hidden(char))
        && lines().any(|line| !line.is_empty() && !line.starts_with([' ', '\t']))
        && !text.starts_with('\n')
        && !text.ends_with('\n')
}

/// Adds a text over several lines, each indented by `indent`; the last quotes stand one step to the left.
pub fn block(out: &mut String, text: &str, indent: usize) {
    out.push_str("\"\"\"\n");
    for line in text.split('\n') {
        if !line.is_empty() {
            push_spaces(out, indent);
            out.push_str(line);
        }
        out.push('\n');
    }
    push_spaces(out, indent.saturating_sub(super::STEP));
    out.push_str("\"\"\"");
}

/// Adds a comment, one line for each of its lines.
pub fn comment(out: &mut String, text: &str, indent: usize) {
    for line in text.trim().lines() {
        push_spaces(out, indent);
        out.push_str("//");
        let line = line.trim();
        if !line.is_empty() {
            out.push(' ');
        }
        // A comment of another file is a remark for readers; here it must not come to steer the checker.
        if line.trim_start_matches('/').trim_start().starts_with("journey:") {
            out.push_str("- ");
        }
        for char in line.chars() {
            if char != '\t' && is_hidden(char) { out.extend(char.escape_unicode()) } else { out.push(char) }
        }
        out.push('\n');
    }
}

/// Adds spaces.
#[inline]
pub fn push_spaces(out: &mut String, count: usize) {
    const SPACES: &str = "                                ";
    match SPACES.get(..count) {
        Some(spaces) => out.push_str(spaces),
        None => out.extend(std::iter::repeat_n(' ', count)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::text::decode;

    #[test]
    fn texts_are_read_back_as_they_are() {
        for text in ["", "plain", "a \"b\" \\ c", "a\nb\tc\r", "\u{1b}[31m \u{202e}x", "größer 🎉", "\u{0}", "“curly”"] {
            let mut out = String::new();
            quoted(&mut out, text);
            assert_eq!(decode(&out), text, "{out}");
            assert!(!out.contains(['\n', '\u{1b}', '\u{202e}', '\0']), "{out:?}");
        }
    }

    #[test]
    fn blocks_are_read_back_as_they_are() {
        for text in ["a\nb", "a\n\n  b\n c", "  a\nb", "a\\n\n\"b\""] {
            assert!(fits_block(text), "{text:?}");
            let mut out = String::new();
            block(&mut out, text, 4);
            assert_eq!(decode(&out), text, "{out}");
        }
        for text in ["a", "a \nb", "a\n", "\na", "  a\n  b", "a\n\"\"\"", "a\r\nb", "a\n\u{1b}"] {
            assert!(!fits_block(text), "{text:?}");
        }
    }

    #[test]
    fn comments_steer_nothing() {
        let mut out = String::new();
        comment(&mut out, " journey: allow(x) \n/ journey: allow(y)\n\n\u{1b}[31m", 2);
        assert_eq!(out, "  // - journey: allow(x)\n  // - / journey: allow(y)\n  //\n  // \\u{1b}[31m\n");
    }
}
