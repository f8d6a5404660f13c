//! Characters that Mermaid writes by name or number between `#` and `;`: `#quot;`, `#35;`, `#eacute;`. HTML writes `&quot;`, at whose
//! `;` Mermaid stops; it is read all the same. So is `<br>`, which breaks a line.

use std::borrow::Cow;

use crate::project::fences;

/// The names that stand in most diagrams, and such that Mermaid alone has.
const NAMES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("apos", "'"),
    ("colon", ":"),
    ("comma", ","),
    ("gt", ">"),
    ("hash", "#"),
    ("lt", "<"),
    ("nbsp", " "),
    ("num", "#"),
    ("quot", "\""),
    ("semi", ";"),
];

/// The longest name of HTML, in bytes: that of ∳.
const LONGEST_NAME: usize = "CounterClockwiseContourIntegral".len();

/// What a name stands for.
fn named(name: &str) -> Option<Cow<'static, str>> {
    let known = NAMES.iter().find(|(known, _)| *known == name);
    let may_be = (1..=LONGEST_NAME).contains(&name.len());
    known.map(|(_, text)| Cow::Borrowed(*text)).or_else(|| fences::entity(&format!("&{name};")).filter(|_| may_be).map(Cow::Owned))
}

/// The length of the entity at the beginning of a text, if one stands there.
pub fn length(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('#')?;
    let end = inner.find(|char: char| !char.is_ascii_alphanumeric() && char != '_')?;
    (end > 0 && inner[end..].starts_with(';')).then_some(end + 2)
}

/// Where the entity of HTML begins that a text ends with, up to its `;`, which comes next: `&amp`.
pub fn html_before(text: &str) -> Option<usize> {
    let name = text.bytes().rev().take(LONGEST_NAME + 1).take_while(u8::is_ascii_alphanumeric).count();
    let at = text.len() - name;
    (text[..at].ends_with('&') && named(&text[at..]).is_some()).then(|| at - 1)
}

/// A text with its entities replaced, and with spaces for line breaks.
pub fn decode(text: &str) -> Cow<'_, str> {
    const SIGNS: [char; 3] = ['#', '&', '<'];
    if !text.contains(SIGNS) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(SIGNS) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        // What means nothing is text.
        let (said, length) = line_break(rest).or_else(|| entity(rest)).unwrap_or((Cow::Borrowed(&rest[..1]), 1));
        out.push_str(&said);
        rest = &rest[length..];
    }
    out.push_str(rest);
    // A name that is nothing but line breaks is one all the same.
    if out.trim().is_empty() { Cow::Borrowed(text) } else { Cow::Owned(out) }
}

/// The space for the line break that a text begins with, and the length of that.
fn line_break(text: &str) -> Option<(Cow<'_, str>, usize)> {
    let tag = text.strip_prefix('<')?;
    let inside = tag.get(2..).filter(|_| tag[..2].eq_ignore_ascii_case("br"))?;
    let behind = inside.trim_start().trim_start_matches('/').trim_start().strip_prefix('>')?;
    Some((Cow::Borrowed(" "), text.len() - behind.len()))
}

/// The text that a text begins with by name or number, and the length of that.
fn entity(text: &str) -> Option<(Cow<'_, str>, usize)> {
    if let Some(after) = text.strip_prefix('&') {
        let end = after.bytes().take(LONGEST_NAME + 1).take_while(u8::is_ascii_alphanumeric).count();
        return Some((named(&after[..end]).filter(|_| after[end..].starts_with(';'))?, end + 2));
    }
    let length = length(text)?;
    let name = &text[1..length - 1];
    let said = match name.parse::<u32>() {
        // In `Ticket #1; paid` it is no control character that was meant.
        Ok(number) => char::from_u32(number).filter(|char| !char.is_control()).map(|char| Cow::Owned(char.to_string())),
        Err(_) => named(name),
    };
    Some((said?, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers() {
        assert_eq!(decode("a #quot;b#quot; #35;1 #9829; #none; #1, #2"), "a \"b\" #1 ♥ #none; #1, #2");
        assert_eq!(decode("#1; #10; #127; a &amp; b &quot;c&quot; Q&A; &amp"), "#1; #10; #127; a & b \"c\" Q&A; &amp");
        assert_eq!(
            decode("Caf#eacute; #euro;5 Fran&ccedil;ois #none; #Aacute #ngE; &eacute &;"),
            "Café €5 François #none; #Aacute ≧̸ &eacute &;"
        );
        assert_eq!(decode("a<br>b<BR />c #60;br#62; </br> <b> <br"), "a b c <br> </br> <b> <br");
        assert_eq!([decode("<br>"), decode("#nbsp;")], ["<br>", "#nbsp;"]);
        assert_eq!(html_before("a &amp"), Some(2));
        assert_eq!([html_before("a &eacute"), html_before("é&x")], [Some(2), None]);
        assert_eq!([html_before("amp"), html_before("a & amp"), html_before("Q&A")], [None; 3]);
        assert_eq!(length("#quot;"), Some(6));
        assert_eq!([length("#1, x;"), length("# x"), length("#;"), length("x")], [None; 4]);
    }
}
