//! The table `account`, and the spellings of addresses in it.

pub(crate) mod collision;
mod conversion;
mod new_email;
pub(crate) mod notice_address;
pub(crate) mod row;

pub use collision::AddressCollision;
pub(crate) use conversion::convert_accounts;
pub(crate) use new_email::NewEmail;
