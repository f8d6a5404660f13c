//! Which function answers which request.

use gen_lsp_types::{
    CodeActionRequest, CodeLensRequest, CompletionRequest, CompletionResolveRequest, DefinitionRequest, DocumentDiagnosticRequest,
    DocumentFormattingRequest, DocumentHighlightRequest, DocumentLinkRequest, DocumentRangeFormattingRequest,
    DocumentSymbolRequest, FoldingRangeRequest, HoverRequest, InlayHintRequest, PrepareRenameRequest, ReferencesRequest,
    RenameRequest, Request, SelectionRangeRequest, SemanticTokensDeltaRequest, SemanticTokensRangeRequest, SemanticTokensRequest,
    WorkspaceSymbolRequest,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::message::Failure;
use super::requests::{
    actions, colours, completion, diagnostics, formatting, margins, navigation, preview, renaming, structure, symbols,
};
use super::state::State;

/// Answers a request, in JSON.
pub fn answer(state: &mut State<'_>, method: &str, params: Value) -> Result<String, Failure> {
    match method {
        "textDocument/diagnostic" => on::<DocumentDiagnosticRequest>(state, params, diagnostics::pull),
        "completionItem/resolve" => on::<CompletionResolveRequest>(state, params, completion::resolve),
        "textDocument/completion" => on::<CompletionRequest>(state, params, completion::complete),
        "textDocument/hover" => on::<HoverRequest>(state, params, navigation::hover),
        "textDocument/definition" => on::<DefinitionRequest>(state, params, navigation::definition),
        "textDocument/references" => on::<ReferencesRequest>(state, params, navigation::references),
        "textDocument/documentHighlight" => on::<DocumentHighlightRequest>(state, params, navigation::highlights),
        "textDocument/prepareRename" => on::<PrepareRenameRequest>(state, params, renaming::prepare),
        "textDocument/rename" => in_order::<RenameRequest>(state, params, renaming::rename),
        "textDocument/documentSymbol" => on::<DocumentSymbolRequest>(state, params, symbols::of_document),
        "workspace/symbol" => on::<WorkspaceSymbolRequest>(state, params, symbols::of_workspace),
        "textDocument/foldingRange" => on::<FoldingRangeRequest>(state, params, structure::folding),
        "textDocument/selectionRange" => on::<SelectionRangeRequest>(state, params, structure::selection),
        "textDocument/semanticTokens/full" => on::<SemanticTokensRequest>(state, params, colours::full),
        "textDocument/semanticTokens/full/delta" => on::<SemanticTokensDeltaRequest>(state, params, colours::delta),
        "textDocument/semanticTokens/range" => on::<SemanticTokensRangeRequest>(state, params, colours::range),
        "textDocument/inlayHint" => on::<InlayHintRequest>(state, params, margins::hints),
        "textDocument/codeLens" => on::<CodeLensRequest>(state, params, margins::lenses),
        "textDocument/documentLink" => on::<DocumentLinkRequest>(state, params, margins::links),
        "textDocument/formatting" => on::<DocumentFormattingRequest>(state, params, formatting::whole),
        "textDocument/rangeFormatting" => on::<DocumentRangeFormattingRequest>(state, params, formatting::range),
        "textDocument/codeAction" => in_order::<CodeActionRequest>(state, params, actions::actions),
        preview::METHOD => as_json(&read_and_answer(state, params, preview::preview)?),
        _ => Err(Failure::new(Failure::METHOD_NOT_FOUND, format!("`{method}` is no request that this server knows"))),
    }
}

/// Whether the answer to a request is about a text as a whole or changes it, so that it is worth nothing once the text has changed.
pub fn is_about_text(method: &str) -> bool {
    matches!(
        method,
        "textDocument/diagnostic"
            | "textDocument/documentSymbol"
            | "textDocument/foldingRange"
            | "textDocument/semanticTokens/full"
            | "textDocument/semanticTokens/full/delta"
            | "textDocument/semanticTokens/range"
            | "textDocument/inlayHint"
            | "textDocument/codeLens"
            | "textDocument/documentLink"
            | "textDocument/formatting"
            | "textDocument/rangeFormatting"
            | "textDocument/rename"
            | "textDocument/codeAction"
            | preview::METHOD
    )
}

/// Reads the parameters of a request of the protocol, has it answered, and writes what comes of it.
fn on<R: Request>(
    state: &mut State<'_>,
    params: Value,
    answer: fn(&mut State<'_>, &R::Params) -> Result<R::Result, Failure>,
) -> Result<String, Failure> {
    as_json(&read_and_answer(state, params, answer)?)
}

/// The same for a result with a table of files: a value has them in order.
fn in_order<R: Request>(
    state: &mut State<'_>,
    params: Value,
    answer: fn(&mut State<'_>, &R::Params) -> Result<R::Result, Failure>,
) -> Result<String, Failure> {
    let value = serde_json::to_value(read_and_answer(state, params, answer)?);
    value.map(|value| value.to_string()).map_err(|error| bug(&error))
}

fn read_and_answer<P: DeserializeOwned, T>(
    state: &mut State<'_>,
    params: Value,
    answer: fn(&mut State<'_>, &P) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let params = serde_json::from_value(params).map_err(|error| Failure::new(Failure::INVALID_PARAMS, error.to_string()))?;
    answer(state, &params)
}

fn as_json(result: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(result).map_err(|error| bug(&error))
}

fn bug(error: &serde_json::Error) -> Failure {
    Failure::new(Failure::INTERNAL_ERROR, error.to_string())
}
