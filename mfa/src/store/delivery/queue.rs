//! Inserting messages.

use super::place;
use crate::{
    Error, Latchkey,
    mail::{MailKind, MailParams},
    storage::{Conn, execute},
};
use std::time::Duration;

/// A message to be inserted.
pub(crate) struct Message<'a> {
    pub(crate) kind: MailKind,
    pub(crate) account: Option<&'a str>,
    /// The address, in the spelling that was confirmed.
    pub(crate) receiver: &'a str,
    /// The code of the language, such as `de`.
    pub(crate) language: &'a str,
    pub(crate) params: &'a MailParams,
    /// The id of the event. With the receiver, it makes the message unique.
    pub(crate) event: &'a str,
    /// How long delivery is attempted.
    pub(crate) lasts: Duration,
}

/// Inserts a message, to be sent at once. Returns its id, or `None` if this event already has a message for this receiver.
pub(crate) async fn queue(mut conn: Conn<'_>, latchkey: &Latchkey, message: Message<'_>) -> Result<Option<String>, Error> {
    let (id, now) = (latchkey.env().id()?, latchkey.now());
    let params = serde_json::to_vec(message.params).map_err(|_| Error::Unavailable)?;
    let sealed = latchkey.vault().sealing_key(conn.reborrow()).await?.seal(latchkey.env(), place(&id), &params)?;
    let inserted = execute!(
        conn,
        "INSERT INTO delivery (id, kind, account_id, receiver, language, params, unique_key, state, due_at, give_up_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $9, $8) ON CONFLICT (unique_key) DO NOTHING",
        &id,
        message.kind.name(),
        message.account,
        message.receiver,
        message.language,
        sealed,
        [message.kind.name(), message.event, message.receiver].join(" "),
        now.0,
        (now + message.lasts).0
    )?;
    latchkey.wake_sender();
    Ok((inserted == 1).then_some(id))
}

/// Reseals the values of waiting messages under the active key. Returns the number of values that another key had sealed.
pub(crate) async fn reseal(latchkey: &Latchkey) -> Result<u64, Error> {
    crate::reseal::column(
        latchkey,
        "SELECT id, params FROM delivery WHERE params IS NOT NULL",
        "UPDATE delivery SET params = $2 WHERE id = $1 AND params = $3",
        place,
    )
    .await
}
