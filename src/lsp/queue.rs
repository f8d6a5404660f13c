//! Messages that have come and are not handled yet.

use std::collections::VecDeque;
use std::sync::mpsc::Receiver;
use std::time::Duration;

use serde_json::Value;

use super::message::Message;

/// The messages in their order, of which one can see those that are to come.
pub struct Queue {
    waiting: VecDeque<Message>,
    incoming: Receiver<Message>,
}

impl Queue {
    /// A queue of what comes in.
    pub fn new(incoming: Receiver<Message>) -> Self {
        Self { waiting: VecDeque::new(), incoming }
    }

    /// The next message, for which is waited; none once nobody writes any more.
    pub fn next(&mut self) -> Option<Message> {
        self.waiting.pop_front().or_else(|| self.incoming.recv().ok())
    }

    /// Waits for a message, if none has come, but not for long.
    pub fn wait(&mut self, at_most: Duration) {
        if self.is_empty() {
            self.waiting.extend(self.incoming.recv_timeout(at_most).ok());
        }
    }

    /// Whether nothing has come.
    pub fn is_empty(&mut self) -> bool {
        self.look().is_empty()
    }

    /// Whether a request has been taken back.
    pub fn is_cancelled(&mut self, id: &Value) -> bool {
        self.look().iter().any(|message| match message {
            Message::Notification { method, params } => method == "$/cancelRequest" && params.get("id") == Some(id),
            _ => false,
        })
    }

    /// Whether the text of a document is about to change.
    pub fn changes(&mut self, uri: &Value) -> bool {
        self.look().iter().any(|message| match message {
            Message::Notification { method, params } => {
                method == "textDocument/didChange" && params.pointer("/textDocument/uri") == Some(uri)
            }
            _ => false,
        })
    }

    /// All that has come.
    fn look(&mut self) -> &VecDeque<Message> {
        self.waiting.extend(self.incoming.try_iter());
        &self.waiting
    }
}
