//! The recovery of an account: asking for it, beginning it, completing it and stopping it.

use super::outcome::Outcome;
use crate::fields::Fields;
use mfa::{Error, Level, LinkPurpose};
use ui::{flash::Flash, paths, request::RequestContext};

/// Asks for the link that begins a recovery, or for another one that completes the one that is ready.
pub(super) async fn request(cx: &RequestContext) -> Result<Outcome, Error> {
    let language = cx.catalog.language().code();
    let purpose = cx.latchkey.account().request_recovery(&cx.caller, cx.any_session()?, language).await?;
    cx.leave_flash(if purpose == LinkPurpose::FinishRecovery { Flash::RecoveryReadySent } else { Flash::RecoveryLinkSent });
    Ok(Outcome::page(paths::ACCOUNT_RECOVERY))
}

/// Begins the recovery with the link and the password.
pub(super) async fn begin(cx: &RequestContext, token: &str, fields: &Fields) -> Result<Outcome, Error> {
    cx.latchkey.account().begin_recovery(&cx.caller, token, &fields.require("current")?).await?;
    cx.leave_flash(Flash::RecoveryStarted);
    // The link may be opened in another browser than the one that asked for it.
    let is_challenged = cx.session.as_ref().is_some_and(|session| session.level == Level::Half);
    Ok(Outcome::page(if is_challenged { paths::ACCOUNT_RECOVERY } else { paths::SIGN_IN }))
}

/// Opens the session that sets up a new method.
pub(super) async fn go_on(cx: &mut RequestContext, token: &str, fields: &Fields) -> Result<Outcome, Error> {
    let opened = cx.latchkey.account().continue_recovery(&cx.caller, token, &fields.require("current")?).await?;
    Ok(Outcome::NextStep(cx.take_over(opened).await?))
}

/// Stops a recovery with the link of a notice.
pub(super) async fn stop_by_link(cx: &RequestContext, token: &str) -> Result<Outcome, Error> {
    cx.latchkey.account().stop_recovery_by_link(&cx.caller, token).await?;
    cx.leave_flash(Flash::RecoveryStopped);
    Ok(Outcome::page(paths::SIGN_IN))
}

/// Stops the recovery that the notice above the pages is about. A new password is asked for at once.
pub(super) async fn stop(cx: &RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    match cx.latchkey.account().stop_recovery(&cx.caller, cx.signed_in()?, &fields.require("id")?).await {
        Ok(()) => cx.leave_flash(Flash::RecoveryStopped),
        // It was stopped meanwhile, or has ended: the page no longer has the notice.
        Err(Error::NotFound) => {}
        Err(error) => return Err(error),
    }
    Ok(Outcome::page(paths::PASSWORD))
}
