//! A check whether the database accepts writes.
//!
//! With a full disk, or after the file system or the database turned read-only, queries still work. So the check writes: one row for each process, at
//! most once a second however many callers ask. No process waits for another one's row, whose transaction may have been left open.

use super::{Conn, Db, execute};
use crate::{Error, NoEntropy, Timestamp, env::Env};
use std::time::Duration;
use tokio::{
    sync::Mutex,
    time::{Instant, timeout},
};

/// How long a result is valid for all callers.
const COUNTS: Duration = Duration::from_secs(1);
/// How long the database may take before it counts as unavailable.
const READY_TIMEOUT: Duration = Duration::from_secs(3);

/// How long the row of a stopped process is kept.
const KEPT: Duration = Duration::from_hours(24);

pub(crate) struct Readiness {
    /// The last result and its time.
    last: Mutex<Option<(Instant, bool)>>,
    /// The row of this process.
    id: i64,
}

impl Readiness {
    pub(crate) fn new(env: &Env) -> Result<Self, NoEntropy> {
        Ok(Self { last: Mutex::default(), id: i64::from_be_bytes(env.random()?) })
    }

    /// Checks whether the database accepts writes. The result is at most a second old.
    pub(crate) async fn ask(&self, db: &Db, now: Timestamp) -> Result<(), Error> {
        // Other callers wait here for the result of the first one.
        let mut last = self.last.lock().await;
        if let Some((at, is_ready)) = *last
            && at.elapsed() < COUNTS
        {
            return if is_ready { Ok(()) } else { Err(Error::Unavailable) };
        }
        let outcome = timeout(READY_TIMEOUT, self.write(db, now)).await.unwrap_or(Err(sqlx::Error::PoolTimedOut));
        *last = Some((Instant::now(), outcome.is_ok()));
        Ok(outcome?)
    }

    async fn write(&self, db: &Db, Timestamp(now): Timestamp) -> Result<(), sqlx::Error> {
        let mut tx = db.begin_apart().await?;
        // A different value each time, since SQLite skips a write that changes nothing.
        let statement = "INSERT INTO readiness (id, asked) VALUES ($1, $2)
                         ON CONFLICT (id) DO UPDATE SET asked = CASE WHEN readiness.asked = $2 THEN $2 + 1 ELSE $2 END";
        execute!(tx.conn(), statement, self.id, now)?;
        tx.commit().await
    }
}

/// Deletes the rows of processes that have stopped.
pub(crate) async fn sweep(conn: Conn<'_>, now: Timestamp) -> Result<u64, Error> {
    Ok(execute!(conn, "DELETE FROM readiness WHERE asked < $1", (now - KEPT).0)?)
}
