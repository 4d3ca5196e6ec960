//! Authentication of an application by its key.

use super::error::V1Error;
use crate::{AppState, bearer, client_address::ClientAddress};
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
    type Rejection = V1Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, V1Error> {
        let mut values = parts.headers.get_all(AUTHORIZATION).iter();
        let key = match (values.next(), values.next()) {
            (Some(value), None) => value.to_str().ok().and_then(bearer::credentials).ok_or(V1Error::KEY)?,
            _ => return Err(V1Error::KEY),
        };
        let application = state.latchkey.tokens().application(key, D::SCOPE).await?;
        let address = parts.extensions.get::<ClientAddress>().map(|client| client.0.to_string()).unwrap_or_default();
        Ok(Self { caller: Caller::application(&address, &application.name), demand: PhantomData })
    }
}
