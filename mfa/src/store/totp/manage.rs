//! Listing, renaming and removing verified devices.

use super::device;
use crate::{
    Caller, Error, Method, Sensitive, Session, Totp,
    account::row,
    administrators::Administrators,
    audit::{Entry, Event},
    name, notice_mail, recovery_code, session, view,
};

impl Totp<'_> {
    /// The verified devices, oldest first.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn devices(self, session: &Session) -> Result<Vec<view::Device>, Error> {
        session.require_full()?;
        device::shown(self.latchkey.db().read().await?.conn(), &session.account_id).await
    }

    /// Gives a device another name.
    ///
    /// # Errors
    ///
    /// [`Error::NameInvalid`]; [`Error::NotFound`] for a device that doesn't exist or belongs to another account.
    pub async fn rename(self, caller: &Caller, session: &Session, id: &str, name: &str) -> Result<(), Error> {
        session.require_full()?;
        let name = name::check(name)?;
        let mut tx = self.latchkey.db().begin().await?;
        session::lock(self.latchkey, tx.conn(), session).await?;
        if !device::rename(tx.conn(), id, &session.account_id, name).await? {
            return Err(Error::NotFound);
        }
        Entry::new(&session.account_id, caller, Event::TotpRenamed).detail(name).record(tx.conn(), self.latchkey.env()).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Removes a device. Recovery codes are removed with the last method, since they stand in for a method.
    ///
    /// # Errors
    ///
    /// [`Error::StepUpRequired`]; [`Error::NotFound`]; [`Error::LastMethod`] if the policy requires that the account has one;
    /// [`Error::LastAdministrator`] if no administrator could sign in any more.
    pub async fn remove(self, caller: &Caller, session: &Session, id: &str) -> Result<(), Error> {
        self.latchkey.admit_to_lock(session, Sensitive::RemoveMethod).await?;
        let mut tx = self.latchkey.db().begin().await?;
        let administrators = Administrators::lock_for_removal(tx.conn(), session).await?;
        let policy = self.latchkey.policy_on(tx.conn()).await?;
        let facts = self.latchkey.require_step_up(tx.conn(), session, &policy, Sensitive::RemoveMethod).await?;
        let devices = device::verified(tx.conn(), &session.account_id).await?;
        let removed = devices.iter().find(|device| device.id == id).ok_or(Error::NotFound)?;
        if !facts.may_remove(&policy, Method::Totp) {
            return Err(Error::LastMethod);
        }
        if !device::delete_verified(tx.conn(), id, &session.account_id).await? {
            return Err(Error::NotFound);
        }
        // No code could complete its replacement any more.
        device::delete_replacement(tx.conn(), id, &session.account_id).await?;
        if facts.factors() == 1 {
            recovery_code::delete_all(tx.conn(), &session.account_id).await?;
        }
        administrators.require_one_left(tx.conn(), &policy).await?;
        let entry = Entry::new(&session.account_id, caller, Event::TotpRemoved).method("totp").detail(&removed.name);
        let mailbox = row::mailbox(tx.conn(), &session.account_id).await?;
        notice_mail::record(tx.conn(), self.latchkey, &mailbox, entry).await?;
        tx.commit().await?;
        Ok(())
    }
}
