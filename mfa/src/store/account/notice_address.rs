//! The addresses that get an account's notices: its own, a second one, and those that it had until recently. All of them are confirmed.

use crate::{
    Error, Timestamp,
    storage::{Conn, all, execute, optional},
};
use std::time::Duration;

/// How long an address that was replaced gets notices.
const PREVIOUS: Duration = Duration::from_secs(7 * 24 * 3600);

/// All addresses that get the account's notices, each once, in the spelling that mail is sent to. Empty if none is confirmed.
pub(crate) async fn addresses_of(conn: Conn<'_>, account: &str, now: Timestamp) -> Result<Vec<String>, Error> {
    let rows = all!(
        (String,),
        conn,
        "SELECT address FROM account WHERE id = $1 AND address IS NOT NULL
         UNION SELECT address FROM notice_address WHERE account_id = $1
         UNION SELECT address FROM previous_address WHERE account_id = $1 AND until_at > $2 AND until_at <= $3
         ORDER BY 1",
        account,
        now.0,
        now.latest_end(PREVIOUS).0
    )?;
    Ok(rows.into_iter().map(|(address,)| address).collect())
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
        (now + PREVIOUS).0
    )?;
    Ok(())
}

/// Notes the account's confirmed address, if it has one, before another one takes its place.
pub(super) async fn keep_previous(conn: Conn<'_>, account: &str, now: Timestamp) -> Result<(), Error> {
    execute!(
        conn,
        "INSERT INTO previous_address (account_id, address, until_at)
         SELECT id, address, CAST($2 AS BIGINT) FROM account WHERE id = $1 AND address IS NOT NULL
         ON CONFLICT (account_id, address) DO UPDATE SET until_at = excluded.until_at",
        account,
        (now + PREVIOUS).0
    )?;
    Ok(())
}

/// Deletes previous addresses that get no more notices.
pub(crate) async fn sweep(conn: Conn<'_>, now: Timestamp) -> Result<u64, Error> {
    Ok(execute!(conn, "DELETE FROM previous_address WHERE until_at <= $1", now.0)?)
}
