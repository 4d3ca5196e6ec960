//! Stopping the recovery of an account.

use crate::{fields::Fields, form::outcome::Outcome};
use mfa::Error;
use ui::{flash::Flash, paths, request::RequestContext};

pub(in crate::form) async fn stop(cx: &mut RequestContext, id: &str, fields: &Fields) -> Result<Outcome, Error> {
    let reason = fields.get("reason").unwrap_or_default();
    cx.latchkey.admin().stop_recovery(&cx.caller, cx.administrator()?, id, reason).await?;
    cx.leave_flash(Flash::PersonRecoveryStopped);
    Ok(Outcome::page(paths::RECOVERIES))
}
