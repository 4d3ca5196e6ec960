//! The lock for acts of a session that need no fresh proof.

use crate::{
    Error, Session,
    account::row::{self, Mailbox},
    storage::{Conn, optional},
};

/// Locks the session's account, as [`row::lock`] does, for a session that hasn't ended: another request may have ended it while this one waited, and
/// its owner must not see it act afterwards.
///
/// # Errors
///
/// [`Error::NotSignedIn`].
pub(crate) async fn lock(mut conn: Conn<'_>, session: &Session) -> Result<Mailbox, Error> {
    let mailbox = row::lock(conn.reborrow(), &session.account_id).await?;
    let live = optional!((String,), conn, "SELECT id FROM session WHERE id = $1", &session.id)?;
    live.map(|_| mailbox).ok_or(Error::NotSignedIn)
}
