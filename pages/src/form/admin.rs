//! The forms of the dashboard. That an administrator asks is checked by what does it.

pub(super) mod approval;
pub(super) mod help;
pub(super) mod key;
pub(super) mod policy;
