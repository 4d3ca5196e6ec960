//! The pages, one file each.

pub(crate) mod home;
pub(crate) mod login;
pub(crate) mod missing;
pub(crate) mod vault;
