//! The `account` table.

use crate::{
    Error, Timestamp,
    email::Email,
    people::search_key,
    storage::{Conn, execute, optional},
};

/// An account as the sign-in needs it.
#[derive(sqlx::FromRow)]
pub(crate) struct Account {
    pub(crate) id: String,
    pub(crate) email: String,
    pub(crate) password_hash: String,
    pub(crate) administrator: bool,
    pub(crate) disabled_at: Option<i64>,
    /// The application's own id of the user, if the account belongs to one.
    pub(crate) subject: Option<String>,
    /// The name that the application gave the user.
    pub(crate) label: Option<String>,
}

impl Account {
    /// One that signs in with email and password.
    pub(crate) fn new(id: String, email: String, password_hash: String) -> Self {
        Self { id, email, password_hash, administrator: false, disabled_at: None, subject: None, label: None }
    }

    /// What the user is called on pages and in authenticator apps.
    pub(crate) fn shown(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.email)
    }
}

/// The account that signs in with this address. What those of an application's users have in its place is none.
pub(crate) async fn by_email(conn: Conn<'_>, email: &str) -> Result<Option<Account>, Error> {
    Ok(optional!(
        Account,
        conn,
        "SELECT id, email, password_hash, administrator, disabled_at, subject, label FROM account WHERE email = $1",
        email
    )?)
}

pub(crate) async fn by_id(conn: Conn<'_>, id: &str) -> Result<Option<Account>, Error> {
    Ok(optional!(
        Account,
        conn,
        "SELECT id, email, password_hash, administrator, disabled_at, subject, label FROM account WHERE id = $1",
        id
    )?)
}

/// The account of the user whom the application knows by this id.
pub(crate) async fn by_subject(conn: Conn<'_>, subject: &str) -> Result<Option<Account>, Error> {
    Ok(optional!(
        Account,
        conn,
        "SELECT id, email, password_hash, administrator, disabled_at, subject, label FROM account WHERE subject = $1",
        subject
    )?)
}

/// The account of somebody whom a person names: by the address, the application's own id of its user, or the account's id.
pub(crate) async fn named(mut conn: Conn<'_>, name: &str) -> Result<Option<Account>, Error> {
    if let Some(email) = Email::parse(name)
        && let Some(account) = by_email(conn.reborrow(), email.as_str()).await?
    {
        return Ok(Some(account));
    }
    match by_subject(conn.reborrow(), name).await? {
        Some(account) => Ok(Some(account)),
        None => by_id(conn, name).await,
    }
}

/// False if the address is taken.
pub(crate) async fn insert(conn: Conn<'_>, account: &Account, now: Timestamp) -> Result<bool, Error> {
    let inserted = execute!(
        conn,
        "INSERT INTO account (id, email, password_hash, administrator, created_at, search_key) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (email) DO NOTHING",
        &account.id,
        &account.email,
        &account.password_hash,
        account.administrator,
        now.0,
        search_key(account.shown())
    )?;
    Ok(inserted == 1)
}

/// Notes the name that the application gives its user now.
pub(crate) async fn rename(conn: Conn<'_>, id: &str, label: &str) -> Result<(), Error> {
    execute!(conn, "UPDATE account SET label = $2, search_key = $3 WHERE id = $1", id, label, search_key(label))?;
    Ok(())
}

/// Makes the account of an application's user, without an address and without a password. False if there is one already.
pub(crate) async fn insert_subject(conn: Conn<'_>, id: &str, subject: &str, label: &str, now: Timestamp) -> Result<bool, Error> {
    let inserted = execute!(
        conn,
        "INSERT INTO account (id, email, password_hash, administrator, created_at, subject, label, search_key)
         VALUES ($1, $2, '', FALSE, $3, $4, $5, $6)
         ON CONFLICT (subject) DO NOTHING",
        id,
        format!("application:{id}"),
        now.0,
        subject,
        label,
        search_key(label)
    )?;
    Ok(inserted == 1)
}

/// False if the hash isn't `old` any more: the password was changed meanwhile.
pub(crate) async fn replace_hash(conn: Conn<'_>, id: &str, old: &str, new: &str) -> Result<bool, Error> {
    let replaced = execute!(conn, "UPDATE account SET password_hash = $3 WHERE id = $1 AND password_hash = $2", id, old, new)?;
    Ok(replaced == 1)
}

/// Whether nobody has an account.
pub(crate) async fn are_none(conn: Conn<'_>) -> Result<bool, Error> {
    Ok(optional!((String,), conn, "SELECT id FROM account LIMIT 1")?.is_none())
}

/// Serialises the transactions that check a rule across the rows of an account: without this, of two that each see the other's row, both
/// succeed.
pub(crate) async fn lock(conn: Conn<'_>, id: &str) -> Result<(), Error> {
    let locked = execute!(conn, "UPDATE account SET revision = revision + 1 WHERE id = $1", id)?;
    if locked == 1 { Ok(()) } else { Err(Error::NotSignedIn) }
}

/// The same for an account whose password was verified. False if the verified hash isn't the account's any more, or the account was disabled.
pub(crate) async fn lock_with_hash(conn: Conn<'_>, account: &Account) -> Result<bool, Error> {
    let locked = execute!(
        conn,
        "UPDATE account SET revision = revision + 1 WHERE id = $1 AND password_hash = $2 AND disabled_at IS NULL",
        &account.id,
        &account.password_hash
    )?;
    Ok(locked == 1)
}
