//! Deleting old messages, and waking the sender.

use crate::{
    Deliveries, Error, Timestamp,
    storage::{Conn, execute},
};
use std::time::Duration;

/// How long a message that was sent is kept, without its values.
pub(crate) const SENT_RETENTION: Duration = Duration::from_hours(30 * 24);
/// How long a message that failed is kept.
pub(crate) const FAILED_RETENTION: Duration = Duration::from_hours(90 * 24);

impl Deliveries<'_> {
    /// Waits until a message was inserted in this process. Its transaction may not be committed yet.
    pub async fn woken(self) {
        self.latchkey.sender_woken().await;
    }
}

/// Sets ends in the future to now, which were noted while the clock was ahead: the days that a message is kept begin now.
pub(crate) async fn date_back(conn: Conn<'_>, now: Timestamp) -> Result<(), Error> {
    execute!(conn, "UPDATE delivery SET done_at = $1 WHERE done_at > $2", now.0, now.latest_noted().0)?;
    Ok(())
}

/// Deletes at most this many old messages. Returns their number.
pub(crate) async fn sweep(conn: Conn<'_>, now: Timestamp, most: i64) -> Result<u64, Error> {
    // The condition is repeated: an administrator may have a failed message tried again meanwhile.
    Ok(execute!(
        conn,
        "DELETE FROM delivery WHERE id IN (SELECT id FROM delivery
             WHERE done_at IS NOT NULL AND ((state = 'done' AND done_at <= $1) OR (state = 'failed' AND done_at <= $2)) ORDER BY done_at LIMIT $3)
         AND state <> 'waiting'",
        (now - SENT_RETENTION).0,
        (now - FAILED_RETENTION).0,
        most
    )?)
}
