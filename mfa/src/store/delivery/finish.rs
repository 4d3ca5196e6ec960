//! Noting the result of an attempt.

use super::{
    Delivery,
    schedule::{PAUSE, wait_after},
};
use crate::{Deliveries, Error, mail_link, storage::execute};

/// The result of an attempt to hand a message over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Handover {
    /// The relay took the message.
    Accepted,
    /// The attempt failed in a way that may pass, for this reason.
    Later(String),
    /// The relay refuses this message for good, for this reason.
    Refused(String),
    /// The relay refuses the sender, or the settings are wrong. All messages wait, and this isn't counted as an attempt.
    Paused(String),
}

impl Deliveries<'_> {
    /// Notes the result of an attempt. Returns false, and changes nothing, if the lease is over and another sender has the message.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn finish(self, delivery: &Delivery, handover: &Handover) -> Result<bool, Error> {
        let now = self.latchkey.now();
        let [random] = self.latchkey.env().random::<1>()?;
        let (due, attempts, reason) = match handover {
            Handover::Accepted => return self.end(delivery, "done", None).await,
            Handover::Refused(reason) => return self.end(delivery, "failed", Some(reason)).await,
            Handover::Later(reason) => (now + wait_after(delivery.attempts, random), delivery.attempts, reason),
            Handover::Paused(reason) => (now + PAUSE, delivery.attempts.saturating_sub(1), reason),
        };
        if due.0 > delivery.give_up_at {
            return self.end(delivery, "failed", Some(reason)).await;
        }
        let mut tx = self.latchkey.db().begin().await?;
        let kept = execute!(
            tx.conn(),
            "UPDATE delivery SET leased_until = NULL, due_at = $3, attempts = $4, reason = $5
             WHERE id = $1 AND leased_until = $2 AND state = 'waiting'",
            &delivery.id,
            delivery.lease,
            due.0,
            attempts,
            reason
        )?;
        tx.commit().await?;
        Ok(kept == 1)
    }

    /// Ends a message. One that was sent doesn't keep its receiver. The values of a failed one stay, so that it can be repeated, unless they contain the
    /// token of a link.
    async fn end(self, delivery: &Delivery, state: &str, reason: Option<&str>) -> Result<bool, Error> {
        let keeps_values = reason.is_some() && !delivery.params.has_link();
        let mut tx = self.latchkey.db().begin().await?;
        let ended = execute!(
            tx.conn(),
            "UPDATE delivery SET state = $3, leased_until = NULL, params = CASE WHEN $6 THEN params ELSE NULL END, reason = $4,
                                 done_at = $5, receiver = CASE WHEN $3 = 'done' THEN '' ELSE receiver END
             WHERE id = $1 AND leased_until = $2 AND state = 'waiting'",
            &delivery.id,
            delivery.lease,
            state,
            reason,
            self.latchkey.now().0,
            keeps_values
        )?;
        match (ended, reason) {
            (1, None) => mail_link::begin_validity(tx.conn(), &delivery.id, self.latchkey.now()).await?,
            (1, Some(_)) => mail_link::delete_of_delivery(tx.conn(), &delivery.id).await?,
            _ => {}
        }
        tx.commit().await?;
        Ok(ended == 1)
    }
}
