//! The figures of the dashboard.

use super::count::DAY;
use crate::{
    Admin, Error, Session,
    audit::{Event, Kind, id_at},
    factors::{self, Factors},
    storage::{Conn, all, optional},
};
use std::collections::BTreeMap;

/// The steps of an enrollment, in order; the two in the middle are alternatives.
const STEPS: [&str; 4] = ["choose_method", "set_up_totp", "set_up_passkey", "acknowledge_recovery_codes"];

/// The factors of all accounts but the disabled ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FactorCounts {
    /// Number of accounts.
    pub accounts: i64,
    /// Accounts with at least one method.
    pub enrolled: i64,
    /// Accounts with an authenticator app.
    pub apps: i64,
    /// Accounts with a passkey.
    pub passkeys: i64,
    /// Accounts with a method and one to three recovery codes.
    pub few_codes: i64,
    /// Accounts with a method and no recovery code.
    pub no_codes: i64,
}

impl FactorCounts {
    fn add(&mut self, factors: Factors, accounts: i64) {
        let count = |of: &mut i64, counts: bool| *of += if counts { accounts } else { 0 };
        count(&mut self.accounts, true);
        count(&mut self.enrolled, factors.is_enrolled());
        count(&mut self.apps, factors.app());
        count(&mut self.passkeys, factors.passkey());
        count(&mut self.few_codes, factors.few_codes());
        count(&mut self.no_codes, factors.is_enrolled() && !factors.codes());
    }
}

/// One day, UTC.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// The beginning of the day: milliseconds since 1970.
    pub from: i64,
    /// The census at the end of the day; `None` for a day without one.
    pub census: Option<FactorCounts>,
    events: BTreeMap<String, i64>,
}

impl Day {
    /// How many codes and passkeys were refused.
    pub fn refused(&self) -> i64 {
        Event::names(Kind::FactorRefused).filter_map(|event| self.events.get(event)).sum()
    }

    /// The number of these events in the audit trail.
    pub fn count(&self, events: &[&str]) -> i64 {
        events.iter().filter_map(|event| self.events.get(*event)).sum()
    }
}

/// How many sessions reached a step of the enrollment, and how many of them completed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The name of the step, as [`crate::NextStep::name`] gives it.
    pub step: &'static str,
    /// Sessions that reached the step.
    pub reached: i64,
    /// Sessions that completed the step and went on. A change to another method doesn't count.
    pub left: i64,
}

/// The figures of a number of days, today included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adoption {
    /// The time of the count: milliseconds since 1970.
    pub at: i64,
    /// The present census.
    pub now: FactorCounts,
    /// Oldest first, without gaps.
    pub days: Vec<Day>,
    /// The steps of the enrollment, over all of these days.
    pub funnel: Vec<Passage>,
}

#[derive(sqlx_macros::FromRow)]
struct Count {
    day: i64,
    source: String,
    name: String,
    count: i64,
}

impl Admin<'_> {
    /// The figures of the last `days` days.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's.
    pub async fn adoption(self, session: &Session, days: u16) -> Result<Adoption, Error> {
        session.require_administrator()?;
        let at = self.latchkey.now().0;
        let today = at.div_euclid(DAY);
        let first = today.saturating_sub(i64::from(days.max(1)).saturating_sub(1));
        let mut read = self.latchkey.db().read().await?;
        let mut counts = settled(read.conn(), first).await?;
        counts.extend(unsettled(read.conn(), first).await?);
        let now = census(read.conn()).await?;
        let mut by_day = censuses(read.conn(), first).await?;
        by_day.insert(today, now);

        let mut days: BTreeMap<i64, Day> = (first..=today)
            .map(|day| (day, Day { from: day.saturating_mul(DAY), census: by_day.get(&day).copied(), ..Day::default() }))
            .collect();
        let mut passages: BTreeMap<(String, String), i64> = BTreeMap::new();
        for Count { day, source, name, count } in counts {
            if source != "audit" {
                *passages.entry((source, name)).or_default() += count;
            } else if let Some(day) = days.get_mut(&day) {
                *day.events.entry(name).or_default() += count;
            }
        }
        let passed = |source: &str, step: &str| passages.get(&(source.to_owned(), step.to_owned())).copied().unwrap_or(0);
        let passage = |step| {
            let reached = passed("reached", step);
            // A session that reached the step before the first day and left it later would be one too many.
            Passage { step, reached, left: passed("left", step).min(reached) }
        };
        Ok(Adoption { at, now, days: days.into_values().collect(), funnel: STEPS.map(passage).into() })
    }
}

/// The stored counts.
async fn settled(conn: Conn<'_>, first: i64) -> Result<Vec<Count>, Error> {
    Ok(all!(Count, conn, "SELECT day, source, name, count FROM daily_count WHERE day >= $1", first)?)
}

/// The counts of events after the marks.
async fn unsettled(mut conn: Conn<'_>, first: i64) -> Result<Vec<Count>, Error> {
    let first = first.saturating_mul(DAY);
    let audit = since(conn.reborrow(), "audit", first).await?;
    let flow = since(conn.reborrow(), "flow", first).await?;
    let mut counts = all!(
        Count,
        conn.reborrow(),
        "SELECT at / 86400000 AS day, 'audit' AS source, event AS name, CAST(SUM(times) AS BIGINT) AS count FROM audit_event
         WHERE id >= $1 GROUP BY at / 86400000, event",
        id_at(audit)
    )?;
    counts.extend(all!(
        Count,
        conn,
        "SELECT at / 86400000 AS day, direction AS source, step AS name, COUNT(*) AS count FROM flow_event
         WHERE at >= $1 GROUP BY at / 86400000, direction, step",
        flow
    )?);
    Ok(counts)
}

/// The time from which events are not counted yet, or the first moment asked for if that is later.
async fn since(conn: Conn<'_>, source: &str, first: i64) -> Result<i64, Error> {
    let mark = optional!((i64,), conn, "SELECT until FROM counted WHERE source = $1", source)?;
    Ok(mark.map_or(first, |(until,)| until.max(first)))
}

/// The census at this moment.
async fn census(conn: Conn<'_>) -> Result<FactorCounts, Error> {
    let mut census = FactorCounts::default();
    for (factors, accounts) in factors::count_accounts(conn).await? {
        census.add(factors, accounts);
    }
    Ok(census)
}

async fn censuses(conn: Conn<'_>, first: i64) -> Result<BTreeMap<i64, FactorCounts>, Error> {
    let groups = all!((i64, Factors, i64), conn, "SELECT day, factors, accounts FROM daily_census WHERE day >= $1", first)?;
    let mut censuses: BTreeMap<i64, FactorCounts> = BTreeMap::new();
    for (day, factors, accounts) in groups {
        censuses.entry(day).or_default().add(factors, accounts);
    }
    Ok(censuses)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::NextStep;

    #[test]
    fn the_steps_are_called_what_the_flow_calls_them() {
        let steps = [
            NextStep::ChooseMethod { offered: vec![], skippable: false },
            NextStep::SetUpTotp { device: String::new() },
            NextStep::SetUpPasskey,
            NextStep::AcknowledgeRecoveryCodes,
        ];
        assert_eq!(steps.map(|step| step.name()), STEPS);
    }
}
