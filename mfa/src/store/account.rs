//! The table `account`, and the spellings of addresses in it.

pub(crate) mod collision;
mod new_email;
pub(crate) mod notice_address;
pub(crate) mod row;
mod settle;

pub use collision::AddressCollision;
pub(crate) use new_email::NewEmail;
pub(crate) use settle::settle;
