//! Errors of the settings: always one line with the place, the problem and the expected value.

use std::{fmt, path::PathBuf};

/// The place of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A settings file.
    File(PathBuf),
    /// An environment variable of this name.
    Variable(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Variable(name) => f.write_str(name),
        }
    }
}

/// One line for the operator.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file doesn't exist or can't be read.
    #[error("{}: can't be read: {reason}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The message of the operating system.
        reason: std::io::Error,
    },
    /// The file isn't valid TOML.
    #[error("{}, line {line}: {reason}", path.display())]
    NotToml {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// The message of the parser.
        reason: String,
    },
    /// An unknown key or table.
    #[error("{place}: unknown key `{key}`; {known}")]
    Unknown {
        /// The place of the key.
        place: Place,
        /// The key as it was written.
        key: String,
        /// A similar key that may have been meant.
        known: String,
    },
    /// A value that is invalid for its key.
    #[error("{place}: `{key}` must be {allowed}, but is {shown}")]
    BadValue {
        /// The place of the value.
        place: Place,
        /// Its path, such as `server.addr`.
        key: String,
        /// The value, unless it may hold a secret.
        shown: String,
        /// The description of a valid value.
        allowed: &'static str,
    },
    /// Passwords and codes would be sent unencrypted.
    #[error(
        "`server.public_origin` is {origin}, where passwords and codes would be sent unencrypted: put TLS in front and use https, \
         or set `server.allow_plain_http` to true if this is meant"
    )]
    PlainHttp {
        /// The origin.
        origin: String,
    },
}
