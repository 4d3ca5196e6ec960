//! How a relay is reached, and who sends.

use crate::address::{Address, Mailbox};
use std::{fmt, net::IpAddr, path::PathBuf};
use zeroize::Zeroizing;

/// How a connection to the relay is secured. Nothing is tried in clear text if encryption fails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, strum::Display, strum::EnumString, strum::IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Security {
    /// TLS from the first byte, usually on port 465.
    #[default]
    Tls,
    /// TLS after the command `STARTTLS`, usually on port 587.
    StartTls,
    /// None: to a relay on the same machine only.
    None,
}

impl Security {
    /// The port that relays have for it.
    #[must_use]
    pub const fn port(self) -> u16 {
        match self {
            Self::Tls => 465,
            Self::StartTls => 587,
            Self::None => 25,
        }
    }
}

/// A password that is neither printed nor left in memory.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// The password as it is sent.
    #[must_use]
    pub fn new(password: String) -> Self {
        Self(Zeroizing::new(password))
    }

    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password")
    }
}

/// The settings of the relay.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The name or network address of the relay, without a port.
    pub host: String,
    /// The port; without one, that of `security`.
    pub port: Option<u16>,
    /// How the connection is secured.
    pub security: Security,
    /// The name to sign in with, if the relay asks for one.
    pub username: Option<String>,
    /// The password of that name.
    pub password: Option<Password>,
    /// The sender, as recipients see it.
    pub from: Mailbox,
    /// Where the relay reports mails that can't be delivered; without it, to the sender.
    pub bounces: Option<Address>,
    /// A file with certificates (PEM) that are trusted besides those of the system.
    pub ca_file: Option<PathBuf>,
}

/// Settings that don't fit together. The messages name the settings as operators write them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// The host isn't a name or an address.
    #[error("`mail.host` must be the name or network address of the relay, without scheme, port and path; it is {0:?}")]
    Host(String),
    /// The port is 0.
    #[error("`mail.port` must be between 1 and 65535")]
    Port,
    /// Clear text to another machine.
    #[error(
        "`mail.security = \"none\"` sends passwords and links in clear text, so it is for a relay on this machine only, such as \
         `mail.host = \"localhost\"`; use \"tls\" or \"starttls\" for {0}"
    )]
    ClearText(String),
    /// One of name and password without the other.
    #[error("`mail.username` and `mail.password` belong together: set both or neither")]
    Credentials,
    /// The sender or the address for reports has letters beyond ASCII before the `@`.
    #[error("`{setting}` must have ASCII letters only before the @, since not every relay accepts others")]
    Sender {
        /// `mail.from` or `mail.bounces`.
        setting: &'static str,
    },
    /// Certificates for a connection without TLS.
    #[error("`mail.ca_file` is of no use with `mail.security = \"none\"`")]
    UselessCaFile,
    /// The file of certificates can't be used.
    #[error("`mail.ca_file` ({}): {problem}", file.display())]
    CaFile {
        /// The file.
        file: PathBuf,
        /// The fault.
        problem: String,
    },
    /// TLS can't be set up, such as on a system without certificates.
    #[error("TLS can't be set up: {0}")]
    Tls(String),
}

impl Settings {
    /// Whether the settings fit together. Files are read by [`Relay::new`](crate::Relay::new).
    ///
    /// # Errors
    ///
    /// [`SettingsError`], the first that is found.
    pub fn check(&self) -> Result<(), SettingsError> {
        if !is_host(&self.host) {
            return Err(SettingsError::Host(self.host.clone()));
        }
        if self.port == Some(0) {
            return Err(SettingsError::Port);
        }
        if self.security == Security::None && !is_loopback(&self.host) {
            return Err(SettingsError::ClearText(self.host.clone()));
        }
        if self.security == Security::None && self.ca_file.is_some() {
            return Err(SettingsError::UselessCaFile);
        }
        if self.username.is_some() != self.password.is_some() {
            return Err(SettingsError::Credentials);
        }
        let senders = [("mail.from", Some(&self.from.address)), ("mail.bounces", self.bounces.as_ref())];
        match senders.into_iter().find(|(_, address)| address.is_some_and(Address::needs_utf8)) {
            Some((setting, _)) => Err(SettingsError::Sender { setting }),
            None => Ok(()),
        }
    }
}

fn is_host(host: &str) -> bool {
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let is_name = host.len() <= 253 && host.trim_end_matches('.').split('.').all(is_label);
    is_name || host.parse::<IpAddr>().is_ok()
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::{Password, Security, Settings, SettingsError};
    use crate::{Address, Mailbox};

    fn settings() -> Settings {
        Settings {
            host: "mx.example.com".to_owned(),
            port: None,
            security: Security::Tls,
            username: Some("latchkey".to_owned()),
            password: Some(Password::new("secret-word".to_owned())),
            from: Mailbox::parse("Example <accounts@example.com>").unwrap(),
            bounces: None,
            ca_file: None,
        }
    }

    #[test]
    fn the_password_is_never_printed() {
        assert!(!format!("{:?}", settings()).contains("secret-word"));
    }

    #[test]
    fn settings_that_fit() {
        assert_eq!(settings().check(), Ok(()));
        for host in ["localhost", "127.0.0.1", "127.3.2.1", "::1"] {
            let local = Settings { host: host.to_owned(), security: Security::None, username: None, password: None, ..settings() };
            assert_eq!(local.check(), Ok(()), "{host}");
        }
        assert_eq!("starttls".parse(), Ok(Security::StartTls));
        assert_eq!(Security::StartTls.port(), 587);
    }

    #[test]
    fn settings_that_do_not_fit() {
        let without_password = Settings { password: None, ..settings() };
        assert_eq!(without_password.check(), Err(SettingsError::Credentials));
        for host in ["", "smtp://mx.example.com", "mx.example.com:465", "mx example.com", "mx..example.com"] {
            assert_eq!(Settings { host: host.to_owned(), ..settings() }.check(), Err(SettingsError::Host(host.to_owned())));
        }
        for host in ["mx.example.com", "192.0.2.1", "localhost.example.com", "127.0.0.1.example.com"] {
            let clear = Settings { host: host.to_owned(), security: Security::None, ..settings() };
            assert_eq!(clear.check(), Err(SettingsError::ClearText(host.to_owned())));
        }
        assert_eq!(Settings { port: Some(0), ..settings() }.check(), Err(SettingsError::Port));
        let bounces = Some(Address::parse("zurück@example.com").unwrap());
        let error = Settings { bounces, ..settings() }.check().unwrap_err();
        assert!(error.to_string().starts_with("`mail.bounces` must have ASCII letters only"), "{error}");
        let useless = Settings { security: Security::None, host: "localhost".to_owned(), ca_file: Some("ca.pem".into()), ..settings() };
        assert_eq!(useless.check(), Err(SettingsError::UselessCaFile));
    }
}
