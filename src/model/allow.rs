//! Allow comments: `// journey: allow(name) reason`.
//!
//! At the end of a line one holds for that line; alone above a statement for it and its block; at the top of the file, before any
//! statement and followed by an empty line, for the file. Alone at the end of a block it holds for nothing.

use crate::diagnostic::{Code, Diagnostic, Fix, Severity, near::nearest};
use crate::source::{FileId, SourceFile, Span};
use crate::syntax::Tree;

/// What an allow comment begins with after its slashes.
const HEAD: &str = "journey: allow(";
/// What others call it.
const VERBS: &[&str] = &["allow", "ignore", "disable"];
/// How the comment is written, as messages show it.
const EXAMPLE: &str = "// journey: allow(empty-stage) reason";

/// An allow comment and where it holds.
#[derive(Debug)]
pub struct Allow {
    /// The lint.
    pub code: Code,
    /// The name in the comment.
    pub name: Span,
    /// What has to go if it allows nothing: the whole comment, or one of several names with its comma.
    pub removal: Span,
    /// Whether it is the only name in its comment.
    pub alone: bool,
    /// The bytes of which it speaks; none if it stands below everything in its block.
    pub scope: Option<Span>,
}

/// Finds the allow comments of a file.
pub(super) fn allows(id: FileId, file: &SourceFile, tree: &Tree, diagnostics: &mut Vec<Diagnostic>) -> Vec<Allow> {
    let mut out = Vec::new();
    let mut parents = None;
    for &comment in &tree.comments {
        let text = file.slice(comment);
        let Some(list) = names(text) else {
            diagnostics.extend(near_miss(text).map(|meant| say_near_miss(id, comment, &meant)));
            continue;
        };
        if reason(&text[list.end + 1..]).is_empty() {
            diagnostics.push(no_reason(id, comment));
        }
        let scope = scope(file, tree, parents.get_or_insert_with(|| parents_of(tree)), comment);
        let spans = spans(text, list);
        for (index, span) in spans.iter().enumerate() {
            let name = &text[span.clone()];
            let within = |from: usize, to: usize| Span::new(comment.start as usize + from, comment.start as usize + to);
            let removal = match (spans.len(), index) {
                (1, _) => comment,
                (_, 0) => within(span.start, spans[1].start),
                _ => within(spans[index - 1].end, span.end),
            };
            let span = within(span.start, span.end);
            match Code::from_name(name).filter(|code| code.is_lint()) {
                Some(code) => out.push(Allow { code, name: span, removal, alone: spans.len() == 1, scope }),
                None => diagnostics.push(unknown(id, span, name)),
            }
        }
    }
    out
}

/// Where the names stand, if the comment is written as it should be.
fn names(text: &str) -> Option<std::ops::Range<usize>> {
    let from = text.len() - text.trim_start_matches('/').trim_start().strip_prefix(HEAD)?.len();
    let list = from..from + text[from..].find(')')?;
    text[list.clone()].split(',').all(|name| !name.trim().is_empty()).then_some(list)
}

/// Where each of the names stands.
fn spans(text: &str, list: std::ops::Range<usize>) -> Vec<std::ops::Range<usize>> {
    let mut start = list.start;
    let parts = text[list].split(',').map(|part| {
        let begin = start + (part.len() - part.trim_start().len());
        start += part.len() + 1;
        begin..begin + part.trim().len()
    });
    parts.collect()
}

/// The reason after the names.
fn reason(rest: &str) -> &str {
    rest.trim_start_matches(|char: char| char.is_whitespace() || ":;,.)]-–—".contains(char)).trim_end()
}

/// What a comment says that is nearly an allow comment.
struct Meant<'t> {
    /// The lints that it names, as they are called.
    names: Vec<&'static str>,
    reason: &'t str,
}

/// Whether a comment was plainly meant to allow something, though it is not written so. Words about people who are allowed something
/// are left alone: it has to begin with `journey` and go on with brackets or the name of a lint, or have both of these.
fn near_miss(text: &str) -> Option<Meant<'_>> {
    let words = text.trim_start_matches('/').trim_start();
    let after = strip_word(words, "journey");
    let rest = after.map_or(words, |rest| rest.trim_start_matches([' ', '\t', ':', ',', '.', '-']));
    let rest = VERBS.iter().find_map(|verb| strip_word(rest, verb))?;
    let opened = rest.starts_with(['(', '[', '<', '{']);
    let (names, rest) = lints(rest.trim_start_matches([' ', '\t', ':', '=', '(', '[', '<', '{']));
    let meant = match after {
        Some(_) => opened || !names.is_empty() || rest.is_empty(),
        None => opened && !names.is_empty(),
    };
    meant.then(|| Meant { names, reason: reason(rest) })
}

/// The text after a word, whatever its case.
fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(word.len())?;
    (head.eq_ignore_ascii_case(word) && !rest.starts_with(|char: char| char.is_alphanumeric())).then_some(rest)
}

/// The names of lints at the beginning of a text, and what follows them.
fn lints(mut rest: &str) -> (Vec<&'static str>, &str) {
    let mut out = Vec::new();
    loop {
        let begin = rest.trim_start_matches([' ', '\t', ',', '"', '`', '\'']);
        let end = begin.find(|char: char| !(char.is_ascii_alphanumeric() || char == '-' || char == '_')).unwrap_or(begin.len());
        let word = begin[..end].to_ascii_lowercase().replace('_', "-");
        let lints = || Code::ALL.iter().filter(|code| code.is_lint()).map(|code| code.name());
        let Some(name) = lints().find(|name| *name == word).or_else(|| nearest(&word, lints())) else { break };
        out.push(name);
        rest = begin[end..].trim_start_matches(['"', '`', '\'']);
    }
    (out, rest.trim_start_matches([' ', '\t', ',', ')', ']', '>', '}']))
}

fn say_near_miss(id: FileId, comment: Span, meant: &Meant<'_>) -> Diagnostic {
    let found = Diagnostic::new(
        Code::WrongAllow,
        id,
        comment,
        "an allow comment is written `// journey: allow(name) reason`",
        "allows nothing like this",
    );
    if meant.names.is_empty() {
        return found.help(format!("name what is allowed, as in `{EXAMPLE}`; `journey lints` lists all names"));
    }
    let head = format!("// {HEAD}{})", meant.names.join(", "));
    let fixed = format!("{head} {}", meant.reason);
    let shown = if meant.reason.is_empty() { format!("{head} reason") } else { fixed.clone() };
    found.help(format!("write `{shown}`")).fix(Fix::replace(id, comment, fixed.trim_end()))
}

/// The comment holds all the same: what it is about is clear.
fn no_reason(id: FileId, comment: Span) -> Diagnostic {
    let found = Diagnostic::new(Code::WrongAllow, id, comment, "this comment does not say why", "a reason belongs at its end");
    let found = found.help(format!("say in a few words why it is all right here, as in `{EXAMPLE}`"));
    Diagnostic { severity: Severity::Warning, ..found }
}

fn unknown(id: FileId, span: Span, name: &str) -> Diagnostic {
    if Code::from_name(name).is_some() {
        return Diagnostic::new(Code::UnknownLint, id, span, format!("`{name}` is an error and cannot be allowed"), "not a lint")
            .help("correct what it says, and remove this comment");
    }
    let found = Diagnostic::new(Code::UnknownLint, id, span, format!("no lint is called `{name}`"), "not a lint");
    match nearest(name, Code::ALL.iter().filter(|code| code.is_lint()).map(|code| code.name())) {
        Some(near) => found.help(format!("did you mean `{near}`?")).fix(Fix::replace(id, span, near)),
        None => found.help("`journey lints` lists all lints"),
    }
}

/// The statement around each statement.
fn parents_of(tree: &Tree) -> Vec<Option<u32>> {
    let mut open: Vec<u32> = Vec::new();
    let mut out = Vec::with_capacity(tree.statements.len());
    for index in 0..tree.statements.len() as u32 {
        while open.last().is_some_and(|&last| tree.statements[last as usize].end <= index) {
            open.pop();
        }
        out.push(open.last().copied());
        open.push(index);
    }
    out
}

fn scope(file: &SourceFile, tree: &Tree, parents: &[Option<u32>], comment: Span) -> Option<Span> {
    let line = file.lines().range(file.lines().line(comment.start));
    let alone = file.text()[line.start..comment.start as usize].trim_matches(['\u{FEFF}', ' ', '\t', ';']).is_empty();
    if !alone {
        return Some(Span::new(line.start, line.end));
    }
    let next = tree.statements.partition_point(|statement| statement.span.start < comment.end);
    // The block that the comment stands in: the innermost one around the statement before it that is not closed yet.
    let before = next.checked_sub(1).map(|index| index as u32);
    if let Some(statement) = before.map(|index| &tree.statements[index as usize]).filter(|before| before.span.contains(comment)) {
        return Some(statement.span);
    }
    let mut around = std::iter::successors(before, |&index| parents[index as usize]);
    let block = around.find_map(|index| tree.statements[index as usize].block.filter(|block| block.contains(comment)));
    let statement = tree.statements.get(next)?;
    if block.is_some_and(|block| !block.contains(statement.span)) {
        return None;
    }
    let between = &file.text()[comment.end as usize..statement.span.start as usize];
    // What stands before the statement on its own line is no line.
    let lines: Vec<&str> = between.lines().collect();
    let ended = lines.len().saturating_sub(usize::from(!between.ends_with(['\n', '\r'])));
    let apart = lines.iter().take(ended).skip(1).any(|line| line.trim().is_empty());
    if next == 0 && apart {
        return Some(Span::new(0, file.text().len()));
    }
    Some(statement.block.map_or(statement.span, |block| statement.span.to(block)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nearly_an_allow_comment() {
        for (text, meant) in [
            ("// journey: allow empty-stage for now", "empty-stage|for now"),
            ("//journey:allow(empty-stage)", "empty-stage|"),
            ("// Journey: Allow(Empty-Stage, dead_end) why", "empty-stage dead-end|why"),
            ("// journey: allow(empty-stage why not", "empty-stage|why not"),
            ("// journey: allow[empty-stage]: why", "empty-stage|why"),
            ("// journey allow: `emptystage` - why", "empty-stage|why"),
            ("// journey-ignore empty-stage", "empty-stage|"),
            ("// allow(empty-stage) why", "empty-stage|why"),
            ("// journey: allow()", "|"),
            ("// journey: allow(, empty-stage)", "empty-stage|"),
            ("// journey: allow", "|"),
        ] {
            assert!(names(text).is_none(), "{text}");
            let found = near_miss(text).map(|meant| format!("{}|{}", meant.names.join(" "), meant.reason));
            assert_eq!(found.as_deref(), Some(meant), "{text}");
        }
        for text in [
            "// journey: allow guests to check in",
            "// journeys allow (some) detours",
            "// allow (empty-stage)",
            "// allow empty stages",
            "// allowed(x)",
            "// a journey: allow(empty-stage)",
            "// journey: the way (there)",
            "//",
            "// é",
        ] {
            assert!(near_miss(text).is_none(), "{text}");
        }
    }
}
