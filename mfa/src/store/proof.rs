//! What a proof is given for, and which acts ask for one.
//!
//! ```text
//!  sign-in, general step-up ──► the session: every sensitive act of its own account, for as long as the policy says
//!  action of an application ──► its confirmation, and nothing else
//!  pending form ──────────────► the act of that form, and nothing else
//!  first method enrolled ─────► as a sign-in
//!  another method enrolled ───► nothing: it needed a proof itself
//! ```

use crate::{Method, Policy};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};

/// The name under which a session notes a recovery code as its proof, in the place of a method's.
pub(crate) const RECOVERY_CODE: &str = "recovery_code";

/// What a proof is given for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// The sign-in, or a step-up of the session as a whole.
    #[default]
    Session,
    /// An action of an application: the id of a [`crate::view::Confirmation`].
    Action(String),
    /// A form that waits: the id of a [`crate::PendingForm`].
    Form(String),
}

impl Purpose {
    /// The action that the confirmation with this id is about; without one, the session.
    #[must_use]
    pub fn confirming(confirmation: Option<String>) -> Self {
        confirmation.map_or(Self::Session, Self::Action)
    }

    /// The form with this id; without one, the session.
    #[must_use]
    pub fn of_form(form: Option<String>) -> Self {
        form.map_or(Self::Session, Self::Form)
    }

    pub(crate) fn action(&self) -> Option<&str> {
        match self {
            Self::Action(id) => Some(id),
            Self::Session | Self::Form(_) => None,
        }
    }

    pub(crate) fn form(&self) -> Option<&str> {
        match self {
            Self::Form(id) => Some(id),
            Self::Session | Self::Action(_) => None,
        }
    }
}

/// An act that asks an account with a method for a fresh proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Sensitive {
    /// Adds an authenticator app.
    AddDevice,
    /// Replaces an authenticator app.
    ReplaceDevice,
    /// Adds a passkey.
    AddPasskey,
    /// Removes a method.
    RemoveMethod,
    /// Makes new recovery codes.
    NewRecoveryCodes,
    /// Changes the password.
    ChangePassword,
    /// Changes the email address.
    ChangeEmail,
    /// Deletes the account.
    DeleteAccount,
    /// Acts on other people, on the policy, or on the keys of applications.
    Administer,
}

impl Sensitive {
    pub(crate) fn as_str(self) -> &'static str {
        self.into()
    }

    /// Whether it goes on after the request that begins it: with a code to scan, a password to think of, or an address to type.
    pub(crate) fn takes_time(self) -> bool {
        match self {
            Self::AddDevice | Self::ReplaceDevice | Self::AddPasskey | Self::ChangePassword | Self::ChangeEmail => true,
            Self::RemoveMethod | Self::NewRecoveryCodes | Self::DeleteAccount | Self::Administer => false,
        }
    }

    /// The act of this name, if it is one that takes time.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        name.parse().ok().filter(|act: &Self| act.takes_time())
    }
}

/// Whether a proof by this method counts under the policy: by one that it accepts, or by a recovery code in its place.
pub(crate) fn counts(method: &str, policy: &Policy) -> bool {
    match Method::from_name(method) {
        Some(method) => policy.accepts(method),
        None => method == RECOVERY_CODE,
    }
}
