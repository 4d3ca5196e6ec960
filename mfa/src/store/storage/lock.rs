//! Work on a whole database that only one process at a time may do.
//!
//! PostgreSQL has advisory locks, which keep servers on several machines apart and end with their connection. SQLite has none: there, a file beside
//! the database is locked, which ends with the process.

use super::Db;
use sqlx::{ConnectOptions, PgConnection, postgres::PgConnectOptions, sqlite::SqliteConnectOptions};
use std::{
    fs::File,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    str::FromStr,
};

/// Why a lock can't be taken.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LockError {
    /// The file beside a SQLite database.
    #[error("the lock file {0} can't be used: {1}")]
    File(PathBuf, std::io::Error),
    /// The database doesn't answer.
    #[error("the database can't be opened: {0}")]
    Database(#[from] sqlx::Error),
}

/// What is done under a lock. One doesn't wait for the other: servers start while keys are rotated.
#[derive(Clone, Copy)]
enum Work {
    /// Schema and key file are made.
    Preparation,
    /// The keys are rotated.
    Rotation,
}

impl Work {
    fn suffix(self) -> &'static str {
        match self {
            Self::Preparation => ".lock",
            Self::Rotation => ".rotation.lock",
        }
    }

    /// A number that nothing else in the database uses: the letters of `latchkey`, but for the last one.
    fn number(self) -> i64 {
        match self {
            Self::Preparation => 0x6c61_7463_686b_6501,
            Self::Rotation => 0x6c61_7463_686b_6502,
        }
    }
}

/// Held for the time of the work, and released when dropped.
#[expect(dead_code, reason = "held for what they lock")]
pub(crate) enum Lock {
    /// A database in memory needs none.
    Needless,
    File(File),
    Postgres(PgConnection),
}

impl Lock {
    /// Waits until no other process prepares the database: two that start at once must not both make the schema or the key file.
    pub(crate) async fn preparation(url: &str) -> Result<Self, LockError> {
        if !url.starts_with("sqlite:") {
            return Self::in_postgres(&PgConnectOptions::from_str(url)?, Work::Preparation).await;
        }
        let options = SqliteConnectOptions::from_str(url)?;
        if url.contains(":memory:") { Ok(Self::Needless) } else { Self::beside(options.get_filename(), Work::Preparation).await }
    }

    /// On a thread where waiting delays nobody.
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
