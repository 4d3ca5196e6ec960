//! Changes of the account's address and password, and its deletion.

use super::{TYPED_BEFORE, outcome::Outcome};
use crate::{day, download::Download, fields::Fields};
use mfa::{EmailChange, Error, Sensitive, Timestamp};
use ui::{flash::Flash, paths, request::RequestContext};

/// Changes the password, or adds one. Without a new password, it only asks for the proof: otherwise, the user would type two passwords before being asked
/// for it.
pub(super) async fn change_password(cx: &mut RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    let Some(new) = fields.get("new") else {
        return prove_first(cx, fields, Sensitive::ChangePassword, paths::PASSWORD, Flash::Confirmed).await;
    };
    // The page of an account without a password has no field for the current one, and says so.
    let (opened, flash) = match fields.get("action") {
        Some("add") => (cx.latchkey.account().add_password(&cx.caller, cx.signed_in()?, new).await?, Flash::PasswordAdded),
        _ => {
            let current = fields.require("current")?;
            (cx.latchkey.account().change_password(&cx.caller, cx.signed_in()?, &current, new).await?, Flash::PasswordChanged)
        }
    };
    cx.enter(opened).await?;
    cx.leave_flash(flash);
    Ok(Outcome::page(paths::SECURITY))
}

pub(super) async fn remove_password(cx: &mut RequestContext) -> Result<Outcome, Error> {
    let opened = cx.latchkey.account().remove_password(&cx.caller, cx.signed_in()?).await?;
    cx.enter(opened).await?;
    cx.leave_flash(Flash::PasswordRemoved);
    Ok(Outcome::page(paths::SECURITY))
}

/// Changes the email address, or has a link sent to the new one; or asks for the proof in the same way.
pub(super) async fn change_email(cx: &mut RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    let Some(email) = fields.get("email") else {
        return prove_first(cx, fields, Sensitive::ChangeEmail, paths::EMAIL, Flash::ConfirmedForEmail).await;
    };
    // The page of an account without a password doesn't ask for it.
    let (from, current) = (fields.require("from")?, fields.get("current").unwrap_or_default());
    let change = EmailChange { from: &from, to: email, password: current };
    if cx.latchkey.confirms_addresses() {
        let language = cx.catalog.language().code();
        cx.latchkey.account().request_email_change(&cx.caller, cx.signed_in()?, change, language).await?;
        cx.leave_flash(Flash::CheckNewAddress);
        return Ok(Outcome::page(paths::SECURITY));
    }
    let opened = cx.latchkey.account().change_email(&cx.caller, cx.signed_in()?, change).await?;
    cx.enter(opened).await?;
    cx.leave_flash(Flash::EmailChanged);
    Ok(Outcome::page(paths::SECURITY))
}

/// Has a link sent to the account's address, which isn't confirmed yet.
pub(super) async fn request_confirmation(cx: &RequestContext) -> Result<Outcome, Error> {
    let language = cx.catalog.language().code();
    cx.latchkey.account().request_confirmation(&cx.caller, cx.signed_in()?, language).await?;
    cx.leave_flash(Flash::ConfirmationSent);
    Ok(Outcome::page(paths::SECURITY))
}

/// Has a link sent to a second address, or removes the one that there is; or asks for the proof, as above.
pub(super) async fn notice_address(cx: &RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    let session = cx.signed_in()?;
    if !cx.latchkey.confirms_addresses() {
        return Err(Error::NotPossibleNow);
    }
    if fields.get("action") == Some("remove") {
        cx.latchkey.account().remove_notice_address(&cx.caller, session, &fields.require("shown_address")?).await?;
        cx.leave_flash(Flash::SecondAddressRemoved);
        return Ok(Outcome::page(paths::SECURITY));
    }
    let Some(email) = fields.get("email") else {
        return prove_first(cx, fields, Sensitive::NoticeAddress, paths::NOTICE_ADDRESS, Flash::ConfirmedForSecondAddress).await;
    };
    cx.latchkey.account().request_notice_address(&cx.caller, session, email, cx.catalog.language().code()).await?;
    cx.leave_flash(Flash::CheckNewAddress);
    Ok(Outcome::page(paths::SECURITY))
}

/// Continues to the page of the change if it needs no further proof. Shows the notice `again` if the user had filled in the form before.
async fn prove_first(cx: &RequestContext, fields: &Fields, act: Sensitive, page: &str, again: Flash) -> Result<Outcome, Error> {
    if cx.latchkey.needs_proof_for(cx.signed_in()?, act).await? {
        return Err(Error::StepUpRequired);
    }
    if fields.get(TYPED_BEFORE).is_some() {
        cx.leave_flash(again);
    }
    Ok(Outcome::page(page))
}

/// A copy of the account's data as a file; or asks for the proof, as above.
pub(super) async fn copy_data(cx: &RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    if fields.get("download").is_none() {
        return prove_first(cx, fields, Sensitive::CopyData, paths::DATA, Flash::ConfirmedForData).await;
    }
    let copy = cx.latchkey.account().copy_data(&cx.caller, cx.signed_in()?).await?;
    let day = day::last_before(cx.latchkey.now().0).unwrap_or_default();
    Ok(Outcome::Download(Download::json(format!("account-{day}.json"), copy.to_json())))
}

pub(super) async fn delete(cx: &mut RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    if fields.get("confirm") != Some("on") {
        return Err(Error::ConfirmationMissing);
    }
    cx.latchkey.account().delete(&cx.caller, cx.signed_in()?).await?;
    cx.close();
    cx.leave_flash(Flash::AccountDeleted);
    Ok(Outcome::page("/"))
}

/// The owner has read the administrators' actions, up to the last one that was shown.
pub(super) async fn take_note(cx: &mut RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    let until = fields.require("until")?.parse().map_err(|_| Error::MalformedRequest)?;
    cx.latchkey.account().dismiss_notices(cx.signed_in()?, Timestamp(until)).await?;
    Ok(Outcome::page(paths::SECURITY))
}

/// The owner has said whether codes and methods are at hand. If they aren't, the security page has what replaces them.
pub(super) async fn check_up(cx: &RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    let answer = match fields.get("action") {
        Some("yes") => Flash::CheckedUp,
        Some("no") => Flash::CheckedUpLost,
        _ => return Err(Error::MalformedRequest),
    };
    cx.latchkey.account().note_check_up(cx.signed_in()?).await?;
    cx.leave_flash(answer);
    Ok(Outcome::page(paths::SECURITY))
}
