//! Choosing, enrolling and proving a method.

use super::{Fields, act::Outcome};
use crate::{
    function::{recovery, totp},
    notice::Notice,
    request::RequestContext,
};
use mfa::{Error, Level, NextStep};

/// The choice of a method: begins its enrollment, or leads to its proof where there is one already.
pub(super) async fn choose(fields: &Fields) -> Result<Outcome, Error> {
    match fields.require("method")?.as_str() {
        "totp" => {
            let cx = RequestContext::current()?;
            let session = cx.any_session()?;
            let step = cx.latchkey.next_step(Some(session)).await?;
            if matches!(step, NextStep::Challenge { .. }) || session.level == Level::Full && cx.latchkey.held(session).await?.is_some() {
                return Ok(Outcome::go("/mfa/verify"));
            }
            totp::begin(None).await?;
            Ok(Outcome::go("/mfa/totp"))
        }
        "passkey" => Err(Error::MethodDisabled),
        _ => Err(Error::MalformedRequest),
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
    totp::confirm(fields.require("code")?).await?;
    // At sign-up the next page says enough.
    if session.level == Level::Full {
        let replaced = pending.is_some_and(|pending| pending.replaces.is_some());
        cx.leave_notice(if replaced { Notice::Replaced } else { Notice::Added });
    }
    Ok(Outcome::go("/mfa"))
}

/// A code from an enrolled device.
pub(super) async fn verify(fields: &Fields) -> Result<Outcome, Error> {
    totp::verify(fields.require("code")?, None).await?;
    go_on().await
}

/// A backup code.
pub(super) async fn recover(fields: &Fields) -> Result<Outcome, Error> {
    recovery::verify(fields.require("code")?).await?;
    go_on().await
}

/// On with what the proof was asked for, or with the sign-in.
async fn go_on() -> Result<Outcome, Error> {
    let cx = RequestContext::current()?;
    let held = cx.latchkey.take_held(cx.signed_in()?).await?;
    Ok(held.map_or_else(|| Outcome::go("/mfa"), Outcome::GoOnWith))
}
