//! Handing a mail over to a relay, phase by phase.
//!
//! ```text
//! connect ─► starttls ─► sign-in ─┬─► sender ─► recipient ─► data ─► content ─┬─► quit
//!            if it is set         └──────────────── next mail ◄───────────────┘
//! ```
//!
//! Each phase has a deadline. On any error the connection is dropped, in the middle of the conversation: a late answer could otherwise be taken
//! for the answer to what is sent next. For the same reason a connection is gone if the future of [`Connection::send`] is dropped.

mod connection;
mod deadlines;
mod failure;
mod relay;
mod step;

pub use connection::{Accepted, Connection};
pub use deadlines::Deadlines;
pub use failure::{Answer, Cause, Failure, Phase, Reason, Verdict};
pub use relay::Relay;
pub use step::Step;
