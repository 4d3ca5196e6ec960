//! Sends the stylesheet inside the first page that a browser loads: on a slow network, the page is usable a whole round trip earlier.
//!
//! Pages aren't compressed, since the length of a compressed page would reveal its secrets to an attacker who can choose a part of it (BREACH).
//! Uncompressed, a page that contains the stylesheet would be long. So both are sent as one gzip stream: the page stored, the stylesheet compressed.
//!
//! The page also loads the file, without waiting for it: as a stylesheet for print, which browsers fetch last. From then on they have it in their cache,
//! and pages refer to it. A cookie records that, with the name of the file, since a server doesn't know the browser's cache.

use crate::{
    AppState,
    assets::{Encoding, InlineStyle},
    gzip::Gzip,
    middleware::session::CLEAR_SITE_DATA,
};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{
    HeaderMap, HeaderName, HeaderValue, Method, StatusCode,
    header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, SET_COOKIE},
};

const SEC_FETCH_DEST: HeaderName = HeaderName::from_static("sec-fetch-dest");

/// In the extensions of a response: the source of the style that its page contains, for the Content-Security-Policy.
#[derive(Clone)]
pub(super) struct StyleSource(pub(super) String);

pub(crate) async fn inline_style(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let style = state.assets.inline_style();
    let is_cached = style.is_some_and(|style| state.cookies.has_style(request.headers(), &style.name));
    let style = style.filter(|_| !is_cached && asks_for_page(&request) && accepts_gzip(request.headers()));
    let mut response = next.run(request).await;
    if response.headers().contains_key(CLEAR_SITE_DATA) {
        append(response.headers_mut(), state.cookies.forget_style().filter(|_| is_cached));
        return response;
    }
    match style {
        Some(style) if is_page(response.headers()) => match with_style(&state, style, response).await {
            Ok(response) => response,
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        },
        _ => response,
    }
}

/// Whether a browser will show the answer as a page: only then does it load the stylesheet. For other programs, and for browsers that don't tell, pages
/// refer to the file.
fn asks_for_page(request: &Request) -> bool {
    request.method() == Method::GET && request.headers().get(SEC_FETCH_DEST).is_some_and(|destination| destination == "document")
}

fn accepts_gzip(request: &HeaderMap) -> bool {
    let accepted = request.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Encoding::choose(accepted, |encoding| encoding == Encoding::Gzip) == Encoding::Gzip
}

fn is_page(response: &HeaderMap) -> bool {
    let kind = response.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html")) && !response.contains_key(CONTENT_ENCODING)
}

fn append(headers: &mut HeaderMap, cookie: Option<HeaderValue>) {
    if let Some(cookie) = cookie {
        headers.append(SET_COOKIE, cookie);
    }
}

/// The page with the stylesheet in it, if it refers to the stylesheet.
async fn with_style(state: &AppState, style: &InlineStyle, response: Response) -> Result<Response, axum::Error> {
    let (mut parts, body) = response.into_parts();
    // Pages are in memory already.
    let page = to_bytes(body, usize::MAX).await?;
    let link = format!("<link rel=\"stylesheet\" href=\"{}\"", state.site.link(&state.site.stylesheet));
    let Some((before, after)) = str::from_utf8(&page).ok().and_then(|page| page.split_once(&link)) else {
        return Ok(Response::from_parts(parts, Body::from(page)));
    };
    let mut stream = Gzip::with_capacity(page.len() + style.element.len() + 256);
    stream.store(before.as_bytes());
    stream.append(&style.element);
    stream.store(format!("{link} media=\"print\"{after}").as_bytes());
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.insert(CONTENT_ENCODING, HeaderValue::from_static(Encoding::Gzip.name()));
    append(&mut parts.headers, state.cookies.remember_style(&style.name));
    parts.extensions.insert(StyleSource(style.source.clone()));
    Ok(Response::from_parts(parts, Body::from(stream.finish())))
}
