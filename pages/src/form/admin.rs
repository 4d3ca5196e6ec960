//! The forms of the dashboard. The domain checks that the session is an administrator's.

pub(super) mod account_action;
pub(super) mod approval;
pub(super) mod key;
pub(super) mod outbox;
pub(super) mod policy;
pub(super) mod recovery;
