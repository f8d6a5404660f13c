//! What the client said of itself when it began. Only what is needed is read, so that nothing else in it can be wrong.

use std::path::PathBuf;

use serde_json::Value;

use super::position::Encoding;
use super::uri;

/// What the client can do.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools)] // each is a capability that is there or not
pub struct Client {
    /// What its columns count.
    pub encoding: Encoding,
    /// Whether what is completed may have places to fill in.
    pub snippets: bool,
    /// Whether it asks for the documentation of what can be completed when it shows it.
    pub resolves: bool,
    /// Whether it asks for diagnostics, so that they need not be sent.
    pub pulls: bool,
    /// Whether it asks for them again when it is told to.
    pub refreshes: bool,
    /// Whether it watches files when it is told to.
    pub watches: bool,
    /// Whether edits may say for which version of a text they are.
    pub versioned_edits: bool,
    /// Whether a jump may say where it comes from.
    pub links: bool,
}

impl Client {
    /// Reads the parameters of `initialize`.
    pub fn new(params: &Value) -> Self {
        let has = |path: &str| params.pointer(&format!("/capabilities/{path}")).is_some_and(|value| *value != Value::Bool(false));
        let encodings = params.pointer("/capabilities/general/positionEncodings").and_then(Value::as_array);
        let utf8 = encodings.is_some_and(|all| all.iter().any(|encoding| encoding == "utf-8"));
        let resolved = params.pointer("/capabilities/textDocument/completion/completionItem/resolveSupport/properties");
        let resolved = resolved.and_then(Value::as_array);
        Self {
            encoding: if utf8 { Encoding::Utf8 } else { Encoding::Utf16 },
            snippets: has("textDocument/completion/completionItem/snippetSupport"),
            resolves: resolved.is_some_and(|all| all.iter().any(|property| property == "documentation")),
            pulls: has("textDocument/diagnostic"),
            refreshes: has("workspace/diagnostics/refreshSupport"),
            watches: has("workspace/didChangeWatchedFiles/dynamicRegistration"),
            versioned_edits: has("workspace/workspaceEdit/documentChanges"),
            links: has("textDocument/definition/linkSupport"),
        }
    }
}

/// The folders that the client shows.
pub fn folders(params: &Value) -> Vec<PathBuf> {
    let listed = params.get("workspaceFolders").and_then(Value::as_array);
    let listed = listed.into_iter().flatten().filter_map(|folder| folder.get("uri"));
    let root = params.get("rootUri");
    let uris: Vec<&Value> = listed.collect();
    let uris = if uris.is_empty() { root.into_iter().collect() } else { uris };
    uris.into_iter().filter_map(Value::as_str).filter_map(uri::to_path).collect()
}
