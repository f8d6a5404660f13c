//! The life of the server: beginning, messages in their order, end.

use std::io::{BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use gen_lsp_types::TextDocumentContentChangeEvent as Change;
use serde_json::{Value, json};

use super::capabilities;
use super::client::{Client, folders};
use super::diagnostics::{of_document, publication};
use super::dispatch::{answer, is_about_text};
use super::documents::Unsaid;
use super::files::Files;
use super::message::{Failure, Message, Request, notification, request, response};
use super::queue::Queue;
use super::state::State;
use super::transport::{read, write};
use super::uri;

/// So long findings wait at most while messages keep coming.
const LONGEST_WAIT: Duration = Duration::from_millis(250);

/// Findings wait for a question by this part of the time that they took the last time, so that nobody notices.
const PATIENCE: u32 = 4;

/// But no longer than this.
const LONGEST_PATIENCE: Duration = Duration::from_millis(25);

/// How the server ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It was asked to.
    Asked,
    /// The client left without a word.
    Left,
}

/// Serves a client until it leaves.
pub fn serve(input: impl BufRead + Send + 'static, output: impl Write, files: &dyn Files) -> Ended {
    let (sender, receiver) = mpsc::channel();
    // The thread ends with its input, or with the first message that nobody wants any more.
    thread::spawn(move || {
        let mut input = input;
        while let Ok(Some(message)) = read(&mut input) {
            if sender.send(message).is_err() {
                break;
            }
        }
    });
    let mut server = Server {
        files,
        output,
        queue: Queue::new(receiver),
        state: None,
        shut_down: false,
        waiting_since: None,
        patience: Duration::ZERO,
    };
    server.run();
    if server.shut_down { Ended::Asked } else { Ended::Left }
}

struct Server<'f, W> {
    files: &'f dyn Files,
    output: W,
    queue: Queue,
    /// None before `initialize`.
    state: Option<State<'f>>,
    shut_down: bool,
    /// Since when something has changed of which nothing has been said.
    waiting_since: Option<Instant>,
    /// So long findings wait for a question that is answered first.
    patience: Duration,
}

/// Nobody reads any more, or the client wants to leave.
struct End;

impl<W: Write> Server<'_, W> {
    fn run(&mut self) {
        while let Some(message) = self.queue.next() {
            if self.handle(message).is_err() {
                return;
            }
            if self.waiting_since.is_some() {
                // Who types often asks at once what comes next, and that is answered before anything is said about the text.
                self.queue.wait(self.patience);
            }
            let waited = self.waiting_since.is_some_and(|since| since.elapsed() >= LONGEST_WAIT);
            if self.waiting_since.is_some() && (waited || self.queue.is_empty()) {
                let start = Instant::now();
                if self.publish(waited).is_err() {
                    return;
                }
                self.patience = (start.elapsed() / PATIENCE).min(LONGEST_PATIENCE);
            }
        }
    }

    fn send(&mut self, message: &str) -> Result<(), End> {
        write(&mut self.output, message).map_err(|_| End)
    }

    fn handle(&mut self, message: Message) -> Result<(), End> {
        match message {
            Message::Request(request) => {
                let result = self.result(&request);
                self.send(&response(&request.id, result))?;
                if request.method == "initialize" { self.begin() } else { Ok(()) }
            }
            Message::Notification { method, .. } if method == "exit" => Err(End),
            Message::Notification { method, params } => self.notified(&method, params),
            Message::Response => Ok(()),
            Message::Broken(id, failure) => self.send(&response(&id, Err(failure))),
        }
    }

    /// The result of a request, as JSON.
    fn result(&mut self, request: &Request) -> Result<String, Failure> {
        let Request { id, method, params } = request;
        if self.shut_down {
            return Err(Failure::new(Failure::INVALID_REQUEST, "the server has been shut down"));
        }
        if method == "initialize" {
            if self.state.is_some() {
                return Err(Failure::new(Failure::INVALID_REQUEST, "the server has been initialized already"));
            }
            let client = Client::new(params);
            self.state = Some(State::new(self.files, client, &folders(params)));
            return Ok(capabilities::initialized(client).to_string());
        }
        let Some(state) = &mut self.state else {
            return Err(Failure::new(Failure::NOT_INITIALIZED, "the first request is `initialize`"));
        };
        if method == "shutdown" {
            self.shut_down = true;
            return Ok("null".to_owned());
        }
        if self.queue.is_cancelled(id) {
            return Err(Failure::new(Failure::CANCELLED, "it was taken back"));
        }
        let uri = params.pointer("/textDocument/uri");
        if is_about_text(method) && uri.is_some_and(|uri| self.queue.changes(uri)) {
            // Of diagnostics that are only late an editor keeps those that it shows.
            let code = if method == "textDocument/diagnostic" { Failure::SERVER_CANCELLED } else { Failure::CONTENT_MODIFIED };
            return Err(Failure::new(code, "the text has changed since"));
        }
        guarded(state, |state| answer(state, method, params.clone()))?
    }

    /// Once the client has its answer to `initialize`: asks it to watch the files.
    fn begin(&mut self) -> Result<(), End> {
        let watches = self.state.as_ref().is_some_and(|state| state.client.watches);
        if watches { self.send(&request("journey-watch", "client/registerCapability", &capabilities::watching())) } else { Ok(()) }
    }

    fn notified(&mut self, method: &str, params: Value) -> Result<(), End> {
        let Some(state) = self.state.as_mut().filter(|_| !self.shut_down) else { return Ok(()) };
        let uri = params.pointer("/textDocument/uri").and_then(Value::as_str).unwrap_or_default().to_owned();
        // What fails here has changed nothing, or is read again.
        let read_again = guarded(state, |state| notice(state, method, &uri, params)).unwrap_or(true);
        if read_again {
            self.waiting_since.get_or_insert_with(Instant::now);
        }
        if method == "textDocument/didClose" {
            let closed = publication(gen_lsp_types::Uri(uri), None, Vec::new());
            return self.send(&notification("textDocument/publishDiagnostics", &closed));
        }
        Ok(())
    }

    /// Says what is wrong in all documents that may be different now. `hurry` is there where nothing was said for long: then also of a
    /// text that is about to change.
    fn publish(&mut self, hurry: bool) -> Result<(), End> {
        self.waiting_since = None;
        let Some(state) = &mut self.state else { return Ok(()) };
        let documents = state.unsaid();
        if state.client.pulls {
            for (path, _) in &documents {
                state.said(path);
            }
            // Of the texts that it has changed itself the client asks by itself.
            let refreshes = state.client.refreshes && documents.iter().any(|(_, unsaid)| *unsaid == Unsaid::Around);
            return if refreshes {
                self.send(&request("journey-refresh", "workspace/diagnostic/refresh", &Value::Null))
            } else {
                Ok(())
            };
        }
        for (path, _) in documents {
            let Some(state) = &mut self.state else { return Ok(()) };
            state.said(&path);
            let Ok(Some(diagnostics)) = guarded(state, |state| of_document(state, &path)) else { continue };
            let uri = state.uri_of(&path);
            if hurry || !self.queue.changes(&json!(uri)) {
                let published = publication(uri, state.version_of(&path), diagnostics);
                self.send(&notification("textDocument/publishDiagnostics", &published))?;
            }
            // Nothing more is said about texts that have changed in the meantime.
            if !self.queue.is_empty() {
                self.waiting_since = Some(Instant::now());
                return Ok(());
            }
        }
        Ok(())
    }
}

/// Does something that may have a bug. Then what was read is forgotten, since it may be half done.
fn guarded<'f, T>(state: &mut State<'f>, then: impl FnOnce(&mut State<'f>) -> T) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(|| then(state))).map_err(|_| {
        state.forget();
        Failure::new(Failure::INTERNAL_ERROR, "this is a bug in journey")
    })
}

/// Takes note of something. Whether a text may be different now.
fn notice(state: &mut State<'_>, method: &str, uri: &str, mut params: Value) -> bool {
    let text_of = |value: Option<&mut Value>| match value.map(Value::take) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    };
    let version = params.pointer("/textDocument/version").and_then(Value::as_i64).map_or(0, |version| version as i32);
    match method {
        "textDocument/didOpen" => {
            let language = text_of(params.pointer_mut("/textDocument/languageId")).unwrap_or_default();
            let Some(text) = text_of(params.pointer_mut("/textDocument/text")) else { return false };
            state.open(uri, &language, version, text);
            true
        }
        "textDocument/didChange" => {
            let changes = params.get_mut("contentChanges").map(Value::take).unwrap_or_default();
            let Ok(changes) = serde_json::from_value::<Vec<Change>>(changes) else { return false };
            let encoding = state.client.encoding;
            let Some(document) = state.changing(uri) else { return false };
            document.change(version, changes, encoding);
            true
        }
        "textDocument/didClose" => {
            state.close(uri);
            true
        }
        "workspace/didChangeWatchedFiles" => {
            state.forget();
            true
        }
        "workspace/didChangeWorkspaceFolders" => {
            let paths = |which: &str| -> Vec<std::path::PathBuf> {
                let listed = params.pointer(&format!("/event/{which}")).and_then(Value::as_array);
                let uris = listed.into_iter().flatten().filter_map(|folder| folder.get("uri").and_then(Value::as_str));
                uris.filter_map(uri::to_path).collect()
            };
            let (added, removed) = (paths("added"), paths("removed"));
            state.change_folders(&added, &removed);
            true
        }
        _ => false,
    }
}
