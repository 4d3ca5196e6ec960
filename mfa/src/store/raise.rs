//! Accepting a proof: the session rises, and the form or the action that waits for the proof is proved, in one transaction.

use crate::{
    Error, Latchkey, Level, Method, Opened, Purpose, Session, action,
    flow::SessionFacts,
    pending_form, session,
    storage::{Conn, Tx},
};

impl Latchkey {
    /// Has a proof count for its purpose, under a new token: a half session becomes full, a full one is stepped up, or what waits for the proof is
    /// proved and nothing else.
    ///
    /// # Errors
    ///
    /// [`Error::NotSignedIn`] for a token that is no longer valid; [`Error::ConfirmationOver`] if the purpose is over, or the session is half: its
    /// proof can only be the sign-in's.
    pub(crate) async fn raise(&self, tx: &mut Tx, session: &Session, method: &str) -> Result<Opened, Error> {
        let general = session.purpose == Purpose::Session;
        if !general && session.level == Level::Half {
            return Err(Error::ConfirmationOver);
        }
        self.raise_for(tx, session, method, general).await
    }

    /// The same; with `general`, the proof counts for the session as a whole, too, whatever its purpose is.
    async fn raise_for(&self, tx: &mut Tx, session: &Session, method: &str, general: bool) -> Result<Opened, Error> {
        let opened = self.raise_token(tx, session, general.then_some(method)).await?;
        self.fulfil(tx.conn(), session, method).await?;
        if session.level == Level::Half {
            session::end_oldest(tx.conn(), &opened.session).await?;
        }
        Ok(opened)
    }

    /// Gives a session that has enrolled a method its new token. The first method of an account counts as a proof; any other needed one.
    ///
    /// # Errors
    ///
    /// [`Error::ConfirmationOver`] if something waits for a proof and the account had a method: that one would have to be proved.
    pub(crate) async fn enrolled(&self, tx: &mut Tx, session: &Session, before: &SessionFacts, method: Method) -> Result<Opened, Error> {
        if before.enrolled.is_empty() {
            return self.raise_for(tx, session, method.as_str(), true).await;
        }
        match session.purpose {
            Purpose::Session => self.renew(tx, session).await,
            Purpose::Action(_) | Purpose::Form(_) => Err(Error::ConfirmationOver),
        }
    }

    /// Has a proof count for its purpose, in the transaction that accepts it.
    ///
    /// # Errors
    ///
    /// [`Error::ConfirmationOver`] if that is over or belongs to another session: the proof comes to nothing then.
    async fn fulfil(&self, conn: Conn<'_>, session: &Session, method: &str) -> Result<(), Error> {
        let now = self.now();
        match &session.purpose {
            Purpose::Session => Ok(()),
            Purpose::Action(id) => action::prove(conn, session, id, method, now).await,
            Purpose::Form(id) => pending_form::prove(conn, session, id, now).await,
        }
    }
}
