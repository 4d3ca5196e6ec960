//! Replacing the token of a session.

use super::Opened;
use crate::{
    Error, Latchkey, Purpose, Session, Token,
    storage::{Tx, execute},
};

impl Latchkey {
    /// Gives a session a new token without raising it: after the password was changed, or another method was added. A form that was proved is
    /// no longer granted.
    pub(crate) async fn renew(&self, tx: &mut Tx, session: &Session) -> Result<Opened, Error> {
        let token = Token::generate(self.env())?;
        let renewed = execute!(
            tx.conn(),
            "UPDATE session SET token_hash = $3, granted = NULL, granted_at = NULL, granted_method = NULL WHERE id = $1 AND token_hash = $2 AND expires_at > $4",
            &session.id,
            &session.token_hash,
            token.hash(),
            self.now().0
        )?;
        if renewed == 0 {
            return Err(Error::NotSignedIn);
        }
        let token_hash = token.hash();
        Ok(Opened::new(token, Session { token_hash, granted: None, granted_by: None, purpose: Purpose::Session, ..session.clone() }))
    }
}
