//! Bringing the schema up to date, one process at a time.

use super::Db;
use sqlx::{
    migrate::{MigrateError, Migrator},
    sqlite::SqliteConnectOptions,
};
use std::{fs::File, path::PathBuf, str::FromStr};

static MIGRATOR: Migrator = sqlx::migrate!("./migrations");

/// Held while a process prepares the database: two that start at once must not both make the schema or the key file.
///
/// PostgreSQL has advisory locks, which the migrator takes by itself. SQLite has none: there, a file beside the database is locked.
pub(crate) struct Lock(#[expect(dead_code, reason = "held for its lock, released when dropped")] Option<File>);

impl Lock {
    /// Waits for the lock, on a thread where waiting holds nobody up. A database in memory needs none.
    pub(crate) async fn acquire(url: &str) -> std::io::Result<Self> {
        let Some(path) = lock_file(url) else { return Ok(Self(None)) };
        tokio::task::spawn_blocking(move || Self::of_file(path)).await?
    }

    fn of_file(path: PathBuf) -> std::io::Result<Self> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)?;
        }
        let file = File::options().create(true).truncate(false).write(true).open(path)?;
        file.lock()?;
        Ok(Self(Some(file)))
    }
}

fn lock_file(url: &str) -> Option<PathBuf> {
    if !url.starts_with("sqlite:") || url.contains(":memory:") {
        return None;
    }
    let options = SqliteConnectOptions::from_str(url).ok()?;
    let mut name = options.get_filename().as_os_str().to_owned();
    name.push(".lock");
    Some(PathBuf::from(name))
}

impl Db {
    /// Runs the migrations that this database lacks.
    pub(crate) async fn migrate(&self) -> Result<(), MigrateError> {
        match self {
            Self::Sqlite { write, .. } => MIGRATOR.run(write).await,
            Self::Postgres(pool) => MIGRATOR.run(pool).await,
        }
    }
}
