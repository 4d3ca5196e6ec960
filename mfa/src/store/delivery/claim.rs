//! Taking the next message.

use super::{
    APPLICATION, place, receiver_is_of_account,
    schedule::{LEASE, LONGEST_DELAY, LONGEST_WAIT},
};
use crate::{
    Deliveries, Error, Timestamp,
    mail::{MailKind, MailParams},
    mail_link,
    storage::{Conn, all, execute, optional},
};
use std::time::Duration;

/// Messages looked at for one that no other sender takes first.
const CANDIDATES: i64 = 8;
/// The shortest time for which notices are tried. Answers to requests have less.
const OF_NOTICES: Duration = Duration::from_hours(24);
/// After so many attempts, a late notice is given up.
const MOST_ATTEMPTS: i64 = 100;

/// A message that this sender has to hand over and [`finish`](Deliveries::finish).
#[derive(Debug)]
#[must_use = "a message that isn't finished is sent again"]
pub struct Delivery {
    /// The id, from which the `Message-ID` is made.
    pub id: String,
    /// The kind of mail.
    pub kind: MailKind,
    /// The address of the receiver.
    pub receiver: String,
    /// The code of the language, such as `de`.
    pub language: String,
    /// The values of the mail.
    pub params: MailParams,
    /// The moment of the event: milliseconds since 1970. It is the date of the mail at every attempt.
    pub created_at: i64,
    pub(super) attempts: i64,
    pub(super) give_up_at: i64,
    pub(super) lease: i64,
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: String,
    kind: String,
    receiver: String,
    language: String,
    params: Option<Vec<u8>>,
    created_at: i64,
    attempts: i64,
    give_up_at: i64,
}

impl Row {
    /// Whether it tells somebody of an event, and has no link that ends with its time.
    fn is_notice(&self, params: &MailParams) -> bool {
        !params.has_link() && self.give_up_at >= (Timestamp(self.created_at) + OF_NOTICES).0
    }

    /// Whether it is attempted after its time. A late notice is better than none, if its receiver is still an address of the account; any other mail is
    /// of no use.
    async fn can_be_late(&self, conn: Conn<'_>, params: &MailParams, now: Timestamp) -> Result<bool, Error> {
        if !self.is_notice(params) || self.attempts > MOST_ATTEMPTS {
            return Ok(false);
        }
        let statement = concat!("SELECT id FROM delivery WHERE id = $1 AND (receiver = $3 OR ", receiver_is_of_account!("$2"), ")");
        Ok(optional!((String,), conn, statement, &self.id, now.0, APPLICATION)?.is_some())
    }
}

impl Deliveries<'_> {
    /// Takes the message that is due first, for four and a half minutes: of those that visitors haven't caused, or else of all. `None` if none is due.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn claim(self) -> Result<Option<Delivery>, Error> {
        self.claim_for(false).await
    }

    /// The same, of the messages for the application or of the mails.
    pub(super) async fn claim_for(self, application: bool) -> Result<Option<Delivery>, Error> {
        let (now, latchkey) = (self.latchkey.now(), self.latchkey);
        // No message is due, or leased, for longer than that: such a time was noted while the clock was ahead.
        let due = "SELECT id FROM delivery WHERE state = 'waiting' AND (due_at <= $1 OR due_at > $2 OR (attempts = 0 AND due_at > $5))
                   AND (leased_until IS NULL OR leased_until <= $1 OR leased_until > $3) AND (receiver = '') = $6 ORDER BY rank, due_at LIMIT $4";
        let ahead = (now.latest_end(LONGEST_WAIT).0, now.latest_end(LEASE).0, now.latest_end(LONGEST_DELAY).0);
        let candidates =
            all!((String,), latchkey.db().read().await?.conn(), due, now.0, ahead.0, ahead.1, CANDIDATES, ahead.2, application)?;
        for (id,) in candidates {
            let mut tx = latchkey.db().begin().await?;
            let lease = (now + LEASE).0;
            // The condition is repeated: another sender may have taken the message since it was selected.
            let row = optional!(
                Row,
                tx.conn(),
                "UPDATE delivery SET leased_until = $2, attempts = attempts + 1
                 WHERE id = $1 AND state = 'waiting' AND (due_at <= $3 OR due_at > $4 OR (attempts = 0 AND due_at > $6))
                   AND (leased_until IS NULL OR leased_until <= $3 OR leased_until > $5)
                 RETURNING id, kind, receiver, language, params, created_at, attempts, give_up_at",
                &id,
                lease,
                now.0,
                ahead.0,
                ahead.1,
                ahead.2
            )?;
            let Some(row) = row else { continue };
            match self.read(&row) {
                // It mustn't hold up the others.
                None => fail(tx.conn(), &row.id, ("unreadable", true), now.0).await?,
                // No sender was running all the time, or the clock is ahead.
                Some((_, params)) if row.give_up_at <= now.0 && !row.can_be_late(tx.conn(), &params, now).await? => {
                    fail(tx.conn(), &row.id, ("too late", row.is_notice(&params)), now.0).await?;
                    mail_link::delete_of_delivery(tx.conn(), &row.id).await?;
                }
                Some((kind, params)) => {
                    tx.commit().await?;
                    let Row { id, receiver, language, created_at, attempts, give_up_at, .. } = row;
                    return Ok(Some(Delivery { id, kind, receiver, language, params, created_at, attempts, give_up_at, lease }));
                }
            }
            tx.commit().await?;
        }
        Ok(None)
    }

    /// The kind and the values of a row. `None` if this version doesn't know the kind, or the values can't be opened.
    fn read(self, row: &Row) -> Option<(MailKind, MailParams)> {
        let kind = row.kind.parse().ok()?;
        let plain = self.latchkey.vault().open_sealed(place(&row.id), row.params.as_deref()?).ok()?;
        Some((kind, serde_json::from_slice(&plain).ok()?))
    }
}

/// Ends a message that can't be sent. With its values, it can be repeated: the clock may have been ahead.
async fn fail(conn: Conn<'_>, id: &str, (reason, keeps_values): (&str, bool), now: i64) -> Result<(), Error> {
    execute!(
        conn,
        "UPDATE delivery SET state = 'failed', leased_until = NULL, params = CASE WHEN $4 THEN params ELSE NULL END, reason = $2, done_at = $3
         WHERE id = $1",
        id,
        reason,
        now,
        keeps_values
    )?;
    Ok(())
}
