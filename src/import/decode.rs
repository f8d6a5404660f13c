//! Bytes to text: UTF-8, UTF-16 with a byte order mark, for tables Windows-1252, and of XML what it says itself.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::Refusal;
use crate::source::Span;

/// What office programs write in the West.
pub const OFFICE: &Encoding = WINDOWS_1252;

/// A text, and how its bytes were read.
#[derive(Debug)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// What the bytes are.
    pub encoding: &'static Encoding,
    /// The first byte that is not UTF-8 and was read in another encoding, in the text.
    pub guessed: Option<usize>,
}

/// Makes text of bytes. What is no UTF-8 is in `other`, or is an error.
pub fn decode(bytes: Cow<'_, [u8]>, other: Option<&'static Encoding>) -> Result<Decoded, Refusal> {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return Err(Refusal::new("it is UTF-32; save it as UTF-8"));
    }
    match &*bytes {
        [0xFF, 0xFE, bytes @ ..] => return from_utf16(bytes, UTF_16LE, u16::from_le_bytes),
        [0xFE, 0xFF, bytes @ ..] => return from_utf16(bytes, UTF_16BE, u16::from_be_bytes),
        _ => {}
    }
    let marked = bytes.starts_with(MARK);
    let bytes = if marked { bytes[MARK.len()..].to_vec() } else { bytes.into_owned() };
    if memchr::memchr(0, &bytes).is_some() {
        return Err(Refusal::new("it is no text: there are bytes of zero in it; if it is UTF-16, save it as UTF-8"));
    }
    // A text of another encoding can be UTF-8 by chance only if all its signs are those of ASCII: then they mean the same.
    let by_chance = !marked && other.is_some_and(|other| !other.is_ascii_compatible());
    let (bytes, first) = if by_chance {
        (bytes, 0)
    } else {
        match String::from_utf8(bytes) {
            Ok(text) => return Ok(Decoded { text, encoding: UTF_8, guessed: None }),
            Err(error) => {
                let first = error.utf8_error().valid_up_to();
                (error.into_bytes(), first)
            }
        }
    };
    let line = || line_of(&bytes, first);
    let Some(other) = other else {
        return Err(Refusal::new(format!(
            "it is not UTF-8 text: the first byte that is none stands in line {}; save it as UTF-8",
            line()
        )));
    };
    // Nobody writes signs of control between 80 and 9F: what reads like that would be the wrong letters.
    let text = other.decode_without_bom_handling_and_without_replacement(&bytes);
    if let Some(text) = text.filter(|text| !text.contains(|char| matches!(char, '\u{80}'..='\u{9f}'))) {
        return Ok(Decoded { text: text.into_owned(), encoding: other, guessed: Some(first) });
    }
    let why = format!("it is neither UTF-8 nor {}: the first byte that tells stands in line {}", named(other), line());
    Err(Refusal::new(format!("{why}; save it as UTF-8")))
}

/// A text in which carriage returns that stand alone are line ends like others. Every byte keeps its place.
pub fn with_line_feeds(text: String) -> String {
    let alone = |bytes: &[u8], at: usize| bytes.get(at + 1) != Some(&b'\n');
    if !memchr::memchr_iter(b'\r', text.as_bytes()).any(|at| alone(text.as_bytes(), at)) {
        return text;
    }
    let mut chars = text.chars().peekable();
    let next = || chars.next().map(|char| if char == '\r' && chars.peek() != Some(&'\n') { '\n' } else { char });
    std::iter::from_fn(next).collect()
}

/// The name of an encoding in a sentence.
fn named(encoding: &'static Encoding) -> &'static str {
    if encoding == OFFICE { "Windows-1252" } else { encoding.name() }
}

/// The number of the line in which a byte stands.
fn line_of(bytes: &[u8], at: usize) -> usize {
    String::from_utf8_lossy(&bytes[..at]).matches('\n').count() + 1
}

/// The beginning of a file as text, whatever it is: to see what kind of file it is.
pub fn head(bytes: &[u8]) -> Cow<'_, str> {
    const ENOUGH: usize = 64 << 10;
    let head = &bytes[..bytes.len().min(ENOUGH)];
    let wide = |unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = head[2..].chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        Cow::Owned(String::from_utf16_lossy(&units))
    };
    match head {
        [0xFF, 0xFE, ..] => wide(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => wide(u16::from_be_bytes),
        _ => String::from_utf8_lossy(head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(head)),
    }
}

/// The encoding that an XML document says it is in, if that is another one than Unicode. Latin-1 is part of Windows-1252.
pub fn declared(bytes: &[u8]) -> Result<Option<&'static Encoding>, Refusal> {
    let head = head(&bytes[..bytes.len().min(LONGEST_DECLARATION)]);
    let name = declaration(&head).map(|span| &head[span.range()]);
    let Some(name) = name.filter(|name| !name.eq_ignore_ascii_case("us-ascii")) else { return Ok(None) };
    match Encoding::for_label_no_replacement(name.as_bytes()) {
        // UTF-16 begins with its mark; what has none is UTF-8, written by a program that said something else before.
        Some(encoding) => Ok(Some(encoding).filter(|encoding| encoding.output_encoding() != UTF_8)),
        None => Err(Refusal::new(format!("it says that it is `{name}`, which is not read; save it as UTF-8"))),
    }
}

/// A declaration of XML is not longer, with what spaces people put into it.
const LONGEST_DECLARATION: usize = 500;

/// Where an XML document names its encoding.
pub fn declaration(text: &str) -> Option<Span> {
    let head = &text[..text.floor_char_boundary(LONGEST_DECLARATION)];
    let (declaration, _) = head.strip_prefix("<?xml")?.split_once("?>")?;
    let (_, rest) = declaration.split_once("encoding")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let name = rest[1..].split(quote).next().map(str::trim)?;
    let start = name.as_ptr() as usize - text.as_ptr() as usize;
    Some(Span::new(start, start + name.len()))
}

fn from_utf16(bytes: &[u8], encoding: &'static Encoding, unit: fn([u8; 2]) -> u16) -> Result<Decoded, Refusal> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut text = String::with_capacity(bytes.len());
    for char in char::decode_utf16(units) {
        let Ok(char) = char else {
            let line = text.matches('\n').count() + 1;
            return Err(Refusal::new(format!("it is UTF-16 and damaged in line {line}; save it as UTF-8")));
        };
        text.push(char);
    }
    if bytes.len() % 2 == 1 {
        return Err(Refusal::new("it is UTF-16 and cut off: the last character has one byte only"));
    }
    Ok(Decoded { text, encoding, guessed: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(bytes).collect()
    }

    #[test]
    fn encodings() {
        let text = "Größe 🎉\n";
        for bytes in [
            text.as_bytes().to_vec(),
            format!("\u{feff}{text}").into_bytes(),
            utf16(text, u16::to_le_bytes),
            utf16(text, u16::to_be_bytes),
        ] {
            assert_eq!(head(&bytes), text);
            assert_eq!(decode(bytes.into(), None).expect("it is text").text, text);
        }
        let latin = b"Gr\xF6\xDFe \x80";
        assert!(decode(latin.into(), None).is_err());
        let read = decode(latin.into(), Some(OFFICE)).expect("it is text");
        assert_eq!((read.text.as_str(), read.guessed), ("Größe €", Some(2)));
    }

    #[test]
    fn line_ends() {
        assert_eq!(with_line_feeds("a\rb\r\nc\n\r\r\nü\r".into()), "a\nb\r\nc\n\n\r\nü\n");
    }

    #[test]
    fn xml_says_what_it_is() {
        let read = |name: &str, bytes: &[u8]| {
            let mut all = format!("<?xml version=\"1.0\" encoding = '{name}' ?>").into_bytes();
            all.extend(bytes);
            let text = declared(&all).and_then(|encoding| decode(all.as_slice().into(), encoding)).map(|read| read.text);
            text.map(|text| text.rsplit('>').next().unwrap_or_default().to_owned()).map_err(|refusal| refusal.0)
        };
        for (name, bytes, text) in [
            ("ISO-8859-1", &b"\xE9\xDF"[..], "éß"),
            ("ISO-8859-15", b"\xA4 \xBD\xE9", "€ œé"),
            ("iso-8859-10", b"\xB9", "đ"),
            ("windows-1251", b"\xCF\xF3\xF2\xFC", "Путь"),
            ("Shift_JIS", b"\x93\x73", "都"),
            ("iso-2022-jp", b"\x1B$BET\x1B(B", "都"),
            ("ISO-8859-1", "schön".as_bytes(), "schön"),
            ("utf-16", "schön".as_bytes(), "schön"),
        ] {
            assert_eq!(read(name, bytes).as_deref(), Ok(text), "{name}");
        }
        for (name, bytes, why) in [
            ("windows-12520", &b"\xE9"[..], "it says that it is `windows-12520`"),
            ("utf-7", b"+AOk-", "it says that it is `utf-7`"),
            ("hz-gb-2312", b"a", "it says that it is `hz-gb-2312`"),
            ("utf-8", b"\xE9", "it is not UTF-8 text"),
            ("windows-1252", b"\n\x81", "neither UTF-8 nor Windows-1252: the first byte that tells stands in line 2"),
            ("ISO-8859-15", b"\x80", "neither UTF-8 nor ISO-8859-15"),
            ("Shift_JIS", b"\x81", "neither UTF-8 nor Shift_JIS"),
        ] {
            assert!(read(name, bytes).is_err_and(|said| said.contains(why)), "{name}: {:?}", read(name, bytes));
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let cut = utf16("ab", u16::to_le_bytes);
        for bytes in
            [&b"a\0b\0"[..], b"\x83X\x83e\x81[\x83W", &cut[..cut.len() - 1], b"\xFF\xFE\x00\xD8a\0", b"\xFF\xFE\0\0a\0\0\0"]
        {
            assert!(decode(bytes.into(), Some(OFFICE)).is_err(), "{bytes:?}");
        }
    }
}
