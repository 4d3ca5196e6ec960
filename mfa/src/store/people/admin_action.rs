//! What an administrator does for somebody, or against them.

use super::{approval, notice};
use crate::{
    Admin, Caller, Error, Latchkey, Policy, Sensitive, Session, account,
    administrators::Administrators,
    audit::{Entry, Event},
    guess, passkey, reason, recovery, session,
    storage::{Conn, Tx, execute},
    totp,
};
use strum::{EnumIter, EnumString, IntoEnumIterator, IntoStaticStr};

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum AdminAction {
    /// All methods and recovery codes are taken away, and all sessions ended: the next sign-in enrolls anew.
    Reset,
    /// All sessions are ended.
    EndSessions,
    /// All sessions are ended, and nobody signs in any more.
    Disable,
    /// The account can be signed in to again.
    Enable,
}

impl AdminAction {
    /// All there are.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::iter()
    }

    /// The stable name.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        name.parse().ok()
    }

    pub(crate) fn event(self) -> Event {
        match self {
            Self::Reset => Event::MfaReset,
            Self::EndSessions => Event::SessionsEnded,
            Self::Disable => Event::AccountDisabled,
            Self::Enable => Event::AccountEnabled,
        }
    }
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionOutcome {
    /// It is done.
    Done,
    /// It waits for another administrator.
    Requested,
}

impl Admin<'_> {
    /// Does something for an account, or against it; to an administrator only with the approval of another one.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's, and for an account that doesn't exist; [`Error::StepUpRequired`];
    /// [`Error::ReasonMissing`]; [`Error::NotPossibleNow`] for one's own account; [`Error::SecondAdministratorNeeded`] if there is nobody who could
    /// get in and approve it.
    pub async fn apply(
        self,
        caller: &Caller,
        session: &Session,
        account: &str,
        act: AdminAction,
        reason: &str,
    ) -> Result<ActionOutcome, Error> {
        session.require_administrator()?;
        let reason = reason::check(reason)?;
        let mut tx = self.latchkey.db().begin().await?;
        let policy = self.latchkey.policy_on(tx.conn()).await?;
        self.latchkey.require_step_up(tx.conn(), session, &policy, Sensitive::Administer).await?;
        if account == session.account_id {
            return Err(Error::NotPossibleNow);
        }
        let person = account::row::by_id(tx.conn(), account).await?.ok_or(Error::NotFound)?;
        let outcome = if person.administrator {
            if !Administrators::load(tx.conn()).await?.any_beside(&[&session.account_id, account], &policy) {
                return Err(Error::SecondAdministratorNeeded);
            }
            if approval::request(tx.conn(), self.latchkey, session, account, act, reason).await? {
                Entry::new(account, caller, Event::ApprovalRequested)
                    .by(session)
                    .detail(reason)
                    .record(tx.conn(), self.latchkey.env())
                    .await?;
            }
            ActionOutcome::Requested
        } else {
            self.apply_as_administrator(&mut tx, caller, session, account, act, reason).await?;
            ActionOutcome::Done
        };
        tx.commit().await?;
        Ok(outcome)
    }

    /// What an administrator does: written down under their name, and told to the account's owner.
    pub(super) async fn apply_as_administrator(
        self,
        tx: &mut Tx,
        caller: &Caller,
        session: &Session,
        account: &str,
        act: AdminAction,
        reason: &str,
    ) -> Result<(), Error> {
        let entry = Entry::new(account, caller, act.event()).by(session).detail(reason);
        self.latchkey.apply_to(tx, account, act, LastAdministrator::Stays, entry, reason).await?;
        Ok(())
    }
}

impl Latchkey {
    /// Applies the action to this account. Returns false if it changed nothing, as for the second of two equal actions.
    pub(crate) async fn apply_to(
        &self,
        tx: &mut Tx,
        account: &str,
        act: AdminAction,
        last: LastAdministrator,
        entry: Entry<'_>,
        reason: &str,
    ) -> Result<bool, Error> {
        // Two who disable each other must not both succeed.
        let before = Administrators::lock(tx.conn()).await?;
        account::row::lock(tx.conn(), account).await.map_err(|_| Error::NotFound)?;
        let policy = self.policy_on(tx.conn()).await?;
        let changed = match act {
            AdminAction::Reset => {
                reset_factors(tx, account).await?;
                true
            }
            AdminAction::EndSessions => {
                session::delete_others(tx.conn(), account, None).await?;
                true
            }
            AdminAction::Disable => {
                session::delete_others(tx.conn(), account, None).await?;
                let sql = "UPDATE account SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NULL";
                execute!(tx.conn(), sql, account, self.now().0)? == 1
            }
            AdminAction::Enable => {
                // A sign-in that was under way while the account was disabled may have left one.
                session::delete_others(tx.conn(), account, None).await?;
                let sql = "UPDATE account SET disabled_at = NULL WHERE id = $1 AND disabled_at IS NOT NULL";
                execute!(tx.conn(), sql, account)? == 1
            }
        };
        last.check(&before, tx.conn(), &policy).await?;
        if changed {
            entry.record(tx.conn(), self.env()).await?;
            notice::leave(tx.conn(), self.env(), account, act, reason).await?;
        }
        Ok(changed)
    }
}

/// Whether an installation may be left without an administrator who can sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastAdministrator {
    /// It may not: [`Error::LastAdministrator`].
    Stays,
    /// It may: the operator, who can make another one, said so.
    MayGo,
}

impl LastAdministrator {
    /// After a change, under the lock with which `before` was loaded.
    pub(crate) async fn check(self, before: &Administrators, conn: Conn<'_>, policy: &Policy) -> Result<(), Error> {
        match self {
            Self::Stays => before.require_one_left(conn, policy).await,
            Self::MayGo => Ok(()),
        }
    }
}

/// Takes every method and recovery code from an account, and ends its sessions and its waits.
pub(crate) async fn reset_factors(tx: &mut Tx, account: &str) -> Result<(), Error> {
    account::row::lock(tx.conn(), account).await?;
    totp::delete_all(tx.conn(), account).await?;
    passkey::delete_all(tx.conn(), account).await?;
    recovery::delete_all(tx.conn(), account).await?;
    guess::clear(tx.conn(), account).await?;
    session::delete_others(tx.conn(), account, None).await?;
    Ok(())
}
