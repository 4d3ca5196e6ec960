//! The `mfa_token` table.

use super::ContentDigest;
use crate::{
    Error, Session, Timestamp,
    policy::TokenKind,
    policy_in_force::newest_policy,
    storage::{Conn, execute, optional},
};

/// A new row.
pub(super) struct Begun {
    pub(super) id: String,
    pub(super) action: String,
    pub(super) summary: Option<String>,
    /// For a proof on a page of Latchkey: the address to return to.
    pub(super) return_to: Option<String>,
}

pub(super) async fn insert(
    conn: Conn<'_>,
    session: &Session,
    begun: &Begun,
    digest: Option<ContentDigest>,
    (now, expires_at): (Timestamp, Timestamp),
) -> Result<(), Error> {
    execute!(
        conn,
        "INSERT INTO mfa_token (id, session_id, account_id, action, content_digest, summary, created_at, expires_at, return_to)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &begun.id,
        &session.id,
        &session.account_id,
        &begun.action,
        digest.map(ContentDigest::bytes),
        &begun.summary,
        now.0,
        expires_at.0,
        &begun.return_to
    )?;
    Ok(())
}

/// Deletes all but the newest of the actions that this session has begun and not proved.
pub(super) async fn make_room(conn: Conn<'_>, session: &Session, kept: i64) -> Result<(), Error> {
    execute!(
        conn,
        "DELETE FROM mfa_token WHERE session_id = $1 AND proved_at IS NULL AND id NOT IN
             (SELECT id FROM mfa_token WHERE session_id = $1 AND proved_at IS NULL ORDER BY created_at DESC, id DESC LIMIT $2)",
        &session.id,
        kept
    )?;
    Ok(())
}

/// Notes, in the transaction that accepts a proof, that it was given for this action.
///
/// # Errors
///
/// [`Error::ConfirmationOver`] if the action has expired, was proved before, or belongs to another session: the proof then fails as well.
pub(crate) async fn prove(conn: Conn<'_>, session: &Session, id: &str, method: &str, now: Timestamp) -> Result<(), Error> {
    let proved = execute!(
        conn,
        "UPDATE mfa_token SET proved_at = $3, method = $4
         WHERE id = $1 AND session_id = $2 AND proved_at IS NULL AND expires_at > $3 AND return_to IS NULL",
        id,
        &session.id,
        now.0,
        method
    )?;
    if proved == 1 { Ok(()) } else { Err(Error::ConfirmationOver) }
}

/// An action that a session has begun for a page of Latchkey.
#[derive(sqlx_macros::FromRow)]
pub(super) struct ForPage {
    pub(super) action: String,
    pub(super) summary: Option<String>,
    pub(super) return_to: String,
    pub(super) ends_at: i64,
    pub(super) is_confirmed: bool,
}

/// The action, unless it has expired.
pub(super) async fn for_page(conn: Conn<'_>, session: &Session, id: &str, now: Timestamp) -> Result<Option<ForPage>, Error> {
    Ok(optional!(
        ForPage,
        conn,
        "SELECT action, summary, return_to, expires_at AS ends_at, proved_at IS NOT NULL AS is_confirmed FROM mfa_token
         WHERE id = $1 AND session_id = $2 AND return_to IS NOT NULL AND expires_at > $3",
        id,
        &session.id,
        now.0
    )?)
}

/// Its name and the address to return to, also after its end.
pub(super) async fn begun_by(conn: Conn<'_>, session: &Session, id: &str) -> Result<Option<(String, String)>, Error> {
    let statement = "SELECT action, return_to FROM mfa_token WHERE id = $1 AND session_id = $2 AND return_to IS NOT NULL";
    Ok(optional!((String, String), conn, statement, id, &session.id)?)
}

/// Confirms it, for a single use until `expires_at`. Returns false if it has expired or is confirmed already.
pub(super) async fn confirm(
    conn: Conn<'_>,
    session: &Session,
    id: &str,
    method: &str,
    (now, expires_at): (Timestamp, Timestamp),
) -> Result<bool, Error> {
    let confirmed = execute!(
        conn,
        "UPDATE mfa_token SET proved_at = $3, method = $4, kind = 'single_use', expires_at = $5
         WHERE id = $1 AND session_id = $2 AND return_to IS NOT NULL AND proved_at IS NULL AND expires_at > $3",
        id,
        &session.id,
        now.0,
        method,
        expires_at.0
    )?;
    Ok(confirmed == 1)
}

/// The name of an action that has no token yet, and the method that proved it, if it was proved.
pub(super) async fn proved(conn: Conn<'_>, session: &Session, id: &str, now: Timestamp) -> Result<Option<(String, Option<String>)>, Error> {
    Ok(optional!(
        (String, Option<String>),
        conn,
        "SELECT action, method FROM mfa_token
         WHERE id = $1 AND session_id = $2 AND token_hash IS NULL AND expires_at > $3 AND return_to IS NULL",
        id,
        &session.id,
        now.0
    )?)
}

/// Gives the action its token. Returns false if another request did.
pub(super) async fn issue(conn: Conn<'_>, id: &str, token_hash: Vec<u8>, kind: TokenKind, expires_at: Timestamp) -> Result<bool, Error> {
    let issued = execute!(
        conn,
        "UPDATE mfa_token SET token_hash = $2, kind = $3, expires_at = $4 WHERE id = $1 AND proved_at IS NOT NULL AND token_hash IS NULL",
        id,
        token_hash,
        kind.as_str(),
        expires_at.0
    )?;
    Ok(issued == 1)
}

/// An issued token, or an action that was begun for a page of Latchkey, with the present state of its session and its account.
#[derive(sqlx_macros::FromRow)]
pub(super) struct Issued {
    pub(super) id: String,
    pub(super) session_id: String,
    pub(super) account_id: String,
    /// The application's own id of the user, if the account belongs to an application's user.
    pub(super) subject: Option<String>,
    pub(super) action: String,
    pub(super) content_digest: Option<Vec<u8>>,
    /// As `method` and `proved_at`, `NULL` until there is a proof. A token isn't issued before.
    pub(super) kind: Option<String>,
    pub(super) method: Option<String>,
    pub(super) proved_at: Option<i64>,
    pub(super) expires_at: i64,
    pub(super) consumed_at: Option<i64>,
    /// Whether the session has expired or its account is disabled.
    pub(super) session_over: bool,
    /// The policy as it was saved.
    pub(super) policy: Option<String>,
}

/// The statement that reads an [`Issued`] by its `$1`.
macro_rules! issued_where {
    ($condition:literal) => {
        concat!(
            "SELECT mfa_token.id, session_id, mfa_token.account_id, subject, action, content_digest, kind, method, mfa_token.proved_at,
                mfa_token.expires_at, consumed_at,
                (session.expires_at <= $2 OR last_seen_at <= $3 OR last_seen_at > $4 OR disabled_at IS NOT NULL) AS session_over,
                ",
            newest_policy!(),
            " AS policy
         FROM mfa_token JOIN session ON session.id = session_id JOIN account ON account.id = mfa_token.account_id
         WHERE ",
            $condition
        )
    };
}

/// The token with this hash.
pub(super) async fn issued(conn: Conn<'_>, token_hash: &[u8], now: Timestamp, idle_since: i64) -> Result<Option<Issued>, Error> {
    let statement = issued_where!("mfa_token.token_hash = $1");
    Ok(optional!(Issued, conn, statement, token_hash, now.0, idle_since, now.latest_noted().0)?)
}

/// The action with this id that was begun for a page of Latchkey.
pub(super) async fn begun_for_page(conn: Conn<'_>, id: &str, now: Timestamp, idle_since: i64) -> Result<Option<Issued>, Error> {
    let statement = issued_where!("mfa_token.id = $1 AND mfa_token.return_to IS NOT NULL");
    Ok(optional!(Issued, conn, statement, id, now.0, idle_since, now.latest_noted().0)?)
}

/// Uses the token. A single-use token can be used only if no request used it before.
pub(super) async fn consume(conn: Conn<'_>, id: &str, now: Timestamp) -> Result<bool, Error> {
    let consumed = execute!(
        conn,
        "UPDATE mfa_token SET consumed_at = $2 WHERE id = $1 AND proved_at IS NOT NULL AND expires_at > $2 AND (consumed_at IS NULL OR kind = 'time_bound')",
        id,
        now.0
    )?;
    Ok(consumed == 1)
}

/// Deletes rows that expired a day ago: until then they are reported as expired.
pub(crate) async fn sweep(conn: Conn<'_>, now: Timestamp, most: i64) -> Result<u64, Error> {
    let statement = "DELETE FROM mfa_token WHERE id IN (SELECT id FROM mfa_token WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)";
    Ok(execute!(conn, statement, now.0.saturating_sub(24 * 60 * 60 * 1000), most)?)
}
