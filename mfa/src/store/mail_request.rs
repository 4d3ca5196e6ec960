//! Requests for a mail: of visitors, to sign up or to reset a password, and of owners, to confirm an address.
//!
//! A request inserts one row, whether or not the address has an account. The task that sends mails then looks the address up, limits the number of
//! mails, and inserts the mail with its link. So neither the answer to the visitor nor its time depends on the address.
//!
//! ```text
//!                            ┌─ no account ──► a link to sign up
//!  sign-up ─► request ───────┴─ an account ──► "you have an account already"
//!                            ┌─ no account ──► nothing
//!  reset ───► request ───────┼─ a password ──► a link to reset it
//!                            ├─ no password ──► how to sign in, and a link for those who have a backup code
//!                            └─ disabled ──► whom to ask
//!                            ┌─ free ──► a link to confirm it
//!  new address ─► request ───┴─ of another account ──► nothing
//!  own or second address ─► request ──► a link to confirm it
//! ```

mod answer;
mod limit;

pub(crate) use limit::sweep as sweep_counts;

use crate::{
    Caller, Error, Latchkey, OwnAccount, Timestamp,
    email::Email,
    mail_link::LinkPurpose,
    storage::{Conn, execute},
};
use std::time::Duration;

/// How long a request waits for its answer.
const UNANSWERED: Duration = Duration::from_hours(24);

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

/// A request to be inserted.
pub(crate) struct NewRequest<'a> {
    pub(crate) purpose: LinkPurpose,
    /// The account whose owner makes the request.
    pub(crate) account: Option<&'a str>,
    pub(crate) mail: MailRequest<'a>,
}

/// Inserts a request. The caller wakes the task that sends mails once the transaction is committed.
pub(crate) async fn insert(conn: Conn<'_>, latchkey: &Latchkey, caller: &Caller, request: NewRequest<'_>) -> Result<(), Error> {
    let purpose: &str = request.purpose.into();
    execute!(
        conn,
        "INSERT INTO mail_request (id, purpose, account_id, email, language, return_to, network, agent, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        latchkey.env().id()?,
        purpose,
        request.account,
        request.mail.email.trim(),
        request.mail.language,
        request.mail.return_to,
        &caller.address,
        &caller.agent,
        latchkey.now().0
    )?;
    Ok(())
}

/// Deletes at most this many requests that nobody has answered for a day: of an installation that never sends mails, or whose sender is switched off.
pub(crate) async fn sweep(conn: Conn<'_>, now: Timestamp, most: i64) -> Result<u64, Error> {
    let statement =
        "DELETE FROM mail_request WHERE id IN (SELECT id FROM mail_request WHERE created_at <= $1 ORDER BY created_at LIMIT $2)";
    Ok(execute!(conn, statement, (now - UNANSWERED).0, most)?)
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
        let mut tx = self.latchkey.db().begin().await?;
        insert(tx.conn(), self.latchkey, caller, NewRequest { purpose, account: None, mail: request }).await?;
        tx.commit().await?;
        self.latchkey.wake_sender();
        Ok(())
    }
}
