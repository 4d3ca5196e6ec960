//! Accounts from before addresses had one form, of which two have the same address in different spellings.
//!
//! Both stay as they are, and each is found by its own spelling. Nobody gets a third one.

use super::row;
use crate::{
    Error,
    email::Spellings,
    storage::{Conn, all, execute, optional},
};

/// Two accounts that have the same address.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AddressCollision {
    /// The account whose address is stored in its present form.
    pub id: String,
    /// That form.
    pub email: String,
    /// The account whose address is stored as it was typed.
    pub other_id: String,
    /// As it was typed.
    pub other_email: String,
}

/// All of them, the oldest first.
pub(crate) async fn all(conn: Conn<'_>) -> Result<Vec<AddressCollision>, sqlx::Error> {
    all!(
        AddressCollision,
        conn,
        "SELECT account.id, account.email, other.id AS other_id, other.email AS other_email FROM address_collision
         JOIN account ON account.email = canonical JOIN account AS other ON other.id = account_id ORDER BY other.id"
    )
}

/// Whether an account has one of these addresses, or has had the canonical one in another spelling from before.
pub(crate) async fn is_taken(mut conn: Conn<'_>, spellings: &Spellings) -> Result<bool, Error> {
    if row::stored_email(conn.reborrow(), spellings.in_order()).await?.is_some() {
        return Ok(true);
    }
    let sql = "SELECT account_id FROM address_collision JOIN account ON account.id = account_id WHERE canonical = $1 LIMIT 1";
    Ok(optional!((String,), conn, sql, spellings.canonical())?.is_some())
}

/// Notes that an account can't have its address in this form.
pub(super) async fn note(conn: Conn<'_>, account: &str, canonical: &str) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO address_collision (account_id, canonical) VALUES ($1, $2) ON CONFLICT (account_id) DO UPDATE SET canonical = $2";
    execute!(conn, sql, account, canonical)?;
    Ok(())
}

/// Whether another account has had this address in another spelling.
pub(super) async fn is_noted(conn: Conn<'_>, canonical: &str) -> Result<bool, sqlx::Error> {
    let sql = "SELECT account_id FROM address_collision WHERE canonical = $1 LIMIT 1";
    Ok(optional!((String,), conn, sql, canonical)?.is_some())
}

/// Forgets the addresses that no account has any more. While one of the two is there, it is put right at the next start.
pub(super) async fn forget(conn: Conn<'_>) -> Result<(), Error> {
    let sql =
        "DELETE FROM address_collision WHERE NOT EXISTS (SELECT 1 FROM account WHERE account.id = account_id OR account.email = canonical)";
    execute!(conn, sql)?;
    Ok(())
}

/// Forgets all of them, for another look: the accounts, whatever their state, and the forms that their addresses would have.
pub(super) async fn take_all(mut conn: Conn<'_>) -> Result<Vec<(String, String)>, sqlx::Error> {
    let noted = all!((String, String), conn.reborrow(), "SELECT account_id, canonical FROM address_collision ORDER BY account_id")?;
    if !noted.is_empty() {
        execute!(conn, "DELETE FROM address_collision")?;
    }
    Ok(noted)
}
