//! Actions of the application that take an MFA token.

use crate::answer::{json, refuse, status};
use app::request::RequestContext;
use axum::{
    Json,
    body::to_bytes,
    extract::{FromRequestParts, Request, State},
    http::{HeaderName, StatusCode, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use mfa::{ContentDigest, Error, Expected, Session, TokenRefusal, view::MfaProof};
use serde_json::json;
use std::convert::Infallible;

/// The header that a token is sent in. It is never part of an address.
pub const TOKEN_HEADER: HeaderName = HeaderName::from_static("latchkey-mfa-token");

/// Longest body of which a digest is made.
const LONGEST: usize = 64 * 1024;

/// An action of the application, by the name that it has in the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Action {
    name: &'static str,
    content: bool,
}

impl Action {
    /// The action `name`, whatever exactly is done.
    #[must_use]
    pub const fn named(name: &'static str) -> Self {
        Self { name, content: false }
    }

    /// The same, with tokens that are bound to the very body of the request: what was confirmed is what is done.
    #[must_use]
    pub const fn with_content(self) -> Self {
        Self { content: true, ..self }
    }
}

/// What was proved for this request; nothing where the policy asks this user for nothing. For handlers behind
/// [`Embedded::require_mfa_token`](super::Embedded::require_mfa_token).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proved(pub Option<MfaProof>);

impl<S: Send + Sync> FromRequestParts<S> for Proved {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or(Self(None)))
    }
}

/// A visitor who owes nothing: the second factor was proved, if there is one to prove. For handlers behind
/// [`Embedded::guard`](super::Embedded::guard); everybody else is refused with 401 or 403 and the error in JSON.
#[derive(Clone, Debug)]
pub struct RequireMfa(pub Session);

impl<S: Send + Sync> FromRequestParts<S> for RequireMfa {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        let found = parts.extensions.get::<RequestContext>().ok_or(Error::Unavailable).and_then(free_session);
        found.map(Self).map_err(|error| json(status(&error), &error))
    }
}

fn free_session(cx: &RequestContext) -> Result<Session, Error> {
    let session = cx.any_session()?;
    match &cx.status {
        Some(visitor) if visitor.step.is_free() => Ok(session.clone()),
        Some(_) => Err(Error::RequiresAdditionalAuth),
        None => Err(Error::Unavailable),
    }
}

/// Why an action isn't done.
enum Refusal {
    Error(Error),
    /// A token is needed, and none came along.
    Missing(&'static str),
    Token(TokenRefusal),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

/// Lets through what was confirmed, with [`Proved`] in its extensions.
pub(crate) async fn require(State(action): State<Action>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LONGEST).await else {
        return refuse(&parts.extensions, Error::MalformedRequest);
    };
    let content = action.content.then(|| ContentDigest::of(&body));
    match proof(&parts, action, content).await {
        Ok(proof) => {
            let mut request = Request::from_parts(parts, body.into());
            request.extensions_mut().insert(Proved(proof));
            next.run(request).await
        }
        Err(Refusal::Error(error)) => refuse(&parts.extensions, error),
        Err(Refusal::Missing(action)) => {
            (StatusCode::FORBIDDEN, Json(json!({ "code": "mfa_token_required", "action": action }))).into_response()
        }
        Err(Refusal::Token(refusal)) => {
            let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::FORBIDDEN);
            (status, Json(json!({ "code": refusal.code() }))).into_response()
        }
    }
}

async fn proof(parts: &Parts, action: Action, content: Option<ContentDigest>) -> Result<Option<MfaProof>, Refusal> {
    let cx = parts.extensions.get::<RequestContext>().ok_or(Error::Unavailable)?;
    let session = free_session(cx)?;
    if !cx.latchkey.action_demand(&session, action.name).await?.required {
        return Ok(None);
    }
    let token = parts.headers.get(TOKEN_HEADER).and_then(|token| token.to_str().ok()).ok_or(Refusal::Missing(action.name))?;
    let expected = Expected { action: action.name, user: Some(&session.account_id), session: Some(&session.id), content };
    cx.latchkey.consume_mfa_token(&cx.caller, token, expected).await.map(Some).map_err(Refusal::Token)
}
