//! Actions of the application that take an MFA token.

use crate::answer::{self, json, refuse, status};
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

/// The header that a token is sent in. It is never part of an address.
pub const TOKEN_HEADER: HeaderName = HeaderName::from_static("latchkey-mfa-token");

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
    ///
    /// Only what is in the body was confirmed, so everything that matters has to be in it. An address that says something more could be another
    /// one than the user was shown: a request with a query is refused, and so is every one to a route that has parameters in its path.
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
    /// The body is longer than anything that can be confirmed.
    TooLong,
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

/// Lets through what was confirmed, with [`Proved`] in its extensions.
pub(crate) async fn require(State(action): State<Action>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    if action.content && has_parameters(&mut parts).await {
        tracing::error!(
            action = action.name,
            "nobody confirms the parameters in the path of an action with content: put them into the body"
        );
        return refuse(&parts.extensions, answer::Refusal::BUG);
    }
    match proof(&parts, body, action).await {
        Ok((proof, body)) => {
            let mut request = Request::from_parts(parts, body);
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
        Err(Refusal::TooLong) => (StatusCode::PAYLOAD_TOO_LARGE, Json(json!({ "code": "mfa_content_too_long" }))).into_response(),
    }
}

async fn has_parameters(parts: &mut Parts) -> bool {
    RawPathParams::from_request_parts(parts, &()).await.is_ok_and(|parameters| parameters.iter().next().is_some())
}

/// What was proved, if something has to be, and the body for the handler: as it arrives, unless it is what was confirmed.
async fn proof(parts: &Parts, body: Body, action: Action) -> Result<(Option<MfaProof>, Body), Refusal> {
    let cx = parts.extensions.get::<RequestContext>().ok_or(Error::Unavailable)?;
    let session = free_session(cx)?;
    if action.content && parts.uri.query().is_some() {
        return Err(Error::MalformedRequest.into());
    }
    if !cx.latchkey.tokens().demand(&session, action.name).await?.required {
        return Ok((None, body));
    }
    let token = parts.headers.get(TOKEN_HEADER).and_then(|token| token.to_str().ok()).ok_or(Refusal::Missing(action.name))?;
    let (content, body) = if action.content {
        let content = read(body).await?;
        (Some(ContentDigest::of(&content)), content.into())
    } else {
        (None, body)
    };
    let expected = Expected { action: action.name, user: Some(&session.account_id), session: Some(&session.id), content };
    let proof = cx.latchkey.tokens().consume(&cx.caller, token, expected).await.map_err(Refusal::Token)?;
    Ok((Some(proof), body))
}

/// All of a body that can have been confirmed.
async fn read(body: Body) -> Result<Vec<u8>, Refusal> {
    let mut content = Vec::new();
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        content.extend_from_slice(&chunk.map_err(|_| Error::MalformedRequest)?);
        if content.len() > ContentDigest::LONGEST_CONTENT {
            return Err(Refusal::TooLong);
        }
    }
    Ok(content)
}
