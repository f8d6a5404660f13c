//! Finds out what was meant by a statement that the grammar cannot read.
//!
//! Every mistake that people make has a detector (`lexical`, `statement`): from the tokens it makes a diagnostic and an edit. The edit
//! counts if the grammar can read the statement afterwards; the tree then holds what was meant, so that nothing else in the file
//! is said to be wrong because of it. Several mistakes in one statement are mended one after the other.

mod candidate;
mod comments;
mod lexical;
mod patched;
mod statement;
pub(super) mod tokens;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::vocabulary::ElementKind;
use crate::source::{FileId, Span};

use super::read::{Place, read};
use super::scan::word_at;
use super::tree::StatementKind;
use candidate::Candidate;
use patched::Patched;
use tokens::{Kind, tokens};

/// Where the statement stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surroundings {
    /// In a block of statements or of arms.
    pub place: Place,
    /// The element whose block it stands in; none at the top of a file.
    pub parent: Option<ElementKind>,
    /// The last element before it in the same block.
    pub sibling: Option<ElementKind>,
    /// The element whose block ends right before it.
    pub closed: Option<ElementKind>,
    /// Whether a block follows.
    pub has_block: bool,
    /// Whether the line ends after it.
    pub ends_line: bool,
    /// Whether the mistake is looked for; not in a file that is nothing but mistakes.
    pub search: bool,
}

/// What came of it.
pub(super) struct Repaired {
    /// What was meant, as far as it could be read: usually one statement.
    pub statements: Vec<StatementKind>,
    /// What was wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether part of the text was given up, so that its words may be names.
    pub mention: bool,
    /// Whether what was meant is a guess, so that nothing more can be said about the statement.
    pub doubtful: bool,
}

/// More mistakes than this in one statement are not told apart.
const MOST_MISTAKES: usize = 8;
/// No more candidates than this are tried, so that a monster costs no more than a long statement.
const MOST_CANDIDATES: usize = 40;
/// A longer statement is not searched for mistakes.
const LONGEST: usize = 2 << 10;

/// Whether a quote in a text that the grammar cannot read is wrong: it has no partner, or is typographic.
pub fn has_wrong_quote(text: &str) -> bool {
    let wrong = |kind, text: &str| match kind {
        Kind::OpenText | Kind::CurlyText | Kind::LongText => true,
        // A text block closes where `"""` is the first thing on its line; with more of them indentation decides where that is.
        Kind::Text => text
            .rsplit_once(['\n', '\r'])
            .is_some_and(|(before, last)| last.trim_start() != "\"\"\"" || before.matches("\"\"\"").count() > 1),
        Kind::Other => text.contains(['\u{201C}', '\u{201D}', '\u{201E}', '\u{00AB}', '\u{00BB}']),
        _ => false,
    };
    tokens(text).iter().any(|token| wrong(token.kind, token.text))
}

/// Repairs the piece that begins at byte `start` of the file. `failed` is where the grammar gave up, if it did.
pub(super) fn repair(id: FileId, piece: &str, start: u32, around: Surroundings, failed: Option<usize>) -> Repaired {
    if let Some(comment) = comments::whole(id, piece, start, around) {
        return Repaired { statements: vec![StatementKind::Junk], diagnostics: vec![comment], mention: true, doubtful: true };
    }
    if let Some(clause) = clause_behind_block(id, piece, start, around) {
        return Repaired { statements: vec![StatementKind::Junk], diagnostics: vec![clause], mention: true, doubtful: true };
    }
    let mut patched = Patched::new(piece, start);
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let mut doubtful = false;
    if around.search && piece.len() <= LONGEST {
        for _ in 0..MOST_MISTAKES {
            let Some(candidate) = best(id, &patched, around) else { break };
            let next = patched.apply(&candidate.edits);
            if !candidate.said_later {
                doubtful |= candidate.guess || candidate.diagnostic.fix.is_none();
                diagnostics.push(candidate.diagnostic);
            }
            let also = candidate.also.map(|also| (Patched::new(&also.text, patched.origin(also.at)), also.same_name));
            patched = next;
            if let Ok(kind) = readable(&patched, around) {
                let kind = if candidate.no_value { without_value(kind) } else { kind };
                let mut statements = vec![kind];
                if let Some((also, same_name)) = also
                    && let Ok(StatementKind::Field(mut second)) = readable(&also, around)
                    && let Some(StatementKind::Field(first)) = statements.first()
                {
                    if same_name {
                        second.name = first.name;
                    }
                    statements.push(StatementKind::Field(second));
                }
                return Repaired { statements, diagnostics, mention: false, doubtful };
            }
        }
    }
    give_up(id, &patched, around, diagnostics, failed)
}

/// What is said of a clause that stands behind the block of its element: `pain "Slow" { severity: high } from calls`.
fn clause_behind_block(id: FileId, piece: &str, start: u32, around: Surroundings) -> Option<Diagnostic> {
    let keyword = around.closed.filter(|_| !around.has_block)?.keyword();
    let tokens = tokens(piece);
    let (word, what) = (tokens.first()?, tokens.get(1)?);
    if !matches!((word.text, what.kind), ("for" | "from", Kind::Word) | ("when", Kind::Text)) {
        return None;
    }
    if tokens.iter().any(|token| matches!(token.kind, Kind::Colon | Kind::Arrow | Kind::WrongArrow)) {
        return None;
    }
    let span = Span::new(start as usize, start as usize + piece.trim_end().len());
    let found = Diagnostic::new(Code::UnexpectedText, id, span, "a clause stands before the block", "behind it");
    Some(found.help(format!("write `{keyword} \"…\" {} {{ … }}`", piece.trim_end())))
}

/// Whether a statement that the grammar can read is a mistake all the same: `share: 60,5%` is no list of two numbers, and
/// `pain: "Slow" { … }` no field.
pub(super) fn is_slip(id: FileId, piece: &str, start: u32, around: Surroundings) -> bool {
    if !around.search || piece.len() > LONGEST {
        return false;
    }
    let digits = |window: &[u8]| window[0].is_ascii_digit() && (window[1] == b',' || window[1].is_ascii_alphabetic());
    let percent = || piece.contains("percent") || piece.contains("pct");
    let number = piece.as_bytes().windows(2).any(digits) || percent();
    let declares = around.has_block && ElementKind::from_keyword(word_at(piece, 0)).is_some();
    if !number && !declares {
        return false;
    }
    let (patched, tokens) = (Patched::new(piece, start), tokens(piece));
    number && statement::has_number_slip(id, &patched, &tokens, around)
        || declares && statement::is_declared_with_colon(id, &patched, &tokens, around)
}

/// The first candidate after which the statement can be read; else the first that is a mistake in any case.
fn best(id: FileId, patched: &Patched, around: Surroundings) -> Option<Candidate> {
    let tokens = tokens(patched.text());
    let mends = |candidate: &Candidate| readable(&patched.apply(&candidate.edits), around).is_ok();
    // What looks like a mistake in a comment is none.
    if let Some(comment) = comments::trailing(id, patched, &tokens, around).filter(mends) {
        return Some(comment);
    }
    let numbers = statement::numbers(id, patched, &tokens, around);
    if let Some(found) = numbers.into_iter().take(MOST_CANDIDATES).find(mends) {
        return Some(found);
    }
    let mut certain = lexical::candidates(id, patched, &tokens);
    if let Some(at) = certain.iter().position(|candidate| readable(&patched.apply(&candidate.edits), around).is_ok()) {
        return Some(certain.swap_remove(at));
    }
    if !certain.is_empty() {
        return Some(certain.swap_remove(0));
    }
    let failed = match readable(patched, around) {
        Ok(_) => patched.text().len(),
        Err(at) => at,
    };
    statement::candidates(id, patched, &tokens, around, failed)
        .into_iter()
        .take(MOST_CANDIDATES)
        .find(|candidate| readable(&patched.apply(&candidate.edits), around).is_ok())
}

/// Reads the statement as it now stands; the head of a branch needs its block.
fn readable(patched: &Patched, around: Surroundings) -> Result<StatementKind, usize> {
    let kind = read(patched.text(), around.place, &|from, to| patched.span(from, to))?;
    match kind {
        StatementKind::Transition(transition) if transition.open && !around.has_block => Err(patched.text().len()),
        // A misspelt keyword in front of a block is no flag.
        StatementKind::Flag(_) if around.has_block => Err(0),
        kind => Ok(kind),
    }
}

fn without_value(kind: StatementKind) -> StatementKind {
    match kind {
        StatementKind::Field(mut field) => {
            field.values.clear();
            StatementKind::Field(field)
        }
        other => other,
    }
}

/// No detector knows the mistake: what can be read before it is kept.
fn give_up(
    id: FileId,
    patched: &Patched,
    around: Surroundings,
    mut diagnostics: Vec<Diagnostic>,
    failed: Option<usize>,
) -> Repaired {
    let text = patched.text();
    let known = !diagnostics.is_empty();
    let at = readable(patched, around).err().or(failed).unwrap_or(0).min(text.len());
    let all = tokens(if text.len() <= LONGEST { text } else { "" });
    let cut = all.iter().find(|token| token.end > at).map_or(at, |token| token.start);
    let kept = (1..=all.len())
        .rev()
        .filter(|&count| all[count - 1].end <= cut)
        .take(3)
        .find_map(|count| readable(&patched.prefix(all[count - 1].end), around).ok());
    if !known {
        let token = all.iter().find(|token| token.start >= cut);
        let end = token.map_or(text.trim_end().len().min(cut + 40), |token| token.end).max(cut);
        let mut end = end;
        while !text.is_char_boundary(end) {
            end += 1;
        }
        let span = patched.span(cut, end);
        let shown: String = text.get(cut..end).unwrap_or("").chars().take(30).collect();
        let message =
            if shown.is_empty() { "the statement ends too early".to_owned() } else { format!("`{shown}` does not belong here") };
        let help = match (around.place, around.parent) {
            (Place::Arms, _) => "an arm of a branch is `name 40% \"why\"`".to_owned(),
            (_, Some(parent)) => format!("in {} stand fields such as `note: \"…\"` and declarations", parent.a()),
            (_, None) => "a file holds declarations such as `journey checkout \"Checkout\" { … }`".to_owned(),
        };
        diagnostics.push(Diagnostic::new(Code::UnexpectedText, id, span, message, "not understood from here on").help(help));
    }
    // A single word that could be read before the mistake says nothing.
    let kept = kept.filter(|kind| !matches!(kind, StatementKind::Flag(_)));
    Repaired { statements: vec![kept.unwrap_or(StatementKind::Junk)], diagnostics, mention: true, doubtful: true }
}
