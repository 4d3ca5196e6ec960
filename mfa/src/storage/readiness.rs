//! Whether anything can be written at the moment.
//!
//! A full disk, a file system or a database that turned read-only still answer questions. So something is written: one row,
//! at most once a second however many callers ask.

use super::{Db, execute};
use crate::Error;
use std::time::Duration;
use tokio::{
    sync::Mutex,
    time::{Instant, timeout},
};

/// How long an answer counts for everybody.
const COUNTS: Duration = Duration::from_secs(1);
/// How long the database may take before it counts as unavailable.
const PATIENCE: Duration = Duration::from_secs(3);

/// The last answer, and when it was given.
#[derive(Default)]
pub(crate) struct Readiness(Mutex<Option<(Instant, bool)>>);

impl Readiness {
    /// Whether something can be written, as far as is known since a second ago.
    pub(crate) async fn ask(&self, db: &Db) -> Result<(), Error> {
        // Others wait here for the answer of the one that asks.
        let mut last = self.0.lock().await;
        if let Some((at, is_ready)) = *last
            && at.elapsed() < COUNTS
        {
            return if is_ready { Ok(()) } else { Err(Error::Unavailable) };
        }
        let outcome = timeout(PATIENCE, write(db)).await.unwrap_or(Err(sqlx::Error::PoolTimedOut));
        *last = Some((Instant::now(), outcome.is_ok()));
        Ok(outcome?)
    }
}

async fn write(db: &Db) -> Result<(), sqlx::Error> {
    let mut tx = db.begin_apart().await?;
    // Another value each time: SQLite skips a write that changes nothing.
    execute!(tx.conn(), "INSERT INTO readiness (id, asked) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET asked = readiness.asked + 1")?;
    tx.commit().await
}
