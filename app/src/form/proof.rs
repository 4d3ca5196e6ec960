//! Choosing, enrolling and proving a method.

use super::{Fields, PROOF_FOR, outcome::Outcome};
use crate::{
    function::{recovery, totp},
    notice::Notice,
    request::RequestContext,
};
use mfa::{Error, Level, Method, NextStep};

/// The choice of a method: begins its enrollment, or leads to its proof where there is one already.
pub(super) async fn choose(fields: &Fields) -> Result<Outcome, Error> {
    if fields.get("action") == Some("not-now") {
        let cx = RequestContext::current()?;
        cx.latchkey.postpone_enrollment(&cx.caller, cx.any_session()?).await?;
        return Ok(Outcome::go("/mfa"));
    }
    let chosen = fields.require("method")?;
    let method = [Method::Totp, Method::Passkey].into_iter().find(|method| method.as_str() == chosen).ok_or(Error::MalformedRequest)?;
    let cx = RequestContext::current()?;
    let session = cx.any_session()?;
    let step = cx.latchkey.next_step(Some(session)).await?;
    if matches!(step, NextStep::Challenge { .. }) || session.level == Level::Full && cx.latchkey.held(session).await?.is_some() {
        return Ok(Outcome::go(method.proof_path()));
    }
    match method {
        Method::Totp => {
            totp::begin(None).await?;
            Ok(Outcome::go("/mfa/totp"))
        }
        Method::Passkey if cx.latchkey.policy().await?.passkey => Ok(Outcome::go(NextStep::SetUpPasskey.path())),
        Method::Passkey => Err(Error::MethodDisabled),
    }
}

/// The first code of a device, or the end of its enrollment.
pub(super) async fn enroll(fields: &Fields) -> Result<Outcome, Error> {
    let cx = RequestContext::current()?;
    let session = cx.any_session()?;
    if fields.get("action") == Some("cancel") {
        totp::cancel().await?;
        return Ok(Outcome::go(if session.level == Level::Full { NextStep::Done.path() } else { "/mfa/choose" }));
    }
    let pending = cx.latchkey.pending_totp(session).await?;
    let step = totp::confirm(fields.require("code")?, None).await?;
    if session.level == Level::Half {
        return Ok(Outcome::go("/mfa"));
    }
    let replaced = pending.is_some_and(|pending| pending.replaces.is_some());
    cx.leave_notice(if replaced { Notice::Replaced } else { Notice::Added });
    Ok(Outcome::go(step.path()))
}

/// A code from an enrolled device.
pub(super) async fn verify(fields: &Fields) -> Result<Outcome, Error> {
    let is_step_up = RequestContext::current()?.signed_in().is_ok();
    totp::verify(fields.require("code")?, None, None).await?;
    go_on(is_step_up, fields).await
}

/// A backup code.
pub(super) async fn recover(fields: &Fields) -> Result<Outcome, Error> {
    let is_step_up = RequestContext::current()?.signed_in().is_ok();
    recovery::verify(fields.require("code")?, None).await?;
    go_on(is_step_up, fields).await
}

/// On with the sign-in, or with what the step-up was asked for.
///
/// Another tab may have asked for something else meanwhile. The page says what it was for, and nothing goes on that it didn't say.
pub(super) async fn go_on(is_step_up: bool, fields: &Fields) -> Result<Outcome, Error> {
    if !is_step_up {
        return Ok(Outcome::go("/mfa"));
    }
    let cx = RequestContext::current()?;
    let session = cx.signed_in()?;
    let announced = fields.get(PROOF_FOR);
    let wanted = cx.latchkey.held(session).await?.is_some_and(|held| announced.is_none_or(|path| path == held.path));
    let held = if wanted { cx.latchkey.take_held(session).await? } else { None };
    Ok(held.map_or_else(|| Outcome::go(NextStep::Done.path()), Outcome::GoOnWith))
}
