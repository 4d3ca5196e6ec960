//! The table `account_recovery`.

use super::DAY;
use crate::{
    AccountRecovery, Caller, Error, Latchkey, LinkPurpose, MailLink, Policy, Timestamp,
    account::notice_address::{self, Receiver, Role},
    audit::{Entry, Event},
    storage::{Conn, execute, optional},
    token::Token,
};
use sha2::{Digest, Sha256};
use std::time::Duration;

/// How long a recovery that has ended is kept.
pub(crate) const RETENTION: Duration = Duration::from_hours(365 * 24);

/// A recovery that is under way.
#[derive(Clone, Debug, sqlx_macros::FromRow)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) account_id: String,
    pub(super) state: String,
    pub(super) began_at: i64,
    pub(super) ready_at: i64,
    pub(super) days: i64,
    pub(super) told: i64,
    pub(super) day: i64,
    pub(super) next_notice_at: i64,
    pub(super) until_at: Option<i64>,
    pub(super) network: String,
    pub(super) agent: String,
}

impl Row {
    /// A recovery that begins now, with the waiting time of the policy.
    pub(super) fn begin(latchkey: &Latchkey, caller: &Caller, account: &str, policy: &Policy) -> Result<Self, Error> {
        let (now, hours) = (latchkey.now(), i64::from(policy.recovery_hours));
        Ok(Self {
            id: latchkey.env().id()?,
            account_id: account.to_owned(),
            state: "waiting".to_owned(),
            began_at: now.0,
            ready_at: (now + Duration::from_secs(3600 * u64::from(policy.recovery_hours))).0,
            days: hours.saturating_add(23).div_euclid(24),
            told: 0,
            day: 1,
            next_notice_at: (now + DAY).0,
            until_at: None,
            network: caller.address.clone(),
            agent: caller.agent.clone(),
        })
    }

    /// Whether its waiting time is over.
    pub(super) fn is_ready(&self) -> bool {
        self.state == "ready"
    }

    /// As the account's owner sees it.
    pub(super) fn shown(&self) -> AccountRecovery {
        AccountRecovery {
            id: self.id.clone(),
            is_ready: self.is_ready(),
            began_at: Timestamp(self.began_at),
            ready_at: Timestamp(self.ready_at),
        }
    }
}

pub(super) async fn insert(conn: Conn<'_>, row: &Row) -> Result<(), Error> {
    execute!(
        conn,
        "INSERT INTO account_recovery (id, account_id, state, began_at, ready_at, days, told, day, next_notice_at, network, agent)
         VALUES ($1, $2, 'waiting', $3, $4, $5, $6, $7, $8, $9, $10)",
        &row.id,
        &row.account_id,
        row.began_at,
        row.ready_at,
        row.days,
        row.told,
        row.day,
        row.next_notice_at,
        &row.network,
        &row.agent
    )?;
    Ok(())
}

/// The recovery of an account that is under way.
pub(super) async fn of_account(conn: Conn<'_>, account: &str) -> Result<Option<Row>, Error> {
    Ok(optional!(
        Row,
        conn,
        "SELECT id, account_id, state, began_at, ready_at, days, told, day, next_notice_at, until_at, network, agent
         FROM account_recovery WHERE account_id = $1 AND state IN ('waiting', 'ready')",
        account
    )?)
}

/// The id of the recovery that the link of a notice stops, the id of its account, and the SHA-256 of the address that the notice went to.
pub(super) async fn by_stop_link(conn: Conn<'_>, token: &Token) -> Result<Option<(String, String, Vec<u8>)>, Error> {
    Ok(optional!(
        (String, String, Vec<u8>),
        conn,
        "SELECT account_recovery.id, account_id, receiver FROM account_recovery_notice JOIN account_recovery ON account_recovery.id = recovery_id
         WHERE stop_hash = $1 AND state IN ('waiting', 'ready')",
        token.hash()
    )?)
}

/// The id of the recovery that a link completes, and the id of its account.
pub(super) async fn by_finish_link(conn: Conn<'_>, token: &Token, now: Timestamp) -> Result<Option<(String, String)>, Error> {
    Ok(optional!(
        (String, String),
        conn,
        "SELECT id, account_id FROM account_recovery WHERE finish_hash = $1 AND state = 'ready' AND until_at > $2 AND until_at <= $3",
        token.hash(),
        now.0,
        now.latest_end(super::USABLE).0
    )?)
}

/// The link of a mail about a recovery, as its page shows it. Such a link is valid as long as the recovery is under way, or ready.
pub(crate) async fn link(mut conn: Conn<'_>, token: &Token, now: Timestamp) -> Result<Option<MailLink>, Error> {
    if let Some((_, account, reader)) = by_stop_link(conn.reborrow(), token).await? {
        let address = address_for_reader(conn, &reader, &account, now).await?;
        return Ok(Some(MailLink { purpose: LinkPurpose::StopRecovery, account_id: Some(account), address }));
    }
    let Some((_, account)) = by_finish_link(conn.reborrow(), token, now).await? else { return Ok(None) };
    let name = optional!((String,), conn, "SELECT COALESCE(address, email) FROM account WHERE id = $1", &account)?;
    Ok(name.map(|(address,)| MailLink { purpose: LinkPurpose::FinishRecovery, account_id: Some(account), address }))
}

/// The address by which the reader of a notice knows the account: the account's own, if the notice went to it or to the second one. An address that the
/// account had before may be a stranger's by now, who isn't told the present one: its own is shown, and nothing once it gets no notices any more.
async fn address_for_reader(conn: Conn<'_>, reader: &[u8], account: &str, now: Timestamp) -> Result<String, Error> {
    let receivers = notice_address::receivers_of(conn, account, now).await?;
    let is_reader = |receiver: &&Receiver| *reader == *Sha256::digest(&receiver.address);
    let own = |receiver: &&Receiver| receiver.role == Role::Own;
    let shown = receivers.iter().find(is_reader).and_then(|reader| match reader.role {
        Role::Own | Role::Second => receivers.iter().find(own),
        Role::Previous => Some(reader),
    });
    Ok(shown.map(|receiver| receiver.address.clone()).unwrap_or_default())
}

/// Ends the recovery of an account that is under way, and its links with it: only that with this id, if one is given. Returns false if there is none.
pub(super) async fn end(
    conn: Conn<'_>,
    (account, id): (&str, Option<&str>),
    (state, by): (&str, Option<&str>),
    now: Timestamp,
) -> Result<bool, Error> {
    let ended = execute!(
        conn,
        "UPDATE account_recovery SET state = $3, ended_at = $4, ended_by = $5, finish_hash = NULL
         WHERE account_id = $1 AND ($2 = '' OR id = $2) AND state IN ('waiting', 'ready')",
        account,
        id.unwrap_or(""),
        state,
        now.0,
        by
    )?;
    Ok(ended == 1)
}

/// Voids the recovery that may be under way, in the transaction of an event that makes it void and that has locked the account.
pub(crate) async fn void(mut conn: Conn<'_>, latchkey: &Latchkey, because: Entry<'_>) -> Result<(), Error> {
    let account = because.account.unwrap_or_default();
    if end(conn.reborrow(), (account, None), ("voided", Some(because.event.as_str())), latchkey.now()).await? {
        let entry = Entry { event: Event::AccountRecoveryVoided, method: None, detail: None, ..because };
        entry.record(conn, latchkey.env()).await?;
    }
    Ok(())
}

/// Deletes at most this many recoveries that ended more than a year ago.
pub(crate) async fn sweep(conn: Conn<'_>, now: Timestamp, most: i64) -> Result<u64, Error> {
    let statement =
        "DELETE FROM account_recovery WHERE id IN (SELECT id FROM account_recovery WHERE ended_at <= $1 ORDER BY ended_at LIMIT $2)";
    Ok(execute!(conn, statement, (now - RETENTION).0, most)?)
}

/// The account of a recovery.
pub(super) async fn account_of(conn: Conn<'_>, id: &str) -> Result<Option<String>, Error> {
    let row = optional!((String,), conn, "SELECT account_id FROM account_recovery WHERE id = $1", id)?;
    Ok(row.map(|(account,)| account))
}
