//! The notices of a recovery: to every confirmed address of the account, each with a link that stops it.

use super::{
    DAY, USABLE,
    row::{self, Row},
};
use crate::{
    Error, Latchkey, Timestamp,
    account::{
        notice_address::{self, Receiver, Role},
        row::{self as accounts, Mailbox},
    },
    delivery::{Message, queue},
    mail::{MailKind, MailMoment, MailParams},
    storage::{Conn, Tx, execute, one},
    token::Token,
};
use sha2::{Digest, Sha256};
use std::time::Duration;

/// The number in place of a day, of the notice that the recovery is ready. Those that repeat it have lower ones.
const READY: i64 = 0;
/// How often the account's own address is told that the recovery is ready.
const MOST_READY: i64 = 6;
/// The time from one of these mails to the next.
const READY_APART: Duration = Duration::from_secs(60);

/// Tells all addresses that the present day of the waiting time has begun.
pub(super) async fn tell_day(tx: &mut Tx, latchkey: &Latchkey, row: &Row, mailbox: &Mailbox) -> Result<(), Error> {
    let kind = if row.day == 1 { MailKind::RecoveryStarted } else { MailKind::RecoveryDay };
    for receiver in notice_address::receivers_of(tx.conn(), &row.account_id, latchkey.now()).await? {
        tell(tx, latchkey, row, mailbox, (kind, row.day, &receiver, None)).await?;
    }
    Ok(())
}

/// Tells all addresses that the recovery is ready. Only the account's own address gets the link that completes it.
pub(super) async fn tell_ready(tx: &mut Tx, latchkey: &Latchkey, row: &Row, mailbox: &Mailbox, finish: &Token) -> Result<(), Error> {
    for receiver in notice_address::receivers_of(tx.conn(), &row.account_id, latchkey.now()).await? {
        let (kind, finish) = match receiver.role {
            Role::Own => (MailKind::RecoveryReady, Some(finish)),
            Role::Second | Role::Previous => (MailKind::RecoveryReadyElsewhere, None),
        };
        tell(tx, latchkey, row, mailbox, (kind, READY, &receiver, finish)).await?;
    }
    Ok(())
}

/// Tells the account's own address once more that the recovery is ready, if it is, and if that was told more than a minute ago and fewer than six times.
/// The new link replaces the one of the mail before; the links that stop the recovery stay.
pub(super) async fn tell_ready_again(tx: &mut Tx, latchkey: &Latchkey, account: &str) -> Result<(), Error> {
    let now = latchkey.now();
    let Some(row) = row::of_account(tx.conn(), account).await?.filter(Row::is_ready) else { return Ok(()) };
    let (mails, lowest, newest) = one!(
        (i64, i64, i64),
        tx.conn(),
        "SELECT COUNT(*), CAST(COALESCE(MIN(day), 0) AS BIGINT), CAST(COALESCE(MAX(created_at), 0) AS BIGINT)
         FROM account_recovery_notice LEFT JOIN delivery ON delivery.id = delivery_id WHERE recovery_id = $1 AND day <= $2 AND own",
        &row.id,
        READY
    )?;
    if mails >= MOST_READY || newest > (now - READY_APART).0 && newest <= now.latest_noted().0 {
        return Ok(());
    }
    let receivers = notice_address::receivers_of(tx.conn(), account, now).await?;
    let Some(own) = receivers.into_iter().find(|receiver| receiver.role == Role::Own) else { return Ok(()) };
    let finish = Token::generate(latchkey.env())?;
    let replaced = execute!(
        tx.conn(),
        "UPDATE account_recovery SET finish_hash = $2 WHERE id = $1 AND state = 'ready' AND until_at > $3 AND until_at <= $4",
        &row.id,
        finish.hash(),
        now.0,
        now.latest_end(USABLE).0
    )?;
    if replaced == 0 {
        return Ok(());
    }
    let mailbox = accounts::mailbox(tx.conn(), account).await?;
    tell(tx, latchkey, &row, &mailbox, (MailKind::RecoveryReady, lowest.min(READY).saturating_sub(1), &own, Some(&finish))).await
}

async fn tell(
    tx: &mut Tx,
    latchkey: &Latchkey,
    row: &Row,
    mailbox: &Mailbox,
    (kind, day, to, finish): (MailKind, i64, &Receiver, Option<&Token>),
) -> Result<(), Error> {
    let stop = Token::generate(latchkey.env())?;
    let expose = |token: &Token| token.expose().to_owned();
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let left = latchkey.now().until(Timestamp(row.ready_at)).as_secs().div_ceil(3600).max(1);
    let began = MailMoment { at: row.began_at, network: given(&row.network), browser: given(&row.agent), ..MailMoment::default() };
    let params = MailParams {
        link: Some(finish.map_or_else(|| expose(&stop), expose)),
        other_link: finish.map(|_| expose(&stop)),
        hours: u32::try_from(left).ok().filter(|_| day > READY),
        moments: vec![to.moment(&began)],
        ..to.params(mailbox.address.as_deref())
    };
    let receiver = to.address.as_str();
    let event = format!("{} {day}", row.id);
    let lasts = if day > READY { DAY } else { USABLE };
    let message =
        Message { kind, account: Some(&row.account_id), receiver, language: mailbox.language(), params: &params, event: &event, lasts };
    let Some(delivery) = queue(tx.conn(), latchkey, message).await? else { return Ok(()) };
    execute!(
        tx.conn(),
        "INSERT INTO account_recovery_notice (recovery_id, day, receiver, own, delivery_id, stop_hash) VALUES ($1, $2, $3, $4, $5, $6)",
        &row.id,
        day,
        Sha256::digest(receiver).to_vec(),
        to.role == Role::Own,
        delivery,
        stop.hash()
    )?;
    Ok(())
}

/// Whether the notices of the present day were handed over: that to the account's own address, and all others. An address whose notice was refused
/// before, on another day, can't be reached, and isn't waited for.
pub(super) async fn is_told(conn: Conn<'_>, row: &Row) -> Result<bool, Error> {
    let (all, done, own_done, unreachable) = one!(
        (i64, i64, i64, i64),
        conn,
        "SELECT COUNT(*), COUNT(CASE WHEN state = 'done' THEN 1 END), COUNT(CASE WHEN state = 'done' AND own THEN 1 END),
                COUNT(CASE WHEN state = 'failed' AND NOT own AND EXISTS
                          (SELECT 1 FROM account_recovery_notice AS earlier JOIN delivery AS lost ON lost.id = earlier.delivery_id
                           WHERE earlier.recovery_id = $1 AND earlier.receiver = notice.receiver AND earlier.day < $2
                           AND lost.state = 'failed') THEN 1 END)
         FROM account_recovery_notice AS notice LEFT JOIN delivery ON delivery.id = notice.delivery_id
         WHERE notice.recovery_id = $1 AND notice.day = $2",
        &row.id,
        row.day
    )?;
    Ok(own_done > 0 && all == done.saturating_add(unreachable))
}
