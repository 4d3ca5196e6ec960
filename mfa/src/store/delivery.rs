//! The queue of mails.
//!
//! ```text
//!             ┌─────── later: 30 s, 2, 10, 30 min, 1 h, 2 h … ────────┐
//!             ▼                                                       │
//!  queue ─► waiting ── claim ─► leased by one sender ── finish ──┬────┤
//!             ▲                     │                            │    └─ give_up_at is over ─► failed
//!             │                     │ the sender died            ├─ accepted ─────────────────► done
//!             └──── lease is over ──┘                            └─ refused for good ─────────► failed
//! ```
//!
//! A message is inserted in the transaction of its event, so neither exists without the other. It is handed over at least once: a second time only
//! if the sender died after the relay took the message and before that was noted. Both copies then have the same `Message-ID` and the same bytes.

mod claim;
mod event;
mod finish;
mod queue;
mod schedule;
mod sweep;

pub use claim::Delivery;
pub use finish::Handover;
pub(crate) use queue::{Message, amend, drop_of_account, queue, queue_as, queue_for_visitor, reseal};
pub(crate) use sweep::{FAILED_RETENTION, SENT_RETENTION, date_back, sweep};

use crate::vault::Place;

/// The receiver of messages for the application.
pub(crate) const APPLICATION: &str = "";

/// Whether the receiver of a message is an address of its account, at the moment of this parameter: of a statement on the table `delivery`. That of a
/// deleted account is the one about its deletion.
macro_rules! receiver_is_of_account {
    ($now:literal) => {
        concat!(
            "(EXISTS (SELECT 1 FROM account WHERE account.id = delivery.account_id AND delivery.receiver IN (account.address, account.email))
             OR EXISTS (SELECT 1 FROM notice_address AS second
                        WHERE second.account_id = delivery.account_id AND second.address = delivery.receiver)
             OR EXISTS (SELECT 1 FROM previous_address AS previous
                        WHERE previous.account_id = delivery.account_id AND previous.address = delivery.receiver AND previous.until_at > ",
            $now,
            ")
             OR delivery.kind = 'account-deleted')"
        )
    };
}
pub(crate) use receiver_is_of_account;

/// The place of a message's sealed values.
fn place(id: &str) -> Place<'_> {
    Place { table: "delivery", row: id, column: "params" }
}
