//! Error responses: a page in the product's style for people, JSON for scripts, and no internal details in either.

pub use pages::answer::status;

use crate::paths::API;
use axum::{
    Json,
    response::{IntoResponse, Response},
};
use http::{Extensions, HeaderValue, StatusCode, header::RETRY_AFTER};
use mfa::Error;
use ui::request::RequestContext;

/// The kind of error response.
#[derive(Clone, Debug)]
pub struct ErrorResponse {
    status: StatusCode,
    error: Error,
}

impl ErrorResponse {
    /// The path doesn't support this method.
    pub const METHOD_NOT_ALLOWED: Self = Self { status: StatusCode::METHOD_NOT_ALLOWED, error: Error::MalformedRequest };
    /// The body is longer than the limit.
    pub const PAYLOAD_TOO_LARGE: Self = Self { status: StatusCode::PAYLOAD_TOO_LARGE, error: Error::MalformedRequest };
    /// An internal error.
    pub const INTERNAL: Self = Self { status: StatusCode::INTERNAL_SERVER_ERROR, error: Error::Unavailable };
}

impl From<Error> for ErrorResponse {
    fn from(error: Error) -> Self {
        Self { status: status(&error), error }
    }
}

/// The error response to a request with these extensions.
pub fn refuse(extensions: &Extensions, response: impl Into<ErrorResponse>) -> Response {
    let ErrorResponse { status, error } = response.into();
    match extensions.get::<RequestContext>() {
        // Pages of the application are drawn by the application.
        Some(cx) if cx.outside || cx.path.starts_with(API) => json(status, &error),
        Some(cx) => pages::error_page(cx, status, &error),
        None => status.into_response(),
    }
}

/// The value of `Retry-After`, in seconds, if the failure itself doesn't say how long it lasts.
pub(crate) const SOON: u64 = 5;

/// An error as a JSON response.
pub fn json(status: StatusCode, error: &Error) -> Response {
    let mut response = (status, Json(error)).into_response();
    let soon = (status == StatusCode::SERVICE_UNAVAILABLE).then_some(SOON);
    if let Some(seconds) = error.retry_after_seconds().or(soon) {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}
