//! Answers a form that is sent twice like the first time: a double click, a second press on a slow network.
//!
//! Two requests are the same if path, form (with its [mark](form_mark::FIELD)) and session cookies are. The second may also come with the cookies that the
//! answer to the first has set. A cookie by itself, without the form, is answered as ever.

use crate::{
    AppState,
    answer::refuse,
    middleware::{
        request_context::Client,
        session::{hand_out, own_session},
    },
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

/// How often is looked whether the first request has its answer.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// How often the claim of a form is renewed that is still acted on.
const RENEW_EVERY: Duration = Duration::from_secs(3);

/// Bytes of the longest page that is kept. The dashboard's longest has less.
const LONGEST_KEPT: usize = 256 * 1024;

/// How often is looked at most: less than [`panic_and_timeout`](super::panic_and_timeout) waits.
const LOOKS: u32 = 400;

/// What is kept of an answer to a network that sends very many forms: only that there was one. A second press is refused instead of being acted on.
const NOT_KEPT: &[u8] = b"";

/// How such a second press is refused.
const TOO_MANY: Error = Error::AddressRateLimited { retry_after_seconds: 10 };

/// After so many answers, those whose time is over are deleted: the timer comes too seldom to keep them few.
const SWEEP_EVERY: u32 = 64;

/// Answers of this process.
static ANSWERS: AtomicU32 = AtomicU32::new(0);

/// The forms that are acted on without a session. The number of their requests is limited, so that nobody fills the database with them.
const WITHOUT_SESSION: [&str; 2] = [paths::SIGN_IN, paths::SIGN_UP];

pub(crate) async fn idempotency(State(state): State<AppState>, request: Request, next: Next) -> Response {
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
                // What was recorded on the way here belongs to no answer: the earlier one has its own cookies.
                drop(unanswered.cx.take_changes());
                return answer;
            }
            Ok(Earlier::UnderWay) => has_waited = true,
            Ok(Earlier::None) => {
                if has_waited && let Err(error) = unanswered.look_again(&state).await {
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
            // The first one may still be acted on.
            Err(_) if has_waited => {}
            // The form finds out by itself what is unavailable, and keeps what was typed.
            Err(_) => return unanswered.act().await,
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

    /// Finds the session anew: while the request waited, it may have ended. Where an application signs people in, that is asked at each request.
    async fn look_again(&mut self, state: &AppState) -> Result<(), Error> {
        if state.application.is_none() {
            self.cx.session = own_session(state, &self.form.parts.headers).await?;
            self.form.parts.extensions.insert(self.cx.clone());
        }
        Ok(())
    }

    /// Whether the form does anything for the one who sends it. The others are many and limited by nothing: nothing is noted of them.
    fn may_act(&self) -> bool {
        self.cx.session.is_some() || WITHOUT_SESSION.contains(&self.cx.path.as_str())
    }

    /// Whether the answer may be kept: not those to a network that sends very many, so that they don't fill the database.
    fn may_be_kept(&self, state: &AppState) -> bool {
        let client = self.form.parts.extensions.get::<Client>();
        client.is_none_or(|client| state.sign_in_limit.admits_form(client.0.into()))
    }
}

/// Acts on the form and keeps the answer, or gives the request back if an equal one was quicker.
///
/// From the claim on it goes on even if the browser gives the request up: the second one waits for its answer.
async fn claim_and_act(state: &AppState, key: &IdempotencyKey, unanswered: Unanswered) -> Result<Response, Box<Unanswered>> {
    let extensions = unanswered.form.parts.extensions.clone();
    let Ok(claim) = state.latchkey.forms().claim(key.clone()) else { return Ok(unanswered.act().await) };
    let state = state.clone();
    let acting = async move {
        match state.latchkey.forms().make_claim(&claim).await {
            Ok(false) => Err(Box::new(unanswered)),
            // It may have been made although its commit wasn't answered.
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

/// The answer, or the panic that there was instead of one.
async fn act_once(state: &AppState, claim: &Claim, mut unanswered: Unanswered) -> Result<Response, Box<dyn Any + Send>> {
    let may_be_kept = unanswered.may_be_kept(state);
    let request = unanswered.form.take_request();
    let sent = request.headers().clone();
    // Nothing that the handler had in its hands is used after it panicked.
    let mut acting = pin!(AssertUnwindSafe(unanswered.next.run(request)).catch_unwind());
    let outcome = loop {
        match tokio::time::timeout(RENEW_EVERY, &mut acting).await {
            Ok(outcome) => break outcome,
            // Without it, the claim holds until its end, and the next renewal may succeed.
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
    hand_out(state, &sent, &changes, &mut response);
    let (response, kept) = Kept::of(response, &unanswered.cx.nonce).await;
    let also = unanswered.form.key();
    let kept = kept.map(|answer| if may_be_kept { answer } else { NOT_KEPT.to_vec() });
    finish(state, claim, kept.as_deref().map(|answer| (&also, answer))).await;
    if ANSWERS.fetch_add(1, Ordering::Relaxed) % SWEEP_EVERY == SWEEP_EVERY - 1 {
        let latchkey = state.latchkey.clone();
        // If it fails, it will be done the next time, or by the timer.
        tokio::spawn(async move { drop(latchkey.maintenance().sweep_answers().await) });
    }
    Ok(response)
}

/// Keeps the answer, or gives up the claim if there is none to keep. It tries three times, in spite of a database that fails over: until then, a second
/// press waits.
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
    tracing::warn!("the answer to a form wasn't kept: sent again, it is acted on again after ten seconds");
}

/// Whether the form has a mark as our pages make them: 128 random bits in base64url.
fn has_mark(body: &[u8]) -> bool {
    let is_mark = |mark: &str| mark.len() == 22 && mark.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    Fields::parse(body).is_ok_and(|fields| fields.get(form_mark::FIELD).is_some_and(is_mark))
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
        // A wait that is answered anew is told exactly.
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
