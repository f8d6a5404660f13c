//! From the tokens of a statement to its lines.
//!
//! A statement stands on one line if it fits. Else it goes on after a comma or an arrow: a field of several values has each on a line
//! of its own, anything else fills its lines. A list in brackets that was written on several lines stays so.

use unicode_width::UnicodeWidthStr as _;

use super::token::{Kind, Token};
use super::{STEP, WIDTH};
use crate::model::vocabulary::ElementKind;

/// How a statement is set.
#[derive(Clone, Copy)]
pub(super) struct Setting {
    /// Where its first line begins.
    pub indent: usize,
    /// Where its other lines begin.
    pub goes_on: usize,
    /// The width of what follows it on its last line.
    pub tail: usize,
    /// Whether its lines end where they are written: a comment speaks of a line as a whole.
    pub held: bool,
    /// Whether it is a field of several values.
    pub values: bool,
}

/// Writes the tokens of a statement of `text` to `out`, which stands where its first line begins.
pub(super) fn write(out: &mut String, text: &str, newline: &str, tokens: &[Token], setting: Setting) {
    if !is_broken(text, tokens, setting.held) {
        let start = out.len();
        flat(out, text, tokens);
        let written = &out[start..];
        let first = first_width(written);
        let last = last_width(written) + if is_one_line(written) { setting.indent } else { 0 };
        if setting.held || (setting.indent + first <= WIDTH && last + setting.tail <= WIDTH) {
            return;
        }
        out.truncate(start);
    }
    Lines { out, text, newline, tokens, setting, column: setting.indent }.run();
}

/// Whether all of it can stand on one line.
pub(super) fn can_be_flat(text: &str, tokens: &[Token], held: bool) -> bool {
    !is_broken(text, tokens, held) && tokens.iter().all(|token| is_one_line(&text[token.span.range()]))
}

/// Whether a line has to end in it whatever its width: for a comment, for a list that is written so, or because it is held.
fn is_broken(text: &str, tokens: &[Token], held: bool) -> bool {
    let mut in_list = false;
    tokens.iter().any(|token| {
        let broken = token.kind.is_comment() || (token.gap.newline && (in_list || held));
        match token.kind {
            Kind::ListOpen => in_list = true,
            Kind::ListClose => in_list = false,
            _ => {}
        }
        // A text block in a list needs a line of its own, like any value there.
        broken || (in_list && !is_one_line(&text[token.span.range()]))
    })
}

/// Writes tokens without comments on one line. In a list the commas between values are written whether they are there or not.
pub(super) fn flat(out: &mut String, text: &str, tokens: &[Token]) {
    let mut before: Option<Kind> = None;
    let mut in_list = false;
    for token in tokens {
        match token.kind {
            Kind::Comma if in_list => continue,
            Kind::ListOpen => in_list = true,
            Kind::ListClose => in_list = false,
            _ => {}
        }
        if let Some(before) = before {
            let next = in_list && token.begins_value && before != Kind::ListOpen;
            out.push_str(if next { ", " } else { space(before, token.kind) });
        }
        out.push_str(&text[token.span.range()]);
        before = Some(token.kind);
    }
}

fn space(before: Kind, next: Kind) -> &'static str {
    if before.space_before(next) { " " } else { "" }
}

/// Whether a text has no line end.
pub(super) fn is_one_line(text: &str) -> bool {
    !text.contains(['\n', '\r'])
}

/// The width of the first line of a text.
fn first_width(text: &str) -> usize {
    text.split(['\n', '\r']).next().map_or(0, str::width)
}

/// The width of the last line of a text.
pub(super) fn last_width(text: &str) -> usize {
    text.rsplit(['\n', '\r']).next().map_or(0, str::width)
}

/// A statement on several lines.
struct Lines<'l> {
    out: &'l mut String,
    text: &'l str,
    newline: &'l str,
    tokens: &'l [Token],
    setting: Setting,
    column: usize,
}

impl Lines<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            at = if self.tokens[at].kind == Kind::ListOpen { self.list(at) } else { self.chunk(at) };
        }
    }

    /// Writes the token at `at` and those after it that stand on its line in any case. Gives the next one.
    fn chunk(&mut self, at: usize) -> usize {
        let mut end = at + 1;
        while end < self.tokens.len() && !self.may_break(end) && self.tokens[end].kind != Kind::ListOpen {
            end += 1;
        }
        if at > 0 {
            let width = self.width(at, end) + if end == self.tokens.len() { self.setting.tail } else { 0 };
            if self.breaks(at, width) {
                self.line(self.setting.goes_on, false);
            } else {
                self.put(space(self.tokens[at - 1].kind, self.tokens[at].kind));
            }
        }
        self.token(at);
        for next in at + 1..end {
            self.put(space(self.tokens[next - 1].kind, self.tokens[next].kind));
            self.token(next);
        }
        end
    }

    /// Whether a line may end before a token: after a comma, an arrow or a comment, unless the next line would look like a statement.
    fn may_break(&self, at: usize) -> bool {
        let (before, token) = (self.tokens[at - 1].kind, self.tokens[at]);
        let word = &self.text[token.span.range()];
        let keyword = ElementKind::from_keyword(word).is_some() || matches!(word, "import" | "influence");
        before.is_comment() || token.kind == Kind::Alone || (matches!(before, Kind::Comma | Kind::Arrow) && !keyword)
    }

    /// Whether a line ends before the chunk of a width that begins at a token.
    fn breaks(&self, at: usize, width: usize) -> bool {
        let token = self.tokens[at];
        if self.tokens[at - 1].kind.is_comment() || token.kind == Kind::Alone {
            return true;
        }
        if !self.may_break(at) || token.kind == Kind::Trailing {
            return false;
        }
        if self.setting.held {
            return token.gap.newline;
        }
        (self.setting.values && token.begins_value) || self.column + 1 + width > WIDTH
    }

    /// The width of the tokens up to `end` on one line, without a comment at their end.
    fn width(&self, at: usize, end: usize) -> usize {
        let mut width = 0;
        for index in at..end {
            let token = self.tokens[index];
            if token.kind.is_comment() {
                break;
            }
            let text = &self.text[token.span.range()];
            width += first_width(text);
            if index > at {
                width += space(self.tokens[index - 1].kind, token.kind).len();
            }
            if !is_one_line(text) {
                break;
            }
        }
        width
    }

    /// Writes a list with each value on a line of its own, without commas. Gives the token after it.
    fn list(&mut self, open: usize) -> usize {
        if open > 0 {
            self.put(space(self.tokens[open - 1].kind, Kind::ListOpen));
        }
        self.token(open);
        let inside = self.setting.indent + STEP;
        let mut before = Kind::ListOpen;
        for at in open + 1..self.tokens.len() {
            let token = self.tokens[at];
            match token.kind {
                Kind::Comma => continue,
                Kind::ListClose => {
                    self.line(self.setting.indent, false);
                    self.token(at);
                    return at + 1;
                }
                // After a comma of its own line that is not written it would become part of the comment before.
                Kind::Trailing if before.is_comment() => self.line(inside, false),
                Kind::Trailing => self.put(" "),
                _ if token.begins_value || token.kind == Kind::Alone => {
                    self.line(inside, token.gap.blank && before != Kind::ListOpen);
                }
                // An arc goes on after a comment.
                _ if before.is_comment() => self.line(inside + STEP, false),
                _ => self.put(space(before, token.kind)),
            }
            self.token(at);
            before = token.kind;
        }
        self.tokens.len()
    }

    fn token(&mut self, at: usize) {
        let token = self.tokens[at];
        let text = &self.text[token.span.range()];
        let text = if token.kind.is_comment() { text.trim_end_matches([' ', '\t']) } else { text };
        self.put(text);
    }

    fn put(&mut self, text: &str) {
        self.out.push_str(text);
        self.column = if is_one_line(text) { self.column + text.width() } else { last_width(text) };
    }

    fn line(&mut self, indent: usize, blank: bool) {
        if blank {
            self.out.push_str(self.newline);
        }
        self.out.push_str(self.newline);
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.column = indent;
    }
}
