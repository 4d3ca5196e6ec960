//! The front door: one value that holds the database, the keys and the clock. `open.rs` makes it.

use crate::{
    Error, Settings, Timestamp, account,
    env::Env,
    password::Hasher,
    relying_party::RelyingParty,
    run_to_completion::run_to_completion,
    storage::{Db, Readiness},
    vault::Vault,
};
use std::{ops::Deref, sync::Arc};
use url::Url;

/// Accounts, sessions and factors over one database.
#[derive(Clone)]
pub struct Latchkey(Arc<Parts>);

/// The parts of a [`Latchkey`].
pub struct Parts {
    pub(crate) db: Db,
    pub(crate) readiness: Readiness,
    pub(crate) vault: Vault,
    pub(crate) hasher: Hasher,
    pub(crate) env: Env,
    pub(crate) relying_party: RelyingParty,
    pub(crate) settings: Settings,
}

impl Deref for Latchkey {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl From<Parts> for Latchkey {
    fn from(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Latchkey {
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
        self.env.now()
    }

    /// Whether the storage takes what is written, asked at most once a second however many ask this.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn ready(&self) -> Result<(), Error> {
        let latchkey = self.clone();
        // An asker that hangs up takes neither the answer from the others nor the connection from everybody.
        run_to_completion(async move { latchkey.readiness.ask(&latchkey.db, latchkey.now()).await }).await
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
