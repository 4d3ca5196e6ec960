//! Creates the context of a request before any decision is made: its id, client, language, time zone and nonce.
//!
//! The session isn't looked up here, so that assets and refusals never query the database.

use crate::{
    AppState,
    client_address::{ClientAddress, client_address},
};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{
    HeaderMap, HeaderName, HeaderValue, Method,
    header::{ACCEPT_LANGUAGE, USER_AGENT},
    request::Parts,
};
use leptos::nonce::Nonce;
use mfa::{Caller, Token};
use std::sync::Arc;
use ui::{
    catalog::{Catalog, Language, Zone},
    request::RequestContext,
};
use uuid::Uuid;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The request id, which connects a response with its log lines. It is always generated here: an id sent by the client would let it forge log
/// entries.
#[derive(Clone)]
pub(crate) struct RequestId(pub(crate) String);

pub(crate) async fn request_context(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let id = Uuid::new_v4().simple().to_string();
    let address = client_address(&parts, &state.trusted_proxies);
    let caller = Caller::new(&address.to_string(), &agent(&parts.headers));
    let browser_secret = browser_secret(&state, &parts);
    let mut cx = RequestContext::anonymous(
        state.latchkey.clone(),
        state.site.clone(),
        match &browser_secret {
            Some(secret) => caller.in_browser(secret.expose()),
            None => caller,
        },
        catalog(&state, &parts.headers),
        Nonce::new(),
        (parts.uri.path().to_owned(), parts.uri.query().map(ToOwned::to_owned)),
    );
    cx.zone_cookie = state.cookies.zone_name();
    cx.flash = state.cookies.flash(&parts.headers);
    cx.browser_secret = browser_secret;
    cx.request_id.clone_from(&id);
    parts.extensions.insert(cx);
    parts.extensions.insert(ClientAddress(address));
    parts.extensions.insert(RequestId(id.clone()));

    let mut response = next.run(Request::from_parts(parts, body)).await;
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// The secret that recognises the browser: the one that it has sent, or a new one in a request that may complete a sign-in. `None` if an application
/// signs its users in, since it knows their browsers itself.
fn browser_secret(state: &AppState, parts: &Parts) -> Option<Arc<Token>> {
    let sent = state.cookies.browser_secret(&parts.headers);
    if state.application.is_some() || sent.is_none() && parts.method != Method::POST {
        return None;
    }
    let secret = state.latchkey.sessions().browser_secret(sent);
    // Without one, the sign-in is completed all the same.
    secret.inspect_err(|_| tracing::warn!("no secret could be made for a browser's cookie")).ok().map(Arc::new)
}

fn catalog(state: &AppState, headers: &HeaderMap) -> Catalog {
    let wanted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let zone = state.cookies.zone(headers).and_then(Zone::named);
    Catalog::new(Language::choose(state.cookies.language(headers), wanted)).in_zone(zone.unwrap_or_default())
}

fn agent(headers: &HeaderMap) -> String {
    headers.get(USER_AGENT).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).unwrap_or_default()
}
