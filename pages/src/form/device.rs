//! Authenticator apps on the security page: adding, replacing, renaming and removing them.

use super::outcome::Outcome;
use crate::fields::Fields;
use mfa::Error;
use ui::{flash::Flash, paths, request::RequestContext};

/// Begins the enrollment of a device that is added, or that replaces another one.
pub(super) async fn begin(cx: &mut RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    // Half sessions enroll on the pages of the flow.
    let session = cx.signed_in()?;
    let replaces = match fields.require("action")?.as_str() {
        "add" => None,
        "replace" => Some(fields.require("id")?),
        _ => return Err(Error::MalformedRequest),
    };
    cx.latchkey.totp().begin(session, replaces.as_deref(), &cx.catalog.text("totp-default-name")).await?;
    Ok(Outcome::page(paths::TOTP))
}

pub(super) async fn rename(cx: &mut RequestContext, id: &str, fields: &Fields) -> Result<Outcome, Error> {
    cx.latchkey.totp().rename(&cx.caller, cx.signed_in()?, id, &fields.require("name")?).await?;
    cx.leave_flash(Flash::Renamed);
    Ok(Outcome::page(paths::SECURITY))
}

pub(super) async fn remove(cx: &mut RequestContext, id: &str) -> Result<Outcome, Error> {
    cx.latchkey.totp().remove(&cx.caller, cx.signed_in()?, id).await?;
    cx.leave_flash(Flash::Removed);
    Ok(Outcome::page(paths::SECURITY))
}
