//! Finding the live session behind a cookie, at the level that it has under the policy in force.

use super::AccountRecovery;
use crate::{
    Error, Latchkey, Level, Purpose, Session, Sessions, Timestamp, Token, flow, policy_in_force, proof,
    storage::{execute, optional},
    trust::TrustColumns,
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
    password_by_mail: bool,
    password_due: bool,
    under_way: Option<String>,
    is_ready: bool,
    began_at: Option<i64>,
    ready_at: Option<i64>,
    policy: Option<String>,
    /// The trust that opened it, if it is still there.
    #[sqlx(flatten)]
    trust: TrustColumns,
}

/// The statement that [`Row`] reads, up to the condition: the session, and all data that its level in force depends on.
macro_rules! select_session {
    ($condition:literal) => {
        concat!(
            "SELECT session.id, session.token_hash, session.account_id, COALESCE(label, email) AS email, administrator, session.created_at,
                    session.last_seen_at, proved_at, proved_method, return_to, subject, application_session, account.address, account.language,
                    browser.trust_id, trusted_at, trusted_until, trusted_method,
                    EXISTS (SELECT 1 FROM totp_device WHERE totp_device.account_id = account.id AND state = 'verified')
                    OR EXISTS (SELECT 1 FROM passkey WHERE passkey.account_id = account.id) AS enrolled,
                    password_by_mail_at IS NOT NULL AS password_by_mail, password_due_at IS NOT NULL AS password_due,
                    account_recovery.id AS under_way, COALESCE(account_recovery.state = 'ready', FALSE) AS is_ready, began_at, ready_at,
                    ",
            $crate::policy_in_force::newest_policy!(),
            " AS policy
             FROM session JOIN account ON account.id = session.account_id
             LEFT JOIN browser ON browser.account_id = account.id AND browser.trust_id = session.trust_id
             LEFT JOIN account_recovery ON account_recovery.account_id = account.id AND account_recovery.state IN ('waiting', 'ready')
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
        let recovery = self.under_way.zip(self.began_at).zip(self.ready_at).map(|((id, began_at), ready_at)| AccountRecovery {
            id,
            is_ready: self.is_ready,
            began_at: Timestamp(began_at),
            ready_at: Timestamp(ready_at),
        });
        // Trust is judged as of the sign-in: its end in the course of the session interrupts nobody.
        let trust = self.trust.trust().filter(|trust| trust.counts(&policy, Timestamp(self.created_at)));
        let trusted = proved_at.is_none() && self.enrolled && !self.administrator && trust.is_some();
        let (given_out, level) = match level {
            Level::Half => (level, Level::Half),
            Level::Full => (level, flow::level_in_force(&policy, self.enrolled, proved_at.is_some() || trusted, now)),
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
            trusted,
            return_to: self.return_to,
            purpose: Purpose::Session,
            granted: None,
            granted_by: None,
            demoted: given_out != level,
            password_by_mail: self.password_by_mail,
            password_due: self.password_due,
            recovery,
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
                "session.token_hash = $1 AND level = $2 AND expires_at > $3 AND session.last_seen_at > $4 AND session.last_seen_at <= $5
                 AND disabled_at IS NULL"
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
        self.live(&session.id).await?.ok_or(Error::NotSignedIn)
    }

    /// The full session with this id, in its present state. Doesn't note the use.
    pub(crate) async fn live(self, id: &str) -> Result<Option<Session>, Error> {
        let mut read = self.latchkey.db().read().await?;
        let now = self.latchkey.now();
        let row = optional!(
            Row,
            read.conn(),
            select_session!(
                "session.id = $1 AND level = $2 AND expires_at > $3 AND session.last_seen_at > $4 AND session.last_seen_at <= $5
                 AND disabled_at IS NULL"
            ),
            id,
            Level::Full.as_str(),
            now.0,
            self.latchkey.idle_since(),
            now.latest_noted().0
        )?;
        row.map(|row| row.into_session(self.latchkey, Level::Full)).transpose()
    }
}
