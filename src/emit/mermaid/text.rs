//! Texts of a map in a Mermaid diagram: shown as they are, and nothing in them ends a statement or becomes markup.
//!
//! Mermaid writes a character by its number between `#` and `;`. Signs that mean something to it are written like that.

use crate::render::visible_whole;
use crate::source::one_line;

/// The word that, with one of these behind it, says in a flowchart how a group is drawn: Mermaid takes the whole line for that, whatever
/// else stands in it, and quotes too.
const DIRECTION: &str = "direction";
const DIRECTIONS: [&str; 5] = [" TB", " BT", " RL", " LR", " TD"];
/// Words behind which Mermaid takes a sign away from a text with a colon, as if it were a style.
const STYLES: [&str; 2] = ["style", "classDef"];
/// What, with the letters of a set of icons before it, becomes a picture in the label of a flowchart.
const ICON: &str = ":fa-";
/// What stands on both sides of a formula in such a label.
const FORMULA: &str = "$$";
/// Words that begin statements of a journey.
const WORDS: [&str; 5] = ["title", "section", "journey", "acctitle", "accdescr"];

/// What Mermaid writes for itself in the place of `&#`, `&` and `;`, and puts back where it draws, whoever wrote it.
const OWN: [[char; 2]; 2] = [['ﬂ', '°'], ['¶', 'ß']];
/// Keeps two characters apart, and is not seen.
const APART: char = '\u{2060}';

/// A text on one line.
fn line(text: &str) -> String {
    let line = one_line(text);
    OWN.into_iter().fold(visible_whole(&line).into_owned(), |line, [first, second]| {
        line.replace(&String::from_iter([first, second]), &String::from_iter([first, APART, second]))
    })
}

/// Whether a diagram shows a text with other spaces than it is written with, or with signs in the place of what cannot be seen.
pub fn is_respaced(text: &str) -> bool {
    line(text) != text
}

/// Adds a text, with the signs of `also` by their numbers, too.
fn add(out: &mut String, text: &str, also: &[char]) {
    let mut before = '\0';
    let styles = STYLES.iter().any(|word| text.contains(word));
    for (at, char) in text.char_indices() {
        // `ﬂ` and `¶` are what Mermaid itself puts in the place of `#` and `;` while it reads; `%` at the beginning and
        // `%%` begin a comment.
        let means = matches!(char, '#' | ';' | '&' | '<' | '>' | '"' | '{' | '}' | '\\' | 'ﬂ' | '¶');
        let comments = char == '%' && matches!(before, '%' | '\0');
        let colon = char == ':' && (styles || text[at..].starts_with(ICON));
        let dollar = char == '$' && (before == '$' || text[at..].starts_with(FORMULA));
        if means || comments || also.contains(&char) || colon || dollar || char == 'd' && directs(&text[at..]) {
            number(out, char);
        } else {
            out.push(char);
        }
        before = char;
    }
}

/// Whether a text begins like a statement that says how a group is drawn.
fn directs(text: &str) -> bool {
    text.strip_prefix(DIRECTION).is_some_and(|after| DIRECTIONS.iter().any(|way| after.starts_with(way)))
}

fn number(out: &mut String, char: char) {
    out.push('#');
    out.push_str(&u32::from(char).to_string());
    out.push(';');
}

/// A title or a description.
pub fn title(text: &str) -> String {
    let mut out = String::new();
    add(&mut out, &line(text), &[]);
    out
}

/// The name of a section or task: before a colon, and first in its line.
pub fn name(text: &str) -> String {
    let line = line(text);
    let mut out = String::new();
    let mut rest = line.as_str();
    let word = line.split(|char: char| !char.is_ascii_alphabetic()).next().unwrap_or_default();
    if let Some(first) = line.chars().next().filter(|_| WORDS.contains(&word.to_ascii_lowercase().as_str())) {
        number(&mut out, first);
        rest = &line[first.len_utf8()..];
    }
    add(&mut out, rest, &[':']);
    out
}

/// The name of somebody, among others with commas between them.
pub fn person(text: &str) -> String {
    let mut out = String::new();
    add(&mut out, &line(text), &[':', ',']);
    out
}

/// The label of a node or an arrow of a flowchart, in quotes. Marks that Markdown knows are no marks there either.
pub fn label(text: &str) -> String {
    let mut out = String::from("\"");
    add(&mut out, &line(text), &['*', '_', '`', '~', '[', ']', '(', ')', '|', '!']);
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_statement() {
        assert_eq!(name("Visit: the #1; site %% x"), "Visit#58; the #35;1#59; site %#37; x");
        assert_eq!(name("Section one"), "#83;ection one");
        assert_eq!(name("titles"), "titles");
        assert_eq!(person("Amira, first-time\nrunner"), "Amira#44; first-time runner");
        assert_eq!(title("a: <b> \u{1b}[0m"), "a: #60;b#62; ␛[0m");
        assert_eq!(label("in direction LR"), "\"in #100;irection LR\"");
        assert_eq!(label("1 \"x\" `y`"), "\"1 #34;x#34; #96;y#96;\"");
        assert_eq!(label("fa:fa-car at: $5, $$x$$"), "\"fa#58;fa-car at: $5, #36;#36;x#36;#36;\"");
    }
}
