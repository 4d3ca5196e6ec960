//! Adding a password to an account that has none, and removing it again.

use crate::{
    Caller, Error, Opened, OwnAccount, Policy, Sensitive, Session,
    account::row::{self, Account},
    account_recovery,
    administrators::keep_policy,
    audit::{Entry, Event},
    email::Email,
    mail_link, notice_mail,
    password::{Claim, SecretOwner, rules},
    run_to_completion::run_to_completion,
    session,
    storage::Conn,
    ways_in,
};
use zeroize::Zeroizing;

impl OwnAccount<'_> {
    /// Gives an account without a password one, and gives the session a new token. Other sessions stay: ending them is offered, not done.
    ///
    /// # Errors
    ///
    /// [`Error::StepUpRequired`]; a password rule; [`Error::Busy`]; [`Error::NotPossibleNow`] for an account that has a password, or that has no method
    /// to prove.
    pub async fn add_password(self, caller: &Caller, session: &Session, new: &str) -> Result<Opened, Error> {
        let new = rules::normalise(new);
        let claim = self.latchkey.hasher().claim(caller.network(), SecretOwner::Account(session.account_id.clone())).await?;
        let (latchkey, caller, session) = (self.latchkey.clone(), caller.clone(), session.clone());
        run_to_completion(async move { latchkey.account().add_claimed_password(claim, &caller, &session, new).await }).await
    }

    async fn add_claimed_password(self, claim: Claim, caller: &Caller, session: &Session, new: Zeroizing<String>) -> Result<Opened, Error> {
        let mut read = self.latchkey.db().read().await?;
        let policy = self.latchkey.policy_on(read.conn()).await?;
        let account = self.require_passwordless(read.conn(), session, &policy).await?;
        drop(read);

        let email = Email::stored(&account.email);
        let length = self.latchkey.check_new_password(&policy, &new, &email)?;
        let slot = self.latchkey.require_strength(claim.slot().await?, &new, &email).await?;
        let (_slot, hash) = self.latchkey.hash_password(slot, new).await?;

        let mut tx = self.latchkey.db().begin().await?;
        let mailbox = row::lock(tx.conn(), &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        // Checked again under the lock: meanwhile the proof may have been used up, and another tab may have added a password.
        let policy = self.latchkey.policy_on(tx.conn()).await?;
        self.require_passwordless(tx.conn(), session, &policy).await?;
        length.require(policy.minimum_password_length(self.latchkey.now()))?;
        if !row::set_password(tx.conn(), &session.account_id, ("", &hash), None).await? {
            return Err(Error::NotPossibleNow);
        }
        mail_link::delete_of_account(tx.conn(), &session.account_id).await?;
        let opened = self.latchkey.renew(&mut tx, session).await?;
        let entry = Entry::new(&session.account_id, caller, Event::PasswordAdded);
        notice_mail::record(tx.conn(), self.latchkey, &mailbox, entry).await?;
        tx.commit().await?;
        Ok(opened)
    }

    /// The session's account, if it has no password and the session has a proof for adding one. Without a method, there is nothing to prove.
    async fn require_passwordless(self, mut conn: Conn<'_>, session: &Session, policy: &Policy) -> Result<Account, Error> {
        let facts = self.latchkey.require_step_up(conn.reborrow(), session, policy, Sensitive::ChangePassword).await?;
        let account = row::by_id(conn, &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        if account.is_passwordless() && !facts.enrolled.is_empty() { Ok(account) } else { Err(Error::NotPossibleNow) }
    }

    /// Removes the password, ends all other sessions and all links in the account's name, and gives the session a new token.
    ///
    /// # Errors
    ///
    /// [`Error::StepUpRequired`]; [`Error::LastMethod`] if fewer than two ways into the account would be left; [`Error::NotPossibleNow`] for an account
    /// without a password.
    pub async fn remove_password(self, caller: &Caller, session: &Session) -> Result<Opened, Error> {
        let id = &session.account_id;
        let mut tx = self.latchkey.db().begin().await?;
        keep_policy(tx.conn()).await?;
        let mailbox = row::lock(tx.conn(), id).await?.ok_or(Error::NotSignedIn)?;
        let policy = self.latchkey.policy_on(tx.conn()).await?;
        self.latchkey.require_step_up(tx.conn(), session, &policy, Sensitive::RemovePassword).await?;
        let account = row::by_id(tx.conn(), id).await?.ok_or(Error::NotSignedIn)?;
        if account.password_hash.is_empty() {
            return Err(Error::NotPossibleNow);
        }
        if !ways_in::load(tx.conn(), self.latchkey, &policy, id).await?.may_lose_password() {
            return Err(Error::LastMethod);
        }
        if !row::set_password(tx.conn(), id, (&account.password_hash, ""), None).await? {
            return Err(Error::NotPossibleNow);
        }
        session::delete_others(tx.conn(), id, &session.id).await?;
        mail_link::delete_of_account(tx.conn(), id).await?;
        let opened = self.latchkey.renew(&mut tx, session).await?;
        let entry = Entry::new(id, caller, Event::PasswordRemoved);
        account_recovery::void(tx.conn(), self.latchkey, entry).await?;
        notice_mail::record(tx.conn(), self.latchkey, &mailbox, entry).await?;
        tx.commit().await?;
        Ok(opened)
    }
}
