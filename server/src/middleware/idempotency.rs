//! Gives the second submission of a form the response to the first one: a double click, or a second press on a slow network.
//!
//! Two requests are equal if path, form (with its [mark](form_mark::FIELD)) and session cookies are equal. The second may also have the cookies that
//! the response to the first one set. Cookies alone, without an equal form, never match.

use crate::{
    AppState,
    answer::refuse,
    client_address::ClientAddress,
    middleware::session::{apply_cookie_changes, own_session},
    paths::API,
};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use futures::FutureExt;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, request::Parts};
use leptos::nonce::Nonce;
use mfa::{Claim, Earlier, Error, IdempotencyKey, Level, Visitor};
use pages::{fields::Fields, form_mark};
use serde::{Deserialize, Serialize};
use std::{
    any::Any,
    panic::AssertUnwindSafe,
    pin::pin,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};
use tracing::Instrument;
use ui::{paths, request::RequestContext};

/// How often a waiting request checks for the response to the first one.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// How often the claim of a form that is being processed is renewed.
const RENEW_EVERY: Duration = Duration::from_secs(3);

/// The maximum size of a stored response, in bytes. Pages have 256 KiB at most; a copy of one's data with thousands of events has more.
const LONGEST_KEPT: usize = 4 * 1024 * 1024;

/// The maximum number of checks: together shorter than the timeout of [`panic_and_timeout`](super::panic_and_timeout).
const LOOKS: u32 = 400;

/// The stored response for a network that sends very many forms: it only records that the form was processed. A second submission is refused instead
/// of being processed.
const NOT_KEPT: &[u8] = b"";

/// The refusal of such a second submission.
const TOO_MANY: Error = Error::AddressRateLimited { retry_after_seconds: 10 };

/// The number of responses after which expired ones are deleted: the timer alone doesn't run often enough to keep their number low.
const SWEEP_EVERY: u32 = 64;

/// The number of responses that this process has stored.
static ANSWERS: AtomicU32 = AtomicU32::new(0);

/// Whether a form has an effect without a session. The number of their requests is rate-limited, so that an attacker can't fill the database with
/// them.
fn acts_without_session(path: &str) -> bool {
    matches!(path, paths::SIGN_IN | paths::SIGN_UP) || paths::is_mail_link(path)
}

pub(crate) async fn idempotency(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST || request.uri().path().starts_with(API) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Some(cx) = parts.extensions.get::<RequestContext>().cloned() else {
        return refuse(&parts.extensions, Error::Unavailable);
    };
    // The body has been read completely, within the limit.
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return refuse(&parts.extensions, Error::MalformedRequest);
    };
    let mut unanswered = Unanswered { form: Sent::of(&state, parts, body), cx, next };
    if !has_mark(&unanswered.form.body) {
        return unanswered.act().await;
    }
    let key = unanswered.form.key();
    let mut has_waited = false;
    for _ in 0..LOOKS {
        match state.latchkey.forms().earlier(&key).await {
            Ok(Earlier::Answered(answer)) if *answer == NOT_KEPT => {
                return refuse(&unanswered.form.parts.extensions, TOO_MANY);
            }
            Ok(Earlier::Answered(answer)) => {
                let Some(answer) = Kept::read(&answer, &unanswered.cx.nonce) else { return unanswered.act().await };
                // Changes recorded by outer layers aren't part of the response: the stored response has its own cookies.
                drop(unanswered.cx.take_changes());
                return answer;
            }
            Ok(Earlier::UnderWay) => has_waited = true,
            Ok(Earlier::None) => {
                if has_waited && let Err(error) = unanswered.reload(&state).await {
                    return refuse(&unanswered.form.parts.extensions, error);
                }
                if !unanswered.may_act() {
                    return unanswered.act().await;
                }
                match claim_and_act(&state, &key, unanswered).await {
                    Ok(answer) => return answer,
                    Err(lost) => (unanswered, has_waited) = (*lost, true),
                }
            }
            // The first request may still be in progress.
            Err(_) if has_waited => {}
            // The form's handler reports by itself that a service is unavailable, and keeps the user's input.
            Err(_) => return unanswered.act().await,
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
    refuse(&unanswered.form.parts.extensions, Error::Unavailable)
}

/// A request that is about to be processed.
struct Unanswered {
    form: Sent,
    cx: RequestContext,
    next: Next,
}

impl Unanswered {
    async fn act(self) -> Response {
        self.next.run(Request::from_parts(self.form.parts, Body::from(self.form.body))).await
    }

    /// Looks up the session again: it may have ended while the request waited. If an application signs users in, it is asked again, as for each
    /// request.
    async fn reload(&mut self, state: &AppState) -> Result<(), Error> {
        if state.application.is_none() {
            self.cx.set_found(own_session(state, &self.form.parts.headers).await?);
            self.form.parts.extensions.insert(self.cx.clone());
        }
        Ok(())
    }

    /// Whether the form has an effect for its sender. All other forms are numerous and not rate-limited: no record is stored for them.
    fn may_act(&self) -> bool {
        self.cx.session.is_some() || acts_without_session(&self.cx.path)
    }

    /// Whether the response may be stored: not for a network that sends very many forms, so that they don't fill the database.
    fn may_be_kept(&self, state: &AppState) -> bool {
        let client = self.form.parts.extensions.get::<ClientAddress>();
        client.is_none_or(|client| state.sign_in_limit.admits_form(client.0.into()))
    }
}

/// Processes the form and stores the response, or returns the request if an equal one was claimed earlier.
///
/// Once claimed, the form is processed to the end even if the browser abandons the request: the second request waits for its response.
async fn claim_and_act(state: &AppState, key: &IdempotencyKey, unanswered: Unanswered) -> Result<Response, Box<Unanswered>> {
    let extensions = unanswered.form.parts.extensions.clone();
    let Ok(claim) = state.latchkey.forms().claim(key.clone()) else { return Ok(unanswered.act().await) };
    let state = state.clone();
    let acting = async move {
        match state.latchkey.forms().make_claim(&claim).await {
            Ok(false) => Err(Box::new(unanswered)),
            // The claim may have been committed although the database's answer was lost.
            Ok(true) | Err(_) => Ok(act_once(&state, &claim, unanswered).await),
        }
    };
    match tokio::spawn(acting.in_current_span()).await {
        Ok(Ok(Ok(response))) => Ok(response),
        Ok(Ok(Err(panic))) => std::panic::resume_unwind(panic),
        Ok(Err(lost)) => Err(lost),
        Err(_) => Ok(refuse(&extensions, Error::Unavailable)),
    }
}

/// The response, or the panic of the handler.
async fn act_once(state: &AppState, claim: &Claim, mut unanswered: Unanswered) -> Result<Response, Box<dyn Any + Send>> {
    let may_be_kept = unanswered.may_be_kept(state);
    let request = unanswered.form.take_request();
    let sent = request.headers().clone();
    // No data of the handler is used after a panic.
    let mut acting = pin!(AssertUnwindSafe(unanswered.next.run(request)).catch_unwind());
    let outcome = loop {
        match tokio::time::timeout(RENEW_EVERY, &mut acting).await {
            Ok(outcome) => break outcome,
            // After a failed renewal, the claim stays valid until it expires, and the next renewal may succeed.
            Err(_) => drop(state.latchkey.forms().renew_claim(claim).await),
        }
    };
    let mut response = match outcome {
        Ok(response) => response,
        Err(panic) => {
            finish(state, claim, None).await;
            return Err(panic);
        }
    };
    let changes = unanswered.cx.take_changes();
    unanswered.form.tokens = state.cookies.tokens_after(&sent, &changes);
    apply_cookie_changes(state, &sent, &changes, &mut response);
    let (response, kept) = Kept::of(response, &unanswered.cx.nonce).await;
    let also = unanswered.form.key();
    let kept = kept.map(|answer| if may_be_kept { answer } else { NOT_KEPT.to_vec() });
    finish(state, claim, kept.as_deref().map(|answer| (&also, answer))).await;
    if ANSWERS.fetch_add(1, Ordering::Relaxed) % SWEEP_EVERY == SWEEP_EVERY - 1 {
        let latchkey = state.latchkey.clone();
        // If deleting fails, the next call or the timer does it.
        tokio::spawn(async move { drop(latchkey.maintenance().sweep_answers().await) });
    }
    Ok(response)
}

/// Stores the response, or releases the claim if there is none to store. It tries three times, to survive a failover of the database: until then, a
/// second submission waits.
async fn finish(state: &AppState, claim: &Claim, answer: Option<(&IdempotencyKey, &[u8])>) {
    for _ in 0..3 {
        let done = match answer {
            Some((also, answer)) => state.latchkey.forms().keep_answer(claim, also, answer).await,
            None => state.latchkey.forms().release_claim(claim).await,
        };
        if done.is_ok() {
            return;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    tracing::warn!("couldn't store the response to a form: if the form is sent again after ten seconds, it is processed again");
}

/// Whether the form has a mark in the format of our pages: 128 random bits in base64url.
fn has_mark(body: &[u8]) -> bool {
    let is_mark = |mark: &str| mark.len() == 22 && mark.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    Fields::parse(body).is_ok_and(|fields| fields.get(form_mark::FIELD).is_some_and(is_mark))
}

/// A submitted form, and all data by which an equal one is recognised.
struct Sent {
    parts: Parts,
    body: Bytes,
    /// The session ids in the cookies, half and full.
    tokens: [Option<String>; 2],
    /// The user that the application reported, if an application signs users in.
    visitor: Option<Visitor>,
}

impl Sent {
    fn of(state: &AppState, parts: Parts, body: Bytes) -> Self {
        let tokens = [Level::Half, Level::Full].map(|level| state.cookies.token(&parts.headers, level).map(ToOwned::to_owned));
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

    /// The request itself. Its address and form stay in this value.
    fn take_request(&mut self) -> Request {
        let (mut kept, ()) = Request::new(()).into_parts();
        kept.uri = self.parts.uri.clone();
        Request::from_parts(std::mem::replace(&mut self.parts, kept), Body::from(self.body.clone()))
    }
}

/// A stored response.
#[derive(Serialize, Deserialize)]
struct Kept {
    status: u16,
    headers: Vec<(String, String)>,
    /// The nonce of its inline scripts.
    nonce: String,
    body: String,
}

impl Kept {
    /// The metadata to store with a response. `None` for a failure, after which the form is to be processed again.
    async fn of(response: Response, nonce: &Nonce) -> (Response, Option<Vec<u8>>) {
        let (parts, body) = response.into_parts();
        let Ok(body) = to_bytes(body, usize::MAX).await else {
            return (Response::from_parts(parts, Body::empty()), None);
        };
        // A response with a wait is computed anew, so that the wait is exact.
        let is_final = !parts.status.is_server_error() && parts.status != StatusCode::TOO_MANY_REQUESTS;
        let kept = (is_final && body.len() <= LONGEST_KEPT).then(|| Self::write(parts.status, &parts.headers, nonce, &body)).flatten();
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

    /// The response to a request whose inline scripts carry `nonce`.
    fn read(kept: &[u8], nonce: &Nonce) -> Option<Response> {
        let kept = serde_json::from_slice::<Self>(kept).ok()?;
        let mut response = Response::builder().status(kept.status);
        for (name, value) in kept.headers {
            response = response.header(name, value);
        }
        response.body(Body::from(kept.body.replace(&kept.nonce, nonce))).ok()
    }
}
