//! Methods of the operator for one account.

use crate::{
    Caller, Error, Operator,
    account::{self, NewEmail},
    account_recovery,
    administrators::{Administrators, lock_administration},
    audit::{Entry, Event},
    email::Email,
    notice_mail,
    own_account::tell_address_changed,
    people::{ActOnAccount, AdminAction, LastAdministrator, leave_notice},
    reason, session,
    storage::execute,
};

impl Operator<'_> {
    /// Removes all methods and recovery codes of an account, and ends its sessions and its waits: the user enrolls again at the next sign-in.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`]; [`Error::ReasonMissing`]; [`Error::LastAdministrator`].
    pub async fn reset_mfa(self, email: &str, reason: &str) -> Result<(), Error> {
        self.apply_as_operator(email, AdminAction::Reset, reason, LastAdministrator::Stays).await.map(drop)
    }

    /// Makes an account an administrator. Without effect for one that is an administrator already.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`].
    pub async fn grant_administrator(self, email: &str) -> Result<(), Error> {
        let account = self.account_by_email(email).await?;
        let mut tx = self.latchkey.db().begin().await?;
        // An action on this account by one administrator alone comes before it, or needs the approval of another.
        lock_administration(tx.conn()).await?;
        let mailbox = account::row::lock(tx.conn(), &account).await?.ok_or(Error::NotFound)?;
        if execute!(tx.conn(), "UPDATE account SET administrator = TRUE WHERE id = $1 AND NOT administrator", &account)? == 1 {
            let caller = Caller::operator();
            let entry = Entry::new(&account, &caller, Event::AdministratorGranted);
            account_recovery::void(tx.conn(), self.latchkey, entry).await?;
            notice_mail::record(tx.conn(), self.latchkey, &mailbox, entry).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Revokes an account's administrator rights, and ends its sessions. Its requests that are not approved yet can't be approved any more. Returns
    /// false if it isn't an administrator.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`]; [`Error::ReasonMissing`]; [`Error::LastAdministrator`], unless `last` allows it.
    pub async fn revoke_administrator(self, email: &str, reason: &str, last: LastAdministrator) -> Result<bool, Error> {
        let reason = reason::check(reason)?;
        let account = self.account_by_email(email).await?;
        let mut tx = self.latchkey.db().begin().await?;
        let before = Administrators::lock(tx.conn()).await?;
        let policy = self.latchkey.policy_on(tx.conn()).await?;
        let sql = "UPDATE account SET administrator = FALSE WHERE id = $1 AND administrator";
        if execute!(tx.conn(), sql, &account)? == 0 {
            return Ok(false);
        }
        last.check(&before, tx.conn(), &policy).await?;
        session::delete_all(tx.conn(), &account).await?;
        let caller = Caller::operator();
        let entry = Entry::new(&account, &caller, Event::AdministratorRevoked).detail(reason);
        let mailbox = account::row::mailbox(tx.conn(), &account).await?;
        notice_mail::record(tx.conn(), self.latchkey, &mailbox, entry).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Ends an account's sessions and refuses sign-ins to it from now on. Returns false if it is disabled already.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`]; [`Error::ReasonMissing`]; [`Error::LastAdministrator`], unless `last` allows it.
    pub async fn disable_account(self, email: &str, reason: &str, last: LastAdministrator) -> Result<bool, Error> {
        self.apply_as_operator(email, AdminAction::Disable, reason, last).await
    }

    /// Allows sign-ins to a disabled account again. Returns false if it isn't disabled.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`]; [`Error::ReasonMissing`].
    pub async fn enable_account(self, email: &str, reason: &str) -> Result<bool, Error> {
        self.apply_as_operator(email, AdminAction::Enable, reason, LastAdministrator::Stays).await
    }

    /// Gives an account another address to sign in with. Its sessions stay. Of two accounts that have the same address in different spellings, each
    /// is found by its own spelling, and the one that keeps its address gets the present form.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if no account has the old address; [`Error::EmailInvalid`], [`Error::EmailUnchanged`], [`Error::EmailUnavailable`] about
    /// the new one; [`Error::NotPossibleNow`] for an application's user, whose account has no address; [`Error::ReasonMissing`].
    pub async fn change_email(self, old: &str, new: &str, reason: &str) -> Result<(), Error> {
        let reason = reason::check(reason)?;
        let mut tx = self.latchkey.db().begin().await?;
        let id = account::row::named(tx.conn(), old).await?.ok_or(Error::NotFound)?.id;
        let mailbox = account::row::lock(tx.conn(), &id).await?.ok_or(Error::NotFound)?;
        let account = account::row::by_id(tx.conn(), &id).await?.ok_or(Error::NotFound)?;
        if account.subject.is_some() {
            return Err(Error::NotPossibleNow);
        }
        let new = NewEmail::check(new, &account)?;
        new.give_to(&mut tx, &account, self.latchkey.now()).await?;
        leave_notice(tx.conn(), self.latchkey.env(), &id, ActOnAccount::ChangeEmail, reason).await?;
        let caller = Caller::operator();
        let entry = Entry::new(&id, &caller, Event::EmailChanged).detail(reason);
        account_recovery::void(tx.conn(), self.latchkey, entry).await?;
        entry.record(tx.conn(), self.latchkey.env()).await?;
        // The new address is told once its owner confirms it.
        let told = (mailbox.address.as_deref(), new.shown());
        tell_address_changed(&mut tx, self.latchkey, (&caller, mailbox.language()), &id, (told.0, &told.1)).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn apply_as_operator(self, email: &str, act: AdminAction, reason: &str, last: LastAdministrator) -> Result<bool, Error> {
        let reason = reason::check(reason)?;
        let account = self.account_by_email(email).await?;
        let caller = Caller::operator();
        let entry = Entry::new(&account, &caller, act.event()).detail(reason);
        let mut tx = self.latchkey.db().begin().await?;
        let changed = self.latchkey.apply_to(&mut tx, &account, act, last, entry, reason).await?;
        tx.commit().await?;
        Ok(changed)
    }

    pub(crate) async fn account_by_email(self, email: &str) -> Result<String, Error> {
        let account = account::row::named(self.latchkey.db().read().await?.conn(), email).await?;
        account
            .map(|account| account.id)
            .ok_or_else(|| if Email::parse_stored(email).is_some() { Error::NotFound } else { Error::EmailInvalid })
    }
}
