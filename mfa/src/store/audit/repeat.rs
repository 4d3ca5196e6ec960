//! Repetitions: an event that happens again within minutes is counted in the existing line.
//!
//! Otherwise anybody who may rename a passkey, sign out or guess could add lines without end. A sealed line never counts on, nor does one whose
//! values were erased: the next repetition begins a new line. So does a complete sign-in to the account: its owner sees which attempts came before
//! and after it. At most one repetition is counted in a transaction, so that two transactions that count in several lines never wait for each other.

use super::{Entry, event::Repeats, search::id_at};
use crate::{
    Error,
    env::Env,
    storage::{Conn, execute},
};
use std::time::Duration;

/// The greatest age of a line that still counts repetitions: younger than everything that `adoption` counts for good.
const WITHIN: Duration = Duration::from_mins(5);

/// Counts an entry in the line that it repeats. Returns false if there is no such line.
pub(super) async fn count(conn: Conn<'_>, env: &Env, entry: &Entry<'_>, actor: &str) -> Result<bool, Error> {
    let Some(repeats) = entry.event.repeats().filter(|_| entry.by.is_none()) else { return Ok(false) };
    let now = env.now();
    let counted = execute!(
        conn,
        "UPDATE audit_event SET times = times + 1, last_at = $1, agent = $2, detail = $3
         WHERE id = (SELECT id FROM audit_event
                     WHERE batch IS NULL AND COALESCE(account_id, '') = $4 AND event = $5 AND id >= $6 AND id < $12 AND actor = $7 AND address = $8
                     AND COALESCE(method, '') = $9 AND actor_id IS NULL AND ($10 OR COALESCE(detail, '') = $11)
                     AND commitments IS NULL
                     AND NOT EXISTS (SELECT 1 FROM audit_event AS visit
                                     WHERE visit.batch IS NULL AND COALESCE(visit.account_id, '') = $4 AND visit.event = 'sign_in_complete'
                                     AND visit.id > audit_event.id)
                     ORDER BY id DESC LIMIT 1)
         AND batch IS NULL AND commitments IS NULL",
        now.0,
        &entry.caller.agent,
        entry.detail,
        entry.account.unwrap_or_default(),
        entry.event.as_str(),
        id_at((now - WITHIN).0),
        actor,
        &entry.caller.address,
        entry.method.unwrap_or_default(),
        repeats == Repeats::AnyDetail,
        entry.detail.unwrap_or_default(),
        id_at(now.latest_noted().0)
    )?;
    Ok(counted == 1)
}
