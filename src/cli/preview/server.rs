//! The server: a handful of answers, to this machine alone.
//!
//! It listens on the loopback address, and answers only those who call it by such a name: a page from elsewhere whose name has been made
//! to lead here is refused. It changes nothing, and reads no files.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;

use axum::Router;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream::{Stream, unfold};
use serde::Deserialize;
use serde_json::Value;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch::Receiver;

use super::version::Version;
use crate::cli::Failure;
use crate::cli::terminal::{complain, reason};

/// What the frame around the map may do: run its own script and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'none'";
/// The map says itself what it may do; beyond that it is shown in that frame only.
const FRAMED: &str = "frame-ancestors 'self'";

const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";
const JSON: &str = "application/json";

/// The newest version, to be asked for and to be waited for.
type Newest = Receiver<Arc<Version>>;

/// A server that has its address.
pub struct Server {
    socket: TcpListener,
    address: SocketAddr,
    runtime: Runtime,
}

impl Server {
    /// Takes a port of this machine; 0 is any that is free.
    pub fn bind(port: u16) -> Result<Self, Failure> {
        let cannot = |error: std::io::Error| Failure::new(format!("cannot serve on port {port}: {}", reason(&error)));
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(cannot)?;
        socket.set_nonblocking(true).map_err(cannot)?;
        let address = socket.local_addr().map_err(cannot)?;
        let runtime = Builder::new_current_thread().enable_all().build().map_err(cannot)?;
        Ok(Self { socket, address, runtime })
    }

    /// Where it is.
    pub fn address(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Serves until Ctrl-C.
    pub fn serve(self, newest: Newest) {
        let ended = self.runtime.block_on(async {
            let socket = tokio::net::TcpListener::from_std(self.socket)?;
            tokio::select! {
                ended = axum::serve(socket, routes(newest, self.address.port())) => ended,
                interrupted = tokio::signal::ctrl_c() => interrupted,
            }
        });
        if let Err(error) = ended {
            complain(&format!("the server has ended: {}", reason(&error)));
        }
    }
}

fn routes(newest: Newest, port: u16) -> Router {
    let page = |kind: &'static str, text: &'static str| get(move || async move { answer(kind, POLICY, text.to_owned()) });
    Router::new()
        .route("/", page(HTML, include_str!("../../../assets/preview/preview.html")))
        .route("/preview.js", page(SCRIPT, include_str!("../../../assets/preview/preview.js")))
        .route("/preview.css", page(STYLE, include_str!("../../../assets/preview/preview.css")))
        .route("/map", get(map))
        .route("/state", get(state))
        .route("/source", get(source))
        .route("/changes", get(changes))
        .layer(from_fn_with_state(port, called_by_name))
        .with_state(newest)
}

/// Refuses all who do not call the server by a name of this machine.
async fn called_by_name(State(port): State<u16>, request: Request, next: Next) -> Response {
    let named = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).is_some_and(|host| is_own(host, port));
    if named { next.run(request).await } else { (StatusCode::FORBIDDEN, "this page is for this machine alone\n").into_response() }
}

fn is_own(host: &str, port: u16) -> bool {
    ["127.0.0.1", "localhost"].iter().any(|name| host == format!("{name}:{port}"))
}

/// Which version is wanted; without one the newest.
#[derive(Deserialize)]
struct Asked {
    version: Option<u64>,
}

async fn map(State(newest): State<Newest>, Query(asked): Query<Asked>) -> Response {
    let (page, drawn) = {
        let newest = newest.borrow();
        (newest.page.clone(), newest.drawn)
    };
    match page {
        // Nobody is to see the picture of one version beside the findings of another. Who asked hears of the newer one, too.
        Some(_) if asked.version.is_some_and(|version| version != drawn) => {
            answer(HTML, FRAMED, "<!doctype html><title>There is a newer version</title>".to_owned())
        }
        Some(page) => answer(HTML, FRAMED, page.to_string()),
        None => (StatusCode::NOT_FOUND, "there is nothing to draw yet\n").into_response(),
    }
}

async fn state(State(newest): State<Newest>) -> Response {
    let state = newest.borrow().state();
    json(&state)
}

/// Which file's text is wanted.
#[derive(Deserialize)]
struct Wanted {
    file: String,
}

async fn source(State(newest): State<Newest>, Query(wanted): Query<Wanted>) -> Response {
    let source = newest.borrow().source(&wanted.file);
    source.map_or_else(|| (StatusCode::NOT_FOUND, "this file was not read\n").into_response(), |source| json(&source))
}

/// Tells the number of the newest version, and of each that comes.
async fn changes(State(newest): State<Newest>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let numbers = unfold((newest, true), |(mut newest, first)| async move {
        if !first {
            newest.changed().await.ok()?;
        }
        let number = newest.borrow_and_update().number;
        Some((Ok(Event::default().data(number.to_string())), (newest, false)))
    });
    Sse::new(numbers).keep_alive(KeepAlive::default())
}

fn json(value: &Value) -> Response {
    answer(JSON, POLICY, value.to_string())
}

fn answer(kind: &'static str, policy: &'static str, text: String) -> Response {
    let mut headers = HeaderMap::new();
    for (name, value) in [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    (headers, text).into_response()
}

#[cfg(test)]
mod tests {
    use super::is_own;

    #[test]
    fn only_names_of_this_machine_are_answered() {
        for host in ["127.0.0.1:8080", "localhost:8080"] {
            assert!(is_own(host, 8080), "{host}");
        }
        for host in ["evil", "evil:8080", "127.0.0.1", "127.0.0.1:80", "localhost:8080.evil.example", "", "0.0.0.0:8080"] {
            assert!(!is_own(host, 8080), "{host}");
        }
    }
}
