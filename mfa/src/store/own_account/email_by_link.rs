//! Changing the email address with the link that was sent to the new one.
//!
//! The link proves the mailbox, and the session the account: neither of them changes the address alone. So a typing error in the new address gives a
//! stranger nothing, and nobody can move somebody else's account by sending its owner a link.

use super::address_mail;
use crate::{
    Caller, Error, LinkPurpose, Opened, OwnAccount, Session,
    account::{NewEmail, notice_address, row},
    account_recovery,
    audit::{Entry, Event},
    mail_link, session,
    token::Token,
};

impl OwnAccount<'_> {
    /// Replaces the account's address with the one that the link was sent to, which is thereby confirmed, and gives the session a new token. All other
    /// links of the account end. All its confirmed addresses are told, the old one included.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session; [`Error::LinkOver`] if the link is not valid any more or belongs to another account, or
    /// another account has got the address since.
    pub async fn change_email_by_link(self, caller: &Caller, session: &Session, token: &str) -> Result<Opened, Error> {
        session.require_full()?;
        let token = Token::parse(token).ok_or(Error::LinkOver)?;
        let (id, now) = (&session.account_id, self.latchkey.now());
        let mut tx = self.latchkey.db().begin().await?;
        // The account is locked before its links, as all changes do that end the account's links.
        session::lock(self.latchkey, tx.conn(), session).await?;
        let link = mail_link::take_of_account(tx.conn(), &token, (LinkPurpose::ChangeAddress, id), now).await?.ok_or(Error::LinkOver)?;
        let account = row::by_id(tx.conn(), id).await?.ok_or(Error::NotSignedIn)?;
        let (old, _) = notice_address::of_account(tx.conn(), id).await?;
        let new = NewEmail::check(&link.address, &account).map_err(|_| Error::LinkOver)?;
        match new.give_to(&mut tx, &account, now).await {
            Err(Error::EmailUnavailable | Error::EmailReplaced) => {
                drop(tx);
                return self.end_link(&token).await;
            }
            given => given?,
        }
        row::confirm_address(tx.conn(), id, &link.address, now).await?;
        let mut opened = self.latchkey.renew(&mut tx, session).await?;
        opened.session.email = new.shown();
        let entry = Entry::new(id, caller, Event::EmailChanged);
        account_recovery::void(tx.conn(), self.latchkey, entry).await?;
        entry.record(tx.conn(), self.latchkey.env()).await?;
        address_mail::changed(&mut tx, self.latchkey, (caller, &link.language), id, (old.as_deref(), &link.address)).await?;
        tx.commit().await?;
        self.latchkey.wake_sender();
        Ok(opened)
    }

    /// Ends a link whose address another account has got, so that it reads like any other link that is over.
    async fn end_link(self, token: &Token) -> Result<Opened, Error> {
        let mut tx = self.latchkey.db().begin().await?;
        mail_link::take(tx.conn(), token, LinkPurpose::ChangeAddress, self.latchkey.now()).await?;
        tx.commit().await?;
        Err(Error::LinkOver)
    }
}
