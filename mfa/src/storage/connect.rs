//! Pools and transactions.

use super::{Conn, permissions::make_private};
use sqlx::{
    PgPool, Postgres, Sqlite, SqlitePool, Transaction,
    pool::PoolConnection,
    postgres::PgPoolOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions},
};
use std::{path::PathBuf, str::FromStr, time::Duration};

/// How long to wait for a connection, or for SQLite's write lock, before the storage counts as unavailable.
const PATIENCE: Duration = Duration::from_secs(5);

/// The database.
pub(crate) enum Db {
    /// SQLite has one writer at a time: writers queue fairly for one connection instead of sleeping on a busy file.
    Sqlite {
        read: SqlitePool,
        write: SqlitePool,
        /// Of a database in memory there is none.
        file: Option<PathBuf>,
    },
    Postgres(PgPool),
}

/// A connection for reading.
pub(crate) enum ReadConn {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
}

/// A transaction that writes.
pub(crate) enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Db {
    /// Connects to `sqlite://PATH` or `postgres://…`.
    pub(crate) async fn connect(url: &str) -> Result<Self, sqlx::Error> {
        if url.starts_with("sqlite:") {
            let options = SqliteConnectOptions::from_str(url)?;
            let file = (!url.contains(":memory:")).then(|| options.get_filename().to_owned());
            if let Some(file) = &file {
                make_private(file)?;
            }
            let options = options
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .foreign_keys(true)
                // What is deleted is a secret: it must not linger in free pages.
                .pragma("secure_delete", "ON")
                .busy_timeout(PATIENCE);
            let pool = SqlitePoolOptions::new().acquire_timeout(PATIENCE);
            let write = pool.clone().max_connections(1).connect_with(options.clone()).await?;
            let read = pool.max_connections(8).connect_with(options).await?;
            Ok(Self::Sqlite { read, write, file })
        } else {
            // A pool that gets no connection only says that it waited too long. Why there is none was said by the lock's own connection.
            let pool = PgPoolOptions::new().max_connections(20).acquire_timeout(PATIENCE).connect(url).await?;
            Ok(Self::Postgres(pool))
        }
    }

    /// A connection for reading.
    pub(crate) async fn read(&self) -> Result<ReadConn, sqlx::Error> {
        Ok(match self {
            Self::Sqlite { read, .. } => ReadConn::Sqlite(read.acquire().await?),
            Self::Postgres(pool) => ReadConn::Postgres(pool.acquire().await?),
        })
    }

    /// Begins a transaction that holds SQLite's write lock from its first statement on: it can't fail half-way for want of it.
    pub(crate) async fn begin(&self) -> Result<Tx, sqlx::Error> {
        Ok(match self {
            Self::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite { read, write, .. } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl ReadConn {
    pub(crate) fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(c) => Conn::Sqlite(c),
            Self::Postgres(c) => Conn::Postgres(c),
        }
    }
}

impl Tx {
    pub(crate) fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(c) => Conn::Sqlite(c),
            Self::Postgres(c) => Conn::Postgres(c),
        }
    }

    pub(crate) async fn commit(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(tx) => tx.commit().await,
            Self::Postgres(tx) => tx.commit().await,
        }
    }
}
