//! The audit trail of all accounts, as administrators search it: newest first, a page at a time.

use super::{Entry, Event, event::REFUSED};
use crate::{
    Admin, Caller, Error, Session, account,
    storage::{Conn, all},
};
use std::str::FromStr;
use strum::VariantArray;

/// Sorts after every id.
pub(super) const END: &str = "g";

/// The conditions of a search. `None` and `false` set no condition.
#[derive(Clone, Copy, Debug, Default)]
pub struct AuditQuery<'a> {
    /// The name of an event, one of [`AuditQuery::events`].
    pub event: Option<&'a str>,
    /// Only refused events.
    pub refused: bool,
    /// The person concerned or acting: an address, an application's own id of its user, or the id of an account.
    pub person: Option<&'a str>,
    /// Not before this moment: milliseconds since 1970.
    pub from: Option<i64>,
    /// Before this moment: milliseconds since 1970.
    pub to: Option<i64>,
    /// Before the line with this id: the last line of the page before.
    pub before: Option<&'a str>,
}

impl AuditQuery<'_> {
    /// The names of all events.
    pub fn events() -> impl Iterator<Item = &'static str> {
        Event::VARIANTS.iter().map(|event| event.as_str())
    }
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct AuditLine {
    /// Sortable by time.
    pub id: String,
    /// Milliseconds since 1970.
    pub at: i64,
    /// The account concerned; `None` for the installation, or an address without an account.
    pub account_id: Option<String>,
    /// The account's name; `None` once the account is gone.
    pub name: Option<String>,
    /// `user`, `administrator`, `operator`, `application` or `server`.
    pub actor: String,
    /// The name of the administrator who acted on another account.
    pub actor_name: Option<String>,
    /// The name of the event.
    pub event: String,
    /// The method that was used, if any.
    pub method: Option<String>,
    /// `ok` or `refused`.
    pub result: String,
    /// The network address of the client; empty once it is erased.
    pub address: String,
    /// The browser; for an application, the name of its key. Empty once it is erased.
    pub agent: String,
    /// The name of the thing concerned, or the reason. Empty once it is erased.
    pub detail: Option<String>,
    /// The number of occurrences in quick succession; agent and detail are those of the last one.
    pub times: i64,
    /// The time of the last occurrence, if there were several: milliseconds since 1970.
    pub last_at: Option<i64>,
    /// Whether address and agent were erased, and the detail too if it is empty.
    pub erased: bool,
}

/// A page of lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditPage {
    /// Newest first.
    pub lines: Vec<AuditLine>,
    /// Whether there are older lines.
    pub older: bool,
}

/// The statement with one condition that an index serves; the others are filters.
macro_rules! statement {
    ($driver:literal) => {
        concat!(
            "SELECT id, at, account_id, (SELECT COALESCE(label, email) FROM account WHERE account.id = account_id) AS name, actor,
                    (SELECT COALESCE(label, email) FROM account WHERE account.id = actor_id) AS actor_name,
                    event, method, result, address, agent, detail, times, last_at, commitments IS NOT NULL AS erased
             FROM audit_event WHERE ",
            $driver,
            " AND id < $1 AND id >= $2 AND ($3 = '' OR event = $3) AND ($4 = '' OR result = $4)
             AND ($5 = '' OR account_id = $5 OR actor_id = $5) ORDER BY id DESC LIMIT $6"
        )
    };
}

/// The first id of a moment: ids begin with the milliseconds, in twelve hexadecimal digits.
pub(crate) fn id_at(at: i64) -> String {
    format!("{:012x}", at.max(0))
}

async fn search(conn: Conn<'_>, query: &AuditQuery<'_>, account: &str, limit: usize) -> Result<AuditPage, Error> {
    let to = query.to.map_or_else(|| END.to_owned(), id_at);
    let before = match query.before {
        Some(before) if before < to.as_str() => before.to_owned(),
        _ => to,
    };
    let from = query.from.map_or_else(String::new, id_at);
    let event = query.event.unwrap_or_default();
    // The result of an event is always the same: a search with another result would scan all lines and find none.
    let never = Event::from_str(event).map_or(true, |known| query.refused && !known.is_refused());
    if !event.is_empty() && never {
        return Ok(AuditPage::default());
    }
    let result = if query.refused { REFUSED } else { "" };
    let statement = match (account, event, query.refused) {
        ("", "", false) => statement!("TRUE"),
        ("", "", true) => statement!("result = $4"),
        ("", _, _) => statement!("event = $3"),
        _ => statement!("(account_id = $5 OR actor_id = $5)"),
    };
    let rows = i64::try_from(limit.saturating_add(1)).unwrap_or(i64::MAX);
    let mut lines = all!(AuditLine, conn, statement, before, from, event, result, account, rows)?;
    let older = lines.len() > limit;
    lines.truncate(limit);
    Ok(AuditPage { lines, older })
}

impl Admin<'_> {
    /// Lines of the audit trail, `limit` at most.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's, and for an unknown person.
    pub async fn audit(self, session: &Session, query: AuditQuery<'_>, limit: usize) -> Result<AuditPage, Error> {
        session.require_administrator()?;
        let mut tx = self.latchkey.db().search().await?;
        let account = match query.person {
            Some(person) => whose(tx.conn(), person).await?.ok_or(Error::NotFound)?,
            None => String::new(),
        };
        search(tx.conn(), &query, &account, limit).await
    }

    /// The id of the account that [`AuditQuery::person`] names.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's, and for an unknown person.
    pub async fn audit_person(self, session: &Session, person: &str) -> Result<String, Error> {
        session.require_administrator()?;
        whose(self.latchkey.db().read().await?.conn(), person).await?.ok_or(Error::NotFound)
    }

    /// Notes that lines were exported from the installation, and which: `filter` names a person by the account's id.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's.
    pub async fn note_audit_export(self, caller: &Caller, session: &Session, filter: &str) -> Result<(), Error> {
        session.require_administrator()?;
        self.latchkey.report(Entry::of_installation(caller, Event::AuditExported).by(session).detail(filter)).await
    }
}

/// The account of a person. A deleted account is found only by its id.
async fn whose(conn: Conn<'_>, person: &str) -> Result<Option<String>, Error> {
    let is_id = person.len() == 32 && person.chars().all(|c| c.is_ascii_hexdigit());
    let known = account::row::named(conn, person).await?.map(|account| account.id);
    Ok(known.or_else(|| is_id.then(|| person.to_ascii_lowercase())))
}
