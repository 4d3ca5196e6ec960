//! Refusals of requests from applications' servers.

use axum::{
    Json,
    extract::rejection::JsonRejection,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header::WWW_AUTHENTICATE};
use mfa::{Error, TokenRefusal};
use serde_json::json;

const BEARER: HeaderValue = HeaderValue::from_static("Bearer");

/// A status and a stable code.
#[derive(Clone, Copy, Debug)]
pub(super) struct Refusal {
    status: u16,
    code: &'static str,
}

impl Refusal {
    /// The key is missing, unknown or revoked. The response doesn't say which.
    pub(super) const KEY: Self = Self { status: 401, code: "application_key_invalid" };
    /// There is no account with that id that can sign in.
    pub(super) const USER: Self = Self { status: 404, code: "user_unknown" };
}

impl From<TokenRefusal> for Refusal {
    fn from(refusal: TokenRefusal) -> Self {
        Self { status: refusal.status(), code: refusal.code() }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self { status: error.status(), code: error.code() }
    }
}

/// The request couldn't be parsed. The response has no details: the documentation describes the format.
impl From<JsonRejection> for Refusal {
    fn from(_: JsonRejection) -> Self {
        Self::from(Error::MalformedRequest)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(json!({ "code": self.code }))).into_response();
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(WWW_AUTHENTICATE, BEARER);
        }
        response
    }
}
