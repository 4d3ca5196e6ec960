//! Finds the session that a request belongs to, and hands out the cookies that the request earned.
//!
//! The full cookie is looked up first and as a full session only, the half one second and as a half one only. No other header opens anything.
//! A cookie whose session is over is left alone: a request that was sent just before its session got a new id would otherwise
//! take the new cookie away from the browser.

use crate::{Edge, answer::refuse};
use app::request::{CookieChange, RequestContext};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderMap, HeaderName, HeaderValue, header::SET_COOKIE};
use mfa::{Error, Level, Session};

const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

/// Without "cookies", which would reach every host of the registrable domain; ours are taken back by name.
const WHAT_WE_STORED: HeaderValue = HeaderValue::from_static("\"cache\", \"storage\"");

pub(crate) async fn session(State(edge): State<Edge>, mut request: Request, next: Next) -> Response {
    let live = match find(&edge, request.headers()).await {
        Ok(live) => live,
        Err(error) => return refuse(request.extensions(), error),
    };
    let Some(cx) = request.extensions_mut().get_mut::<RequestContext>() else {
        return refuse(request.extensions(), Error::Unavailable);
    };
    cx.session = live;
    let cx = cx.clone();
    let sent = request.headers().clone();

    let mut response = next.run(request).await;
    let changes = cx.take_changes();
    for cookie in edge.cookies.set_cookies(&sent, &changes) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    if changes.iter().any(|change| matches!(change, CookieChange::ClearSiteData)) {
        response.headers_mut().insert(CLEAR_SITE_DATA, WHAT_WE_STORED);
    }
    response
}

async fn find(edge: &Edge, headers: &HeaderMap) -> Result<Option<Session>, Error> {
    for level in [Level::Full, Level::Half] {
        if let Some(token) = edge.cookies.token(headers, level)
            && let Some(session) = edge.latchkey.session(token, level).await?
        {
            return Ok(Some(session));
        }
    }
    Ok(None)
}
