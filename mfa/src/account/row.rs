//! The `account` table.

use crate::{
    Error, Timestamp,
    storage::{Conn, execute, one, optional},
};

/// An account as the sign-in needs it.
#[derive(sqlx::FromRow)]
pub(crate) struct Account {
    pub(crate) id: String,
    pub(crate) email: String,
    pub(crate) password_hash: String,
    pub(crate) administrator: bool,
    pub(crate) disabled_at: Option<i64>,
}

pub(crate) async fn by_email(conn: Conn<'_>, email: &str) -> Result<Option<Account>, Error> {
    Ok(optional!(Account, conn, "SELECT id, email, password_hash, administrator, disabled_at FROM account WHERE email = $1", email)?)
}

pub(crate) async fn by_id(conn: Conn<'_>, id: &str) -> Result<Option<Account>, Error> {
    Ok(optional!(Account, conn, "SELECT id, email, password_hash, administrator, disabled_at FROM account WHERE id = $1", id)?)
}

/// False if the address is taken.
pub(crate) async fn insert(conn: Conn<'_>, account: &Account, now: Timestamp) -> Result<bool, Error> {
    let inserted = execute!(
        conn,
        "INSERT INTO account (id, email, password_hash, administrator, created_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (email) DO NOTHING",
        &account.id,
        &account.email,
        &account.password_hash,
        account.administrator,
        now.0
    )?;
    Ok(inserted == 1)
}

/// False if the hash isn't `old` any more: the password was changed meanwhile.
pub(crate) async fn replace_hash(conn: Conn<'_>, id: &str, old: &str, new: &str) -> Result<bool, Error> {
    let replaced = execute!(conn, "UPDATE account SET password_hash = $3 WHERE id = $1 AND password_hash = $2", id, old, new)?;
    Ok(replaced == 1)
}

pub(crate) async fn count(conn: Conn<'_>) -> Result<i64, Error> {
    Ok(one!((i64,), conn, "SELECT COUNT(*) FROM account")?.0)
}

/// Serialises the transactions that check a rule across the rows of an account: without this, of two that each see the other's row, both
/// succeed.
pub(crate) async fn lock(conn: Conn<'_>, id: &str) -> Result<(), Error> {
    let locked = execute!(conn, "UPDATE account SET revision = revision + 1 WHERE id = $1", id)?;
    if locked == 1 { Ok(()) } else { Err(Error::NotSignedIn) }
}
