//! Text on its way into Graphviz: cleaned, wrapped and escaped. Nothing a writer types can leave the place it is put in.

use unicode_width::UnicodeWidthChar as _;

/// Without what no picture can show: control characters and what XML does not know. Line ends become `\n`, tabs spaces.
pub fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.chars()
        .filter_map(|c| match c {
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\n' => Some('\n'),
            '\t' => Some(' '),
            '\u{FFFE}' | '\u{FFFF}' => None,
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect()
}

/// Escaped for HTML-like labels.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push_str("<BR/>"),
            c => out.push(c),
        }
    }
    out
}

/// A quoted string of Graphviz in which nothing has a meaning any more. Graphviz leaves entities alone there, so `&` is escaped too.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    out.push('"');
    for c in clean(text).chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The text in lines of at most `width` columns, at most `most` of them; what is left out shows as `…`. No line is empty.
pub fn wrap(text: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in clean(text).split('\n') {
        let mut line = String::new();
        let mut used = 0;
        for word in paragraph.split_whitespace() {
            let long = columns(word);
            if used > 0 && used + 1 + long > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            for c in word.chars() {
                let wide = c.width().unwrap_or(0);
                if used + wide > width && used > 0 {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push(c);
                used += wide;
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        if lines.len() > most {
            break;
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while columns(last) >= width {
                last.pop();
            }
            last.truncate(last.trim_end_matches([' ', ',', '.', ';', ':']).len());
            last.push('…');
        }
    }
    lines
}

/// How many columns a text takes.
fn columns(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_by_columns_and_says_that_more_was_there() {
        assert_eq!(wrap("Searches for help", 10, 3), ["Searches", "for help"]);
        assert_eq!(wrap("one two three four five", 9, 2), ["one two", "three…"]);
        assert_eq!(wrap("顧客体験地図", 8, 3), ["顧客体験", "地図"]);
        assert_eq!(wrap(" \u{0} \n ", 8, 3), Vec::<String>::new());
    }

    #[test]
    fn escapes_what_could_end_its_place() {
        assert_eq!(html("a<b>&\"'\u{0}\n]]>"), "a&lt;b&gt;&amp;&quot;&#39;<BR/>]]&gt;");
        assert_eq!(quoted("\"\\N\n&lt;"), "\"\\\"\\\\N\\n&amp;lt;\"");
    }
}
