//! Looks up the session of a request, and sets the cookies that the request's handlers recorded.
//!
//! The full cookie is looked up first, and only as a full session, whose pending steps the current policy determines; the half one second, and only
//! as a half session. No other header grants access. The cookie of a session that has ended is kept: otherwise, a request that was sent just before
//! its session got a new id would delete the new cookie from the browser.
//!
//! If Latchkey is embedded, the application determines the user, whichever cookies were sent. A session counts if it was opened for that user, in
//! that session of the application. If there is none, a new session is opened, or an unused one is taken over. Neither the cookie of an anonymous
//! visitor nor that of another user grants access. If the application can't tell who is signed in, the request fails: neither the previous answer nor
//! "nobody" is assumed.

use crate::{AppState, answer::refuse};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{
    HeaderMap, HeaderName, HeaderValue,
    header::{CACHE_CONTROL, REFERER, SET_COOKIE},
    request::Parts,
};
use mfa::{Error, Level, LiveSession, NextStep, Session, Visitor};
use ui::{
    paths,
    request::{CookieChange, RequestContext},
    site::Site,
};

pub(super) const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

/// Without "cookies", which would affect every host of the registrable domain; ours are deleted by name.
const CLEARED_DATA: HeaderValue = HeaderValue::from_static("\"cache\", \"storage\"");

const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// The session of a request.
enum Found {
    /// The live one of its cookie, if there is one.
    Live(Option<LiveSession>),
    /// One that was opened for it.
    Opened(Session),
}

pub(crate) async fn session(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let Some(mut cx) = parts.extensions.get::<RequestContext>().cloned() else {
        return refuse(&parts.extensions, Error::Unavailable);
    };
    let found = match &state.application {
        None => own_session(&state, &parts.headers).await.map(Found::Live),
        Some(application) => match application.visitor_boxed(&parts).await {
            Ok(Some(visitor)) => {
                let found = find_or_open(&state, &parts.headers, &cx, &visitor).await;
                parts.extensions.insert(visitor);
                found
            }
            Ok(None) => Ok(Found::Live(None)),
            Err(reason) => {
                tracing::warn!(%reason, "refused a request, since the application can't tell who is signed in");
                Err(Error::ApplicationUnavailable)
            }
        },
    };
    match found {
        Ok(Found::Live(live)) => cx.set_found(live),
        Ok(Found::Opened(session)) => cx.session = Some(session),
        Err(error) => return not_stored(refuse(&parts.extensions, error)),
    }
    if state.application.is_none() && cx.session.is_none() {
        cx.session_is_over = state.may_have_session(&parts.headers);
        cx.keeps_no_cookies = !state.cookies.is_any_sent(&parts.headers) && is_from_sign_in_page(&state.site, &parts.headers);
    }
    cx.passkey_secret = state.cookies.passkey_secret(&parts.headers).map(ToOwned::to_owned);
    parts.extensions.insert(cx.clone());
    let sent = parts.headers.clone();

    let mut response = next.run(Request::from_parts(parts, body)).await;
    apply_cookie_changes(&state, &sent, &cx.take_changes(), &mut response);
    response
}

/// Forbids caches to store a failure. Pages of the application don't pass through the layer that does so for all of Latchkey's own responses.
fn not_stored(mut response: Response) -> Response {
    response.headers_mut().insert(CACHE_CONTROL, NO_STORE);
    response
}

/// Writes the changes into the headers of the response to a request with the headers `sent`.
pub(super) fn apply_cookie_changes(state: &AppState, sent: &HeaderMap, changes: &[CookieChange], response: &mut Response) {
    for cookie in state.cookies.set_cookies(sent, changes) {
        response.headers_mut().append(SET_COOKIE, cookie);
        // A page of the application may not have set `Cache-Control`; a response that sets a visitor's cookie must not be shared.
        response.headers_mut().entry(CACHE_CONTROL).or_insert(NO_STORE);
    }
    // Data that an application has stored on the same origin belongs to the application.
    if state.site.prefix.is_empty() && changes.iter().any(|change| matches!(change, CookieChange::ClearSiteData)) {
        response.headers_mut().insert(CLEAR_SITE_DATA, CLEARED_DATA);
    }
}

/// Whether the request comes from the sign-up or sign-in page. Neither links to a page that needs a session, but the form of each leads to one.
fn is_from_sign_in_page(site: &Site, headers: &HeaderMap) -> bool {
    let referer = headers.get(REFERER).and_then(|referer| referer.to_str().ok());
    let from = referer.and_then(|referer| referer.strip_prefix(&site.origin())).and_then(|from| from.split('?').next());
    from.is_some_and(|from| [paths::SIGN_IN, paths::SIGN_UP].map(|path| site.link(path)).iter().any(|entrance| entrance == from))
}

/// The visitor of a request, as far as that can be told without a change.
pub(crate) enum Present {
    /// Nobody is signed in.
    Nobody,
    /// The application has signed a user in, who has no session here yet.
    WithoutSession,
    /// The visitor's session, half or full.
    InSession(Box<LiveSession>),
}

/// The visitor of a request with these headers. Opens no session and sets no cookie.
pub(crate) async fn present(state: &AppState, parts: &Parts) -> Result<Present, Error> {
    let in_session = |session: Option<LiveSession>, otherwise| session.map_or(otherwise, |session| Present::InSession(Box::new(session)));
    let Some(application) = &state.application else {
        return Ok(in_session(own_session(state, &parts.headers).await?, Present::Nobody));
    };
    match application.visitor_boxed(parts).await {
        Ok(Some(visitor)) => {
            let found = find(state, &parts.headers, |session| session.is_of(&visitor)).await?;
            Ok(in_session(found, Present::WithoutSession))
        }
        Ok(None) => Ok(Present::Nobody),
        Err(reason) => {
            tracing::warn!(%reason, "the application can't tell who is signed in");
            Err(Error::ApplicationUnavailable)
        }
    }
}

/// The live session of the visitor whose request has these headers, for an application's server. Opens none, and sets no cookie.
pub(crate) async fn of_request(state: &AppState, request: &Parts) -> Result<Option<LiveSession>, Error> {
    Ok(match present(state, request).await? {
        Present::InSession(session) => Some(*session),
        Present::Nobody | Present::WithoutSession => None,
    })
}

/// The live session of a user that the application's server reports, in the browser that sent these headers. Opens none, and sets no cookie.
pub(crate) async fn of_user(state: &AppState, headers: &HeaderMap, visitor: &Visitor) -> Result<Option<LiveSession>, Error> {
    find(state, headers, |session| session.is_of(visitor)).await
}

/// The live session of an account that Latchkey manages.
pub(super) async fn own_session(state: &AppState, headers: &HeaderMap) -> Result<Option<LiveSession>, Error> {
    find(state, headers, |session| !session.is_of_application()).await
}

/// The live session of the cookie, if it is valid.
async fn find(state: &AppState, headers: &HeaderMap, counts: impl Fn(&Session) -> bool) -> Result<Option<LiveSession>, Error> {
    for level in [Level::Full, Level::Half] {
        if let Some(token) = state.cookies.token(headers, level)
            && let Some(live) = state.latchkey.sessions().find(token, level).await?
            && counts(&live.session)
        {
            return Ok(Some(live));
        }
    }
    Ok(None)
}

/// The session of the user that the application reports, opened if there is none. A half session with no pending step is replaced by a full one,
/// which keeps the address that the visitor requested.
async fn find_or_open(state: &AppState, headers: &HeaderMap, cx: &RequestContext, visitor: &Visitor) -> Result<Found, Error> {
    let latchkey = &state.latchkey;
    let find = || find(state, headers, |session| session.is_of(visitor));
    let is_enough = |live: &LiveSession| live.session.level == Level::Full || live.assessment.next_step() != NextStep::SignIn;
    let mut before = find().await?;
    if let Some(live) = before.as_ref().filter(|live| is_enough(live))
        && latchkey.note_visitor(&live.session, visitor).await?
    {
        // Another transaction may have held the lock, and have changed what was found.
        before = find().await?;
    }
    if before.as_ref().is_some_and(is_enough) {
        return Ok(Found::Live(before));
    }
    let before = before.map(|live| live.session);
    let wanted = before.as_ref().and_then(|session| session.return_to.as_deref());
    let opened = latchkey.enter(&cx.caller, visitor, wanted).await?;
    if let Some(before) = before.filter(|before| before.id != opened.session.id) {
        latchkey.sessions().discard(&before).await?;
    }
    Ok(Found::Opened(cx.open(opened)))
}
