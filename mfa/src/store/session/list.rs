//! The sessions of an account, as its owner and administrators see them.

use crate::{
    Error, Latchkey, Level, Session, Sessions,
    storage::{Conn, all},
    view::SessionInfo,
};

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: String,
    agent: String,
    address: String,
    created_at: i64,
    last_seen_at: i64,
    level: String,
}

/// The live sessions of the account: the one that asks first, then by last use.
pub(crate) async fn of_account(conn: Conn<'_>, latchkey: &Latchkey, account: &str, asking: &str) -> Result<Vec<SessionInfo>, Error> {
    let now = latchkey.now();
    let rows = all!(
        Row,
        conn,
        "SELECT id, agent, address, created_at, last_seen_at, level FROM session
         WHERE account_id = $1 AND expires_at > $2 AND (level = 'half' OR last_seen_at > $3) AND last_seen_at <= $5
         ORDER BY CASE WHEN id = $4 THEN 0 ELSE 1 END, last_seen_at DESC, id",
        account,
        now.0,
        latchkey.idle_since(),
        asking,
        now.latest_noted().0
    )?;
    let info = |Row { id, agent, address, created_at, last_seen_at, level }| SessionInfo {
        current: id == asking,
        level: if level == "half" { Level::Half } else { Level::Full },
        id,
        agent,
        address,
        created_at,
        last_seen_at,
    };
    Ok(rows.into_iter().map(info).collect())
}

impl Sessions<'_> {
    /// The live sessions of the account: this one first, then by last use.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn list(self, session: &Session) -> Result<Vec<SessionInfo>, Error> {
        session.require_full()?;
        of_account(self.latchkey.db().read().await?.conn(), self.latchkey, &session.account_id, &session.id).await
    }
}
