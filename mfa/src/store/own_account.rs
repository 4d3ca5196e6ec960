//! Changes that owners make to their account: another address, another password, deletion.

mod address;
mod address_mail;
mod email;
mod email_by_link;
mod password;
mod password_added;
mod reset;

pub use address::AccountAddresses;
pub(crate) use address_mail::changed as tell_address_changed;
pub use email::EmailChange;

use crate::{
    Caller, Error, OwnAccount, Sensitive, Session,
    account::{collision, row},
    administrators::Administrators,
    audit::{Entry, Event},
    delivery, notice_mail,
    storage::{execute, optional},
};

impl OwnAccount<'_> {
    /// Deletes the account with all its data, and the mails that wait; all its addresses get one last mail. Its audit lines stay, with its id only: a
    /// timer erases their personal values.
    ///
    /// # Errors
    ///
    /// [`Error::StepUpRequired`]; [`Error::LastAdministrator`] if other accounts would be left without an administrator who can sign in.
    pub async fn delete(self, caller: &Caller, session: &Session) -> Result<(), Error> {
        self.latchkey.admit_to_lock(session, Sensitive::DeleteAccount).await?;
        let mut tx = self.latchkey.db().begin().await?;
        let administrators = Administrators::lock(tx.conn()).await?;
        let mailbox = row::lock(tx.conn(), &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        let policy = self.latchkey.policy_on(tx.conn()).await?;
        self.latchkey.require_step_up(tx.conn(), session, &policy, Sensitive::DeleteAccount).await?;
        let administrator = row::by_id(tx.conn(), &session.account_id).await?.is_some_and(|account| account.administrator);
        let other = optional!((String,), tx.conn(), "SELECT id FROM account WHERE id <> $1 LIMIT 1", &session.account_id)?;
        if administrator && other.is_some() && !administrators.any_beside(&[&session.account_id], &policy) {
            return Err(Error::LastAdministrator);
        }
        // Nothing else is told to a mailbox whose account is gone.
        delivery::drop_of_account(tx.conn(), &session.account_id).await?;
        // Before the addresses that are told about it are gone.
        let entry = Entry::new(&session.account_id, caller, Event::AccountDeleted);
        notice_mail::record(tx.conn(), self.latchkey, &mailbox, entry).await?;
        execute!(tx.conn(), "DELETE FROM account WHERE id = $1", &session.account_id)?;
        collision::forget(tx.conn()).await?;
        tx.commit().await?;
        Ok(())
    }
}
