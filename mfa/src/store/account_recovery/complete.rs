//! Completing a recovery: the old factors go in the transaction that verifies the new one, so that the account is never without one.

use crate::{
    Caller, Error, Latchkey, Session,
    account::row::Mailbox,
    audit::{Entry, Event},
    factors, guess, mail_link, notice_mail, session,
    storage::{Tx, execute, optional},
};

/// Completes the recovery that opened this session, in the transaction that verifies the new method and that has locked the account: all methods, all
/// codes, all other sessions and all links go. `device` is the new authenticator app, which isn't verified yet, if that is the new method.
///
/// # Errors
///
/// [`Error::NotSignedIn`] if the recovery isn't ready any more: it was stopped, or another session has completed it.
pub(crate) async fn complete(
    tx: &mut Tx,
    latchkey: &Latchkey,
    caller: &Caller,
    (session, mailbox): (&Session, &Mailbox),
    device: Option<&str>,
) -> Result<(), Error> {
    let (account, now) = (session.account_id.as_str(), latchkey.now());
    let done = optional!(
        (String,),
        tx.conn(),
        "UPDATE account_recovery SET state = 'done', ended_at = $3, ended_by = 'link', finish_hash = NULL
         WHERE id = (SELECT recovery_id FROM session WHERE id = $1) AND account_id = $2 AND state = 'ready' AND until_at > $3 RETURNING id",
        &session.id,
        account,
        now.0
    )?;
    if done.is_none() {
        return Err(Error::NotSignedIn);
    }
    execute!(tx.conn(), "DELETE FROM totp_device WHERE account_id = $1 AND id <> $2", account, device.unwrap_or(""))?;
    execute!(tx.conn(), "DELETE FROM passkey WHERE account_id = $1", account)?;
    execute!(tx.conn(), "DELETE FROM recovery_set WHERE account_id = $1", account)?;
    factors::note(tx.conn(), account).await?;
    guess::clear(tx.conn(), account).await?;
    session::delete_others(tx.conn(), account, &session.id).await?;
    mail_link::delete_of_account(tx.conn(), account).await?;
    let entry = Entry::new(account, caller, Event::AccountRecoveryDone);
    notice_mail::record(tx.conn(), latchkey, mailbox, entry).await
}
