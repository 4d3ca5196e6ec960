//! The keys of the servers of applications: created and revoked by administrators, shown once, stored as hashes.

use crate::{
    Admin, Caller, Error, Sensitive, Session, Timestamp, Token, Tokens,
    audit::{Entry, Event},
    name,
    storage::{Conn, all, execute, optional},
    view::ApplicationKey,
};
use sha2::{Digest, Sha256};
use std::time::Duration;

/// The prefix of every key, by which people and scanners for leaked secrets recognise it.
const PREFIX: &str = "lk_";
/// How stale the time of last use may be.
const TOUCH_AFTER: Duration = Duration::from_secs(60);

/// A new key, for the one time that it is shown.
pub struct NewKey(String);

impl NewKey {
    /// The key itself, only for the page that shows it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// Without the key.
impl std::fmt::Debug for NewKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewKey")
    }
}

/// An application that presented its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// The name that the administrator gave it.
    pub name: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    name: String,
    author: Option<String>,
    created_at: i64,
    last_used_at: Option<i64>,
}

fn hash(key: &str) -> Vec<u8> {
    Sha256::digest(key.as_bytes()).to_vec()
}

async fn living(conn: Conn<'_>) -> Result<Vec<ApplicationKey>, Error> {
    let rows = all!(
        Row,
        conn,
        "SELECT application_key.id, name, COALESCE(label, email) AS author, application_key.created_at, last_used_at
         FROM application_key LEFT JOIN account ON account.id = created_by
         WHERE revoked_at IS NULL ORDER BY name"
    )?;
    let key = |Row { id, name, author, created_at, last_used_at }| ApplicationKey { id, name, author, created_at, last_used_at };
    Ok(rows.into_iter().map(key).collect())
}

impl Admin<'_> {
    /// The keys that are not revoked, by name.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's.
    pub async fn application_keys(self, session: &Session) -> Result<Vec<ApplicationKey>, Error> {
        session.require_administrator()?;
        living(self.latchkey.db().read().await?.conn()).await
    }

    /// Creates a key. It is shown once: only its hash is kept.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`]; [`Error::StepUpRequired`]; [`Error::NameInvalid`]; [`Error::NameTaken`] while another key has the name.
    pub async fn create_application_key(self, caller: &Caller, session: &Session, name: &str) -> Result<NewKey, Error> {
        session.require_administrator()?;
        let name = name::check(name)?;
        let key = [PREFIX, Token::generate(self.latchkey.env())?.expose()].concat();
        let mut tx = self.latchkey.db().begin().await?;
        let policy = self.latchkey.policy_on(tx.conn()).await?;
        self.latchkey.require_step_up(tx.conn(), session, &policy, Sensitive::Administer).await?;
        let made = execute!(
            tx.conn(),
            "INSERT INTO application_key (id, name, key_hash, created_by, created_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (name) WHERE revoked_at IS NULL DO NOTHING",
            self.latchkey.env().id()?,
            &name,
            hash(&key),
            &session.account_id,
            self.latchkey.now().0
        )?;
        if made == 0 {
            return Err(Error::NameTaken);
        }
        self.record_key(tx.conn(), caller, session, Event::ApplicationKeyCreated, name).await?;
        tx.commit().await?;
        Ok(NewKey(key))
    }

    /// Revokes a key, effective immediately.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], also for a key that was revoked before; [`Error::StepUpRequired`].
    pub async fn revoke_application_key(self, caller: &Caller, session: &Session, id: &str) -> Result<(), Error> {
        session.require_administrator()?;
        let mut tx = self.latchkey.db().begin().await?;
        let policy = self.latchkey.policy_on(tx.conn()).await?;
        self.latchkey.require_step_up(tx.conn(), session, &policy, Sensitive::Administer).await?;
        let revoked = optional!(
            (String,),
            tx.conn(),
            "UPDATE application_key SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING name",
            id,
            self.latchkey.now().0
        )?;
        let (name,) = revoked.ok_or(Error::NotFound)?;
        self.record_key(tx.conn(), caller, session, Event::ApplicationKeyRevoked, &name).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn record_key(self, conn: Conn<'_>, caller: &Caller, session: &Session, event: Event, name: &str) -> Result<(), Error> {
        Entry::of_installation(caller, event).by(session).detail(name).record(conn, self.latchkey.env()).await
    }
}

impl Tokens<'_> {
    /// The application with this key. `None` if the key is unknown or revoked. Attempts need no limit, since a key has 256 random bits.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn application(self, key: &str) -> Result<Option<Application>, Error> {
        let hash = hash(key);
        let now = self.latchkey.now();
        let found = optional!(
            (String, i64),
            self.latchkey.db().read().await?.conn(),
            "SELECT name, COALESCE(last_used_at, 0) FROM application_key WHERE key_hash = $1 AND revoked_at IS NULL",
            &hash
        )?;
        let Some((name, last_used_at)) = found else { return Ok(None) };
        if !Timestamp(last_used_at).is_within(TOUCH_AFTER, now) {
            let mut tx = self.latchkey.db().begin().await?;
            execute!(tx.conn(), "UPDATE application_key SET last_used_at = $2 WHERE key_hash = $1", &hash, now.0)?;
            tx.commit().await?;
        }
        Ok(Some(Application { name }))
    }
}
