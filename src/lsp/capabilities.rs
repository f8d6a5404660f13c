//! What the server says that it can do.

use serde_json::{Value, json};

use super::client::Client;
use super::position::Encoding;
use super::requests::{colours::name, preview};
use crate::ide::tokens::Kind;

/// The signs after which completion is asked for.
const TRIGGERS: &[&str] = &[" ", ":", ">", "\"", "/", ".", ",", "("];

/// The answer to `initialize`.
pub fn initialized(client: Client) -> Value {
    let encoding = match client.encoding {
        Encoding::Utf8 => "utf-8",
        Encoding::Utf16 => "utf-16",
    };
    json!({
        "serverInfo": { "name": "journey", "version": env!("CARGO_PKG_VERSION") },
        "capabilities": {
            "positionEncoding": encoding,
            "textDocumentSync": { "openClose": true, "change": 2 },
            "diagnosticProvider": { "identifier": "journey", "interFileDependencies": true, "workspaceDiagnostics": false },
            "completionProvider": { "triggerCharacters": TRIGGERS, "resolveProvider": true },
            "hoverProvider": true,
            "definitionProvider": true,
            "referencesProvider": true,
            "documentHighlightProvider": true,
            "renameProvider": { "prepareProvider": true },
            "documentSymbolProvider": true,
            "workspaceSymbolProvider": true,
            "foldingRangeProvider": true,
            "selectionRangeProvider": true,
            "semanticTokensProvider": {
                "legend": { "tokenTypes": Kind::ALL.iter().map(|kind| name(*kind)).collect::<Vec<_>>(), "tokenModifiers": ["declaration"] },
                "full": { "delta": true },
                "range": true,
            },
            "inlayHintProvider": true,
            "codeLensProvider": {},
            "documentLinkProvider": {},
            "documentFormattingProvider": true,
            "documentRangeFormattingProvider": true,
            "codeActionProvider": { "codeActionKinds": ["quickfix", "refactor.rewrite", "source.fixAll.journey"] },
            // A request of our own: the picture of a map.
            "experimental": { "preview": preview::METHOD },
            "workspace": { "workspaceFolders": { "supported": true, "changeNotifications": true } },
        },
    })
}

/// The request to watch files.
pub fn watching() -> Value {
    json!({
        "registrations": [{
            "id": "journey-files",
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": { "watchers": [{ "globPattern": "**/*.journey" }, { "globPattern": "**/journey.toml" }] },
        }],
    })
}

#[cfg(test)]
mod tests {
    use gen_lsp_types::InitializeResult;

    use super::*;

    #[test]
    fn what_is_announced_is_of_the_protocol() {
        let announced = initialized(Client::new(&Value::Null));
        let read: InitializeResult = serde_json::from_value(announced.clone()).expect("it has the right form");
        // What the protocol does not know would be lost on the way.
        assert_eq!(serde_json::to_value(read).expect("it can be written"), announced);
    }
}
