//! What the operator does to one account.

use crate::{
    Caller, Error, Latchkey, account,
    audit::{Entry, Event},
    email::Email,
    people::{Act, leave_notice, strip},
    storage::execute,
};

impl Latchkey {
    /// Takes every method and recovery code from an account, ends its sessions and its waits: it enrolls again at the next sign-in.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`].
    pub async fn reset_mfa(&self, email: &str, reason: &str) -> Result<(), Error> {
        let account = self.account_by_email(email).await?;
        let mut tx = self.db.begin().await?;
        strip(&mut tx, &account).await?;
        leave_notice(tx.conn(), &self.world, &account, Act::Reset, reason).await?;
        let caller = Caller::operator();
        Entry::new(&account, &caller, Event::MfaReset).detail(reason).record(tx.conn(), &self.world).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Makes an account an administrator.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`].
    pub async fn grant_administrator(&self, email: &str) -> Result<(), Error> {
        let account = self.account_by_email(email).await?;
        let mut tx = self.db.begin().await?;
        execute!(tx.conn(), "UPDATE account SET administrator = TRUE WHERE id = $1", &account)?;
        let caller = Caller::operator();
        Entry::new(&account, &caller, Event::AdministratorGranted).record(tx.conn(), &self.world).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn account_by_email(&self, email: &str) -> Result<String, Error> {
        let account = account::row::named(self.db.read().await?.conn(), email).await?;
        account.map(|account| account.id).ok_or_else(|| if Email::parse(email).is_some() { Error::NotFound } else { Error::EmailInvalid })
    }
}
