//! The operator's settings, from `Leptos.toml` and the environment.
//!
//! Latchkey stops at the first unknown key or invalid value, with a message of one line: if misspelt keys were ignored, a server could be less
//! protected than its operator believes.

mod application;
mod error;
pub mod key;
mod mail_settings;
mod source;
mod value;

#[cfg(test)]
mod tests;

use crate::{client_address::Network, transport_security::TransportSecurity};
use source::Source;
use std::{
    ffi::OsString,
    fs, io,
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Duration,
};
use url::Url;

pub use application::{ApplicationSettings, IdentitySource, TokenKeys, TokenPlace, TokenSecret, TokenSettings, WhoKey, WhoSettings};
pub use error::{Place, SettingsError};
pub use mail_settings::MailSettings;

/// The settings file that is read if no other is named and it exists.
const USUAL_FILE: &str = "Leptos.toml";

/// All settings of an operator. `docs/operating.md` explains them.
#[derive(Clone)]
pub struct Settings {
    /// The address to listen on.
    pub addr: SocketAddr,
    /// The public origin: scheme, host and port. Cookies, the origin check and all links are derived from it.
    pub public_origin: Url,
    /// The use of HSTS.
    pub hsts: TransportSecurity,
    /// The proxies whose `X-Forwarded-For` is trusted.
    pub trusted_proxies: Vec<Network>,
    /// The name shown in authenticator apps.
    pub issuer: String,
    /// The contact for users who have lost all other means of access.
    pub support: Option<String>,
    /// The address of the SQLite or PostgreSQL database. It may contain a password.
    pub database_url: String,
    /// The file with the keys that encrypt secrets.
    pub key_file: PathBuf,
    /// A session ends after it hasn't been used for this long.
    pub idle: Duration,
    /// A session ends this long after the sign-in, even if it is used.
    pub absolute: Duration,
    /// The maximum number of sign-ins, and of sign-ups, per minute and network.
    pub sign_ins_per_minute: u32,
    /// The number of passwords that are hashed concurrently. The default is one per core.
    pub password_hashes: Option<u32>,
    /// The relay of mails, and their sender and texts.
    pub mail: MailSettings,
    /// The prefix of the paths of all pages: empty, unless the origin is an application's as well.
    pub prefix: String,
    /// Whether checks of reverse proxies let preflights through.
    pub passes_preflights: bool,
    /// The application that signs the users in. `None` if Latchkey does.
    pub application: Option<ApplicationSettings>,
    /// The applications that session tokens are issued to.
    pub token_audiences: Vec<String>,
    /// Days after which network address, browser and personal details are erased from lines of the audit; 0 for never.
    pub audit_personal_days: u32,
    /// The format of log lines.
    pub log_format: LogFormat,
}

/// The format of log lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// Text for people.
    Text,
    /// One JSON object per line, for programs.
    Json,
}

impl Settings {
    /// Reads `file`, or `Leptos.toml` in the working directory if it exists, and then the environment variables, which override it.
    ///
    /// # Errors
    ///
    /// The first invalid setting.
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

    /// Whether the server is meant for this machine only.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        value::is_loopback(&self.public_origin)
    }

    /// Whether the connection to the database may cross a network without TLS although the operator hasn't allowed that. `has_ssl_mode` tells whether
    /// the environment's `PGSSLMODE` applies to the address.
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
        let application = ApplicationSettings::interpret(source)?;
        let own_prefix = source.get(&key::SERVER_PREFIX, |text| match text {
            "" => Some(String::new()),
            text => value::prefix(text).filter(|_| application.is_none()),
        })?;
        let prefix = application.as_ref().map_or(own_prefix, |application| application.prefix.clone());
        Ok(Self {
            addr,
            public_origin,
            hsts: hsts(source, !prefix.is_empty())?,
            trusted_proxies: source.get(&key::TRUSTED_PROXIES, value::networks)?,
            issuer: source.get(&key::ISSUER, value::issuer)?,
            support: Some(source.get(&key::SUPPORT, value::support)?).filter(|support| !support.is_empty()),
            database_url: source.get(&key::DATABASE_URL, value::database)?,
            key_file: source.get(&key::KEY_FILE, |text| (!text.is_empty()).then(|| PathBuf::from(text)))?,
            idle: Duration::from_secs(60 * u64::from(source.get(&key::IDLE_MINUTES, value::number(1..=1440))?)),
            absolute: Duration::from_secs(3600 * u64::from(source.get(&key::ABSOLUTE_HOURS, value::number(1..=720))?)),
            sign_ins_per_minute: source.get(&key::SIGN_INS_PER_MINUTE, value::number(1..=1_000_000))?,
            password_hashes: Some(source.get(&key::PASSWORD_HASHES, value::number(0..=1024))?).filter(|number| *number > 0),
            mail: MailSettings::interpret(source)?,
            prefix,
            passes_preflights: source.get(&key::PREFLIGHTS, |text| match text {
                "refuse" => Some(false),
                "pass" => Some(true),
                _ => None,
            })?,
            application,
            token_audiences: source.get(&key::TOKEN_AUDIENCES, value::audiences)?,
            audit_personal_days: source.get(&key::AUDIT_PERSONAL_DAYS, value::number(0..=36_500))?,
            log_format: source.get(&key::LOG_FORMAT, |text| match text {
                "text" => Some(LogFormat::Text),
                "json" => Some(LogFormat::Json),
                _ => None,
            })?,
        })
    }
}

/// The use of HSTS. On the origin of an application, it commits the application and, below it, other hosts: it is off unless the operator says so.
fn hsts(source: &Source, beside_application: bool) -> Result<TransportSecurity, SettingsError> {
    let is_on = source.get(&key::HSTS, |text| if text.is_empty() { Some(!beside_application) } else { value::truth(text) })?;
    let subdomains = source.get(&key::HSTS_SUBDOMAINS, value::truth)? && (source.has(&key::HSTS_SUBDOMAINS) || !beside_application);
    Ok(match (is_on, subdomains) {
        (false, _) => TransportSecurity::Off,
        (true, false) => TransportSecurity::Host,
        (true, true) => TransportSecurity::Subdomains,
    })
}
