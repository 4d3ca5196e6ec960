//! Ending the account's own sessions: this one, another one, all others.

use crate::{
    Caller, Error, LinkPurpose, OwnAccount, Session, Sessions,
    audit::{Entry, Event},
    mail_link, session,
    storage::execute,
};

impl OwnAccount<'_> {
    /// Ends this session.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn sign_out(self, caller: &Caller, session: &Session) -> Result<(), Error> {
        let mut tx = self.latchkey.db().begin().await?;
        if session::delete(tx.conn(), session).await? > 0 {
            Entry::new(&session.account_id, caller, Event::SignOut).record(tx.conn(), self.latchkey.env()).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

impl Sessions<'_> {
    /// Ends one session of the same account.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] for a session that doesn't exist or is another account's; [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn end(self, caller: &Caller, session: &Session, id: &str) -> Result<(), Error> {
        session.require_full()?;
        let mut tx = self.latchkey.db().begin().await?;
        session::lock(self.latchkey, tx.conn(), session).await?;
        let ended = execute!(tx.conn(), "DELETE FROM session WHERE id = $1 AND account_id = $2", id, &session.account_id)?;
        if ended == 0 {
            return Err(Error::NotFound);
        }
        Entry::new(&session.account_id, caller, Event::SessionEnded).record(tx.conn(), self.latchkey.env()).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Ends every other session of the account, half ones too, and the trust in all browsers. Returns the number of sessions.
    ///
    /// It needs no fresh proof, since a user who fears an intruder must not be held up.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn end_others(self, caller: &Caller, session: &Session) -> Result<u64, Error> {
        session.require_full()?;
        let mut tx = self.latchkey.db().begin().await?;
        session::lock(self.latchkey, tx.conn(), session).await?;
        let ended = session::delete_others(tx.conn(), &session.account_id, &session.id).await?;
        // With such a link, an intruder who has used a backup code could still create a passkey.
        mail_link::delete_for(tx.conn(), &session.account_id, LinkPurpose::NewPasskey).await?;
        Entry::new(&session.account_id, caller, Event::SessionsEnded).record(tx.conn(), self.latchkey.env()).await?;
        tx.commit().await?;
        Ok(ended)
    }
}
