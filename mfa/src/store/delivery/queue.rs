//! Inserting messages.

use super::place;
use crate::{
    Error, Latchkey, Timestamp,
    mail::{MailKind, MailParams},
    storage::{Conn, execute, optional},
};
use sha2::{Digest, Sha256};
use std::time::Duration;

/// The rank of messages that are handed over before those of [`LAST`].
const FIRST: i64 = 0;
/// The rank of answers to visitors.
const LAST: i64 = 1;

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
pub(crate) async fn queue(conn: Conn<'_>, latchkey: &Latchkey, message: Message<'_>) -> Result<Option<String>, Error> {
    let id = latchkey.env().id()?;
    Ok(queue_as(conn, latchkey, &id, latchkey.now(), message).await?.then_some(id))
}

/// Like [`queue`], for the answer to a request without a session. Such messages are handed over after the others: however many of them strangers cause,
/// they hold up no notice.
pub(crate) async fn queue_for_visitor(conn: Conn<'_>, latchkey: &Latchkey, message: Message<'_>) -> Result<Option<String>, Error> {
    let id = latchkey.env().id()?;
    Ok(insert(conn, latchkey, (&id, latchkey.now()), LAST, message).await?.then_some(id))
}

/// Inserts a message with this id, to be sent when it is due. Returns false if this event already has a message for this receiver.
pub(crate) async fn queue_as(conn: Conn<'_>, latchkey: &Latchkey, id: &str, due: Timestamp, message: Message<'_>) -> Result<bool, Error> {
    insert(conn, latchkey, (id, due), FIRST, message).await
}

async fn insert(
    mut conn: Conn<'_>,
    latchkey: &Latchkey,
    (id, due): (&str, Timestamp),
    rank: i64,
    message: Message<'_>,
) -> Result<bool, Error> {
    let params = serde_json::to_vec(message.params).map_err(|_| Error::Unavailable)?;
    let sealed = latchkey.vault().sealing_key(conn.reborrow()).await?.seal(latchkey.env(), place(id), &params)?;
    let inserted = execute!(
        conn,
        "INSERT INTO delivery (id, kind, account_id, receiver, language, params, unique_key, state, due_at, give_up_at, created_at, rank)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $9, $10, $11) ON CONFLICT (unique_key) DO NOTHING",
        id,
        message.kind.name(),
        message.account,
        message.receiver,
        message.language,
        sealed,
        unique_key(&message),
        due.0,
        (due + message.lasts).0,
        latchkey.now().0,
        rank
    )?;
    latchkey.wake_sender();
    Ok(inserted == 1)
}

/// Deletes all messages of an account, those that wait included.
pub(crate) async fn drop_of_account(conn: Conn<'_>, account: &str) -> Result<(), Error> {
    execute!(conn, "DELETE FROM delivery WHERE account_id = $1", account)?;
    Ok(())
}

/// The event and the receiver, as a hash: the table must not keep addresses longer than needed.
fn unique_key(message: &Message<'_>) -> String {
    hex::encode(Sha256::digest([message.kind.name(), message.event, message.receiver].join(" ")))
}

/// Changes the values of a message that no sender has taken yet. Returns false, and changes nothing, if one has, or the message is for another
/// receiver. Of two transactions that change the same message, the caller has to let one wait for the other.
pub(crate) async fn amend(
    mut conn: Conn<'_>,
    latchkey: &Latchkey,
    (id, receiver): (&str, &str),
    change: impl FnOnce(&mut MailParams),
) -> Result<bool, Error> {
    let untouched = optional!(
        (Vec<u8>,),
        conn.reborrow(),
        "SELECT params FROM delivery
         WHERE id = $1 AND receiver = $2 AND state = 'waiting' AND attempts = 0 AND leased_until IS NULL AND params IS NOT NULL",
        id,
        receiver
    )?;
    let Some((sealed,)) = untouched else { return Ok(false) };
    let Ok(plain) = latchkey.vault().open_sealed(place(id), &sealed) else { return Ok(false) };
    let Ok(mut params) = serde_json::from_slice(&plain) else { return Ok(false) };
    change(&mut params);
    let plain = serde_json::to_vec(&params).map_err(|_| Error::Unavailable)?;
    let sealed = latchkey.vault().sealing_key(conn.reborrow()).await?.seal(latchkey.env(), place(id), &plain)?;
    // The condition is repeated: a sender may have taken the message since it was read, with the values that it had then.
    let amended = execute!(
        conn,
        "UPDATE delivery SET params = $2 WHERE id = $1 AND state = 'waiting' AND attempts = 0 AND leased_until IS NULL",
        id,
        sealed
    )?;
    Ok(amended == 1)
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
