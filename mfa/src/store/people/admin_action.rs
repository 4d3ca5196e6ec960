//! Actions of an administrator on another account.

use super::{approval, notice};
use crate::{
    Admin, Caller, Error, Latchkey, Policy, Session, account, account_recovery,
    administer::Administering,
    administrators::Administrators,
    audit::{Entry, Event},
    guess, mail_link, notice_mail, passkey, reason, recovery_code, session,
    storage::{Conn, Tx, execute},
    totp,
};
use strum::{EnumIter, EnumString, IntoEnumIterator, IntoStaticStr};

/// An action on an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum AdminAction {
    /// Deletes all methods and recovery codes and ends all sessions: the next sign-in enrolls anew.
    Reset,
    /// Ends all sessions.
    EndSessions,
    /// Ends all sessions and prevents sign-in.
    Disable,
    /// Allows sign-in again.
    Enable,
}

impl AdminAction {
    /// All actions.
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

/// The outcome of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionOutcome {
    /// It was applied.
    Done,
    /// It waits for the approval of another administrator.
    Requested,
}

impl Admin<'_> {
    /// Applies an action to another account; to an administrator's only after approval by another administrator.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's, and for an account that doesn't exist; [`Error::StepUpRequired`];
    /// [`Error::ReasonMissing`]; [`Error::NotPossibleNow`] for the administrator's own account; [`Error::SecondAdministratorNeeded`] if no other
    /// administrator could sign in and approve it.
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
        let Administering { mut tx, policy, administrators } = self.administer(session).await?;
        if account == session.account_id {
            return Err(Error::NotPossibleNow);
        }
        let person = account::row::by_id(tx.conn(), account).await?.ok_or(Error::NotFound)?;
        let outcome = if person.administrator {
            if !administrators.any_beside(&[&session.account_id, account], &policy) {
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

    /// Applies the action and records it under the administrator's name; the account's owner is notified.
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
        // Of two administrators who disable each other, only one may succeed.
        let before = Administrators::lock(tx.conn()).await?;
        let mailbox = account::row::lock(tx.conn(), account).await?.ok_or(Error::NotFound)?;
        let policy = self.policy_on(tx.conn()).await?;
        let changed = match act {
            AdminAction::Reset => {
                reset_factors(tx, account).await?;
                true
            }
            AdminAction::EndSessions => {
                session::delete_all(tx.conn(), account).await?;
                mail_link::delete_of_account(tx.conn(), account).await?;
                true
            }
            AdminAction::Disable => {
                session::delete_all(tx.conn(), account).await?;
                mail_link::delete_of_account(tx.conn(), account).await?;
                let sql = "UPDATE account SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NULL";
                execute!(tx.conn(), sql, account, self.now().0)? == 1
            }
            AdminAction::Enable => {
                // A sign-in in progress while the account was disabled may have left a session.
                session::delete_all(tx.conn(), account).await?;
                let sql = "UPDATE account SET disabled_at = NULL WHERE id = $1 AND disabled_at IS NOT NULL";
                execute!(tx.conn(), sql, account)? == 1
            }
        };
        last.check(&before, tx.conn(), &policy).await?;
        if matches!(act, AdminAction::Reset | AdminAction::Disable) {
            account_recovery::void(tx.conn(), self, entry).await?;
        }
        if changed {
            notice_mail::record(tx.conn(), self, &mailbox, entry).await?;
            notice::leave(tx.conn(), self.env(), account, act, reason).await?;
        }
        Ok(changed)
    }
}

/// Whether an installation may be left without an administrator who can sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastAdministrator {
    /// No: the change is refused with [`Error::LastAdministrator`].
    Stays,
    /// Yes, as requested by the operator, who can make another administrator.
    MayGo,
}

impl LastAdministrator {
    /// Checks a change, under the lock with which `before` was loaded.
    pub(crate) async fn check(self, before: &Administrators, conn: Conn<'_>, policy: &Policy) -> Result<(), Error> {
        match self {
            Self::Stays => before.require_one_left(conn, policy).await,
            Self::MayGo => Ok(()),
        }
    }
}

/// Deletes all methods and recovery codes of an account, and ends its sessions, its links and its waits.
async fn reset_factors(tx: &mut Tx, account: &str) -> Result<(), Error> {
    totp::delete_all(tx.conn(), account).await?;
    passkey::delete_all(tx.conn(), account).await?;
    recovery_code::delete_all(tx.conn(), account).await?;
    guess::clear(tx.conn(), account).await?;
    session::delete_all(tx.conn(), account).await?;
    mail_link::delete_of_account(tx.conn(), account).await
}
