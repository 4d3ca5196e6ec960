//! Passkeys: adding, renaming and removing them on the security page, and continuing after one was used.

use super::{outcome::Outcome, proof};
use crate::{
    fields::{Fields, query_value},
    guard::PENDING_FORM_PARAM,
};
use mfa::{Error, Sensitive};
use ui::{flash::Flash, paths, request::RequestContext};

/// A script submits this form after a passkey was used. It continues the form that the proof was given for.
pub(super) async fn go_on(cx: &mut RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    cx.signed_in()?;
    if fields.get("action") == Some("cancel") {
        return proof::cancel(cx).await;
    }
    let id = query_value(cx.query.as_deref(), PENDING_FORM_PARAM).ok_or(Error::MalformedRequest)?;
    proof::go_on_with(cx, &id).await
}

/// Redirects to the page that registers a passkey, which only works with scripts.
pub(super) async fn add(cx: &mut RequestContext, fields: &Fields) -> Result<Outcome, Error> {
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
    Ok(Outcome::page(paths::PASSKEY))
}

pub(super) async fn rename(cx: &mut RequestContext, id: &str, fields: &Fields) -> Result<Outcome, Error> {
    cx.latchkey.passkeys().rename(&cx.caller, cx.signed_in()?, id, &fields.require("name")?).await?;
    cx.leave_flash(Flash::PasskeyRenamed);
    Ok(Outcome::page(paths::SECURITY))
}

pub(super) async fn remove(cx: &mut RequestContext, id: &str) -> Result<Outcome, Error> {
    cx.latchkey.passkeys().remove(&cx.caller, cx.signed_in()?, id).await?;
    cx.leave_flash(Flash::PasskeyRemoved);
    Ok(Outcome::page(paths::SECURITY))
}

/// The user declines a second method.
pub(super) async fn decline_second(cx: &mut RequestContext) -> Result<Outcome, Error> {
    cx.latchkey.sessions().decline_second_method(cx.signed_in()?).await?;
    Ok(Outcome::page(paths::SECURITY))
}
