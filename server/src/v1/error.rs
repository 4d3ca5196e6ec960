//! Refusals of requests from applications' servers.

use axum::{
    Json,
    extract::rejection::JsonRejection,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header::WWW_AUTHENTICATE};
use mfa::{Error, KeyRefusal, Scope, TokenRefusal};
use serde_json::json;

const BEARER: HeaderValue = HeaderValue::from_static("Bearer");

/// A status and a stable code.
#[derive(Clone, Copy, Debug)]
pub(super) struct V1Error {
    status: u16,
    code: &'static str,
    /// The permission that the key lacks.
    scope: Option<Scope>,
}

impl V1Error {
    /// The key is missing, unknown, revoked or expired. The response doesn't say which.
    pub(super) const KEY: Self = Self { status: 401, code: "application_key_invalid", scope: None };
    /// The visitor isn't signed in. Not 401, which would say that the key is at fault.
    pub(super) const VISITOR: Self = Self { status: 403, code: "not_signed_in", scope: None };
    /// There is no account with that id that can sign in.
    pub(super) const USER: Self = Self { status: 404, code: "user_unknown", scope: None };
}

impl From<KeyRefusal> for V1Error {
    fn from(refusal: KeyRefusal) -> Self {
        let scope = match refusal {
            KeyRefusal::Scope(scope) => Some(scope),
            _ => None,
        };
        Self { status: refusal.status(), code: refusal.code(), scope }
    }
}

impl From<TokenRefusal> for V1Error {
    fn from(refusal: TokenRefusal) -> Self {
        Self { status: refusal.status(), code: refusal.code(), scope: None }
    }
}

impl From<Error> for V1Error {
    fn from(error: Error) -> Self {
        Self { status: error.status(), code: error.code(), scope: None }
    }
}

/// The request couldn't be parsed. The response has no details: the documentation describes the format.
impl From<JsonRejection> for V1Error {
    fn from(_: JsonRejection) -> Self {
        Self::from(Error::MalformedRequest)
    }
}

/// With the challenge of RFC 6750 if the key is at fault.
impl IntoResponse for V1Error {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let (body, challenge) = match self.scope {
            Some(scope) => {
                let challenge = format!("Bearer error=\"insufficient_scope\", scope=\"{}\"", scope.as_str());
                (json!({ "code": self.code, "scope": scope }), HeaderValue::try_from(challenge).ok())
            }
            None => (json!({ "code": self.code }), (status == StatusCode::UNAUTHORIZED).then_some(BEARER)),
        };
        let mut response = (status, Json(body)).into_response();
        if let Some(challenge) = challenge {
            response.headers_mut().insert(WWW_AUTHENTICATE, challenge);
        }
        response
    }
}
