//! Helpers for responses.

use axum::{
    http::{HeaderValue, StatusCode, header::LOCATION},
    response::{IntoResponse, Response},
};
use mfa::Error;

/// The error's own status.
#[must_use]
pub fn status(error: &Error) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Sends the browser to a full address of this site.
pub(crate) fn see_other(address: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, location(address))]).into_response()
}

/// An address as a header's value; the start page if it can't be one.
pub(crate) fn location(address: &str) -> HeaderValue {
    HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/"))
}
