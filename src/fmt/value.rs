//! One value in the style, for forms that keep how it was written.

use std::borrow::Cow;

use crate::source::Span;
use crate::syntax::quoted_end;

use super::line::flat;
use super::token::{Known, tokens};

/// A value as it is written, on one line and without comments.
pub fn value(written: &str) -> Cow<'_, str> {
    if !written.contains(|sign: char| sign.is_whitespace() || matches!(sign, '.' | '/' | '"') || sign.is_ascii_uppercase()) {
        return Cow::Borrowed(written);
    }
    let comments = comments(written);
    let known = Known { values: Vec::new(), seams: seams(written) };
    let mut tokens = tokens(written, Span::new(0, written.len()), &comments, &known);
    tokens.retain(|token| !token.kind.is_comment());
    let mut out = String::with_capacity(written.len());
    flat(&mut out, written, &tokens);
    Cow::Owned(out)
}

/// The comments in a value.
fn comments(written: &str) -> Vec<Span> {
    let (mut out, mut at) = (Vec::new(), 0);
    while let Some(next) = written[at..].find(['"', '/']).map(|next| at + next) {
        at = if written[next..].starts_with("//") {
            let end = written[next..].find(['\n', '\r']).map_or(written.len(), |end| next + end);
            out.push(Span::new(next, end));
            end
        } else if written[next..].starts_with('"') {
            quoted_end(written, next)
        } else {
            next + 1
        };
    }
    out
}

/// Where a currency or a number ends behind which something may stand without a space, as in `EUR39` and `5days`.
fn seams(written: &str) -> Vec<u32> {
    let bytes = written.as_bytes();
    let (mut out, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        if bytes[at] == b'"' {
            at = quoted_end(written, at);
            continue;
        }
        let run = |from: usize, is: fn(&u8) -> bool| bytes[from..].iter().take_while(|byte| is(byte)).count();
        let begins = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        let letters = if begins { run(at, u8::is_ascii_uppercase) } else { 0 };
        let digits = if begins || letters > 0 { run(at + letters, u8::is_ascii_digit) } else { 0 };
        if letters == 3 && digits > 0 {
            out.push((at + letters) as u32);
        }
        if digits > 0 && matches!(letters, 0 | 3) {
            at += letters + digits;
            let decimals = if bytes.get(at) == Some(&b'.') { run(at + 1, u8::is_ascii_digit) } else { 0 };
            at += if decimals > 0 { 1 + decimals } else { 0 };
            out.push(at as u32);
        } else {
            at += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fmt::format;
    use crate::source::SourceFile;

    /// A value is as the formatter writes it in a statement of its own.
    #[test]
    fn values_are_those_of_the_style() {
        for written in [
            "-1",
            "-1 ->\n1",
            "-1   \"sad  // it\" ->\t+1 \"glad\"",
            "EUR39.99",
            "EUR 39 .. 40",
            "5days",
            "2 .. 3 days",
            ">=  62 %",
            "4 / 5 \"of x1\"",
            "shop.buy.pay-2",
            "x2",
            "10 .. 1",
            "20\"per week\"",
            "\"a \\\" b\" -> 0",
        ] {
            let map = format!("journey j {{\n  emotion: {written}\n}}\n");
            let formatted = format(&SourceFile::new("a.journey", map.into_bytes())).text;
            let line = formatted.lines().nth(1).and_then(|line| line.strip_prefix("  emotion: "));
            assert_eq!(line, Some(&*value(written)), "{written}");
        }
        assert_eq!(value("-1 \"sad\" -> // why\n  +1"), "-1 \"sad\" -> +1");
        for odd in ["\"open", "/", "//", "é\u{1f600}\"", "5é", "EUR", "a\r\n//b\rc"] {
            value(odd);
        }
    }
}
