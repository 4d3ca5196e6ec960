//! Locks for work on a whole database that only one process may do at a time.
//!
//! PostgreSQL has advisory locks, which also exclude servers on other machines and end with their connection. SQLite has none, so a file beside the
//! database is locked instead, and the lock ends with the process at the latest.

use super::Db;
use sqlx::{ConnectOptions, PgConnection, postgres::PgConnectOptions, sqlite::SqliteConnectOptions};
use std::{
    fs::File,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    str::FromStr,
};

/// Why a lock can't be acquired.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LockError {
    /// The lock file beside a SQLite database.
    #[error("the lock file {0} can't be used: {1}")]
    File(PathBuf, std::io::Error),
    /// The database doesn't answer.
    #[error("the database can't be opened: {0}")]
    Database(#[from] sqlx::Error),
}

/// The work that a lock protects. The two kinds don't exclude each other: servers start during a rotation of the keys.
#[derive(Clone, Copy)]
enum Work {
    /// Creating the schema and the key file.
    Preparation,
    /// Rotating the keys.
    Rotation,
}

impl Work {
    fn suffix(self) -> &'static str {
        match self {
            Self::Preparation => ".lock",
            Self::Rotation => ".rotation.lock",
        }
    }

    /// A number unique in the database: the letters of `latchkey` except the last, which is replaced. [`POLICY_LOCK`] is another one.
    fn number(self) -> i64 {
        match self {
            Self::Preparation => 0x6c61_7463_686b_6501,
            Self::Rotation => 0x6c61_7463_686b_6502,
        }
    }
}

/// The advisory lock on PostgreSQL for changes of the policy and for changes that depend on it, which last as long as a transaction.
pub(crate) const POLICY_LOCK: i64 = 0x6c61_7463_686b_6503;

/// Held during the work, and released when dropped.
#[expect(dead_code, reason = "held for what they lock")]
pub(crate) enum Lock {
    /// A database in memory needs no lock.
    Needless,
    File(File),
    Postgres(PgConnection),
}

impl Lock {
    /// Waits until no other process prepares the database: two that start at once must not both create the schema or the key file.
    pub(crate) async fn preparation(url: &str) -> Result<Self, LockError> {
        if !url.starts_with("sqlite:") {
            return Self::in_postgres(&PgConnectOptions::from_str(url)?, Work::Preparation).await;
        }
        let options = SqliteConnectOptions::from_str(url)?;
        if url.contains(":memory:") { Ok(Self::Needless) } else { Self::beside(options.get_filename(), Work::Preparation).await }
    }

    /// Locks a file on a thread for blocking work, where waiting delays no other task.
    async fn beside(database: &Path, work: Work) -> Result<Self, LockError> {
        let mut name = database.as_os_str().to_owned();
        name.push(work.suffix());
        let path = PathBuf::from(name);
        let locked = tokio::task::spawn_blocking({
            let path = path.clone();
            move || wait_for(&path)
        });
        let file = locked.await.map_err(std::io::Error::from).and_then(|file| file);
        file.map(Self::File).map_err(|error| LockError::File(path, error))
    }

    async fn in_postgres(options: &PgConnectOptions, work: Work) -> Result<Self, LockError> {
        let mut connection = options.connect().await?;
        sqlx::query("SELECT pg_advisory_lock($1)").bind(work.number()).execute(&mut connection).await?;
        Ok(Self::Postgres(connection))
    }
}

fn wait_for(path: &Path) -> std::io::Result<File> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    let file = File::options().create(true).truncate(false).write(true).mode(0o600).open(path)?;
    file.lock()?;
    Ok(file)
}

impl Db {
    /// Waits until no other process rotates the keys of this database.
    pub(crate) async fn lock_rotation(&self) -> Result<Lock, LockError> {
        match self {
            Self::Sqlite { file: None, .. } => Ok(Lock::Needless),
            Self::Sqlite { file: Some(file), .. } => Lock::beside(file, Work::Rotation).await,
            Self::Postgres { pool, .. } => Lock::in_postgres(pool.options(), Work::Rotation).await,
        }
    }
}
