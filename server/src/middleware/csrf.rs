//! Refuses cross-site requests (CSRF) on every route.
//!
//! Browsers report the origin of a request in `Sec-Fetch-Site` and `Origin`; pages can't set either. Hosts on the same registrable domain count as
//! foreign, and so does any other port. A request without these headers doesn't come from a browser: it is allowed if it carries no session, because
//! then there is no session that another site could abuse.

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

/// The maximum length of a foreign origin in the log.
const SHOWN: usize = 200;

pub(crate) async fn csrf(State(state): State<AppState>, request: Request, next: Next) -> Response {
    // Servers of applications authenticate by a key, and no session counts there.
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

/// Whether the browser reports that the page has the origin that this request goes to: it is a page of ours, opened under another name.
fn is_our_page_elsewhere(headers: &HeaderMap) -> bool {
    matches!(single(headers, &SEC_FETCH_SITE), Some(Header::Is("same-origin")))
}

fn is_ours(headers: &HeaderMap, own: &str, has_session: bool) -> bool {
    let (Some(site), Some(origin)) = (single(headers, &SEC_FETCH_SITE), single(headers, &ORIGIN)) else { return false };
    match (site, origin) {
        // A page of ours may be prevented from sending its origin, for instance by a proxy that adds `Referrer-Policy: no-referrer`. A page with an
        // opaque origin, such as a sandboxed frame, never counts as same-origin.
        (Header::Is("same-origin"), Header::Absent | Header::Is("null")) => true,
        (Header::Is("same-origin") | Header::Absent, Header::Is(origin)) => origin == own,
        // The user entered the address or restored a tab: no page sent the request, but it could still act with their session.
        (Header::Is("none"), Header::Is(origin)) => origin == own && !has_session,
        (Header::Is("none") | Header::Absent, Header::Absent) => !has_session,
        (Header::Is(_), _) => false,
    }
}

/// For the log: the value comes from another site and may not be text.
fn shown(headers: &HeaderMap) -> String {
    let origin = headers.get(ORIGIN).map_or(&b""[..], |value| value.as_bytes());
    String::from_utf8_lossy(origin).chars().filter(|character| !character.is_control()).take(SHOWN).collect()
}

enum Header<'a> {
    Absent,
    Is(&'a str),
}

/// The header's only value. Browsers never send several values, or one that isn't text.
fn single<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<Header<'a>> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Some(Header::Absent),
        (Some(value), None) => value.to_str().ok().map(Header::Is),
        (Some(_), Some(_)) => None,
    }
}
