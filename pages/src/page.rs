//! The pages. Each is one function, which is given the visitor and gives what it shows.

pub(crate) mod activity;
pub(crate) mod admin;
mod admin_notices;
pub(crate) mod choose;
pub(crate) mod delete;
pub(crate) mod email;
pub(crate) mod landing;
pub(crate) mod lost_access;
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
pub(crate) mod verify;

use crate::{
    fields::query_value,
    guard,
    page_context::{Content, PageContext},
    site_map::Page,
};
use mfa::Error;
use std::future::ready;
use ui::{request::RequestContext, site::with_next};

/// The content of `page`. An error for one whose content is elsewhere, or that has none.
pub(crate) fn show(page: Page, context: PageContext) -> Content {
    match page {
        Page::Landing => Box::pin(landing::show(context)),
        Page::SignUp => Box::pin(sign_up::show(context)),
        Page::SignIn => Box::pin(sign_in::show(context)),
        Page::SignOut => Box::pin(sign_out::show(context)),
        Page::LostAccess => Box::pin(lost_access::show(context)),
        Page::TimeZone => Box::pin(time_zone::show(context)),
        Page::Choose => Box::pin(choose::show(context)),
        Page::Totp => Box::pin(totp::show(context)),
        Page::Verify => Box::pin(verify::show(context)),
        Page::Passkey => Box::pin(passkey::show(context)),
        Page::Recovery => Box::pin(recovery::show(context)),
        Page::RecoveryCodes => Box::pin(recovery_codes::show(context)),
        Page::Security => Box::pin(security::show(context)),
        Page::Activity => Box::pin(activity::show(context)),
        Page::RenameDevice => Box::pin(rename::device(context)),
        Page::RemoveDevice => Box::pin(remove::device(context)),
        Page::RenamePasskey => Box::pin(rename::passkey(context)),
        Page::RemovePasskey => Box::pin(remove::passkey(context)),
        Page::Email => Box::pin(email::show(context)),
        Page::Password => Box::pin(password::show(context)),
        Page::DeleteAccount => Box::pin(delete::show(context)),
        Page::Adoption => Box::pin(admin::adoption::show(context)),
        Page::Policy => Box::pin(admin::policy::show(context)),
        Page::PolicyPreview => Box::pin(admin::policy::preview::show(context)),
        Page::AffectedPeople => Box::pin(admin::policy::touched::show(context)),
        Page::PolicyVersions => Box::pin(admin::policy::versions::show(context)),
        Page::PolicyVersion => Box::pin(admin::policy::version::show(context)),
        Page::People => Box::pin(admin::people::show(context)),
        Page::Person => Box::pin(admin::person::show(context)),
        Page::Reset => Box::pin(admin::help::reset(context)),
        Page::EndSessions => Box::pin(admin::help::end_sessions(context)),
        Page::Disable => Box::pin(admin::help::disable(context)),
        Page::Enable => Box::pin(admin::help::enable(context)),
        Page::Approvals => Box::pin(admin::approvals::show(context)),
        Page::Audit => Box::pin(admin::audit::show(context)),
        Page::Keys => Box::pin(admin::keys::show(context)),
        Page::RevokeKey => Box::pin(admin::keys::revoke(context)),
        Page::Playground
        | Page::Language
        | Page::NextStep
        | Page::Account
        | Page::Devices
        | Page::Passkeys
        | Page::SecondMethod
        | Page::Notices
        | Page::NewRecoveryCodes
        | Page::Sessions => Box::pin(ready(Err(Error::NotFound.into()))),
    }
}

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
