//! The settings of a `LatchkeyBuilder`, with their defaults.

use std::time::Duration;
use url::Url;

/// The domain's settings.
#[derive(Clone)]
pub(crate) struct Settings {
    /// The name that authenticator apps show.
    pub(crate) issuer: String,
    /// The URL under which browsers reach the installation: passkeys are bound to its domain.
    pub(crate) origin: Url,
    /// How long a full session may be unused before it ends.
    pub(crate) idle: Duration,
    /// How long a full session lasts at most, from the moment it became full.
    pub(crate) absolute: Duration,
    /// Whether the first account becomes an administrator. The server sets it for a loopback origin only.
    pub(crate) first_is_administrator: bool,
    /// Whether a sign-up begins with a mail that confirms the address.
    pub(crate) confirms_addresses: bool,
    /// Maximum number of passwords hashed at once; each hash takes 46 MiB.
    pub(crate) password_hashes: usize,
    /// The applications that session tokens are issued to.
    pub(crate) audiences: Vec<String>,
    /// How long lines of the audit keep their personal values. `None`: as long as the account exists.
    pub(crate) personal_values_kept: Option<Duration>,
}

/// The default origin.
fn loopback() -> Url {
    #[expect(clippy::expect_used, reason = "a constant address")]
    Url::parse("http://localhost:3000").expect("an address")
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            issuer: "Latchkey".to_owned(),
            origin: loopback(),
            idle: Duration::from_mins(30),
            absolute: Duration::from_hours(12),
            first_is_administrator: false,
            confirms_addresses: false,
            password_hashes: std::thread::available_parallelism().map_or(1, usize::from),
            audiences: vec![],
            personal_values_kept: None,
        }
    }
}
