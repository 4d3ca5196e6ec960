//! The pages. Each is one function, which is given the visitor and gives what it shows.

pub(crate) mod account_recovery;
pub(crate) mod activity;
pub(crate) mod admin;
mod admin_notices;
pub(crate) mod check_mail;
pub(crate) mod choose;
pub(crate) mod confirm;
pub(crate) mod data;
pub(crate) mod delete;
pub(crate) mod email;
pub(crate) mod forgotten_password;
pub(crate) mod landing;
pub(crate) mod lost_access;
pub(crate) mod mail_link;
pub(crate) mod not_me;
pub(crate) mod notice_address;
pub(crate) mod passkey;
pub(crate) mod password;
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
pub(crate) mod totp;
mod trust;
pub(crate) mod verify;

use crate::{fields::query_value, guard, page_context::PageContext};
use ui::{request::RequestContext, site::with_next};

/// The full address that one wants to get to through this entrance, if it is one of this site.
fn wanted(page: &PageContext) -> Option<String> {
    let next = page.state.value("next").or_else(|| query_value(page.cx.query.as_deref(), "next"))?;
    guard::safe_return_path(&page.cx.site, &next)
}

/// The full address of one of the two entrances, from which one wants to get to the full address `next`.
fn entrance(cx: &RequestContext, path: &str, next: Option<&str>) -> String {
    let address = cx.link(path);
    next.map_or_else(|| address.clone(), |next| with_next(&address, next))
}
