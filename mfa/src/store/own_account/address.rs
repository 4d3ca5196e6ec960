//! Confirming the account's address, and its second address, which gets notices and nothing else.

use crate::{
    Caller, Error, LinkPurpose, MailRequest, OwnAccount, Sensitive, Session,
    account::{notice_address, row},
    audit::{Entry, Event},
    email::{Email, Spellings},
    grant, mail_link,
    mail_request::{self, NewRequest},
    notice_mail, session,
    token::Token,
};

/// The addresses of an account, as the page about its security shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountAddresses {
    /// Whether the account's own address is confirmed.
    pub confirmed: bool,
    /// The confirmed second address, which gets notices only.
    pub second: Option<String>,
}

impl OwnAccount<'_> {
    /// The state of the account's addresses.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn addresses(self, session: &Session) -> Result<AccountAddresses, Error> {
        session.require_full()?;
        let (own, second) = notice_address::of_account(self.latchkey.db().read().await?.conn(), &session.account_id).await?;
        Ok(AccountAddresses { confirmed: own.is_some(), second })
    }

    /// Sets the language of the account's mails to the one with this code, such as `de`.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn set_language(self, session: &Session, language: &str) -> Result<(), Error> {
        session.require_full()?;
        let mut tx = self.latchkey.db().begin().await?;
        session::lock(self.latchkey, tx.conn(), session).await?;
        row::set_language(tx.conn(), &session.account_id, language).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Requests a mail with the link that confirms the account's address. Without effect for an address that is confirmed.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session; [`Error::NotPossibleNow`] for an application's user, or if addresses aren't confirmed.
    pub async fn request_confirmation(self, caller: &Caller, session: &Session, language: &str) -> Result<(), Error> {
        session.require_full()?;
        self.require_mail(session)?;
        let mut tx = self.latchkey.db().begin().await?;
        session::lock(self.latchkey, tx.conn(), session).await?;
        let account = row::by_id(tx.conn(), &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        let mail = MailRequest { email: &account.email, language, return_to: None };
        let request = NewRequest { purpose: LinkPurpose::ConfirmAddress, account: Some(&account.id), mail };
        mail_request::insert(tx.conn(), self.latchkey, caller, request).await?;
        tx.commit().await?;
        self.latchkey.wake_sender();
        Ok(())
    }

    /// Confirms the account's address with the link that was sent to it. It takes no session: the link proves the mailbox, and changes nothing else.
    ///
    /// # Errors
    ///
    /// [`Error::LinkOver`] if the link is not valid any more, or the account has another address, or is gone or disabled.
    pub async fn confirm_by_link(self, caller: &Caller, token: &str) -> Result<(), Error> {
        let token = Token::parse(token).ok_or(Error::LinkOver)?;
        let now = self.latchkey.now();
        let mut tx = self.latchkey.db().begin().await?;
        let found = mail_link::find(tx.conn(), &token, now).await?.and_then(|link| link.account_id).ok_or(Error::LinkOver)?;
        row::lock(tx.conn(), &found).await?.ok_or(Error::LinkOver)?;
        let link = mail_link::take(tx.conn(), &token, LinkPurpose::ConfirmAddress, now).await?.ok_or(Error::LinkOver)?;
        let account = row::by_id(tx.conn(), &found).await?.ok_or(Error::LinkOver)?;
        let fits = Spellings::of(&link.address).are_of(&account.email);
        if !fits || !row::confirm_unconfirmed(tx.conn(), &account.id, &account.email, &link.address, now).await? {
            return Err(Error::LinkOver);
        }
        mail_link::delete_for(tx.conn(), &account.id, LinkPurpose::ConfirmAddress).await?;
        Entry::new(&account.id, caller, Event::EmailConfirmed).record(tx.conn(), self.latchkey.env()).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Requests a mail to a second address, with the link that [adds](Self::add_notice_address) it. Several accounts may have the same one.
    ///
    /// # Errors
    ///
    /// [`Error::StepUpRequired`]; [`Error::EmailInvalid`]; [`Error::EmailUnchanged`] for the account's own address; [`Error::NotPossibleNow`] for an
    /// application's user, or if addresses aren't confirmed.
    pub async fn request_notice_address(self, caller: &Caller, session: &Session, to: &str, language: &str) -> Result<(), Error> {
        self.require_mail(session)?;
        let mut tx = self.latchkey.db().begin().await?;
        row::lock(tx.conn(), &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        let policy = self.latchkey.policy_on(tx.conn()).await?;
        self.latchkey.require_step_up(tx.conn(), session, &policy, Sensitive::NoticeAddress).await?;
        let account = row::by_id(tx.conn(), &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        if Spellings::of(to).are_of(&account.email) {
            return Err(Error::EmailUnchanged);
        }
        Email::parse(to).ok_or(Error::EmailInvalid)?;
        let mail = MailRequest { email: to, language, return_to: None };
        let request = NewRequest { purpose: LinkPurpose::NoticeAddress, account: Some(&account.id), mail };
        mail_request::insert(tx.conn(), self.latchkey, caller, request).await?;
        // The proof for this form was given for one request.
        grant::use_up(tx.conn(), session, Sensitive::NoticeAddress).await?;
        tx.commit().await?;
        self.latchkey.wake_sender();
        Ok(())
    }

    /// Makes the address that the link was sent to the account's second one, in place of the one that it may have. As for a change of the account's own
    /// address, it takes a session of the account: a typing error mustn't send its notices to a stranger.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session; [`Error::LinkOver`] if the link is not valid any more or belongs to another account.
    pub async fn add_notice_address(self, caller: &Caller, session: &Session, token: &str) -> Result<(), Error> {
        session.require_full()?;
        let token = Token::parse(token).ok_or(Error::LinkOver)?;
        let (id, now) = (&session.account_id, self.latchkey.now());
        let mut tx = self.latchkey.db().begin().await?;
        session::lock(self.latchkey, tx.conn(), session).await?;
        let link = mail_link::take_of_account(tx.conn(), &token, (LinkPurpose::NoticeAddress, id), now).await?.ok_or(Error::LinkOver)?;
        notice_address::set(tx.conn(), id, &link.address, now).await?;
        // The other links were asked for when this address wasn't the second one: none of them replaces it unseen.
        mail_link::delete_for(tx.conn(), id, LinkPurpose::NoticeAddress).await?;
        let mailbox = row::mailbox(tx.conn(), id).await?;
        notice_mail::record(tx.conn(), self.latchkey, &mailbox, Entry::new(id, caller, Event::NoticeAddressAdded)).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Removes the account's second address, and ends the links that would add one. Without effect if it has none. `shown` is the address on the page
    /// whose button was pressed.
    ///
    /// # Errors
    ///
    /// [`Error::StepUpRequired`]; [`Error::EmailReplaced`] if the second address is another one by now.
    pub async fn remove_notice_address(self, caller: &Caller, session: &Session, shown: &str) -> Result<(), Error> {
        let mut tx = self.latchkey.db().begin().await?;
        row::lock(tx.conn(), &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        let policy = self.latchkey.policy_on(tx.conn()).await?;
        self.latchkey.require_step_up(tx.conn(), session, &policy, Sensitive::NoticeAddress).await?;
        let (_, second) = notice_address::of_account(tx.conn(), &session.account_id).await?;
        grant::use_up(tx.conn(), session, Sensitive::NoticeAddress).await?;
        if second.as_deref().is_some_and(|second| second != shown) {
            // The proof was for the removal of the address that is gone.
            tx.commit().await?;
            return Err(Error::EmailReplaced);
        }
        // An address that was removed elsewhere may have a link on its way to the next one.
        if second.is_some() {
            mail_link::delete_for(tx.conn(), &session.account_id, LinkPurpose::NoticeAddress).await?;
        }
        if notice_address::remove(tx.conn(), &session.account_id, self.latchkey.now()).await? {
            let mailbox = row::mailbox(tx.conn(), &session.account_id).await?;
            let entry = Entry::new(&session.account_id, caller, Event::NoticeAddressRemoved);
            notice_mail::record(tx.conn(), self.latchkey, &mailbox, entry).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    fn require_mail(self, session: &Session) -> Result<(), Error> {
        let possible = self.latchkey.confirms_addresses() && session.subject.is_none();
        if possible { Ok(()) } else { Err(Error::NotPossibleNow) }
    }
}
