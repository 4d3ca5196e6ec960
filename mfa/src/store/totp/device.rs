//! The `totp_device` table.

use super::{code, spent_steps::SpentSteps};
use crate::{
    Error, Session, Timestamp,
    env::Env,
    factors,
    facts_columns::PENDING_DEVICE_GUESSES,
    policy_in_force::newest_policy,
    storage::{Conn, all, execute, optional},
    vault::{Place, SealingKey, Vault},
    view,
};
use std::time::Duration;
use zeroize::Zeroizing;

/// A device with the columns for the check of its codes.
#[derive(sqlx_macros::FromRow)]
pub(super) struct Device {
    pub(super) id: String,
    pub(super) name: String,
    secret: Vec<u8>,
    pub(super) replaces: Option<String>,
}

impl Device {
    /// The secret in plain text, which is wiped when it is dropped.
    pub(super) fn open(&self, vault: &Vault) -> Result<Zeroizing<Vec<u8>>, Error> {
        Ok(vault.open_sealed(place(&self.id), &self.secret)?)
    }
}

/// Seals the secret of the device with this id.
pub(crate) fn seal_secret(key: &SealingKey, env: &Env, id: &str, secret: &[u8]) -> Result<Vec<u8>, Error> {
    key.seal(env, place(id), secret)
}

fn place(id: &str) -> Place<'_> {
    Place { table: "totp_device", row: id, column: "secret" }
}

/// A verified device with the steps whose codes were used, as they are while the account's row is locked.
#[derive(sqlx_macros::FromRow)]
pub(super) struct Provable {
    #[sqlx(flatten)]
    pub(super) device: Device,
    last_step: i64,
    spent_steps: Option<Vec<u8>>,
    /// The text of the policy in force at the same moment.
    pub(super) policy: Option<String>,
    /// The guesses that the challenge has had. `None` if the session has ended.
    pub(super) in_challenge: Option<i64>,
}

/// A device that is being enrolled.
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

/// Stores a pending device in place of the account's former one: an account has one pending device at a time.
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

/// The device that this session is enrolling. `None` if it has expired or has no guesses left.
pub(super) async fn pending(conn: Conn<'_>, session: &str, now: Timestamp) -> Result<Option<Device>, Error> {
    Ok(optional!(
        Device,
        conn,
        "SELECT id, name, secret, replaces FROM totp_device
         WHERE session_id = $1 AND state = 'pending' AND expires_at > $2 AND guesses < $3",
        session,
        now.0,
        PENDING_DEVICE_GUESSES
    )?)
}

/// Takes one of the guesses of the device that this session is enrolling.
///
/// A device without guesses left isn't deleted here: one of the codes that are still being checked may be right.
///
/// # Errors
///
/// [`Error::MfaEnrollmentOver`] if no guesses are left; [`Error::EnrollmentNotBegun`].
pub(super) async fn reserve_first_code(mut conn: Conn<'_>, session: &str, now: Timestamp) -> Result<Device, Error> {
    let reserved = optional!(
        Device,
        conn.reborrow(),
        "UPDATE totp_device SET guesses = guesses + 1
         WHERE session_id = $1 AND state = 'pending' AND expires_at > $2 AND guesses < $3
         RETURNING id, name, secret, replaces",
        session,
        now.0,
        PENDING_DEVICE_GUESSES
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

/// Ends the account's pending device this long after its beginning, unless it ends before.
pub(super) async fn shorten_pending(conn: Conn<'_>, account: &str, life: Duration) -> Result<(), Error> {
    let statement =
        "UPDATE totp_device SET expires_at = created_at + $2 WHERE account_id = $1 AND state = 'pending' AND expires_at > created_at + $2";
    execute!(conn, statement, account, i64::try_from(life.as_millis()).unwrap_or(i64::MAX))?;
    Ok(())
}

/// Deletes the pending device that would replace this one.
pub(super) async fn delete_replacement(conn: Conn<'_>, id: &str, account: &str) -> Result<(), Error> {
    execute!(conn, "DELETE FROM totp_device WHERE account_id = $1 AND state = 'pending' AND replaces = $2", account, id)?;
    Ok(())
}

/// Makes a pending device a verified one, and marks the step of its first code as used. Returns false if the device isn't pending any more.
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

/// The verified devices that a code typed in this session may be of, in a transaction that has locked the account's row.
pub(super) async fn provable(conn: Conn<'_>, session: &Session) -> Result<Vec<Provable>, Error> {
    Ok(all!(
        Provable,
        conn,
        concat!(
            "SELECT id, name, secret, replaces, last_step, spent_steps, ",
            newest_policy!(),
            " AS policy, (SELECT guesses FROM session WHERE id = $2) AS in_challenge
             FROM totp_device WHERE account_id = $1 AND state = 'verified' ORDER BY created_at, id"
        ),
        &session.account_id,
        &session.id
    )?)
}

impl Provable {
    /// The steps that are used together with `step`. `None` if it, or a later one, was used before: each code works once.
    ///
    /// If no clock can have reached the last used step by now, the clock was ahead or has been set back. Then an earlier step is accepted as well,
    /// since otherwise no code would work until that time; steps that are remembered as used are still refused.
    pub(super) fn spend(&self, step: i64, now: Timestamp) -> Option<SpentSteps> {
        let mut spent = SpentSteps::read(self.spent_steps.as_deref());
        if spent.is_empty() {
            // The device was last used before steps were remembered.
            spent.add(self.last_step);
        }
        let goes_up = self.last_step < step || self.last_step > code::latest_step(now);
        (goes_up && spent.add(step)).then_some(spent)
    }

    /// Notes that a step was used.
    pub(super) async fn note_use(&self, conn: Conn<'_>, step: i64, spent: &SpentSteps, now: Timestamp) -> Result<(), Error> {
        let noted = execute!(
            conn,
            "UPDATE totp_device SET last_step = $2, spent_steps = $3, last_used_at = $4
             WHERE id = $1 AND state = 'verified' AND last_step = $5",
            &self.device.id,
            step,
            spent.to_bytes(),
            now.0,
            self.last_step
        )?;
        // Every transaction that uses or deletes a device locks the account's row first.
        if noted == 1 { Ok(()) } else { Err(Error::Unavailable) }
    }
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

/// Deletes expired pending devices.
pub(crate) async fn sweep(conn: Conn<'_>, now: Timestamp, most: i64) -> Result<u64, Error> {
    let statement = "DELETE FROM totp_device
                     WHERE id IN (SELECT id FROM totp_device WHERE state = 'pending' AND expires_at <= $1 ORDER BY expires_at LIMIT $2)
                     AND state = 'pending' AND expires_at <= $1";
    Ok(execute!(conn, statement, now.0, most)?)
}

/// Deletes every device of an account, including pending ones, for a reset of its methods.
pub(crate) async fn delete_all(mut conn: Conn<'_>, account: &str) -> Result<u64, Error> {
    let deleted = execute!(conn.reborrow(), "DELETE FROM totp_device WHERE account_id = $1", account)?;
    factors::note(conn, account).await?;
    Ok(deleted)
}

#[derive(sqlx_macros::FromRow)]
struct Shown {
    id: String,
    name: String,
    created_at: i64,
    last_used_at: Option<i64>,
}

/// The verified devices as the user sees them, oldest first.
pub(crate) async fn shown(conn: Conn<'_>, account: &str) -> Result<Vec<view::Device>, Error> {
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

/// Seals every secret under the active key. Returns the number of secrets that were under another key.
pub(crate) async fn reseal(latchkey: &crate::Latchkey) -> Result<u64, Error> {
    crate::reseal::column(
        latchkey,
        "SELECT id, secret FROM totp_device WHERE secret IS NOT NULL",
        "UPDATE totp_device SET secret = $2 WHERE id = $1 AND secret = $3",
        place,
    )
    .await
}
