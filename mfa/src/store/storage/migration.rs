//! Bringing the schema up to date.

use super::Db;
use sqlx::{
    ConnectOptions,
    migrate::{MigrateError, Migrator},
};

static MIGRATOR: Migrator = sqlx::migrate!("./migrations");

impl Db {
    /// Runs the migrations that this database lacks, each for as long as it takes.
    pub(crate) async fn migrate(&self) -> Result<(), MigrateError> {
        match self {
            Self::Sqlite { write, .. } => MIGRATOR.run(&mut write.options().connect().await?).await,
            Self::Postgres { pool, .. } => MIGRATOR.run(&mut pool.options().connect().await?).await,
        }
    }
}
