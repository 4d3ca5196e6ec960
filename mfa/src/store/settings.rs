//! What a `LatchkeyBuilder` sets, with the defaults.

use std::time::Duration;
use url::Url;

/// The domain's settings.
#[derive(Clone)]
pub(crate) struct Settings {
    /// The name that authenticator apps show.
    pub(crate) issuer: String,
    /// Where people reach the installation: passkeys are bound to its domain.
    pub(crate) origin: Url,
    /// A full session ends when it wasn't used for so long.
    pub(crate) idle: Duration,
    /// A full session ends so long after it became full.
    pub(crate) absolute: Duration,
    /// The first account becomes the administrator: on a loopback origin only.
    pub(crate) first_is_administrator: bool,
    /// Password hashes at once; each takes 46 MiB.
    pub(crate) password_hashes: usize,
    /// How long lines of the audit keep their personal values. `None`: as long as the account exists.
    pub(crate) personal_values_kept: Option<Duration>,
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
            personal_values_kept: None,
        }
    }
}
