//! The pages. Each is one function that the router calls, and reads what it shows on the server.

pub(crate) mod choose;
pub(crate) mod delete;
pub(crate) mod landing;
pub(crate) mod lost_access;
pub(crate) mod next;
pub(crate) mod password;
pub(crate) mod problem;
pub(crate) mod recovery;
pub(crate) mod recovery_codes;
pub(crate) mod remove;
pub(crate) mod rename;
pub(crate) mod security;
pub(crate) mod sign_in;
pub(crate) mod sign_out;
pub(crate) mod sign_up;
pub(crate) mod totp;
pub(crate) mod verify;
mod visit;

pub use problem::error_page;
use visit::{Visit, visit};
