//! Deleting old messages, and waking the sender.

use crate::{Deliveries, Error, Maintenance, storage::execute};
use std::time::Duration;

/// How long a message that was sent is kept, without its values.
const SENT_KEPT: Duration = Duration::from_secs(30 * 24 * 3600);
/// How long a message that failed is kept.
const FAILED_KEPT: Duration = Duration::from_secs(90 * 24 * 3600);
/// Rows deleted in one transaction.
const BATCH: i64 = 100;

impl Deliveries<'_> {
    /// Waits until a message was inserted in this process. Its transaction may not be committed yet.
    pub async fn woken(self) {
        self.latchkey.sender_woken().await;
    }
}

impl Maintenance<'_> {
    /// Deletes old messages in small batches, between which other writers get their turn.
    pub(crate) async fn sweep_deliveries(self) -> Result<(), Error> {
        let now = self.latchkey.now();
        loop {
            let mut tx = self.latchkey.db().begin().await?;
            let deleted = execute!(
                tx.conn(),
                "DELETE FROM delivery WHERE id IN (SELECT id FROM delivery
                     WHERE (state = 'done' AND done_at <= $1) OR (state = 'failed' AND done_at <= $2) ORDER BY done_at LIMIT $3)",
                (now - SENT_KEPT).0,
                (now - FAILED_KEPT).0,
                BATCH
            )?;
            tx.commit().await?;
            if deleted == 0 {
                return Ok(());
            }
        }
    }
}
