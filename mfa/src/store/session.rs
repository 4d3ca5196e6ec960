//! Sessions: rows that keep their id, with a token that changes at every rise of privilege.
//!
//! ```text
//!  password ──► half ── first code, challenge, recovery code ──► full ── step-up ──► full
//!                │                 (new token each time, the old one is dead)         │
//!                └────────── ten minutes ──► gone ◄── idle, absolute, ended ──────────┘
//!
//!  password in a trusted browser ──► full, without a proof ── the trust ends ──► half
//! ```
//!
//! The cookie holds 256 random bits, the table their SHA-256. A session is never saved by inserting it again: every change is an `UPDATE` of the row
//! with the token it was read with, so a session that is ended during a request stays ended.

mod application;
mod bound;
mod columns;
mod end;
mod form_token;
mod lifetime;
mod list;
mod lock;
mod open;
mod renew;
mod return_to;
mod sweep;
mod under_way;

pub use under_way::AccountRecovery;
pub(crate) use {
    application::{Untouched, delete_of_application},
    bound::{MOST, end_oldest},
    columns::{SessionColumns, select_session},
    end::{delete, delete_all, delete_others},
    lifetime::shorten_half,
    list::of_account,
    lock::lock,
    open::Opening,
    sweep::sweep,
};

use crate::{Error, Level, NextStep, Purpose, Sensitive, Timestamp, Token, view::User, visitor::VisitorMail};

/// A live session, as it was when the request began.
#[derive(Clone, Debug)]
pub struct Session {
    /// The same for the life of the session; not secret.
    pub id: String,
    /// The id of the account.
    pub account_id: String,
    /// The address in the form that people read, or the name that the application gave its user.
    pub email: String,
    /// Whether the account may open the dashboard.
    pub administrator: bool,
    /// Half or full.
    pub level: Level,
    /// When the sign-in began.
    pub created_at: Timestamp,
    /// When a method, or a recovery code in its place, was last proved for the session as a whole. A proof by a method that the policy has disabled
    /// since doesn't count.
    pub proved_at: Option<Timestamp>,
    /// `totp`, `passkey` or `recovery_code`.
    pub proved_method: Option<String>,
    /// Whether the trust in its browser took the place of the second factor, and nothing has been proved for it since. It is then worth as much as its
    /// password.
    pub trusted: bool,
    /// Whether that trust is still there and counts, whatever was proved since.
    pub(crate) has_trust: bool,
    /// The path of this site that the visitor wanted to reach.
    pub return_to: Option<String>,
    /// The purpose of the proof in progress.
    pub(crate) purpose: Purpose,
    /// In the request that continues after a proof: the one action that the proof was given for.
    pub(crate) granted: Option<Sensitive>,
    /// The method, or the recovery code in its place, of that proof.
    pub(crate) granted_by: Option<String>,
    /// Whether it was a full session until the policy was tightened, and has a step pending since.
    pub(crate) demoted: bool,
    /// Whether the password was set by mail and not used together with a method since.
    pub(crate) password_by_mail: bool,
    /// Whether a new password is asked for, since a recovery was stopped.
    pub(crate) password_due: bool,
    /// The recovery of the account that is under way.
    pub(crate) recovery: Option<AccountRecovery>,
    /// The application's own id of the user, if an application signs the user in.
    pub(crate) subject: Option<String>,
    /// The hash of the application's session that this one is bound to.
    pub(crate) application_session: Option<Vec<u8>>,
    /// The mailbox that is stored for an application's user.
    pub(crate) mail: VisitorMail,
    pub(crate) token_hash: Vec<u8>,
}

/// A session under a new token. The response must set the cookie of its level and clear the other one.
#[derive(Debug)]
pub struct Opened {
    /// The token for the cookie.
    pub token: Token,
    /// The session under this token.
    pub session: Session,
    /// The next step, as read by the transaction that opened the session after its last change. `None` if the transaction had no reason to read it.
    pub next: Option<NextStep>,
    /// The new secret of the browser, if it is trusted from now on: for the cookie that recognises it.
    pub browser_secret: Option<Token>,
}

impl Opened {
    pub(crate) fn new(token: Token, session: Session) -> Self {
        Self { token, session, next: None, browser_secret: None }
    }

    /// The same, with the next step.
    pub(crate) fn before(self, next: NextStep) -> Self {
        Self { next: Some(next), ..self }
    }

    /// The same, with the new secret of the browser.
    pub(crate) fn in_browser(self, secret: Token) -> Self {
        Self { browser_secret: Some(secret), ..self }
    }
}

impl Session {
    /// The session's user, with the scope that the session has at this step.
    pub(crate) fn user(&self, step: &NextStep) -> User {
        User {
            id: self.account_id.clone(),
            email: self.email.clone(),
            administrator: self.administrator,
            scope: step.scope().map(str::to_owned),
        }
    }

    /// Admits administrators to the dashboard; for other users it doesn't exist. A method must have been proved in this session, whatever the policy
    /// says.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] without administrator's rights, and for a half session; [`Error::RequiresAdditionalAuth`] for a session with a step
    /// pending since the policy was tightened; [`Error::StepUpRequired`] if no method was proved.
    pub fn require_administrator(&self) -> Result<(), Error> {
        match self.level {
            _ if !self.administrator => Err(Error::NotFound),
            Level::Half if self.demoted => Err(Error::RequiresAdditionalAuth),
            Level::Half => Err(Error::NotFound),
            Level::Full if self.proved_at.is_none() && self.granted != Some(Sensitive::Administer) => Err(Error::StepUpRequired),
            Level::Full => Ok(()),
        }
    }

    /// Whether the sign-in that began it isn't complete.
    pub(crate) fn is_signing_in(&self) -> bool {
        self.level == Level::Half && !self.demoted
    }

    /// The recovery of the account that is under way, as it was when the request began.
    #[must_use]
    pub fn recovery(&self) -> Option<&AccountRecovery> {
        self.recovery.as_ref()
    }

    /// Whether the account's owner is asked for a new password, since a recovery was stopped: somebody else may know the present one.
    #[must_use]
    pub fn is_password_due(&self) -> bool {
        self.password_due
    }

    /// The same session with the permissions that it has at its next step: while it has to enroll a method, those of a half one.
    #[must_use]
    pub fn at_step(self, step: &NextStep) -> Self {
        match self.level {
            Level::Full if step.scope().is_some() => Self { level: Level::Half, demoted: true, ..self },
            _ => self,
        }
    }

    /// The same session while it proves a method for this purpose.
    #[must_use]
    pub fn proving(&self, purpose: Purpose) -> Self {
        Self { purpose, ..self.clone() }
    }

    /// The same session, allowed to do this one action, since `method` was proved for it.
    pub(crate) fn granting(&self, act: Sensitive, method: String) -> Self {
        Self { granted: Some(act), granted_by: Some(method), ..self.clone() }
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
