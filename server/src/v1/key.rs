//! Authentication of an application by its key.

use super::refusal::Refusal;
use crate::{AppState, middleware::request_context::Client};
use axum::{extract::FromRequestParts, http::request::Parts};
use http::header::AUTHORIZATION;
use mfa::{Caller, Scope};
use std::marker::PhantomData;

/// The permission that a route demands. A type, so that the route can't be written without one.
pub(super) trait Demand {
    const SCOPE: Scope;
}

macro_rules! demands {
    ($($name:ident),+ $(,)?) => {
        $(
            /// The demand for the scope of this name.
            pub(super) struct $name;

            impl Demand for $name {
                const SCOPE: Scope = Scope::$name;
            }
        )+
    };
}

demands!(ConsumeMfaTokens, IntrospectTokens, ReadActions, ReadSessions, WriteConfirmations, WriteSessions);

/// An application with a valid key that has the permission `D`.
pub(super) struct Application<D> {
    /// The caller for the audit log.
    pub(super) caller: Caller,
    demand: PhantomData<fn() -> D>,
}

impl<D: Demand> FromRequestParts<AppState> for Application<D> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let mut values = parts.headers.get_all(AUTHORIZATION).iter();
        let key = match (values.next(), values.next()) {
            (Some(value), None) => value.to_str().ok().and_then(bearer).ok_or(Refusal::KEY)?,
            _ => return Err(Refusal::KEY),
        };
        let application = state.latchkey.tokens().application(key, D::SCOPE).await?;
        let address = parts.extensions.get::<Client>().map(|client| client.0.to_string()).unwrap_or_default();
        Ok(Self { caller: Caller::application(&address, &application.name), demand: PhantomData })
    }
}

/// The scheme's name is case-insensitive (RFC 9110 §11.1).
fn bearer(value: &str) -> Option<&str> {
    let (scheme, key) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| key.trim())
}
