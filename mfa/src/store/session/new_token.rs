//! New tokens for a session that continues.

use super::Opened;
use crate::{
    Error, Latchkey, Level, Purpose, Session, Token,
    storage::{Tx, execute},
};

impl Latchkey {
    /// A new token for a session that has proved something, which makes it a full one. `proved` is the method, or a recovery code in its place, if
    /// the proof counts for the session as a whole.
    ///
    /// Of two simultaneous requests with the same token, only one succeeds.
    ///
    /// # Errors
    ///
    /// [`Error::NotSignedIn`] if the token isn't valid any more.
    pub(crate) async fn raise_token(&self, tx: &mut Tx, session: &Session, proved: Option<&str>) -> Result<Opened, Error> {
        let now = self.now();
        let token = Token::generate(self.env())?;
        let absolute = now + self.settings().absolute;
        let raised = execute!(
            tx.conn(),
            "UPDATE session SET token_hash = $3, level = 'full', last_seen_at = $4, guesses = 0,
                    proved_at = COALESCE($5, proved_at), proved_method = COALESCE($6, proved_method),
                    expires_at = CASE WHEN level = 'half' THEN $7 ELSE expires_at END
             WHERE id = $1 AND token_hash = $2 AND expires_at > $4 AND last_seen_at <= $8",
            &session.id,
            &session.token_hash,
            token.hash(),
            now.0,
            proved.map(|_| now.0),
            proved,
            absolute.0,
            now.latest_noted().0
        )?;
        if raised == 0 {
            return Err(Error::NotSignedIn);
        }
        let before = Session { level: Level::Full, demoted: false, purpose: Purpose::Session, token_hash: token.hash(), ..session.clone() };
        let session = match proved {
            Some(method) => Session { proved_at: Some(now), proved_method: Some(method.to_owned()), ..before },
            None => before,
        };
        Ok(Opened::new(token, session))
    }

    /// A new token for a session that keeps its level, as after a change of the password or another method. Clears the action that a proof was given
    /// for.
    pub(crate) async fn renew(&self, tx: &mut Tx, session: &Session) -> Result<Opened, Error> {
        let token = Token::generate(self.env())?;
        let renewed = execute!(
            tx.conn(),
            "UPDATE session SET token_hash = $3, granted = NULL, granted_at = NULL WHERE id = $1 AND token_hash = $2 AND expires_at > $4",
            &session.id,
            &session.token_hash,
            token.hash(),
            self.now().0
        )?;
        if renewed == 0 {
            return Err(Error::NotSignedIn);
        }
        let token_hash = token.hash();
        Ok(Opened::new(token, Session { token_hash, granted: None, purpose: Purpose::Session, ..session.clone() }))
    }
}
