//! The password of an account: the check of the present one, and the acceptance of a new one.
//!
//! A sign-in checks a password by itself ([`OwnAccount::sign_in`](crate::OwnAccount::sign_in)), since an unknown address must cost the same work.

use crate::{
    Caller, Error, Latchkey, Policy,
    account::row::Account,
    audit::{Entry, Event},
    email::Email,
    password::{Slot, Throttle, rules},
};
use std::time::Duration;
use zeroize::Zeroizing;

impl Latchkey {
    /// Checks the password of an account that is known already, which counts as an attempt to sign in. The right one clears the count at once, even if
    /// the act that it confirms fails. The account may change meanwhile: that act compares its hash under the account's lock.
    ///
    /// # Errors
    ///
    /// [`Error::CurrentPasswordWrong`]; [`Error::PasswordRateLimited`].
    pub(crate) async fn check_password(
        &self,
        throttle: &Throttle,
        caller: &Caller,
        account: &Account,
        slot: Slot,
        password: Zeroizing<String>,
    ) -> Result<Slot, Error> {
        let wait = throttle.reserve(self.db(), self.now()).await?;
        let (slot, fits) = slot.verify(self.env().costs().password, password, Some(account.password_hash.clone())).await?;
        if !fits {
            drop(slot);
            self.refuse_password(caller, Some(&account.id), wait).await?;
            return Err(Error::CurrentPasswordWrong);
        }
        let mut tx = self.db().begin().await?;
        throttle.clear(tx.conn()).await?;
        tx.commit().await?;
        Ok(slot)
    }

    /// Reports a wrong password and the wait that began with it, also for an address without an account: the work is the same.
    pub(crate) async fn refuse_password(&self, caller: &Caller, account: Option<&str>, wait: Option<Duration>) -> Result<(), Error> {
        let mut tx = self.db().begin().await?;
        let refused = Entry { account, ..Entry::new("", caller, Event::PasswordRefused) }.method("password");
        refused.record(tx.conn(), self.env()).await?;
        if let Some(wait) = wait {
            let seconds = wait.as_secs().to_string();
            Entry { event: Event::PasswordsPaused, ..refused }.detail(&seconds).record(tx.conn(), self.env()).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Checks a new password by the rules that take no time. Returns its length: the policy may demand a longer one by the time the password is stored.
    ///
    /// # Errors
    ///
    /// A password rule.
    pub(crate) fn check_new_password(&self, policy: &Policy, password: &str, email: &Email) -> Result<rules::Length, Error> {
        rules::check(password, policy.minimum_password_length(self.now()), email, &self.settings().issuer)
    }

    /// Refuses a new password that would be guessed quickly.
    ///
    /// # Errors
    ///
    /// A password rule.
    pub(crate) async fn require_strength(&self, slot: Slot, password: &Zeroizing<String>, email: &Email) -> Result<Slot, Error> {
        let (password, email, issuer) = (password.clone(), email.clone(), self.settings().issuer.clone());
        Ok(slot.work(move || rules::check_strength(&password, &email, &issuer)).await?.0)
    }

    /// Hashes a new password. A caller that keeps the slot until the hash is stored makes other changes of the same account wait.
    pub(crate) async fn hash_password(&self, slot: Slot, password: Zeroizing<String>) -> Result<(Slot, String), Error> {
        slot.hash_one(self.env(), self.env().costs().password, password).await
    }
}
