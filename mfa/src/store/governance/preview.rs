//! The people affected by a change of the policy.

use super::account_group::{self, AccountGroup, PolicyEffect};
use crate::{
    Admin, Error, Method, Policy, Session, Timestamp,
    people::{self, PageCursor, People},
    storage::{Conn, all, one},
    trust::lasts,
};

/// Most people who are named.
const NAMED: i64 = 50;

/// The people on whom a policy has one effect.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AffectedPeople {
    /// Their number under the policy in force.
    pub before: i64,
    /// Their number under the previewed policy.
    pub after: i64,
    /// The names of the first of the latter.
    pub names: Vec<String>,
}

impl AffectedPeople {
    /// The number of affected people who aren't named.
    pub fn more(&self) -> i64 {
        self.after.saturating_sub(i64::try_from(self.names.len()).unwrap_or(i64::MAX))
    }
}

/// The effects of a policy on all accounts that aren't disabled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Number of accounts.
    pub accounts: i64,
    /// [`PolicyEffect::Enroll`].
    pub enroll: AffectedPeople,
    /// [`PolicyEffect::EnrollForAction`].
    pub enroll_for_action: AffectedPeople,
    /// [`PolicyEffect::Prove`].
    pub prove: AffectedPeople,
    /// [`PolicyEffect::NeedCode`].
    pub need_code: AffectedPeople,
    /// [`PolicyEffect::LockOut`].
    pub locked_out: AffectedPeople,
    /// How many accounts would be locked out that aren't now, without subtracting those that would be let in again.
    pub newly_locked_out: i64,
    /// How many trusted browsers wouldn't be trusted any more.
    pub trust_ended: i64,
    /// The effects on account recovery. `None` if its waiting time doesn't change.
    pub recovery: Option<RecoveryPreview>,
    /// Whether no administrator would be left who can sign in.
    pub ungoverned: bool,
}

/// The effects of another waiting time for account recovery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecoveryPreview {
    /// Number of accounts that couldn't be recovered although they have a method to lose: their address isn't confirmed.
    pub unconfirmed: i64,
    /// Number of recoveries under way, which keep the waiting time that they began with.
    pub under_way: i64,
}

async fn recovery(conn: Conn<'_>, now: &Policy, then: &Policy) -> Result<Option<RecoveryPreview>, Error> {
    if now.recovery_hours == then.recovery_hours {
        return Ok(None);
    }
    let (unconfirmed, under_way) = one!(
        (i64, i64),
        conn,
        "SELECT (SELECT COUNT(*) FROM account
                 WHERE disabled_at IS NULL AND subject IS NULL AND NOT administrator AND factors <> 0 AND address IS NULL),
                (SELECT COUNT(*) FROM account_recovery WHERE state IN ('waiting', 'ready'))"
    )?;
    Ok(Some(RecoveryPreview { unconfirmed: if then.recovery_hours == 0 { 0 } else { unconfirmed }, under_way }))
}

pub(super) async fn preview(mut conn: Conn<'_>, at: Timestamp, now: &Policy, then: &Policy) -> Result<Preview, Error> {
    let groups = account_group::take(conn.reborrow()).await?;
    let recovery = recovery(conn.reborrow(), now, then).await?;
    let mut affected = async |effect| affected_by(conn.reborrow(), &groups, effect, now, then).await;
    Ok(Preview {
        accounts: groups.iter().map(|group| group.accounts).sum(),
        enroll: affected(PolicyEffect::Enroll).await?,
        enroll_for_action: affected(PolicyEffect::EnrollForAction).await?,
        prove: affected(PolicyEffect::Prove).await?,
        need_code: affected(PolicyEffect::NeedCode).await?,
        locked_out: affected(PolicyEffect::LockOut).await?,
        trust_ended: trust_ended(conn.reborrow(), at, now, then).await?,
        recovery,
        newly_locked_out: account_group::newly_locked_out(&groups, now, then),
        ungoverned: groups.iter().any(|group| group.governs(now)) && !groups.iter().any(|group| group.governs(then)),
    })
}

/// How many browsers are trusted under `now` and wouldn't be under `then`.
async fn trust_ended(conn: Conn<'_>, at: Timestamp, now: &Policy, then: &Policy) -> Result<i64, Error> {
    let begun_under = |policy: &Policy| (at - lasts(policy.trust_days)).0;
    let rows = all!(
        (String, i64, i64),
        conn,
        "SELECT trusted_method, COUNT(*), SUM(CASE WHEN trusted_at > $4 THEN 1 ELSE 0 END)
         FROM browser WHERE trust_id IS NOT NULL AND trusted_until > $1 AND trusted_at > $2 AND trusted_at <= $3 GROUP BY trusted_method",
        at.0,
        begun_under(now),
        at.latest_noted().0,
        begun_under(then)
    )?;
    let accepts = |policy: &Policy, method: &str| Method::from_name(method).is_some_and(|method| policy.accepts(method));
    let ended = |(method, trusted, kept): &(String, i64, i64)| match (accepts(now, method), accepts(then, method)) {
        (false, _) => 0,
        (true, false) => *trusted,
        (true, true) => trusted.saturating_sub(*kept),
    };
    Ok(rows.iter().map(ended).sum())
}

async fn affected_by(
    mut conn: Conn<'_>,
    groups: &[AccountGroup],
    effect: PolicyEffect,
    now: &Policy,
    then: &Policy,
) -> Result<AffectedPeople, Error> {
    let count = |policy: &Policy| groups.iter().filter(|group| group.meets(effect, policy)).map(|group| group.accounts).sum();
    let mut first = vec![];
    for group in groups.iter().filter(|group| group.meets(effect, then)) {
        first.extend(account_group::first(conn.reborrow(), group, NAMED).await?);
    }
    first.sort();
    let names = first.into_iter().zip(0..NAMED).map(|((_, name), _)| name).collect();
    Ok(AffectedPeople { before: count(now), after: count(then), names })
}

impl Admin<'_> {
    /// The effects of saving this policy.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's.
    pub async fn preview_policy(self, session: &Session, policy: &Policy) -> Result<Preview, Error> {
        session.require_administrator()?;
        let mut read = self.latchkey.db().read().await?;
        let now = self.latchkey.policy_on(read.conn()).await?;
        preview(read.conn(), self.latchkey.now(), &now, &self.latchkey.in_force(policy.clone())).await
    }

    /// A page of the people on whom a policy would have this effect, and their number.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's.
    pub async fn affected_people(
        self,
        session: &Session,
        policy: &Policy,
        effect: PolicyEffect,
        cursor: PageCursor<'_>,
    ) -> Result<(i64, People), Error> {
        session.require_administrator()?;
        let policy = self.latchkey.in_force(policy.clone());
        let mut read = self.latchkey.db().read().await?;
        let mut groups = account_group::take(read.conn()).await?;
        groups.retain(|group| group.meets(effect, &policy));
        let among: Vec<_> = groups.iter().map(|group| (group.factors, group.administrator, group.passwordless)).collect();
        let people = people::in_groups(read.conn(), &among, cursor).await?;
        Ok((groups.iter().map(|group| group.accounts).sum(), people))
    }
}
