//! `POST /api/latchkey/session/token`: a token about the visitor's own session, for an application in the settings.

use crate::answer::{json, status};
use axum::{
    Json,
    body::to_bytes,
    extract::Request,
    response::{IntoResponse, Response},
};
use mfa::Error;
use serde::Deserialize;
use serde_json::{Value, json};
use ui::request::RequestContext;

/// The path, the same in all installations.
pub(crate) const PATH: &str = "/api/latchkey/session/token";

/// Maximum length of a body in bytes.
const LONGEST: usize = 1024;

#[derive(Deserialize)]
struct Asked {
    audience: String,
}

/// Answers a request whose origin and content type have been checked, and whose session has been looked up.
pub(crate) async fn answer(request: Request) -> Response {
    match issue(request).await {
        Ok(token) => Json(token).into_response(),
        Err(error) => json(status(&error), &error),
    }
}

async fn issue(request: Request) -> Result<Value, Error> {
    let cx = request.extensions().get::<RequestContext>().cloned().ok_or(Error::Unavailable)?;
    let session = cx.any_session()?;
    let body = to_bytes(request.into_body(), LONGEST).await.map_err(|_| Error::MalformedRequest)?;
    let Asked { audience } = serde_json::from_slice(&body).map_err(|_| Error::MalformedRequest)?;
    let issued = cx.latchkey.tokens().session_token(session, &audience).await?;
    Ok(json!({ "token": issued.token, "expires_at": issued.expires_at }))
}
