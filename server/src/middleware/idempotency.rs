//! Answers a form that is sent twice like the first time: a double click, a second press on a slow network.
//!
//! Two requests are the same if path, form (with its [mark](mark::FIELD)) and session cookies are. The second may also come with the cookies that the
//! answer to the first has set. A cookie by itself, without the form, is answered as ever.

use crate::{
    Edge,
    answer::{API, refuse},
    middleware::session::hand_out,
};
use app::{
    form::{Fields, mark},
    request::RequestContext,
};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, request::Parts};
use leptos::nonce::Nonce;
use mfa::{Earlier, Error, IdempotencyKey, Level, Visitor};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use tracing::Instrument;

/// How often is looked whether the first request has its answer.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// How often is looked at most: less than [`contain`](super::contain) waits.
const LOOKS: u32 = 400;

/// The forms that are acted on without a session. The number of their requests is limited, so that nobody fills the database with them.
const WITHOUT_SESSION: [&str; 2] = ["/sign-in", "/sign-up"];

pub(crate) async fn idempotency(State(edge): State<Edge>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST || request.uri().path().starts_with(API) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Some(cx) = parts.extensions.get::<RequestContext>().cloned() else {
        return refuse(&parts.extensions, Error::Unavailable);
    };
    // It is all there, and not longer than a form may be.
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return refuse(&parts.extensions, Error::MalformedRequest);
    };
    if !has_mark(&body) {
        return next.run(Request::from_parts(parts, Body::from(body))).await;
    }
    let mut unanswered = Unanswered { form: Sent::of(&edge, parts, body), cx, next };
    let key = unanswered.form.key();
    let may_act = unanswered.cx.session.is_some() || WITHOUT_SESSION.contains(&unanswered.cx.path.as_str());
    for _ in 0..LOOKS {
        match edge.latchkey.earlier(&key).await {
            Ok(Earlier::Answered(answer)) => {
                let Some(answer) = Kept::read(&answer, &unanswered.cx.nonce) else { return unanswered.act().await };
                // What was recorded on the way here belongs to no answer: the earlier one has its own cookies.
                drop(unanswered.cx.take_changes());
                return answer;
            }
            Ok(Earlier::UnderWay) => {}
            Ok(Earlier::None) if may_act => match claim_and_act(&edge, &key, unanswered).await {
                Ok(answer) => return answer,
                Err(lost) => unanswered = *lost,
            },
            // The form finds out by itself what is unavailable, and keeps what was typed.
            Ok(Earlier::None) | Err(_) => return unanswered.act().await,
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
    refuse(&unanswered.form.parts.extensions, Error::Unavailable)
}

/// A request on its way to the form.
struct Unanswered {
    form: Sent,
    cx: RequestContext,
    next: Next,
}

impl Unanswered {
    async fn act(self) -> Response {
        self.next.run(Request::from_parts(self.form.parts, Body::from(self.form.body))).await
    }
}

/// Acts on the form and keeps the answer, or gives the request back if an equal one was quicker.
///
/// From the claim on it goes on even if the browser gives the request up: the second one waits for its answer.
async fn claim_and_act(edge: &Edge, key: &IdempotencyKey, unanswered: Unanswered) -> Result<Response, Box<Unanswered>> {
    let extensions = unanswered.form.parts.extensions.clone();
    let acting = {
        let (edge, key) = (edge.clone(), key.clone());
        async move {
            match edge.latchkey.claim(&key).await {
                Ok(true) => Ok(act_once(&edge, key, unanswered).await),
                Ok(false) => Err(Box::new(unanswered)),
                Err(_) => Ok(unanswered.act().await),
            }
        }
    };
    match tokio::spawn(acting.in_current_span()).await {
        Ok(outcome) => outcome,
        Err(failure) => {
            if let Err(error) = edge.latchkey.release(key).await {
                tracing::warn!(%error, "a form that failed may be sent again only in half a minute");
            }
            match failure.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(_) => Ok(refuse(&extensions, Error::Unavailable)),
            }
        }
    }
}

async fn act_once(edge: &Edge, key: IdempotencyKey, mut unanswered: Unanswered) -> Response {
    let request = unanswered.form.take_request();
    let sent = request.headers().clone();
    let mut response = unanswered.next.run(request).await;
    let changes = unanswered.cx.take_changes();
    unanswered.form.tokens = edge.cookies.tokens_after(&sent, &changes);
    hand_out(edge, &sent, &changes, &mut response);
    let (response, kept) = Kept::of(response, &unanswered.cx.nonce).await;
    let done = match kept {
        Some(kept) => edge.latchkey.keep_answer(&[key, unanswered.form.key()], &kept).await,
        None => edge.latchkey.release(&key).await,
    };
    if let Err(error) = done {
        tracing::warn!(%error, "the answer to a form wasn't kept: sent again, it is acted on again");
    }
    response
}

fn has_mark(body: &[u8]) -> bool {
    Fields::parse(body).is_ok_and(|fields| fields.get(mark::FIELD).is_some_and(|mark| !mark.is_empty()))
}

/// A form as it was sent, and everything by which it is known again.
struct Sent {
    parts: Parts,
    body: Bytes,
    /// The ids in the cookies, half and full.
    tokens: [Option<String>; 2],
    /// Whom the application has named, where it signs people in.
    visitor: Option<Visitor>,
}

impl Sent {
    fn of(edge: &Edge, parts: Parts, body: Bytes) -> Self {
        let tokens = [Level::Half, Level::Full].map(|level| edge.cookies.token(&parts.headers, level).map(ToOwned::to_owned));
        let visitor = parts.extensions.get::<Visitor>().cloned();
        Self { parts, body, tokens, visitor }
    }

    fn key(&self) -> IdempotencyKey {
        let address = self.parts.uri.to_string();
        let [half, full] = self.tokens.each_ref().map(|token| token.as_deref().unwrap_or_default().as_bytes());
        let visitor = self.visitor.as_ref();
        let (id, session) = visitor.map(|visitor| (visitor.id.as_str(), visitor.session.as_str())).unwrap_or_default();
        IdempotencyKey::of(&[address.as_bytes(), &self.body, half, full, id.as_bytes(), session.as_bytes()])
    }

    /// The request itself; its address and its form stay here.
    fn take_request(&mut self) -> Request {
        let (mut kept, ()) = Request::new(()).into_parts();
        kept.uri = self.parts.uri.clone();
        Request::from_parts(std::mem::replace(&mut self.parts, kept), Body::from(self.body.clone()))
    }
}

/// An answer that was kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    status: u16,
    headers: Vec<(String, String)>,
    /// What its inline scripts carry.
    nonce: String,
    body: String,
}

impl Kept {
    /// What is to be kept of an answer, beside the answer itself: nothing of a failure, after which the form is to be acted on again.
    async fn of(response: Response, nonce: &Nonce) -> (Response, Option<Vec<u8>>) {
        let (parts, body) = response.into_parts();
        let Ok(body) = to_bytes(body, usize::MAX).await else {
            return (Response::from_parts(parts, Body::empty()), None);
        };
        let kept = (!parts.status.is_server_error()).then(|| Self::write(parts.status, &parts.headers, nonce, &body)).flatten();
        (Response::from_parts(parts, Body::from(body)), kept)
    }

    fn write(status: StatusCode, headers: &HeaderMap, nonce: &Nonce, body: &[u8]) -> Option<Vec<u8>> {
        let text = |(name, value): (&HeaderName, &HeaderValue)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()));
        let kept = Self {
            status: status.as_u16(),
            headers: headers.iter().map(text).collect::<Option<_>>()?,
            nonce: nonce.to_string(),
            body: str::from_utf8(body).ok()?.to_owned(),
        };
        serde_json::to_vec(&kept).ok()
    }

    /// The answer to a request whose inline scripts carry `nonce`.
    fn read(kept: &[u8], nonce: &Nonce) -> Option<Response> {
        let kept = serde_json::from_slice::<Self>(kept).ok()?;
        let mut response = Response::builder().status(kept.status);
        for (name, value) in kept.headers {
            response = response.header(name, value);
        }
        response.body(Body::from(kept.body.replace(&kept.nonce, nonce))).ok()
    }
}
