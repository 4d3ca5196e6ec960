//! The keys of applications.

use crate::{fields::Fields, form::outcome::Outcome, form_state::Made};
use mfa::Error;
use ui::{flash::Flash, paths, request::RequestContext};

/// Creates a key, and shows it once.
pub(in crate::form) async fn create(cx: &mut RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    let key = cx.latchkey.admin().create_application_key(&cx.caller, cx.administrator()?, &fields.require("name")?).await?;
    Ok(Outcome::Show(paths::KEYS, Made(key.expose().to_owned())))
}

pub(in crate::form) async fn revoke(cx: &mut RequestContext, id: &str) -> Result<Outcome, Error> {
    cx.latchkey.admin().revoke_application_key(&cx.caller, cx.administrator()?, id).await?;
    cx.leave_flash(Flash::KeyRevoked);
    Ok(Outcome::go(paths::KEYS))
}
