//! Sessions: a row that keeps its id, behind a token that changes at every rise of privilege.
//!
//! ```text
//!  password ──► half ── first code, challenge, recovery code ──► full ── step-up ──► full
//!                │                 (new token each time, the old one is dead)         │
//!                └────────── ten minutes ──► gone ◄── idle, absolute, ended ──────────┘
//! ```
//!
//! The cookie holds 256 random bits, the table their SHA-256. Nothing is ever saved back by inserting: every change is an `UPDATE` of
//! the row with the token it was read with, so a session that was ended while a request was running stays ended.

mod list;
mod token;

pub(crate) use list::of_account;
pub use token::Token;

use crate::{
    Caller, Error, Latchkey, Level, Method, NextStep, Timestamp, action, passkey,
    password::throttle,
    storage::{Conn, Tx, all, execute, optional},
    totp,
    view::User,
};
use std::time::Duration;

/// A half session, while its account has a method to prove.
const HALF_LIFE: Duration = Duration::from_secs(10 * 60);
/// A half session, while its account has no method: time to install an app.
const HALF_LIFE_ENROLLING: Duration = Duration::from_secs(60 * 60);
/// How stale the time of last use may be: not every page view is worth a write.
const TOUCH_AFTER: Duration = Duration::from_secs(60);
/// Sessions that are deleted in one transaction.
const AT_ONCE: u64 = 500;

/// A live session, as it was when the request began.
#[derive(Clone, Debug)]
pub struct Session {
    /// Stays the same for the life of the session; not secret.
    pub id: String,
    /// Whose it is.
    pub account_id: String,
    /// The normalised address, or the name that the application gave its user.
    pub email: String,
    /// May open the dashboard.
    pub administrator: bool,
    /// How much it has proved.
    pub level: Level,
    /// When the password was accepted.
    pub created_at: Timestamp,
    /// When a method, or a recovery code in its place, was last proved.
    pub proved_at: Option<Timestamp>,
    /// `totp`, `passkey` or `recovery_code`.
    pub proved_method: Option<String>,
    /// Where the visitor wanted to go; a path of this site.
    pub return_to: Option<String>,
    /// What the proof under way is given for, if that is something of its own: the id of a [`crate::view::Confirmation`].
    pub(crate) confirmation: Option<String>,
    /// The application's own id of the user, if it is one of an application.
    pub(crate) subject: Option<String>,
    /// The hash of the application's session for which alone this one counts.
    pub(crate) application_session: Option<Vec<u8>>,
    token_hash: Vec<u8>,
}

/// A session under a new token: the answer must set the cookie of its level and clear the other one.
#[derive(Debug)]
pub struct Opened {
    /// For the cookie.
    pub token: Token,
    /// The session from now on.
    pub session: Session,
}

#[derive(sqlx::FromRow)]
struct Row {
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
}

impl Row {
    fn into_session(self, level: Level) -> Session {
        Session {
            id: self.id,
            account_id: self.account_id,
            email: self.email,
            administrator: self.administrator,
            level,
            created_at: Timestamp(self.created_at),
            proved_at: self.proved_at.map(Timestamp),
            proved_method: self.proved_method,
            return_to: self.return_to,
            confirmation: None,
            subject: self.subject,
            application_session: self.application_session,
            token_hash: self.token_hash,
        }
    }
}

impl Session {
    /// The person behind it, with the scope that it carries at this step.
    pub(crate) fn user(&self, step: &NextStep) -> User {
        User {
            id: self.account_id.clone(),
            email: self.email.clone(),
            administrator: self.administrator,
            scope: step.scope().map(str::to_owned),
        }
    }

    /// For the dashboard, which isn't there for anybody else.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] for whoever isn't an administrator, and for a half session.
    pub fn require_administrator(&self) -> Result<(), Error> {
        if self.administrator && self.level == Level::Full { Ok(()) } else { Err(Error::NotFound) }
    }

    /// The same session while it proves a method for the sake of this confirmation.
    #[must_use]
    pub fn confirming(&self, confirmation: Option<String>) -> Self {
        Self { confirmation, ..self.clone() }
    }

    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub fn require_full(&self) -> Result<(), Error> {
        match self.level {
            Level::Full => Ok(()),
            Level::Half => Err(Error::RequiresAdditionalAuth),
        }
    }
}

/// Whose session is opened, and how.
pub(crate) struct Opening<'a> {
    pub(crate) account_id: &'a str,
    pub(crate) email: &'a str,
    pub(crate) administrator: bool,
    pub(crate) level: Level,
    pub(crate) enrolled: bool,
    pub(crate) return_to: Option<&'a str>,
    /// What opens it, if that is a method already.
    pub(crate) proved: Option<Method>,
    /// Of an application's user: the application's id of them, and the hash of its session.
    pub(crate) application: Option<(&'a str, &'a [u8])>,
}

impl Latchkey {
    /// The live session behind a token, if there is one at that level. Notes that it was seen.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`] if the storage fails: nobody is signed in then.
    pub async fn session(&self, token: &str, level: Level) -> Result<Option<Session>, Error> {
        let Some(token_hash) = Token::parse(token).map(|token| token.hash()) else { return Ok(None) };
        let now = self.now();
        let idle_since = match level {
            Level::Full => self.idle_since(),
            Level::Half => i64::MIN,
        };
        let row = optional!(
            Row,
            self.db.read().await?.conn(),
            "SELECT session.id, token_hash, account_id, COALESCE(label, email) AS email, administrator, session.created_at, last_seen_at,
                    proved_at, proved_method, return_to, subject, application_session
             FROM session JOIN account ON account.id = account_id
             WHERE token_hash = $1 AND level = $2 AND expires_at > $3 AND last_seen_at > $4 AND disabled_at IS NULL",
            &token_hash,
            level.as_str(),
            now.0,
            idle_since
        )?;
        let Some(row) = row else { return Ok(None) };
        if Timestamp(row.last_seen_at).until(now) >= TOUCH_AFTER {
            let mut tx = self.db.begin().await?;
            execute!(tx.conn(), "UPDATE session SET last_seen_at = $2 WHERE token_hash = $1 AND last_seen_at < $2", &token_hash, now.0)?;
            tx.commit().await?;
        }
        Ok(Some(row.into_session(level)))
    }

    /// A full session as it is by now, for what goes on for longer than a request should. Nothing is noted.
    ///
    /// # Errors
    ///
    /// [`Error::NotSignedIn`] if it has ended since.
    pub async fn look_again(&self, session: &Session) -> Result<Session, Error> {
        let row = optional!(
            Row,
            self.db.read().await?.conn(),
            "SELECT session.id, token_hash, account_id, COALESCE(label, email) AS email, administrator, session.created_at, last_seen_at,
                    proved_at, proved_method, return_to, subject, application_session
             FROM session JOIN account ON account.id = account_id
             WHERE session.id = $1 AND level = $2 AND expires_at > $3 AND last_seen_at > $4 AND disabled_at IS NULL",
            &session.id,
            Level::Full.as_str(),
            self.now().0,
            self.idle_since()
        )?;
        row.map(|row| row.into_session(Level::Full)).ok_or(Error::NotSignedIn)
    }

    /// A full session that was last seen then has ended.
    pub(crate) fn idle_since(&self) -> i64 {
        self.now().0.saturating_sub(millis(self.settings.idle))
    }

    /// From the password to the end of what it opened, at most.
    pub(crate) fn longest_session(&self) -> Duration {
        HALF_LIFE_ENROLLING + self.settings.absolute
    }

    /// Opens a session right after the password was accepted, the application's word, or a passkey by itself.
    pub(crate) async fn open_session(&self, tx: &mut Tx, caller: &Caller, opening: Opening<'_>) -> Result<Opened, Error> {
        let now = self.now();
        let token = Token::generate(&self.world)?;
        let life = match opening.level {
            Level::Full => self.settings.absolute,
            Level::Half if opening.enrolled => HALF_LIFE,
            Level::Half => HALF_LIFE_ENROLLING,
        };
        let session = Session {
            id: self.world.id()?,
            account_id: opening.account_id.to_owned(),
            email: opening.email.to_owned(),
            administrator: opening.administrator,
            level: opening.level,
            created_at: now,
            proved_at: opening.proved.map(|_| now),
            proved_method: opening.proved.map(|method| method.as_str().to_owned()),
            return_to: opening.return_to.map(str::to_owned),
            confirmation: None,
            subject: opening.application.map(|(subject, _)| subject.to_owned()),
            application_session: opening.application.map(|(_, session)| session.to_owned()),
            token_hash: token.hash(),
        };
        execute!(
            tx.conn(),
            "INSERT INTO session (id, token_hash, account_id, level, created_at, last_seen_at, expires_at, return_to, agent, address,
                                  application_session, proved_at, proved_method)
             VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9, $10, $11, $12)",
            &session.id,
            &session.token_hash,
            &session.account_id,
            session.level.as_str(),
            now.0,
            (now + life).0,
            &session.return_to,
            &caller.agent,
            &caller.address,
            &session.application_session,
            session.proved_at.map(|at| at.0),
            &session.proved_method
        )?;
        Ok(Opened { token, session })
    }

    /// Raises a session to full, or renews a full one after a step-up, under a new token.
    ///
    /// Only the request that still holds the living token succeeds: of two that raise at once, one does. What the session is confirming is proved
    /// with it, or else nothing is.
    pub(crate) async fn raise(&self, tx: &mut Tx, session: &Session, method: &str) -> Result<Opened, Error> {
        let now = self.now();
        let token = Token::generate(&self.world)?;
        let absolute = now + self.settings.absolute;
        let raised = execute!(
            tx.conn(),
            "UPDATE session SET token_hash = $3, level = 'full', last_seen_at = $4, proved_at = $4, proved_method = $5, guesses = 0,
                    expires_at = CASE WHEN level = 'half' THEN $6 ELSE expires_at END
             WHERE id = $1 AND token_hash = $2 AND expires_at > $4",
            &session.id,
            &session.token_hash,
            token.hash(),
            now.0,
            method,
            absolute.0
        )?;
        if raised == 0 {
            return Err(Error::NotSignedIn);
        }
        action::prove(tx.conn(), session, method, now).await?;
        let session = Session {
            level: Level::Full,
            confirmation: None,
            proved_at: Some(now),
            proved_method: Some(method.to_owned()),
            token_hash: token.hash(),
            ..session.clone()
        };
        Ok(Opened { token, session })
    }

    /// A new token for a session that stays what it is: after the password was changed.
    pub(crate) async fn renew(&self, tx: &mut Tx, session: &Session) -> Result<Opened, Error> {
        let token = Token::generate(&self.world)?;
        let renewed = execute!(
            tx.conn(),
            "UPDATE session SET token_hash = $3 WHERE id = $1 AND token_hash = $2 AND expires_at > $4",
            &session.id,
            &session.token_hash,
            token.hash(),
            self.now().0
        )?;
        if renewed == 0 {
            return Err(Error::NotSignedIn);
        }
        let token_hash = token.hash();
        Ok(Opened { token, session: Session { token_hash, ..session.clone() } })
    }

    /// Remembers where the visitor wants to go once nothing is owed any more: a path of the site.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn remember_wish(&self, session: &Session, return_to: &str) -> Result<(), Error> {
        if session.return_to.as_deref() == Some(return_to) {
            return Ok(());
        }
        let mut tx = self.db.begin().await?;
        execute!(
            tx.conn(),
            "UPDATE session SET return_to = $3 WHERE id = $1 AND token_hash = $2",
            &session.id,
            &session.token_hash,
            return_to
        )?;
        tx.commit().await?;
        Ok(())
    }

    /// Forgets a session without a word: the one that a new sign-in in the same browser takes the place of.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn discard(&self, session: &Session) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        delete(tx.conn(), session).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Deletes what has run out: sessions, pending devices, ceremonies, waits, and what is counted of the sessions' steps; and notes whose
    /// database it is. For a timer of a server, and for nothing else.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn sweep(&self) -> Result<(), Error> {
        self.note_origin().await?;
        let now = self.now();
        while self.sweep_sessions(now).await? == AT_ONCE {}
        let mut tx = self.db.begin().await?;
        totp::sweep(tx.conn(), now).await?;
        passkey::sweep(tx.conn(), now).await?;
        action::sweep(tx.conn(), now).await?;
        throttle::sweep(tx.conn(), now).await?;
        tx.commit().await?;
        self.forget_steps().await
    }

    /// Some of those that have run out: whoever wants to write meanwhile doesn't wait for all of them.
    async fn sweep_sessions(&self, now: Timestamp) -> Result<u64, Error> {
        let mut tx = self.db.begin().await?;
        let statement = "DELETE FROM session WHERE id IN (SELECT id FROM session WHERE expires_at <= $1 LIMIT $2)";
        let deleted = execute!(tx.conn(), statement, now.0, i64::try_from(AT_ONCE).unwrap_or(i64::MAX))?;
        tx.commit().await?;
        Ok(deleted)
    }
}

/// Ends the session that the request came with.
pub(crate) async fn delete(conn: Conn<'_>, session: &Session) -> Result<u64, Error> {
    Ok(execute!(conn, "DELETE FROM session WHERE id = $1 AND account_id = $2", &session.id, &session.account_id)?)
}

/// Ends every session of an account but one.
pub(crate) async fn delete_others(conn: Conn<'_>, account: &str, kept: Option<&str>) -> Result<u64, Error> {
    Ok(execute!(conn, "DELETE FROM session WHERE account_id = $1 AND id <> $2", account, kept.unwrap_or(""))?)
}

/// Ends what was opened for a session of the application; gives whose it was.
pub(crate) async fn delete_of_application(conn: Conn<'_>, application_session: &[u8]) -> Result<Vec<String>, Error> {
    let ended = all!((String,), conn, "DELETE FROM session WHERE application_session = $1 RETURNING account_id", application_session)?;
    Ok(ended.into_iter().map(|(account,)| account).collect())
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
