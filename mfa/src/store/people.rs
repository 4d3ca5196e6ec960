//! People, as administrators see them: found, looked at, acted on.
//!
//! ```text
//!  apply ─┬─ to a user ──────────► done, told to them at their next sign-in
//!         └─ to an administrator ► approval, open for a day ─┬─ a third administrator says yes ──► done, and told
//!                                                            └─ no, withdrawn, too late ─────────► nothing
//! ```

mod admin_action;
mod approval;
mod list;
mod notice;
mod person;
mod search;
mod statement;

pub(crate) use admin_action::reset_factors;
pub use admin_action::{ActionOutcome, AdminAction, LastAdministrator};
pub use approval::Approval;
pub(crate) use approval::end_approvals_of_the_future;
pub(crate) use list::in_groups;
pub use list::{PageCursor, People, PeopleFilter, PeopleQuery, PersonLine};
pub(crate) use notice::leave as leave_notice;
pub use notice::{AccountNotice, ActOnAccount};
pub use person::Person;
