//! What may stand at the cursor, by the tokens of the statement before it and the block around it.

use super::cursor::Cursor;
use crate::model::vocabulary::{ElementKind, Field, FieldRow, Target, ValueType};
use crate::syntax::tree::StatementKind;
use crate::syntax::{Token, TokenKind, tokens};

/// The words that begin clauses, in the order in which they are usually written.
const CLAUSES: &[&str] = &["for", "from", "when"];

/// The block in which a statement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// That of the file.
    Top,
    /// That of an element.
    Element(ElementKind),
    /// That of a field: remarks about its value.
    Remarks,
    /// That of a branch.
    Arms,
}

/// Something that may stand at the cursor.
pub(super) enum Expected<'a> {
    /// A statement of a block.
    Statement(Block),
    /// A word of the list of a field.
    Word(&'static FieldRow, &'static [&'static str]),
    /// The word after the title of an element.
    Value(ElementKind, &'static [&'static str]),
    /// A number of an emotion.
    Feeling,
    /// A name, with those that are written there already.
    Name(Target, Vec<&'a str>),
    /// A place that an arrow begins or ends at.
    Place(End<'a>),
    /// The words that begin what else may follow: clauses, `takes`.
    Then(&'static str),
    /// `->`
    Arrow,
    /// A unit of time.
    TimeUnit,
    /// The path of an import, with its quotes or without.
    Path { quoted: bool },
    /// The name of a lint in an allow comment.
    Lint(Vec<&'a str>),
}

/// An end of an arrow.
#[derive(Default)]
pub(super) struct End<'a> {
    /// The places that are written on this side already.
    pub taken: Vec<&'a str>,
    /// Where the arrow comes from, if this is the end that it leads to.
    pub from: Option<&'a str>,
    /// Whether it leads there.
    pub leads: bool,
    /// Whether a branch may begin here.
    pub branches: bool,
}

/// What may stand at the cursor, the likeliest first; nothing where only the writer can know, as in texts.
pub(super) fn expected<'a>(cursor: &Cursor<'a>) -> Vec<Expected<'a>> {
    if let Some(comment) = cursor.comment {
        let before = &cursor.view.text()[comment.start as usize..cursor.word.start as usize];
        return lints(before).map(Expected::Lint).into_iter().collect();
    }
    if cursor.is_in_open_text() {
        return Vec::new();
    }
    let Some(block) = block(cursor) else { return Vec::new() };
    let tokens = tokens(cursor.before);
    if tokens
        .iter()
        .any(|token| matches!(token.kind, TokenKind::OpenText | TokenKind::LongText | TokenKind::CurlyText | TokenKind::Link))
    {
        let path = tokens.first().is_some_and(|first| first.text == "import") && tokens.len() == 2;
        return if path { vec![Expected::Path { quoted: true }] } else { Vec::new() };
    }
    match (block, &tokens[..]) {
        (Block::Arms, tokens) => arm(tokens),
        (block, []) => vec![Expected::Statement(block)],
        (_, [name, colon, values @ ..]) if name.kind == TokenKind::Word && colon.kind == TokenKind::Colon => {
            field(block, name.text, values)
        }
        (Block::Top, [first, rest @ ..]) if first.text == "import" => {
            if rest.is_empty() {
                vec![Expected::Path { quoted: false }]
            } else {
                Vec::new()
            }
        }
        (Block::Element(kind), [first, rest @ ..]) if first.text == "influence" && kind.row().transitions => flow(rest, true),
        (block, [first, rest @ ..]) if first.kind == TokenKind::Word && declares(block, first.text, rest) => {
            ElementKind::from_keyword(first.text).map_or_else(Vec::new, |kind| head(kind, rest))
        }
        (Block::Element(kind), tokens) if kind.row().transitions => flow(tokens, false),
        _ => Vec::new(),
    }
}

/// The block around the cursor; none if it belongs to something that was not understood.
fn block(cursor: &Cursor<'_>) -> Option<Block> {
    let Some(&parent) = cursor.around.last() else { return Some(Block::Top) };
    match &cursor.view.tree().statements[parent as usize].kind {
        StatementKind::Element(element) => Some(Block::Element(element.kind)),
        StatementKind::Field(_) => Some(Block::Remarks),
        StatementKind::Transition(transition) if transition.open => Some(Block::Arms),
        _ => None,
    }
}

/// The lints that an allow comment names so far; none if the cursor is not in the brackets of one.
fn lints(before: &str) -> Option<Vec<&str>> {
    let (slashes, names) = before.split_once("journey: allow(")?;
    let inside = slashes.trim_start_matches('/').trim().is_empty() && !names.contains(')');
    inside.then(|| names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect())
}

/// Whether a word begins the declaration of an element that may stand in a block.
fn declares(block: Block, word: &str, rest: &[Token<'_>]) -> bool {
    let arrow = rest.first().is_some_and(|next| matches!(next.kind, TokenKind::Arrow | TokenKind::Comma));
    let Some(kind) = ElementKind::from_keyword(word).filter(|_| !arrow) else { return false };
    match block {
        Block::Top => kind.at_top(),
        Block::Element(parent) => parent.row().children.contains(&kind),
        Block::Remarks | Block::Arms => false,
    }
}

/// After the keyword of a declaration.
fn head<'a>(kind: ElementKind, rest: &[Token<'a>]) -> Vec<Expected<'a>> {
    let Some(last) = rest.last() else { return Vec::new() };
    if let Some(names) = clause(rest) {
        return names;
    }
    let title = rest.iter().position(|token| token.kind == TokenKind::Text);
    let mut out = Vec::new();
    let words = match kind.row().value {
        Some(ValueType::Words(words)) => Some(words),
        _ => None,
    };
    if let Some(words) = words.filter(|_| title.map_or(rest.len() == 1, |title| title + 1 == rest.len())) {
        out.push(Expected::Value(kind, words));
    }
    // What is shared by all journeys holds for everybody.
    if ends_value(last) && !kind.at_top() {
        out.extend(clauses_left(rest));
    }
    out
}

/// After the name of a field and its colon.
fn field<'a>(block: Block, name: &str, values: &[Token<'a>]) -> Vec<Expected<'a>> {
    let row = match block {
        Block::Element(kind) => kind.row().field(name),
        _ => None,
    };
    let Some(row) = row else {
        // The field of a lane, or one that there is not: its values are texts.
        let lanes = matches!(block, Block::Element(kind) if kind.row().lanes);
        let text = values.last().is_some_and(|last| last.kind == TokenKind::Text);
        return match clause(values) {
            Some(names) => names,
            None if lanes && text => clauses_left(values).collect(),
            None => Vec::new(),
        };
    };
    if let Some(names) = clause(values) {
        return names;
    }
    let open = values.first().is_some_and(|first| first.kind == TokenKind::ListOpen)
        && !values.iter().any(|token| token.kind == TokenKind::ListClose);
    let Some(last) = values.last() else { return value(row, &[]) };
    match last.kind {
        TokenKind::ListOpen | TokenKind::Comma => value(row, values),
        TokenKind::Arrow if row.value == ValueType::Emotion => vec![Expected::Feeling],
        _ if open => value(row, values),
        TokenKind::Number if is_timed(row.value) => std::iter::once(Expected::TimeUnit).chain(clauses_left(values)).collect(),
        TokenKind::ListClose => clauses_left(values).collect(),
        _ if ends_value(last) => clauses_left(values).collect(),
        _ => Vec::new(),
    }
}

/// Whether a value, a name or a title may end with a token.
fn ends_value(token: &Token<'_>) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Text | TokenKind::Number) || token.text == "%"
}

/// Where a value of a field begins.
fn value<'a>(row: &'static FieldRow, values: &[Token<'a>]) -> Vec<Expected<'a>> {
    let taken = || values.iter().filter(|token| token.kind == TokenKind::Word).map(|token| token.text).collect();
    match row.value {
        ValueType::Reference(target) | ValueType::ReferenceOrText(target) => vec![Expected::Name(target, taken())],
        ValueType::Words(words) | ValueType::WordsOrQuantity(words) => vec![Expected::Word(row, words)],
        ValueType::Emotion => vec![Expected::Feeling],
        _ => Vec::new(),
    }
}

/// Whether a number in a field may be a length of time.
fn is_timed(value: ValueType) -> bool {
    matches!(value, ValueType::Duration | ValueType::Quantity | ValueType::TextOrQuantity | ValueType::WordsOrQuantity(_))
}

/// In a transition or what may become one.
fn flow<'a>(tokens: &[Token<'a>], influence: bool) -> Vec<Expected<'a>> {
    let arrow = tokens.iter().rposition(|token| token.kind == TokenKind::Arrow);
    let side = &tokens[arrow.map_or(0, |arrow| arrow + 1)..];
    let taken: Vec<&str> = side.iter().filter(|token| token.kind == TokenKind::Word).map(|token| token.text).collect();
    let Some(last) = tokens.last() else { return vec![Expected::Place(End::default())] };
    let Some(arrow) = arrow else {
        return match last.kind {
            TokenKind::Comma => vec![Expected::Place(End { taken, ..End::default() })],
            TokenKind::Word => vec![Expected::Arrow],
            _ => Vec::new(),
        };
    };
    let from = tokens[..arrow].last().map(|token| token.text);
    let plain = side.iter().all(|token| matches!(token.kind, TokenKind::Word | TokenKind::Comma));
    match last.kind {
        TokenKind::Arrow => vec![Expected::Place(End { taken, from, leads: true, branches: !influence })],
        TokenKind::Comma if plain => {
            clause(side).unwrap_or_else(|| vec![Expected::Place(End { taken, from, leads: true, branches: false })])
        }
        _ => details(side, influence),
    }
}

/// In the block of a branch.
fn arm<'a>(tokens: &[Token<'a>]) -> Vec<Expected<'a>> {
    let place = || vec![Expected::Place(End { leads: true, ..End::default() })];
    match tokens.last().map(|last| last.kind) {
        None => place(),
        Some(TokenKind::Comma) => clause(tokens).unwrap_or_else(place),
        Some(_) => details(tokens, false),
    }
}

/// After the end of an arrow.
fn details<'a>(tokens: &[Token<'a>], influence: bool) -> Vec<Expected<'a>> {
    if let Some(names) = clause(tokens) {
        return names;
    }
    let Some(last) = tokens.last() else { return Vec::new() };
    let takes = tokens.iter().rposition(|token| token.text == "takes");
    match (last.text, last.kind) {
        ("journey", _) => return vec![Expected::Name(Target::Journey, Vec::new())],
        ("takes", _) => return Vec::new(),
        (_, TokenKind::Number) if takes.is_some_and(|takes| takes + 2 == tokens.len()) => return vec![Expected::TimeUnit],
        _ if ends_value(last) => {}
        _ => return Vec::new(),
    }
    let takes = (takes.is_none() && !influence && clause_at(tokens).is_none()).then_some(Expected::Then("takes"));
    takes.into_iter().chain(clauses_left(tokens)).collect()
}

/// The names that a clause still asks for; none if the cursor is not in one.
fn clause<'a>(tokens: &[Token<'a>]) -> Option<Vec<Expected<'a>>> {
    let at = clause_at(tokens)?;
    let names = &tokens[at + 1..];
    let asks = names.last().is_none_or(|last| last.kind == TokenKind::Comma);
    let target = match tokens[at].text {
        "for" => Target::Persona,
        "from" => Target::Source,
        _ => return asks.then(Vec::new),
    };
    let taken = names.iter().filter(|token| token.kind == TokenKind::Word).map(|token| token.text).collect();
    asks.then(|| vec![Expected::Name(target, taken)])
}

/// Where the last clause begins.
fn clause_at(tokens: &[Token<'_>]) -> Option<usize> {
    tokens.iter().rposition(|token| token.kind == TokenKind::Word && CLAUSES.contains(&token.text))
}

/// The clauses that are not there yet.
fn clauses_left<'a>(tokens: &[Token<'a>]) -> impl Iterator<Item = Expected<'a>> {
    let there: Vec<&str> = tokens.iter().filter(|token| token.kind == TokenKind::Word).map(|token| token.text).collect();
    CLAUSES.iter().filter(move |word| !there.contains(word)).map(|word| Expected::Then(word))
}

/// The fields that are written directly in the block around the cursor, apart from the statement at the cursor.
pub(super) fn fields_there(cursor: &Cursor<'_>) -> Vec<Field> {
    let (tree, source) = (cursor.view.tree(), cursor.view.source());
    let Some(&parent) = cursor.around.last() else { return Vec::new() };
    tree.children(parent)
        .filter(|(index, _)| Some(*index) != cursor.statement)
        .filter_map(|(_, statement)| match &statement.kind {
            StatementKind::Field(field) => Field::from_name(source.slice(field.name)),
            StatementKind::Flag(word) => Field::from_name(source.slice(*word)),
            _ => None,
        })
        .collect()
}
