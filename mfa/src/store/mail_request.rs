//! Requests of visitors for a mail: to sign up, or to reset a password.
//!
//! A request inserts one row, whether or not the address has an account. The task that sends mails then looks the address up, limits the number of
//! mails, and inserts the mail with its link. So neither the answer to the visitor nor its time depends on the address.
//!
//! ```text
//!                            ┌─ no account ──► a link to sign up
//!  sign-up ─► request ───────┴─ an account ──► "you have an account already"
//!                            ┌─ no account ──► nothing
//!  reset ───► request ───────┼─ a password ──► a link to reset it
//!                            └─ no password, or disabled ──► how to sign in, or whom to ask
//! ```

mod answer;
mod limit;

use crate::{Caller, Error, OwnAccount, email::Email, mail_link::LinkPurpose, storage::execute};

/// A visitor's request for a mail.
#[derive(Clone, Copy)]
pub struct MailRequest<'a> {
    /// The address as typed.
    pub email: &'a str,
    /// The code of the visitor's language, such as `de`.
    pub language: &'a str,
    /// The path that the visitor wants to get to.
    pub return_to: Option<&'a str>,
}

impl OwnAccount<'_> {
    /// Requests a mail with a link that creates an account for the address.
    ///
    /// # Errors
    ///
    /// [`Error::EmailInvalid`], [`Error::Unavailable`]; none that depends on whether the address has an account.
    pub async fn request_sign_up(self, caller: &Caller, request: MailRequest<'_>) -> Result<(), Error> {
        self.request_mail(LinkPurpose::SignUp, caller, request).await
    }

    /// Requests a mail with a link that sets a new password.
    ///
    /// # Errors
    ///
    /// [`Error::EmailInvalid`], [`Error::Unavailable`]; none that depends on whether the address has an account.
    pub async fn request_password_reset(self, caller: &Caller, request: MailRequest<'_>) -> Result<(), Error> {
        self.request_mail(LinkPurpose::ResetPassword, caller, request).await
    }

    async fn request_mail(self, purpose: LinkPurpose, caller: &Caller, request: MailRequest<'_>) -> Result<(), Error> {
        Email::parse(request.email).ok_or(Error::EmailInvalid)?;
        let purpose: &str = purpose.into();
        let mut tx = self.latchkey.db().begin().await?;
        execute!(
            tx.conn(),
            "INSERT INTO mail_request (id, purpose, email, language, return_to, network, agent, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            self.latchkey.env().id()?,
            purpose,
            request.email.trim(),
            request.language,
            request.return_to,
            &caller.address,
            &caller.agent,
            self.latchkey.now().0
        )?;
        tx.commit().await?;
        self.latchkey.wake_sender();
        Ok(())
    }
}
