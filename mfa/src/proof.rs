//! What a proof is given for, and which acts ask for one.
//!
//! ```text
//!  sign-in, general step-up ──► the session: every sensitive act of its own account, for as long as the policy says
//!  action of an application ──► its confirmation, and nothing else
//!  held form ─────────────────► the act of that form, and nothing else
//!  first method enrolled ─────► as a sign-in
//!  another method enrolled ───► nothing: it needed a proof itself
//! ```

use crate::{
    Error, Latchkey, Method, Opened, Policy, Session, Timestamp, action,
    flow::Standing,
    held, recovery,
    storage::{Conn, Tx, execute, optional},
};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long a proof counts for an act that takes more than one request: time to scan a code, or to think of a password.
const GRANT: Duration = Duration::from_secs(10 * 60);

/// What a proof is given for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// The sign-in, or a step-up of the session as a whole.
    #[default]
    Session,
    /// An action of an application: the id of a [`crate::view::Confirmation`].
    Action(String),
    /// A form that waits: the id of a [`crate::Held`].
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
    pub fn holding(form: Option<String>) -> Self {
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// Those that go on after the request that begins them: with a code to scan, a password to think of, or an address to type.
    const TAKE_TIME: [Self; 5] = [Self::AddDevice, Self::ReplaceDevice, Self::AddPasskey, Self::ChangePassword, Self::ChangeEmail];

    fn as_str(self) -> &'static str {
        match self {
            Self::AddDevice => "add_device",
            Self::ReplaceDevice => "replace_device",
            Self::AddPasskey => "add_passkey",
            Self::RemoveMethod => "remove_method",
            Self::NewRecoveryCodes => "new_recovery_codes",
            Self::ChangePassword => "change_password",
            Self::ChangeEmail => "change_email",
            Self::DeleteAccount => "delete_account",
            Self::Administer => "administer",
        }
    }

    /// Whether it goes on after the request that begins it.
    pub(crate) fn takes_time(self) -> bool {
        Self::TAKE_TIME.contains(&self)
    }

    /// The act of this name, if it is one that takes time.
    fn from_name(name: &str) -> Option<Self> {
        Self::TAKE_TIME.into_iter().find(|act| act.as_str() == name)
    }
}

/// Whether a proof by this method counts under the policy: by one that it accepts, or by a recovery code in its place.
pub(crate) fn counts(method: &str, policy: &Policy) -> bool {
    match Method::from_name(method) {
        Some(method) => policy.accepts(method),
        None => method == recovery::METHOD,
    }
}

/// Notes that a session may do this one act, until it is done, given up, or [`GRANT`] is over.
pub(crate) async fn grant(conn: Conn<'_>, session: &Session, act: Sensitive, now: Timestamp) -> Result<(), Error> {
    execute!(conn, "UPDATE session SET granted = $2, granted_at = $3 WHERE id = $1", &session.id, act.as_str(), now.0)?;
    Ok(())
}

/// The act that a session may do, as it is now: of two requests that come with the same cookie, one may have done it.
pub(crate) async fn granted(conn: Conn<'_>, session: &Session, now: Timestamp) -> Result<Option<Sensitive>, Error> {
    let row = optional!((Option<String>, Option<i64>), conn, "SELECT granted, granted_at FROM session WHERE id = $1", &session.id)?;
    let Some((Some(name), Some(at))) = row else { return Ok(None) };
    Ok(Sensitive::from_name(&name).filter(|_| Timestamp(at).is_within(GRANT, now)))
}

/// Takes the act away that a session may do.
pub(crate) async fn forget_grant(conn: Conn<'_>, session: &Session) -> Result<(), Error> {
    execute!(conn, "UPDATE session SET granted = NULL, granted_at = NULL WHERE id = $1", &session.id)?;
    Ok(())
}

impl Latchkey {
    /// Notes, under the account's lock, that the proof which the addition of a method took was given for that: it counts until the method is added.
    /// A proof that was given for it already isn't made any younger.
    pub(crate) async fn began_to_add(&self, tx: &mut Tx, session: &Session, standing: &Standing, act: Sensitive) -> Result<(), Error> {
        let now = self.now();
        if standing.enrolled.is_empty() || granted(tx.conn(), session, now).await? == Some(act) {
            return Ok(());
        }
        grant(tx.conn(), session, act, now).await
    }

    /// Gives a session that has enrolled a method its new token. The first method of an account counts as a proof; any other needed one.
    ///
    /// # Errors
    ///
    /// [`Error::ConfirmationOver`] if something waits for a proof and the account had a method: that one would have to be proved.
    pub(crate) async fn enrolled(&self, tx: &mut Tx, session: &Session, before: &Standing, method: Method) -> Result<Opened, Error> {
        if before.enrolled.is_empty() {
            return self.raise_for(tx, session, method.as_str(), true).await;
        }
        match session.purpose {
            Purpose::Session => self.renew(tx, session).await,
            Purpose::Action(_) | Purpose::Form(_) => Err(Error::ConfirmationOver),
        }
    }

    /// Has a proof count for its purpose, in the transaction that accepts it.
    ///
    /// # Errors
    ///
    /// [`Error::ConfirmationOver`] if that is over or belongs to another session: the proof comes to nothing then.
    pub(crate) async fn fulfil(&self, conn: Conn<'_>, session: &Session, method: &str) -> Result<(), Error> {
        let now = self.now();
        match &session.purpose {
            Purpose::Session => Ok(()),
            Purpose::Action(id) => action::prove(conn, session, id, method, now).await,
            Purpose::Form(id) => held::prove(conn, session, id, now).await,
        }
    }
}
