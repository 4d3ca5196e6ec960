//! Passkeys: their purpose, their errors, and in the browser the ceremony itself.

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

/// The purpose of a ceremony.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ceremony {
    /// To register a passkey.
    Register,
    /// To prove a method in a session.
    Verify,
    /// To sign in.
    SignIn,
    /// To create a passkey on the page of a link, without a session.
    #[cfg(feature = "pages")]
    ByLink,
}

impl Ceremony {
    /// Its segment in the paths of the server.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Verify => "verify",
            Self::SignIn => "sign-in",
            #[cfg(feature = "pages")]
            Self::ByLink => "by-link",
        }
    }

    /// Whether it creates a passkey.
    pub(crate) fn creates(self) -> bool {
        match self {
            Self::Register => true,
            #[cfg(feature = "pages")]
            Self::ByLink => true,
            Self::Verify | Self::SignIn => false,
        }
    }

    /// The ceremony with this name.
    #[cfg(all(feature = "hydrate", feature = "pages"))]
    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::Register, Self::Verify, Self::SignIn, Self::ByLink].into_iter().find(|ceremony| ceremony.as_str() == name)
    }
}

/// The reason why a browser returned no passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The browser doesn't support passkeys, or this is the server.
    Unsupported,
    /// The page was loaded without TLS.
    Insecure,
    /// The user cancelled, the time ran out, or there is no passkey for this account. Browsers don't tell which.
    NotAllowed,
    /// The same, but too soon for the user to have been asked: there is no suitable device, or none with such a passkey.
    AtOnce,
    /// The device or password manager already has a passkey for this account.
    AlreadyThere,
    /// The page's origin isn't the one that the passkeys belong to.
    WrongAddress,
    /// The device can't verify its user, or can't store passkeys.
    Unfit,
    /// The device supports none of the algorithms.
    Outdated,
    /// Another error.
    Failed,
    /// The page itself cancelled the request; no message is shown.
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

    /// The key of its sentence on a page.
    #[cfg(feature = "pages")]
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::AtOnce => "at_once",
            Self::Outdated => "outdated",
            _ => self.code(),
        }
    }
}

/// The reason why a ceremony failed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PasskeyError {
    /// The browser returned no passkey.
    Browser(Refusal),
    /// The server refused the passkey, or couldn't be reached.
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

/// An additional field of the first request, as name and value: at sign-in the visitor's destination (`next`), on the page of a link its token (`link`,
/// which the last request has, too), otherwise the id of the form (`held`) or of the confirmation (`confirmation`) that the proof is for.
pub type ExtraField = Option<(&'static str, String)>;
