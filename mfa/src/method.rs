//! The methods in which a user can be enrolled, and the levels of a session.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// A second factor. A recovery code is not one: it stands in for one, once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Method {
    /// Six digits from an authenticator app (RFC 6238).
    Totp,
    /// A WebAuthn credential.
    Passkey,
}

impl Method {
    /// The name used in forms, in the database and in JSON.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The method of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::VARIANTS.iter().copied().find(|method| method.as_str() == name)
    }
}

/// How far a session is authenticated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Level {
    /// The password was accepted, a second factor is outstanding: the session may only finish, switch method or sign out.
    Half,
    /// All proofs that the policy requires at sign-in were given.
    Full,
}

impl Level {
    /// The name used in the database.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}
