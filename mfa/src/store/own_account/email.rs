//! Changing the email address: at once, or if addresses are confirmed, with a link that is sent to the new one.

use super::address_mail;
use crate::{
    Caller, Error, LinkPurpose, MailRequest, Opened, OwnAccount, Sensitive, Session,
    account::{
        NewEmail,
        row::{self, Account},
    },
    account_recovery,
    audit::{Entry, Event},
    grant,
    mail_request::{self, NewRequest},
    password::{Claim, SecretOwner, Throttle, rules},
    run_to_completion::run_to_completion,
    storage::Tx,
};
use zeroize::Zeroizing;

/// The owner's request to change an account's address.
#[derive(Clone, Copy)]
pub struct EmailChange<'a> {
    /// The address that the page showed: a second change, sent from a page that shows an older address, is refused.
    pub from: &'a str,
    /// The new address as typed.
    pub to: &'a str,
    /// The account's password. Ignored for an account without one, for which the fresh proof suffices.
    pub password: &'a str,
}

/// A change that passed all checks but those under the account's lock.
struct Checked {
    account: Account,
    new: NewEmail,
}

impl OwnAccount<'_> {
    /// Changes the address that the account signs in with, and gives the session a new token. Other sessions stay: ending them is offered, not done.
    ///
    /// # Errors
    ///
    /// [`Error::StepUpRequired`]; [`Error::EmailInvalid`]; [`Error::EmailUnchanged`]; [`Error::EmailUnavailable`]; [`Error::EmailReplaced`] if the
    /// account's address isn't `change.from` any more; [`Error::CurrentPasswordWrong`]; [`Error::PasswordRateLimited`]; [`Error::Busy`];
    /// [`Error::NotPossibleNow`] for an application's user, and if addresses are confirmed.
    pub async fn change_email(self, caller: &Caller, session: &Session, change: EmailChange<'_>) -> Result<Opened, Error> {
        if self.latchkey.confirms_addresses() {
            return Err(Error::NotPossibleNow);
        }
        let (from, to) = (change.from.to_owned(), change.to.to_owned());
        let password = rules::normalise(change.password);
        let claim = self.claim_change(caller, session).await?;
        let (latchkey, caller, session) = (self.latchkey.clone(), caller.clone(), session.clone());
        run_to_completion(async move { latchkey.account().change_claimed_email(claim, &caller, &session, (&from, &to), password).await })
            .await
    }

    /// Requests a mail to the new address, with the link that [replaces](Self::change_email_by_link) the present one. The present address is told, if
    /// it is confirmed. Neither the answer nor its time depends on whether another account has the new address.
    ///
    /// # Errors
    ///
    /// Those of [`change_email`](Self::change_email) except [`Error::EmailUnavailable`].
    pub async fn request_email_change(
        self,
        caller: &Caller,
        session: &Session,
        change: EmailChange<'_>,
        language: &str,
    ) -> Result<(), Error> {
        let (from, to, language) = (change.from.to_owned(), change.to.to_owned(), language.to_owned());
        let password = rules::normalise(change.password);
        let claim = self.claim_change(caller, session).await?;
        let (latchkey, caller, session) = (self.latchkey.clone(), caller.clone(), session.clone());
        run_to_completion(async move {
            let account = latchkey.account();
            let checked = account.check_change(claim, &caller, &session, (&from, &to), password).await?;
            account.request_checked_change(&caller, &session, checked, (&to, &language)).await
        })
        .await
    }

    /// Claimed first: of many simultaneous changes, each sees the result of the one before.
    async fn claim_change(self, caller: &Caller, session: &Session) -> Result<Claim, Error> {
        self.latchkey.hasher().claim(caller.network(), SecretOwner::Account(session.account_id.clone())).await
    }

    async fn change_claimed_email(
        self,
        claim: Claim,
        caller: &Caller,
        session: &Session,
        addresses: (&str, &str),
        password: Zeroizing<String>,
    ) -> Result<Opened, Error> {
        let checked = self.check_change(claim, caller, session, addresses, password).await?;
        let mut tx = self.admit_change(session, &checked).await?;
        checked.new.give_to(&mut tx, &checked.account, self.latchkey.now()).await?;
        let mut opened = self.latchkey.renew(&mut tx, session).await?;
        opened.session.email = checked.new.shown();
        let entry = Entry::new(&session.account_id, caller, Event::EmailChanged);
        account_recovery::void(tx.conn(), self.latchkey, entry).await?;
        entry.record(tx.conn(), self.latchkey.env()).await?;
        tx.commit().await?;
        Ok(opened)
    }

    async fn request_checked_change(
        self,
        caller: &Caller,
        session: &Session,
        checked: Checked,
        (typed, language): (&str, &str),
    ) -> Result<(), Error> {
        let mut tx = self.admit_change(session, &checked).await?;
        let mail = MailRequest { email: typed, language, return_to: None };
        let request = NewRequest { purpose: LinkPurpose::ChangeAddress, account: Some(&session.account_id), mail };
        mail_request::insert(tx.conn(), self.latchkey, caller, request).await?;
        address_mail::requested(&mut tx, self.latchkey, (caller, language), &session.account_id, &checked.new.spelled(typed)).await?;
        // The proof for this form was given for one request.
        grant::use_up(tx.conn(), session, Sensitive::ChangeEmail).await?;
        tx.commit().await?;
        self.latchkey.wake_sender();
        Ok(())
    }

    /// Everything that is checked before the change, the password last.
    async fn check_change(
        self,
        claim: Claim,
        caller: &Caller,
        session: &Session,
        (from, to): (&str, &str),
        password: Zeroizing<String>,
    ) -> Result<Checked, Error> {
        let mut read = self.latchkey.db().read().await?;
        let policy = self.latchkey.policy_on(read.conn()).await?;
        let facts = self.latchkey.require_step_up(read.conn(), session, &policy, Sensitive::ChangeEmail).await?;
        let account = row::by_id(read.conn(), &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        drop(read);

        if account.subject.is_some() {
            return Err(Error::NotPossibleNow);
        }
        if account.shown() != from {
            return Err(Error::EmailReplaced);
        }
        let new = NewEmail::check(to, &account)?;

        if account.is_passwordless() {
            // The fresh proof of a method is all that there is to ask for.
            return if facts.enrolled.is_empty() { Err(Error::NotPossibleNow) } else { Ok(Checked { account, new }) };
        }
        let throttle = Throttle::new(account.email.clone(), caller);
        throttle.admit(self.latchkey.db(), self.latchkey.now()).await?;
        drop(self.latchkey.check_password(&throttle, caller, &account, claim.slot().await?, password).await?);
        Ok(Checked { account, new })
    }

    /// Begins the transaction of the change.
    async fn admit_change(self, session: &Session, checked: &Checked) -> Result<Tx, Error> {
        let mut tx = self.latchkey.db().begin().await?;
        row::lock(tx.conn(), &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        // Checked again under the lock: meanwhile the proof may have been used up, and the password or the address replaced.
        let policy = self.latchkey.policy_on(tx.conn()).await?;
        self.latchkey.require_step_up(tx.conn(), session, &policy, Sensitive::ChangeEmail).await?;
        let present = row::by_id(tx.conn(), &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        if present.password_hash != checked.account.password_hash {
            return Err(Error::CurrentPasswordWrong);
        }
        if present.email != checked.account.email {
            return Err(Error::EmailReplaced);
        }
        Ok(tx)
    }
}
