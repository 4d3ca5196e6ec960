//! Waits after wrong passwords, a minute at most, for addresses that are known and for those that aren't.
//!
//! Failures are counted twice: for the account as seen from one network address, and for the account as a whole. Who guesses from one place
//! soon waits, and holds up nobody elsewhere; only guessing from many places makes the account as a whole wait. Whoever knows the
//! password gets in within the minute.

use crate::{
    Caller, Error, Timestamp,
    email::Email,
    storage::{Conn, Db, execute, one, optional},
};
use sha2::{Digest, Sha256};
use std::time::Duration;

/// Wrong passwords from one place before the first wait.
const FREE_FROM_ONE_PLACE: u32 = 10;
/// Wrong passwords from anywhere before the first wait.
const FREE: u32 = 100;
/// The longest wait.
const LONGEST: u64 = 60;

/// How long a count is kept after the last failure, in milliseconds.
const KEPT_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// One count of failures. Named by a hash: the table must not collect addresses that were typed by mistake.
struct Bucket {
    name: Vec<u8>,
    free: u32,
}

impl Bucket {
    fn new(free: u32, parts: &[&str]) -> Self {
        Self { name: Sha256::digest(parts.join("\n").as_bytes()).to_vec(), free }
    }

    /// The wait that follows the `failures`-th wrong password in a row.
    fn wait_after(&self, failures: u32) -> Duration {
        let doublings = failures.saturating_sub(self.free).min(6);
        if failures < self.free { Duration::ZERO } else { Duration::from_secs((1 << doublings).min(LONGEST)) }
    }
}

/// The counts that one attempt belongs to.
pub(crate) struct Throttle([Bucket; 2]);

impl Throttle {
    pub(crate) fn new(email: &str, caller: &Caller) -> Self {
        let folded = Email::parse(email).map_or_else(|| email.trim().to_lowercase(), |email| email.as_str().to_owned());
        Self([Bucket::new(FREE_FROM_ONE_PLACE, &[&folded, &caller.address]), Bucket::new(FREE, &[&folded])])
    }

    /// Refuses while a wait lasts; refused attempts neither count nor lengthen it.
    pub(crate) async fn admit(&self, db: &Db, now: Timestamp) -> Result<(), Error> {
        let Self([here, anywhere]) = self;
        let row = optional!(
            (i64,),
            db.read().await?.conn(),
            "SELECT wait_until FROM password_failure WHERE bucket IN ($1, $2) ORDER BY wait_until DESC LIMIT 1",
            &here.name,
            &anywhere.name
        )?;
        match row {
            Some((until,)) if until > now.0 => Err(Error::PasswordRateLimited { retry_after_seconds: now.wait_seconds(Timestamp(until)) }),
            _ => Ok(()),
        }
    }

    /// Counts a wrong password, in a transaction that nothing undoes which fails later. Gives the wait that begins with it; one that is only
    /// lengthened, by what was sent before it began, isn't another one.
    pub(crate) async fn count(&self, mut conn: Conn<'_>, now: Timestamp) -> Result<Option<Duration>, Error> {
        let (mut begins, mut waiting) = (Duration::ZERO, false);
        for bucket in &self.0 {
            let (failures, before) = one!(
                (i64, i64),
                conn.reborrow(),
                "INSERT INTO password_failure (bucket, failures, wait_until) VALUES ($1, 1, 0)
                 ON CONFLICT (bucket) DO UPDATE SET failures = password_failure.failures + 1
                 RETURNING failures, wait_until",
                &bucket.name
            )?;
            let wait = bucket.wait_after(u32::try_from(failures).unwrap_or(u32::MAX));
            let sql = "UPDATE password_failure SET wait_until = $2 WHERE bucket = $1";
            execute!(conn.reborrow(), sql, &bucket.name, (now + wait).0)?;
            begins = begins.max(wait);
            waiting |= before > now.0;
        }
        Ok((!waiting && !begins.is_zero()).then_some(begins))
    }

    /// The right password ends both counts.
    pub(crate) async fn clear(&self, mut conn: Conn<'_>) -> Result<(), Error> {
        for bucket in &self.0 {
            execute!(conn.reborrow(), "DELETE FROM password_failure WHERE bucket = $1", &bucket.name)?;
        }
        Ok(())
    }
}

/// Counts that nothing was added to for a day.
pub(crate) async fn sweep(conn: Conn<'_>, now: Timestamp) -> Result<u64, Error> {
    Ok(execute!(conn, "DELETE FROM password_failure WHERE wait_until < $1", now.0.saturating_sub(KEPT_MILLIS))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(address: &str, email: &str) -> [Vec<u8>; 2] {
        Throttle::new(email, &Caller::new(address, "test")).0.map(|bucket| bucket.name)
    }

    #[test]
    fn waits_grow_to_a_minute_and_no_further() {
        let bucket = Bucket::new(10, &[]);
        let waits: Vec<u64> = (8..20).map(|failures| bucket.wait_after(failures).as_secs()).collect();
        assert_eq!(waits, [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
        assert_eq!(bucket.wait_after(u32::MAX).as_secs(), 60);
    }

    #[test]
    fn spellings_share_their_counts_and_places_share_one() {
        assert_eq!(from("192.0.2.1", "A@Example.org"), from("192.0.2.1", " a@example.ORG"));
        assert_ne!(from("192.0.2.1", "a@example.org")[1], from("192.0.2.1", "b@example.org")[1]);
        let (one, other) = (from("192.0.2.1", "a@example.org"), from("192.0.2.2", "a@example.org"));
        assert!(one[0] != other[0] && one[1] == other[1]);
    }
}
