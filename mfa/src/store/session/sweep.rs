//! Deletion of sessions by a timer.

use crate::{
    Error, Maintenance,
    storage::{all, execute},
};

/// Sessions deleted in one transaction.
const AT_ONCE: usize = 500;

impl Maintenance<'_> {
    /// Deletes expired sessions in several transactions, so that other writers don't wait for all of them.
    pub(crate) async fn sweep_sessions(self) -> Result<(), Error> {
        let statement = "DELETE FROM session WHERE id IN (SELECT id FROM session WHERE expires_at <= $1 LIMIT $2)";
        loop {
            let mut tx = self.latchkey.db().begin().await?;
            let deleted = execute!(tx.conn(), statement, self.latchkey.now().0, i64::try_from(AT_ONCE).unwrap_or(i64::MAX))?;
            tx.commit().await?;
            if usize::try_from(deleted).unwrap_or(usize::MAX) < AT_ONCE {
                return Ok(());
            }
        }
    }

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
