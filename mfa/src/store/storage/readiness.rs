//! Whether anything can be written at the moment.
//!
//! A full disk, a file system or a database that turned read-only still answer questions. So something is written: one row for each process,
//! at most once a second however many callers ask. No process waits for the row of another one, which may have vanished in the middle.

use super::{Conn, Db, execute};
use crate::{Error, NoEntropy, Timestamp, env::Env};
use std::time::Duration;
use tokio::{
    sync::Mutex,
    time::{Instant, timeout},
};

/// How long an answer counts for everybody.
const COUNTS: Duration = Duration::from_secs(1);
/// How long the database may take before it counts as unavailable.
const PATIENCE: Duration = Duration::from_secs(3);

/// How long the row of a process that asks no more is kept.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);

pub(crate) struct Readiness {
    /// The last answer, and when it was given.
    last: Mutex<Option<(Instant, bool)>>,
    /// The row of this process.
    id: i64,
}

impl Readiness {
    pub(crate) fn new(env: &Env) -> Result<Self, NoEntropy> {
        Ok(Self { last: Mutex::default(), id: i64::from_be_bytes(env.random()?) })
    }

    /// Whether something can be written, as far as is known since a second ago.
    pub(crate) async fn ask(&self, db: &Db, now: Timestamp) -> Result<(), Error> {
        // Others wait here for the answer of the one that asks.
        let mut last = self.last.lock().await;
        if let Some((at, is_ready)) = *last
            && at.elapsed() < COUNTS
        {
            return if is_ready { Ok(()) } else { Err(Error::Unavailable) };
        }
        let outcome = timeout(PATIENCE, self.write(db, now)).await.unwrap_or(Err(sqlx::Error::PoolTimedOut));
        *last = Some((Instant::now(), outcome.is_ok()));
        Ok(outcome?)
    }

    async fn write(&self, db: &Db, Timestamp(now): Timestamp) -> Result<(), sqlx::Error> {
        let mut tx = db.begin_apart().await?;
        // Another value each time: SQLite skips a write that changes nothing.
        let statement = "INSERT INTO readiness (id, asked) VALUES ($1, $2)
                         ON CONFLICT (id) DO UPDATE SET asked = CASE WHEN readiness.asked = $2 THEN $2 + 1 ELSE $2 END";
        execute!(tx.conn(), statement, self.id, now)?;
        tx.commit().await
    }
}

/// Deletes the rows of processes that have long been gone.
pub(crate) async fn sweep(conn: Conn<'_>, now: Timestamp) -> Result<u64, Error> {
    Ok(execute!(conn, "DELETE FROM readiness WHERE asked < $1", (now - KEPT).0)?)
}
