//! One account as administrators see it, without secrets.

use super::{Approval, approval};
use crate::{
    Admin, Error, Session, account,
    account_recovery::obstacle_of_account,
    audit::{self, ActivityKind},
    guess, passkey, recovery_code, session,
    storage::optional,
    totp,
    view::{Activity, Device, Passkey, SessionInfo},
};

/// Lines of activity.
const ACTIVITY: usize = 50;

/// An account and its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The account's id.
    pub id: String,
    /// The address, or the name that an application gave its user.
    pub name: String,
    /// The application's own id of the user, if an application signs the user in.
    pub subject: Option<String>,
    /// Whether the person may open the dashboard.
    pub administrator: bool,
    /// Whether this is the account of the asking administrator.
    pub oneself: bool,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Milliseconds since 1970, if the account is disabled.
    pub disabled_at: Option<i64>,
    /// Whether the account has no password, so that its owner signs in with a passkey. False for an application's user.
    pub passwordless: bool,
    /// Verified authenticator apps, oldest first.
    pub devices: Vec<Device>,
    /// Passkeys, oldest first.
    pub passkeys: Vec<Passkey>,
    /// Recovery codes: unused ones, and all of the set.
    pub codes: (u32, u32),
    /// Why codes aren't checked at the moment. `None` if they are.
    pub wait: Option<Error>,
    /// Whether codes are locked and the owner can begin an account recovery instead.
    pub can_recover: bool,
    /// Signed-in browsers, the latest seen first.
    pub sessions: Vec<SessionInfo>,
    /// The latest activity, newest first.
    pub activity: Vec<Activity>,
    /// Open requests that wait for a second administrator.
    pub approvals: Vec<Approval>,
}

impl Admin<'_> {
    /// One account.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's, and for an account that doesn't exist.
    pub async fn person(self, session: &Session, id: &str) -> Result<Person, Error> {
        session.require_administrator()?;
        let mut read = self.latchkey.db().read().await?;
        let account = account::row::by_id(read.conn(), id).await?.ok_or(Error::NotFound)?;
        let wait = guess::wait(read.conn(), id, self.latchkey.now()).await?;
        let policy = self.latchkey.policy_on(read.conn()).await?;
        let is_locked = wait == Some(Error::MfaLocked);
        let can_recover = is_locked && obstacle_of_account(read.conn(), self.latchkey, id, &policy).await?.is_none();
        let created = optional!((i64,), read.conn(), "SELECT created_at FROM account WHERE id = $1", id)?;
        Ok(Person {
            id: account.id.clone(),
            name: account.shown().to_owned(),
            subject: account.subject.clone(),
            administrator: account.administrator,
            oneself: account.id == session.account_id,
            created_at: created.map_or(0, |(at,)| at),
            disabled_at: account.disabled_at,
            passwordless: account.is_passwordless(),
            devices: totp::of_account(read.conn(), id).await?,
            passkeys: passkey::of_account(read.conn(), id).await?,
            codes: recovery_code::count(read.conn(), id).await?,
            wait,
            can_recover,
            sessions: session::of_account(read.conn(), self.latchkey, id, &session.id).await?,
            activity: audit::of_account(read.conn(), id, ActivityKind::Everything, None, ACTIVITY).await?.lines,
            approvals: approval::open(read.conn(), Some(id), self.latchkey.now()).await?,
        })
    }
}
