//! Refuses what other sites make a browser send (cross-site request forgery), for every route alike.
//!
//! Browsers say where a request comes from, in `Sec-Fetch-Site` and `Origin`; both can't be set by a page. Hosts that share our domain count
//! as foreign, and so does any other port. A request that says nothing comes from no browser: it may pass as long as it
//! brings no session, because then there is nothing that another site could have borrowed.

use crate::{
    AppState,
    answer::refuse,
    paths::{API, V1},
};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderMap, HeaderName, header::ORIGIN};
use mfa::Error;
use ui::request::RequestContext;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Longest part of a foreign origin in the log.
const SHOWN: usize = 200;

pub(crate) async fn csrf(State(state): State<AppState>, request: Request, next: Next) -> Response {
    // What applications' servers ask is asked with a key, and no session counts there.
    let has_session = !request.uri().path().starts_with(V1) && state.may_have_session(request.headers());
    let own = state.site.origin();
    if request.method().is_safe() || is_ours(request.headers(), &own, has_session) {
        return next.run(request).await;
    }
    tracing::warn!(
        from = shown(request.headers()),
        expected = own,
        "refused a request from another site; is `server.public_origin` right?"
    );
    match request.extensions().get::<RequestContext>() {
        Some(cx) if is_our_page_elsewhere(request.headers()) && !request.uri().path().starts_with(API) => pages::wrong_address(cx),
        _ => refuse(request.extensions(), Error::CrossSite),
    }
}

/// Whether the browser says that the page came from the same address as this request goes to: it is a page of ours, opened at another name.
fn is_our_page_elsewhere(headers: &HeaderMap) -> bool {
    matches!(single(headers, &SEC_FETCH_SITE), Some(Header::Is("same-origin")))
}

fn is_ours(headers: &HeaderMap, own: &str, has_session: bool) -> bool {
    let (Some(site), Some(origin)) = (single(headers, &SEC_FETCH_SITE), single(headers, &ORIGIN)) else { return false };
    match (site, origin) {
        // A page of ours may be kept from naming itself, as by a proxy that adds `Referrer-Policy: no-referrer`. A page without an origin, such as a
        // sandboxed frame, never is of the same origin.
        (Header::Is("same-origin"), Header::Absent | Header::Is("null")) => true,
        (Header::Is("same-origin") | Header::Absent, Header::Is(origin)) => origin == own,
        // What the user typed or restored: no page sent it, but it could still act with their session.
        (Header::Is("none"), Header::Is(origin)) => origin == own && !has_session,
        (Header::Is("none") | Header::Absent, Header::Absent) => !has_session,
        (Header::Is(_), _) => false,
    }
}

/// For the log: what other sites make a browser send can't be trusted to be text.
fn shown(headers: &HeaderMap) -> String {
    let origin = headers.get(ORIGIN).map_or(&b""[..], |value| value.as_bytes());
    String::from_utf8_lossy(origin).chars().filter(|character| !character.is_control()).take(SHOWN).collect()
}

enum Header<'a> {
    Absent,
    Is(&'a str),
}

/// The header's only value. More than one, or one that isn't text, is nothing that a browser sends.
fn single<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<Header<'a>> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Some(Header::Absent),
        (Some(value), None) => value.to_str().ok().map(Header::Is),
        (Some(_), Some(_)) => None,
    }
}
