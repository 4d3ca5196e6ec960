//! Waits after wrong passwords, at most a minute, for known and unknown addresses alike.
//!
//! Wrong passwords are counted twice: for the account as seen from one network, and for the account as a whole. Guesses from one network soon make
//! only that network wait, since it adds to the account's count only until its own waits begin. So it takes guesses from ten networks to make the
//! account as a whole wait. With the right password, a user gets in within the minute.
//!
//! A password is counted before it is hashed, in a transaction of its own, and the right one clears the counts: of many sent at once, no more are
//! checked than the counts allow.

use crate::{
    Caller, Error, Timestamp,
    storage::{Conn, Db, execute, optional},
};
use sha2::{Digest, Sha256};
use std::time::Duration;

/// Wrong passwords from one network before the first wait.
const FREE_FROM_ONE_NETWORK: u32 = 10;
/// Wrong passwords from anywhere before the first wait.
const FREE: u32 = 100;
/// The longest wait, in seconds.
const LONGEST: u64 = 60;

/// How long a count is kept after the last failure, in milliseconds.
const KEPT_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// How far in the past `wait_until` is set if no wait begins: requests read their clock before they reach the database, and the clocks of other
/// servers may be behind.
const PAST_MILLIS: i64 = 60 * 1000;

/// One count of failures, named by a hash: the table must not collect addresses that were typed by mistake.
struct Bucket {
    name: Vec<u8>,
    free: u32,
}

impl Bucket {
    /// Each part is hashed with its length, so that no typed text passes for two parts.
    fn new(free: u32, parts: &[&str]) -> Self {
        let mut name = Sha256::new();
        for part in parts {
            name.update((part.len() as u64).to_be_bytes());
            name.update(part);
        }
        Self { name: name.finalize().to_vec(), free }
    }

    /// The wait that follows the `failures`-th wrong password in a row.
    fn wait_after(&self, failures: u32) -> Duration {
        let doublings = failures.saturating_sub(self.free).min(6);
        if failures < self.free { Duration::ZERO } else { Duration::from_secs((1 << doublings).min(LONGEST)) }
    }

    /// Adds `more` to the failures in a row and returns their number, or `None` during a wait.
    async fn add(&self, conn: Conn<'_>, more: i64, now: Timestamp) -> Result<Option<u32>, Error> {
        let row = optional!(
            (i64,),
            conn,
            "INSERT INTO password_failure (bucket, failures, wait_until) VALUES ($1, $2, 0)
             ON CONFLICT (bucket) DO UPDATE SET failures = password_failure.failures + $2 WHERE password_failure.wait_until <= $3 OR password_failure.wait_until > $4
             RETURNING failures",
            &self.name,
            more,
            now.0,
            latest_end(now)
        )?;
        Ok(row.map(|(failures,)| u32::try_from(failures).unwrap_or(u32::MAX)))
    }
}

/// The counts that one attempt belongs to.
pub(crate) struct Throttle {
    name: String,
    here: Bucket,
    anywhere: Bucket,
}

impl Throttle {
    /// Counts by `name`: the stored address of the account, or for an unknown address the key of its spellings.
    pub(crate) fn new(name: String, caller: &Caller) -> Self {
        let here = Bucket::new(FREE_FROM_ONE_NETWORK, &[&name, &caller.network().to_string()]);
        let anywhere = Bucket::new(FREE, &[&name]);
        Self { name, here, anywhere }
    }

    /// The name by which the attempts are counted.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Refuses the attempt during a wait, before anything is spent on it.
    ///
    /// # Errors
    ///
    /// [`Error::PasswordRateLimited`].
    pub(crate) async fn admit(&self, db: &Db, now: Timestamp) -> Result<(), Error> {
        self.refusal(db.read().await?.conn(), now).await?.map_or(Ok(()), Err)
    }

    /// Counts a password that is about to be checked. Returns the wait that begins if it is wrong.
    ///
    /// # Errors
    ///
    /// [`Error::PasswordRateLimited`] during a wait: the password is neither checked nor counted, and the wait doesn't grow.
    pub(crate) async fn reserve(&self, db: &Db, now: Timestamp) -> Result<Option<Duration>, Error> {
        let mut tx = db.begin().await?;
        let Some(wait) = self.count(tx.conn(), now).await? else {
            return Err(self.refusal(tx.conn(), now).await?.unwrap_or(Error::PasswordRateLimited { retry_after_seconds: 1 }));
        };
        tx.commit().await?;
        Ok((!wait.is_zero()).then_some(wait))
    }

    /// Counts in both buckets. Returns the wait that begins, or `None` during a wait.
    async fn count(&self, mut conn: Conn<'_>, now: Timestamp) -> Result<Option<Duration>, Error> {
        let Some(here) = self.here.add(conn.reborrow(), 1, now).await? else { return Ok(None) };
        // Beyond these, the network has waits of its own.
        let counts_anywhere = here <= self.here.free;
        let Some(anywhere) = self.anywhere.add(conn.reborrow(), i64::from(counts_anywhere), now).await? else { return Ok(None) };
        let mut longest = Duration::ZERO;
        for (bucket, failures) in [(&self.here, here), (&self.anywhere, anywhere)] {
            let wait = bucket.wait_after(failures);
            let until = if wait.is_zero() { Timestamp(now.0.saturating_sub(PAST_MILLIS)) } else { now + wait };
            let sql = "UPDATE password_failure SET wait_until = $2 WHERE bucket = $1";
            execute!(conn.reborrow(), sql, &bucket.name, until.0)?;
            longest = longest.max(wait);
        }
        Ok(Some(longest))
    }

    async fn refusal(&self, conn: Conn<'_>, now: Timestamp) -> Result<Option<Error>, Error> {
        let row = optional!(
            (i64,),
            conn,
            "SELECT wait_until FROM password_failure WHERE bucket IN ($1, $2) AND wait_until <= $3 ORDER BY wait_until DESC LIMIT 1",
            &self.here.name,
            &self.anywhere.name,
            latest_end(now)
        )?;
        let until = row.map(|(until,)| until).filter(|until| *until > now.0);
        Ok(until.map(|until| Error::PasswordRateLimited { retry_after_seconds: now.wait_seconds(Timestamp(until)) }))
    }

    /// Deletes both counts after the right password.
    pub(crate) async fn clear(&self, mut conn: Conn<'_>) -> Result<(), Error> {
        for bucket in [&self.here, &self.anywhere] {
            execute!(conn.reborrow(), "DELETE FROM password_failure WHERE bucket = $1", &bucket.name)?;
        }
        Ok(())
    }
}

/// The latest end of a wait. One with a later end began while the clock was ahead, and is void.
fn latest_end(now: Timestamp) -> i64 {
    now.latest_end(Duration::from_secs(LONGEST)).0
}

/// Deletes the counts without a failure in the last day.
pub(crate) async fn sweep(conn: Conn<'_>, now: Timestamp, most: i64) -> Result<u64, Error> {
    // The condition is repeated: another attempt may have failed since the count was selected.
    let statement = "DELETE FROM password_failure
                     WHERE bucket IN (SELECT bucket FROM password_failure WHERE wait_until < $1 ORDER BY wait_until LIMIT $2) AND wait_until < $1";
    Ok(execute!(conn, statement, now.0.saturating_sub(KEPT_MILLIS), most)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(address: &str, email: &str) -> [Vec<u8>; 2] {
        let Throttle { here, anywhere, .. } = Throttle::new(email.to_owned(), &Caller::new(address, "test"));
        [here.name, anywhere.name]
    }

    #[test]
    fn waits_grow_to_a_minute_and_no_further() {
        let bucket = Bucket::new(10, &[]);
        let waits: Vec<u64> = (8..20).map(|failures| bucket.wait_after(failures).as_secs()).collect();
        assert_eq!(waits, [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
        assert_eq!(bucket.wait_after(u32::MAX).as_secs(), 60);
    }

    #[test]
    fn networks_share_one_count() {
        assert_ne!(from("192.0.2.1", "a@example.org")[1], from("192.0.2.1", "b@example.org")[1]);
        let (one, other) = (from("192.0.2.1", "a@example.org"), from("192.0.2.2", "a@example.org"));
        assert!(one[0] != other[0] && one[1] == other[1]);
        assert_eq!(from("2001:db8::1", "a@example.org"), from("2001:db8::2:1", "a@example.org"), "one /64 is one network");
        assert_ne!(from("2001:db8::1", "a@example.org"), from("2001:db8:0:1::1", "a@example.org"));
    }

    #[test]
    fn nothing_that_is_typed_counts_for_somebody_elses_network() {
        let [here, _] = from("192.0.2.1", "a@example.org");
        for separator in ["\n", "\0", " ", ""] {
            let [_, anywhere] = from("192.0.2.2", &format!("a@example.org{separator}192.0.2.1"));
            assert_ne!(anywhere, here);
        }
    }
}
