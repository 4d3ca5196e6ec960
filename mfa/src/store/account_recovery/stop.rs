//! Stopping a recovery: with the link of a notice, in a full session, and by an administrator or the operator.

use super::row;
use crate::{
    Admin, Caller, Error, Latchkey, Operator, OwnAccount, Session, account,
    administer::Administering,
    audit::{Entry, Event},
    notice_mail, reason, session,
    storage::{Tx, execute},
    token::Token,
};

impl OwnAccount<'_> {
    /// Stops a recovery with the link of a notice. It takes no session: the link can do nothing but delay. All sessions of the account end, and the next
    /// sign-in asks for a new password.
    ///
    /// # Errors
    ///
    /// [`Error::LinkOver`] if no recovery with this link is under way.
    pub async fn stop_recovery_by_link(self, caller: &Caller, token: &str) -> Result<(), Error> {
        let token = Token::parse(token).ok_or(Error::LinkOver)?;
        let mut tx = self.latchkey.db().begin().await?;
        let (id, account, _) = row::by_stop_link(tx.conn(), &token).await?.ok_or(Error::LinkOver)?;
        let entry = Entry::new(&account, caller, Event::AccountRecoveryStopped).method("mail_link");
        if !self.latchkey.stop_recovery(&mut tx, (&account, &id), "mail_link", None, entry).await? {
            return Err(Error::LinkOver);
        }
        tx.commit().await?;
        self.latchkey.wake_sender();
        Ok(())
    }

    /// Stops the recovery with this id in a full session, without a fresh proof. The other sessions end, and the next sign-in asks for a new password.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session; [`Error::NotFound`] if the account has no such recovery under way.
    pub async fn stop_recovery(self, caller: &Caller, session: &Session, id: &str) -> Result<(), Error> {
        session.require_full()?;
        let mut tx = self.latchkey.db().begin().await?;
        session::lock(self.latchkey, tx.conn(), session).await?;
        let entry = Entry::new(&session.account_id, caller, Event::AccountRecoveryStopped).method("session");
        if !self.latchkey.stop_recovery(&mut tx, (&session.account_id, id), "session", Some(&session.id), entry).await? {
            return Err(Error::NotFound);
        }
        tx.commit().await?;
        self.latchkey.wake_sender();
        Ok(())
    }
}

impl Admin<'_> {
    /// Stops the recovery with this id of an account. The account's sessions end, and its owner is told the reason.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's, or no such recovery is under way; [`Error::ReasonMissing`];
    /// [`Error::StepUpRequired`].
    pub async fn stop_recovery(self, caller: &Caller, session: &Session, id: &str, reason: &str) -> Result<(), Error> {
        session.require_administrator()?;
        let reason = reason::check(reason)?;
        let Administering { mut tx, .. } = self.administer(session).await?;
        let account = row::account_of(tx.conn(), id).await?.ok_or(Error::NotFound)?;
        let entry = Entry::new(&account, caller, Event::AccountRecoveryStopped).by(session).detail(reason);
        if !self.latchkey.stop_recovery(&mut tx, (&account, id), "administrator", None, entry).await? {
            return Err(Error::NotFound);
        }
        tx.commit().await?;
        self.latchkey.wake_sender();
        Ok(())
    }
}

impl Operator<'_> {
    /// Stops the recovery that an account has under way. Returns false if it has none.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is no such account; [`Error::ReasonMissing`].
    pub async fn stop_recovery(self, email: &str, reason: &str) -> Result<bool, Error> {
        let reason = reason::check(reason)?;
        let mut tx = self.latchkey.db().begin().await?;
        let account = account::row::named(tx.conn(), email).await?.ok_or(Error::NotFound)?.id;
        let Some(row) = row::of_account(tx.conn(), &account).await? else { return Ok(false) };
        let caller = Caller::operator();
        let entry = Entry::new(&account, &caller, Event::AccountRecoveryStopped).detail(reason);
        let stopped = self.latchkey.stop_recovery(&mut tx, (&account, &row.id), "operator", None, entry).await?;
        tx.commit().await?;
        Ok(stopped)
    }
}

impl Latchkey {
    /// Stops a recovery, ends the sessions of its account but the one that is kept, and has a new password asked for. Returns false if it isn't under
    /// way any more, or the account is gone.
    async fn stop_recovery(
        &self,
        tx: &mut Tx,
        (account, id): (&str, &str),
        by: &str,
        kept: Option<&str>,
        entry: Entry<'_>,
    ) -> Result<bool, Error> {
        let Some(mailbox) = account::row::lock(tx.conn(), account).await? else { return Ok(false) };
        if !row::end(tx.conn(), (account, Some(id)), ("stopped", Some(by)), self.now()).await? {
            return Ok(false);
        }
        match kept {
            Some(kept) => session::delete_others(tx.conn(), account, kept).await?,
            None => session::delete_all(tx.conn(), account).await?,
        };
        execute!(tx.conn(), "UPDATE account SET password_due_at = $2 WHERE id = $1", account, self.now().0)?;
        notice_mail::record(tx.conn(), self, &mailbox, entry).await?;
        Ok(true)
    }
}
