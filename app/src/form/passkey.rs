//! Passkeys: added, renamed and removed on the security page, and what goes on after one was used.

use super::{Fields, outcome::Outcome, proof};
use crate::{function::passkey, notice::Notice, request::RequestContext};
use mfa::{Error, Level, NextStep};

const BACK: &str = "/account/security";

/// What a script sends after a passkey was used, or the end of a registration.
pub(super) async fn go_on(fields: &Fields) -> Result<Outcome, Error> {
    let cx = RequestContext::current()?;
    match fields.require("action")?.as_str() {
        "continue" => {
            cx.signed_in()?;
            proof::go_on(true, fields).await
        }
        "cancel" => {
            let session = cx.any_session()?;
            cx.latchkey.cancel_passkey_registration(session).await?;
            Ok(Outcome::go(if session.level == Level::Full { BACK } else { "/mfa/choose" }))
        }
        _ => Err(Error::MalformedRequest),
    }
}

/// Leads to the page where one is made: a script makes it there, since nothing else can.
pub(super) async fn add(fields: &Fields) -> Result<Outcome, Error> {
    let cx = RequestContext::current()?;
    let session = cx.signed_in()?;
    if fields.require("action")? != "add" {
        return Err(Error::MalformedRequest);
    }
    if !cx.latchkey.policy().await?.passkey {
        return Err(Error::MethodDisabled);
    }
    if cx.latchkey.needs_step_up(session).await? {
        return Err(Error::StepUpRequired);
    }
    Ok(Outcome::go(NextStep::SetUpPasskey.path()))
}

pub(super) async fn rename(id: &str, fields: &Fields) -> Result<Outcome, Error> {
    passkey::rename(id.to_owned(), fields.require("name")?).await?;
    RequestContext::current()?.leave_notice(Notice::PasskeyRenamed);
    Ok(Outcome::go(BACK))
}

pub(super) async fn remove(id: &str) -> Result<Outcome, Error> {
    passkey::delete(id.to_owned()).await?;
    RequestContext::current()?.leave_notice(Notice::PasskeyRemoved);
    Ok(Outcome::go(BACK))
}

/// One method is enough.
pub(super) async fn decline_second() -> Result<Outcome, Error> {
    crate::function::method::decline_second().await?;
    Ok(Outcome::go(BACK))
}
