//! The `totp_device` table.

use super::{code, spent_steps::SpentSteps};
use crate::{
    Error, Session, Timestamp,
    env::Env,
    factors, guess,
    storage::{Conn, all, execute, optional},
    vault::{Place, SealingKey, Vault},
    view,
};
use zeroize::Zeroizing;

/// A device as its codes are checked.
#[derive(sqlx::FromRow)]
pub(super) struct Device {
    pub(super) id: String,
    pub(super) name: String,
    secret: Vec<u8>,
    pub(super) replaces: Option<String>,
}

impl Device {
    /// The secret in the clear, for as long as it is held.
    pub(super) fn open(&self, vault: &Vault) -> Result<Zeroizing<Vec<u8>>, Error> {
        Ok(vault.open_sealed(place(&self.id), &self.secret)?)
    }
}

/// The secret of the device with this id, as it is stored.
pub(crate) fn seal_secret(key: &SealingKey, env: &Env, id: &str, secret: &[u8]) -> Result<Vec<u8>, Error> {
    key.seal(env, place(id), secret)
}

fn place(id: &str) -> Place<'_> {
    Place { table: "totp_device", row: id, column: "secret" }
}

/// A device to be enrolled.
pub(super) struct Pending<'a> {
    pub(super) id: &'a str,
    pub(super) account: &'a str,
    pub(super) session: &'a str,
    pub(super) name: &'a str,
    pub(super) secret: &'a [u8],
    pub(super) replaces: Option<&'a str>,
    pub(super) created_at: Timestamp,
    pub(super) expires_at: Timestamp,
}

/// Takes the place of whatever was pending for the account: one at a time.
pub(super) async fn insert_pending(mut conn: Conn<'_>, vault: &Vault, env: &Env, pending: Pending<'_>) -> Result<(), Error> {
    let key = vault.sealing_key(conn.reborrow()).await?;
    let sealed = seal_secret(&key, env, pending.id, pending.secret)?;
    execute!(conn.reborrow(), "DELETE FROM totp_device WHERE account_id = $1 AND state = 'pending'", pending.account)?;
    execute!(
        conn,
        "INSERT INTO totp_device (id, account_id, session_id, state, name, secret, replaces, created_at, expires_at)
         VALUES ($1, $2, $3, 'pending', $4, $5, $6, $7, $8)",
        pending.id,
        pending.account,
        pending.session,
        pending.name,
        sealed,
        pending.replaces,
        pending.created_at.0,
        pending.expires_at.0
    )?;
    Ok(())
}

/// The device that this session is enrolling, while it has guesses left.
pub(super) async fn pending(conn: Conn<'_>, session: &str, now: Timestamp) -> Result<Option<Device>, Error> {
    Ok(optional!(
        Device,
        conn,
        "SELECT id, name, secret, replaces FROM totp_device
         WHERE session_id = $1 AND state = 'pending' AND expires_at > $2 AND guesses < $3",
        session,
        now.0,
        guess::PENDING_DEVICE
    )?)
}

/// The device that this session is enrolling, with one of its guesses taken.
///
/// A device whose guesses are used up stays until it is begun anew: the right code may be among those still being looked at.
pub(super) async fn reserve_first_code(mut conn: Conn<'_>, session: &str, now: Timestamp) -> Result<Device, Error> {
    let reserved = optional!(
        Device,
        conn.reborrow(),
        "UPDATE totp_device SET guesses = guesses + 1
         WHERE session_id = $1 AND state = 'pending' AND expires_at > $2 AND guesses < $3
         RETURNING id, name, secret, replaces",
        session,
        now.0,
        guess::PENDING_DEVICE
    )?;
    if let Some(device) = reserved {
        return Ok(device);
    }
    let used_up = optional!(
        (String,),
        conn,
        "SELECT id FROM totp_device WHERE session_id = $1 AND state = 'pending' AND expires_at > $2",
        session,
        now.0
    )?;
    Err(if used_up.is_some() { Error::MfaEnrollmentOver } else { Error::EnrollmentNotBegun })
}

pub(super) async fn delete_pending(conn: Conn<'_>, session: &str) -> Result<u64, Error> {
    Ok(execute!(conn, "DELETE FROM totp_device WHERE session_id = $1 AND state = 'pending'", session)?)
}

/// Makes a pending device a verified one, with the step of its first code used up. Returns false if another request was faster.
pub(super) async fn verify(mut conn: Conn<'_>, id: &str, session: &Session, step: i64) -> Result<bool, Error> {
    let mut spent = SpentSteps::default();
    spent.add(step);
    let verified = execute!(
        conn.reborrow(),
        "UPDATE totp_device SET state = 'verified', session_id = NULL, replaces = NULL, expires_at = NULL, last_step = $3, spent_steps = $4
         WHERE id = $1 AND session_id = $2 AND state = 'pending'",
        id,
        &session.id,
        step,
        spent.to_bytes()
    )?;
    factors::note(conn, &session.account_id).await?;
    Ok(verified == 1)
}

pub(super) async fn verified(conn: Conn<'_>, account: &str) -> Result<Vec<Device>, Error> {
    Ok(all!(
        Device,
        conn,
        "SELECT id, name, secret, replaces FROM totp_device
         WHERE account_id = $1 AND state = 'verified' ORDER BY created_at, id",
        account
    )?)
}

/// Uses up a time step. Returns false if it, or a later one, was used up before: each code works once.
///
/// If the last step is one that no clock can have shown by now, this server's clock was ahead or has fallen behind. Then steps needn't go up, or no
/// code would work until the time of that one; those that are remembered stay used up.
pub(super) async fn use_step(mut conn: Conn<'_>, id: &str, step: i64, now: Timestamp) -> Result<bool, Error> {
    let row = optional!(
        (i64, Option<Vec<u8>>),
        conn.reborrow(),
        "SELECT last_step, spent_steps FROM totp_device WHERE id = $1 AND state = 'verified'",
        id
    )?;
    let Some((last, spent)) = row else { return Ok(false) };
    let mut spent = SpentSteps::read(spent.as_deref());
    if spent.is_empty() {
        // Of an app that was last used before they were remembered.
        spent.add(last);
    }
    let goes_up = last < step || last > code::latest_step(now);
    if !goes_up || !spent.add(step) {
        return Ok(false);
    }
    let used = execute!(
        conn,
        "UPDATE totp_device SET last_step = $2, spent_steps = $3, last_used_at = $4
         WHERE id = $1 AND state = 'verified' AND last_step = $5",
        id,
        step,
        spent.to_bytes(),
        now.0,
        last
    )?;
    Ok(used == 1)
}

pub(super) async fn delete_verified(mut conn: Conn<'_>, id: &str, account: &str) -> Result<bool, Error> {
    let deleted =
        execute!(conn.reborrow(), "DELETE FROM totp_device WHERE id = $1 AND account_id = $2 AND state = 'verified'", id, account)?;
    factors::note(conn, account).await?;
    Ok(deleted == 1)
}

pub(super) async fn rename(conn: Conn<'_>, id: &str, account: &str, name: &str) -> Result<bool, Error> {
    let renamed =
        execute!(conn, "UPDATE totp_device SET name = $3 WHERE id = $1 AND account_id = $2 AND state = 'verified'", id, account, name)?;
    Ok(renamed == 1)
}

/// Pending devices that have run out.
pub(crate) async fn sweep(conn: Conn<'_>, now: Timestamp) -> Result<u64, Error> {
    Ok(execute!(conn, "DELETE FROM totp_device WHERE state = 'pending' AND expires_at <= $1", now.0)?)
}

/// Every device of an account, pending ones too: the operator's reset.
pub(crate) async fn delete_all(mut conn: Conn<'_>, account: &str) -> Result<u64, Error> {
    let deleted = execute!(conn.reborrow(), "DELETE FROM totp_device WHERE account_id = $1", account)?;
    factors::note(conn, account).await?;
    Ok(deleted)
}

#[derive(sqlx::FromRow)]
struct Shown {
    id: String,
    name: String,
    created_at: i64,
    last_used_at: Option<i64>,
}

/// What the user sees of the verified devices.
pub(super) async fn shown(conn: Conn<'_>, account: &str) -> Result<Vec<view::Device>, Error> {
    let rows = all!(
        Shown,
        conn,
        "SELECT id, name, created_at, last_used_at FROM totp_device
         WHERE account_id = $1 AND state = 'verified' ORDER BY created_at, id",
        account
    )?;
    let device = |Shown { id, name, created_at, last_used_at }| view::Device { id, name, created_at, last_used_at };
    Ok(rows.into_iter().map(device).collect())
}

/// Seals every secret under the active key. Returns how many were under another key.
pub(crate) async fn reseal(latchkey: &crate::Latchkey) -> Result<u64, Error> {
    crate::reseal::column(
        latchkey,
        "SELECT id, secret FROM totp_device WHERE secret IS NOT NULL",
        "UPDATE totp_device SET secret = $2 WHERE id = $1 AND secret = $3",
        place,
    )
    .await
}
