//! Sets the headers that every response carries.
//!
//! The Content-Security-Policy is a header and not a `<meta>` element, which can't forbid framing. The nonce is the one that Leptos writes into its
//! inline scripts, taken from the request's context.

use super::inline_style::StyleSource;
use crate::{AppState, answer::SOON, transport_security::TransportSecurity};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{
    HeaderMap, HeaderName, HeaderValue, StatusCode,
    header::{
        CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, RETRY_AFTER, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
        X_FRAME_OPTIONS,
    },
};
use ui::{paths, request::RequestContext};

/// For the pages that links in mails open. Their address contains a token: it is no address for search engines, and no `Referer` may contain it, which
/// many proxies log. The origin has to stay: with `no-referrer`, the form of the page would be sent without its origin.
const OF_MAIL_LINKS: [(HeaderName, &str); 2] = [(HeaderName::from_static("x-robots-tag"), "noindex"), (REFERRER_POLICY, "strict-origin")];

const FIXED: [(HeaderName, &str); 6] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(), microphone=(), geolocation=()",
    ),
];

/// Two years, in seconds.
const TRANSPORT_SECURITY: HeaderValue = HeaderValue::from_static("max-age=63072000");
const TRANSPORT_SECURITY_BELOW: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");

pub(crate) async fn headers(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let nonce = request.extensions().get::<RequestContext>().map(|cx| cx.nonce.clone());
    let is_mail_link = paths::is_mail_link(request.uri().path());
    let mut response = next.run(request).await;
    let is_unavailable = response.status() == StatusCode::SERVICE_UNAVAILABLE;
    let style = response.extensions_mut().remove::<StyleSource>();
    let headers = response.headers_mut();
    if is_unavailable {
        headers.entry(RETRY_AFTER).or_insert(HeaderValue::from(SOON));
    }
    insert_fixed(headers);
    insert_transport_security(&state, headers);
    for (name, value) in OF_MAIL_LINKS.into_iter().filter(|_| is_mail_link) {
        headers.insert(name, HeaderValue::from_static(value));
    }
    content_security_policy(headers, nonce.as_deref().unwrap_or_default(), style.as_ref().map_or("", |style| &style.0));
    // Responses that don't allow caching explicitly may contain personal data.
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Sets the headers that are the same for all responses.
pub(crate) fn insert_fixed(headers: &mut HeaderMap) {
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

fn insert_transport_security(state: &AppState, headers: &mut HeaderMap) {
    match state.hsts {
        TransportSecurity::Host if state.site.is_https() => drop(headers.insert(STRICT_TRANSPORT_SECURITY, TRANSPORT_SECURITY)),
        TransportSecurity::Subdomains if state.site.is_https() => drop(headers.insert(STRICT_TRANSPORT_SECURITY, TRANSPORT_SECURITY_BELOW)),
        _ => {}
    }
}

/// Besides the site's own files, it allows scripts with this nonce, and the style that the page contains, if it contains one.
fn content_security_policy(headers: &mut HeaderMap, nonce: &str, style: &str) {
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'{style}; img-src 'self'; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
}
