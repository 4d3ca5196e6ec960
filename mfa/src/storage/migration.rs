//! Bringing the schema up to date.

use super::Db;
use sqlx::migrate::{MigrateError, Migrator};

static MIGRATOR: Migrator = sqlx::migrate!("./migrations");

impl Db {
    /// Runs the migrations that this database lacks.
    pub(crate) async fn migrate(&self) -> Result<(), MigrateError> {
        match self {
            Self::Sqlite { write, .. } => MIGRATOR.run(write).await,
            Self::Postgres(pool) => MIGRATOR.run(pool).await,
        }
    }
}
