//! Requests for a mail, and the forms of the pages that the links of mails open.

use super::{entrance::next, outcome::Outcome};
use crate::fields::Fields;
use mfa::{Error, LinkPurpose, MailRequest};
use ui::{flash::Flash, paths, request::RequestContext};

/// Asks for the link that creates an account.
pub(super) async fn request_sign_up(cx: &RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    let (email, next) = (fields.require("email")?, next(fields));
    let request = MailRequest { email: &email, language: cx.catalog.language().code(), return_to: next.as_deref() };
    cx.latchkey.account().request_sign_up(&cx.caller, request).await?;
    Ok(Outcome::go(paths::CHECK_MAIL))
}

/// Asks for the link that sets a new password.
pub(super) async fn request_reset(cx: &RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    let email = fields.require("email")?;
    let request = MailRequest { email: &email, language: cx.catalog.language().code(), return_to: None };
    cx.latchkey.account().request_password_reset(&cx.caller, request).await?;
    Ok(Outcome::go(paths::CHECK_MAIL))
}

/// Uses a link.
pub(super) async fn use_link(cx: &mut RequestContext, token: &str, fields: &Fields) -> Result<Outcome, Error> {
    let (link, password) = (cx.latchkey.account().link(token).await?, fields.require("password")?);
    match link.purpose {
        LinkPurpose::SignUp => {
            let opened = cx.latchkey.account().sign_up_by_link(&cx.caller, token, &password).await?;
            Ok(Outcome::Next(cx.take_over(opened).await?))
        }
        LinkPurpose::ResetPassword => {
            cx.latchkey.account().reset_password(&cx.caller, token, &password).await?;
            cx.leave_flash(Flash::PasswordReset);
            Ok(Outcome::go(paths::SIGN_IN))
        }
    }
}
