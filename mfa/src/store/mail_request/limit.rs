//! The number of mails that strangers can cause.
//!
//! Requests beyond the limits of a mailbox or a network are dropped without a sign. Requests beyond the limit of the installation wait.

use crate::{
    ClientNetwork, Error, Latchkey, Timestamp,
    email::Email,
    storage::{Conn, execute, one},
};
use std::time::Duration;

/// Mails for one purpose to one mailbox in a minute, an hour and a day.
const TO_MAILBOX: [i64; 3] = [1, 3, 6];
/// Mails that one network causes in an hour.
const FROM_NETWORK: i64 = 20;
/// Mails of the installation in a minute.
const IN_ALL: i64 = 60;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);

/// The decision about a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limited {
    /// Answer it.
    No,
    /// Leave it for later.
    Wait,
    /// Drop it.
    Drop,
}

/// The three counts of one request.
pub(super) struct Limit {
    mailbox: Vec<u8>,
    network: Vec<u8>,
    all: Vec<u8>,
}

impl Limit {
    /// The counts of a request for this `purpose` from this network address. Purposes are counted apart, so that sign-ups by strangers don't
    /// keep the owner of the mailbox from a reset.
    pub(super) fn new(latchkey: &Latchkey, email: &Email, (purpose, address): (&str, &str)) -> Self {
        let bucket = |kind: &str, name: &str| latchkey.vault().authenticate([kind, "\n", name].concat().as_bytes());
        Self {
            mailbox: bucket(purpose, &mailbox(email)),
            network: bucket("network", &ClientNetwork::of_text(address).to_string()),
            all: bucket("all", ""),
        }
    }

    /// Whether the request may be answered.
    pub(super) async fn check(&self, mut conn: Conn<'_>, now: Timestamp) -> Result<Limited, Error> {
        let mailbox = count(conn.reborrow(), &self.mailbox, now).await?;
        let [_, network, _] = count(conn.reborrow(), &self.network, now).await?;
        if mailbox.iter().zip(TO_MAILBOX).any(|(sent, most)| *sent >= most) || network >= FROM_NETWORK {
            return Ok(Limited::Drop);
        }
        let [minute, _, _] = count(conn, &self.all, now).await?;
        Ok(if minute >= IN_ALL { Limited::Wait } else { Limited::No })
    }

    /// Counts a request that is answered.
    pub(super) async fn note(&self, mut conn: Conn<'_>, now: Timestamp) -> Result<(), Error> {
        for bucket in [&self.mailbox, &self.network, &self.all] {
            execute!(conn.reborrow(), "INSERT INTO mail_count (bucket, at) VALUES ($1, $2)", bucket, now.0)?;
        }
        Ok(())
    }
}

/// The mailbox that an address belongs to. Many providers ignore the text after a `+`.
fn mailbox(email: &Email) -> String {
    let (local, domain) = email.as_str().split_once('@').unwrap_or_default();
    let local = local.split_once('+').map_or(local, |(before, _)| before);
    [local, "@", domain].concat()
}

/// The counts of the last minute, hour and day. Counts of the future were noted while the clock was ahead.
async fn count(conn: Conn<'_>, bucket: &[u8], now: Timestamp) -> Result<[i64; 3], Error> {
    let (minute, hour, day) = one!(
        (i64, i64, i64),
        conn,
        "SELECT COUNT(CASE WHEN at > $3 THEN 1 END), COUNT(CASE WHEN at > $4 THEN 1 END), COUNT(*)
         FROM mail_count WHERE bucket = $1 AND at > $5 AND at <= $2",
        bucket,
        now.latest_noted().0,
        (now - MINUTE).0,
        (now - HOUR).0,
        (now - DAY).0
    )?;
    Ok([minute, hour, day])
}

/// Deletes counts that are older than a day.
pub(crate) async fn sweep(conn: Conn<'_>, now: Timestamp, most: i64) -> Result<u64, Error> {
    // Counts of the same bucket and moment go together.
    let statement = "DELETE FROM mail_count WHERE (bucket, at) IN (SELECT bucket, at FROM mail_count WHERE at <= $1 ORDER BY at LIMIT $2)";
    Ok(execute!(conn, statement, (now - DAY).0, most)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_belong_to_the_same_mailbox() {
        let of = |text: &str| mailbox(&Email::parse(text).unwrap());
        assert_eq!(of("Ada+news@example.org"), "ada@example.org");
        assert_eq!(of("ada@example.org"), "ada@example.org");
        assert_ne!(of("a.da@example.org"), of("ada@example.org"));
    }
}
