//! The password that is typed again on the pages of the links.

use crate::{
    Caller, Error, OwnAccount,
    account::row::{self, Account},
    password::{SecretOwner, Throttle, rules},
    storage::Tx,
};

impl OwnAccount<'_> {
    /// Checks the password of the account that a link is for, and returns the account as it was then.
    ///
    /// # Errors
    ///
    /// [`Error::LinkOver`] for an account that is gone, disabled or without a password; [`Error::CurrentPasswordWrong`];
    /// [`Error::PasswordRateLimited`]; [`Error::Busy`].
    pub(super) async fn check_password_of(self, caller: &Caller, account: &str, password: &str) -> Result<Account, Error> {
        let password = rules::normalise(password);
        let account = row::by_id(self.latchkey.db().read().await?.conn(), account).await?;
        let account =
            account.filter(|account| account.disabled_at.is_none() && !account.password_hash.is_empty()).ok_or(Error::LinkOver)?;
        let throttle = Throttle::new(account.email.clone(), caller);
        throttle.admit(self.latchkey.db(), self.latchkey.now()).await?;
        let owner = SecretOwner::Email(account.email.clone());
        // The slot first: a request that is refused because the server is busy hasn't used up a guess.
        let slot = self.latchkey.hasher().claim(caller.network(), owner).await?.slot().await?;
        drop(self.latchkey.check_password(&throttle, caller, &account, slot, password).await?);
        Ok(account)
    }

    /// Begins a transaction that holds the lock of an account whose password was checked.
    ///
    /// # Errors
    ///
    /// [`Error::LinkOver`] if password or address were changed meanwhile, or the account was disabled.
    pub(super) async fn lock_checked(self, account: &Account) -> Result<Tx, Error> {
        let mut tx = self.latchkey.db().begin().await?;
        if row::lock_with_hash(tx.conn(), account).await? { Ok(tx) } else { Err(Error::LinkOver) }
    }
}
