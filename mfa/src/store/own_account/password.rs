//! Changing the password.

use crate::{
    Caller, Error, Opened, OwnAccount, Sensitive, Session,
    account::row,
    account_recovery,
    audit::{Entry, Event},
    email::Email,
    mail_link, notice_mail,
    password::{Claim, SecretOwner, Throttle, rules},
    run_to_completion::run_to_completion,
};
use zeroize::Zeroizing;

impl OwnAccount<'_> {
    /// Changes the password and gives the session a new token. Other sessions stay: ending them is offered, not done.
    ///
    /// # Errors
    ///
    /// [`Error::StepUpRequired`], [`Error::CurrentPasswordWrong`], [`Error::PasswordRateLimited`], a password rule, [`Error::Busy`];
    /// [`Error::NotPossibleNow`] for an account without a password.
    pub async fn change_password(self, caller: &Caller, session: &Session, current: &str, new: &str) -> Result<Opened, Error> {
        let (current, new) = (rules::normalise(current), rules::normalise(new));
        // Claimed first: of many simultaneous changes, each sees the result of the one before.
        let claim = self.latchkey.hasher().claim(caller.network(), SecretOwner::Account(session.account_id.clone())).await?;
        let (latchkey, caller, session) = (self.latchkey.clone(), caller.clone(), session.clone());
        run_to_completion(async move { latchkey.account().change_claimed_password(claim, &caller, &session, current, new).await }).await
    }

    async fn change_claimed_password(
        self,
        claim: Claim,
        caller: &Caller,
        session: &Session,
        current: Zeroizing<String>,
        new: Zeroizing<String>,
    ) -> Result<Opened, Error> {
        let mut read = self.latchkey.db().read().await?;
        let policy = self.latchkey.policy_on(read.conn()).await?;
        self.latchkey.require_step_up(read.conn(), session, &policy, Sensitive::ChangePassword).await?;
        let account = row::by_id(read.conn(), &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        drop(read);

        if account.subject.is_some() || account.is_passwordless() {
            return Err(Error::NotPossibleNow);
        }
        let email = Email::stored(&account.email);
        let length = self.latchkey.check_new_password(&policy, &new, &email)?;

        let throttle = Throttle::new(account.email.clone(), caller);
        throttle.admit(self.latchkey.db(), self.latchkey.now()).await?;
        let slot = self.latchkey.require_strength(claim.slot().await?, &new, &email).await?;
        let slot = self.latchkey.check_password(&throttle, caller, &account, slot, current).await?;
        let (_slot, new_hash) = self.latchkey.hash_password(slot, new).await?;

        let mut tx = self.latchkey.db().begin().await?;
        let mailbox = row::lock(tx.conn(), &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        // Checked again under the lock: hashing takes a while.
        let policy = self.latchkey.policy_on(tx.conn()).await?;
        self.latchkey.require_step_up(tx.conn(), session, &policy, Sensitive::ChangePassword).await?;
        length.require(policy.minimum_password_length(self.latchkey.now()))?;
        if !row::set_password(tx.conn(), &session.account_id, (&account.password_hash, &new_hash), None).await? {
            return Err(Error::CurrentPasswordWrong);
        }
        mail_link::delete_of_account(tx.conn(), &session.account_id).await?;
        let opened = self.latchkey.renew(&mut tx, session).await?;
        let entry = Entry::new(&session.account_id, caller, Event::PasswordChanged);
        account_recovery::void(tx.conn(), self.latchkey, entry).await?;
        notice_mail::record(tx.conn(), self.latchkey, &mailbox, entry).await?;
        tx.commit().await?;
        Ok(opened)
    }
}
