//! The front door: one value that holds the database, the keys and the clock.

use crate::{
    AddressCollision, Error, NoEntropy, Timestamp, account,
    passkey::RelyingParty,
    password::Hasher,
    storage::{Db, Lock, LockError, Readiness},
    to_the_end::to_the_end,
    vault::{self, KeyFile, KeyFileError, Vault},
    world::World,
};
use sqlx::migrate::MigrateError;
use std::{ops::Deref, path::Path, sync::Arc, time::Duration};
use url::Url;

/// What the operator sets.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The name that authenticator apps show.
    pub issuer: String,
    /// Where people reach the installation: passkeys are bound to its domain.
    pub origin: Url,
    /// A full session ends when it wasn't used for so long.
    pub idle: Duration,
    /// A full session ends so long after it became full.
    pub absolute: Duration,
    /// The first account becomes the administrator: on a loopback origin only.
    pub first_is_administrator: bool,
    /// Password hashes at once; each takes 46 MiB.
    pub password_hashes: usize,
}

/// Where a server listens that was told nothing.
fn loopback() -> Url {
    #[expect(clippy::expect_used, reason = "a constant address")]
    Url::parse("http://localhost:3000").expect("an address")
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            issuer: "Latchkey".to_owned(),
            origin: loopback(),
            idle: Duration::from_secs(30 * 60),
            absolute: Duration::from_secs(12 * 60 * 60),
            first_is_administrator: false,
            password_hashes: std::thread::available_parallelism().map_or(1, usize::from),
        }
    }
}

/// Why the domain can't be opened: each a line for the operator.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database doesn't answer.
    #[error("the database can't be opened: {0}")]
    Database(#[from] sqlx::Error),
    /// A newer version has changed the schema.
    #[error("the database belongs to a newer version of Latchkey, which has made change {0} to it: update this one")]
    Newer(i64),
    /// The schema can't be brought up to date.
    #[error("the database schema can't be brought up to date: {0}")]
    Migration(MigrateError),
    /// The lock that keeps two processes apart that prepare one database.
    #[error("{0}")]
    Lock(#[from] LockError),
    /// The key file is unusable.
    #[error("{0}")]
    KeyFile(#[from] KeyFileError),
    /// The database was used with a key file that is gone.
    #[error(
        "the database is in use, but its key file {0} is missing: copy the key file from the server that made the database, or from your backup"
    )]
    KeyFileMissing(std::path::PathBuf),
    /// The key file belongs to another database, or the keys were rotated since.
    #[error(
        "the key file {0} doesn't fit this database, whose secrets are sealed with another key: copy the key file from the server on which the \
         keys were made or rotated last"
    )]
    KeyFileWrong(std::path::PathBuf),
    /// The system gives no random bytes.
    #[error("{0}")]
    NoEntropy(#[from] NoEntropy),
    /// The issuer can't stand in an `otpauth:` label.
    #[error("the issuer must have 1 to 64 characters and no colon")]
    Issuer,
    /// Sealing failed.
    #[error("the keys can't be used: {0}")]
    Sealing(#[from] Error),
}

/// Accounts, sessions and factors over one database.
#[derive(Clone)]
pub struct Latchkey(Arc<Parts>);

/// What a [`Latchkey`] holds.
pub struct Parts {
    pub(crate) db: Db,
    pub(crate) readiness: Readiness,
    pub(crate) vault: Vault,
    pub(crate) hasher: Hasher,
    pub(crate) world: World,
    pub(crate) relying_party: RelyingParty,
    pub(crate) settings: Settings,
}

impl Deref for Latchkey {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl From<MigrateError> for OpenError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(change) => Self::Newer(change),
            error => Self::Migration(error),
        }
    }
}

/// Brings a database up to date, under a lock. Returns the accounts that have the same address in different spellings.
///
/// # Errors
///
/// When the database can't be opened or changed.
pub async fn migrate(database_url: &str) -> Result<Vec<AddressCollision>, OpenError> {
    let _lock = Lock::preparation(database_url).await?;
    let db = Db::connect(database_url).await?;
    let collisions = prepare(&db).await?;
    db.close().await;
    Ok(collisions)
}

/// Brings the schema and what is in it up to date, under the lock for it.
async fn prepare(db: &Db) -> Result<Vec<AddressCollision>, OpenError> {
    db.migrate().await?;
    account::settle(db).await?;
    db.prepare_search().await?;
    let collisions = account::collision::all(db.read_at_leisure().await?.conn()).await?;
    for AddressCollision { id, other_id, .. } in &collisions {
        tracing::warn!(account = id, other = other_id, "two accounts have the same address in different spellings: both stay as they are");
    }
    Ok(collisions)
}

impl Latchkey {
    /// Opens a database (`sqlite://PATH` or `postgres://…`), brings its schema up to date, and reads its key file, which is made if the
    /// database is new. `world` is a clock, or a clock with a source of randomness.
    ///
    /// # Errors
    ///
    /// A line for the operator.
    pub async fn open(database_url: &str, key_file: &Path, settings: Settings, world: impl Into<World>) -> Result<Self, OpenError> {
        if settings.issuer.contains(':') || !(1..=64).contains(&settings.issuer.chars().count()) {
            return Err(OpenError::Issuer);
        }
        let world = world.into();
        let _lock = Lock::preparation(database_url).await?;
        let db = Db::connect(database_url).await?;
        prepare(&db).await?;
        let vault = vault::open(&db, KeyFile::new(key_file), &world).await?;
        let hasher = Hasher::new(settings.password_hashes);
        let relying_party = RelyingParty::new(&settings.origin, &settings.issuer);
        let readiness = Readiness::new(&world)?;
        Ok(Self(Arc::new(Parts { db, readiness, vault, hasher, world, relying_party, settings })))
    }

    /// The name that authenticator apps and pages show.
    pub fn issuer(&self) -> &str {
        &self.settings.issuer
    }

    /// Where people reach the installation.
    pub fn public_origin(&self) -> &Url {
        &self.settings.origin
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        self.world.now()
    }

    /// Whether the storage takes what is written, asked at most once a second however many ask this.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn ready(&self) -> Result<(), Error> {
        let latchkey = self.clone();
        // An asker that hangs up takes neither the answer from the others nor the connection from everybody.
        to_the_end(async move { latchkey.readiness.ask(&latchkey.db, latchkey.now()).await }).await
    }

    /// Waits for what is under way and closes the database.
    pub async fn close(&self) {
        self.db.close().await;
    }

    /// Whether nobody has signed up yet.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn has_no_accounts(&self) -> Result<bool, Error> {
        account::row::are_none(self.db.read().await?.conn()).await
    }
}
