//! The tables `recovery_set` and `recovery_code`.

use super::code;
use crate::{
    Error, Latchkey, Session, Timestamp, factors,
    storage::{Conn, Tx, execute, one, optional},
    vault::{Place, Vault},
    view::RecoveryStatus,
};
use zeroize::Zeroizing;

/// A set that waits to be acknowledged.
#[derive(sqlx_macros::FromRow)]
pub(super) struct PendingSet {
    id: String,
    codes: Vec<u8>,
}

impl PendingSet {
    /// The codes in the clear, zeroed when dropped.
    pub(super) fn open(&self, vault: &Vault) -> Result<Vec<Zeroizing<String>>, Error> {
        open_codes(vault, &self.id, &self.codes)
    }
}

/// The stored data that a typed code is checked against.
#[derive(sqlx_macros::FromRow)]
pub(super) struct Candidate {
    pub(super) set_id: String,
    pub(super) code_hash: Option<String>,
    codes: Option<Vec<u8>>,
}

impl Candidate {
    /// The codes of a pending set. `None` if it was acknowledged.
    pub(super) fn open(&self, vault: &Vault) -> Result<Option<Vec<Zeroizing<String>>>, Error> {
        self.codes.as_ref().map(|sealed| open_codes(vault, &self.set_id, sealed)).transpose()
    }
}

fn place(id: &str) -> Place<'_> {
    Place { table: "recovery_set", row: id, column: "codes" }
}

fn open_codes(vault: &Vault, id: &str, sealed: &[u8]) -> Result<Vec<Zeroizing<String>>, Error> {
    let plain = vault.open_sealed(place(id), sealed)?;
    let text = std::str::from_utf8(&plain).map_err(|_| Error::Unavailable)?;
    Ok(text.lines().map(|line| Zeroizing::new(line.to_owned())).collect())
}

/// Inserts a pending set in place of any other one of the account.
pub(super) async fn insert_pending(tx: &mut Tx, latchkey: &Latchkey, session: &Session, codes: &[Zeroizing<String>]) -> Result<(), Error> {
    execute!(tx.conn(), "DELETE FROM recovery_set WHERE account_id = $1 AND state = 'pending'", &session.account_id)?;
    let id = latchkey.env().id()?;
    let lines = Zeroizing::new(codes.iter().map(|code| code.as_str()).collect::<Vec<_>>().join("\n"));
    let sealed = latchkey.vault().sealing_key(tx.conn()).await?.seal(latchkey.env(), place(&id), lines.as_bytes())?;
    execute!(
        tx.conn(),
        "INSERT INTO recovery_set (id, account_id, session_id, state, codes, created_at) VALUES ($1, $2, $3, 'pending', $4, $5)",
        &id,
        &session.account_id,
        &session.id,
        sealed,
        latchkey.now().0
    )?;
    for code in codes {
        let selector = code::selector(code).ok_or(Error::Unavailable)?;
        execute!(tx.conn(), "INSERT INTO recovery_code (set_id, selector) VALUES ($1, $2)", &id, selector)?;
    }
    factors::note(tx.conn(), &session.account_id).await
}

/// The pending set that this session earned.
pub(super) async fn pending(conn: Conn<'_>, session: &str) -> Result<Option<PendingSet>, Error> {
    Ok(optional!(PendingSet, conn, "SELECT id, codes FROM recovery_set WHERE session_id = $1 AND state = 'pending'", session)?)
}

/// The state of a set of which one code is known.
pub(super) enum SetState {
    /// It waits in this session to be acknowledged.
    Pending,
    /// It was acknowledged.
    Acknowledged,
    /// Another set has replaced it.
    Replaced,
}

/// The state of the set with a code of this selector, as seen from a session.
pub(super) async fn state(conn: Conn<'_>, session: &Session, selector: &str) -> Result<SetState, Error> {
    let found = optional!(
        (String, Option<String>),
        conn,
        "SELECT state, session_id FROM recovery_set JOIN recovery_code ON set_id = recovery_set.id
         WHERE account_id = $1 AND selector = $2 ORDER BY CASE WHEN session_id = $3 THEN 0 ELSE 1 END LIMIT 1",
        &session.account_id,
        selector,
        &session.id
    )?;
    Ok(match found {
        Some((_, Some(earner))) if earner == session.id => SetState::Pending,
        Some((state, _)) if state == "complete" => SetState::Acknowledged,
        _ => SetState::Replaced,
    })
}

pub(super) async fn has_acknowledged(conn: Conn<'_>, account: &str) -> Result<bool, Error> {
    let (sets,) = one!((i64,), conn, "SELECT COUNT(*) FROM recovery_set WHERE account_id = $1 AND state = 'complete'", account)?;
    Ok(sets > 0)
}

/// The codes of the set in force: the acknowledged one of account `$1`, or the pending one if there is no other.
macro_rules! from_codes_that_answer {
    () => {
        "FROM recovery_code
         WHERE set_id = (SELECT MAX(id) FROM recovery_set WHERE account_id = $1
                         AND (state = 'complete' OR NOT EXISTS
                              (SELECT 1 FROM recovery_set WHERE account_id = $1 AND state = 'complete')))"
    };
}

/// The number of unused codes and of all codes of the set in force.
pub(crate) async fn count(conn: Conn<'_>, account: &str) -> Result<(u32, u32), Error> {
    let (left, made) = one!(
        (i64, i64),
        conn,
        concat!("SELECT COUNT(CASE WHEN used_at IS NULL THEN 1 END), COUNT(*) ", from_codes_that_answer!()),
        account
    )?;
    Ok((u32::try_from(left).unwrap_or(0), u32::try_from(made).unwrap_or(0)))
}

/// The same numbers, whether the account has an acknowledged set, and whether this session has earned a pending one.
pub(crate) async fn status(conn: Conn<'_>, session: &Session) -> Result<RecoveryStatus, Error> {
    let (left, made, acknowledged, pending) = one!(
        (i64, i64, i64, i64),
        conn,
        concat!(
            "SELECT COUNT(CASE WHEN used_at IS NULL THEN 1 END), COUNT(*),
                    (SELECT COUNT(*) FROM recovery_set WHERE account_id = $1 AND state = 'complete'),
                    (SELECT COUNT(*) FROM recovery_set WHERE session_id = $2 AND state = 'pending') ",
            from_codes_that_answer!()
        ),
        &session.account_id,
        &session.id
    )?;
    Ok(RecoveryStatus {
        remaining: u32::try_from(left).unwrap_or(0),
        total: u32::try_from(made).unwrap_or(0),
        pending: pending > 0,
        acknowledged: acknowledged > 0,
    })
}

/// The unused code with this selector, in the acknowledged set, or in the pending one if there is no other.
pub(super) async fn candidate(conn: Conn<'_>, account: &str, selector: &str) -> Result<Option<Candidate>, Error> {
    Ok(optional!(
        Candidate,
        conn,
        "SELECT set_id, code_hash, codes FROM recovery_code JOIN recovery_set ON recovery_set.id = set_id
         WHERE account_id = $1 AND selector = $2 AND used_at IS NULL
         AND (state = 'complete' OR NOT EXISTS
              (SELECT 1 FROM recovery_set WHERE account_id = $1 AND state = 'complete'))",
        account,
        selector
    )?)
}

/// Uses up a code. Returns false if it was used before, or its set is gone.
pub(super) async fn use_code(mut conn: Conn<'_>, account: &str, set: &str, selector: &str, now: Timestamp) -> Result<bool, Error> {
    let used = execute!(
        conn.reborrow(),
        "UPDATE recovery_code SET used_at = $3 WHERE set_id = $1 AND selector = $2 AND used_at IS NULL",
        set,
        selector,
        now.0
    )?;
    factors::note(conn, account).await?;
    Ok(used == 1)
}

/// Turns this pending set of the session into the acknowledged one: stores the hashes, deletes the codes and the previous set. Returns false if the
/// set isn't pending any more.
pub(super) async fn acknowledge(
    tx: &mut Tx,
    session: &Session,
    set: &PendingSet,
    now: Timestamp,
    hashed: &[(String, String)],
) -> Result<bool, Error> {
    let acknowledged = execute!(
        tx.conn(),
        "UPDATE recovery_set SET state = 'complete', codes = NULL, session_id = NULL, acknowledged_at = $3
         WHERE id = $1 AND session_id = $2 AND state = 'pending'",
        &set.id,
        &session.id,
        now.0
    )?;
    if acknowledged == 0 {
        return Ok(false);
    }
    execute!(tx.conn(), "DELETE FROM recovery_set WHERE account_id = $1 AND id <> $2", &session.account_id, &set.id)?;
    for (selector, hash) in hashed {
        execute!(tx.conn(), "UPDATE recovery_code SET code_hash = $3 WHERE set_id = $1 AND selector = $2", &set.id, selector, hash)?;
    }
    factors::note(tx.conn(), &session.account_id).await?;
    Ok(true)
}

/// Deletes the session's pending set with a code of this selector, if an unused code of the acknowledged one is left. Returns false if nothing was
/// deleted.
pub(super) async fn discard(mut conn: Conn<'_>, session: &Session, selector: &str) -> Result<bool, Error> {
    let discarded = execute!(
        conn.reborrow(),
        "DELETE FROM recovery_set WHERE session_id = $1 AND state = 'pending'
         AND EXISTS (SELECT 1 FROM recovery_code WHERE set_id = recovery_set.id AND selector = $2)
         AND EXISTS (SELECT 1 FROM recovery_set AS previous JOIN recovery_code AS unused ON unused.set_id = previous.id
                     WHERE previous.account_id = recovery_set.account_id AND previous.state = 'complete' AND unused.used_at IS NULL)",
        &session.id,
        selector
    )?;
    factors::note(conn, &session.account_id).await?;
    Ok(discarded == 1)
}

/// Deletes every set of an account.
pub(crate) async fn delete_all(mut conn: Conn<'_>, account: &str) -> Result<u64, Error> {
    let deleted = execute!(conn.reborrow(), "DELETE FROM recovery_set WHERE account_id = $1", account)?;
    factors::note(conn, account).await?;
    Ok(deleted)
}

/// Seals every pending set under the active key. Returns the number of sets that were under another key.
pub(crate) async fn reseal(latchkey: &Latchkey) -> Result<u64, Error> {
    crate::reseal::column(
        latchkey,
        "SELECT id, codes FROM recovery_set WHERE codes IS NOT NULL",
        "UPDATE recovery_set SET codes = $2 WHERE id = $1 AND codes = $3",
        place,
    )
    .await
}
