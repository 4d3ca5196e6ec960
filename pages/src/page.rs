//! The pages. Each is one function that the router calls, and reads what it shows on the server.

pub(crate) mod activity;
pub(crate) mod admin;
pub(crate) mod choose;
pub(crate) mod delete;
pub(crate) mod detour;
pub(crate) mod email;
pub(crate) mod landing;
pub(crate) mod lost_access;
pub(crate) mod next;
pub(crate) mod passkey;
pub(crate) mod password;
pub(crate) mod playground;
pub(crate) mod problem;
mod proof_first;
pub(crate) mod recovery;
pub(crate) mod recovery_codes;
pub(crate) mod remove;
pub(crate) mod rename;
mod section;
pub(crate) mod security;
pub(crate) mod sign_in;
pub(crate) mod sign_out;
pub(crate) mod sign_up;
pub(crate) mod time_zone;
mod told;
pub(crate) mod totp;
pub(crate) mod verify;
mod visit;

use crate::{fields::query_value, guard};
use app::{request::RequestContext, site::with_next};
pub(crate) use problem::session_changed;
pub use problem::{error_page, wrong_address};
use visit::{Visit, visit};

/// The full address that one wants to get to through this entrance, if it is one of this site.
fn wanted(visit: &Visit) -> Option<String> {
    let next = visit.state.value("next").or_else(|| query_value(visit.cx.query.as_deref(), "next"))?;
    guard::lasting(&visit.cx.site, &next)
}

/// The full address of one of the two entrances, from which one wants to get to the full address `next`.
fn entrance(cx: &RequestContext, path: &str, next: Option<&str>) -> String {
    let address = cx.link(path);
    next.map_or_else(|| address.clone(), |next| with_next(&address, next))
}
