//! Routes for the application's actions that require an MFA token.

use crate::answer::{ErrorResponse, json, refuse, status};
use axum::{
    Json,
    body::Body,
    extract::{FromRequestParts, RawPathParams, Request, State},
    http::{HeaderName, StatusCode, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures::StreamExt;
use mfa::{ContentDigest, Error, Expected, Session, TokenRefusal, view::MfaProof};
use serde_json::json;
use std::convert::Infallible;
use ui::request::RequestContext;

/// The header that carries a token. A token is never part of an address.
pub const TOKEN_HEADER: HeaderName = HeaderName::from_static("latchkey-mfa-token");

/// An action of the application, identified by its name in the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Action {
    name: &'static str,
    content: bool,
}

impl Action {
    /// The action `name`. Tokens aren't bound to the content of the request.
    #[must_use]
    pub const fn named(name: &'static str) -> Self {
        Self { name, content: false }
    }

    /// The same, with tokens that are bound to the exact body of the request: the handler gets the bytes that the user confirmed.
    ///
    /// Only the body is confirmed, so it has to contain everything that matters. An address could carry parameters that the user wasn't shown: a
    /// request with a query is refused, and so is every request to a route with parameters in its path.
    #[must_use]
    pub const fn with_content(self) -> Self {
        Self { content: true, ..self }
    }
}

/// The proof for this request. `None` inside if the policy requires none from this user. For handlers behind
/// [`Embedded::require_mfa_token`](super::Embedded::require_mfa_token).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proved(pub Option<MfaProof>);

impl<S: Send + Sync> FromRequestParts<S> for Proved {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or(Self(None)))
    }
}

/// A visitor with no pending step: the second factor was proved, if the user has one. For handlers behind
/// [`Embedded::guard`](super::Embedded::guard); all other visitors are refused with 401 or 403 and the error in JSON.
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

/// The reason why an action is refused.
enum ActionRefusal {
    Error(Error),
    /// A token is required, but the request has none.
    Missing(&'static str),
    Token(TokenRefusal),
    /// The body is longer than [`ContentDigest::LONGEST_CONTENT`](mfa::ContentDigest::LONGEST_CONTENT), so it can't have been confirmed.
    TooLong,
}

impl From<Error> for ActionRefusal {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

/// Passes on requests whose action was confirmed, with [`Proved`] in their extensions.
pub(crate) async fn require(State(action): State<Action>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    if action.content && has_parameters(&mut parts).await {
        tracing::error!(
            action = action.name,
            "refused an action with parameters in its path: a confirmation covers only the body, so send them in the body"
        );
        return refuse(&parts.extensions, ErrorResponse::INTERNAL);
    }
    match proof(&parts, body, action).await {
        Ok((proof, body)) => {
            let mut request = Request::from_parts(parts, body);
            request.extensions_mut().insert(Proved(proof));
            next.run(request).await
        }
        Err(ActionRefusal::Error(error)) => refuse(&parts.extensions, error),
        Err(ActionRefusal::Missing(action)) => {
            (StatusCode::FORBIDDEN, Json(json!({ "code": "mfa_token_required", "action": action }))).into_response()
        }
        Err(ActionRefusal::Token(refusal)) => {
            let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::FORBIDDEN);
            (status, Json(json!({ "code": refusal.code() }))).into_response()
        }
        Err(ActionRefusal::TooLong) => (StatusCode::PAYLOAD_TOO_LARGE, Json(json!({ "code": "mfa_content_too_long" }))).into_response(),
    }
}

async fn has_parameters(parts: &mut Parts) -> bool {
    RawPathParams::from_request_parts(parts, &()).await.is_ok_and(|parameters| parameters.iter().next().is_some())
}

/// The proof, if one is required, and the body for the handler. The body is only read here if it was confirmed; otherwise it is passed on unread.
async fn proof(parts: &Parts, body: Body, action: Action) -> Result<(Option<MfaProof>, Body), ActionRefusal> {
    let cx = parts.extensions.get::<RequestContext>().ok_or(Error::Unavailable)?;
    let session = free_session(cx)?;
    if action.content && parts.uri.query().is_some() {
        return Err(Error::MalformedRequest.into());
    }
    if !cx.latchkey.tokens().demand(&session, action.name).await?.required {
        return Ok((None, body));
    }
    let token = parts.headers.get(TOKEN_HEADER).and_then(|token| token.to_str().ok()).ok_or(ActionRefusal::Missing(action.name))?;
    let (content, body) = if action.content {
        let content = read(body).await?;
        (Some(ContentDigest::of(&content)), content.into())
    } else {
        (None, body)
    };
    let expected = Expected { action: action.name, user: Some(&session.account_id), session: Some(&session.id), content };
    let proof = cx.latchkey.tokens().consume(&cx.caller, token, expected).await.map_err(ActionRefusal::Token)?;
    Ok((Some(proof), body))
}

/// Reads the whole body, up to the longest one that can be confirmed.
async fn read(body: Body) -> Result<Vec<u8>, ActionRefusal> {
    let mut content = Vec::new();
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        content.extend_from_slice(&chunk.map_err(|_| Error::MalformedRequest)?);
        if content.len() > ContentDigest::LONGEST_CONTENT {
            return Err(ActionRefusal::TooLong);
        }
    }
    Ok(content)
}
