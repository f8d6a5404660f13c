//! Texts in cells that would be taken for something else.
//!
//! Programs for tables take a text that begins with `=`, `+`, `-`, `@` or a tab for a formula, and an import takes a bullet before a line
//! for the mark of a list. An apostrophe before it says that it is text. A name with a comma in it stands in quotes.

use std::borrow::Cow;
use std::cmp::Ordering;

/// What a formula begins with, also as East Asian keyboards write it.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
/// What an entry of a list begins with.
const BULLETS: [char; 5] = ['•', '·', '‣', '*', '–'];
/// Signs that part the words of an emotion from its number.
const PARTING: &str = "-–—:,;=";
/// Signs that may stand around all words of an emotion.
const QUOTES: [(char, char); 5] = [('(', ')'), ('"', '"'), ('„', '“'), ('“', '”'), ('”', '”')];
/// What parts the names in a cell.
const SEPARATORS: [char; 3] = ['\n', ',', ';'];

/// What people write into cells that say nothing.
const PLACEHOLDERS: [&str; 34] = [
    "-", "--", "---", "–", "—", "?", "??", "/", "n/a", "n.a.", "none", "nil", "tbd", "tba", "keine", "keiner", "k.a.", "k. a.",
    "#n/a", "#nv", "#ref!", "#div/0!", "#name?", "#value!", "#wert!", "aucun", "aucune", "ninguno", "ninguna", "nessuno",
    "nessuna", "geen", "nenhum", "nenhuma",
];
/// What people write for all personas.
const EVERYBODY: [&str; 32] = [
    "all",
    "everybody",
    "everyone",
    "anybody",
    "anyone",
    "all personas",
    "all customers",
    "all users",
    "alle",
    "jeder",
    "jede",
    "alle personas",
    "alle kunden",
    "tous",
    "toutes",
    "tout le monde",
    "tous les clients",
    "todos",
    "todas",
    "todo el mundo",
    "todos los clientes",
    "tutti",
    "tutte",
    "ognuno",
    "tutti i clienti",
    "iedereen",
    "alle klanten",
    "toda a gente",
    "todo mundo",
    "todo o mundo",
    "todos os clientes",
    "cada um",
];

/// The longest of them, in bytes.
const LONGEST_PLACEHOLDER: usize = 7;

/// The bytes with which one of them begins, and those that stand second in one.
const BEGIN_PLACEHOLDERS: [[bool; 256]; 2] = {
    let mut begin = [[false; 256]; 2];
    let mut word = 0;
    while word < PLACEHOLDERS.len() {
        let bytes = PLACEHOLDERS[word].as_bytes();
        assert!(bytes.len() <= LONGEST_PLACEHOLDER);
        let mut at = 0;
        while at < 2 && at < bytes.len() {
            begin[at][bytes[at].to_ascii_lowercase() as usize] = true;
            begin[at][bytes[at].to_ascii_uppercase() as usize] = true;
            at += 1;
        }
        word += 1;
    }
    begin
};

/// Whether a text may stand for nothing, by its length and its beginning: most are longer, or begin otherwise.
#[inline]
pub fn may_be_placeholder(text: &[u8]) -> bool {
    let begins = |at: usize| text.get(at).is_none_or(|byte| BEGIN_PLACEHOLDERS[at][usize::from(*byte)]);
    text.len() <= LONGEST_PLACEHOLDER && begins(0) && begins(1)
}

/// Whether a text stands for nothing, as `-` and `n/a` do.
#[inline]
pub fn is_placeholder(text: &str) -> bool {
    may_be_placeholder(text.as_bytes()) && PLACEHOLDERS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// Whether a cell of personas names all of them.
pub fn is_everybody(text: &str) -> bool {
    /// The longest of them.
    const MOST: usize = 18;
    text.len() <= MOST && EVERYBODY.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// A line of a cell as it is written; `formulas` is whether a cell may become a formula, as one of CSV may.
pub fn literal(line: &str, formulas: bool) -> String {
    let bare = line.trim_start_matches('\'');
    let marked = bare.starts_with(BULLETS) || bare.starts_with("- ") || is_placeholder(bare);
    let guard = if bare.len() < line.len() {
        marked || bare.starts_with(FORMULA) || is_amount(bare)
    } else {
        marked || formulas && bare.starts_with(FORMULA)
    };
    if guard { format!("'{line}") } else { line.to_owned() }
}

/// A quantity as it is written in a cell: three decimals of a number could be thousands, so there is a fourth one.
pub fn certain_amount(quantity: &str) -> Cow<'_, str> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let unclear: Vec<usize> =
        quantity.match_indices('.').map(|(at, _)| at + 1).filter(|at| digits(&quantity[*at..]) == 3).map(|at| at + 3).collect();
    if unclear.is_empty() {
        return Cow::Borrowed(quantity);
    }
    let starts = [0].into_iter().chain(unclear.iter().copied());
    let ends = unclear.iter().copied().chain([quantity.len()]);
    let parts: Vec<&str> = starts.zip(ends).map(|(start, end)| &quantity[start..end]).collect();
    Cow::Owned(parts.join("0"))
}

/// A line as it was meant, if an apostrophe says that it is text.
pub fn meant(line: &str) -> Option<&str> {
    let rest = line.strip_prefix('\'')?;
    let bare = rest.trim_start_matches('\'');
    let marked = bare.starts_with(|sign| FORMULA.contains(&sign) || BULLETS.contains(&sign));
    (marked || is_placeholder(bare) || is_amount(bare)).then_some(rest)
}

/// The words of an emotion without the signs that part them from a number. Brackets and quotes around all of them are such signs, and
/// what is left of brackets around the number; those within the words are not.
pub fn feeling_words(text: &str) -> &str {
    let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let mut words = text.trim();
    // A face of signs belongs to the words, and so do the signs that it is made of.
    if words.split_whitespace().any(is_face) {
        let behind = words.strip_suffix(" (").map_or(words, str::trim_end);
        let parting = behind.split_whitespace().next().filter(|word| word.chars().all(|sign| PARTING.contains(sign)));
        return parting.map_or(behind, |word| behind[word.len()..].trim_start());
    }
    // Signs that part hold no brackets, so the brackets are counted once.
    let (mut opened, mut closed) = (words.matches('(').count(), words.matches(')').count());
    loop {
        if plain(words.as_bytes().first()) && plain(words.as_bytes().last()) {
            return words;
        }
        let parted = words.trim_matches(|char: char| char.is_whitespace() || PARTING.contains(char));
        let ends = |open: char, close: char| parted.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        let around = QUOTES.iter().find_map(|&(open, close)| ends(open, close).filter(|inner| !inner.contains([open, close])));
        let half = match opened.cmp(&closed) {
            Ordering::Greater => parted.strip_suffix('(').or_else(|| parted.strip_prefix('(')),
            Ordering::Less => parted.strip_prefix(')').or_else(|| parted.strip_suffix(')')),
            Ordering::Equal => None,
        };
        let next = around.or(half).unwrap_or(parted);
        if next.len() == words.len() {
            return words;
        }
        match (around, half) {
            (Some(_), _) if parted.starts_with('(') => (opened, closed) = (opened - 1, closed - 1),
            (None, Some(_)) if opened > closed => opened -= 1,
            (None, Some(_)) => closed -= 1,
            _ => {}
        }
        words = next;
    }
}

/// Whether a word is a face made of signs: `:)`, `;-)`, `:'(`, `=D`.
fn is_face(word: &str) -> bool {
    let Some(rest) = word.strip_prefix([':', ';', '=']) else { return false };
    let mouth = rest.strip_prefix(['-', '\'', '^', 'o']).unwrap_or(rest);
    !mouth.is_empty() && mouth.len() <= 3 && mouth.chars().all(|sign| "()[]|/\\DPpOo3*@$".contains(sign))
}

/// Whether words of an emotion are read again as they are, behind a number in brackets or, without one, by themselves.
pub fn are_feeling_words(words: &str, with_number: bool) -> bool {
    let number = |text: &str| text.trim_start_matches(['+', '-', '\u{2212}']).starts_with(|char: char| char.is_ascii_digit());
    let last = words.rsplit(|char: char| char.is_whitespace() || char == '(').next().unwrap_or_default();
    feeling_words(words) == words
        && !number(words)
        && (with_number || !number(last) && stars(words).is_none() && !is_numeric(words))
}

/// Whether a text has digits and no letters, as `3-4` has.
pub fn is_numeric(text: &str) -> bool {
    text.contains(|char: char| char.is_ascii_digit()) && !text.contains(char::is_alphabetic)
}

/// Whether a sign may stand between the digits of a number: before thousands, or before decimals.
pub fn is_thousands_sign(sign: char) -> bool {
    matches!(sign, '.' | ',' | '\'' | '’' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Whether a text is an amount and nothing else, as a count of people is: `900`, `12,345`.
pub fn is_amount(text: &str) -> bool {
    text.starts_with(|sign: char| sign.is_ascii_digit())
        && text.chars().all(|sign| sign.is_ascii_digit() || sign == '%' || is_thousands_sign(sign))
}

/// A rating in stars: how many there are, and of how many. Empty stars say of how many, otherwise it is five, or ten.
pub fn stars(text: &str) -> Option<(f64, f64)> {
    let full = |sign: &char| matches!(sign, '*' | '★' | '⭐');
    let (mut filled, mut all) = (0_u8, 0_u8);
    for sign in text.chars().filter(|sign| !sign.is_whitespace() && *sign != '\u{fe0f}') {
        if !full(&sign) && sign != '☆' || all == 10 || full(&sign) && filled < all {
            return None;
        }
        filled += u8::from(full(&sign));
        all += 1;
    }
    let of = if filled < all {
        all
    } else if all > 5 {
        10
    } else {
        5
    };
    (filled > 0).then(|| (f64::from(filled), f64::from(of)))
}

/// A name as it is written among others.
pub fn quoted_name(name: &str) -> String {
    // What opens and does not close would take what stands behind the name.
    let mut unclosed = Unclosed::default();
    let apart = end_of_name(name, &mut unclosed) < name.len()
        || unclosed.0.iter().any(Option::is_some)
        || name.contains(SEPARATORS)
        || name.contains(" / ")
        || name.starts_with('"')
        || is_placeholder(name)
        || is_everybody(name)
        || is_amount(name)
        // Names are also read behind whom a line is about, where an apostrophe says nothing.
        || without_bullet(name) != name;
    if apart { format!("\"{}\"", name.replace('"', "\"\"")) } else { name.to_owned() }
}

/// The name in brackets: somebody of whom a row speaks, and whom its touchpoint is not for.
pub fn aside(name: &str) -> Option<&str> {
    name.strip_prefix('(')?.strip_suffix(')')
}

/// The length of what stands in quotes at the beginning of a text, with its quotes; quotes in it are doubled.
fn length_in_quotes(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('"')?;
    let mut from = 0;
    loop {
        let at = from + inner[from..].find('"')?;
        if !inner[at + 1..].starts_with('"') {
            return Some(at + 2);
        }
        from = at + 2;
    }
}

/// The name at the beginning of a cell, if it stands in quotes, and what comes behind it.
pub fn in_quotes(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let (name, behind) = text.split_at(length_in_quotes(text)?);
    let rest = behind.trim_start();
    let ends = rest.is_empty() || rest.starts_with(SEPARATORS) || rest.starts_with("/ ") || behind.starts_with('\n');
    let name = &name[1..name.len() - 1];
    let name = if name.contains('"') { Cow::Owned(name.replace("\"\"", "\"")) } else { Cow::Borrowed(name) };
    ends.then_some((name, rest))
}

/// Whether a text before a value is rather a part of it, or speaks of another value: `EUR`, `5 of`, `Conversion: 12%, up from`.
pub fn is_open(title: &str) -> bool {
    const OPEN: [&str; 16] = ["of", "from", "to", "than", "vs", "vs.", "about", "over", "under", "/", ">", "<", "≥", "≤", "~", "±"];
    const CURRENCIES: [&str; 5] = ["EUR", "USD", "GBP", "CHF", "JPY"];
    let last = title.rsplit(' ').next().unwrap_or_default();
    !title.contains(char::is_alphabetic)
        || title.contains('%')
        || OPEN.iter().any(|word| word.eq_ignore_ascii_case(last))
        || CURRENCIES.contains(&title)
}

/// The title of a metric as it stands before its value: in quotes where a part of it could be taken for the value, or for what parts
/// them.
pub fn quoted_title(title: &str) -> Cow<'_, str> {
    let is_currency = |word: &str| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_unclear = is_open(title)
        || title.contains(char::is_numeric)
        || title.starts_with('"')
        || title.ends_with([':', '=', '-', '–'])
        || title.rsplit_once(' ').is_some_and(|(_, last)| is_currency(last));
    if is_unclear { Cow::Owned(format!("\"{}\"", title.replace('"', "\"\""))) } else { Cow::Borrowed(title) }
}

/// The title of a metric in quotes, and what stands behind it.
pub fn title_in_quotes(text: &str) -> Option<(&str, &str)> {
    length_in_quotes(text).map(|length| text.split_at(length))
}

/// The names of a cell: with commas between them or on lines of their own. One in quotes may have commas in it.
pub fn names(cell: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let (mut rest, mut unclosed) = (cell, Unclosed::default());
    let names = std::iter::from_fn(move || {
        let text = rest.trim_start_matches(|char: char| char.is_whitespace() || SEPARATORS.contains(&char));
        let text = text.strip_prefix("/ ").unwrap_or(text).trim_start();
        if text.is_empty() {
            return None;
        }
        if let Some((name, after)) = in_quotes(text) {
            rest = after;
            return Some(name);
        }
        let end = end_of_name(text, &mut unclosed);
        rest = &text[end..];
        let name = trim(&text[..end]);
        Some(Cow::Borrowed(if is_placeholder(name) { "" } else { without_bullet(name) }))
    });
    names.filter(|name| !name.trim().is_empty())
}

/// Lines on which a closing sign is not found, by the sign: how far their ends are from that of the cell. To look again behind each opening
/// one would take long.
#[derive(Default)]
struct Unclosed([Option<usize>; 3]);

/// Where the name at the beginning of a text ends. What stands in brackets or in quotes on its line belongs to it. A quote opens only at
/// the beginning of a name, or behind white space or a bracket: `10" tablet` has none.
fn end_of_name(text: &str, Unclosed(unclosed): &mut Unclosed) -> usize {
    let mut from = 0;
    while let Some(at) = text[from..].find(|sign: char| SEPARATORS.contains(&sign) || matches!(sign, '/' | '(' | '[' | '"')) {
        let at = from + at;
        let (before, sign, behind) = (&text[..at], text.as_bytes()[at], &text[at + 1..]);
        from = at + 1;
        let (close, closing) = match sign {
            b'/' if before.ends_with(' ') && behind.starts_with(' ') => return at - 1,
            b'(' => (')', 0),
            b'[' => (']', 1),
            b'"' if before.is_empty() || before.ends_with(|sign: char| sign.is_whitespace() || matches!(sign, '(' | '[')) => {
                ('"', 2)
            }
            b'/' | b'"' => continue,
            _ => return at,
        };
        if unclosed[closing].is_some_and(|end| behind.len() >= end) {
            continue;
        }
        match behind.find([close, '\n']) {
            Some(end) if !behind[end..].starts_with('\n') => from = at + 1 + end + 1,
            end => unclosed[closing] = Some(behind.len() - end.unwrap_or(behind.len())),
        }
    }
    text.len()
}

/// A line without the bullet before it, and as it was meant.
pub fn without_bullet(line: &str) -> &str {
    let line = trim(line);
    if line.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) {
        return line;
    }
    if let Some(line) = meant(line) {
        return line;
    }
    let bare = line.trim_start_matches(['•', '·', '‣', '*', '–']);
    // Stars before nothing are no bullets, but a rating.
    if bare.is_empty() && line.ends_with('*') {
        return line;
    }
    // A hyphen is a bullet only before a space: `-1` is a number.
    bare.strip_prefix("- ").unwrap_or(bare).trim()
}

/// A text without the white space around it; most have none.
pub fn trim(text: &str) -> &str {
    let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = text.as_bytes();
    if plain(bytes.first()) && plain(bytes.last()) { text } else { text.trim() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert!(PLACEHOLDERS.iter().all(|word| is_placeholder(word) && is_placeholder(&word.to_uppercase())));
        for line in ["none", "'N/A", "?", "=1+1", "+1 more", "-1", "@x", "\tx", "* x", "• x", "- x", "'=1", "''=1", "'* x"] {
            let written = literal(line, true);
            assert!(!written.starts_with(FORMULA) && !written.starts_with(BULLETS) && !is_placeholder(&written), "{written}");
            assert_eq!(meant(&written), Some(line), "{written}");
        }
        for line in ["plain", "'tis", "a = b", ""] {
            assert_eq!((literal(line, true).as_str(), meant(line)), (line, None));
        }
        assert_eq!(literal("=1", false), "=1");
    }

    #[test]
    fn everybody_has_many_names() {
        for name in EVERYBODY {
            assert!(is_everybody(&name.to_uppercase()) && quoted_name(name).starts_with('"'), "{name}");
        }
        assert!(!is_everybody("All but Ann"));
    }

    #[test]
    fn ratings_in_stars() {
        for (text, rating) in
            [("***", Some((3.0, 5.0))), ("★★★☆", Some((3.0, 4.0))), ("⭐ ⭐", Some((2.0, 5.0))), ("*******", Some((7.0, 10.0)))]
        {
            assert_eq!(stars(text), rating, "{text}");
        }
        for text in ["", "☆☆", "*x", "☆★", "***********", "lost"] {
            assert_eq!(stars(text), None, "{text}");
        }
    }

    #[test]
    fn amounts_that_are_no_thousands() {
        for (quantity, written) in [
            ("1.234", "1.2340"),
            ("EUR 1.234", "EUR 1.2340"),
            ("1.125 hours", "1.1250 hours"),
            ("1.5", "1.5"),
            ("1.5..2.125 hours", "1.5..2.1250 hours"),
            ("1.125..2.125 hours", "1.1250..2.1250 hours"),
            ("1.2345", "1.2345"),
            ("12", "12"),
        ] {
            assert_eq!(certain_amount(quantity), written);
        }
    }

    #[test]
    fn names_with_commas() {
        assert_eq!(quoted_name("Amira, first-time runner"), "\"Amira, first-time runner\"");
        for name in ["Amira, \"the\" runner", "\"Amira\", \"Ben\"", "\""] {
            let cell = format!("{}, Ben", quoted_name(name));
            assert_eq!(in_quotes(&cell), Some((name.into(), ", Ben")), "{cell}");
        }
        let all = |cell| names(cell).collect::<Vec<_>>();
        assert_eq!(all("Ann (25, student), Ben; Cy (x"), ["Ann (25, student)", "Ben", "Cy (x"]);
        assert_eq!(all("Report \"Q1, 2024\" / Survey (n=214, March)"), ["Report \"Q1, 2024\"", "Survey (n=214, March)"]);
        assert_eq!(all("Cy (a, b\nDan), Eve"), ["Cy (a", "b", "Dan)", "Eve"]);
        assert_eq!(all("(a, (b, (c\n(d, e), (f, g"), ["(a", "(b", "(c", "(d, e)", "(f", "g"]);
        assert_eq!(all("10\" tablet, 12\" tablet"), ["10\" tablet", "12\" tablet"]);
        assert_eq!(all("A (\"x, y\") / B \"p, q\" / [1, 2] / 3/4"), ["A (\"x, y\")", "B \"p, q\"", "[1, 2]", "3/4"]);
        assert_eq!(in_quotes("\"Amira\" the runner"), None);
        assert_eq!(in_quotes("\"never closed"), None);
        assert_eq!(quoted_name("TV/Radio"), "TV/Radio");
        let written = ["Cy (a", "Dan)", "a \"b", "c\" d", "10\" tablet", "[x"].map(quoted_name);
        assert_eq!(all(&written.join(", ")), ["Cy (a", "Dan)", "a \"b", "c\" d", "10\" tablet", "[x"]);
    }
}
