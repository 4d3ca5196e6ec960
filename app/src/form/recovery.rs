//! Backup codes: acknowledged, and made anew.

use super::{Fields, act::Outcome};
use crate::{function::recovery, notice::Notice, request::RequestContext};
use mfa::Error;

pub(super) async fn acknowledge(fields: &Fields) -> Result<Outcome, Error> {
    if fields.get("acknowledged") != Some("on") {
        return Err(Error::ConfirmationMissing);
    }
    match recovery::acknowledge().await.map_err(Error::from) {
        Ok(()) => RequestContext::current()?.leave_notice(Notice::CodesSaved),
        // Pressed twice: it is done.
        Err(Error::RecoveryCodesAcknowledged) => {}
        Err(error) => return Err(error),
    }
    Ok(Outcome::go("/mfa"))
}

pub(super) async fn generate() -> Result<Outcome, Error> {
    recovery::generate().await?;
    Ok(Outcome::go("/mfa/recovery-codes"))
}
