//! The mails about a change of the account's address, apart from the one with the link.

use crate::{
    Caller, Error, Latchkey,
    account::row,
    delivery::{Message, queue},
    mail::{MailKind, MailMoment, MailParams},
    storage::Tx,
};
use std::time::Duration;

/// How long the delivery of a notice is attempted.
pub(super) const NOTICE_LASTS: Duration = Duration::from_secs(72 * 3600);

/// The moment of an event that happens now.
pub(super) fn moment(latchkey: &Latchkey, caller: &Caller) -> MailMoment {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    MailMoment { at: latchkey.now().0, network: given(&caller.address), browser: given(&caller.agent), ..MailMoment::default() }
}

/// Tells the account's confirmed address, if it has one, that another one is to replace it.
pub(super) async fn requested(
    tx: &mut Tx,
    latchkey: &Latchkey,
    (caller, language): (&Caller, &str),
    account: &str,
    new: &str,
) -> Result<(), Error> {
    let Some((Some(old), own_language)) = row::mailbox(tx.conn(), account).await? else { return Ok(()) };
    let params = MailParams {
        address: Some(old.clone()),
        new_address: Some(new.to_owned()),
        moments: vec![moment(latchkey, caller)],
        ..MailParams::default()
    };
    let message = Message {
        kind: MailKind::AddressChangeRequested,
        account: Some(account),
        receiver: &old,
        language: own_language.as_deref().unwrap_or(language),
        params: &params,
        event: &latchkey.env().id()?,
        lasts: NOTICE_LASTS,
    };
    queue(tx.conn(), latchkey, message).await?;
    Ok(())
}

/// Tells the new address, and the old one if it was confirmed, that the account's address was replaced.
pub(super) async fn changed(
    tx: &mut Tx,
    latchkey: &Latchkey,
    (caller, language): (&Caller, &str),
    account: &str,
    (old, new): (Option<&str>, &str),
) -> Result<(), Error> {
    let params = MailParams {
        address: old.map(str::to_owned),
        new_address: Some(new.to_owned()),
        moments: vec![moment(latchkey, caller)],
        ..MailParams::default()
    };
    let event = latchkey.env().id()?;
    for receiver in old.into_iter().chain([new]) {
        let message = Message {
            kind: MailKind::AddressChanged,
            account: Some(account),
            receiver,
            language,
            params: &params,
            event: &event,
            lasts: NOTICE_LASTS,
        };
        queue(tx.conn(), latchkey, message).await?;
    }
    Ok(())
}
