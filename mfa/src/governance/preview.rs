//! Whom a change of the policy would touch.

use super::census::{self, Fate, Group};
use crate::{Error, Latchkey, Policy, Session, storage::Conn};

/// How many people are named.
const NAMED: i64 = 50;

/// People to whom something happens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// How many it happens to under the policy in force.
    pub before: i64,
    /// How many it would happen to.
    pub after: i64,
    /// The first of these.
    pub names: Vec<String>,
}

impl Touched {
    /// How many it would happen to who aren't named.
    pub fn more(&self) -> i64 {
        self.after.saturating_sub(i64::try_from(self.names.len()).unwrap_or(i64::MAX))
    }
}

/// What a policy would mean for everybody who has an account that isn't disabled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// All of them.
    pub accounts: i64,
    /// Have to enroll a method; in a grace period, as soon as it is over.
    pub enroll: Touched,
    /// Prove a method at every sign-in.
    pub prove: Touched,
    /// Have nothing but methods that are switched off, and need a recovery code to get on.
    pub need_code: Touched,
    /// Have nothing but methods that are switched off, and no recovery code.
    pub locked_out: Touched,
    /// How many would be locked out who aren't now, whoever else is let in again.
    pub newly_locked_out: i64,
    /// No administrator would be left who gets in.
    pub ungoverned: bool,
}

pub(super) async fn preview(mut conn: Conn<'_>, now: &Policy, then: &Policy) -> Result<Preview, Error> {
    let groups = census::take(conn.reborrow()).await?;
    let mut touched = vec![];
    for fate in [Fate::Enrolls, Fate::Proves, Fate::NeedsCode, Fate::LockedOut] {
        touched.push(touch(conn.reborrow(), &groups, fate, now, then).await?);
    }
    let mut touched = touched.into_iter();
    let mut next = || touched.next().unwrap_or_default();
    Ok(Preview {
        accounts: groups.iter().map(|group| group.accounts).sum(),
        enroll: next(),
        prove: next(),
        need_code: next(),
        locked_out: next(),
        newly_locked_out: census::newly_locked_out(&groups, now, then),
        ungoverned: groups.iter().any(|group| group.governs(now)) && !groups.iter().any(|group| group.governs(then)),
    })
}

async fn touch(mut conn: Conn<'_>, groups: &[Group], fate: Fate, now: &Policy, then: &Policy) -> Result<Touched, Error> {
    let count = |policy: &Policy| groups.iter().filter(|group| group.fate(policy) == fate).map(|group| group.accounts).sum();
    let mut first = vec![];
    for group in groups.iter().filter(|group| group.fate(then) == fate) {
        first.extend(census::first(conn.reborrow(), group, NAMED).await?);
    }
    first.sort();
    let names = first.into_iter().zip(0..NAMED).map(|((_, name), _)| name).collect();
    Ok(Touched { before: count(now), after: count(then), names })
}

impl Latchkey {
    /// Whom it would touch if this policy were saved.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] for whoever isn't an administrator.
    pub async fn preview_policy(&self, session: &Session, policy: &Policy) -> Result<Preview, Error> {
        session.require_administrator()?;
        let mut read = self.db.read().await?;
        let now = self.policy_on(read.conn()).await?;
        preview(read.conn(), &now, &self.in_force(policy.clone())).await
    }
}
