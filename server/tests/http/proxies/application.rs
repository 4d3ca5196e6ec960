//! An application that keeps what it was sent.

use axum::{
    Router,
    body::to_bytes,
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, header::UPGRADE};
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// The answer to the key of the tests' handshake (RFC 6455 §4.2.2).
const ACCEPT: &str = "ICX+Yqv66kxgM0FcWaLWlFLwTAI=";

/// One request.
#[derive(Clone, Debug, Default)]
pub(super) struct Heard {
    pub(super) method: String,
    pub(super) body: String,
    pub(super) headers: Vec<(String, String)>,
}

impl Heard {
    /// The values of a header, in any spelling that a CGI program would take for it.
    pub(super) fn values(&self, name: &str) -> Vec<&str> {
        self.headers.iter().filter(|(found, _)| found.replace('_', "-") == name).map(|(_, value)| value.as_str()).collect()
    }
}

type Requests = Arc<Mutex<Vec<Heard>>>;

pub(super) struct Application {
    requests: Requests,
    port: u16,
}

impl Application {
    pub(super) async fn start() -> Self {
        let requests = Requests::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let router = Router::new().fallback(keep).with_state(requests.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { requests, port }
    }

    pub(super) const fn port(&self) -> u16 {
        self.port
    }

    pub(super) fn count(&self) -> usize {
        self.requests.lock().unwrap().len()
    }

    pub(super) fn last(&self) -> Heard {
        self.requests.lock().unwrap().last().cloned().unwrap_or_default()
    }
}

async fn keep(State(requests): State<Requests>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let is_socket = parts.headers.get(UPGRADE).is_some_and(|value| value == "websocket");
    let body = String::from_utf8(to_bytes(body, 1 << 20).await.unwrap().to_vec()).unwrap();
    requests.lock().unwrap().push(Heard { method: parts.method.to_string(), body, headers: lines(&parts.headers) });
    match is_socket {
        true => (StatusCode::SWITCHING_PROTOCOLS, [("upgrade", "websocket"), ("connection", "upgrade"), ("sec-websocket-accept", ACCEPT)])
            .into_response(),
        false => "the application".into_response(),
    }
}

fn lines(headers: &HeaderMap) -> Vec<(String, String)> {
    headers.iter().map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())).collect()
}
