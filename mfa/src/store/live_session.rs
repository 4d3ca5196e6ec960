//! The live session behind a cookie, with all that a request has to know about it.
//!
//! One statement reads it at one moment: the session, its account, the methods and pending steps, and the policy in force. So a request waits for the
//! database once before its own work, and nothing is changed between two readings. Once a minute it also notes the use, and then reads again.

use crate::{
    Assessment, Error, Latchkey, Level, Session, Sessions, Timestamp, Token,
    facts_columns::PENDING_DEVICE_GUESSES,
    session::{SessionColumns, select_session},
    storage::{execute, optional},
};
use std::time::Duration;

/// How stale the time of last use may be, so that not every request costs a write.
const TOUCH_AFTER: Duration = Duration::from_secs(60);

/// A live session, as it was when it was read.
#[derive(Clone, Debug)]
pub struct LiveSession {
    /// The session, at its level under the policy in force.
    pub session: Session,
    /// The data that its steps depend on: for admission, for answers, and for statements about the session. Not for writes: a transaction that writes
    /// reads for itself.
    pub assessment: Assessment,
    /// When it ends if it isn't used any more.
    pub(crate) ends_at: Timestamp,
    /// The proof that opened it: the name of a method, `password` or `application`.
    pub(crate) opened_by: Option<String>,
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    #[sqlx(flatten)]
    session: SessionColumns,
    expires_at: i64,
    opened_by: Option<String>,
}

/// The statement that selects a live [`Row`]: of this level, neither expired nor idle, of an account that isn't disabled. `$6` are the guesses at a
/// pending device.
macro_rules! select_live {
    ($id:literal) => {
        select_session!(
            "$3",
            "$6",
            "session.expires_at, session.opened_by",
            where $id
            " AND level = $2 AND session.expires_at > $3 AND session.last_seen_at > $4 AND session.last_seen_at <= $5 AND disabled_at IS NULL"
        )
    };
}

impl Row {
    fn into_live(self, latchkey: &Latchkey, level: Level) -> Result<LiveSession, Error> {
        let Self { session, expires_at, opened_by } = self;
        let idle_at = Timestamp(session.last_seen_at) + latchkey.settings().idle;
        let ends_at = if level == Level::Full { idle_at.min(Timestamp(expires_at)) } else { Timestamp(expires_at) };
        let policy = session.policy(latchkey)?;
        let (session, facts) = session.into_session(latchkey, &policy, level);
        let assessment = Assessment { facts, policy };
        Ok(LiveSession { session, assessment, ends_at, opened_by })
    }
}

impl Sessions<'_> {
    /// The live session with this token, which was issued for that level. Notes the time of its use.
    ///
    /// A full session with a step pending under the policy in force is returned as a half one until the step is done.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`] if the storage fails: the request counts as signed out then.
    pub async fn find(self, token: &str, level: Level) -> Result<Option<LiveSession>, Error> {
        let Some(token_hash) = Token::parse(token).map(|token| token.hash()) else { return Ok(None) };
        let Some(row) = self.row_of(&token_hash, level).await? else { return Ok(None) };
        let now = self.latchkey.now();
        if Timestamp(row.session.last_seen_at).until(now) < TOUCH_AFTER {
            return row.into_live(self.latchkey, level).map(Some);
        }
        execute!(
            self.latchkey.db().write().await?.conn(),
            "UPDATE session SET last_seen_at = $2 WHERE token_hash = $1 AND last_seen_at < $2",
            &token_hash,
            now.0
        )?;
        // Another transaction may have held the lock, and have ended the session, or given it another token along with a proof: this request keeps the
        // token that it was sent with, and the proof that belongs to it.
        let proof = (row.session.proved_at, row.session.proved_method);
        self.present(&row.session.id, level, token_hash, proof).await
    }

    /// The present session for a request that was found by this token, with this proof.
    async fn present(
        self,
        id: &str,
        level: Level,
        token_hash: Vec<u8>,
        proof: (Option<i64>, Option<String>),
    ) -> Result<Option<LiveSession>, Error> {
        let Some(row) = self.row_with(id, level).await? else { return Ok(None) };
        Row { session: row.session.for_token(token_hash, proof), ..row }.into_live(self.latchkey, level).map(Some)
    }

    async fn row_with(self, id: &str, level: Level) -> Result<Option<Row>, Error> {
        let mut read = self.latchkey.db().read().await?;
        let now = self.latchkey.now();
        Ok(optional!(
            Row,
            read.conn(),
            select_live!("session.id = $1"),
            id,
            level.as_str(),
            now.0,
            self.idle_since(level),
            now.latest_noted().0,
            PENDING_DEVICE_GUESSES
        )?)
    }

    fn idle_since(self, level: Level) -> i64 {
        match level {
            Level::Full => self.latchkey.idle_since(),
            Level::Half => i64::MIN,
        }
    }

    async fn row_of(self, token_hash: &[u8], level: Level) -> Result<Option<Row>, Error> {
        let mut read = self.latchkey.db().read().await?;
        // Read only after the connection is there: during the wait for it, a server whose clock is ahead may use the session.
        let now = self.latchkey.now();
        Ok(optional!(
            Row,
            read.conn(),
            select_live!("session.token_hash = $1"),
            token_hash,
            level.as_str(),
            now.0,
            self.idle_since(level),
            now.latest_noted().0,
            PENDING_DEVICE_GUESSES
        )?)
    }

    /// A full session in its present state, for work that lasts longer than a request should. Doesn't note the use. A proof that was given with another
    /// token meanwhile isn't the request's.
    ///
    /// # Errors
    ///
    /// [`Error::NotSignedIn`] if it has ended meanwhile.
    pub async fn reload(self, session: &Session) -> Result<Session, Error> {
        Ok(self.reload_live(session).await?.session)
    }

    /// The same with all that a request has to know about it.
    pub(crate) async fn reload_live(self, session: &Session) -> Result<LiveSession, Error> {
        let proof = (session.proved_at.map(|at| at.0), session.proved_method.clone());
        self.present(&session.id, Level::Full, session.token_hash.clone(), proof).await?.ok_or(Error::NotSignedIn)
    }

    /// The full session with this id, in its present state. Doesn't note the use.
    pub(crate) async fn live(self, id: &str) -> Result<Option<LiveSession>, Error> {
        let row = self.row_with(id, Level::Full).await?;
        row.map(|row| row.into_live(self.latchkey, Level::Full)).transpose()
    }
}
