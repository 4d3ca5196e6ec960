//! `POST /api/v1/introspect`: is the session behind a token still there? (RFC 7662)

use super::{
    error::V1Error,
    key::{Application, IntrospectTokens},
};
use crate::AppState;
use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
};
use mfa::{Error, SessionClaims};
use pages::fields::Fields;
use serde::Serialize;

/// The answer about a token. An inactive one has no claims.
#[derive(Serialize)]
pub(super) struct Introspection {
    active: bool,
    #[serde(flatten)]
    claims: Option<SessionClaims>,
}

/// Reads the fields `token` and, if there is one, `audience` of a form. Others, such as `token_type_hint`, are ignored.
pub(super) async fn introspect(
    State(state): State<AppState>,
    _application: Application<IntrospectTokens>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Introspection>, V1Error> {
    let body = body.map_err(|_| Error::MalformedRequest)?;
    let fields = Fields::parse(&body)?;
    let token = fields.get("token").ok_or(Error::MalformedRequest)?;
    let claims = state.latchkey.tokens().introspect(token, fields.get("audience")).await?;
    Ok(Json(Introspection { active: claims.is_some(), claims }))
}
