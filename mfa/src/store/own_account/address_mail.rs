//! The mails about a change of the account's address, apart from the one with the link.

use crate::{
    Caller, Error, Latchkey,
    account::{
        notice_address,
        row::{self, Mailbox},
    },
    delivery::{Message, queue},
    mail::{MailKind, MailMoment, MailParams},
    storage::Tx,
};
use std::time::Duration;

/// How long the delivery of a notice is attempted.
pub(super) const NOTICE_LASTS: Duration = Duration::from_secs(72 * 3600);

/// The moment of an event that happens now. The place where an operator works concerns no one else.
pub(super) fn moment(latchkey: &Latchkey, caller: &Caller) -> MailMoment {
    let given = |text: &str| (!text.is_empty() && !caller.is_operator()).then(|| text.to_owned());
    MailMoment { at: latchkey.now().0, network: given(&caller.address), browser: given(&caller.agent), ..MailMoment::default() }
}

/// Tells all confirmed addresses of the account that another one is to replace its own.
pub(super) async fn requested(
    tx: &mut Tx,
    latchkey: &Latchkey,
    (caller, language): (&Caller, &str),
    account: &str,
    new: &str,
) -> Result<(), Error> {
    let Mailbox { address: old, language: own_language } = row::mailbox(tx.conn(), account).await?;
    let language = own_language.as_deref().unwrap_or(language);
    tell(tx, latchkey, (caller, language), account, (MailKind::AddressChangeRequested, old.as_deref(), new)).await
}

/// Tells all confirmed addresses of the account, with the new one and the old one among them, that its own was replaced.
pub(crate) async fn changed(
    tx: &mut Tx,
    latchkey: &Latchkey,
    (caller, language): (&Caller, &str),
    account: &str,
    (old, new): (Option<&str>, &str),
) -> Result<(), Error> {
    tell(tx, latchkey, (caller, language), account, (MailKind::AddressChanged, old, new)).await
}

async fn tell(
    tx: &mut Tx,
    latchkey: &Latchkey,
    (caller, language): (&Caller, &str),
    account: &str,
    (kind, old, new): (MailKind, Option<&str>, &str),
) -> Result<(), Error> {
    let moments = vec![moment(latchkey, caller)];
    let params = MailParams { address: old.map(str::to_owned), new_address: Some(new.to_owned()), moments, ..MailParams::default() };
    let event = latchkey.env().id()?;
    for receiver in notice_address::addresses_of(tx.conn(), account, latchkey.now()).await? {
        let message =
            Message { kind, account: Some(account), receiver: &receiver, language, params: &params, event: &event, lasts: NOTICE_LASTS };
        queue(tx.conn(), latchkey, message).await?;
    }
    Ok(())
}
