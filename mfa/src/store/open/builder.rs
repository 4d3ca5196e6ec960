//! The builder of a `Latchkey`.

use crate::{Env, Latchkey, OpenError, OsEntropy, Settings, SystemClock};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use url::Url;

/// The default path of the key file.
const KEY_FILE: &str = "data/secret.key";

/// Returned by [`Latchkey::builder`]: the settings, with their defaults, with which a [`Latchkey`] is opened.
#[derive(Clone)]
#[must_use = "nothing is opened before `build`"]
pub struct LatchkeyBuilder {
    pub(super) database_url: String,
    pub(super) key_file: PathBuf,
    pub(super) settings: Settings,
    pub(super) env: Env,
}

impl Latchkey {
    /// Begins to open a Latchkey over a database: `sqlite://PATH`, whose file is created if it doesn't exist, or `postgres://…`.
    ///
    /// ```no_run
    /// # async fn open() -> Result<(), Box<dyn std::error::Error>> {
    /// use mfa::Latchkey;
    ///
    /// let latchkey = Latchkey::builder("sqlite://data/latchkey.db").origin("https://strongroom.example".parse()?).build().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn builder(database_url: impl Into<String>) -> LatchkeyBuilder {
        LatchkeyBuilder {
            database_url: database_url.into(),
            key_file: KEY_FILE.into(),
            settings: Settings::default(),
            env: Env::new(Arc::new(SystemClock), Arc::new(OsEntropy)),
        }
    }
}

impl LatchkeyBuilder {
    /// The URL under which people's browsers reach the installation: passkeys are bound to its host name. `http://localhost:3000` by default.
    pub fn origin(self, origin: Url) -> Self {
        self.with(|settings| settings.origin = origin)
    }

    /// The name in authenticator apps, in passkeys and on pages, of 1 to 64 characters without a colon. `Latchkey` by default.
    pub fn issuer(self, issuer: impl Into<String>) -> Self {
        self.with(|settings| settings.issuer = issuer.into())
    }

    /// The file with the keys that seal secrets in the database. It is created with a new database, which can't be opened without it.
    /// `data/secret.key` by default.
    pub fn key_file(self, path: impl AsRef<Path>) -> Self {
        Self { key_file: path.as_ref().to_owned(), ..self }
    }

    /// How long a full session may be unused before it ends. Half an hour by default.
    pub fn idle(self, idle: Duration) -> Self {
        self.with(|settings| settings.idle = idle)
    }

    /// How long a session lasts at most, counted from the moment it becomes full. Twelve hours by default.
    pub fn absolute(self, absolute: Duration) -> Self {
        self.with(|settings| settings.absolute = absolute)
    }

    /// Whether the first account becomes an administrator: for a server that only its own machine reaches. `false` by default.
    pub fn first_is_administrator(self, first_is_administrator: bool) -> Self {
        self.with(|settings| settings.first_is_administrator = first_is_administrator)
    }

    /// Whether a sign-up begins with a mail that confirms the address: for an installation that can send mails. `false` by default.
    pub fn confirms_addresses(self, confirms_addresses: bool) -> Self {
        self.with(|settings| settings.confirms_addresses = confirms_addresses)
    }

    /// Maximum number of passwords hashed at once; each hash takes 46 MiB. By default the number of available processors.
    pub fn password_hashes(self, password_hashes: usize) -> Self {
        self.with(|settings| settings.password_hashes = password_hashes)
    }

    /// The applications that [session tokens](crate::Tokens::session_token) are issued to, each by the name that its server compares with `aud`. None by
    /// default: then there are no such tokens.
    pub fn token_audiences(self, audiences: impl IntoIterator<Item = String>) -> Self {
        self.with(|settings| settings.audiences = audiences.into_iter().collect())
    }

    /// How many days lines of the audit keep network address, browser and personal details; then these are erased, and the lines stay. By default,
    /// and with 0, as long as the account exists.
    pub fn audit_personal_days(self, days: u32) -> Self {
        self.with(|settings| settings.personal_values_kept = (days > 0).then(|| Duration::from_secs(86_400 * u64::from(days))))
    }

    /// Replaces the clock, [`SystemClock`] by default, or both the clock and the source of randomness: for tests.
    pub fn env(self, env: impl Into<Env>) -> Self {
        Self { env: env.into(), ..self }
    }

    /// Updates the schema of the database, reads the key file, and opens the domain.
    ///
    /// # Errors
    ///
    /// [`OpenError`], whose text is a line for the operator.
    pub async fn build(self) -> Result<Latchkey, OpenError> {
        super::open(self).await
    }

    fn with(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(&mut self.settings);
        self
    }
}
