//! Bytes to text: UTF-8, UTF-16 with a byte order mark, and, for tables, Windows-1252.

use std::borrow::Cow;

use super::Refusal;

/// A text, and where bytes that are not UTF-8 were read as Windows-1252.
#[derive(Debug)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The first of those bytes, in the text.
    pub guessed: Option<usize>,
}

/// Makes text of bytes. What is no UTF-8 is an error, unless `office` says that office programs write such files.
pub fn decode(bytes: &[u8], office: bool) -> Result<Decoded, Refusal> {
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return Err(Refusal::new("it is UTF-32; save it as UTF-8"));
    }
    let wide: Option<fn([u8; 2]) -> u16> = match bytes {
        [0xFF, 0xFE, ..] => Some(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => Some(u16::from_be_bytes),
        _ => None,
    };
    if let Some(unit) = wide {
        return from_utf16(&bytes[2..], unit);
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    if memchr::memchr(0, bytes).is_some() {
        return Err(Refusal::new("it is no text: there are bytes of zero in it; if it is UTF-16, save it as UTF-8"));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: text.to_owned(), guessed: None }),
        Err(error) if office => {
            let text: String = bytes.iter().map(|&byte| western(byte)).collect();
            // No office program writes these bytes in the West: what reads like that would be the wrong letters.
            if text.contains(char::REPLACEMENT_CHARACTER) {
                let line = line_of(bytes, error.valid_up_to());
                let why = "it is neither UTF-8 nor Windows-1252: the first byte that tells stands in line";
                return Err(Refusal::new(format!("{why} {line}; save it as UTF-8")));
            }
            Ok(Decoded { text, guessed: Some(error.valid_up_to()) })
        }
        Err(error) => {
            let line = line_of(bytes, error.valid_up_to());
            Err(Refusal::new(format!("it is not UTF-8 text: the first byte that is none stands in line {line}; save it as UTF-8")))
        }
    }
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

/// Whether an XML document says that it is Latin-1 or Windows-1252.
pub fn says_western(bytes: &[u8]) -> bool {
    let head = head(&bytes[..bytes.len().min(200)]).to_ascii_lowercase();
    let said = head.split_once("encoding=").map_or("", |(_, rest)| rest.get(1..).unwrap_or_default());
    ["iso-8859-1", "latin1", "windows-1252"].iter().any(|name| said.starts_with(name))
}

fn from_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Decoded, Refusal> {
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
    Ok(Decoded { text, guessed: None })
}

/// A byte in Windows-1252, which Latin-1 is part of.
fn western(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}', '\u{fffd}', '‘', '’',
        '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        byte => char::from(byte),
    }
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
            assert_eq!(decode(&bytes, false).expect("it is text").text, text);
            assert_eq!(head(&bytes), text);
        }
        let latin = b"Gr\xF6\xDFe \x80";
        assert!(decode(latin, false).is_err());
        let read = decode(latin, true).expect("it is text");
        assert_eq!((read.text.as_str(), read.guessed), ("Größe €", Some(2)));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let cut = utf16("ab", u16::to_le_bytes);
        for bytes in
            [&b"a\0b\0"[..], b"\x83X\x83e\x81[\x83W", &cut[..cut.len() - 1], b"\xFF\xFE\x00\xD8a\0", b"\xFF\xFE\0\0a\0\0\0"]
        {
            assert!(decode(bytes, true).is_err(), "{bytes:?}");
        }
    }
}
