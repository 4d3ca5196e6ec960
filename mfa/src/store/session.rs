//! Sessions: a row that keeps its id, behind a token that changes at every rise of privilege.
//!
//! ```text
//!  password ──► half ── first code, challenge, recovery code ──► full ── step-up ──► full
//!                │                 (new token each time, the old one is dead)         │
//!                └────────── ten minutes ──► gone ◄── idle, absolute, ended ──────────┘
//! ```
//!
//! The cookie holds 256 random bits, the table their SHA-256. Nothing is ever saved back by inserting: every change is an `UPDATE` of
//! the row with the token it was read with, so a session that was ended while a request was running stays ended.

mod application;
mod bound;
mod end;
mod find;
mod form_token;
mod lifetime;
mod list;
mod open;
mod renew;
mod return_to;
mod sweep;

pub(crate) use {
    application::{Untouched, delete_of_application},
    bound::end_oldest,
    end::{delete, delete_others},
    list::of_account,
    open::Opening,
};

use crate::{Error, Level, NextStep, Purpose, Sensitive, Timestamp, Token, view::User};

/// A live session, as it was when the request began.
#[derive(Clone, Debug)]
pub struct Session {
    /// Stays the same for the life of the session; not secret.
    pub id: String,
    /// Whose it is.
    pub account_id: String,
    /// The normalised address, or the name that the application gave its user.
    pub email: String,
    /// May open the dashboard.
    pub administrator: bool,
    /// How much it has proved.
    pub level: Level,
    /// When the password was accepted.
    pub created_at: Timestamp,
    /// When a method, or a recovery code in its place, was last proved for the session as a whole. A method that the policy has switched off
    /// since doesn't count.
    pub proved_at: Option<Timestamp>,
    /// `totp`, `passkey` or `recovery_code`.
    pub proved_method: Option<String>,
    /// Where the visitor wanted to go; a path of this site.
    pub return_to: Option<String>,
    /// What the proof under way is given for.
    pub(crate) purpose: Purpose,
    /// In the request that goes on after a proof: the one act that the proof was given for.
    pub(crate) granted: Option<Sensitive>,
    /// It was a full session, and owes something since the policy was tightened.
    pub(crate) demoted: bool,
    /// The application's own id of the user, if it is one of an application.
    pub(crate) subject: Option<String>,
    /// The hash of the application's session for which alone this one counts.
    pub(crate) application_session: Option<Vec<u8>>,
    pub(crate) token_hash: Vec<u8>,
}

/// A session under a new token: the answer must set the cookie of its level and clear the other one.
#[derive(Debug)]
pub struct Opened {
    /// For the cookie.
    pub token: Token,
    /// The session from now on.
    pub session: Session,
    /// What comes next, as the transaction that opened the session read it after its last change. `None` if the transaction had no reason to read it.
    pub next: Option<NextStep>,
}

impl Opened {
    pub(crate) fn new(token: Token, session: Session) -> Self {
        Self { token, session, next: None }
    }

    /// The same, with what comes next.
    pub(crate) fn before(self, next: NextStep) -> Self {
        Self { next: Some(next), ..self }
    }
}

impl Session {
    /// The person behind it, with the scope that it carries at this step.
    pub(crate) fn user(&self, step: &NextStep) -> User {
        User {
            id: self.account_id.clone(),
            email: self.email.clone(),
            administrator: self.administrator,
            scope: step.scope().map(str::to_owned),
        }
    }

    /// For the dashboard, which doesn't exist for other people. It takes a method that was proved in this session, whatever the policy says.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] without administrator's rights, and for a half session; [`Error::RequiresAdditionalAuth`] for one that owes something
    /// since the policy was tightened; [`Error::StepUpRequired`] before a method was proved.
    pub fn require_administrator(&self) -> Result<(), Error> {
        match self.level {
            _ if !self.administrator => Err(Error::NotFound),
            Level::Half if self.demoted => Err(Error::RequiresAdditionalAuth),
            Level::Half => Err(Error::NotFound),
            Level::Full if self.proved_at.is_none() && self.granted != Some(Sensitive::Administer) => Err(Error::StepUpRequired),
            Level::Full => Ok(()),
        }
    }

    /// Whether it was a full session before the policy was tightened.
    #[must_use]
    pub fn is_demoted(&self) -> bool {
        self.demoted
    }

    /// The same session while it proves a method for this purpose.
    #[must_use]
    pub fn proving(&self, purpose: Purpose) -> Self {
        Self { purpose, ..self.clone() }
    }

    /// The same session, which may do this one act.
    pub(crate) fn granting(&self, act: Sensitive) -> Self {
        Self { granted: Some(act), ..self.clone() }
    }

    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub fn require_full(&self) -> Result<(), Error> {
        match self.level {
            Level::Full => Ok(()),
            Level::Half => Err(Error::RequiresAdditionalAuth),
        }
    }
}
