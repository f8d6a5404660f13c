//! An editor that speaks the protocol with the program as a child process.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::cli::command;

/// How long something may take on a busy machine.
const LONG: Duration = Duration::from_mins(1);

/// An editor with its server.
pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    incoming: Receiver<Value>,
    /// What came and nobody has asked for yet.
    pub waiting: Vec<Value>,
    requests: i64,
}

impl Client {
    /// Starts the server, and says nothing to it yet.
    pub fn new(at: &Path) -> Self {
        let mut command = command(at, &["lsp"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        let input = child.stdin.take();
        let incoming = messages(child.stdout.take().expect("it writes"));
        Self { child, input, incoming, waiting: Vec::new(), requests: 0 }
    }

    /// Starts the server and begins the conversation.
    pub fn start(at: &Path, capabilities: &Value) -> Self {
        let mut client = Self::new(at);
        let params = json!({
            "processId": null, "rootUri": null, "capabilities": capabilities,
            "workspaceFolders": [{ "uri": uri(at, ""), "name": "maps" }],
        });
        client.request("initialize", &params).expect("it begins");
        client.notify("initialized", &json!({}));
        client
    }

    /// Writes bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("it is open");
        // A server that has ended reads no more; the test then waits in vain for what it awaits.
        let _ = input.write_all(bytes).and_then(|()| input.flush());
    }

    pub fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Asks without waiting for the answer, and gives the id.
    pub fn ask(&mut self, method: &str, params: &Value) -> i64 {
        self.requests += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.requests, "method": method, "params": params }));
        self.requests
    }

    /// Asks and waits: the result, or the error.
    pub fn request(&mut self, method: &str, params: &Value) -> Result<Value, Value> {
        let id = self.ask(method, params);
        self.answer(&json!(id))
    }

    /// The answer to a request.
    pub fn answer(&mut self, id: &Value) -> Result<Value, Value> {
        let mut answer = self.until(|message| message.get("id") == Some(id) && message.get("method").is_none());
        match answer.get_mut("error") {
            Some(error) => Err(error.take()),
            None => Ok(answer["result"].take()),
        }
    }

    /// The next message of a kind; what comes before it is kept.
    pub fn until(&mut self, is_awaited: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.waiting.iter().position(&is_awaited) {
            return self.waiting.remove(at);
        }
        let end = Instant::now() + LONG;
        loop {
            match self.incoming.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(message) if is_awaited(&message) => return message,
                Ok(message) => self.waiting.push(message),
                Err(why) => panic!("{why}; there was {:#?}", self.waiting),
            }
        }
    }

    /// The diagnostics of a version of a text.
    pub fn published(&mut self, uri: &str, version: i64) -> Vec<Value> {
        let mut message = self.until(|message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && message["params"]["version"] == version
        });
        match message["params"]["diagnostics"].take() {
            Value::Array(all) => all,
            other => panic!("{other}"),
        }
    }

    pub fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "journey", "version": 1, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    /// Replaces the whole text.
    pub fn write(&mut self, uri: &str, version: i64, text: &str) {
        self.change(uri, version, &json!([{ "text": text }]));
    }

    pub fn change(&mut self, uri: &str, version: i64, changes: &Value) {
        let document = json!({ "uri": uri, "version": version });
        self.notify("textDocument/didChange", &json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// Asks about a place of a text.
    pub fn at(&mut self, method: &str, uri: &str, text: &str, place: &str) -> Result<Value, Value> {
        self.request(method, &json!({ "textDocument": { "uri": uri }, "position": position(text, place) }))
    }

    /// Closes the input and waits for the end.
    pub fn leave(mut self) -> (ExitStatus, String) {
        self.input = None;
        let end = Instant::now() + LONG;
        loop {
            if let Some(status) = self.child.try_wait().expect("it can be asked") {
                let mut said = String::new();
                self.child.stderr.take().expect("it is read").read_to_string(&mut said).expect("it is text");
                return (status, said);
            }
            assert!(Instant::now() < end, "it does not end");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Takes leave as the protocol wants it.
    pub fn end(mut self) {
        assert_eq!(self.request("shutdown", &Value::Null), Ok(Value::Null));
        self.notify("exit", &Value::Null);
        let (status, said) = self.leave();
        assert_eq!((status.code(), said.as_str()), (Some(0), ""), "it ends in peace");
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // A test that fails leaves the program behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The messages that the server writes.
fn messages(output: ChildStdout) -> Receiver<Value> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut output = BufReader::new(output);
        loop {
            let mut length = None;
            loop {
                let mut line = String::new();
                if output.read_line(&mut line).unwrap_or(0) == 0 {
                    return;
                }
                match line.strip_prefix("Content-Length: ") {
                    Some(number) => length = number.trim().parse::<usize>().ok(),
                    None if line.trim().is_empty() => break,
                    None => return,
                }
            }
            let mut body = vec![0; length.unwrap_or(0)];
            let read = output.read_exact(&mut body).ok().and_then(|()| serde_json::from_slice(&body).ok());
            let Some(message) = read else { return };
            if sender.send(message).is_err() {
                return;
            }
        }
    });
    receiver
}

pub fn uri(at: &Path, path: &str) -> String {
    let at = at.canonicalize().expect("it is there");
    format!("file://{}/{path}", at.display()).trim_end_matches('/').to_owned()
}

/// The position of the mark `‸` in the first text that is like `place` without it.
pub fn position(text: &str, place: &str) -> Value {
    let before = place.find('‸').expect("it has a mark");
    let at = text.find(&place.replacen('‸', "", 1)).unwrap_or_else(|| panic!("{place} is not in the text")) + before;
    position_of(text, at)
}

/// The position of a byte.
pub fn position_of(text: &str, at: usize) -> Value {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    json!({ "line": text[..at].matches('\n').count(), "character": text[start..at].encode_utf16().count() })
}
