//! The browsers that an account is used in, told apart by a cookie: the table `browser`.
//!
//! A sign-in that is completed in a browser without a row is told to the account's owner, except the account's first one. Neither the network address
//! nor the version of the browser counts: both change by themselves, and an intruder can imitate either.
//!
//! A browser can also be [trusted](crate::trust).

mod list;
mod sign_in;
mod trust;

pub(crate) use {
    sign_in::{Admission, admission},
    trust::trust,
};

use crate::{
    Caller, Error, Latchkey, Session, Sessions, Timestamp, Token,
    account::row::Mailbox,
    audit::{Entry, Event},
    notice_mail::Notice,
    storage::{Conn, Tx, all, execute, optional},
};
use std::time::Duration;

/// How long a browser is kept after its last sign-in: as long as its cookie.
pub(crate) const RETENTION: Duration = Duration::from_hours(365 * 24);
/// How stale the time of last use may be.
const TOUCH_AFTER: Duration = Duration::from_hours(24);
/// Browsers of an account.
const MOST: i64 = 100;

/// A browser that may be deleted.
#[derive(sqlx_macros::FromRow)]
pub(crate) struct UnusedBrowser {
    account_id: String,
    token_hash: Vec<u8>,
    last_seen_at: i64,
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    siblings: i64,
    first_seen_at: i64,
    #[sqlx(flatten)]
    mailbox: Mailbox,
}

impl Sessions<'_> {
    /// The secret of a browser, for the cookie that recognises it: the one that the browser has sent, or a new one.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub fn browser_secret(self, sent: Option<&str>) -> Result<Token, Error> {
        sent.and_then(Token::parse).map_or_else(|| Token::generate(self.latchkey.env()), Ok)
    }
}

/// Notes the browser in which a sign-in was just completed, and tells the account's owner if it is a new one. Applications know the browsers of their
/// users themselves.
pub(crate) async fn note(tx: &mut Tx, latchkey: &Latchkey, caller: &Caller, session: &Session) -> Result<(), Error> {
    let Some(token_hash) = caller.browser().filter(|_| !session.is_of_application()) else { return Ok(()) };
    let (account, now) = (&session.account_id, latchkey.now());
    // No row is returned for a known browser that was used within a day.
    let noted = optional!(
        Row,
        tx.conn(),
        "INSERT INTO browser (account_id, token_hash, name, place, siblings, first_seen_at, last_seen_at)
         VALUES ($1, $2, $3, $7, (SELECT COUNT(*) FROM browser WHERE account_id = $1), $4, $4)
         ON CONFLICT (account_id, token_hash) DO UPDATE SET name = excluded.name, place = excluded.place, last_seen_at = excluded.last_seen_at
         WHERE browser.last_seen_at <= $5 OR browser.last_seen_at > $6
         RETURNING siblings, first_seen_at, (SELECT address FROM account WHERE id = account_id) AS address,
                   (SELECT language FROM account WHERE id = account_id) AS language, CAST(NULL AS TEXT) AS subject,
                   EXISTS (SELECT 1 FROM notice_address WHERE notice_address.account_id = browser.account_id)
                   OR EXISTS (SELECT 1 FROM previous_address WHERE previous_address.account_id = browser.account_id) AS has_others",
        account,
        token_hash,
        &caller.agent,
        now.0,
        (now - TOUCH_AFTER).0,
        now.latest_noted().0,
        &caller.address
    )?;
    let Some(Row { siblings, first_seen_at, mailbox }) = noted else { return Ok(()) };
    if siblings == 0 || first_seen_at != now.0 {
        return Ok(());
    }
    if siblings >= MOST {
        delete_oldest(tx.conn(), account, token_hash).await?;
    }
    let completed = Entry::new(account, caller, Event::SignInComplete);
    Notice::of(&completed).send(tx.conn(), latchkey, &mailbox).await
}

/// Deletes the browsers of an account that were used least recently, down to the bound.
async fn delete_oldest(conn: Conn<'_>, account: &str, new: &[u8]) -> Result<(), Error> {
    execute!(
        conn,
        "DELETE FROM browser WHERE account_id = $1 AND token_hash IN
         (SELECT token_hash FROM browser WHERE account_id = $1 AND token_hash <> $2 ORDER BY last_seen_at DESC LIMIT $3 OFFSET $4)",
        account,
        new,
        MOST,
        MOST - 1
    )?;
    Ok(())
}

/// At most this many browsers that weren't used for a year. The last one of each account isn't among them: without any, the next browser would count as
/// the account's first, and its owner wouldn't be told.
pub(crate) async fn unused(conn: Conn<'_>, now: Timestamp, most: i64) -> Result<Vec<UnusedBrowser>, Error> {
    Ok(all!(
        UnusedBrowser,
        conn,
        "SELECT account_id, token_hash, last_seen_at FROM browser WHERE last_seen_at <= $1
         AND EXISTS (SELECT 1 FROM browser AS other WHERE other.account_id = browser.account_id
                     AND (other.last_seen_at > browser.last_seen_at
                          OR other.last_seen_at = browser.last_seen_at AND other.token_hash > browser.token_hash))
         ORDER BY last_seen_at LIMIT $2",
        (now - RETENTION).0,
        most
    )?)
}

/// Deletes these browsers, unless they were used meanwhile.
pub(crate) async fn forget(mut conn: Conn<'_>, browsers: &[UnusedBrowser]) -> Result<(), Error> {
    for UnusedBrowser { account_id, token_hash, last_seen_at } in browsers {
        execute!(
            conn.reborrow(),
            "DELETE FROM browser WHERE account_id = $1 AND token_hash = $2 AND last_seen_at = $3",
            account_id,
            token_hash,
            *last_seen_at
        )?;
    }
    Ok(())
}
