//! Messages of JSON-RPC, as they come in and go out.

use serde::Serialize;
use serde_json::{Value, json};

/// A message that was read.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// Wants an answer.
    Request(Request),
    /// Wants none.
    Notification {
        /// What it tells.
        method: String,
        /// The rest of it.
        params: Value,
    },
    /// Answers a request of the server. None of them has an answer that matters.
    Response,
    /// Cannot be understood: why, and the id if it has one.
    Broken(Value, Failure),
}

/// A request.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// A number or a text, which the answer repeats.
    pub id: Value,
    /// What is asked for.
    pub method: String,
    /// The rest of it.
    pub params: Value,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The number of JSON-RPC or the protocol.
    pub code: i32,
    /// In words.
    pub message: String,
}

impl Failure {
    /// The text is no JSON.
    pub const PARSE_ERROR: i32 = -32700;
    /// The message is no request, or it comes at the wrong time.
    pub const INVALID_REQUEST: i32 = -32600;
    /// Nobody knows the method.
    pub const METHOD_NOT_FOUND: i32 = -32601;
    /// The method wants other parameters.
    pub const INVALID_PARAMS: i32 = -32602;
    /// The server has a bug.
    pub const INTERNAL_ERROR: i32 = -32603;
    /// There was no `initialize` yet.
    pub const NOT_INITIALIZED: i32 = -32002;
    /// The client has taken the request back.
    pub const CANCELLED: i32 = -32800;
    /// The server does not answer now; the client asks again.
    pub const SERVER_CANCELLED: i32 = -32802;
    /// The text has changed since.
    pub const CONTENT_MODIFIED: i32 = -32801;
    /// It was understood and cannot be done.
    pub const REQUEST_FAILED: i32 = -32803;

    /// A failure with its number.
    pub fn new(code: i32, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

impl Message {
    /// Takes a value apart.
    pub fn from_value(value: Value) -> Self {
        let Value::Object(mut members) = value else {
            return Self::Broken(Value::Null, Failure::new(Failure::INVALID_REQUEST, "a message is an object"));
        };
        let id = members.remove("id").filter(|id| !id.is_null());
        let params = members.remove("params").unwrap_or_default();
        if let Some(Value::Array(_) | Value::Object(_) | Value::Bool(_)) = id {
            return Self::Broken(Value::Null, Failure::new(Failure::INVALID_REQUEST, "an id is a number or a text"));
        }
        match (members.remove("method"), id) {
            (Some(Value::String(method)), Some(id)) => Self::Request(Request { id, method, params }),
            (Some(Value::String(method)), None) => Self::Notification { method, params },
            (None, Some(_)) if members.contains_key("result") || members.contains_key("error") => Self::Response,
            (_, id) => {
                Self::Broken(id.unwrap_or_default(), Failure::new(Failure::INVALID_REQUEST, "a message has a method or a result"))
            }
        }
    }
}

/// The answer to a request. The result is JSON already: an answer may be long, and is written once.
pub fn response(id: &Value, result: Result<String, Failure>) -> String {
    match result {
        Ok(result) => format!("{{\"jsonrpc\":\"2.0\",\"id\":{id},\"result\":{result}}}"),
        Err(Failure { code, message }) => {
            json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } }).to_string()
        }
    }
}

/// A notification to the client.
pub fn notification(method: &str, params: &impl Serialize) -> String {
    let params = serde_json::to_string(params).unwrap_or_else(|_| "null".to_owned());
    format!("{{\"jsonrpc\":\"2.0\",\"method\":\"{method}\",\"params\":{params}}}")
}

/// A request to the client.
pub fn request(id: &str, method: &str, params: &Value) -> String {
    json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }).to_string()
}
