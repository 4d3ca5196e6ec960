//! The pages. Each is one function that the router calls, and reads what it shows on the server.

pub(crate) mod choose;
pub(crate) mod delete;
pub(crate) mod detour;
pub(crate) mod landing;
pub(crate) mod lost_access;
pub(crate) mod next;
pub(crate) mod password;
pub(crate) mod playground;
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

use crate::{form::query_value, guard};
pub use problem::error_page;
use url::form_urlencoded;
use visit::{Visit, visit};

/// Where one wants to get to through this entrance, if it is a page of ours.
fn wanted(visit: &Visit) -> Option<String> {
    let next = visit.state.value("next").or_else(|| query_value(visit.cx.query.as_deref(), "next"))?;
    guard::lasting(&next)
}

/// The address of one of the two entrances, from which one wants to get to `next`.
pub(crate) fn entrance(path: &str, next: Option<&str>) -> String {
    let query = |next: &str| form_urlencoded::byte_serialize(next.as_bytes()).collect::<String>();
    next.map_or_else(|| path.to_owned(), |next| format!("{path}?next={}", query(next)))
}
