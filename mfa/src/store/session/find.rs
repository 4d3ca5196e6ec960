//! Finding the live session behind a cookie, at the level that it has under the policy in force.

use crate::{
    Error, Latchkey, Level, Purpose, Session, Sessions, Timestamp, Token, flow, policy_in_force, proof,
    storage::{execute, optional},
    visitor::VisitorMail,
};
use std::time::Duration;

/// How stale the time of last use may be, so that not every request costs a write.
const TOUCH_AFTER: Duration = Duration::from_secs(60);

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: String,
    token_hash: Vec<u8>,
    account_id: String,
    email: String,
    administrator: bool,
    created_at: i64,
    last_seen_at: i64,
    proved_at: Option<i64>,
    proved_method: Option<String>,
    return_to: Option<String>,
    subject: Option<String>,
    application_session: Option<Vec<u8>>,
    address: Option<String>,
    language: Option<String>,
    enrolled: bool,
    policy: Option<String>,
}

/// The statement that [`Row`] reads, up to the condition: the session, and all data that its level in force depends on.
macro_rules! select_session {
    ($condition:literal) => {
        concat!(
            "SELECT session.id, token_hash, account_id, COALESCE(label, email) AS email, administrator, session.created_at, last_seen_at,
                    proved_at, proved_method, return_to, subject, application_session, account.address, account.language,
                    EXISTS (SELECT 1 FROM totp_device WHERE totp_device.account_id = account.id AND state = 'verified')
                    OR EXISTS (SELECT 1 FROM passkey WHERE passkey.account_id = account.id) AS enrolled,
                    ",
            $crate::policy_in_force::newest_policy!(),
            " AS policy
             FROM session JOIN account ON account.id = account_id
             WHERE ",
            $condition
        )
    };
}

pub(super) use select_session;

impl Row {
    /// The session, at its level under the policy in force: with a step pending, a full session is a half one again.
    pub(super) fn into_session(self, latchkey: &Latchkey, level: Level) -> Result<Session, Error> {
        let now = latchkey.now();
        let policy = latchkey.in_force(policy_in_force::read(self.policy.as_deref())?);
        let counts = |method: &String| proof::counts(method, &policy);
        // An account without methods has no valid proof either: the proved method is gone.
        let (proved_method, proved_at) = self.proved_method.filter(counts).zip(self.proved_at).filter(|_| self.enrolled).unzip();
        let (given_out, level) = match level {
            Level::Half => (level, Level::Half),
            Level::Full => (level, flow::level_in_force(&policy, self.enrolled, proved_at.is_some(), now)),
        };
        Ok(Session {
            id: self.id,
            account_id: self.account_id,
            email: self.email,
            administrator: self.administrator,
            level,
            created_at: Timestamp(self.created_at),
            proved_at: proved_at.map(Timestamp),
            proved_method,
            return_to: self.return_to,
            purpose: Purpose::Session,
            granted: None,
            demoted: given_out != level,
            subject: self.subject,
            application_session: self.application_session,
            mail: VisitorMail { address: self.address, language: self.language },
            token_hash: self.token_hash,
        })
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
    pub async fn find(self, token: &str, level: Level) -> Result<Option<Session>, Error> {
        let Some(token_hash) = Token::parse(token).map(|token| token.hash()) else { return Ok(None) };
        let mut read = self.latchkey.db().read().await?;
        // Read only after the connection is there: during the wait for it, a server whose clock is ahead may use the session.
        let now = self.latchkey.now();
        let idle_since = match level {
            Level::Full => self.latchkey.idle_since(),
            Level::Half => i64::MIN,
        };
        let row = optional!(
            Row,
            read.conn(),
            select_session!(
                "token_hash = $1 AND level = $2 AND expires_at > $3 AND last_seen_at > $4 AND last_seen_at <= $5 AND disabled_at IS NULL"
            ),
            &token_hash,
            level.as_str(),
            now.0,
            idle_since,
            now.latest_noted().0
        )?;
        drop(read);
        let Some(row) = row else { return Ok(None) };
        if Timestamp(row.last_seen_at).until(now) >= TOUCH_AFTER {
            let mut tx = self.latchkey.db().begin().await?;
            execute!(tx.conn(), "UPDATE session SET last_seen_at = $2 WHERE token_hash = $1 AND last_seen_at < $2", &token_hash, now.0)?;
            tx.commit().await?;
        }
        row.into_session(self.latchkey, level).map(Some)
    }

    /// A full session in its present state, for work that lasts longer than a request should. Doesn't note the use.
    ///
    /// # Errors
    ///
    /// [`Error::NotSignedIn`] if it has ended meanwhile.
    pub async fn reload(self, session: &Session) -> Result<Session, Error> {
        let mut read = self.latchkey.db().read().await?;
        let now = self.latchkey.now();
        let row = optional!(
            Row,
            read.conn(),
            select_session!(
                "session.id = $1 AND level = $2 AND expires_at > $3 AND last_seen_at > $4 AND last_seen_at <= $5 AND disabled_at IS NULL"
            ),
            &session.id,
            Level::Full.as_str(),
            now.0,
            self.latchkey.idle_since(),
            now.latest_noted().0
        )?;
        row.ok_or(Error::NotSignedIn)?.into_session(self.latchkey, Level::Full)
    }
}
