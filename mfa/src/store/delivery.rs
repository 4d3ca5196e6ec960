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
pub(crate) use sweep::{FAILED_RETENTION, SENT_RETENTION, sweep};

use crate::vault::Place;

/// The receiver of messages for the application.
pub(crate) const APPLICATION: &str = "";

/// The place of a message's sealed values.
fn place(id: &str) -> Place<'_> {
    Place { table: "delivery", row: id, column: "params" }
}
