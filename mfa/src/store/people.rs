//! The accounts as administrators see them: lists, searches, details and actions.
//!
//! ```text
//!  apply ─┬─ to a user ──────────► done, shown to the user at the next sign-in
//!         └─ to an administrator ► approval, open for a day ─┬─ a third administrator approves ─────► done, and shown
//!                                                            └─ refused, withdrawn, expired ────────► nothing
//! ```

mod admin_action;
mod approval;
mod keyset;
mod list;
mod notice;
mod person;
mod search;
mod statement;

pub use admin_action::{ActionOutcome, AdminAction, LastAdministrator};
pub use approval::Approval;
pub(crate) use approval::end_approvals_of_the_future;
pub use keyset::{People, PersonLine};
pub(crate) use list::in_groups;
pub use list::{PageCursor, PeopleFilter, PeopleQuery};
pub(crate) use notice::leave as leave_notice;
pub use notice::{AccountNotice, ActOnAccount};
pub use person::Person;
