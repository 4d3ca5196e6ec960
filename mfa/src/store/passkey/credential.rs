//! The `passkey` table.

use crate::{
    Error, Timestamp, factors,
    storage::{Conn, all, execute, one, optional},
    view,
};
use webauthn_rs::prelude::{AuthenticationResult, Credential};

/// A passkey with the columns for the check of its signatures.
pub(super) struct Passkey {
    pub(super) id: String,
    pub(super) account_id: String,
    pub(super) name: String,
    pub(super) credential: Credential,
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: String,
    account_id: String,
    name: String,
    credential: String,
    counter: i64,
    backed_up: bool,
}

impl TryFrom<Row> for Passkey {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let mut credential: Credential = serde_json::from_str(&row.credential).map_err(|error| {
            tracing::error!(error = %error, passkey = row.id, "a passkey in the database can't be read");
            Error::Unavailable
        })?;
        credential.counter = u32::try_from(row.counter).map_err(|_| Error::Unavailable)?;
        credential.backup_state = row.backed_up;
        Ok(Self { id: row.id, account_id: row.account_id, name: row.name, credential })
    }
}

/// Looks up across all accounts: the credential identifies its owner.
pub(super) async fn by_credential_id(conn: Conn<'_>, credential_id: &[u8]) -> Result<Option<Passkey>, Error> {
    let row = optional!(
        Row,
        conn,
        "SELECT id, account_id, name, credential, counter, backed_up FROM passkey WHERE credential_id = $1",
        credential_id
    )?;
    row.map(Passkey::try_from).transpose()
}

pub(super) async fn credentials_of(conn: Conn<'_>, account: &str) -> Result<Vec<Passkey>, Error> {
    let rows = all!(
        Row,
        conn,
        "SELECT id, account_id, name, credential, counter, backed_up FROM passkey WHERE account_id = $1 ORDER BY created_at, id",
        account
    )?;
    rows.into_iter().map(Passkey::try_from).collect()
}

/// How many passkeys an account has.
pub(super) async fn count(conn: Conn<'_>, account: &str) -> Result<i64, Error> {
    Ok(one!((i64,), conn, "SELECT COUNT(*) FROM passkey WHERE account_id = $1", account)?.0)
}

/// Stores a passkey. Returns false if this or another account has one with this credential id.
pub(super) async fn insert(mut conn: Conn<'_>, passkey: &Passkey, now: Timestamp) -> Result<bool, Error> {
    let Passkey { id, account_id, name, credential } = passkey;
    let json = serde_json::to_string(credential).map_err(|_| Error::Unavailable)?;
    let inserted = execute!(
        conn.reborrow(),
        "INSERT INTO passkey (id, account_id, credential_id, credential, name, counter, backup_eligible, backed_up, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (credential_id) DO NOTHING",
        id,
        account_id,
        credential.cred_id.as_slice(),
        json,
        name,
        i64::from(credential.counter),
        credential.backup_eligible,
        credential.backup_state,
        now.0
    )?;
    factors::note(conn, account_id).await?;
    Ok(inserted == 1)
}

/// Notes a use. Returns false if the counter isn't above the last one, unless the passkey has no counter: of two simultaneous uses with the same
/// counter, one was made by a copy.
pub(super) async fn note_use(conn: Conn<'_>, id: &str, result: &AuthenticationResult, now: Timestamp) -> Result<bool, Error> {
    let noted = execute!(
        conn,
        "UPDATE passkey SET counter = $2, backed_up = $3, last_used_at = $4 WHERE id = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0))",
        id,
        i64::from(result.counter()),
        result.backup_state(),
        now.0
    )?;
    Ok(noted == 1)
}

pub(super) async fn rename(conn: Conn<'_>, id: &str, account: &str, name: &str) -> Result<bool, Error> {
    Ok(execute!(conn, "UPDATE passkey SET name = $3 WHERE id = $1 AND account_id = $2", id, account, name)? == 1)
}

pub(super) async fn delete(mut conn: Conn<'_>, id: &str, account: &str) -> Result<bool, Error> {
    let deleted = execute!(conn.reborrow(), "DELETE FROM passkey WHERE id = $1 AND account_id = $2", id, account)?;
    factors::note(conn, account).await?;
    Ok(deleted == 1)
}

/// Deletes every passkey of an account, for a reset of its methods.
pub(crate) async fn delete_all(mut conn: Conn<'_>, account: &str) -> Result<u64, Error> {
    let deleted = execute!(conn.reborrow(), "DELETE FROM passkey WHERE account_id = $1", account)?;
    factors::note(conn, account).await?;
    Ok(deleted)
}

/// The account's random handle, set to `fresh` if it has none.
pub(super) async fn handle(conn: Conn<'_>, account: &str, fresh: &[u8]) -> Result<Vec<u8>, Error> {
    let row = optional!(
        (Vec<u8>,),
        conn,
        "UPDATE account SET passkey_handle = COALESCE(passkey_handle, $2) WHERE id = $1 RETURNING passkey_handle",
        account,
        fresh
    )?;
    row.map(|(handle,)| handle).ok_or(Error::NotSignedIn)
}

/// The account's handle. `None` if it never had a passkey.
pub(super) async fn known_handle(conn: Conn<'_>, account: &str) -> Result<Option<Vec<u8>>, Error> {
    let row = optional!((Option<Vec<u8>>,), conn, "SELECT passkey_handle FROM account WHERE id = $1", account)?;
    Ok(row.and_then(|(handle,)| handle))
}

#[derive(sqlx_macros::FromRow)]
struct Shown {
    id: String,
    name: String,
    backup_eligible: bool,
    created_at: i64,
    last_used_at: Option<i64>,
}

/// The passkeys as the user sees them, oldest first.
pub(crate) async fn shown(conn: Conn<'_>, account: &str) -> Result<Vec<view::Passkey>, Error> {
    let rows = all!(
        Shown,
        conn,
        "SELECT id, name, backup_eligible, created_at, last_used_at FROM passkey WHERE account_id = $1 ORDER BY created_at, id",
        account
    )?;
    let passkey = |Shown { id, name, backup_eligible: synced, created_at, last_used_at }| view::Passkey {
        id,
        name,
        synced,
        created_at,
        last_used_at,
    };
    Ok(rows.into_iter().map(passkey).collect())
}
