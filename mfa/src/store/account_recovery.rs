//! The recovery of an account whose owner has the password and the mailbox, but neither a method nor a backup code.
//!
//! Password and mailbox open nothing at once. They begin a waiting time, of which every confirmed address is told each day; anyone who can sign in
//! fully, each of those addresses, and every administrator can stop it meanwhile. The old methods work until a new one is verified.
//!
//! ```text
//!          link to the address,                   ready_at is over, and each day's
//!          password typed again                   notices were handed over
//!  (none) ──────────────────────► waiting ───────────────────────────────► ready ── link of the mail, password ──► a session that may only enroll
//!    ▲                            │  │  ↺ each day one notice                │ │ │                                        │
//!    │ 7 days, then 30            │  │    to each address                    │ │ └─ 7 days ──► lapsed                     │ the new method is verified
//!    │                            │  │                                       │ │                                          ▼
//!    └────────── stopped ◄────────┼──┴───────────────────────────────────────┘ │                       done: old methods, codes, sessions
//!                                 └──────────────► voided ◄────────────────────┘                       and links go in that transaction
//! ```
//!
//! A recovery is voided by a new password or address, by a reset of the methods, and when the account is disabled or becomes an administrator's. Each
//! transition is one conditional `UPDATE` under the account's lock, so that of a stop and a completion at once, one wins.
//!
//! Not to be confused with [`recovery_code`](crate::recovery_code), the backup codes.

mod advance;
mod begin;
mod complete;
mod finish;
mod future;
mod list;
mod notice;
mod obstacle;
mod password;
mod row;
mod stop;
mod transition;

pub use list::{RecoveryLine, RecoveryList, RecoveryState};
pub use obstacle::RecoveryObstacle;
pub(crate) use {
    complete::complete,
    obstacle::of_account as obstacle_of_account,
    row::{RETENTION, link, sweep, void},
};

use std::time::Duration;

/// How long a day of the waiting time is.
const DAY: Duration = Duration::from_hours(24);
/// How long after its waiting time a recovery may get ready. Until then, some of its notices weren't handed over.
const TOLD_WITHIN: Duration = Duration::from_hours(30 * 24);
/// How long a recovery that is ready can be completed.
const USABLE: Duration = Duration::from_hours(7 * 24);
