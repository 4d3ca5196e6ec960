//! Saves a policy after its preview.

use crate::{fields::Fields, form::outcome::Outcome, page::admin::policy::draft::Draft};
use mfa::Error;
use ui::{flash::Flash, paths, request::RequestContext};

pub(in crate::form) async fn save(cx: &mut RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    let session = cx.administrator()?;
    let draft = Draft::of_fields(fields.clone()).ok_or(Error::MalformedRequest)?;
    let (based_on, policy) = (draft.based_on().ok_or(Error::MalformedRequest)?, draft.policy().map_err(|_| Error::MalformedRequest)?);
    let reason = fields.get("reason").unwrap_or_default();
    let confirmed = fields.get("confirm").and_then(|typed| typed.trim().parse().ok());
    cx.latchkey.admin().change_policy(&cx.caller, session, (based_on, &policy), reason, confirmed).await?;
    cx.leave_flash(Flash::PolicySaved);
    Ok(Outcome::page(paths::POLICY))
}
