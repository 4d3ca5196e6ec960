//! The links of mails: the table `link`.
//!
//! ```text
//!  insert ──► waits for its mail ── handed over ──► valid for half an hour ──┬─ take ──► used once
//!                    │                                                       └─ half an hour ──► over
//!                    └─ the mail was given up ──► over
//! ```
//!
//! The page of a link only reads it, since mail scanners open links. Using it takes a form of that page.

use crate::{
    Error, Timestamp, Token,
    storage::{Conn, execute, optional},
};
use std::time::Duration;
use strum::{EnumString, IntoStaticStr};

/// How long a link is valid after its mail was handed over.
pub(crate) const VALID: Duration = Duration::from_mins(30);
/// How long the delivery of a mail with a link is attempted.
pub(crate) const DELIVERED_WITHIN: Duration = Duration::from_hours(4);

/// The purpose of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum LinkPurpose {
    /// Creating an account for the address.
    SignUp,
    /// Creating an account whose address isn't confirmed. No mail is sent: the visitor gets the link at once.
    SignUpUnconfirmed,
    /// Setting a new password.
    ResetPassword,
    /// For an account without a password: proves the mailbox. With a recovery code it leads to [`LinkPurpose::NewPasskey`].
    LostPasskey,
    /// Creating a passkey, and nothing else. It isn't mailed: the page that verifies the recovery code leads to it.
    NewPasskey,
    /// Replacing the account's address with the one that the mail was sent to, in a full session of the account.
    ChangeAddress,
    /// Confirming the account's address.
    ConfirmAddress,
    /// Adding a second address, for notices only, in a full session of the account.
    NoticeAddress,
    /// Beginning the recovery of the account, with its password.
    StartRecovery,
    /// Stopping the recovery of the account that is under way.
    StopRecovery,
    /// Opening a session that sets up a new method, with the password of the account, once its recovery is ready.
    FinishRecovery,
}

/// A valid link, as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailLink {
    /// The purpose.
    pub purpose: LinkPurpose,
    /// The id of the account that it is for; `None` for a sign-up.
    pub account_id: Option<String>,
    /// The address that the mail was sent to, or by which its reader knows the account. Empty if the reader isn't told.
    pub address: String,
}

/// A link to be inserted.
pub(crate) struct NewLink<'a> {
    pub(crate) purpose: LinkPurpose,
    pub(crate) account: Option<&'a str>,
    /// The address that the mail goes to.
    pub(crate) address: &'a str,
    pub(crate) language: &'a str,
    pub(crate) return_to: Option<&'a str>,
    pub(crate) delivery: &'a str,
}

/// A valid link.
#[derive(sqlx_macros::FromRow)]
pub(crate) struct StoredLink {
    pub(crate) purpose: String,
    pub(crate) account_id: Option<String>,
    pub(crate) address: String,
    pub(crate) language: String,
    pub(crate) return_to: Option<String>,
    /// The handle of the account to be created, once a passkey was asked for.
    pub(crate) passkey_handle: Option<Vec<u8>>,
}

impl StoredLink {
    /// `None` for a purpose of a newer version.
    pub(crate) fn purpose(&self) -> Option<LinkPurpose> {
        self.purpose.parse().ok()
    }
}

/// Inserts a link, for the time that its mail may take.
pub(crate) async fn insert(conn: Conn<'_>, token: &Token, link: NewLink<'_>, now: Timestamp) -> Result<(), Error> {
    insert_until(conn, token, link, now, now + DELIVERED_WITHIN + VALID).await
}

/// Inserts a link that no mail brings: a page leads to it at once.
pub(crate) async fn insert_valid(conn: Conn<'_>, token: &Token, link: NewLink<'_>, now: Timestamp) -> Result<(), Error> {
    insert_until(conn, token, link, now, now + VALID).await
}

async fn insert_until(conn: Conn<'_>, token: &Token, link: NewLink<'_>, now: Timestamp, until: Timestamp) -> Result<(), Error> {
    let purpose: &str = link.purpose.into();
    execute!(
        conn,
        "INSERT INTO link (token_hash, purpose, account_id, address, language, return_to, delivery_id, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        token.hash(),
        purpose,
        link.account,
        link.address,
        link.language,
        link.return_to,
        link.delivery,
        now.0,
        until.0
    )?;
    Ok(())
}

/// Begins the half hour of the link in a mail that was just handed over.
pub(crate) async fn begin_validity(conn: Conn<'_>, delivery: &str, now: Timestamp) -> Result<(), Error> {
    execute!(conn, "UPDATE link SET expires_at = $2 WHERE delivery_id = $1 AND expires_at > $3", delivery, (now + VALID).0, now.0)?;
    Ok(())
}

/// The longest life of a link, in milliseconds. One that would live longer was handed over while the clock was ahead.
fn longest() -> i64 {
    i64::try_from((DELIVERED_WITHIN + VALID).as_millis()).unwrap_or(i64::MAX)
}

/// The link of a token, if it is valid.
pub(crate) async fn find(conn: Conn<'_>, token: &Token, now: Timestamp) -> Result<Option<StoredLink>, Error> {
    Ok(optional!(
        StoredLink,
        conn,
        "SELECT purpose, account_id, address, language, return_to, passkey_handle FROM link
         WHERE token_hash = $1 AND expires_at > $2 AND created_at <= $3 AND expires_at - created_at <= $4",
        token.hash(),
        now.0,
        now.latest_noted().0,
        longest()
    )?)
}

/// Uses a link up. `None` if it isn't valid any more, or is for another purpose.
pub(crate) async fn take(conn: Conn<'_>, token: &Token, purpose: LinkPurpose, now: Timestamp) -> Result<Option<StoredLink>, Error> {
    let purpose: &str = purpose.into();
    Ok(optional!(
        StoredLink,
        conn,
        "DELETE FROM link WHERE token_hash = $1 AND purpose = $2 AND expires_at > $3 AND created_at <= $4 AND expires_at - created_at <= $5
         RETURNING purpose, account_id, address, language, return_to, passkey_handle",
        token.hash(),
        purpose,
        now.0,
        now.latest_noted().0,
        longest()
    )?)
}

/// Like [`take`], for a link in the name of this account. A link of another account stays.
pub(crate) async fn take_of_account(
    mut conn: Conn<'_>,
    token: &Token,
    (purpose, account): (LinkPurpose, &str),
    now: Timestamp,
) -> Result<Option<StoredLink>, Error> {
    let found = find(conn.reborrow(), token, now).await?;
    match found.filter(|link| link.account_id.as_deref() == Some(account)) {
        Some(_) => take(conn, token, purpose, now).await,
        None => Ok(None),
    }
}

/// The handle of the account that a link is about to create, set to `fresh` if it has none. `None` if the link isn't valid any more.
pub(crate) async fn handle(conn: Conn<'_>, token: &Token, fresh: &[u8], now: Timestamp) -> Result<Option<Vec<u8>>, Error> {
    let row = optional!(
        (Vec<u8>,),
        conn,
        "UPDATE link SET passkey_handle = COALESCE(passkey_handle, $2)
         WHERE token_hash = $1 AND expires_at > $3 AND created_at <= $4 AND expires_at - created_at <= $5 RETURNING passkey_handle",
        token.hash(),
        fresh,
        now.0,
        now.latest_noted().0,
        longest()
    )?;
    Ok(row.map(|(handle,)| handle))
}

/// Takes one of the guesses on the page of a link. Returns false if the link isn't valid any more, or has had `most` guesses.
pub(crate) async fn take_guess(conn: Conn<'_>, token: &Token, most: i64, now: Timestamp) -> Result<bool, Error> {
    let taken = execute!(
        conn,
        "UPDATE link SET guesses = guesses + 1
         WHERE token_hash = $1 AND guesses < $2 AND expires_at > $3 AND created_at <= $4 AND expires_at - created_at <= $5",
        token.hash(),
        most,
        now.0,
        now.latest_noted().0,
        longest()
    )?;
    Ok(taken == 1)
}

/// Ends all links in an account's name, and the requests that would lead to others.
pub(crate) async fn delete_of_account(mut conn: Conn<'_>, account: &str) -> Result<(), Error> {
    execute!(conn.reborrow(), "DELETE FROM link WHERE account_id = $1", account)?;
    execute!(conn, "DELETE FROM mail_request WHERE account_id = $1", account)?;
    Ok(())
}

/// Ends the links in a mail that is given up.
pub(crate) async fn delete_of_delivery(conn: Conn<'_>, delivery: &str) -> Result<(), Error> {
    execute!(conn, "DELETE FROM link WHERE delivery_id = $1", delivery)?;
    Ok(())
}

/// Ends the links in an account's name for one purpose, and the requests that would lead to others.
pub(crate) async fn delete_for(mut conn: Conn<'_>, account: &str, purpose: LinkPurpose) -> Result<(), Error> {
    let purpose: &str = purpose.into();
    execute!(conn.reborrow(), "DELETE FROM link WHERE account_id = $1 AND purpose = $2", account, purpose)?;
    execute!(conn, "DELETE FROM mail_request WHERE account_id = $1 AND purpose = $2", account, purpose)?;
    Ok(())
}

/// Ends the links that were made or handed over while the clock was ahead. Returns their number.
pub(crate) async fn end_links_of_the_future(conn: Conn<'_>, now: Timestamp) -> Result<u64, Error> {
    let statement = "DELETE FROM link WHERE created_at > $1 OR expires_at - created_at > $2";
    Ok(execute!(conn, statement, now.latest_noted().0, longest())?)
}

/// Deletes expired links.
pub(crate) async fn sweep(conn: Conn<'_>, now: Timestamp, most: i64) -> Result<u64, Error> {
    let statement = "DELETE FROM link WHERE token_hash IN (SELECT token_hash FROM link WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)
                     AND expires_at <= $1";
    Ok(execute!(conn, statement, now.0, most)?)
}
