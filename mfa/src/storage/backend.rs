//! In what the two databases differ, seen as something that can fail.

use sqlx::{Connection, PgConnection, SqliteConnection};

/// What PostgreSQL does by itself with what a client has left, in milliseconds. Each is a little longer than this process waits, so that the process
/// is the one to say so, and not much longer, so that few are left at a time. Versions before 12 don't know all of them.
const SET_LIMITS: &str = "SELECT set_config(setting.name, wanted.value, false)
    FROM (VALUES ('statement_timeout', '6000'), ('idle_in_transaction_session_timeout', '11000'), ('tcp_user_timeout', '11000')) AS wanted (name, value)
    JOIN pg_settings AS setting ON setting.name = wanted.name";

/// A connection to one of the databases.
pub(crate) trait Backend: Connection + 'static {
    /// Whether a database's error of this code means that the connection is useless from now on.
    fn breaks(code: &str) -> bool;

    /// Makes a new connection ready, or refuses it if nothing can be written through it.
    fn prepare(&mut self) -> impl Future<Output = Result<(), sqlx::Error>> + Send;

    /// Has the database itself give up nothing that takes long.
    fn lift_limits(&mut self) -> impl Future<Output = Result<(), sqlx::Error>> + Send;

    /// Runs a statement that answers nothing.
    fn run(&mut self, statement: &'static str) -> impl Future<Output = Result<(), sqlx::Error>> + Send;
}

impl Backend for SqliteConnection {
    /// The disk is full, broken or read-only, or the file is none or damaged. SQLite may have rolled a transaction back by itself then, or not.
    fn breaks(code: &str) -> bool {
        const NO_MEMORY: u32 = 7;
        const READ_ONLY: u32 = 8;
        const IO: u32 = 10;
        const CORRUPT: u32 = 11;
        const FULL: u32 = 13;
        const CANNOT_OPEN: u32 = 14;
        const NO_DATABASE: u32 = 26;
        // The lowest byte is the code; the others say more of it.
        let code = code.parse::<u32>().map(|code| code & 0xff);
        matches!(code, Ok(NO_MEMORY | READ_ONLY | IO | CORRUPT | FULL | CANNOT_OPEN | NO_DATABASE))
    }

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
    /// The connection failed, the server goes down or comes up, or the primary has become a standby.
    fn breaks(code: &str) -> bool {
        const CONNECTION: &str = "08";
        const SHUTDOWN: &str = "57P";
        const READ_ONLY: &str = "25006";
        const IDLE_TOO_LONG: &str = "25P03";
        code.starts_with(CONNECTION) || code.starts_with(SHUTDOWN) || [READ_ONLY, IDLE_TOO_LONG].contains(&code)
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_below_the_database_breaks_a_connection() {
        // FULL, IOERR_FSYNC, READONLY_DBMOVED; a constraint, BUSY.
        assert!(["13", "1034", "1032"].into_iter().all(SqliteConnection::breaks));
        assert!(!["2067", "5", "1"].into_iter().any(SqliteConnection::breaks));
        // A failed connection, a shutdown, a standby; a constraint, a deadlock, a cancelled statement.
        assert!(["08006", "57P01", "25006"].into_iter().all(PgConnection::breaks));
        assert!(!["23505", "40P01", "57014"].into_iter().any(PgConnection::breaks));
    }
}
