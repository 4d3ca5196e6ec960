//! Seeing and ending sessions.

use crate::{
    Error, Latchkey, Level, Session, account,
    audit::{Caller, Entry, Event},
    session,
    storage::{Conn, all, execute},
    view::SessionInfo,
};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    agent: String,
    address: String,
    created_at: i64,
    last_seen_at: i64,
    level: String,
}

/// The live sessions of the account, the asking one first, then the latest seen.
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

impl Latchkey {
    /// The live sessions of the account, the asking one first.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn sessions(&self, session: &Session) -> Result<Vec<SessionInfo>, Error> {
        session.require_full()?;
        of_account(self.db.read().await?.conn(), self, &session.account_id, &session.id).await
    }

    /// Ends the session that asks.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn sign_out(&self, caller: &Caller, session: &Session) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        if session::delete(tx.conn(), session).await? > 0 {
            Entry::new(&session.account_id, caller, Event::SignOut).record(tx.conn(), &self.world).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Ends one session of the same account.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] for one that doesn't exist or is somebody else's; [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn end_session(&self, caller: &Caller, session: &Session, id: &str) -> Result<(), Error> {
        session.require_full()?;
        let mut tx = self.db.begin().await?;
        let ended = execute!(tx.conn(), "DELETE FROM session WHERE id = $1 AND account_id = $2", id, &session.account_id)?;
        if ended == 0 {
            return Err(Error::NotFound);
        }
        Entry::new(&session.account_id, caller, Event::SessionEnded).record(tx.conn(), &self.world).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Ends every other session of the account, half ones too; tells how many.
    ///
    /// It asks for no fresh proof: whoever fears an intruder must not be held up.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn end_other_sessions(&self, caller: &Caller, session: &Session) -> Result<u64, Error> {
        session.require_full()?;
        let mut tx = self.db.begin().await?;
        account::row::lock(tx.conn(), &session.account_id).await?;
        let ended = session::delete_others(tx.conn(), &session.account_id, Some(&session.id)).await?;
        Entry::new(&session.account_id, caller, Event::SessionsEnded).record(tx.conn(), &self.world).await?;
        tx.commit().await?;
        Ok(ended)
    }
}
