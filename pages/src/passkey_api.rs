//! The passkey ceremonies in the browser's own JSON: the public interface `POST /api/latchkey/passkey/{register,verify,sign-in,by-link}/{begin,finish}`.
//!
//! `begin` returns `{ "publicKey": … }`, the options for `navigator.credentials`. `finish` takes the resulting credential, as `toJSON` writes it, and
//! returns `{ "next": … }`, the full address of the next page. A failure is an [`Error`] with its status.
//!
//! They aren't [server functions](ui::function), since their input isn't a list of arguments.

use crate::{
    answer::status,
    fields::query_value,
    guard,
    trust::{TRUST, caller_asking},
};
use axum::{
    Json,
    body::to_bytes,
    extract::Request,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use mfa::{Error, Level, Opened, Purpose, Session};
use serde::Serialize;
use serde_json::{Value, json};
use ui::{
    control::passkey::slot_button::{LINK, PENDING_FORM},
    flash::Flash,
    paths,
    request::RequestContext,
};

const REGISTER_BEGIN: &str = "/api/latchkey/passkey/register/begin";
const REGISTER_FINISH: &str = "/api/latchkey/passkey/register/finish";
const VERIFY_BEGIN: &str = "/api/latchkey/passkey/verify/begin";
const VERIFY_FINISH: &str = "/api/latchkey/passkey/verify/finish";
/// Begins a sign-in with a passkey.
pub const SIGN_IN_BEGIN: &str = "/api/latchkey/passkey/sign-in/begin";
/// Opens a session with a passkey.
pub const SIGN_IN_FINISH: &str = "/api/latchkey/passkey/sign-in/finish";
/// Begins to register a passkey with the link of a mail.
pub const BY_LINK_BEGIN: &str = "/api/latchkey/passkey/by-link/begin";
/// Registers it, which creates the account or replaces lost passkeys.
pub const BY_LINK_FINISH: &str = "/api/latchkey/passkey/by-link/finish";

/// All paths. Each is served by [`answer`].
pub const PATHS: [&str; 8] =
    [REGISTER_BEGIN, REGISTER_FINISH, VERIFY_BEGIN, VERIFY_FINISH, SIGN_IN_BEGIN, SIGN_IN_FINISH, BY_LINK_BEGIN, BY_LINK_FINISH];

/// The maximum size of a body, in bytes. An attestation with its certificates has some kilobytes. Anyone can send JSON here, and parsing it takes
/// more time than any other part of a request.
const LONGEST: usize = 16 * 1024;

/// Handles a request of a ceremony. The request carries a [`RequestContext`] in its extensions; its origin, size and content type have been checked.
pub async fn answer(request: Request) -> Response {
    let Some(mut cx) = request.extensions().get::<RequestContext>().cloned() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    match act(&mut cx, request).await {
        Ok(answer) => Json(answer).into_response(),
        Err(error) => (status(&error), Json(error)).into_response(),
    }
}

async fn act(cx: &mut RequestContext, request: Request) -> Result<Value, Error> {
    let path = request.uri().path().to_owned();
    let trust = query_value(request.uri().query(), TRUST);
    let body = to_bytes(request.into_body(), LONGEST).await.map_err(|_| Error::MalformedRequest)?;
    let body = if body.is_empty() { json!({}) } else { serde_json::from_slice(&body).map_err(|_| Error::MalformedRequest)? };
    match path.as_str() {
        REGISTER_BEGIN => to_json(&cx.latchkey.passkeys().begin_registration(&proving(cx, &body)?).await?),
        REGISTER_FINISH => finish_registration(cx, &body).await,
        VERIFY_BEGIN => to_json(&cx.latchkey.passkeys().begin_proof(&proving(cx, &body)?).await?),
        VERIFY_FINISH => finish_proof(cx, trust.as_deref(), &body).await,
        SIGN_IN_BEGIN => begin_sign_in(cx, &body).await,
        SIGN_IN_FINISH => finish_sign_in(cx, &body).await,
        BY_LINK_BEGIN => to_json(&cx.latchkey.passkeys().begin_by_link(token_of(&body)?).await?),
        BY_LINK_FINISH => finish_by_link(cx, &body).await,
        _ => Err(Error::NotFound),
    }
}

/// The session, and the purpose of its proof: `{ "confirmation": id }` for an action of the application, `{ "held": id }` for a pending form.
fn proving(cx: &RequestContext, body: &Value) -> Result<Session, Error> {
    let named = |name| body.get(name).and_then(Value::as_str).map(str::to_owned);
    let purpose = named(PENDING_FORM).map_or_else(|| Purpose::confirming(named("confirmation")), Purpose::Form);
    Ok(cx.any_session()?.proving(purpose))
}

fn to_json(options: &impl Serialize) -> Result<Value, Error> {
    serde_json::to_value(options).map_err(|_| Error::Unavailable)
}

/// Whether another step follows the proof: in a sign-in, or on the way to a page that needs it.
fn is_on_the_way(cx: &RequestContext, session: &Session) -> bool {
    session.level == Level::Half || guard::awaits_proof(&cx.site, session)
}

async fn finish_registration(cx: &mut RequestContext, body: &Value) -> Result<Value, Error> {
    let before = cx.any_session()?;
    let on_the_way = is_on_the_way(cx, before);
    let opened = cx.latchkey.passkeys().finish_registration(&cx.caller, before, body, &device(cx)).await?;
    if before.level == Level::Full {
        cx.leave_flash(Flash::PasskeyAdded);
    }
    go_on(cx, on_the_way, opened).await
}

/// The box that asks for trust in the browser is in the query: `?trust=30`. The body is the passkey's answer alone.
async fn finish_proof(cx: &mut RequestContext, trust: Option<&str>, body: &Value) -> Result<Value, Error> {
    let before = cx.any_session()?;
    let on_the_way = is_on_the_way(cx, before);
    let opened = cx.latchkey.passkeys().finish_proof(&caller_asking(cx, trust)?, before, body).await?;
    go_on(cx, on_the_way, opened).await
}

/// The body may have the visitor's destination: `{ "next": address }`.
async fn begin_sign_in(cx: &RequestContext, body: &Value) -> Result<Value, Error> {
    let next = body.get("next").and_then(Value::as_str).and_then(|next| guard::safe_return_path(&cx.site, next));
    let begun = cx.latchkey.passkeys().begin_sign_in(cx.passkey_secret.as_deref(), next.as_deref()).await?;
    cx.bind_passkey_sign_in(begun.secret);
    to_json(&begun.options)
}

async fn finish_sign_in(cx: &mut RequestContext, body: &Value) -> Result<Value, Error> {
    // The secret that binds passkey sign-ins to this browser is kept: another tab may have begun one.
    let opened = cx.latchkey.passkeys().finish_sign_in(&cx.caller, cx.passkey_secret.as_deref(), body).await?;
    let step = cx.take_over(opened).await?;
    Ok(json!({ "next": guard::page_of(cx, &step) }))
}

/// The name of a passkey whose maker isn't known.
fn device(cx: &RequestContext) -> String {
    cx.catalog.fill("passkey-on-device", [("device", cx.catalog.agent(&cx.caller.agent).into())])
}

/// The token of the link whose page the request comes from: `{ "link": token }`, also beside the members of a credential.
fn token_of(body: &Value) -> Result<&str, Error> {
    body.get(LINK).and_then(Value::as_str).ok_or(Error::MalformedRequest)
}

async fn finish_by_link(cx: &mut RequestContext, body: &Value) -> Result<Value, Error> {
    let token = token_of(body)?;
    let is_known = cx.latchkey.account().link(token).await?.account_id.is_some();
    let opened = cx.latchkey.passkeys().finish_by_link(&cx.caller, token, body, &device(cx)).await?;
    if is_known {
        cx.leave_flash(Flash::PasskeyRestored);
    }
    let step = cx.take_over(opened).await?;
    Ok(json!({ "next": guard::page_of(cx, &step) }))
}

/// Sets the cookie of the session, and returns the address of the next page: the next step of a sign-in, or the page that asked for the proof.
async fn go_on(cx: &mut RequestContext, on_the_way: bool, opened: Opened) -> Result<Value, Error> {
    let step = cx.enter(opened).await?;
    let next = if on_the_way { guard::page_of(cx, &step) } else { cx.link(paths::of_step(&step)) };
    Ok(json!({ "next": next }))
}
