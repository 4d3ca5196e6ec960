//! The errors of opening the domain.

use crate::{Error, NoEntropy, key_file::KeyFileError, storage::LockError};
use sqlx::migrate::MigrateError;
use std::path::PathBuf;

/// Why the domain can't be opened; each error's text is a line for the operator.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The database doesn't answer.
    #[error("the database can't be opened: {0}")]
    Database(#[from] sqlx::Error),
    /// A newer version has updated the schema.
    #[error("the database belongs to a newer version of Latchkey, which has made change {0} to it: update this one")]
    Newer(i64),
    /// The schema can't be updated.
    #[error("the database schema can't be brought up to date: {0}")]
    Migration(MigrateError),
    /// The lock that serialises the preparation of a database can't be taken.
    #[error("{0}")]
    Lock(#[from] LockError),
    /// The key file is unusable.
    #[error("{0}")]
    KeyFile(#[from] KeyFileError),
    /// The database was used with a key file that is missing.
    #[error(
        "the database is in use, but its key file {0} is missing: copy the key file from the server that made the database, or from your backup"
    )]
    KeyFileMissing(PathBuf),
    /// The key file belongs to another database, or the keys were rotated since.
    #[error(
        "the key file {0} doesn't fit this database, whose secrets are sealed with another key: copy the key file from the server on which the \
         keys were made or rotated last"
    )]
    KeyFileWrong(PathBuf),
    /// The system has no random bytes.
    #[error("{0}")]
    NoEntropy(#[from] NoEntropy),
    /// The issuer can't be part of an `otpauth:` label.
    #[error("the issuer must have 1 to 64 characters and no colon")]
    Issuer,
    /// Sealing failed.
    #[error("the keys can't be used: {0}")]
    Sealing(#[from] Error),
}

impl From<MigrateError> for OpenError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(change) => Self::Newer(change),
            error => Self::Migration(error),
        }
    }
}
