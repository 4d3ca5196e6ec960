//! Setting a new password with a link from a mail.
//!
//! The link proves the mailbox and nothing else: it opens no session, and leaves methods, backup codes and the count of wrong codes as they are, so that
//! the next sign-in demands the same second factor as before.

use crate::{
    Caller, Error, OwnAccount,
    account::row::{self, Account, Mailbox},
    account_recovery,
    audit::{Entry, Event},
    email::{Email, Spellings},
    factors,
    mail_link::{self, LinkPurpose, StoredLink},
    notice_mail,
    password::{SecretOwner, Throttle, rules},
    run_to_completion::run_to_completion,
    session,
    storage::Conn,
    token::Token,
};
use zeroize::Zeroizing;

impl OwnAccount<'_> {
    /// Sets a new password with the token of a link, and ends all sessions of the account. The link is used up only if the password is accepted.
    ///
    /// # Errors
    ///
    /// [`Error::LinkOver`] if the link is not valid any more, or the account is gone or disabled; a password rule; [`Error::Busy`].
    pub async fn reset_password(self, caller: &Caller, token: &str, password: &str) -> Result<(), Error> {
        let token = Token::parse(token).ok_or(Error::LinkOver)?;
        let password = rules::normalise(password);
        let (latchkey, caller) = (self.latchkey.clone(), caller.clone());
        run_to_completion(async move { latchkey.account().reset_with(&caller, &token, password).await }).await
    }

    async fn reset_with(self, caller: &Caller, token: &Token, password: Zeroizing<String>) -> Result<(), Error> {
        let mut read = self.latchkey.db().read().await?;
        let link = mail_link::find(read.conn(), token, self.latchkey.now()).await?;
        let link = link.filter(|link| link.purpose() == Some(LinkPurpose::ResetPassword)).ok_or(Error::LinkOver)?;
        let account = account_of(read.conn(), &link).await?;
        let policy = self.latchkey.policy_on(read.conn()).await?;
        drop(read);

        let email = Email::stored(&account.email);
        let length = self.latchkey.check_new_password(&policy, &password, &email)?;
        let owner = SecretOwner::Account(account.id.clone());
        let slot = self.latchkey.hasher().claim(caller.network(), owner).await?.slot().await?;
        let slot = self.latchkey.require_strength(slot, &password, &email).await?;
        let (slot, hash) = self.latchkey.hash_password(slot, password).await?;
        drop(slot);

        let mut tx = self.latchkey.db().begin().await?;
        // Locked before the links: two resets with two links would wait for each other.
        row::lock(tx.conn(), &account.id).await?.ok_or(Error::LinkOver)?;
        // Of two forms with the same link, one gets the row.
        let link = mail_link::take(tx.conn(), token, LinkPurpose::ResetPassword, self.latchkey.now()).await?.ok_or(Error::LinkOver)?;
        let account = account_of(tx.conn(), &link).await?;
        length.require(self.latchkey.policy_on(tx.conn()).await?.minimum_password_length(self.latchkey.now()))?;
        // Under the lock: the mailbox may not be the account's any more.
        if !Spellings::of(&link.address).are_of(&account.email) {
            return Err(Error::LinkOver);
        }
        if !row::set_password(tx.conn(), &account.id, (&account.password_hash, &hash), Some(self.latchkey.now())).await? {
            return Err(Error::LinkOver);
        }
        row::confirm_address(tx.conn(), &account.id, &link.address, self.latchkey.now()).await?;
        session::delete_all(tx.conn(), &account.id).await?;
        mail_link::delete_of_account(tx.conn(), &account.id).await?;
        Throttle::new(account.email.clone(), caller).clear(tx.conn()).await?;
        let mailbox = Mailbox { address: Some(link.address), language: Some(link.language), has_others: true, subject: None };
        let entry = Entry::new(&account.id, caller, Event::PasswordReset);
        account_recovery::void(tx.conn(), self.latchkey, entry).await?;
        notice_mail::record(tx.conn(), self.latchkey, &mailbox, entry).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// The account that a link sets the password of. An account without a password gets one only if it has no method either, which takes a reset by an
/// administrator: its passkeys can't be replaced by a password that the mailbox alone has chosen.
async fn account_of(mut conn: Conn<'_>, link: &StoredLink) -> Result<Account, Error> {
    let account = row::by_id(conn.reborrow(), link.account_id.as_deref().ok_or(Error::LinkOver)?).await?;
    let account = account.filter(|account| account.disabled_at.is_none() && account.subject.is_none()).ok_or(Error::LinkOver)?;
    if account.is_passwordless() && factors::of_account(conn, &account.id).await?.is_enrolled() {
        return Err(Error::LinkOver);
    }
    Ok(account)
}
