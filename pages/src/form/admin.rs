//! The forms of the dashboard. The domain checks that the session is an administrator's.

pub(super) mod approval;
pub(super) mod help;
pub(super) mod key;
pub(super) mod outbox;
pub(super) mod policy;
pub(super) mod recovery;
