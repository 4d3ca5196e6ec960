//! Changing the email address.

use crate::{
    Caller, Error, Opened, OwnAccount, Sensitive, Session,
    account::{NewEmail, row},
    audit::{Entry, Event},
    password::{Claim, SecretOwner, Throttle, rules},
    run_to_completion::run_to_completion,
};
use zeroize::Zeroizing;

/// The owner's request to change an account's address.
#[derive(Clone, Copy)]
pub struct EmailChange<'a> {
    /// The address that the page showed: a second change, sent from a page that shows an older address, is refused.
    pub from: &'a str,
    /// The new address as typed.
    pub to: &'a str,
    /// The account's password.
    pub password: &'a str,
}

impl OwnAccount<'_> {
    /// Changes the address that the account signs in with, and gives the session a new token. Other sessions stay: ending them is offered, not done.
    ///
    /// # Errors
    ///
    /// [`Error::StepUpRequired`]; [`Error::EmailInvalid`]; [`Error::EmailUnchanged`]; [`Error::EmailUnavailable`]; [`Error::EmailReplaced`] if the
    /// account's address isn't `change.from` any more; [`Error::CurrentPasswordWrong`]; [`Error::PasswordRateLimited`]; [`Error::Busy`];
    /// [`Error::NotPossibleNow`] for an account without a password.
    pub async fn change_email(self, caller: &Caller, session: &Session, change: EmailChange<'_>) -> Result<Opened, Error> {
        let (from, to) = (change.from.to_owned(), change.to.to_owned());
        let password = rules::normalise(change.password);
        // Claimed first: of many simultaneous changes, each sees the result of the one before.
        let claim = self.latchkey.hasher().claim(caller.network(), SecretOwner::Account(session.account_id.clone())).await?;
        let (latchkey, caller, session) = (self.latchkey.clone(), caller.clone(), session.clone());
        run_to_completion(async move { latchkey.account().change_claimed_email(claim, &caller, &session, (&from, &to), password).await })
            .await
    }

    async fn change_claimed_email(
        self,
        claim: Claim,
        caller: &Caller,
        session: &Session,
        (from, to): (&str, &str),
        password: Zeroizing<String>,
    ) -> Result<Opened, Error> {
        let mut read = self.latchkey.db().read().await?;
        let policy = self.latchkey.policy_on(read.conn()).await?;
        self.latchkey.require_step_up(read.conn(), session, &policy, Sensitive::ChangeEmail).await?;
        let account = row::by_id(read.conn(), &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        drop(read);

        if account.subject.is_some() {
            return Err(Error::NotPossibleNow);
        }
        if account.shown() != from {
            return Err(Error::EmailReplaced);
        }
        let new = NewEmail::check(to, &account)?;

        let throttle = Throttle::new(account.email.clone(), caller);
        throttle.admit(self.latchkey.db(), self.latchkey.now()).await?;
        let slot = claim.slot().await?;
        let wait = throttle.reserve(self.latchkey.db(), self.latchkey.now()).await?;
        let (slot, fits) = slot.verify(self.latchkey.env().costs().password, password, Some(account.password_hash.clone())).await?;
        drop(slot);
        if !fits {
            self.refuse_password(caller, Some(&session.account_id), wait).await?;
            return Err(Error::CurrentPasswordWrong);
        }

        // Committed even if the change fails.
        let mut tx = self.latchkey.db().begin().await?;
        throttle.clear(tx.conn()).await?;
        tx.commit().await?;

        let mut tx = self.latchkey.db().begin().await?;
        row::lock(tx.conn(), &session.account_id).await?;
        // Checked again under the lock: meanwhile the proof may have been used up, and the password replaced.
        let policy = self.latchkey.policy_on(tx.conn()).await?;
        self.latchkey.require_step_up(tx.conn(), session, &policy, Sensitive::ChangeEmail).await?;
        let present = row::by_id(tx.conn(), &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        if present.password_hash != account.password_hash {
            return Err(Error::CurrentPasswordWrong);
        }
        new.give_to(&mut tx, &account).await?;
        let mut opened = self.latchkey.renew(&mut tx, session).await?;
        opened.session.email = new.shown();
        Entry::new(&session.account_id, caller, Event::EmailChanged).record(tx.conn(), self.latchkey.env()).await?;
        tx.commit().await?;
        Ok(opened)
    }
}
