//! The account: its password changed, or all of it deleted.

use super::{Fields, act::Outcome};
use crate::{function::account, notice::Notice, request::RequestContext};
use mfa::Error;

/// Changes the password. Without any field it only asks for the proof that the change will need, so that nobody types two passwords and is
/// then told to come back.
pub(super) async fn change_password(fields: &Fields) -> Result<Outcome, Error> {
    let cx = RequestContext::current()?;
    if *fields == Fields::default() {
        let session = cx.signed_in()?;
        let proved = cx.latchkey.step_up_is_fresh(session, &cx.latchkey.policy().await?);
        return if proved || cx.latchkey.devices(session).await?.is_empty() {
            Ok(Outcome::go("/account/password"))
        } else {
            Err(Error::StepUpRequired)
        };
    }
    account::change_password(fields.require("current")?, fields.require("new")?).await?;
    cx.leave_notice(Notice::PasswordChanged);
    Ok(Outcome::go("/account/security"))
}

pub(super) async fn delete(fields: &Fields) -> Result<Outcome, Error> {
    if fields.get("confirm") != Some("on") {
        return Err(Error::ConfirmationMissing);
    }
    account::delete_account().await?;
    RequestContext::current()?.leave_notice(Notice::AccountDeleted);
    Ok(Outcome::go("/"))
}
