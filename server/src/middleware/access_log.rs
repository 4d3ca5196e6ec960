//! Logs one line for each request, inside a span that also covers all other log lines of the request. A request whose client disconnects is logged as
//! well.
//!
//! Query, headers and body are never logged: they may contain visitors' data. Neither is the token in the path of a link that a mail contains.

use super::request_context::RequestId;
use crate::{AppState, client_address::ClientAddress, clock::MonotonicClock, paths::FORWARD_AUTH};
use axum::{
    extract::{OriginalUri, Request, State},
    middleware::Next,
    response::Response,
};
use std::time::Duration;
use tracing::{Instrument, Level, Span, info_span};
use ui::paths::is_mail_link;

/// The path in the log in place of that of a link, whose token lets its bearer act.
const MAIL_LINK: &str = "/m/…";

/// Logs that no response was sent, unless one was: this future is dropped when the client disconnects.
struct Unanswered {
    span: Span,
    uptime: MonotonicClock,
    begun: Duration,
    answered: bool,
}

impl Unanswered {
    fn milliseconds(&self) -> f64 {
        (self.uptime)().saturating_sub(self.begun).as_secs_f64() * 1000.0
    }
}

impl Drop for Unanswered {
    fn drop(&mut self) {
        if !self.answered {
            let milliseconds = self.milliseconds();
            self.span.in_scope(|| tracing::info!(milliseconds, "the client closed the connection before the response"));
        }
    }
}

/// The path as the client requested it, before a router took the prefix away.
fn shown(state: &AppState, request: &Request) -> String {
    let path = request.uri().path();
    if is_mail_link(path) {
        return state.site.link(MAIL_LINK);
    }
    if let Some(check) = path.strip_prefix(FORWARD_AUTH) {
        // The rest is an address of the application, which may have secrets of its own.
        return check.split('/').take(2).fold(FORWARD_AUTH.trim_end_matches('/').to_owned(), |shown, part| format!("{shown}/{part}"));
    }
    request.extensions().get::<OriginalUri>().map_or(path, |original| original.path()).to_owned()
}

pub(crate) async fn access_log(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let id = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let address = request.extensions().get::<ClientAddress>().map(|client| client.0.to_string()).unwrap_or_default();
    let path = shown(&state, &request);
    let span = info_span!("request", id, method = request.method().as_str(), path, client = address);
    // A check comes with every request to an application.
    let is_check = request.uri().path().starts_with(FORWARD_AUTH);
    let is_routine = is_check || state.assets.holds(request.uri().path()) || matches!(request.uri().path(), "/healthz" | "/readyz");
    let begun = (state.uptime)();
    let mut unanswered = Unanswered { span: span.clone(), uptime: state.uptime.clone(), begun, answered: false };

    async move {
        let response = next.run(request).await;
        unanswered.answered = true;
        let status = response.status();
        let milliseconds = unanswered.milliseconds();
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
