//! Authenticator apps on the security page: added, replaced, renamed, removed.

use super::outcome::Outcome;
use crate::fields::Fields;
use app::{
    function::{device, totp},
    notice::Notice,
    request::RequestContext,
};
use mfa::Error;

const BACK: &str = "/account/security";

/// Begins the enrollment of a device that is added, or that takes over from another one.
pub(super) async fn begin(fields: &Fields) -> Result<Outcome, Error> {
    // Half sessions enroll on the pages of the flow.
    RequestContext::current()?.signed_in()?;
    let replaces = match fields.require("action")?.as_str() {
        "add" => None,
        "replace" => Some(fields.require("id")?),
        _ => return Err(Error::MalformedRequest),
    };
    totp::begin(replaces).await?;
    Ok(Outcome::go("/mfa/totp"))
}

pub(super) async fn rename(id: &str, fields: &Fields) -> Result<Outcome, Error> {
    device::rename(id.to_owned(), fields.require("name")?).await?;
    RequestContext::current()?.leave_notice(Notice::Renamed);
    Ok(Outcome::go(BACK))
}

pub(super) async fn remove(id: &str) -> Result<Outcome, Error> {
    device::remove(id.to_owned()).await?;
    RequestContext::current()?.leave_notice(Notice::Removed);
    Ok(Outcome::go(BACK))
}
