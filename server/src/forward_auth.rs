//! Forward-auth: a reverse proxy asks whether a visitor may see a page of the application behind it, before it passes the request on.
//!
//! ```text
//!  browser ──► proxy ────────────────────────► application
//!                │ ▲                              ▲
//!                ▼ │ 200 ─► identity headers ─────┘
//!   /forward-auth/… │
//!                  └ anything else ─► the response for the browser
//! ```
//!
//! Proxies tell the original request by different headers, and pass those of the client on, too. So there is one endpoint for each [`Contract`], which
//! reads the headers of its own contract and no others. The address of the endpoint says what is [demanded](Demand):
//!
//! ```text
//!  /forward-auth/nginx              /forward-auth/nginx/signed-in        /forward-auth/nginx/fresh
//!  /forward-auth/proxy              …                                    …
//!  /forward-auth/denied             …                                    …
//!  /forward-auth/envoy/complete/…   /forward-auth/envoy/signed-in/…      /forward-auth/envoy/fresh/…
//! ```
//!
//! There are no exceptions by path, since proxies disagree on the path of a request. Only [trusted proxies](crate::client_address) may ask: for everybody
//! else, the endpoints don't exist. A check changes nothing, and sets no cookie.

mod answer;
mod contract;
mod demand;
mod identity;
mod navigation;
mod original;
mod verdict;

use crate::{
    AppState,
    answer::refuse,
    client_address::is_trusted,
    middleware::{access_log, panic_and_timeout, request_context},
    paths::FORWARD_AUTH,
};
use axum::{
    Router,
    extract::{ConnectInfo, Request, State},
    middleware::{from_fn, from_fn_with_state, map_response},
    response::Response,
};
use contract::{Contract, Endpoint};
use demand::Demand;
use http::{header::COOKIE, request::Parts};
use mfa::Error;
use std::net::SocketAddr;

/// All endpoints. They bring the layers that they need: a check repeats the method and the headers of a request that isn't for Latchkey.
pub(crate) fn router(state: AppState) -> Router {
    Router::new()
        .fallback(check)
        .layer(from_fn(panic_and_timeout::panic_and_timeout))
        .layer(map_response(answer::protect))
        .layer(from_fn_with_state(state.clone(), access_log::access_log))
        .layer(from_fn_with_state(state.clone(), request_context::request_context))
        .with_state(state)
}

/// Whether the connection comes from a proxy that may ask.
fn is_asked_by_proxy(state: &AppState, parts: &Parts) -> bool {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical());
    peer.is_some_and(|peer| is_trusted(peer, &state.trusted_proxies))
}

async fn check(State(state): State<AppState>, request: Request) -> Response {
    // No check has a body, and if a proxy sends one it is for the application.
    let (parts, _) = request.into_parts();
    let endpoint = parts.uri.path().strip_prefix(FORWARD_AUTH).and_then(Endpoint::parse);
    let Some(endpoint) = endpoint.filter(|_| is_asked_by_proxy(&state, &parts)) else {
        return refuse(&parts.extensions, Error::NotFound);
    };
    if !endpoint.contract.takes(&parts.method) {
        return answer::method_not_allowed();
    }
    // Of several lines, the application might read another one than this server.
    if state.application.is_some() && parts.headers.get_all(COOKIE).iter().nth(1).is_some() {
        return answer::malformed();
    }
    let original = match endpoint.original(&parts) {
        Ok(original) => original,
        Err(original::Malformed) => return answer::malformed(),
    };
    if original.origin != state.site.public_origin.origin() {
        // Anybody can have a proxy tell another one.
        tracing::debug!(origin = original.shown_origin(), "refused a check for an origin that isn't server.public_origin");
        return answer::foreign_origin();
    }
    if state.passes_preflights && original.is_preflight(&parts.headers) {
        return answer::admitted(&identity::of_nobody());
    }
    let verdict = verdict::judge(&state, &parts, endpoint.demand).await;
    answer::Answer { state: &state, parts: &parts, contract: endpoint.contract, original: &original }.to(verdict)
}
