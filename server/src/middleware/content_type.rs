//! Refuses bodies with the wrong content type.
//!
//! Server functions parse JSON without checking its type. Since a foreign page can send `text/plain` without a preflight, the check is part of the
//! defence against cross-site requests.

use crate::{
    answer::refuse,
    paths::{API, INTROSPECT},
};
use axum::{extract::Request, middleware::Next, response::Response};
use http::{Method, header::CONTENT_TYPE};
use mfa::Error;

pub(crate) async fn content_type(request: Request, next: Next) -> Response {
    let wanted = if request.uri().path().starts_with(API) && request.uri().path() != INTROSPECT {
        "application/json"
    } else {
        "application/x-www-form-urlencoded"
    };
    let mut types = request.headers().get_all(CONTENT_TYPE).iter();
    let fits = match (types.next(), types.next()) {
        (Some(value), None) => value.to_str().is_ok_and(|value| essence(value).eq_ignore_ascii_case(wanted)),
        _ => false,
    };
    if fits || request.method() != Method::POST {
        next.run(request).await
    } else {
        refuse(request.extensions(), Error::UnsupportedMediaType)
    }
}

/// The media type without parameters such as `charset`.
fn essence(content_type: &str) -> &str {
    content_type.split(';').next().unwrap_or_default().trim()
}
