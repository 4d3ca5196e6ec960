//! Backup codes: acknowledged, and made anew.

use super::outcome::Outcome;
use crate::fields::Fields;
use app::{function::recovery, notice::Notice, request::RequestContext};
use mfa::{Error, NextStep};

pub(super) async fn acknowledge(fields: &Fields) -> Result<Outcome, Error> {
    if fields.get("acknowledged") != Some("on") {
        return Err(Error::ConfirmationMissing);
    }
    let cx = RequestContext::current()?;
    let first_set = !cx.latchkey.recovery_status(cx.signed_in()?).await?.acknowledged;
    match recovery::acknowledge(Some(fields.require("shown")?)).await.map_err(Error::from) {
        Ok(()) => cx.leave_notice(Notice::CodesSaved),
        // Pressed twice: it is done.
        Err(Error::RecoveryCodesAcknowledged) => {}
        Err(error) => return Err(error),
    }
    // The first set ends a sign-up, which may have begun on the way to some other page.
    Ok(Outcome::go(if first_set { "/mfa" } else { NextStep::Done.path() }))
}

pub(super) async fn generate() -> Result<Outcome, Error> {
    recovery::generate().await?;
    Ok(Outcome::go("/mfa/recovery-codes"))
}
