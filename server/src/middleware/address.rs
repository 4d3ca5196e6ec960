//! Redirects between `127.0.0.1` and `localhost`, to the one that is the installation's address: at the other one, all forms are refused, and
//! passkeys don't work.
//!
//! Only names of the machine itself are compared by `Host`. For other names, a proxy may have rewritten the header; a script on the page compares the
//! address that the browser shows.

use crate::AppState;
use axum::{
    extract::{OriginalUri, Request, State},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use http::{HeaderMap, header::HOST};
use ui::site::is_loopback;
use url::Url;

/// Headers that proxies add.
const FORWARDED: [&str; 5] = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

pub(crate) async fn address(State(state): State<AppState>, uri: OriginalUri, request: Request, next: Next) -> Response {
    if !request.method().is_safe() || !is_another_name(&state.site.public_origin, request.headers()) {
        return next.run(request).await;
    }
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    Redirect::temporary(&format!("{}{path}", state.site.origin())).into_response()
}

/// Whether the request was sent to another name of the same machine and the same port.
fn is_another_name(own: &Url, headers: &HeaderMap) -> bool {
    let sent_to = headers.get(HOST).and_then(|host| Url::parse(&format!("{}://{}/", own.scheme(), host.to_str().ok()?)).ok());
    let (Some(own_host), Some(sent_to)) = (own.host(), sent_to) else { return false };
    // A proxy has forwarded the request, and may have rewritten `Host`.
    if own.scheme() != "http" || FORWARDED.iter().any(|name| headers.contains_key(*name)) {
        return false;
    }
    let same_port = own.port_or_known_default() == sent_to.port_or_known_default();
    same_port && sent_to.host().is_some_and(|host| host != own_host && is_loopback(&host) && is_loopback(&own_host))
}
