//! The differences between the two databases in regard to failures.

use sqlx::{Connection, PgConnection, SqliteConnection};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// The settings of a connection.
///
/// * Time-outs with which PostgreSQL itself cleans up after a client, in milliseconds. Each is a little longer than this process waits, so that the
///   process reports the failure, and not much longer, so that few leftovers remain at a time.
/// * One plan for each prepared statement. They find their rows by an index, whatever the values are; planned anew each time, some take longer to plan
///   than to run. [`Db::search`](super::Db::search) and [`Db::begin_planned`](super::Db::begin_planned) are for the others.
const SET_UP: &str =
    "SELECT set_config('statement_timeout', '6000', false), set_config('idle_in_transaction_session_timeout', '11000', false),
                             set_config('tcp_user_timeout', '11000', false), set_config('plan_cache_mode', 'force_generic_plan', false)";

/// The same for long work. Only statements may take longer: a transaction that a vanished server leaves open must not lock others out. They may read
/// whole tables, and are planned for their values.
const LIFT_LIMITS: &str = "SET statement_timeout = '11min'; SET plan_cache_mode = auto";
/// Instructions after which SQLite checks whether its statement is still wanted: far less than a millisecond.
const INSTRUCTIONS: i32 = 10_000;

/// Interrupts the statement that still runs on a connection when both are dropped.
///
/// PostgreSQL does so by itself. A SQLite statement runs in a thread of this process, and would hold the write lock until it ends.
#[derive(Debug, Default)]
pub(crate) struct Interrupt(Arc<AtomicBool>);

impl Drop for Interrupt {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A connection to one of the databases.
pub(crate) trait Backend: Connection + 'static {
    /// Prepares a new connection, or refuses it if it doesn't accept writes.
    fn prepare(&mut self) -> impl Future<Output = Result<Interrupt, sqlx::Error>> + Send;

    /// Raises the database's own time-outs for long work.
    fn lift_limits(&mut self) -> impl Future<Output = Result<(), sqlx::Error>> + Send;

    /// Runs a statement that returns nothing.
    fn run(&mut self, statement: &'static str) -> impl Future<Output = Result<(), sqlx::Error>> + Send;
}

impl Backend for SqliteConnection {
    async fn prepare(&mut self) -> Result<Interrupt, sqlx::Error> {
        let interrupt = Interrupt::default();
        let is_over = Arc::clone(&interrupt.0);
        self.lock_handle().await?.set_progress_handler(INSTRUCTIONS, move || !is_over.load(Ordering::Relaxed));
        Ok(interrupt)
    }

    async fn lift_limits(&mut self) -> Result<(), sqlx::Error> {
        Ok(())
    }

    async fn run(&mut self, statement: &'static str) -> Result<(), sqlx::Error> {
        sqlx::raw_sql(statement).execute(self).await.map(drop)
    }
}

impl Backend for PgConnection {
    async fn prepare(&mut self) -> Result<Interrupt, sqlx::Error> {
        self.run(SET_UP).await?;
        let statement = "SELECT current_setting('transaction_read_only')::BOOLEAN";
        let takes_no_writes: bool = sqlx::query_scalar(statement).fetch_one(self).await?;
        if takes_no_writes {
            return Err(sqlx::Error::Configuration("the database takes no writes: it is a standby, or was made read-only".into()));
        }
        Ok(Interrupt::default())
    }

    async fn lift_limits(&mut self) -> Result<(), sqlx::Error> {
        self.run(LIFT_LIMITS).await
    }

    async fn run(&mut self, statement: &'static str) -> Result<(), sqlx::Error> {
        sqlx::raw_sql(statement).execute(self).await.map(drop)
    }
}
