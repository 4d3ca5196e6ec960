//! An account's lines of the audit, as its owner reads them.
//!
//! Attempts that follow one another are told in one line of each kind, however many there are, and changes can be read without them: no number of
//! refusals hides what an intruder has changed.

use super::{Event, event::REFUSED, search::END};
use crate::{
    Error, OwnAccount, Session, Timestamp,
    storage::{Conn, all, one, optional},
    view::Activity,
};

/// Lines that are read at a time.
const CHUNK: usize = 200;

/// How often one page reads: if more lines than that become one, the page ends early.
const CHUNKS: usize = 25;

/// Which lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActivityKind {
    /// All.
    Everything,
    /// Changes of methods, codes, password and account, and proofs of a method.
    Changes,
    /// The others: attempts, refusals, and sessions that ended.
    Others,
}

/// Some lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActivityPage {
    /// Newest first.
    pub lines: Vec<Activity>,
    /// Where the next page begins, if there are older lines.
    pub older: Option<String>,
}

#[derive(sqlx::FromRow)]
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
}

impl Row {
    fn into_activity(self) -> (String, Activity) {
        let Self { id, at, event, method, result, address, agent, detail, times, last_at } = self;
        let times = u32::try_from(times).unwrap_or(u32::MAX);
        (id, Activity { at, event, method, result, address, agent, detail, times, last_at })
    }
}

/// The events of [`ActivityKind::Changes`].
macro_rules! changes {
    () => {
        "('sign_up', 'sign_in_complete', 'step_up', 'mfa_token_issued', 'totp_added', 'totp_replaced', 'totp_renamed', 'totp_removed',
          'passkey_added', 'passkey_renamed', 'passkey_removed', 'recovery_code_used', 'recovery_codes_created',
          'recovery_codes_acknowledged', 'password_changed', 'email_changed', 'mfa_reset', 'account_disabled', 'account_enabled', 'administrator_granted')"
    };
}

macro_rules! statement {
    ($condition:expr) => {
        concat!(
            "SELECT id, at, event, method, result, address, agent, detail, times, last_at FROM audit_event
             WHERE account_id = $1 AND id < $2 AND ",
            $condition,
            " ORDER BY id DESC LIMIT $3"
        )
    };
}

async fn read(conn: Conn<'_>, account: &str, kind: ActivityKind, before: &str) -> Result<Vec<Row>, Error> {
    let statement = match kind {
        ActivityKind::Everything => statement!("TRUE"),
        ActivityKind::Changes => statement!(concat!("result = 'ok' AND event IN ", changes!())),
        ActivityKind::Others => statement!(concat!("event NOT IN ", changes!())),
    };
    Ok(all!(Row, conn, statement, account, before, i64::try_from(CHUNK).unwrap_or(i64::MAX))?)
}

/// Refusals, and first steps of a sign-in: anybody can make as many as they like.
fn is_attempt(line: &Activity) -> bool {
    line.result == REFUSED || line.event == Event::SignIn.as_str()
}

/// Tells an older attempt in the line of the same one after it, if there is nothing but attempts in between. False if it can't be.
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

/// How many codes and passkeys were refused since the complete sign-in before the one that made this session.
pub(crate) async fn refused_since_last_visit(mut conn: Conn<'_>, account: &str, session_began: Timestamp) -> Result<u32, Error> {
    let since = optional!(
        (String,),
        conn.reborrow(),
        "SELECT id FROM audit_event WHERE account_id = $1 AND event = 'sign_in_complete' AND at < $2 ORDER BY id DESC LIMIT 1",
        account,
        session_began.0
    )?;
    let (count,) = one!(
        (i64,),
        conn,
        "SELECT CAST(COALESCE(SUM(times), 0) AS BIGINT) FROM audit_event WHERE account_id = $1 AND id > $2
         AND event IN ('code_refused', 'code_replayed', 'recovery_code_refused', 'passkey_refused', 'passkey_cloned')",
        account,
        since.map_or_else(String::new, |(id,)| id)
    )?;
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

    /// Lines of this kind, `limit` at most, from `before` on: the place that [`ActivityPage::older`] told.
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

#[cfg(test)]
mod tests {
    use super::super::Event;

    #[test]
    fn every_change_is_an_event_that_succeeds() {
        let names: Vec<_> = changes!().split('\'').skip(1).step_by(2).collect();
        let known: Vec<_> = Event::ALL.into_iter().filter(|event| names.contains(&event.as_str())).collect();
        assert_eq!(known.len(), names.len());
        assert!(known.iter().all(|event| event.result() == "ok"));
    }
}
