//! The change of an account's address.

use super::{collision, conversion::recheck_after_change, notice_address, row, row::Account};
use crate::{
    Error, Timestamp,
    email::{Email, Spellings},
    mail_link,
    storage::Tx,
};

/// A new address that passed the checks.
pub(crate) struct NewEmail {
    spellings: Spellings,
    email: Email,
}

impl NewEmail {
    /// # Errors
    ///
    /// [`Error::EmailInvalid`]; [`Error::EmailUnchanged`] if the account already has the address, in any spelling.
    pub(crate) fn check(typed: &str, account: &Account) -> Result<Self, Error> {
        let spellings = Spellings::of(typed);
        if spellings.are_of(&account.email) {
            return Err(Error::EmailUnchanged);
        }
        Ok(Self { spellings, email: Email::parse(typed).ok_or(Error::EmailInvalid)? })
    }

    /// The spelling that mail is sent to, of the address that was typed like this.
    pub(crate) fn spelled(&self, typed: &str) -> String {
        self.email.spelled(typed)
    }

    /// The account's display name after the change.
    pub(crate) fn shown(&self) -> String {
        self.email.in_own_script().unwrap_or_else(|| self.email.as_str().to_owned())
    }

    /// Gives the account this address in place of the one that was read with the account. That one gets the account's notices for a while, if it is
    /// confirmed.
    ///
    /// # Errors
    ///
    /// [`Error::EmailUnavailable`]; [`Error::EmailReplaced`] if the account has another address by now.
    pub(crate) async fn give_to(&self, tx: &mut Tx, account: &Account, now: Timestamp) -> Result<(), Error> {
        if collision::is_taken_beside(tx.conn(), &self.spellings, Some(&account.id)).await? {
            return Err(Error::EmailUnavailable);
        }
        notice_address::keep_previous(tx.conn(), &account.id, now).await?;
        if !row::replace_email(tx.conn(), &account.id, &account.email, &self.email).await? {
            return Err(Error::EmailReplaced);
        }
        mail_link::delete_of_account(tx.conn(), &account.id).await?;
        recheck_after_change(tx, &account.id, &account.email).await?;
        Ok(())
    }
}
