//! The bound on the sessions of an account.
//!
//! Full and half sessions are counted separately: an attacker who knows only the password opens half ones, and can't sign the owner out with them.

use crate::{
    Error, Session,
    storage::{Conn, execute},
};

/// Sessions per level: far more than a person has browsers.
pub(crate) const MOST: i64 = 100;

/// Sessions ended at once. Normally each new session ends at most one.
const AT_ONCE: i64 = 100;

/// Ends the account's least recently used sessions at the level of `new`, down to the bound.
pub(crate) async fn end_oldest(conn: Conn<'_>, new: &Session) -> Result<(), Error> {
    let (account, level) = (&new.account_id, new.level.as_str());
    let ended = execute!(
        conn,
        "DELETE FROM session WHERE id IN
         (SELECT id FROM session WHERE account_id = $1 AND level = $2 AND id <> $3 ORDER BY last_seen_at DESC, id DESC LIMIT $4 OFFSET $5)",
        account,
        level,
        &new.id,
        AT_ONCE,
        MOST - 1
    )?;
    if ended > 0 {
        tracing::info!(account, level, ended, "ended the least recently used sessions of an account: it had reached the maximum number");
    }
    Ok(())
}
