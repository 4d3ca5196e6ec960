//! People, as administrators see them: found, looked at, helped.
//!
//! ```text
//!  help ─┬─ somebody ───────────► done, told to them at their next sign-in
//!        └─ an administrator ───► approval, open for a day ─┬─ a third administrator says yes ──► done, and told
//!                                                           └─ no, withdrawn, too late ─────────► nothing
//! ```

mod approval;
mod help;
mod list;
mod notice;
mod person;
mod search;
mod statement;

pub use approval::Approval;
pub(crate) use approval::end_approvals_of_the_future;
pub(crate) use help::strip;
pub use help::{Act, Helped, LastAdministrator};
pub(crate) use list::in_groups;
pub use list::{People, PeopleQuery, PersonLine, Show, Turn};
pub(crate) use notice::leave as leave_notice;
pub use notice::{AccountNotice, ActOnAccount};
pub use person::Person;
