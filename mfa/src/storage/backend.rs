//! In what the two databases differ, seen as something that can fail.

use sqlx::{Connection, PgConnection, SqliteConnection};

/// What PostgreSQL does by itself with what a client has left, in milliseconds. Each is a little longer than this process waits, so that the process
/// is the one to say so, and not much longer, so that few are left at a time. Versions before 12 don't know all of them.
const SET_LIMITS: &str = "SELECT set_config(setting.name, wanted.value, false)
    FROM (VALUES ('statement_timeout', '6000'), ('idle_in_transaction_session_timeout', '11000'), ('tcp_user_timeout', '11000')) AS wanted (name, value)
    JOIN pg_settings AS setting ON setting.name = wanted.name";

/// A connection to one of the databases.
pub(crate) trait Backend: Connection + 'static {
    /// Makes a new connection ready, or refuses it if nothing can be written through it.
    fn prepare(&mut self) -> impl Future<Output = Result<(), sqlx::Error>> + Send;

    /// Has the database itself give up nothing that takes long.
    fn lift_limits(&mut self) -> impl Future<Output = Result<(), sqlx::Error>> + Send;

    /// Runs a statement that answers nothing.
    fn run(&mut self, statement: &'static str) -> impl Future<Output = Result<(), sqlx::Error>> + Send;
}

impl Backend for SqliteConnection {
    async fn prepare(&mut self) -> Result<(), sqlx::Error> {
        Ok(())
    }

    async fn lift_limits(&mut self) -> Result<(), sqlx::Error> {
        Ok(())
    }

    async fn run(&mut self, statement: &'static str) -> Result<(), sqlx::Error> {
        sqlx::raw_sql(statement).execute(self).await.map(drop)
    }
}

impl Backend for PgConnection {
    async fn prepare(&mut self) -> Result<(), sqlx::Error> {
        self.run(SET_LIMITS).await?;
        let statement = "SELECT current_setting('transaction_read_only')::BOOLEAN";
        let takes_no_writes: bool = sqlx::query_scalar(statement).fetch_one(self).await?;
        if takes_no_writes {
            return Err(sqlx::Error::Configuration("the database takes no writes: it is a standby, or was made read-only".into()));
        }
        Ok(())
    }

    async fn lift_limits(&mut self) -> Result<(), sqlx::Error> {
        self.run("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0").await
    }

    async fn run(&mut self, statement: &'static str) -> Result<(), sqlx::Error> {
        sqlx::raw_sql(statement).execute(self).await.map(drop)
    }
}
