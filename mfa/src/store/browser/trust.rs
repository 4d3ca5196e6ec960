//! Trusting the browser in which a challenge was passed.

use crate::{
    Caller, Error, Latchkey, Level, Method, Opened, Session, Token,
    account::row::{Mailbox, mailbox_columns},
    audit::{Entry, Event},
    notice_mail,
    policy_in_force::newest_policy,
    storage::{Conn, Tx, execute, one},
    trust::lasts,
};

#[derive(sqlx_macros::FromRow)]
struct Row {
    administrator: bool,
    policy: Option<String>,
    #[sqlx(flatten)]
    mailbox: Mailbox,
}

/// Trusts the browser if its user has asked for that with the proof that has just completed the sign-in of `half`, and the policy allows it. For the
/// last statements of the transaction of the proof, which has locked the account: what was recorded before may have ended trust.
///
/// The browser gets a new secret, so that trust is given to nobody who knows the old one: not to somebody who planted or copied it before. The other
/// accounts that are used in the browser keep their rows, and their trust, under the new one.
pub(crate) async fn trust(
    tx: &mut Tx,
    latchkey: &Latchkey,
    caller: &Caller,
    half: &Session,
    opened: Opened,
    method: Method,
) -> Result<Opened, Error> {
    let asked = caller.asks_for_trust().filter(|_| half.level == Level::Half && !half.is_of_application());
    let Some((browser, days)) = asked else { return Ok(opened) };
    let Row { administrator, policy, mailbox } = facts(tx.conn(), &half.account_id).await?;
    let days = days.min(latchkey.policy_of(policy.as_deref())?.trust_days);
    if days == 0 || administrator {
        return Ok(opened);
    }
    let (secret, now) = (Token::generate(latchkey.env())?, latchkey.now());
    let trusted = execute!(
        tx.conn(),
        "UPDATE browser SET token_hash = $3, trust_id = $4, trusted_at = $5, trusted_until = $6, trusted_method = $7, name = $8, place = $9
         WHERE account_id = $1 AND token_hash = $2",
        &half.account_id,
        browser,
        secret.hash(),
        latchkey.env().id()?,
        now.0,
        (now + lasts(days)).0,
        method.as_str(),
        &caller.agent,
        &caller.address
    )?;
    if trusted == 0 {
        return Ok(opened);
    }
    execute!(tx.conn(), "UPDATE browser SET token_hash = $2 WHERE token_hash = $1", browser, secret.hash())?;
    let entry = Entry::new(&half.account_id, caller, Event::BrowserTrusted).method(method.as_str());
    notice_mail::record(tx.conn(), latchkey, &mailbox, entry).await?;
    Ok(opened.in_browser(secret))
}

async fn facts(conn: Conn<'_>, account: &str) -> Result<Row, Error> {
    let statement = concat!("SELECT administrator, ", mailbox_columns!(), ", ", newest_policy!(), " AS policy FROM account WHERE id = $1");
    Ok(one!(Row, conn, statement, account)?)
}
