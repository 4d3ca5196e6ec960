//! The public keys of session tokens (RFC 7517), and the document that leads to them (RFC 8414).
//!
//! Both are the same for everybody: no cookie is looked at, and any origin may read them.

use crate::{
    AppState,
    answer::refuse,
    paths::{FUNCTIONS, INTROSPECT},
};
use axum::{
    Json, Router,
    extract::{Request, State},
    response::{IntoResponse, Response},
    routing::get,
};
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, ETAG, IF_NONE_MATCH},
};
use mfa::{Error, Jwk, KEY_SET_MAX_AGE};
use serde_json::json;

/// The name of the set of keys, below `/.well-known/` and below the prefix of the functions.
const KEYS: &str = "jwks.json";
/// The name of the document about the issuer.
const ISSUER: &str = "oauth-authorization-server";
const WELL_KNOWN: &str = "/.well-known/";
/// For how long a client may keep using the keys while they can't be read, in seconds.
const STALE_IF_ERROR: u64 = 24 * 60 * 60;

/// The routes below the prefix of the functions.
pub(crate) fn routes() -> Router<AppState> {
    routes_below(FUNCTIONS)
}

/// The routes at the addresses that clients know by themselves. In an application, these are the application's.
pub(crate) fn well_known() -> Router<AppState> {
    routes_below(WELL_KNOWN)
}

fn routes_below(prefix: &str) -> Router<AppState> {
    Router::new().route(&format!("{prefix}{KEYS}"), get(keys)).route(&format!("{prefix}{ISSUER}"), get(issuer))
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
    let known = sent.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let is_known =
        known.flat_map(|value| value.split(',')).map(str::trim).any(|value| value == "*" || value.trim_start_matches("W/") == tag);
    let mut response = if is_known { StatusCode::NOT_MODIFIED.into_response() } else { Json(json!({ "keys": keys })).into_response() };
    if let Ok(tag) = HeaderValue::try_from(tag) {
        response.headers_mut().insert(ETAG, tag);
    }
    public(response)
}

async fn issuer(State(state): State<AppState>, request: Request) -> Response {
    if !state.latchkey.issues_tokens() {
        return refuse(request.extensions(), Error::NotFound);
    }
    let site = &state.site;
    let below = if site.accounts.are_own() { WELL_KNOWN } else { FUNCTIONS };
    let document = json!({
        "issuer": site.origin(),
        "jwks_uri": format!("{}{below}{KEYS}", site.origin()),
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
