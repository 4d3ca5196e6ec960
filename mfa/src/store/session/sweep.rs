//! Deletion of sessions by a timer.

use crate::{
    Error, Maintenance, Timestamp,
    storage::{Conn, all, execute},
};

/// Sessions of the future ended in one transaction.
const AT_ONCE: usize = 100;

/// Deletes at most this many expired sessions. Returns their number.
pub(crate) async fn sweep(conn: Conn<'_>, now: Timestamp, most: i64) -> Result<u64, Error> {
    let statement = "DELETE FROM session WHERE id IN (SELECT id FROM session WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)
                     AND expires_at <= $1";
    Ok(execute!(conn, statement, now.0, most)?)
}

impl Maintenance<'_> {
    /// Ends the sessions that were used while the clock was ahead. Returns their number.
    pub(crate) async fn end_sessions_of_the_future(self) -> Result<u64, Error> {
        let mut read = self.latchkey.db().read_at_leisure().await?;
        let latest = self.latchkey.now().latest_noted();
        let found = all!((String, i64), read.conn(), "SELECT id, last_seen_at FROM session WHERE last_seen_at > $1", latest.0)?;
        drop(read);
        let mut ended = 0;
        for some in found.chunks(AT_ONCE) {
            let mut tx = self.latchkey.db().begin().await?;
            for (id, seen) in some {
                // Unless it was used meanwhile.
                ended += execute!(tx.conn(), "DELETE FROM session WHERE id = $1 AND last_seen_at = $2", id, *seen)?;
            }
            tx.commit().await?;
        }
        Ok(ended)
    }
}
