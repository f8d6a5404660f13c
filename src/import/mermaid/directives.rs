//! Directives, `%%{ … }%%`: they tell Mermaid how to draw. Mermaid takes them out before it reads anything, wherever they stand.

use std::borrow::Cow;

use super::read::MOST_PARTS;
use crate::import::said::Said;
use crate::source::Span;

/// What begins a directive, and what ends it.
const BEGIN: &str = "%%{";
const END: &str = "}%%";

/// A text with spaces in place of directives, so that all else is where it was; they are said. One that is never closed stays.
pub fn without<'t>(text: &'t str, said: &mut Said) -> Cow<'t, str> {
    let Some(first) = text.find(BEGIN) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    while let Some(begin) = text[out.len()..].find(BEGIN).map(|at| out.len() + at)
        && let Some(length) = text[begin..].find(END).map(|end| end + END.len())
        && said.findings.len() <= MOST_PARTS
    {
        said.left_out(Span::new(begin, begin + length), "a directive is left out", "tells Mermaid how to draw");
        out.push_str(&text[out.len()..begin]);
        let blank = |byte: u8| if byte == b'\n' { '\n' } else { ' ' };
        out.extend(text[begin..begin + length].bytes().map(blank));
    }
    out.push_str(&text[out.len()..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn directives_become_spaces() {
        for (text, without_them) in [
            ("journey\n a: 3", "journey\n a: 3"),
            ("%%{init: {}}%%\njourney", "              \njourney"),
            ("a %%{ö\n}%% b %%{x}%%", "a      \n    b        "),
            ("a %%{x\nb", "a %%{x\nb"),
        ] {
            let mut said = Said::about(FileId(0));
            let made = without(text, &mut said);
            assert_eq!((made.as_ref(), made.len()), (without_them, text.len()));
            assert_eq!(said.findings.len(), text.matches(END).count());
        }
    }
}
