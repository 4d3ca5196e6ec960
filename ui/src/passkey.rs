//! A passkey made or used: what for, what may go wrong, and in the browser the ceremony itself.

#[cfg(feature = "hydrate")]
mod client;
#[cfg(feature = "hydrate")]
pub(crate) mod webauthn;

#[cfg(feature = "hydrate")]
pub use client::CeremonyClient;
#[cfg(all(feature = "hydrate", feature = "pages"))]
pub(crate) use client::OPTIONS_TTL;
#[cfg(feature = "hydrate")]
pub use webauthn::obstacle;

use mfa::Error;

/// What the passkey is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ceremony {
    /// To be registered.
    Register,
    /// To prove who is there, in a session.
    Verify,
    /// To sign in.
    SignIn,
}

impl Ceremony {
    /// Its place in the addresses of the server.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Verify => "verify",
            Self::SignIn => "sign-in",
        }
    }

    /// The one of this name.
    #[cfg(all(feature = "hydrate", feature = "pages"))]
    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::Register, Self::Verify, Self::SignIn].into_iter().find(|ceremony| ceremony.as_str() == name)
    }
}

/// Why a browser gave no passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It has none; or this is the server.
    Unsupported,
    /// The page came without TLS.
    Insecure,
    /// The user cancelled, it took too long, or there is none for this account. Browsers don't tell which.
    NotAllowed,
    /// The same, so soon that nobody can have been asked: no device is there that can do it, or none that has such a passkey.
    AtOnce,
    /// The device or password manager has one for this account already.
    AlreadyThere,
    /// The page isn't where the passkeys belong.
    WrongAddress,
    /// The device can't check that it is the user, or can't keep passkeys.
    Unfit,
    /// The device knows none of the algorithms.
    Outdated,
    /// Something else.
    Failed,
    /// The page itself gave it up, and has nothing to say about it.
    Aborted,
}

impl Refusal {
    /// A stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Unsupported => "unsupported",
            Self::Insecure => "insecure",
            Self::NotAllowed | Self::AtOnce => "not_allowed",
            Self::AlreadyThere => "already_there",
            Self::WrongAddress => "wrong_address",
            Self::Unfit | Self::Outdated => "unfit",
            Self::Failed => "failed",
            Self::Aborted => "aborted",
        }
    }

    /// Names its sentence on a page.
    #[cfg(feature = "pages")]
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::AtOnce => "at_once",
            Self::Outdated => "outdated",
            _ => self.code(),
        }
    }
}

/// Why nothing came of a passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PasskeyError {
    /// The browser gave none.
    Browser(Refusal),
    /// The server refused it, or couldn't be reached.
    Server(Error),
}

impl PasskeyError {
    /// A stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Browser(refusal) => refusal.code(),
            Self::Server(error) => error.code(),
        }
    }
}

/// What the server is told with the first request, a name and a value: at sign-in where the visitor wants to go (`next`), or the id of what the
/// proof is given for (`confirmation`).
pub type ExtraField = Option<(&'static str, String)>;
