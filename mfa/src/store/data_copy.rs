//! The copy of everything that is stored about an account, for its owner: JSON of a documented shape.
//!
//! ```text
//!  proof ─► one transaction: is no other copy being made? ─► audit, notice ─► the reads, without a lock ─► the mark goes
//! ```
//!
//! It is about the owner: administrators appear as such, without a name. It has no hash, seed, token or key.

mod read;
mod shape;

pub use shape::DataCopy;

use crate::{
    Caller, Error, Latchkey, Operator, OwnAccount, Sensitive, Session, Timestamp,
    account::row,
    audit::{Entry, Event},
    grant, notice_mail,
    storage::{Conn, execute},
};
use std::time::Duration;

/// Lines of activity in a copy that is made for a page, which holds them in memory. Attempts that repeat are one line, so that few accounts have more.
const LINES: usize = 20_000;
/// When to try again while another copy is made: few take longer.
const RETRY_AFTER: u64 = 5;
/// How long a copy may take. After that, its process is assumed dead, and another copy can be made.
const LEASE: Duration = Duration::from_secs(120);

impl OwnAccount<'_> {
    /// A copy of everything that is stored about the account, with its newest twenty thousand lines of activity. The owner is told by mail.
    ///
    /// # Errors
    ///
    /// [`Error::StepUpRequired`]; [`Error::Busy`] while another copy of the account is being made.
    pub async fn copy_data(self, caller: &Caller, session: &Session) -> Result<DataCopy, Error> {
        let account = &session.account_id;
        let mut tx = self.latchkey.db().begin().await?;
        let mailbox = row::lock(tx.conn(), account).await?.ok_or(Error::NotSignedIn)?;
        let policy = self.latchkey.policy_on(tx.conn()).await?;
        self.latchkey.require_step_up(tx.conn(), session, &policy, Sensitive::CopyData).await?;
        let until = begin(tx.conn(), account, self.latchkey.now()).await?;
        notice_mail::record(tx.conn(), self.latchkey, &mailbox, Entry::new(account, caller, Event::DataCopied)).await?;
        // The proof for this form was given for one copy.
        grant::use_up(tx.conn(), session, Sensitive::CopyData).await?;
        tx.commit().await?;
        let copy = self.latchkey.copy_of(account, Some(LINES)).await;
        let mut tx = self.latchkey.db().begin().await?;
        execute!(tx.conn(), "UPDATE account SET copying_until = NULL WHERE id = $1 AND copying_until = $2", account, until)?;
        tx.commit().await?;
        copy
    }
}

impl Operator<'_> {
    /// Copies the data of the account with this address or id, with all of its activity. The audit says that an operator has made the copy, and the
    /// owner is notified.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`].
    pub async fn export_account(self, email: &str) -> Result<DataCopy, Error> {
        let account = self.account_by_email(email).await?;
        let mut tx = self.latchkey.db().begin().await?;
        let mailbox = row::lock(tx.conn(), &account).await?.ok_or(Error::NotFound)?;
        notice_mail::record(tx.conn(), self.latchkey, &mailbox, Entry::new(&account, &Caller::operator(), Event::DataCopied)).await?;
        tx.commit().await?;
        self.latchkey.copy_of(&account, None).await
    }
}

impl Latchkey {
    async fn copy_of(&self, account: &str, lines: Option<usize>) -> Result<DataCopy, Error> {
        let mut read = self.db().read_at_leisure().await?;
        read::everything(read.conn(), self, account, lines).await
    }
}

/// Notes that a copy is being made. Returns the end of the time that it may take. A later end was noted while the clock was ahead.
async fn begin(conn: Conn<'_>, account: &str, now: Timestamp) -> Result<i64, Error> {
    let until = (now + LEASE).0;
    let begun = execute!(
        conn,
        "UPDATE account SET copying_until = $2
         WHERE id = $1 AND (copying_until IS NULL OR copying_until <= $3 OR copying_until > $4)",
        account,
        until,
        now.0,
        now.latest_end(LEASE).0
    )?;
    if begun == 1 { Ok(until) } else { Err(Error::Busy { retry_after_seconds: RETRY_AFTER }) }
}
