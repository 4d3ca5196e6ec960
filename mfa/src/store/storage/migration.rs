//! Migrations of the schema.

use super::Db;
use sqlx::{
    ConnectOptions,
    migrate::{MigrateError, Migrator},
};

static MIGRATOR: Migrator = sqlx_macros::migrate!("./migrations");

impl Db {
    /// Runs the pending migrations, without a time limit.
    pub(crate) async fn migrate(&self) -> Result<(), MigrateError> {
        match self {
            Self::Sqlite { write, .. } => MIGRATOR.run(&mut write.options().connect().await?).await,
            Self::Postgres { pool, .. } => MIGRATOR.run(&mut pool.options().connect().await?).await,
        }
    }
}
