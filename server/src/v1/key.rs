//! Authentication of an application by its key.

use super::refusal::Refusal;
use crate::{AppState, middleware::request_context::Client};
use axum::{extract::FromRequestParts, http::request::Parts};
use http::header::AUTHORIZATION;
use mfa::Caller;

/// An application with a valid key.
pub(super) struct Application {
    /// The caller for the audit log.
    pub(super) caller: Caller,
}

impl FromRequestParts<AppState> for Application {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let mut values = parts.headers.get_all(AUTHORIZATION).iter();
        let key = match (values.next(), values.next()) {
            (Some(value), None) => value.to_str().ok().and_then(bearer).ok_or(Refusal::KEY)?,
            _ => return Err(Refusal::KEY),
        };
        let application = state.latchkey.tokens().application(key).await?.ok_or(Refusal::KEY)?;
        let address = parts.extensions.get::<Client>().map(|client| client.0.to_string()).unwrap_or_default();
        Ok(Self { caller: Caller::application(&address, &application.name) })
    }
}

/// The scheme's name is case-insensitive (RFC 9110 §11.1).
fn bearer(value: &str) -> Option<&str> {
    let (scheme, key) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| key.trim())
}
