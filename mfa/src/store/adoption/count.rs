//! The daily counts, which a timer updates.

use crate::{
    Error, Latchkey, Maintenance, Timestamp,
    audit::id_at,
    factors,
    storage::{Conn, Tx, execute, optional},
};
use std::time::Duration;
use strum::IntoStaticStr;

/// A day in milliseconds.
pub(crate) const DAY: i64 = 86_400_000;
/// The age at which events are counted for good: by then, every transaction has committed or was rolled back.
const SETTLED_AFTER: Duration = Duration::from_secs(600);
/// The age after which a census is taken again.
const CENSUS_EVERY: Duration = Duration::from_secs(240);
/// How long steps are kept at least, to be counted again if the clock turns out to have been ahead.
const KEPT: Duration = Duration::from_hours(4 * 24);
/// The row in `counted`, beside those of the sources, for the time up to which steps have been deleted.
const FORGOTTEN: &str = "flow, deleted";

/// The tables that are counted.
#[derive(Clone, Copy, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
enum Source {
    Audit,
    Flow,
}

impl Source {
    fn name(self) -> &'static str {
        self.into()
    }

    /// The names under which `daily_count` has this source.
    fn counts(self) -> [&'static str; 2] {
        match self {
            Self::Audit => ["audit", "audit"],
            Self::Flow => ["reached", "left"],
        }
    }
}

impl Maintenance<'_> {
    /// Counts new events, and takes the census of accounts. For a timer; if there are several nodes, one of them counts.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn aggregate_counts(self) -> Result<(), Error> {
        for source in [Source::Audit, Source::Flow] {
            while self.count_a_day(source).await? {}
        }
        self.take_census().await
    }

    /// Moves one mark on, by a day at most. Returns false if there is nothing more to count now.
    async fn count_a_day(self, source: Source) -> Result<bool, Error> {
        let mut tx = self.latchkey.db().begin_at_leisure().await?;
        let settled = (self.latchkey.now() - SETTLED_AFTER).0;
        let Some(from) = mark(&mut tx, source, settled).await? else { return Ok(false) };
        if Timestamp(from) > Timestamp(settled).latest_noted() {
            return set_back(tx, source, from, settled).await;
        }
        let day = from.div_euclid(DAY);
        let until = settled.min(day.saturating_add(1).saturating_mul(DAY));
        if until <= from || !move_mark(&mut tx, source.name(), from, until).await? {
            return Ok(false);
        }
        match source {
            Source::Audit => execute!(
                tx.conn(),
                "INSERT INTO daily_count (day, source, name, count)
                 SELECT $1, 'audit', event, CAST(SUM(times) AS BIGINT) FROM audit_event WHERE id >= $2 AND id < $3 GROUP BY event
                 ON CONFLICT (day, source, name) DO UPDATE SET count = daily_count.count + excluded.count",
                day,
                id_at(from),
                id_at(until)
            )?,
            Source::Flow => execute!(
                tx.conn(),
                "INSERT INTO daily_count (day, source, name, count)
                 SELECT $1, direction, step, COUNT(*) FROM flow_event WHERE at >= $2 AND at < $3 GROUP BY direction, step
                 ON CONFLICT (day, source, name) DO UPDATE SET count = daily_count.count + excluded.count",
                day,
                from,
                until
            )?,
        };
        tx.commit().await?;
        Ok(until < settled)
    }

    async fn take_census(self) -> Result<(), Error> {
        let now = self.latchkey.now();
        let day = now.0.div_euclid(DAY);
        // Reads before writing anything: with very many accounts it takes a moment, in which others write.
        let census = factors::count_accounts(self.latchkey.db().read_at_leisure().await?.conn()).await?;
        let mut tx = self.latchkey.db().begin().await?;
        execute!(tx.conn(), "INSERT INTO counted (source, until) VALUES ('census', 0) ON CONFLICT (source) DO NOTHING")?;
        let moved = execute!(
            tx.conn(),
            "UPDATE counted SET until = $1 WHERE source = 'census' AND (until <= $2 OR until > $3)",
            now.0,
            (now - CENSUS_EVERY).0,
            now.latest_noted().0
        )?;
        if moved == 0 {
            return Ok(());
        }
        execute!(tx.conn(), "DELETE FROM daily_census WHERE day = $1", day)?;
        for (factors, accounts) in census {
            execute!(tx.conn(), "INSERT INTO daily_census (day, factors, accounts) VALUES ($1, $2, $3)", day, factors, accounts)?;
        }
        tx.commit().await?;
        Ok(())
    }
}

/// Deletes at most this many counted steps of ended sessions: their users may be gone by then. Returns their number.
pub(crate) async fn sweep(mut conn: Conn<'_>, latchkey: &Latchkey, most: i64) -> Result<u64, Error> {
    let counted = optional!((i64,), conn.reborrow(), "SELECT until FROM counted WHERE source = $1", Source::Flow.name())?;
    let Some((counted,)) = counted else { return Ok(0) };
    let until = latchkey.steps_are_kept_since().min(counted);
    let deleted = execute!(
        conn.reborrow(),
        "DELETE FROM flow_event WHERE (session_id, step, direction) IN
         (SELECT session_id, step, direction FROM flow_event WHERE at < $1 ORDER BY at LIMIT $2)",
        until,
        most
    )?;
    if deleted > 0 {
        let statement = "INSERT INTO counted (source, until) VALUES ($1, $2)
                         ON CONFLICT (source) DO UPDATE SET until = excluded.until WHERE counted.until < excluded.until";
        execute!(conn, statement, FORGOTTEN, until)?;
    }
    Ok(deleted)
}

impl Latchkey {
    /// Older steps belong to ended sessions.
    pub(crate) fn steps_are_kept_since(&self) -> i64 {
        (self.now() - self.longest_session().max(KEPT)).0
    }
}

/// The time up to which events are counted. At first that is the time of the oldest event; `None` if no event can be counted yet.
async fn mark(tx: &mut Tx, source: Source, settled: i64) -> Result<Option<i64>, Error> {
    if let Some((until,)) = optional!((i64,), tx.conn(), "SELECT until FROM counted WHERE source = $1", source.name())? {
        return Ok(Some(until));
    }
    let Some(oldest) = oldest(tx, source).await?.filter(|at| *at < settled) else { return Ok(None) };
    execute!(tx.conn(), "INSERT INTO counted (source, until) VALUES ($1, $2) ON CONFLICT (source) DO NOTHING", source.name(), oldest)?;
    Ok(Some(oldest))
}

/// Moves a mark back that was set while the clock was ahead: otherwise events before it would never be counted. Counting begins again with the
/// present day, or with the first day whose events are all still there. Returns false if nothing can be counted before the time of the mark.
async fn set_back(mut tx: Tx, source: Source, from: i64, settled: i64) -> Result<bool, Error> {
    let Some(whole) = first_whole_day(&mut tx, source).await? else { return Ok(false) };
    let day = settled.div_euclid(DAY).max(whole);
    let to = day.saturating_mul(DAY);
    if to >= from || !move_mark(&mut tx, source.name(), from, to).await? {
        return Ok(false);
    }
    let statement = "DELETE FROM daily_count WHERE day >= $1 AND source IN ($2, $3)";
    let [one, other] = source.counts();
    execute!(tx.conn(), statement, day, one, other)?;
    tx.commit().await?;
    tracing::warn!(source = source.name(), from, "counting the events of a day again: the clock was ahead when they were first counted");
    Ok(to < settled)
}

/// The first day whose events are all still there; `None` if there are no events.
async fn first_whole_day(tx: &mut Tx, source: Source) -> Result<Option<i64>, Error> {
    let beginning = match source {
        Source::Audit => None,
        Source::Flow => optional!((i64,), tx.conn(), "SELECT until FROM counted WHERE source = $1", FORGOTTEN)?.map(|(until,)| until),
    };
    let first = match beginning {
        Some(until) => Some(until),
        None => oldest(tx, source).await?.map(|at| at.div_euclid(DAY).saturating_mul(DAY)),
    };
    Ok(first.map(|at| at.saturating_add(DAY - 1).div_euclid(DAY)))
}

/// The time of the oldest event that can be counted.
async fn oldest(tx: &mut Tx, source: Source) -> Result<Option<i64>, Error> {
    let oldest = match source {
        Source::Audit => optional!((i64,), tx.conn(), "SELECT at FROM audit_event ORDER BY id LIMIT 1")?,
        Source::Flow => optional!((i64,), tx.conn(), "SELECT at FROM flow_event ORDER BY at LIMIT 1")?,
    };
    Ok(oldest.map(|(at,)| at))
}

/// Returns false if another node was faster.
async fn move_mark(tx: &mut Tx, source: &str, from: i64, until: i64) -> Result<bool, Error> {
    Ok(execute!(tx.conn(), "UPDATE counted SET until = $3 WHERE source = $1 AND until = $2", source, from, until)? == 1)
}
