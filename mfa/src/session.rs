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

mod application;
mod bound;
mod form_token;
mod list;
mod sweep;
mod token;

pub(crate) use application::{Untouched, delete_of_application};
pub(crate) use list::of_account;
pub use token::Token;

use crate::{
    Caller, Error, Latchkey, Level, Method, NextStep, Purpose, Sensitive, Settings, Timestamp, flow, proof, standing,
    storage::{Conn, Tx, execute, optional},
    view::User,
};
use std::time::Duration;

/// A half session, while its account has a method to prove.
const HALF_LIFE: Duration = Duration::from_secs(10 * 60);
/// A half session, while its account has no method: time to install an app.
const HALF_LIFE_ENROLLING: Duration = Duration::from_secs(60 * 60);
/// How stale the time of last use may be: not every page view is worth a write.
const TOUCH_AFTER: Duration = Duration::from_secs(60);

/// How long a session lasts at most that is opened at this level.
fn life(settings: &Settings, level: Level, enrolled: bool) -> Duration {
    match level {
        Level::Full => settings.absolute,
        Level::Half if enrolled => HALF_LIFE,
        Level::Half => HALF_LIFE_ENROLLING,
    }
}

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
    /// When a method, or a recovery code in its place, was last proved for the session as a whole. A method that the policy has switched off
    /// since doesn't count.
    pub proved_at: Option<Timestamp>,
    /// `totp`, `passkey` or `recovery_code`.
    pub proved_method: Option<String>,
    /// Where the visitor wanted to go; a path of this site.
    pub return_to: Option<String>,
    /// What the proof under way is given for.
    pub(crate) purpose: Purpose,
    /// In the request that goes on after a proof: the one act that the proof was given for.
    pub(crate) granted: Option<Sensitive>,
    /// It was a full session, and owes something since the policy was tightened.
    pub(crate) demoted: bool,
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
    enrolled: bool,
    policy: Option<String>,
}

/// What [`Row`] reads, up to the condition: the session, and everything that its level in force depends on.
macro_rules! select_session {
    ($condition:literal) => {
        concat!(
            "SELECT session.id, token_hash, account_id, COALESCE(label, email) AS email, administrator, session.created_at, last_seen_at,
                    proved_at, proved_method, return_to, subject, application_session,
                    EXISTS (SELECT 1 FROM totp_device WHERE totp_device.account_id = account.id AND state = 'verified')
                    OR EXISTS (SELECT 1 FROM passkey WHERE passkey.account_id = account.id) AS enrolled,
                    (SELECT body FROM policy ORDER BY version DESC LIMIT 1) AS policy
             FROM session JOIN account ON account.id = account_id
             WHERE ",
            $condition
        )
    };
}

use select_session;

impl Row {
    /// The session, at the level that it has under the policy in force: one that owes something by now is half a session again.
    fn into_session(self, latchkey: &Latchkey, level: Level) -> Result<Session, Error> {
        let now = latchkey.now();
        let policy = latchkey.in_force(standing::read_policy(self.policy.as_deref())?);
        let counts = |method: &String| proof::counts(method, &policy);
        // A proof by a method that is gone, of an account that has none any more, is none either.
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
            token_hash: self.token_hash,
        })
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

    /// For the dashboard, which doesn't exist for other people. It takes a method that was proved in this session, whatever the policy says.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] without administrator's rights, and for a half session; [`Error::RequiresAdditionalAuth`] for one that owes something
    /// since the policy was tightened; [`Error::StepUpRequired`] before a method was proved.
    pub fn require_administrator(&self) -> Result<(), Error> {
        match self.level {
            _ if !self.administrator => Err(Error::NotFound),
            Level::Half if self.demoted => Err(Error::RequiresAdditionalAuth),
            Level::Half => Err(Error::NotFound),
            Level::Full if self.proved_at.is_none() && self.granted != Some(Sensitive::Administer) => Err(Error::StepUpRequired),
            Level::Full => Ok(()),
        }
    }

    /// Whether it was a full session before the policy was tightened.
    #[must_use]
    pub fn is_demoted(&self) -> bool {
        self.demoted
    }

    /// The same session while it proves a method for this purpose.
    #[must_use]
    pub fn proving(&self, purpose: Purpose) -> Self {
        Self { purpose, ..self.clone() }
    }

    /// The same session, which may do this one act.
    pub(crate) fn granting(&self, act: Sensitive) -> Self {
        Self { granted: Some(act), ..self.clone() }
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
    /// The live session behind a token that was given out for that level. Notes that it was seen.
    ///
    /// A full session that owes something under the policy in force comes back as a half one, until that is done.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`] if the storage fails: nobody is signed in then.
    pub async fn session(&self, token: &str, level: Level) -> Result<Option<Session>, Error> {
        let Some(token_hash) = Token::parse(token).map(|token| token.hash()) else { return Ok(None) };
        let mut read = self.db.read().await?;
        // Not before there is a connection: while one waits for it, a server whose clock is ahead may use the session.
        let now = self.now();
        let idle_since = match level {
            Level::Full => self.idle_since(),
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
            let mut tx = self.db.begin().await?;
            execute!(tx.conn(), "UPDATE session SET last_seen_at = $2 WHERE token_hash = $1 AND last_seen_at < $2", &token_hash, now.0)?;
            tx.commit().await?;
        }
        row.into_session(self, level).map(Some)
    }

    /// A full session as it is by now, for what goes on for longer than a request should. Nothing is noted.
    ///
    /// # Errors
    ///
    /// [`Error::NotSignedIn`] if it has ended since.
    pub async fn look_again(&self, session: &Session) -> Result<Session, Error> {
        let mut read = self.db.read().await?;
        let now = self.now();
        let row = optional!(
            Row,
            read.conn(),
            select_session!(
                "session.id = $1 AND level = $2 AND expires_at > $3 AND last_seen_at > $4 AND last_seen_at <= $5 AND disabled_at IS NULL"
            ),
            &session.id,
            Level::Full.as_str(),
            now.0,
            self.idle_since(),
            now.latest_noted().0
        )?;
        row.ok_or(Error::NotSignedIn)?.into_session(self, Level::Full)
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
        let life = life(&self.settings, opening.level, opening.enrolled);
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
            purpose: Purpose::Session,
            granted: None,
            demoted: false,
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
        bound::end_oldest(tx.conn(), &session).await?;
        Ok(Opened { token, session })
    }

    /// Has a proof count for its purpose, under a new token: a half session becomes full, a full one is stepped up, or what waits for the proof
    /// is proved and nothing else.
    ///
    /// Only the request that still holds the living token succeeds: of two that raise at once, one does.
    ///
    /// # Errors
    ///
    /// [`Error::NotSignedIn`] for a token that is dead by now; [`Error::ConfirmationOver`] if the purpose is over, or the session is half: its proof
    /// can only be the sign-in's.
    pub(crate) async fn raise(&self, tx: &mut Tx, session: &Session, method: &str) -> Result<Opened, Error> {
        let general = session.purpose == Purpose::Session;
        if !general && session.level == Level::Half {
            return Err(Error::ConfirmationOver);
        }
        self.raise_for(tx, session, method, general).await
    }

    /// The same; with `general`, the proof counts for the session as a whole, too, whatever its purpose is.
    pub(crate) async fn raise_for(&self, tx: &mut Tx, session: &Session, method: &str, general: bool) -> Result<Opened, Error> {
        let now = self.now();
        let token = Token::generate(&self.world)?;
        let absolute = now + self.settings.absolute;
        let raised = execute!(
            tx.conn(),
            "UPDATE session SET token_hash = $3, level = 'full', last_seen_at = $4, guesses = 0,
                    proved_at = COALESCE($5, proved_at), proved_method = COALESCE($6, proved_method),
                    expires_at = CASE WHEN level = 'half' THEN $7 ELSE expires_at END
             WHERE id = $1 AND token_hash = $2 AND expires_at > $4 AND last_seen_at <= $8",
            &session.id,
            &session.token_hash,
            token.hash(),
            now.0,
            general.then_some(now.0),
            general.then_some(method),
            absolute.0,
            now.latest_noted().0
        )?;
        if raised == 0 {
            return Err(Error::NotSignedIn);
        }
        let was_half = session.level == Level::Half;
        self.fulfil(tx.conn(), session, method).await?;
        let before = Session { level: Level::Full, demoted: false, purpose: Purpose::Session, token_hash: token.hash(), ..session.clone() };
        let session = match general {
            true => Session { proved_at: Some(now), proved_method: Some(method.to_owned()), ..before },
            false => before,
        };
        if was_half {
            bound::end_oldest(tx.conn(), &session).await?;
        }
        Ok(Opened { token, session })
    }

    /// A new token for a session that stays what it is: after the password was changed, or another method was added. What a proof was given for
    /// is done with it.
    pub(crate) async fn renew(&self, tx: &mut Tx, session: &Session) -> Result<Opened, Error> {
        let token = Token::generate(&self.world)?;
        let renewed = execute!(
            tx.conn(),
            "UPDATE session SET token_hash = $3, granted = NULL, granted_at = NULL WHERE id = $1 AND token_hash = $2 AND expires_at > $4",
            &session.id,
            &session.token_hash,
            token.hash(),
            self.now().0
        )?;
        if renewed == 0 {
            return Err(Error::NotSignedIn);
        }
        let token_hash = token.hash();
        Ok(Opened { token, session: Session { token_hash, granted: None, purpose: Purpose::Session, ..session.clone() } })
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
}

/// Ends the session that the request came with.
pub(crate) async fn delete(conn: Conn<'_>, session: &Session) -> Result<u64, Error> {
    Ok(execute!(conn, "DELETE FROM session WHERE id = $1 AND account_id = $2", &session.id, &session.account_id)?)
}

/// Ends every session of an account but one.
pub(crate) async fn delete_others(conn: Conn<'_>, account: &str, kept: Option<&str>) -> Result<u64, Error> {
    Ok(execute!(conn, "DELETE FROM session WHERE account_id = $1 AND id <> $2", account, kept.unwrap_or(""))?)
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
