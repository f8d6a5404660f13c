//! Messages as bytes: a header with the length, an empty line, JSON.
//!
//! A client may cut a message short, lie about its length or send none at all. What cannot be read is said to be broken, and reading goes
//! on at the next header. Never is more memory taken than bytes have come.

use std::io::{self, BufRead, Read, Write};

use serde_json::Value;

use super::message::{Failure, Message};
use crate::source::MAX_BYTES;

/// The longest line of a header.
const LONGEST_LINE: u64 = 8 << 10;
/// The longest message: a text of the greatest length, with all its signs escaped.
const LONGEST_MESSAGE: u64 = 6 * MAX_BYTES as u64;

const LENGTH: &str = "content-length:";

/// Reads the next message; none at the end.
///
/// # Errors
/// What the system says if there is nothing to read from any more.
pub fn read(input: &mut impl BufRead) -> io::Result<Option<Message>> {
    let Some(length) = header(input)? else { return Ok(None) };
    // Whoever announces so much has counted wrong: to wait for it would be to hear nothing else.
    if length > LONGEST_MESSAGE {
        return Ok(Some(broken("the message is too long")));
    }
    let mut body = Vec::new();
    input.take(length).read_to_end(&mut body)?;
    if (body.len() as u64) < length {
        return Ok(None);
    }
    Ok(Some(match serde_json::from_slice::<Value>(&body) {
        Ok(value) => Message::from_value(value),
        Err(error) => broken(&format!("the message is no JSON: {error}")),
    }))
}

fn broken(why: &str) -> Message {
    Message::Broken(Value::Null, Failure::new(Failure::PARSE_ERROR, why))
}

/// Reads to the end of the next header that has a length. What is no header is passed over, also where it stands before one in its line.
fn header(input: &mut impl BufRead) -> io::Result<Option<u64>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line).to_ascii_lowercase();
        match (line.rfind(LENGTH), length) {
            (Some(at), _) => length = line[at + LENGTH.len()..].trim().parse().ok().or(length),
            (None, Some(length)) if line.trim().is_empty() => return Ok(Some(length)),
            (None, _) => {}
        }
    }
}

/// Writes a message.
///
/// # Errors
/// What the system says if nobody reads any more.
pub fn write(output: &mut impl Write, message: &str) -> io::Result<()> {
    write!(output, "Content-Length: {}\r\n\r\n{message}", message.len())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn methods(bytes: &[u8]) -> Vec<String> {
        let mut input = io::BufReader::new(bytes);
        let mut out = Vec::new();
        while let Ok(Some(message)) = read(&mut input) {
            out.push(match message {
                Message::Notification { method, .. } => method,
                Message::Broken(..) => "broken".to_owned(),
                other => format!("{other:?}"),
            });
        }
        out
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn reading_goes_on_after_what_is_broken() {
        let good = framed("{\"method\":\"good\"}");
        for (bad, expected) in [
            (framed("{"), &["broken", "good"][..]),
            (framed("[1]"), &["broken", "good"]),
            (framed("{\"id\":{}}"), &["broken", "good"]),
            ("no header\r\n\r\n".to_owned(), &["good"]),
            ("Content-Length: many\r\n\r\n".to_owned(), &["good"]),
            ("Content-Length: -1\r\n\r\n{}".to_owned(), &["good"]),
            ("Content-Type: x\r\n\r\n".to_owned(), &["good"]),
            ("\r\n\n\r\n".to_owned(), &["good"]),
            ("Content-Length: 99999999999999\r\n\r\n{}".to_owned(), &["broken", "good"]),
            // A half message takes the beginning of the next one with it, and the one after that is read again.
            ("Content-Length: 30\r\n\r\n{\"method\":".to_owned(), &["broken", "good"]),
        ] {
            let after_half = if bad.starts_with("Content-Length: 30") { good.as_str() } else { "" };
            assert_eq!(methods(format!("{bad}{after_half}{good}").as_bytes()), expected, "{bad:?}");
        }
        assert_eq!(methods("content-length:17\n\n{\"method\":\"good\"}".as_bytes()), ["good"]);
        assert_eq!(methods("x".repeat(100_000).as_bytes()), Vec::<String>::new());
    }
}
