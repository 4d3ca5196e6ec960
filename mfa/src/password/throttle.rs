//! Waits after wrong passwords: per address, known or not, a minute at most.
//!
//! Long enough to make guessing hopeless, too short to lock anybody out: whoever knows the password gets in within the minute.

use crate::{
    Error, Timestamp,
    email::Email,
    storage::{Conn, Db, execute, one, optional},
};
use sha2::{Digest, Sha256};
use std::time::Duration;

/// Wrong passwords before the first wait.
const FREE: u32 = 10;
/// The longest wait.
const LONGEST: u64 = 60;

/// Whose failures are counted together. A hash: the table must not collect addresses that were typed by mistake.
pub(crate) fn bucket(email: &str) -> Vec<u8> {
    let folded = Email::parse(email).map_or_else(|| email.trim().to_lowercase(), |email| email.as_str().to_owned());
    Sha256::digest(folded.as_bytes()).to_vec()
}

/// The wait that follows the `failures`-th wrong password in a row.
fn wait_after(failures: u32) -> Duration {
    let doublings = failures.saturating_sub(FREE).min(6);
    if failures < FREE { Duration::ZERO } else { Duration::from_secs((1 << doublings).min(LONGEST)) }
}

/// Refuses while a wait lasts; refused attempts neither count nor lengthen it.
pub(crate) async fn admit(db: &Db, bucket: &[u8], now: Timestamp) -> Result<(), Error> {
    let row = optional!((i64,), db.read().await?.conn(), "SELECT wait_until FROM password_failure WHERE bucket = $1", bucket)?;
    match row {
        Some((until,)) if until > now.0 => Err(Error::PasswordRateLimited { retry_after_seconds: now.wait_seconds(Timestamp(until)) }),
        _ => Ok(()),
    }
}

/// Counts a wrong password. In a transaction of its own: nothing that fails later may undo it.
pub(crate) async fn count(db: &Db, bucket: &[u8], now: Timestamp) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let (failures,) = one!(
        (i64,),
        tx.conn(),
        "INSERT INTO password_failure (bucket, failures, wait_until) VALUES ($1, 1, 0)
         ON CONFLICT (bucket) DO UPDATE SET failures = password_failure.failures + 1
         RETURNING failures",
        bucket
    )?;
    let until = now + wait_after(u32::try_from(failures).unwrap_or(u32::MAX));
    execute!(tx.conn(), "UPDATE password_failure SET wait_until = $2 WHERE bucket = $1", bucket, until.0)?;
    tx.commit().await?;
    Ok(())
}

/// The right password ends the row.
pub(crate) async fn clear(conn: Conn<'_>, bucket: &[u8]) -> Result<(), Error> {
    execute!(conn, "DELETE FROM password_failure WHERE bucket = $1", bucket)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_a_minute_and_no_further() {
        let waits: Vec<u64> = (8..20).map(|failures| wait_after(failures).as_secs()).collect();
        assert_eq!(waits, [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
        assert_eq!(wait_after(u32::MAX).as_secs(), 60);
    }

    #[test]
    fn spellings_share_a_bucket() {
        assert_eq!(bucket("A@Example.org"), bucket(" a@example.ORG"));
        assert_ne!(bucket("a@example.org"), bucket("b@example.org"));
    }
}
