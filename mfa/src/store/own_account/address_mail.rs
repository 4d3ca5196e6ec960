//! The mails about a change of the account's address, apart from the one with the link.

use crate::{
    Caller, Error, Latchkey,
    account::{
        notice_address::{self, Role},
        row::{self, Mailbox},
    },
    delivery::{Message, queue},
    mail::MailKind,
    storage::Tx,
};
use std::time::Duration;

/// How long the delivery of a notice is attempted.
pub(super) const NOTICE_LASTS: Duration = Duration::from_hours(3 * 24);

/// Tells all confirmed addresses of the account that another one is to replace its own.
pub(super) async fn requested(
    tx: &mut Tx,
    latchkey: &Latchkey,
    (caller, language): (&Caller, &str),
    account: &str,
    new: &str,
) -> Result<(), Error> {
    let Mailbox { address: old, language: own_language, .. } = row::mailbox(tx.conn(), account).await?;
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
    let (event, now) = (latchkey.env().id()?, latchkey.now());
    let moment = caller.moment(now);
    for receiver in notice_address::receivers_of(tx.conn(), account, now).await? {
        let mut params = receiver.params(old);
        // The one that is replaced, also in the mail to the one that replaces it.
        if receiver.role == Role::Own {
            params.address = old.map(str::to_owned);
        }
        params.new_address = Some(new.to_owned());
        params.moments = vec![receiver.moment(&moment)];
        let (receiver, params) = (receiver.address.as_str(), &params);
        queue(
            tx.conn(),
            latchkey,
            Message { kind, account: Some(account), receiver, language, params, event: &event, lasts: NOTICE_LASTS },
        )
        .await?;
    }
    Ok(())
}
