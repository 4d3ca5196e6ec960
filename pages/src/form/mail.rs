//! Requests for a mail, and the forms of the pages that the links of mails open.

use super::{account_recovery, outcome::Outcome};
use crate::{fields::Fields, form_token};
use mfa::{Error, LinkPurpose, MailLink, MailRequest};
use ui::{flash::Flash, paths, request::RequestContext};

/// Asks for the link that creates an account.
pub(super) async fn request_sign_up(cx: &RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    let (email, next) = (fields.require("email")?, fields.next());
    let request = MailRequest { email: &email, language: cx.catalog.language().code(), return_to: next.as_deref() };
    cx.latchkey.account().request_sign_up(&cx.caller, request).await?;
    Ok(Outcome::page(paths::CHECK_MAIL))
}

/// Leads to the page that creates an account with a passkey, where sign-ups begin without a mail.
pub(super) async fn sign_up_with_passkey(cx: &RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    let (email, next) = (fields.require("email")?, fields.next());
    let request = MailRequest { email: &email, language: cx.catalog.language().code(), return_to: next.as_deref() };
    let token = cx.latchkey.account().sign_up_with_passkey(request).await?;
    Ok(Outcome::Page(paths::MAIL_LINK.replace("{token}", token.expose())))
}

/// Asks for the link that sets a new password.
pub(super) async fn request_reset(cx: &RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    let email = fields.require("email")?;
    let request = MailRequest { email: &email, language: cx.catalog.language().code(), return_to: None };
    cx.latchkey.account().request_password_reset(&cx.caller, request).await?;
    Ok(Outcome::page(paths::CHECK_MAIL))
}

/// Uses a link.
pub(super) async fn use_link(cx: &mut RequestContext, token: &str, fields: &Fields) -> Result<Outcome, Error> {
    let link = cx.latchkey.account().link(token).await?;
    match link.purpose {
        LinkPurpose::SignUp | LinkPurpose::SignUpUnconfirmed => {
            let opened = cx.latchkey.account().sign_up_by_link(&cx.caller, token, &fields.require("password")?).await?;
            Ok(Outcome::NextStep(cx.take_over(opened).await?))
        }
        LinkPurpose::ResetPassword => {
            cx.latchkey.account().reset_password(&cx.caller, token, &fields.require("password")?).await?;
            cx.leave_flash(Flash::PasswordReset);
            Ok(Outcome::page(paths::SIGN_IN))
        }
        LinkPurpose::LostPasskey => {
            let next = cx.latchkey.account().prove_lost_passkey(&cx.caller, token, &fields.require("code")?).await?;
            Ok(Outcome::Page(paths::MAIL_LINK.replace("{token}", next.expose())))
        }
        // Its page has no form: the script creates the passkey.
        LinkPurpose::NewPasskey => Err(Error::NotPossibleNow),
        LinkPurpose::ConfirmAddress => {
            cx.latchkey.account().confirm_by_link(&cx.caller, token).await?;
            cx.leave_flash(Flash::EmailConfirmed);
            Ok(Outcome::page(if cx.signed_in().is_ok() { paths::SECURITY } else { paths::SIGN_IN }))
        }
        LinkPurpose::StartRecovery => account_recovery::begin(cx, token, fields).await,
        LinkPurpose::StopRecovery => account_recovery::stop_by_link(cx, token).await,
        LinkPurpose::FinishRecovery => account_recovery::go_on(cx, token, fields).await,
        LinkPurpose::ChangeAddress | LinkPurpose::NoticeAddress => match use_in_session(cx, token, &link, fields).await {
            // The page of the link itself says that one has to sign in. A refusal would put the token into the address of the sign-in page.
            Err(Error::NotSignedIn | Error::RequiresAdditionalAuth) => Ok(Outcome::Page(paths::MAIL_LINK.replace("{token}", token))),
            outcome => outcome,
        },
    }
}

/// Uses a link that needs a full session of its account, the one that its page was rendered for.
async fn use_in_session(cx: &mut RequestContext, token: &str, link: &MailLink, fields: &Fields) -> Result<Outcome, Error> {
    let session = cx.signed_in()?;
    if link.account_id.as_deref() != Some(&session.account_id) {
        return Err(Error::NotSignedIn);
    }
    if !form_token::is_of_session(cx, fields) {
        return Err(Error::SessionChanged);
    }
    if link.purpose == LinkPurpose::NoticeAddress {
        cx.latchkey.account().add_notice_address(&cx.caller, session, token).await?;
        cx.leave_flash(Flash::SecondAddressAdded);
        return Ok(Outcome::page(paths::SECURITY));
    }
    let opened = cx.latchkey.account().change_email_by_link(&cx.caller, session, token).await?;
    cx.enter(opened).await?;
    cx.leave_flash(Flash::AddressReplaced);
    Ok(Outcome::page(paths::SECURITY))
}
