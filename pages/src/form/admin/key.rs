//! The keys of applications.

use crate::{
    fields::Fields,
    form::outcome::Outcome,
    form_state::Made,
    key_choice::{REPLACES, granted, valid_for},
};
use mfa::{Error, KeyGrant};
use ui::{flash::Flash, paths, request::RequestContext};

/// Creates a key, alone or as the replacement of another one, and shows it once.
pub(in crate::form) async fn create(cx: &mut RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    let scopes = granted(fields);
    let grant = KeyGrant { scopes: &scopes, valid_for: valid_for(fields)? };
    let (admin, administrator) = (cx.latchkey.admin(), cx.administrator()?);
    let key = match fields.get(REPLACES) {
        Some(id) => admin.replace_application_key(&cx.caller, administrator, id, grant).await?,
        None => admin.create_application_key(&cx.caller, administrator, &fields.require("name")?, grant).await?,
    };
    Ok(Outcome::Secret(paths::KEYS, Made(key.expose().to_owned())))
}

pub(in crate::form) async fn revoke(cx: &mut RequestContext, id: &str) -> Result<Outcome, Error> {
    cx.latchkey.admin().revoke_application_key(&cx.caller, cx.administrator()?, id).await?;
    cx.leave_flash(Flash::KeyRevoked);
    Ok(Outcome::page(paths::KEYS))
}
