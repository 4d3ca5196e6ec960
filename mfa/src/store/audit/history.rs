//! An account's lines of the audit, as its owner reads them.
//!
//! Consecutive attempts are combined in one line of each kind, however many there are, and changes can be listed without them: no number of refusals
//! hides an intruder's changes.

use super::{
    Event,
    event::{Kind, REFUSED},
    search::END,
};
use crate::{
    Error, OwnAccount, Session, Timestamp,
    storage::{Conn, all, one, optional},
    view::Activity,
};
use std::sync::LazyLock;

/// Lines read at a time.
const CHUNK: usize = 200;

/// Reads per page: if even more lines are combined, the page ends early.
const CHUNKS: usize = 25;

/// A selection of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActivityKind {
    /// All.
    Everything,
    /// Changes of methods, codes, password and account, and proofs of a method.
    Changes,
    /// The others: attempts, refusals, and sessions that ended.
    Others,
}

/// A page of lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActivityPage {
    /// Newest first.
    pub lines: Vec<Activity>,
    /// Where the next page begins, if there are older lines.
    pub older: Option<String>,
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: String,
    at: i64,
    event: String,
    method: Option<String>,
    result: String,
    address: String,
    agent: String,
    detail: Option<String>,
    times: i64,
    last_at: Option<i64>,
    erased: bool,
}

impl Row {
    fn into_activity(self) -> (String, Activity) {
        let Self { id, at, event, method, result, address, agent, detail, times, last_at, erased } = self;
        let times = u32::try_from(times).unwrap_or(u32::MAX);
        (id, Activity { at, event, method, result, address, agent, detail, times, last_at, erased })
    }
}

static EVERYTHING: LazyLock<String> = LazyLock::new(|| statement("TRUE"));
static CHANGES: LazyLock<String> = LazyLock::new(|| statement(&format!("result = 'ok' AND event IN {}", Event::list(Kind::Change))));
static OTHERS: LazyLock<String> = LazyLock::new(|| statement(&format!("event NOT IN {}", Event::list(Kind::Change))));

fn statement(condition: &str) -> String {
    format!(
        "SELECT id, at, event, method, result, address, agent, detail, times, last_at, commitments IS NOT NULL AS erased
         FROM audit_event
         WHERE account_id = $1 AND id < $2 AND {condition} ORDER BY id DESC LIMIT $3"
    )
}

static REFUSALS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT CAST(COALESCE(SUM(times), 0) AS BIGINT) FROM audit_event WHERE account_id = $1 AND id > $2 AND event IN {}",
        Event::list(Kind::FactorRefused)
    )
});

async fn read(conn: Conn<'_>, account: &str, kind: ActivityKind, before: &str) -> Result<Vec<Row>, Error> {
    let statement: &'static str = match kind {
        ActivityKind::Everything => &EVERYTHING,
        ActivityKind::Changes => &CHANGES,
        ActivityKind::Others => &OTHERS,
    };
    Ok(all!(Row, conn, statement, account, before, i64::try_from(CHUNK).unwrap_or(i64::MAX))?)
}

/// Refusals, and first steps of a sign-in: anybody can cause any number of them.
fn is_attempt(line: &Activity) -> bool {
    line.result == REFUSED || line.event == Event::SignIn.as_str()
}

/// Adds an older attempt to the line of a later one of the same kind, if there are only attempts in between. Returns false if it can't.
fn absorb(lines: &mut [Activity], older: &Activity) -> bool {
    let mut run = lines.iter_mut().rev().take_while(|line| is_attempt(line));
    let same = |line: &&mut Activity| line.event == older.event && line.method == older.method && line.detail == older.detail;
    let Some(newer) = run.find(same).filter(|_| is_attempt(older)) else { return false };
    newer.last_at = newer.last_at.or(Some(newer.at));
    newer.at = older.at;
    newer.times = newer.times.saturating_add(older.times);
    true
}

/// The newest lines of an account before the one with this id, `limit` at most.
pub(crate) async fn of_account(
    mut conn: Conn<'_>,
    account: &str,
    kind: ActivityKind,
    before: Option<&str>,
    limit: usize,
) -> Result<ActivityPage, Error> {
    let mut lines: Vec<Activity> = vec![];
    let mut last = before.filter(|before| *before < END).unwrap_or(END).to_owned();
    for _ in 0..CHUNKS {
        let rows = read(conn.reborrow(), account, kind, &last).await?;
        let is_end = rows.len() < CHUNK;
        for (id, line) in rows.into_iter().map(Row::into_activity) {
            if !absorb(&mut lines, &line) {
                if lines.len() == limit {
                    return Ok(ActivityPage { lines, older: Some(last) });
                }
                lines.push(line);
            }
            last = id;
        }
        if is_end {
            return Ok(ActivityPage { lines, older: None });
        }
    }
    Ok(ActivityPage { lines, older: Some(last) })
}

/// The number of codes and passkeys refused since the complete sign-in before the one that opened this session.
pub(crate) async fn refused_since_last_visit(mut conn: Conn<'_>, account: &str, session_began: Timestamp) -> Result<u32, Error> {
    let since = optional!(
        (String,),
        conn.reborrow(),
        "SELECT id FROM audit_event WHERE account_id = $1 AND event = 'sign_in_complete' AND at < $2 ORDER BY id DESC LIMIT 1",
        account,
        session_began.0
    )?;
    let refusals: &'static str = &REFUSALS;
    let (count,) = one!((i64,), conn, refusals, account, since.map_or_else(String::new, |(id,)| id))?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

impl OwnAccount<'_> {
    /// The newest lines of the account's audit trail.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn activity(self, session: &Session, limit: u32) -> Result<Vec<Activity>, Error> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        Ok(self.activity_page(session, ActivityKind::Everything, None, limit).await?.lines)
    }

    /// Lines of this kind, `limit` at most, from `before` on, a value of [`ActivityPage::older`].
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn activity_page(
        self,
        session: &Session,
        kind: ActivityKind,
        before: Option<&str>,
        limit: usize,
    ) -> Result<ActivityPage, Error> {
        session.require_full()?;
        of_account(self.latchkey.db().read().await?.conn(), &session.account_id, kind, before, limit).await
    }
}
