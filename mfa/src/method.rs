//! What a user can be enrolled in, and how far a session has come.

use serde::{Deserialize, Serialize};

/// A second factor. A recovery code is not one: it stands in for one, once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Six digits from an authenticator app (RFC 6238).
    Totp,
    /// A WebAuthn credential.
    Passkey,
}

impl Method {
    /// The name used in forms, in the database and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Totp => "totp",
            Self::Passkey => "passkey",
        }
    }

    /// The method of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Totp, Self::Passkey].into_iter().find(|method| method.as_str() == name)
    }

    /// The page on which it is proved.
    pub fn proof_path(self) -> &'static str {
        match self {
            Self::Totp => "/mfa/verify",
            Self::Passkey => "/mfa/passkey",
        }
    }
}

/// How much a session has proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The password was accepted, a second factor is outstanding: may only finish, switch method or sign out.
    Half,
    /// Everything that the policy asks for at sign-in was proved.
    Full,
}

impl Level {
    /// The name used in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Half => "half",
            Self::Full => "full",
        }
    }
}
