//! Text that may have several lines, where there is room for one.

/// The words of a text with one space between them; none around them.
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn words_stay_and_white_space_is_one_space() {
        assert_eq!(one_line(" \r\n two\t\u{a0}lines\n\nof words "), "two lines of words");
        assert_eq!(one_line(" \n"), "");
    }
}
