//! The account: sign-up, sign-in, sign-out, changes, deletion.

use super::{ApiError, JsonPost};
use leptos::prelude::*;
use mfa::NextStep;
use serde::{Deserialize, Serialize};

/// The answer to a change of the email address: the session's next step, in whose object `mail_sent` may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailChanged {
    /// The next step.
    #[serde(flatten)]
    pub next: NextStep,
    /// Whether the address is still the same, and changes with the link in a mail to the new one. Absent where addresses aren't confirmed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mail_sent: bool,
}

#[cfg(feature = "hydrate")]
impl crate::js::FromJs for EmailChanged {
    fn from_js(value: &wasm_bindgen::JsValue) -> Option<Self> {
        use crate::js::field;
        Some(Self { next: NextStep::from_js(value)?, mail_sent: field::<Option<bool>>(value, "mail_sent")?.unwrap_or(false) })
    }
}

/// Makes an account and opens its first session.
///
/// `next` is the path to continue at. Ignored unless it is a path of this site.
///
/// # Errors
///
/// `EmailInvalid`, `EmailUnavailable`, the errors of a password that isn't good enough, `AddressRateLimited`, `Busy`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "account/sign-up", protocol = JsonPost)]
pub async fn sign_up(email: String, password: String, next: Option<String>) -> Result<NextStep, ApiError> {
    use crate::{destination, request::RequestContext};
    let mut cx = RequestContext::current()?;
    let next = next.as_deref().and_then(destination::same_site_path);
    let opened = cx.latchkey.account().sign_up(&cx.caller, &email, &password, next.as_deref()).await?;
    Ok(cx.take_over(opened).await?)
}

/// Opens a session: a half one if the account has a method or must enroll one.
///
/// `next` is the path to continue at. Ignored unless it is a path of this site.
///
/// # Errors
///
/// `SignInFailed`, whichever of the two is wrong; `PasswordRateLimited`, `AddressRateLimited`, `Busy`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "account/sign-in", protocol = JsonPost)]
pub async fn sign_in(email: String, password: String, next: Option<String>) -> Result<NextStep, ApiError> {
    use crate::{destination, request::RequestContext};
    let mut cx = RequestContext::current()?;
    let next = next.as_deref().and_then(destination::same_site_path);
    let opened = cx.latchkey.account().sign_in(&cx.caller, &email, &password, next.as_deref()).await?;
    Ok(cx.take_over(opened).await?)
}

/// Ends the session, half or full, and takes its cookie. Without a session there is nothing to end, which is no error.
///
/// # Errors
///
/// `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "account/sign-out", protocol = JsonPost)]
pub async fn sign_out() -> Result<(), ApiError> {
    use crate::request::RequestContext;
    Ok(RequestContext::current()?.sign_out().await?)
}

/// Changes the password. Other sessions stay; ending them is offered afterwards.
///
/// # Errors
///
/// `StepUpRequired`, `CurrentPasswordWrong`, the errors of a password that isn't good enough, `PasswordRateLimited`, `Busy`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "account/change-password", protocol = JsonPost)]
pub async fn change_password(current: String, new: String) -> Result<NextStep, ApiError> {
    use crate::request::RequestContext;
    let mut cx = RequestContext::current()?;
    let opened = cx.latchkey.account().change_password(&cx.caller, cx.signed_in()?, &current, &new).await?;
    Ok(cx.enter(opened).await?)
}

/// Changes the email address that the account signs in with. Other sessions stay; ending them is offered afterwards.
///
/// If the server sends mail, the address changes once the link in a mail to the new one is used, and `mail_sent` is set. It is also set for an address
/// that can't be used, such as that of another account: no mail is sent then.
///
/// `from` is the address that the user saw: with another one there by now, nothing is changed.
///
/// # Errors
///
/// `StepUpRequired`, `EmailInvalid`, `EmailUnchanged`, `EmailUnavailable`, `EmailReplaced`, `CurrentPasswordWrong`, `PasswordRateLimited`,
/// `AddressRateLimited`, `Busy`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "account/change-email", protocol = JsonPost)]
pub async fn change_email(from: String, to: String, current: String) -> Result<EmailChanged, ApiError> {
    use crate::request::RequestContext;
    use mfa::EmailChange;
    let mut cx = RequestContext::current()?;
    let change = EmailChange { from: &from, to: &to, password: &current };
    if cx.latchkey.confirms_addresses() {
        let session = cx.signed_in()?;
        cx.latchkey.account().request_email_change(&cx.caller, session, change, cx.catalog.language().code()).await?;
        return Ok(EmailChanged { next: cx.latchkey.next_step(Some(session)).await?, mail_sent: true });
    }
    let opened = cx.latchkey.account().change_email(&cx.caller, cx.signed_in()?, change).await?;
    Ok(EmailChanged { next: cx.enter(opened).await?, mail_sent: false })
}

/// Deletes the account and everything that belongs to it, and ends all of its sessions.
///
/// # Errors
///
/// `StepUpRequired`, `LastAdministrator`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "account/delete", protocol = JsonPost)]
pub async fn delete_account() -> Result<(), ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    cx.latchkey.account().delete(&cx.caller, cx.signed_in()?).await?;
    cx.close();
    Ok(())
}
