//! The value that holds the database, the keys and the clock. `open.rs` creates it.

mod views;

pub use views::{Admin, Deliveries, Forms, Maintenance, Operator, OwnAccount, Passkeys, RecoveryCodes, Sessions, Tokens, Totp};

use crate::{
    Error, Settings, Timestamp,
    env::Env,
    password::Hasher,
    policy_cache::PolicyCache,
    relying_party::RelyingParty,
    run_to_completion::run_to_completion,
    signer::SignerCache,
    storage::{Db, Readiness},
    vault::Vault,
    visitor_notice::VisitorChannels,
};
use std::sync::Arc;
use tokio::sync::Notify;
use url::Url;

/// Accounts, sessions and factors over one database. Cheap to clone: all clones share one value.
#[derive(Clone)]
pub struct Latchkey(Arc<Parts>);

/// The parts that all clones of a [`Latchkey`] share.
pub(crate) struct Parts {
    pub(crate) db: Db,
    pub(crate) readiness: Readiness,
    pub(crate) vault: Vault,
    pub(crate) hasher: Hasher,
    pub(crate) env: Env,
    pub(crate) relying_party: RelyingParty,
    /// The key with which this process signs session tokens.
    pub(crate) signers: SignerCache,
    /// The policy that this process read last.
    pub(crate) policies: PolicyCache,
    pub(crate) settings: Settings,
    /// Wakes the sender of mails in this process.
    pub(crate) sender: Notify,
    /// How an application's users get their notices in this process.
    pub(crate) channels: VisitorChannels,
}

/// The parts, for the modules of this crate.
impl Latchkey {
    pub(crate) fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    pub(crate) fn db(&self) -> &Db {
        &self.0.db
    }

    pub(crate) fn vault(&self) -> &Vault {
        &self.0.vault
    }

    pub(crate) fn hasher(&self) -> &Hasher {
        &self.0.hasher
    }

    pub(crate) fn env(&self) -> &Env {
        &self.0.env
    }

    pub(crate) fn relying_party(&self) -> &RelyingParty {
        &self.0.relying_party
    }

    pub(crate) fn signers(&self) -> &SignerCache {
        &self.0.signers
    }

    pub(crate) fn policies(&self) -> &PolicyCache {
        &self.0.policies
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    pub(crate) fn channels(&self) -> &VisitorChannels {
        &self.0.channels
    }

    pub(crate) fn wake_sender(&self) {
        self.0.sender.notify_one();
    }

    pub(crate) async fn sender_woken(&self) {
        self.0.sender.notified().await;
    }
}

impl Latchkey {
    /// The name that authenticator apps and pages show.
    pub fn issuer(&self) -> &str {
        &self.0.settings.issuer
    }

    /// The URL under which people reach the installation.
    pub fn public_origin(&self) -> &Url {
        &self.0.settings.origin
    }

    /// Whether session tokens are issued: whether the settings name an application for them.
    pub fn issues_tokens(&self) -> bool {
        !self.0.settings.audiences.is_empty()
    }

    /// The issuer in session tokens: the public origin.
    pub(crate) fn token_issuer(&self) -> String {
        self.0.settings.origin.origin().ascii_serialization()
    }

    /// Whether a sign-up begins with a mail that confirms the address.
    pub fn confirms_addresses(&self) -> bool {
        self.0.settings.confirms_addresses
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        self.0.env.now()
    }

    /// Whether the storage accepts writes, checked at most once a second however many callers ask.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn ready(&self) -> Result<(), Error> {
        let latchkey = self.clone();
        // A caller that hangs up mustn't take the answer from the other callers, nor the connection from the pool.
        run_to_completion(async move { latchkey.0.readiness.ask(latchkey.db(), latchkey.now()).await }).await
    }

    /// Waits for running operations and closes the database.
    pub async fn close(&self) {
        self.0.db.close().await;
    }
}
