//! One line for each request, and a span around everything that is logged meanwhile.
//!
//! The query is left out, since visitors' data may be in it, and headers and bodies always are.

use super::visit::{Client, RequestId};
use crate::{Edge, routes::FUNCTIONS};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use tracing::{Instrument, Level, info_span};

pub(crate) async fn access_log(State(edge): State<Edge>, request: Request, next: Next) -> Response {
    let id = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let address = request.extensions().get::<Client>().map(|client| client.0.to_string()).unwrap_or_default();
    // As the client wrote it: functions are at the same place wherever the pages are.
    let path = request.uri().path();
    let path = if path.starts_with(FUNCTIONS) { path.to_owned() } else { edge.site.link(path) };
    let span = info_span!("request", id, method = request.method().as_str(), path, client = address);
    let is_routine = edge.assets.holds(request.uri().path()) || matches!(request.uri().path(), "/healthz" | "/readyz");
    let begun = (edge.uptime)();

    async {
        let response = next.run(request).await;
        let status = response.status();
        let took = (edge.uptime)().saturating_sub(begun);
        let milliseconds = took.as_secs_f64() * 1000.0;
        if status.is_server_error() {
            tracing::event!(Level::WARN, status = status.as_u16(), milliseconds, "answered");
        } else if is_routine {
            tracing::event!(Level::DEBUG, status = status.as_u16(), milliseconds, "answered");
        } else {
            tracing::event!(Level::INFO, status = status.as_u16(), milliseconds, "answered");
        }
        response
    }
    .instrument(span)
    .await
}
