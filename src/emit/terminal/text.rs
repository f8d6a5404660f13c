//! Text with styles, broken into lines of a number of columns.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::render::visible;

/// How letters look on a terminal that has colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Style {
    /// As the terminal writes.
    #[default]
    Plain,
    /// Headings.
    Bold,
    /// What is of second rank.
    Dim,
    /// What belongs to a persona.
    Persona(usize),
    /// Pains, risks and failure.
    Pain,
    /// Gains, opportunities and success.
    Gain,
    /// Moments of truth.
    Moment,
}

impl Style {
    /// The codes of the terminal for it, between `\x1b[` and `m`.
    const fn codes(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Bold => "1",
            Self::Dim => "2",
            Self::Pain => "31",
            Self::Gain => "32",
            Self::Moment => "1;35",
            Self::Persona(number) => match number % 6 {
                0 => "94",
                1 => "33",
                2 => "32",
                3 => "35",
                4 => "91",
                _ => "36",
            },
        }
    }
}

/// A text in one style. It is safe to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    text: String,
    style: Style,
}

impl Piece {
    /// A text, made safe word by word.
    pub fn new(text: &str, style: Style) -> Self {
        let words: Vec<_> = text.split_whitespace().map(visible).collect();
        Self { text: words.join(" "), style }
    }

    /// The same without a colon at its end.
    #[must_use]
    pub fn without_colon(mut self) -> Self {
        self.text.truncate(self.text.trim_end_matches(':').len());
        self
    }

    /// Signs of our own, kept as they are.
    pub fn sign(text: impl Into<String>, style: Style) -> Self {
        Self { text: text.into(), style }
    }
}

/// Pieces in one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    pieces: Vec<Piece>,
    width: usize,
}

impl Line {
    /// A line of one piece.
    pub fn of(piece: Piece) -> Self {
        let mut line = Self::default();
        line.push(piece);
        line
    }

    /// Adds a piece.
    pub fn push(&mut self, piece: Piece) {
        self.width += piece.text.width();
        match self.pieces.last_mut() {
            Some(last) if last.style == piece.style => last.text.push_str(&piece.text),
            _ => self.pieces.push(piece),
        }
    }

    /// Adds another line, after spaces up to a column.
    pub fn put(&mut self, column: usize, other: &Line) {
        if other.pieces.is_empty() {
            return;
        }
        if column > self.width {
            self.push(Piece::sign(" ".repeat(column - self.width), Style::Plain));
        }
        other.pieces.iter().for_each(|piece| self.push(piece.clone()));
    }

    /// How many columns it takes.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The line without its first columns, which are empty.
    #[must_use]
    pub fn after(mut self, columns: usize) -> Self {
        if let Some(first) = self.pieces.first_mut() {
            let empty = first.text.len() - first.text.trim_start_matches(' ').len();
            let cut = columns.min(empty);
            first.text.drain(..cut);
            self.width -= cut;
        }
        self
    }

    /// Writes it with its end, without spaces before that.
    pub fn write(&self, out: &mut String, colour: bool) {
        let start = out.len();
        for piece in &self.pieces {
            match piece.style.codes() {
                "" => out.push_str(&piece.text),
                _ if !colour || piece.text.trim().is_empty() => out.push_str(&piece.text),
                codes => {
                    out.push_str("\u{1b}[");
                    out.push_str(codes);
                    out.push('m');
                    out.push_str(&piece.text);
                    out.push_str("\u{1b}[0m");
                }
            }
        }
        let end = start + out[start..].trim_end_matches(' ').len();
        out.truncate(end);
        out.push('\n');
    }
}

/// Breaks pieces, between which stands a space, into lines of at most so many columns. A word that is wider is cut.
pub fn wrap(pieces: &[Piece], width: usize) -> Vec<Line> {
    let width = width.max(2);
    let mut lines: Vec<Line> = Vec::new();
    let mut line = Line::default();
    for piece in pieces {
        for word in piece.text.split(' ').filter(|word| !word.is_empty()) {
            if line.width > 0 && line.width + 1 + word.width() > width {
                lines.push(std::mem::take(&mut line));
            }
            if line.width > 0 {
                line.push(Piece::sign(" ", piece.style));
            }
            let mut rest = word;
            while line.width + rest.width() > width {
                let fitting = fitting(rest, width - line.width);
                let (part, after) = rest.split_at(fitting);
                line.push(Piece::sign(part, piece.style));
                lines.push(std::mem::take(&mut line));
                rest = after;
            }
            line.push(Piece::sign(rest, piece.style));
        }
    }
    if line.width > 0 {
        lines.push(line);
    }
    lines
}

/// How many bytes of a word fit, at least one letter. Marks that take no column stay with the letter before them.
fn fitting(word: &str, width: usize) -> usize {
    let mut used = 0;
    for (at, char) in word.char_indices() {
        let wide = char.width().unwrap_or(0);
        if used + wide > width && at > 0 {
            return at;
        }
        used += wide;
    }
    word.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(lines: &[Line], colour: bool) -> String {
        let mut out = String::new();
        for line in lines {
            line.write(&mut out, colour);
        }
        out
    }

    #[test]
    fn lines_keep_their_width_and_their_styles() {
        let pieces = [Piece::new("P1", Style::Pain), Piece::new("Every result is an ad", Style::Plain)];
        assert_eq!(written(&wrap(&pieces, 12), false), "P1 Every\nresult is an\nad\n");
        assert_eq!(written(&wrap(&pieces, 40), true), "\u{1b}[31mP1\u{1b}[0m Every result is an ad\n");
    }

    #[test]
    fn long_and_wide_words_are_cut() {
        assert_eq!(written(&wrap(&[Piece::new("abcdefgh ij", Style::Plain)], 3), false), "abc\ndef\ngh\nij\n");
        assert_eq!(written(&wrap(&[Piece::new("顧客体験", Style::Plain)], 5), false), "顧客\n体験\n");
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(
            written(&wrap(&[Piece::new("a\u{1b}[2Jb\u{200f}", Style::Bold)], 40), true),
            "\u{1b}[1ma␛[2Jb\\u{200f}\u{1b}[0m\n"
        );
    }
}
