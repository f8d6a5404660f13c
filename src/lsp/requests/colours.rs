//! Semantic tokens: of a document, of a range, and what has changed in them.

use gen_lsp_types::{
    Range, SemanticToken, SemanticTokens, SemanticTokensDelta, SemanticTokensDeltaParams, SemanticTokensDeltaResponse,
    SemanticTokensEdit, SemanticTokensParams, SemanticTokensRangeParams, Uri,
};

use super::super::convert::ruler;
use super::super::message::Failure;
use super::super::state::{Analysed, State};
use super::span;
use crate::ide::tokens::{Kind, Token, tokens};
use crate::source::Span;

/// The name of a kind in the protocol.
pub const fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Keyword => "keyword",
        Kind::Field => "property",
        Kind::Word => "enumMember",
        Kind::Journey => "namespace",
        Kind::Place => "class",
        Kind::Persona => "parameter",
        Kind::Name => "variable",
        Kind::Text => "string",
        Kind::Number => "number",
        Kind::Arrow => "operator",
        Kind::Comment => "comment",
    }
}

/// The tokens of a document.
pub fn full(state: &mut State<'_>, params: &SemanticTokensParams) -> Result<Option<SemanticTokens>, Failure> {
    whole(state, &params.text_document.uri).map(Some)
}

/// What is different in the tokens of a document since it was last asked for.
pub fn delta(state: &mut State<'_>, params: &SemanticTokensDeltaParams) -> Result<Option<SemanticTokensDeltaResponse>, Failure> {
    let uri = &params.text_document.uri;
    let before = state.document(uri)?.1.tokens.clone().filter(|(id, _)| *id == params.previous_result_id);
    let now = whole(state, uri)?;
    let Some((_, before)) = before else { return Ok(Some(now.into())) };
    let edits = difference(&before, &now.data).into_iter().collect();
    Ok(Some(SemanticTokensDelta { result_id: now.result_id, edits }.into()))
}

/// The tokens of a part of a document.
pub fn range(state: &mut State<'_>, params: &SemanticTokensRangeParams) -> Result<Option<SemanticTokens>, Failure> {
    let analysed = state.analysed(&params.text_document.uri)?;
    let part = span(state, &analysed, params.range);
    Ok(Some(SemanticTokens { result_id: None, data: encoded(state, &analysed, Some(part)) }))
}

/// All tokens of a document. They are kept, to say later what has changed.
fn whole(state: &mut State<'_>, uri: &Uri) -> Result<SemanticTokens, Failure> {
    let analysed = state.analysed(uri)?;
    let data = encoded(state, &analysed, None);
    let id = analysed.number.to_string();
    state.keep_tokens(uri, id.clone(), data.clone());
    Ok(SemanticTokens { result_id: Some(id), data })
}

/// Tokens as the protocol has them: each by its distance from the one before, none over several lines.
fn encoded(state: &State<'_>, analysed: &Analysed, part: Option<Span>) -> Vec<SemanticToken> {
    let view = analysed.view();
    let ruler = ruler(state, analysed, view.file);
    let lines = view.source().lines();
    let (mut line, mut start) = (0, 0);
    let mut out = Vec::new();
    let meets = |span: Span| part.is_none_or(|part| span.start < part.end && part.start < span.end);
    for Token { span, kind, declaration } in tokens(view).into_iter().filter(|token| meets(token.span)) {
        let token_type = Kind::ALL.iter().position(|other| *other == kind).unwrap_or_default() as u32;
        for number in lines.line(span.start)..=lines.line(span.end.saturating_sub(1).max(span.start)) {
            let of_line = lines.range(number);
            let text = &view.text()[of_line.clone()];
            let end = (of_line.start + text.trim_end_matches(['\n', '\r']).len()).min(span.end as usize);
            let begin = of_line.start.max(span.start as usize);
            if begin >= end {
                continue;
            }
            let Range { start: from, end: to } = ruler.range(Span::new(begin, end));
            let delta_start = if from.line == line { from.character - start } else { from.character };
            let length = to.character - from.character;
            let token_modifiers_bitset = u32::from(declaration);
            out.push(SemanticToken { delta_line: from.line - line, delta_start, length, token_type, token_modifiers_bitset });
            (line, start) = (from.line, from.character);
        }
    }
    out
}

/// The one edit that makes new tokens of old ones, in numbers of which each token has five; none if they are the same.
fn difference(before: &[SemanticToken], now: &[SemanticToken]) -> Option<SemanticTokensEdit> {
    if before == now {
        return None;
    }
    let start = before.iter().zip(now).take_while(|(a, b)| a == b).count();
    let end = before[start..].iter().rev().zip(now[start..].iter().rev()).take_while(|(a, b)| a == b).count();
    let new = &now[start..now.len() - end];
    let numbers =
        |token: &SemanticToken| [token.delta_line, token.delta_start, token.length, token.token_type, token.token_modifiers_bitset];
    Some(SemanticTokensEdit {
        start: start as u32 * 5,
        delete_count: (before.len() - end - start) as u32 * 5,
        data: Some(new.iter().flat_map(numbers).collect()),
    })
}
