//! Reads a copy, part by part.

use super::shape::{
    Account, Address, Browser, CodeSet, DataCopy, FORMAT, Intervention, Kept, Line, Message, Method, Methods, Moment, Recovery, Request,
    Session, VERSION,
};
use crate::{
    Error, Latchkey,
    account::notice_address::PREVIOUS_RETENTION,
    account_recovery, browser, delivery, passkey,
    storage::{Conn, all, optional},
    totp,
};
use std::time::Duration;

/// Lines of activity read at a time.
const CHUNK: usize = 1000;
/// Behind all ids.
const END: &str = "g";

/// Everything about an account, with this many lines of its activity at most.
pub(super) async fn everything(mut conn: Conn<'_>, latchkey: &Latchkey, id: &str, lines: Option<usize>) -> Result<DataCopy, Error> {
    let account = account(conn.reborrow(), id).await?;
    let (activity, activity_is_complete) = activity(conn.reborrow(), id, lines).await?;
    let mut received_by = vec!["administrators", "operator"];
    if account.has_mail {
        received_by.push("mail_relay");
    }
    if account.application_user.is_some() {
        received_by.push("application");
    }
    Ok(DataCopy {
        format: FORMAT,
        version: VERSION,
        made_at: Moment(latchkey.now().0),
        addresses: addresses(conn.reborrow(), id).await?,
        methods: methods(conn.reborrow(), id).await?,
        sessions: sessions(conn.reborrow(), id).await?,
        browsers: browsers(conn.reborrow(), id).await?,
        recoveries: recoveries(conn.reborrow(), id).await?,
        activity,
        activity_is_complete,
        messages: messages(conn.reborrow(), id).await?,
        requests: requests(conn.reborrow(), id).await?,
        administrators: interventions(conn, id).await?,
        account,
        kept: Kept {
            browsers_after_last_use: days(browser::RETENTION),
            recoveries_after_end: days(account_recovery::RETENTION),
            messages_after_sent: days(delivery::SENT_RETENTION),
            messages_after_failure: days(delivery::FAILED_RETENTION),
            previous_addresses: days(PREVIOUS_RETENTION),
            network_address_browser_and_detail_of_activity: latchkey.settings().personal_values_kept.map(days),
        },
        received_by,
    })
}

fn days(retention: Duration) -> u64 {
    retention.as_secs() / (24 * 3600)
}

async fn account(conn: Conn<'_>, id: &str) -> Result<Account, Error> {
    let account = optional!(
        Account,
        conn,
        "SELECT id, COALESCE(label, email) AS name, subject AS application_user, administrator, password_hash <> '' AS has_password, language,
                created_at, disabled_at, checked_at, second_method_declined_at, guesses AS wrong_codes_in_a_row, address IS NOT NULL AS has_mail
         FROM account WHERE id = $1",
        id
    )?;
    account.ok_or(Error::NotFound)
}

async fn addresses(conn: Conn<'_>, id: &str) -> Result<Vec<Address>, Error> {
    // The placeholder of an application's user isn't an address.
    Ok(all!(
        Address,
        conn,
        "SELECT COALESCE(address, email) AS address, CASE WHEN subject IS NULL THEN 'sign_in' ELSE 'notices' END AS purpose,
                address_confirmed_at AS confirmed_at, CAST(NULL AS BIGINT) AS until
         FROM account WHERE id = $1 AND (subject IS NULL OR address IS NOT NULL)
         UNION ALL SELECT address, 'notices', confirmed_at, NULL FROM notice_address WHERE account_id = $1
         UNION ALL SELECT address, 'notices_until', NULL, until_at FROM previous_address WHERE account_id = $1",
        id
    )?)
}

async fn methods(mut conn: Conn<'_>, id: &str) -> Result<Methods, Error> {
    let apps = totp::of_account(conn.reborrow(), id).await?;
    let passkeys = passkey::of_account(conn.reborrow(), id).await?;
    let method = |name: String, synced: Option<bool>, created_at: i64, last_used_at: Option<i64>| Method {
        name,
        synced,
        created_at: Moment(created_at),
        last_used_at: last_used_at.map(Moment),
    };
    Ok(Methods {
        authenticator_apps: apps.into_iter().map(|app| method(app.name, None, app.created_at, app.last_used_at)).collect(),
        passkeys: passkeys.into_iter().map(|key| method(key.name, Some(key.synced), key.created_at, key.last_used_at)).collect(),
        backup_codes: all!(
            CodeSet,
            conn,
            "SELECT COUNT(selector) AS codes, COUNT(CASE WHEN used_at IS NULL THEN selector END) AS unused, created_at, acknowledged_at
             FROM recovery_set LEFT JOIN recovery_code ON set_id = id WHERE account_id = $1
             GROUP BY id, created_at, acknowledged_at ORDER BY created_at",
            id
        )?,
    })
}

async fn sessions(conn: Conn<'_>, id: &str) -> Result<Vec<Session>, Error> {
    Ok(all!(
        Session,
        conn,
        "SELECT level, address AS network_address, agent AS browser, created_at, last_seen_at AS last_used_at, expires_at, proved_at, proved_method
         FROM session WHERE account_id = $1 ORDER BY created_at",
        id
    )?)
}

async fn browsers(conn: Conn<'_>, id: &str) -> Result<Vec<Browser>, Error> {
    Ok(all!(
        Browser,
        conn,
        "SELECT name AS browser, NULLIF(place, '') AS network_address, first_seen_at AS first_used_at, last_seen_at AS last_used_at, trusted_until
         FROM browser WHERE account_id = $1 ORDER BY first_seen_at",
        id
    )?)
}

async fn recoveries(conn: Conn<'_>, id: &str) -> Result<Vec<Recovery>, Error> {
    Ok(all!(
        Recovery,
        conn,
        "SELECT state, began_at, ready_at, ended_at, network AS network_address, agent AS browser
         FROM account_recovery WHERE account_id = $1 ORDER BY began_at",
        id
    )?)
}

/// The newest lines first, and whether there are no others.
async fn activity(mut conn: Conn<'_>, id: &str, most: Option<usize>) -> Result<(Vec<Line>, bool), Error> {
    let mut lines: Vec<Line> = vec![];
    loop {
        let chunk = most.map_or(CHUNK, |most| most.saturating_sub(lines.len()).min(CHUNK));
        let last = lines.last().map_or(END, |line| &line.id);
        let more = all!(
            Line,
            conn.reborrow(),
            "SELECT id, at, last_at, times, event, method, result, actor, commitments IS NOT NULL AS erased,
                    CASE WHEN actor IN ('administrator', 'operator') THEN NULL ELSE address END AS network_address,
                    CASE WHEN actor IN ('administrator', 'operator') THEN NULL ELSE agent END AS browser, detail
             FROM audit_event WHERE account_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
            id,
            last,
            i64::try_from(chunk.saturating_add(1)).unwrap_or(i64::MAX)
        )?;
        let is_end = more.len() <= chunk;
        lines.extend(more.into_iter().take(chunk));
        if is_end || most.is_some_and(|most| lines.len() >= most) {
            return Ok((lines, is_end));
        }
    }
}

async fn messages(conn: Conn<'_>, id: &str) -> Result<Vec<Message>, Error> {
    Ok(all!(
        Message,
        conn,
        "SELECT kind, receiver, language, state, attempts, created_at, done_at AS ended_at FROM delivery WHERE account_id = $1 ORDER BY id",
        id
    )?)
}

async fn requests(conn: Conn<'_>, id: &str) -> Result<Vec<Request>, Error> {
    Ok(all!(
        Request,
        conn,
        "SELECT purpose, email AS address, network AS network_address, agent AS browser, created_at, CAST(NULL AS BIGINT) AS expires_at
         FROM mail_request WHERE account_id = $1
         UNION ALL SELECT purpose, address, NULL, NULL, created_at, expires_at FROM link WHERE account_id = $1",
        id
    )?)
}

/// Acts of administrators, and their requests that others decide. None of them is named.
async fn interventions(conn: Conn<'_>, id: &str) -> Result<Vec<Intervention>, Error> {
    Ok(all!(
        Intervention,
        conn,
        "SELECT act, reason, at, seen_at, CAST(NULL AS TEXT) AS outcome FROM account_notice WHERE account_id = $1
         UNION ALL SELECT act, reason, at, NULL, outcome FROM approval WHERE account_id = $1 ORDER BY 3",
        id
    )?)
}
