//! Notices: the mails that tell the owner of an account what has happened to it.
//!
//! Each is inserted in the transaction of its event, for every confirmed address of the account; without one, nothing is sent. An account gets one mail
//! of each kind in an hour at most, at each of its addresses. Nothing is dropped: otherwise, an intruder could cause a harmless event first, and hide
//! the harmful one behind it.
//!
//! ```text
//!  event ──┬─ no mail of its kind within the hour ──► a mail at once
//!          ├─ one, which no sender has taken yet ───► told in that mail
//!          └─ one, which was sent ──────────────────► a mail at the end of the hour, in which the next events are told, too
//! ```
//!
//! `audit/notice.rs` says which events have a notice.

use crate::{
    Error, Latchkey, Timestamp,
    account::{
        notice_address::{self, Receiver, Role},
        row::Mailbox,
    },
    audit::Entry,
    delivery::{APPLICATION, Message, amend, queue, queue_as},
    mail::{MailKind, MailMoment, MailParams},
    storage::{Conn, execute, one},
};
use std::time::Duration;

/// How long the delivery of a notice is attempted.
const LASTS: Duration = Duration::from_hours(3 * 24);
/// The time from one mail of a kind to the next.
const HOUR: Duration = Duration::from_hours(1);

/// How long the hours are kept.
const MARKS_KEPT: Duration = Duration::from_hours(7 * 24);

/// A notice about an event of the audit.
pub(crate) struct Notice<'a> {
    account: &'a str,
    kind: Option<MailKind>,
    moment: MailMoment,
    remaining: Option<u32>,
}

impl<'a> Notice<'a> {
    /// The notice about the event of a line. It leaves out the network address and the browser of administrators and operators.
    pub(crate) fn of(entry: &Entry<'a>) -> Self {
        let kind = entry.event.notice();
        // The moment itself is that of the mail.
        let moment = if entry.by.is_none() { entry.caller.moment(Timestamp(0)) } else { MailMoment::default() };
        let detail = |told: bool| entry.detail.filter(|_| told).map(ToOwned::to_owned);
        let moment = MailMoment {
            method: detail(kind.is_some_and(MailKind::names_method)),
            reason: detail(kind.is_some_and(MailKind::gives_reason)),
            ..moment
        };
        Self { account: entry.account.unwrap_or_default(), kind, moment, remaining: None }
    }

    /// The same event, told by a mail of this kind.
    pub(crate) fn of_kind(self, kind: MailKind) -> Self {
        Self { kind: Some(kind), ..self }
    }

    /// The same, with the number of backup codes that are left.
    pub(crate) fn remaining(self, codes: u32) -> Self {
        Self { remaining: Some(codes), ..self }
    }

    /// Inserts the mails in the transaction of the event, one for each address that gets the account's notices. Does nothing for an event without a
    /// notice, and for an account without such an address.
    pub(crate) async fn send(self, mut conn: Conn<'_>, latchkey: &Latchkey, mailbox: &Mailbox) -> Result<(), Error> {
        let Some(kind) = self.kind else { return Ok(()) };
        let has_address = mailbox.address.is_some() || mailbox.has_others;
        let receivers = match has_address && (mailbox.subject.is_none() || latchkey.channels().mails()) {
            true => notice_address::receivers_of(conn.reborrow(), self.account, latchkey.now()).await?,
            false => vec![],
        };
        if let Some(user) = mailbox.subject.as_ref().filter(|_| receivers.is_empty()) {
            return self.tell_application(conn, latchkey, kind, (user, mailbox)).await;
        }
        for receiver in receivers {
            let mark = match receiver.role {
                Role::Own => kind.name().to_owned(),
                Role::Second | Role::Previous => [kind.name(), " ", &receiver.address].concat(),
            };
            self.send_to(conn.reborrow(), latchkey, (kind, &mark), (&receiver, mailbox)).await?;
        }
        Ok(())
    }

    /// Inserts the notice as an event for the application, which decides how its user is told: each event by itself.
    async fn tell_application(
        self,
        conn: Conn<'_>,
        latchkey: &Latchkey,
        kind: MailKind,
        (user, mailbox): (&str, &Mailbox),
    ) -> Result<(), Error> {
        if !latchkey.channels().events() {
            return Ok(());
        }
        let (event, moment) = (latchkey.env().id()?, MailMoment { at: latchkey.now().0, ..self.moment });
        let params = MailParams { user: Some(user.to_owned()), remaining: self.remaining, moments: vec![moment], ..MailParams::default() };
        let account = Some(self.account);
        let message =
            Message { kind, account, receiver: APPLICATION, language: mailbox.language(), params: &params, event: &event, lasts: LASTS };
        queue(conn, latchkey, message).await?;
        Ok(())
    }

    /// Inserts the mail for one address, whose hours are counted under `mark`.
    async fn send_to(
        &self,
        mut conn: Conn<'_>,
        latchkey: &Latchkey,
        (kind, mark): (MailKind, &str),
        (to, mailbox): (&Receiver, &Mailbox),
    ) -> Result<(), Error> {
        let (id, now) = (latchkey.env().id()?, latchkey.now());
        let moment = to.moment(&MailMoment { at: now.0, ..self.moment.clone() });
        let params = MailParams { remaining: self.remaining, moments: vec![moment.clone()], ..to.params(mailbox.address.as_deref()) };
        let (receiver, language) = (to.address.as_str(), mailbox.language());
        let message = Message { kind, account: Some(self.account), receiver, language, params: &params, event: &id, lasts: LASTS };
        if !is_gathered(kind) {
            queue(conn, latchkey, message).await?;
            return Ok(());
        }
        if begin_hour(conn.reborrow(), (self.account, mark), &id, now).await? {
            queue_as(conn, latchkey, &id, now, message).await?;
            return Ok(());
        }
        // The row of the mark is locked until the end of the transaction, so another event of this kind waits.
        let (last_at, delivery) = last(conn.reborrow(), (self.account, mark)).await?;
        let add = |params: &mut MailParams| {
            params.remaining = self.remaining;
            params.add(moment);
        };
        if amend(conn.reborrow(), latchkey, (&delivery, receiver), add).await? {
            return Ok(());
        }
        let due = if last_at > now { last_at } else { last_at + HOUR };
        gather(conn.reborrow(), (self.account, mark), &id, due).await?;
        queue_as(conn, latchkey, &id, due, message).await?;
        Ok(())
    }
}

/// Writes the line of an event, and sends its notice.
pub(crate) async fn record(mut conn: Conn<'_>, latchkey: &Latchkey, mailbox: &Mailbox, entry: Entry<'_>) -> Result<(), Error> {
    entry.record(conn.reborrow(), latchkey.env()).await?;
    Notice::of(&entry).send(conn, latchkey, mailbox).await
}

/// Whether mails of this kind wait for each other. The others are about an event that a link in a mail caused, or that nothing follows.
fn is_gathered(kind: MailKind) -> bool {
    !matches!(kind, MailKind::PasswordSetByMail | MailKind::AccountDeleted | MailKind::RecoveryStopped | MailKind::RecoveryDone)
}

/// Begins the hour of a kind with this mail. Returns false if another one has begun it. A moment further ahead than a mail can be due was noted while
/// the clock was ahead.
async fn begin_hour(conn: Conn<'_>, (account, mark): (&str, &str), delivery: &str, now: Timestamp) -> Result<bool, Error> {
    let begun = execute!(
        conn,
        "INSERT INTO notice_mark (account_id, kind, last_at, delivery_id) VALUES ($1, $2, $3, $4)
         ON CONFLICT (account_id, kind) DO UPDATE SET last_at = excluded.last_at, delivery_id = excluded.delivery_id
         WHERE notice_mark.last_at <= $5 OR notice_mark.last_at > $6",
        account,
        mark,
        now.0,
        delivery,
        (now - HOUR).0,
        now.latest_end(HOUR).0
    )?;
    Ok(begun == 1)
}

/// Deletes at most this many hours that have been over for a week. Returns their number.
pub(crate) async fn sweep(conn: Conn<'_>, now: Timestamp, most: i64) -> Result<u64, Error> {
    let statement = "DELETE FROM notice_mark WHERE (account_id, kind) IN
                         (SELECT account_id, kind FROM notice_mark WHERE last_at <= $1 ORDER BY last_at LIMIT $2)
                     AND last_at <= $1";
    Ok(execute!(conn, statement, (now - MARKS_KEPT).0, most)?)
}

/// When the last mail of a kind is or was due, and its id.
async fn last(conn: Conn<'_>, (account, mark): (&str, &str)) -> Result<(Timestamp, String), Error> {
    let statement = "SELECT last_at, delivery_id FROM notice_mark WHERE account_id = $1 AND kind = $2";
    let (last_at, delivery) = one!((i64, String), conn, statement, account, mark)?;
    Ok((Timestamp(last_at), delivery))
}

/// Makes this mail the one in which events are gathered until it is due.
async fn gather(conn: Conn<'_>, (account, mark): (&str, &str), delivery: &str, due: Timestamp) -> Result<(), Error> {
    execute!(
        conn,
        "UPDATE notice_mark SET last_at = $3, delivery_id = $4 WHERE account_id = $1 AND kind = $2",
        account,
        mark,
        due.0,
        delivery
    )?;
    Ok(())
}
