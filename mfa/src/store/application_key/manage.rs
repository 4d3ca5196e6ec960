//! Creation, replacement and revocation of keys.

use super::{NewKey, secret, write};
use crate::{
    Admin, Caller, Error, Latchkey, Operator, Scope, Session, Timestamp,
    administer::Administering,
    audit::{Entry, Event},
    name,
    storage::{Conn, execute, optional},
};
use std::time::Duration;

/// The rights of a new key.
#[derive(Clone, Copy, Debug)]
pub struct KeyGrant<'a> {
    /// Its permissions: at least one.
    pub scopes: &'a [Scope],
    /// When it stops working; `None` for a key that works until it is revoked.
    pub valid_for: Option<Duration>,
}

impl KeyGrant<'_> {
    /// The end of a key that is created at `now`, in milliseconds since 1970.
    fn end(&self, now: Timestamp) -> Option<i64> {
        self.valid_for.map(|valid_for| (now + valid_for).0)
    }
}

/// Dates keys that were created while the clock was ahead back to now. They stay valid for as long as they were created for.
pub(crate) async fn date_back(conn: Conn<'_>, now: Timestamp) -> Result<(), Error> {
    let statement = "UPDATE application_key SET created_at = $1, expires_at = $1 + (expires_at - created_at) WHERE created_at > $2";
    execute!(conn, statement, now.0, now.latest_noted().0)?;
    Ok(())
}

impl Admin<'_> {
    /// Creates a key. It is shown once: only its hash is kept.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`]; [`Error::StepUpRequired`]; [`Error::NameInvalid`]; [`Error::NameTaken`] while another key has the name;
    /// [`Error::ConfirmationMissing`] without a scope.
    pub async fn create_application_key(
        self,
        caller: &Caller,
        session: &Session,
        name: &str,
        grant: KeyGrant<'_>,
    ) -> Result<NewKey, Error> {
        session.require_administrator()?;
        let name = name::check(name)?;
        let (key, hash) = new_key(self.latchkey, grant)?;
        let Administering { mut tx, .. } = self.administer(session).await?;
        insert(self.latchkey, tx.conn(), name, hash, &session.account_id, grant).await?;
        self.record_key(tx.conn(), caller, session, Event::ApplicationKeyCreated, &told(name, grant)).await?;
        tx.commit().await?;
        Ok(key)
    }

    /// Creates a second key with the name of an existing one, so that the server of the application can be given the new one while the old one
    /// still works. The old one stays until it is revoked.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], also for a key that was revoked; [`Error::StepUpRequired`]; [`Error::NotPossibleNow`] if there are two keys with this
    /// name already; [`Error::ConfirmationMissing`] without a scope.
    pub async fn replace_application_key(self, caller: &Caller, session: &Session, id: &str, grant: KeyGrant<'_>) -> Result<NewKey, Error> {
        session.require_administrator()?;
        let (key, hash) = new_key(self.latchkey, grant)?;
        let Administering { mut tx, .. } = self.administer(session).await?;
        let now = self.latchkey.now();
        let made = optional!(
            (String,),
            tx.conn(),
            "INSERT INTO application_key (id, name, key_hash, created_by, created_at, scopes, expires_at, slot)
             SELECT $1, name, $3, $4, $5, $6, $7, 1 - slot FROM application_key WHERE id = $2 AND revoked_at IS NULL
             ON CONFLICT (name, slot) WHERE revoked_at IS NULL DO NOTHING RETURNING name",
            self.latchkey.env().id()?,
            id,
            hash,
            &session.account_id,
            now.0,
            write(grant.scopes),
            grant.end(now)
        )?;
        let Some((name,)) = made else {
            let there = "SELECT name FROM application_key WHERE id = $1 AND revoked_at IS NULL";
            let replaced = optional!((String,), tx.conn(), there, id)?;
            return Err(replaced.map_or(Error::NotFound, |_| Error::NotPossibleNow));
        };
        self.record_key(tx.conn(), caller, session, Event::ApplicationKeyCreated, &told(&name, grant)).await?;
        tx.commit().await?;
        Ok(key)
    }

    /// Revokes a key, effective immediately.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], also for a key that was revoked before; [`Error::StepUpRequired`].
    pub async fn revoke_application_key(self, caller: &Caller, session: &Session, id: &str) -> Result<(), Error> {
        let Administering { mut tx, .. } = self.administer(session).await?;
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

    async fn record_key(self, conn: Conn<'_>, caller: &Caller, session: &Session, event: Event, detail: &str) -> Result<(), Error> {
        Entry::of_installation(caller, event).by(session).detail(detail).record(conn, self.latchkey.env()).await
    }
}

impl Operator<'_> {
    /// Creates a key, for the operator at the command line. It has no author among the accounts.
    ///
    /// # Errors
    ///
    /// [`Error::NameInvalid`]; [`Error::NameTaken`] while another key has the name; [`Error::ConfirmationMissing`] without a scope.
    pub async fn create_application_key(self, name: &str, grant: KeyGrant<'_>) -> Result<NewKey, Error> {
        let name = name::check(name)?;
        let (key, hash) = new_key(self.latchkey, grant)?;
        let mut tx = self.latchkey.db().begin().await?;
        insert(self.latchkey, tx.conn(), name, hash, "", grant).await?;
        let (caller, detail) = (Caller::operator(), told(name, grant));
        Entry::of_installation(&caller, Event::ApplicationKeyCreated).detail(&detail).record(tx.conn(), self.latchkey.env()).await?;
        tx.commit().await?;
        Ok(key)
    }
}

/// Stores a new key, unless another one has its name. `author` is an account's id, or empty.
async fn insert(latchkey: &Latchkey, conn: Conn<'_>, name: &str, hash: Vec<u8>, author: &str, grant: KeyGrant<'_>) -> Result<(), Error> {
    let now = latchkey.now();
    let made = execute!(
        conn,
        "INSERT INTO application_key (id, name, key_hash, created_by, created_at, scopes, expires_at)
         SELECT $1, $2, $3, $4, $5, $6, $7
         WHERE NOT EXISTS (SELECT 1 FROM application_key WHERE name = $2 AND revoked_at IS NULL)
         ON CONFLICT (name, slot) WHERE revoked_at IS NULL DO NOTHING",
        latchkey.env().id()?,
        name,
        hash,
        author,
        now.0,
        write(grant.scopes),
        grant.end(now)
    )?;
    if made == 1 { Ok(()) } else { Err(Error::NameTaken) }
}

/// A new key and its hash.
fn new_key(latchkey: &Latchkey, grant: KeyGrant<'_>) -> Result<(NewKey, Vec<u8>), Error> {
    if grant.scopes.is_empty() {
        return Err(Error::ConfirmationMissing);
    }
    let key = NewKey::generate(latchkey.env())?;
    let hash = secret::hash(key.expose()).ok_or(Error::Unavailable)?;
    Ok((key, hash))
}

/// The detail of the audit about a new key: its name and its permissions.
fn told(name: &str, grant: KeyGrant<'_>) -> String {
    format!("{name} ({})", write(grant.scopes))
}
