//! Passkeys: added, renamed and removed on the security page, and what goes on after one was used.

use super::{outcome::Outcome, proof};
use crate::fields::{Fields, query_value};
use crate::guard::HELD;
use app::{function::passkey, notice::Notice, request::RequestContext};
use mfa::{Error, NextStep, Sensitive};

const BACK: &str = "/account/security";

/// What a script sends after a passkey was used: on with the form that the proof was given for.
pub(super) async fn go_on(fields: &Fields) -> Result<Outcome, Error> {
    let cx = RequestContext::current()?;
    let session = cx.signed_in()?;
    if fields.get("action") == Some("cancel") {
        return proof::cancel(&cx).await;
    }
    let id = query_value(cx.query.as_deref(), HELD).ok_or(Error::MalformedRequest)?;
    proof::go_on_with(&cx, session, &id).await
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
    if cx.latchkey.needs_proof_for(session, Sensitive::AddPasskey).await? {
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
    app::function::method::decline_second().await?;
    Ok(Outcome::go(BACK))
}
