//! What a timer clears away: what has run out, and what was noted by a clock that was ahead.

use crate::{
    Error, Latchkey, Timestamp, action, guess, passkey,
    password::throttle,
    people,
    storage::{all, execute, optional, readiness},
    totp,
};

/// Sessions that are deleted in one transaction.
const AT_ONCE: u64 = 500;

impl Latchkey {
    /// Deletes what has run out: sessions, pending devices, ceremonies, waits, and what is counted of the sessions' steps; and notes whose
    /// database it is. For a timer of a server, and for nothing else.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn sweep(&self) -> Result<(), Error> {
        self.note_origin().await?;
        self.end_what_is_of_the_future().await?;
        while self.sweep_sessions().await? == AT_ONCE {}
        // However much has piled up, it must come to its end: given up half-way, it would only be more the next time.
        let mut tx = self.db.begin_at_leisure().await?;
        let now = self.now();
        totp::sweep(tx.conn(), now).await?;
        passkey::sweep(tx.conn(), now).await?;
        action::sweep(tx.conn(), now).await?;
        throttle::sweep(tx.conn(), now).await?;
        tx.commit().await?;
        let mut tx = self.db.begin().await?;
        readiness::sweep(tx.conn(), self.now()).await?;
        tx.commit().await?;
        self.forget_steps().await
    }

    /// Some of those that have run out: whoever wants to write meanwhile doesn't wait for all of them.
    async fn sweep_sessions(&self) -> Result<u64, Error> {
        let mut tx = self.db.begin().await?;
        let statement = "DELETE FROM session WHERE id IN (SELECT id FROM session WHERE expires_at <= $1 LIMIT $2)";
        let deleted = execute!(tx.conn(), statement, self.now().0, i64::try_from(AT_ONCE).unwrap_or(i64::MAX))?;
        tx.commit().await?;
        Ok(deleted)
    }

    /// Ends for good what was begun or used while the clock was ahead. It doesn't count now, and must not count either once its time has come: nobody
    /// knows how long ago it really was.
    async fn end_what_is_of_the_future(&self) -> Result<(), Error> {
        let sessions = self.end_sessions_of_the_future().await?;
        let waits = guess::end_impossible_waits(&self.db, self.now()).await?;
        let mut tx = self.db.begin().await?;
        let now = self.now();
        let approvals = people::end_approvals_of_the_future(tx.conn(), now).await?;
        let ceremonies = passkey::end_ceremonies_of_the_future(tx.conn(), now).await?;
        tx.commit().await?;
        if sessions + waits + approvals + ceremonies > 0 {
            tracing::warn!(sessions, waits, approvals, ceremonies, "ended what was begun or used while the clock was ahead");
        }
        Ok(())
    }

    async fn end_sessions_of_the_future(&self) -> Result<u64, Error> {
        let mut read = self.db.read_at_leisure().await?;
        let latest = self.now().latest_noted();
        let found = all!((String, i64), read.conn(), "SELECT id, last_seen_at FROM session WHERE last_seen_at > $1", latest.0)?;
        drop(read);
        let mut ended = 0_u64;
        for some in found.chunks(usize::try_from(AT_ONCE).unwrap_or(usize::MAX)) {
            let mut tx = self.db.begin().await?;
            for (id, seen) in some {
                // Not one that was used since then.
                ended += execute!(tx.conn(), "DELETE FROM session WHERE id = $1 AND last_seen_at = $2", id, *seen)?;
            }
            tx.commit().await?;
        }
        Ok(ended)
    }

    /// The time of a PostgreSQL server, by which several servers of Latchkey may find out whose clock is wrong. `None` for SQLite, which has no other
    /// clock.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn database_time(&self) -> Result<Option<Timestamp>, Error> {
        let mut read = self.db.read().await?;
        if !read.is_of_postgres() {
            return Ok(None);
        }
        let statement = "SELECT CAST(EXTRACT(EPOCH FROM CLOCK_TIMESTAMP()) * 1000 AS BIGINT)";
        Ok(optional!((i64,), read.conn(), statement)?.map(|(millis,)| Timestamp(millis)))
    }
}
