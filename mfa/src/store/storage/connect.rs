//! The database, its connections and transactions.

use super::{
    Conn,
    backend::Backend,
    one,
    permissions::make_private,
    pool::{LEND_TIMEOUT, Lease, Pool},
};
use crate::Timestamp;
use sqlx::{
    PgConnection, SqliteConnection,
    postgres::PgConnectOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode},
};
use std::{path::PathBuf, str::FromStr};
use tokio::runtime::Handle;

/// Connections for reading a SQLite database.
const READERS: usize = 8;
/// Connections to PostgreSQL. More don't make it faster, and each takes memory on both sides.
const CONNECTIONS: usize = 12;

/// The database.
pub(crate) enum Db {
    /// SQLite has one writer at a time: writers queue fairly for one connection instead of sleeping on a busy file.
    Sqlite {
        read: Pool<SqliteConnection>,
        write: Pool<SqliteConnection>,
        /// `None` for a database in memory.
        file: Option<PathBuf>,
    },
    Postgres {
        pool: Pool<PgConnection>,
        /// One connection reserved for the check whether the database accepts writes.
        apart: Pool<PgConnection>,
    },
}

/// A connection without a transaction.
pub(crate) enum Plain {
    Sqlite(Lease<SqliteConnection>),
    Postgres(Lease<PgConnection>),
}

/// A transaction. Dropped without a [`commit`](Tx::commit), it is rolled back.
pub(crate) enum Tx {
    Sqlite(Begun<SqliteConnection>),
    Postgres(Begun<PgConnection>),
}

/// A connection with a transaction begun on it; `None` once it is committed.
pub(crate) struct Begun<C: Backend>(Option<Lease<C>>);

impl Db {
    /// Connects to `sqlite://PATH` or `postgres://…`.
    pub(crate) async fn connect(url: &str) -> Result<Self, sqlx::Error> {
        if !url.starts_with("sqlite:") {
            let options = PgConnectOptions::from_str(url)?;
            let apart = Pool::new(options.clone(), 1)?;
            let pool = Pool::new(options, CONNECTIONS)?;
            pool.lend().await?;
            return Ok(Self::Postgres { pool, apart });
        }
        let options = SqliteConnectOptions::from_str(url)?;
        let file = (!url.contains(":memory:")).then(|| options.get_filename().to_owned());
        if let Some(file) = &file {
            make_private(file)?;
        }
        let options = options
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .foreign_keys(true)
            // Deleted values may be secrets, which must not remain in free pages.
            .pragma("secure_delete", "ON")
            .busy_timeout(LEND_TIMEOUT);
        let write = Pool::new(options.clone(), 1)?;
        // The first connection creates the database.
        write.lend().await?;
        let read = Pool::new(options, READERS)?;
        Ok(Self::Sqlite { read, write, file })
    }

    /// A connection for reading.
    pub(crate) async fn read(&self) -> Result<Plain, sqlx::Error> {
        Ok(match self {
            Self::Sqlite { read, .. } => Plain::Sqlite(read.lend().await?),
            Self::Postgres { pool, .. } => Plain::Postgres(pool.lend().await?),
        })
    }

    /// The same for a search among values some of which are far more frequent than others: PostgreSQL plans it for the values in question.
    pub(crate) async fn search(&self) -> Result<Tx, sqlx::Error> {
        Ok(match self {
            Self::Sqlite { read, .. } => Tx::Sqlite(Begun::new(read.lend().await?, "BEGIN").await?),
            Self::Postgres { pool, .. } => {
                Tx::Postgres(Begun::new(pool.lend().await?, "BEGIN READ ONLY; SET LOCAL plan_cache_mode = force_custom_plan").await?)
            }
        })
    }

    /// The same for long work: the operator's commands and timers.
    pub(crate) async fn read_at_leisure(&self) -> Result<Plain, sqlx::Error> {
        Ok(match self {
            Self::Sqlite { read, .. } => Plain::Sqlite(read.lend_at_leisure().await?),
            Self::Postgres { pool, .. } => Plain::Postgres(pool.lend_at_leisure().await?),
        })
    }

    /// A connection for one statement that writes, which is a transaction by itself: neither `BEGIN` nor `COMMIT` is sent. If the statement is
    /// abandoned, it may take effect all the same, as an abandoned commit may. If it returns rows, [`all!`](super::all) reads them: SQLite commits
    /// after the last one.
    pub(crate) async fn write(&self) -> Result<Plain, sqlx::Error> {
        Ok(match self {
            Self::Sqlite { write, .. } => Plain::Sqlite(write.lend().await?),
            Self::Postgres { pool, .. } => Plain::Postgres(pool.lend().await?),
        })
    }

    /// Begins a transaction. It holds SQLite's write lock from its first statement on, so that it can't fail half-way for want of it.
    pub(crate) async fn begin(&self) -> Result<Tx, sqlx::Error> {
        Ok(match self {
            Self::Sqlite { write, .. } => Tx::Sqlite(Begun::new(write.lend().await?, "BEGIN IMMEDIATE").await?),
            Self::Postgres { pool, .. } => Tx::Postgres(Begun::new(pool.lend().await?, "BEGIN").await?),
        })
    }

    /// The same for long work: the operator's commands and timers.
    pub(crate) async fn begin_at_leisure(&self) -> Result<Tx, sqlx::Error> {
        Ok(match self {
            Self::Sqlite { write, .. } => Tx::Sqlite(Begun::new(write.lend_at_leisure().await?, "BEGIN IMMEDIATE").await?),
            Self::Postgres { pool, .. } => Tx::Postgres(Begun::new(pool.lend_at_leisure().await?, "BEGIN").await?),
        })
    }

    /// The same for statements that concern a small part of a table, such as what is over: PostgreSQL plans them for their values.
    pub(crate) async fn begin_planned(&self) -> Result<Tx, sqlx::Error> {
        Ok(match self {
            Self::Sqlite { .. } => self.begin().await?,
            Self::Postgres { pool, .. } => {
                Tx::Postgres(Begun::new(pool.lend().await?, "BEGIN; SET LOCAL plan_cache_mode = force_custom_plan").await?)
            }
        })
    }

    /// The same on a reserved connection, which is available while all others are busy. SQLite has only one writer.
    pub(super) async fn begin_apart(&self) -> Result<Tx, sqlx::Error> {
        match self {
            Self::Sqlite { .. } => self.begin().await,
            Self::Postgres { apart, .. } => Ok(Tx::Postgres(Begun::new(apart.lend().await?, "BEGIN").await?)),
        }
    }

    /// The clock of the database's machine. `None` for SQLite, which runs on this one.
    pub(crate) async fn time(&self) -> Result<Option<Timestamp>, sqlx::Error> {
        let Self::Postgres { pool, .. } = self else { return Ok(None) };
        let mut read = Plain::Postgres(pool.lend().await?);
        let (millis,) = one!((i64,), read.conn(), "SELECT CAST(EXTRACT(EPOCH FROM CLOCK_TIMESTAMP()) * 1000 AS BIGINT)")?;
        Ok(Some(Timestamp(millis)))
    }

    /// Waits a limited time for running work, and closes all connections.
    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite { read, write, .. } => {
                tokio::join!(read.close(), write.close());
            }
            Self::Postgres { pool, apart } => {
                tokio::join!(pool.close(), apart.close());
            }
        }
    }
}

impl Plain {
    pub(crate) fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(lease) => Conn::Sqlite(lease),
            Self::Postgres(lease) => Conn::Postgres(lease),
        }
    }
}

impl Tx {
    pub(crate) fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(begun) => Conn::Sqlite(begun.lease()),
            Self::Postgres(begun) => Conn::Postgres(begun.lease()),
        }
    }

    pub(crate) async fn commit(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(begun) => begun.commit().await,
            Self::Postgres(begun) => begun.commit().await,
        }
    }
}

impl<C: Backend> Begun<C> {
    async fn new(mut lease: Lease<C>, begin: &'static str) -> Result<Self, sqlx::Error> {
        lease.begin_transaction(begin).await?;
        Ok(Self(Some(lease)))
    }

    #[expect(clippy::expect_used, reason = "only a commit and its drop take it out")]
    fn lease(&mut self) -> &mut Lease<C> {
        self.0.as_mut().expect("a transaction")
    }

    async fn commit(mut self) -> Result<(), sqlx::Error> {
        match self.0.take() {
            Some(mut lease) => lease.commit().await,
            None => Ok(()),
        }
    }
}

impl<C: Backend> Drop for Begun<C> {
    fn drop(&mut self) {
        // If the rollback fails, the connection is closed when the lease is dropped.
        let Some(mut lease) = self.0.take() else { return };
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(async move {
                if lease.is_sound() {
                    lease.lend();
                    drop(lease.roll_back().await);
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::execute;
    use std::time::Duration;
    use tokio::time::timeout;

    async fn migrated() -> (tempfile::TempDir, Db) {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::connect(&format!("sqlite://{}", folder.path().join("latchkey.db").display())).await.unwrap();
        db.migrate().await.unwrap();
        (folder, db)
    }

    /// Commits a row with a dangling reference. SQLite refuses the commit and leaves the transaction open.
    async fn commit_that_fails(db: &Db) {
        let mut tx = db.begin().await.unwrap();
        execute!(tx.conn(), "PRAGMA defer_foreign_keys = ON").unwrap();
        execute!(tx.conn(), "INSERT INTO recovery_set (id, account_id, state, created_at) VALUES ('a', 'nobody', 'complete', 0)").unwrap();
        assert!(tx.commit().await.is_err());
    }

    async fn write(db: &Db) {
        let mut tx = db.begin().await.unwrap();
        assert_eq!(execute!(tx.conn(), "UPDATE readiness SET asked = asked + 1").unwrap(), 1);
        tx.commit().await.unwrap();
    }

    #[tokio::test]
    async fn after_a_commit_that_failed_the_next_one_works() {
        let (_folder, db) = migrated().await;
        for _ in 0..20 {
            commit_that_fails(&db).await;
            write(&db).await;
        }
    }

    #[tokio::test]
    async fn a_statement_that_is_given_up_holds_up_nobody() {
        const LONG: &str =
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000000) SELECT CAST(COUNT(*) AS BIGINT) FROM n";
        let (_folder, db) = migrated().await;
        for _ in 0..3 {
            let long = async {
                let mut tx = db.begin().await.unwrap();
                one!((i64,), tx.conn(), LONG).unwrap()
            };
            assert!(timeout(Duration::from_millis(20), long).await.is_err(), "it takes longer");
            write(&db).await;
        }
    }

    #[tokio::test]
    async fn what_isnt_committed_is_rolled_back() {
        let (_folder, db) = migrated().await;
        let mut tx = db.begin().await.unwrap();
        execute!(tx.conn(), "UPDATE readiness SET asked = 7").unwrap();
        drop(tx);
        write(&db).await;
        let (asked,) = one!((i64,), db.read().await.unwrap().conn(), "SELECT asked FROM readiness").unwrap();
        assert_eq!(asked, 1);
    }
}
