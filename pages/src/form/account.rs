//! The account: its address or its password changed, or all of it deleted.

use super::{TYPED_BEFORE, outcome::Outcome};
use crate::fields::Fields;
use app::{function::account, notice::Notice, request::RequestContext};
use mfa::{Error, Sensitive, Timestamp};

/// Changes the password. Without a new one it only asks for the proof that the change will need, so that nobody types two passwords and is then
/// told to come back.
pub(super) async fn change_password(fields: &Fields) -> Result<Outcome, Error> {
    let cx = RequestContext::current()?;
    let Some(new) = fields.get("new") else {
        return prove_first(&cx, fields, Sensitive::ChangePassword, "/account/password", Notice::Confirmed).await;
    };
    account::change_password(fields.require("current")?, new.to_owned()).await?;
    cx.leave_notice(Notice::PasswordChanged);
    Ok(Outcome::go("/account/security"))
}

/// Changes the email address, or asks for the proof, likewise.
pub(super) async fn change_email(fields: &Fields) -> Result<Outcome, Error> {
    let cx = RequestContext::current()?;
    let Some(email) = fields.get("email") else {
        return prove_first(&cx, fields, Sensitive::ChangeEmail, "/account/email", Notice::ConfirmedForEmail).await;
    };
    let (from, current) = (fields.require("from")?, fields.require("current")?);
    account::change_email(from, email.to_owned(), current).await?;
    cx.leave_notice(Notice::EmailChanged);
    Ok(Outcome::go("/account/security"))
}

/// On to the page of the act if nothing has to be proved for it any more. `again` is told to those who had filled it in before.
async fn prove_first(cx: &RequestContext, fields: &Fields, act: Sensitive, page: &str, again: Notice) -> Result<Outcome, Error> {
    if cx.latchkey.needs_proof_for(cx.signed_in()?, act).await? {
        return Err(Error::StepUpRequired);
    }
    if fields.get(TYPED_BEFORE).is_some() {
        cx.leave_notice(again);
    }
    Ok(Outcome::go(page))
}

pub(super) async fn delete(fields: &Fields) -> Result<Outcome, Error> {
    if fields.get("confirm") != Some("on") {
        return Err(Error::ConfirmationMissing);
    }
    account::delete_account().await?;
    RequestContext::current()?.leave_notice(Notice::AccountDeleted);
    Ok(Outcome::go("/"))
}

/// The owner has read what an administrator did, up to the last one that was shown.
pub(super) async fn take_note(fields: &Fields) -> Result<Outcome, Error> {
    let cx = RequestContext::current()?;
    let until = fields.require("until")?.parse().map_err(|_| Error::MalformedRequest)?;
    cx.latchkey.dismiss_account_notices(cx.signed_in()?, Timestamp(until)).await?;
    Ok(Outcome::go("/account/security"))
}
