//! The purpose of a proof, and the sensitive actions that require one.
//!
//! ```text
//!  sign-in, general step-up ──► the session: every sensitive action, for as long as the policy says
//!  action of an application ──► its confirmation only
//!  pending form ──────────────► the action of that form only
//!  first method enrolled ─────► like a sign-in
//!  another method enrolled ───► no effect: it required a proof itself
//! ```

use crate::{Method, Policy};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};

/// The name that a session notes, in place of a method's, for a proof by a recovery code.
pub(crate) const RECOVERY_CODE: &str = "recovery_code";

/// The purpose of a proof.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// The sign-in, or a step-up of the session as a whole.
    #[default]
    Session,
    /// An action of an application: the id of a [`crate::view::Confirmation`].
    Action(String),
    /// A pending form: the id of a [`crate::PendingForm`].
    Form(String),
}

impl Purpose {
    /// The action of the confirmation with this id. Without an id, the session.
    #[must_use]
    pub fn confirming(confirmation: Option<String>) -> Self {
        confirmation.map_or(Self::Session, Self::Action)
    }

    /// The form with this id. Without an id, the session.
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

/// An action for which an account with a method has to give a fresh proof.
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
    /// Creates new recovery codes.
    NewRecoveryCodes,
    /// Changes the password, or adds one.
    ChangePassword,
    /// Removes the password.
    RemovePassword,
    /// Changes the email address.
    ChangeEmail,
    /// Adds or removes the second address, which gets notices.
    NoticeAddress,
    /// Makes a copy of the account's data.
    CopyData,
    /// Deletes the account.
    DeleteAccount,
    /// Acts on other people, on the policy, or on the keys of applications.
    Administer,
    /// Confirms an action of an application, on a page of Latchkey.
    ConfirmAction,
}

impl Sensitive {
    pub(crate) fn as_str(self) -> &'static str {
        self.into()
    }

    /// Whether the action takes more than one request: the user has to scan a code, choose a password, type an address, or press the button of
    /// a download.
    pub(crate) fn takes_time(self) -> bool {
        match self {
            Self::AddDevice
            | Self::ReplaceDevice
            | Self::AddPasskey
            | Self::ChangePassword
            | Self::ChangeEmail
            | Self::NoticeAddress
            | Self::CopyData => true,
            Self::RemoveMethod
            | Self::RemovePassword
            | Self::NewRecoveryCodes
            | Self::DeleteAccount
            | Self::Administer
            | Self::ConfirmAction => false,
        }
    }

    /// The action of this name, if it takes more than one request.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        name.parse().ok().filter(|act: &Self| act.takes_time())
    }
}

/// Whether a proof counts under the policy: by a method that the policy accepts, or by a recovery code in its place.
pub(crate) fn counts(method: &str, policy: &Policy) -> bool {
    match Method::from_name(method) {
        Some(method) => policy.accepts(method),
        None => method == RECOVERY_CODE,
    }
}
