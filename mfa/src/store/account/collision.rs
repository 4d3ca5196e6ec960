//! Accounts from before addresses had one form, of which two have the same address in different spellings.
//!
//! Both stay as they are, and each is found by its own spelling. No third account gets the address. Once one of the two has another address or is
//! deleted, the other one gets the present form.

use crate::{
    Error,
    email::Spellings,
    storage::{Conn, all, execute, optional},
};

/// Two accounts that have the same address.
#[derive(Clone, Debug, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct AddressCollision {
    /// The account whose address is stored in its present form.
    pub id: String,
    /// The address in that form.
    pub email: String,
    /// The account whose address is stored as it was typed.
    pub other_id: String,
    /// The address as it was typed.
    pub other_email: String,
}

/// All collisions, the oldest first.
pub(crate) async fn all(conn: Conn<'_>) -> Result<Vec<AddressCollision>, sqlx::Error> {
    all!(
        AddressCollision,
        conn,
        "SELECT account.id, account.email, other.id AS other_id, other.email AS other_email FROM address_collision
         JOIN account ON account.email = canonical JOIN account AS other ON other.id = account_id ORDER BY other.id"
    )
}

/// Whether an account has one of these addresses, or has had the canonical one in an earlier spelling.
pub(crate) async fn is_taken(conn: Conn<'_>, spellings: &Spellings) -> Result<bool, Error> {
    is_taken_beside(conn, spellings, None).await
}

/// Like [`is_taken`], for accounts other than `account`, which is to get the address.
pub(crate) async fn is_taken_beside(mut conn: Conn<'_>, spellings: &Spellings, account: Option<&str>) -> Result<bool, Error> {
    // No account has an empty id.
    let account = account.unwrap_or_default();
    let [first, second, third] = spellings.in_order();
    let sql = "SELECT id FROM account WHERE email IN ($1, $2, $3) AND id <> $4 LIMIT 1";
    if optional!((String,), conn.reborrow(), sql, first, second, third, account)?.is_some() {
        return Ok(true);
    }
    let sql = "SELECT account_id FROM address_collision JOIN account ON account.id = account_id
               WHERE canonical = $1 AND account_id <> $2 LIMIT 1";
    Ok(optional!((String,), conn, sql, spellings.canonical(), account)?.is_some())
}

/// Notes that an account can't have its address in this form.
pub(super) async fn note(conn: Conn<'_>, account: &str, canonical: &str) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO address_collision (account_id, canonical) VALUES ($1, $2) ON CONFLICT (account_id) DO UPDATE SET canonical = $2";
    execute!(conn, sql, account, canonical)?;
    Ok(())
}

/// Whether another account is noted as having this address in another spelling.
pub(super) async fn is_noted(conn: Conn<'_>, canonical: &str) -> Result<bool, sqlx::Error> {
    let sql = "SELECT account_id FROM address_collision WHERE canonical = $1 LIMIT 1";
    Ok(optional!((String,), conn, sql, canonical)?.is_some())
}

/// Deletes the notes on addresses that no account has any more. As long as one of the two accounts exists, it is put right at the next start.
pub(crate) async fn forget(conn: Conn<'_>) -> Result<(), Error> {
    let sql =
        "DELETE FROM address_collision WHERE NOT EXISTS (SELECT 1 FROM account WHERE account.id = account_id OR account.email = canonical)";
    execute!(conn, sql)?;
    Ok(())
}

/// Deletes all notes before another look. Returns the noted accounts, of any state, and the forms that their addresses would have.
pub(super) async fn take_all(mut conn: Conn<'_>) -> Result<Vec<(String, String)>, sqlx::Error> {
    let noted = all!((String, String), conn.reborrow(), "SELECT account_id, canonical FROM address_collision ORDER BY account_id")?;
    if !noted.is_empty() {
        execute!(conn, "DELETE FROM address_collision")?;
    }
    Ok(noted)
}

/// Deletes and returns the notes on an account that had this address until now: its own, and those of accounts that couldn't have the address because
/// of it.
pub(super) async fn take_of(mut conn: Conn<'_>, account: &str, address: &str) -> Result<Vec<(String, String)>, sqlx::Error> {
    let noted = all!(
        (String, String),
        conn.reborrow(),
        "SELECT account_id, canonical FROM address_collision WHERE account_id = $1 OR canonical = $2 ORDER BY account_id",
        account,
        address
    )?;
    if !noted.is_empty() {
        execute!(conn, "DELETE FROM address_collision WHERE account_id = $1 OR canonical = $2", account, address)?;
    }
    Ok(noted)
}
