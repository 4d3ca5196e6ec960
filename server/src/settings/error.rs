//! Why the settings can't be used: always one line that says where, what and what would be right.

use std::{fmt, path::PathBuf};

/// Where a value was written.
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
    /// The file isn't there or can't be read.
    #[error("{}: can't be read: {reason}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: std::io::Error,
    },
    /// The file isn't TOML.
    #[error("{}, line {line}: {reason}", path.display())]
    NotToml {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What the parser said.
        reason: String,
    },
    /// A key or table that nothing reads.
    #[error("{place}: unknown key `{key}`; {known}")]
    Unknown {
        /// Where it stands.
        place: Place,
        /// As it was written.
        key: String,
        /// What could have been meant.
        known: String,
    },
    /// A value that doesn't fit its key.
    #[error("{place}: `{key}` must be {allowed}, but is {shown}")]
    BadValue {
        /// Where it stands.
        place: Place,
        /// Its path, such as `server.addr`.
        key: String,
        /// The value, unless it may hold a secret.
        shown: String,
        /// What it must be.
        allowed: &'static str,
    },
    /// Passwords and codes would travel in the open.
    #[error(
        "`server.public_origin` is {origin}, where passwords and codes would travel unprotected: put TLS in front and use https, \
         or set `server.allow_plain_http` to true if this is meant"
    )]
    PlainHttp {
        /// The origin.
        origin: String,
    },
}
