//! The public keys of session tokens (RFC 7517), and the document that leads to them (RFC 8414).
//!
//! Both are the same for everybody: no cookie is looked at, and any origin may read them.

use crate::{AppState, answer::refuse, conditional::is_known, paths::INTROSPECT};
use axum::{
    Json, Router,
    extract::{Request, State},
    response::{IntoResponse, Response},
    routing::get,
};
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, ETAG},
};
use mfa::{Error, Jwk, KEY_SET_MAX_AGE};
use serde_json::json;

/// The public keys, and the document about the issuer, at the addresses that clients know by themselves.
const WELL_KNOWN: [&str; 2] = ["/.well-known/jwks.json", "/.well-known/oauth-authorization-server"];
/// The same below the prefix of the functions.
const AMONG_FUNCTIONS: [&str; 2] = ["/api/latchkey/jwks.json", "/api/latchkey/oauth-authorization-server"];
/// For how long a client may keep using the keys while they can't be read, in seconds.
const STALE_IF_ERROR: u64 = 24 * 60 * 60;

/// The routes below the prefix of the functions.
pub(crate) fn routes() -> Router<AppState> {
    at(AMONG_FUNCTIONS)
}

/// The routes below `/.well-known`. In an application, these addresses are the application's.
pub(crate) fn well_known() -> Router<AppState> {
    at(WELL_KNOWN)
}

fn at([of_keys, of_issuer]: [&str; 2]) -> Router<AppState> {
    Router::new().route(of_keys, get(keys)).route(of_issuer, get(issuer))
}

async fn keys(State(state): State<AppState>, request: Request) -> Response {
    if !state.latchkey.issues_tokens() {
        return refuse(request.extensions(), Error::NotFound);
    }
    match state.latchkey.tokens().public_keys().await {
        Ok(keys) => key_set(&keys, request.headers()),
        Err(error) => refuse(request.extensions(), error),
    }
}

/// The set, or 304 if the client has it. The id of each key stands for its contents, so that all ids together stand for the set.
fn key_set(keys: &[Jwk], sent: &HeaderMap) -> Response {
    let ids: Vec<_> = keys.iter().map(|key| key.kid.as_str()).collect();
    let tag = format!("\"{}\"", ids.join("."));
    let mut response =
        if is_known(sent, &tag) { StatusCode::NOT_MODIFIED.into_response() } else { Json(json!({ "keys": keys })).into_response() };
    if let Ok(tag) = HeaderValue::try_from(tag) {
        response.headers_mut().insert(ETAG, tag);
    }
    // A client must not keep the answer from before the first key, which signs at once.
    if keys.is_empty() {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        return response;
    }
    public(response)
}

async fn issuer(State(state): State<AppState>, request: Request) -> Response {
    if !state.latchkey.issues_tokens() {
        return refuse(request.extensions(), Error::NotFound);
    }
    let site = &state.site;
    // With a prefix, the well-known addresses are the application's.
    let [of_keys, _] = if site.prefix.is_empty() { WELL_KNOWN } else { AMONG_FUNCTIONS };
    let document = json!({
        "issuer": site.origin(),
        "jwks_uri": format!("{}{of_keys}", site.origin()),
        "introspection_endpoint": format!("{}{}", site.origin(), site.link(INTROSPECT)),
        // Required members. There is no flow of OAuth here.
        "response_types_supported": [],
        "grant_types_supported": [],
    });
    public(Json(document).into_response())
}

/// Lets everybody read and keep the answer.
fn public(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    if let Ok(kept) = HeaderValue::try_from(format!("public, max-age={KEY_SET_MAX_AGE}, stale-if-error={STALE_IF_ERROR}")) {
        headers.insert(CACHE_CONTROL, kept);
    }
    response
}
