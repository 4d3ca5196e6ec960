//! The password that is typed again on the pages of the links.

use crate::{
    Caller, Error, OwnAccount,
    account::row::{self, Account},
    password::{SecretOwner, Throttle, rules},
    storage::Tx,
};

/// An account whose password was just typed.
pub(super) struct Checked {
    pub(super) account: Account,
    throttle: Throttle,
}

impl OwnAccount<'_> {
    /// Checks the password of the account that a link is for. It counts as an attempt to sign in.
    ///
    /// # Errors
    ///
    /// [`Error::LinkOver`] for an account that is gone, disabled or without a password; [`Error::CurrentPasswordWrong`];
    /// [`Error::PasswordRateLimited`]; [`Error::Busy`].
    pub(super) async fn check_password_of(self, caller: &Caller, account: &str, password: &str) -> Result<Checked, Error> {
        let password = rules::normalise(password);
        let account = row::by_id(self.latchkey.db().read().await?.conn(), account).await?;
        let account =
            account.filter(|account| account.disabled_at.is_none() && !account.password_hash.is_empty()).ok_or(Error::LinkOver)?;
        let throttle = Throttle::new(account.email.clone(), caller);
        throttle.admit(self.latchkey.db(), self.latchkey.now()).await?;
        let owner = SecretOwner::Email(account.email.clone());
        // The slot first: a request that is refused because the server is busy hasn't used up a guess.
        let slot = self.latchkey.hasher().claim(caller.network(), owner).await?.slot().await?;
        let wait = throttle.reserve(self.latchkey.db(), self.latchkey.now()).await?;
        let (slot, fits) = slot.verify(self.latchkey.env().costs().password, password, Some(account.password_hash.clone())).await?;
        drop(slot);
        if !fits {
            self.refuse_password(caller, Some(&account.id), wait).await?;
            return Err(Error::CurrentPasswordWrong);
        }
        Ok(Checked { account, throttle })
    }

    /// Begins a transaction that holds the account's lock.
    ///
    /// # Errors
    ///
    /// [`Error::LinkOver`] if password or address were changed meanwhile, or the account was disabled.
    pub(super) async fn lock_checked(self, checked: &Checked) -> Result<Tx, Error> {
        // Committed even if what follows fails: the password was right.
        let mut tx = self.latchkey.db().begin().await?;
        checked.throttle.clear(tx.conn()).await?;
        tx.commit().await?;

        let mut tx = self.latchkey.db().begin().await?;
        if row::lock_with_hash(tx.conn(), &checked.account).await? { Ok(tx) } else { Err(Error::LinkOver) }
    }
}
