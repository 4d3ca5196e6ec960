//! Why an account can't be recovered.

use super::row;
use crate::{
    AccountRecovery, Error, Latchkey, OwnAccount, Policy, Session, Timestamp,
    account::row::Account,
    factors::Factors,
    storage::{Conn, one},
};
use std::time::Duration;

/// How long the address must have been the account's, so that an intruder can't bring one along.
const ADDRESS_KEPT: Duration = Duration::from_hours(7 * 24);
/// How long none can begin after the first one of an account was stopped.
const PAUSE: Duration = Duration::from_hours(7 * 24);
/// The same after each further one.
const LONGER_PAUSE: Duration = Duration::from_hours(30 * 24);

/// The reason why no recovery of an account can begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecoveryObstacle {
    /// The policy or the settings of the installation allow none, or the account has no password or nothing to recover.
    Off,
    /// The account is an administrator's: others can help, and the operator.
    Administrator,
    /// The account's address isn't confirmed.
    Unconfirmed,
    /// The account's address was changed or confirmed less than seven days ago.
    NewAddress {
        /// When the seven days are over.
        until: Timestamp,
    },
    /// The password was set by mail and not used together with a method since: it proves no more than the mailbox.
    PasswordByMail,
    /// One is under way.
    UnderWay(AccountRecovery),
    /// One was stopped not long ago.
    Paused {
        /// When the next one can begin.
        until: Timestamp,
    },
}

#[derive(sqlx_macros::FromRow)]
struct Facts {
    has_password: bool,
    is_disabled: bool,
    is_of_application: bool,
    administrator: bool,
    factors: Factors,
    confirmed_at: Option<i64>,
    by_mail: bool,
    stopped: i64,
    stopped_at: Option<i64>,
}

impl Facts {
    fn obstacle(&self, now: Timestamp) -> Option<RecoveryObstacle> {
        if !self.has_password || self.is_disabled || self.is_of_application || !self.factors.is_enrolled() {
            return Some(RecoveryObstacle::Off);
        }
        if self.administrator {
            return Some(RecoveryObstacle::Administrator);
        }
        let Some(confirmed_at) = self.confirmed_at.map(Timestamp) else { return Some(RecoveryObstacle::Unconfirmed) };
        if confirmed_at + ADDRESS_KEPT > now {
            return Some(RecoveryObstacle::NewAddress { until: confirmed_at + ADDRESS_KEPT });
        }
        if self.by_mail {
            return Some(RecoveryObstacle::PasswordByMail);
        }
        let pause = if self.stopped > 1 { LONGER_PAUSE } else { PAUSE };
        // A stop of the future was noted while the clock was ahead. Its pause ends with the one that begins now.
        let stopped_at = self.stopped_at.map(|at| Timestamp(at.min(now.0)));
        stopped_at.map(|at| at + pause).filter(|until| *until > now).map(|until| RecoveryObstacle::Paused { until })
    }
}

/// The reason why no recovery of an account can begin now. `None` if one can.
pub(crate) async fn of_account(
    mut conn: Conn<'_>,
    latchkey: &Latchkey,
    account: &str,
    policy: &Policy,
) -> Result<Option<RecoveryObstacle>, Error> {
    if policy.recovery_hours == 0 || policy.offered().is_empty() || !latchkey.confirms_addresses() {
        return Ok(Some(RecoveryObstacle::Off));
    }
    if let Some(row) = row::of_account(conn.reborrow(), account).await? {
        return Ok(Some(RecoveryObstacle::UnderWay(row.shown())));
    }
    let facts = one!(
        Facts,
        conn,
        "SELECT password_hash <> '' AS has_password, disabled_at IS NOT NULL AS is_disabled, subject IS NOT NULL AS is_of_application,
                administrator, factors, CASE WHEN address IS NULL THEN NULL ELSE address_confirmed_at END AS confirmed_at,
                password_by_mail_at IS NOT NULL AS by_mail,
                (SELECT COUNT(*) FROM account_recovery WHERE account_id = account.id AND state = 'stopped') AS stopped,
                (SELECT MAX(ended_at) FROM account_recovery WHERE account_id = account.id AND state = 'stopped') AS stopped_at
         FROM account WHERE id = $1",
        account
    )?;
    Ok(facts.obstacle(latchkey.now()))
}

/// Whether a recovery that is ready can be completed.
pub(super) fn can_continue(account: &Account, policy: &Policy, latchkey: &Latchkey) -> bool {
    !account.administrator && account.subject.is_none() && !policy.offered().is_empty() && latchkey.confirms_addresses()
}

impl OwnAccount<'_> {
    /// The reason why the recovery of this session's account can't begin. `None` if it can.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn recovery_obstacle(self, session: &Session) -> Result<Option<RecoveryObstacle>, Error> {
        let mut read = self.latchkey.db().read().await?;
        let policy = self.latchkey.policy_on(read.conn()).await?;
        of_account(read.conn(), self.latchkey, &session.account_id, &policy).await
    }
}
