//! Ending sessions. The callers write the audit line, since it depends on the reason.

use crate::{
    Error, Session, Sessions,
    storage::{Conn, execute},
};

impl Sessions<'_> {
    /// Deletes a session without an audit line: a new sign-in in the same browser replaces it.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn discard(self, session: &Session) -> Result<(), Error> {
        let mut tx = self.latchkey.db().begin().await?;
        delete(tx.conn(), session).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Ends the session that the request came with.
pub(crate) async fn delete(conn: Conn<'_>, session: &Session) -> Result<u64, Error> {
    Ok(execute!(conn, "DELETE FROM session WHERE id = $1 AND account_id = $2", &session.id, &session.account_id)?)
}

/// Ends every session of an account.
pub(crate) async fn delete_all(conn: Conn<'_>, account: &str) -> Result<u64, Error> {
    Ok(execute!(conn, "DELETE FROM session WHERE account_id = $1", account)?)
}

/// Ends every session of an account but the one with the id `kept`.
pub(crate) async fn delete_others(conn: Conn<'_>, account: &str, kept: &str) -> Result<u64, Error> {
    Ok(execute!(conn, "DELETE FROM session WHERE account_id = $1 AND id <> $2", account, kept)?)
}
