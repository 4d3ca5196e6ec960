//! What the operator sets, from `Leptos.toml` and the environment.
//!
//! Latchkey stops at the first unknown key or bad value, with one line: a misspelt key that is silently ignored is how a server ends up less
//! protected than its operator believes.

mod error;
pub mod key;
mod source;
mod value;

#[cfg(test)]
mod tests;

use crate::client_address::Network;
use source::Source;
use std::{
    ffi::OsString,
    fs, io,
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Duration,
};
use url::Url;

pub use error::{Place, SettingsError};

/// Read when no other file is named, if it is there.
const USUAL_FILE: &str = "Leptos.toml";

/// Everything an operator can set. `docs/operating.md` explains it.
#[derive(Clone)]
pub struct Settings {
    /// Where to listen.
    pub addr: SocketAddr,
    /// Where people reach the server: scheme, host and port. Cookies, the origin check and all links follow from it.
    pub public_origin: Url,
    /// Browsers that have been here by TLS use it for all names below this one, too.
    pub hsts_subdomains: bool,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    /// The name in authenticator apps.
    pub issuer: String,
    /// Whom to ask when all else is lost.
    pub support: Option<String>,
    /// SQLite or PostgreSQL. May hold a password.
    pub database_url: String,
    /// The file with the keys that secrets are sealed with.
    pub key_file: PathBuf,
    /// A session ends when it isn't used for this long.
    pub idle: Duration,
    /// A session ends this long after the sign-in, used or not.
    pub absolute: Duration,
    /// Sign-ins, and as many sign-ups, per minute and network address.
    pub sign_ins_per_minute: u32,
    /// Passwords that are hashed at the same time; one per core if not said.
    pub password_hashes: Option<u32>,
    /// How log lines are written.
    pub log_format: LogFormat,
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line, for machines.
    Json,
}

impl Settings {
    /// Reads `file`, or `Leptos.toml` in the working folder if there is one, and then the variables over it.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong.
    pub fn read(file: Option<&Path>, variables: impl IntoIterator<Item = (OsString, OsString)>) -> Result<Self, SettingsError> {
        let mut source = Source::default();
        let path = file.unwrap_or(Path::new(USUAL_FILE));
        match fs::read_to_string(path) {
            Ok(text) => source.add_file(path, &text)?,
            Err(error) if file.is_none() && error.kind() == io::ErrorKind::NotFound => {}
            Err(reason) => return Err(SettingsError::Unreadable { path: path.to_owned(), reason }),
        }
        source.add_environment(variables)?;
        Self::interpret(&source)
    }

    /// The server is meant for this machine only.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        value::is_loopback(&self.public_origin)
    }

    /// The connection to the database may go over a network unencrypted, and the operator hasn't said that it may. `has_ssl_mode` tells
    /// whether the environment's `PGSSLMODE` speaks for the address.
    #[must_use]
    pub fn database_may_be_unencrypted(&self, has_ssl_mode: bool) -> bool {
        !has_ssl_mode && value::leaves_encryption_open(&self.database_url)
    }

    fn interpret(source: &Source) -> Result<Self, SettingsError> {
        let addr: SocketAddr = source.get(&key::ADDR, |text| text.parse().ok())?;
        let public_origin = source.get(&key::PUBLIC_ORIGIN, |text| match text {
            "" => value::origin(&format!("http://localhost:{}", addr.port())),
            text => value::origin(text),
        })?;
        let plain_http_is_meant = source.get(&key::ALLOW_PLAIN_HTTP, value::truth)?;
        if public_origin.scheme() == "http" && !value::is_loopback(&public_origin) && !plain_http_is_meant {
            return Err(SettingsError::PlainHttp { origin: public_origin.origin().ascii_serialization() });
        }
        Ok(Self {
            addr,
            public_origin,
            hsts_subdomains: source.get(&key::HSTS_SUBDOMAINS, value::truth)?,
            trusted_proxies: source.get(&key::TRUSTED_PROXIES, value::networks)?,
            issuer: source.get(&key::ISSUER, value::issuer)?,
            support: Some(source.get(&key::SUPPORT, value::support)?).filter(|support| !support.is_empty()),
            database_url: source.get(&key::DATABASE_URL, value::database)?,
            key_file: source.get(&key::KEY_FILE, |text| (!text.is_empty()).then(|| PathBuf::from(text)))?,
            idle: Duration::from_secs(60 * u64::from(source.get(&key::IDLE_MINUTES, value::number(1..=1440))?)),
            absolute: Duration::from_secs(3600 * u64::from(source.get(&key::ABSOLUTE_HOURS, value::number(1..=720))?)),
            sign_ins_per_minute: source.get(&key::SIGN_INS_PER_MINUTE, value::number(1..=1_000_000))?,
            password_hashes: Some(source.get(&key::PASSWORD_HASHES, value::number(0..=1024))?).filter(|number| *number > 0),
            log_format: source.get(&key::LOG_FORMAT, |text| match text {
                "text" => Some(LogFormat::Text),
                "json" => Some(LogFormat::Json),
                _ => None,
            })?,
        })
    }
}
