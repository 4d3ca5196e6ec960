//! The lock for acts of a session that need no fresh proof.

use super::columns::{SessionColumns, select_session};
use crate::{
    Error, Latchkey, Level, Session,
    account::row::{self, Mailbox},
    facts_columns::PENDING_DEVICE_GUESSES,
    storage::{Conn, optional},
};

/// Locks the account of a full session, as [`row::lock`] does, and looks at the session again: another request may have ended it while this one waited,
/// or have ended the trust that it rests on, and the account's owner must not see it act afterwards.
///
/// # Errors
///
/// [`Error::NotSignedIn`] if the session has ended; [`Error::RequiresAdditionalAuth`] if it isn't full any more.
pub(crate) async fn lock(latchkey: &Latchkey, mut conn: Conn<'_>, session: &Session) -> Result<Mailbox, Error> {
    let mailbox = row::lock(conn.reborrow(), &session.account_id).await?.ok_or(Error::NotSignedIn)?;
    let statement = select_session!("$2", "$3", where "session.id = $1");
    let row =
        optional!(SessionColumns, conn, statement, &session.id, latchkey.now().0, PENDING_DEVICE_GUESSES)?.ok_or(Error::NotSignedIn)?;
    let policy = row.policy(latchkey)?;
    let proof = (session.proved_at.map(|at| at.0), session.proved_method.clone());
    row.for_token(session.token_hash.clone(), proof).into_session(latchkey, &policy, Level::Full).0.require_full()?;
    Ok(mailbox)
}
