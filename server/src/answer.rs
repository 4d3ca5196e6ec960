//! How the server says no: a page in the product's look for people, JSON for scripts, and never a detail.

pub use pages::answer::status;

use crate::paths::API;
use axum::{
    Json,
    response::{IntoResponse, Response},
};
use http::{Extensions, HeaderValue, StatusCode, header::RETRY_AFTER};
use mfa::Error;
use ui::request::RequestContext;

/// What is told instead of an answer.
#[derive(Clone, Debug)]
pub struct Refusal {
    status: StatusCode,
    error: Error,
}

impl Refusal {
    /// No such method for this path.
    pub const METHOD: Self = Self { status: StatusCode::METHOD_NOT_ALLOWED, error: Error::MalformedRequest };
    /// More than is read.
    pub const TOO_LARGE: Self = Self { status: StatusCode::PAYLOAD_TOO_LARGE, error: Error::MalformedRequest };
    /// Our own fault.
    pub const BUG: Self = Self { status: StatusCode::INTERNAL_SERVER_ERROR, error: Error::Unavailable };
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self { status: status(&error), error }
    }
}

/// The answer to a request with these extensions.
pub fn refuse(extensions: &Extensions, refusal: impl Into<Refusal>) -> Response {
    let Refusal { status, error } = refusal.into();
    match extensions.get::<RequestContext>() {
        // A page of the application is not ours to draw.
        Some(cx) if cx.outside || cx.path.starts_with(API) => json(status, &error),
        Some(cx) => pages::error_page(cx, status, error.retry_after_seconds()),
        None => status.into_response(),
    }
}

/// When to come again, in seconds, if what fails doesn't say when it will be over.
pub(crate) const SOON: u64 = 5;

/// An error on its way to a script.
pub fn json(status: StatusCode, error: &Error) -> Response {
    let mut response = (status, Json(error)).into_response();
    let soon = (status == StatusCode::SERVICE_UNAVAILABLE).then_some(SOON);
    if let Some(seconds) = error.retry_after_seconds().or(soon) {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}
