//! The audit trail: every security event, written in the same transaction as the change that it reports.

mod chain;
mod commitment;
mod encoding;
mod end;
mod entry;
mod erase;
mod event;
mod history;
mod line;
mod notice;
mod record;
mod repeat;
mod seal;
mod sealed;
mod search;
mod trouble;
mod verify;

pub use chain::{AuditHead, NotAHead};
pub(crate) use entry::Entry;
pub(crate) use event::{Event, Kind};
pub use history::{ActivityKind, ActivityPage};
pub(crate) use history::{of_account, refused_since_last_visit};
pub use seal::AuditSeal;
pub(crate) use seal::reseal;
pub(crate) use search::id_at;
pub use search::{AuditLine, AuditPage, AuditQuery};
pub use trouble::AuditTrouble;
pub use verify::Verified;
