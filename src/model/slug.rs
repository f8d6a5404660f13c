//! An id from a title.

use super::vocabulary::RESERVED;
use crate::syntax::is_id;

/// The longest id that is made, in characters.
const LONGEST: usize = 40;

/// An id from a title: "Pays online" becomes `pays-online`. It is empty if the title has nothing that an id may have.
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    add_slug(&mut slug, title);
    slug
}

/// Adds an id from a title to a text.
pub fn add_slug(out: &mut String, title: &str) {
    if title.is_ascii() {
        return ascii(out, title.as_bytes());
    }
    let mut slug = String::new();
    let mut length = 0;
    for char in title.chars().flat_map(char::to_lowercase) {
        if length == LONGEST {
            break;
        }
        // A letter or digit that an id may not have, such as `²`, parts words as a space does.
        let belongs = char.is_ascii_alphanumeric() || (char.is_alphanumeric() && is_id(&format!("a{char}")));
        if belongs {
            slug.push(char);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        } else {
            continue;
        }
        length += 1;
    }
    let slug = slug.trim_matches('-');
    if !slug.is_empty() && (!is_id(slug) || RESERVED.contains(&slug)) {
        out.push('_');
    }
    out.push_str(slug);
}

/// The same for a title of ASCII, in which the grammar need not be asked what a letter is: there may be many of them.
fn ascii(out: &mut String, title: &[u8]) {
    let title = title.trim_ascii();
    // Behind a short one stand letters: so the machine can look at all bytes at once.
    let (mut slug, mut length) = ([b'x'; LONGEST], title.len().min(LONGEST));
    slug[..length].copy_from_slice(&title[..length]);
    slug = slug.map(in_id);
    // Most titles are words with a space between them.
    let pairs = slug.iter().zip(&slug[1..]);
    if slug[0] == b'-' || pairs.fold(0, |found, (one, other)| found | (u8::from(*one == b'-') & u8::from(*other == b'-'))) != 0 {
        length = 0;
        for byte in title.iter().map(|byte| in_id(*byte)) {
            if length == LONGEST {
                break;
            }
            if byte != b'-' || length > 0 && slug[length - 1] != b'-' {
                slug[length] = byte;
                length += 1;
            }
        }
    }
    length -= usize::from(length > 0 && slug[length - 1] == b'-');
    let slug = str::from_utf8(&slug[..length]).unwrap_or_default();
    if slug.as_bytes().first().is_some_and(u8::is_ascii_digit) || RESERVED.contains(&slug) {
        out.push('_');
    }
    out.push_str(slug);
}

/// What a byte of ASCII becomes in an id: a small letter, a digit, or a hyphen.
const fn in_id(byte: u8) -> u8 {
    let small = byte | ((byte.is_ascii_uppercase() as u8) << 5);
    if small.is_ascii_lowercase() | byte.is_ascii_digit() { small } else { b'-' }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_ids() {
        for (title, expected) in [
            ("Pays online", "pays-online"),
            ("  (What's) that?  ", "what-s-that"),
            ("2 weeks", "_2-weeks"),
            ("for", "_for"),
            ("Exit", "_exit"),
            ("Größe", "größe"),
            ("شراء حذاء", "شراء-حذاء"),
            ("x² Ⓐ ½", "x"),
            ("🎉", ""),
            ("", ""),
            ("-- a -- b --", "a-b"),
            ("ä -- b --", "ä-b"),
            ("A_b.c", "a-b-c"),
        ] {
            assert_eq!(slug(title), expected, "{title}");
            assert!(expected.is_empty() || is_id(expected), "{expected}");
        }
        assert_eq!(slug(&"long ".repeat(100)).chars().count(), 39);
        assert_eq!(slug(&"läng ".repeat(100)).chars().count(), 39);
    }
}
