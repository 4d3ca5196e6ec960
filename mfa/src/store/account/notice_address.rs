//! The addresses that get an account's notices: its own, a second one, and those that it had until recently. All of them are confirmed.

use crate::{
    Error, Timestamp,
    mail::{MailMoment, MailParams},
    storage::{Conn, all, execute, optional},
};
use std::time::Duration;

/// How long an address that was replaced gets notices.
pub(crate) const PREVIOUS_RETENTION: Duration = Duration::from_hours(7 * 24);
/// Previous addresses of an account that get its notices.
const MOST_PREVIOUS: i64 = 5;

/// An address that gets an account's notices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Receiver {
    /// In the spelling that mail is sent to.
    pub(crate) address: String,
    pub(crate) role: Role,
}

/// Why an address gets an account's notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// It is the account's address.
    Own,
    /// It is the account's second address.
    Second,
    /// It was one of the two until recently. By now, it may belong to a stranger.
    Previous,
}

impl Receiver {
    /// The values that tell which address a mail to it is about. `own` is the account's address at the event.
    pub(crate) fn params(&self, own: Option<&str>) -> MailParams {
        let receiver = Some(self.address.clone());
        match self.role {
            Role::Own => MailParams { address: receiver, ..MailParams::default() },
            Role::Second => MailParams { address: own.map(str::to_owned), second_address: receiver, ..MailParams::default() },
            Role::Previous => MailParams { previous_address: receiver, ..MailParams::default() },
        }
    }

    /// The moment of an event, as a mail to this address tells it. A stranger isn't told where the account's owner is.
    pub(crate) fn moment(&self, moment: &MailMoment) -> MailMoment {
        match self.role {
            Role::Own | Role::Second => moment.clone(),
            Role::Previous => MailMoment { network: None, browser: None, ..moment.clone() },
        }
    }
}

/// All addresses that get the account's notices, each once, its own first. Empty if none is confirmed.
pub(crate) async fn receivers_of(conn: Conn<'_>, account: &str, now: Timestamp) -> Result<Vec<Receiver>, Error> {
    let rows = all!(
        (String, i64),
        conn,
        "SELECT address, CAST(0 AS BIGINT) FROM account WHERE id = $1 AND address IS NOT NULL
         UNION ALL SELECT address, CAST(1 AS BIGINT) FROM notice_address WHERE account_id = $1
         UNION ALL SELECT address, CAST(2 AS BIGINT) FROM previous_address WHERE account_id = $1 AND until_at > $2
         ORDER BY 2, 1",
        account,
        now.0
    )?;
    let mut receivers: Vec<Receiver> = vec![];
    for (address, role) in rows {
        let role = match role {
            0 => Role::Own,
            1 => Role::Second,
            _ => Role::Previous,
        };
        if receivers.iter().all(|receiver| receiver.address != address) {
            receivers.push(Receiver { address, role });
        }
    }
    Ok(receivers)
}

/// The account's own confirmed address, and its second one.
pub(crate) async fn of_account(conn: Conn<'_>, account: &str) -> Result<(Option<String>, Option<String>), Error> {
    let row = optional!(
        (Option<String>, Option<String>),
        conn,
        "SELECT account.address, notice_address.address FROM account LEFT JOIN notice_address ON account_id = account.id WHERE id = $1",
        account
    )?;
    row.ok_or(Error::NotSignedIn)
}

/// Gives an account a second address in place of the one that it may have, which gets notices for a while.
pub(crate) async fn set(mut conn: Conn<'_>, account: &str, address: &str, now: Timestamp) -> Result<(), Error> {
    keep_second(conn.reborrow(), account, now).await?;
    execute!(
        conn,
        "INSERT INTO notice_address (account_id, address, confirmed_at) VALUES ($1, $2, $3)
         ON CONFLICT (account_id) DO UPDATE SET address = $2, confirmed_at = $3",
        account,
        address,
        now.0
    )?;
    Ok(())
}

/// Removes an account's second address, which gets notices for a while. Returns false if it has none.
pub(crate) async fn remove(mut conn: Conn<'_>, account: &str, now: Timestamp) -> Result<bool, Error> {
    keep_second(conn.reborrow(), account, now).await?;
    Ok(execute!(conn, "DELETE FROM notice_address WHERE account_id = $1", account)? == 1)
}

/// Notes the account's second address, if it has one, before it is replaced or removed: an intruder can't silence it at once.
async fn keep_second(conn: Conn<'_>, account: &str, now: Timestamp) -> Result<(), Error> {
    execute!(
        conn,
        "INSERT INTO previous_address (account_id, address, until_at)
         SELECT account_id, address, CAST($2 AS BIGINT) FROM notice_address WHERE account_id = $1
         ON CONFLICT (account_id, address) DO UPDATE SET until_at = excluded.until_at",
        account,
        (now + PREVIOUS_RETENTION).0
    )?;
    Ok(())
}

/// Ends the time of previous addresses after a week from now at the latest. A later end was noted while the clock was ahead.
pub(crate) async fn date_previous_back(conn: Conn<'_>, now: Timestamp) -> Result<(), Error> {
    let statement = "UPDATE previous_address SET until_at = $1 WHERE until_at > $2";
    execute!(conn, statement, (now + PREVIOUS_RETENTION).0, now.latest_end(PREVIOUS_RETENTION).0)?;
    Ok(())
}

/// Notes the account's confirmed address, if it has one, before another one takes its place. Each gets every notice, so
/// of very many only the first ones are kept: an intruder who changes the address again and again doesn't displace the owner's.
pub(crate) async fn keep_previous(mut conn: Conn<'_>, account: &str, now: Timestamp) -> Result<(), Error> {
    execute!(
        conn.reborrow(),
        "INSERT INTO previous_address (account_id, address, until_at)
         SELECT id, address, CAST($2 AS BIGINT) FROM account WHERE id = $1 AND address IS NOT NULL
         ON CONFLICT (account_id, address) DO UPDATE SET until_at = excluded.until_at",
        account,
        (now + PREVIOUS_RETENTION).0
    )?;
    execute!(
        conn,
        "DELETE FROM previous_address WHERE account_id = $1 AND address NOT IN
         (SELECT address FROM previous_address WHERE account_id = $1 AND until_at > $2 ORDER BY until_at, address LIMIT $3)",
        account,
        now.0,
        MOST_PREVIOUS
    )?;
    Ok(())
}

/// Deletes previous addresses that get no more notices.
pub(crate) async fn sweep(conn: Conn<'_>, now: Timestamp, most: i64) -> Result<u64, Error> {
    let statement = "DELETE FROM previous_address WHERE (account_id, address) IN
                         (SELECT account_id, address FROM previous_address WHERE until_at <= $1 ORDER BY until_at LIMIT $2)
                     AND until_at <= $1";
    Ok(execute!(conn, statement, now.0, most)?)
}
