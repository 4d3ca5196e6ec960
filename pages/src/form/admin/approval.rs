//! The decisions of a second administrator.

use crate::{fields::Fields, form::outcome::Outcome};
use mfa::Error;
use ui::{flash::Flash, paths, request::RequestContext};

pub(in crate::form) async fn decide(cx: &mut RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    let session = cx.administrator()?;
    let id = fields.require("id")?;
    let notice = match fields.require("action")?.as_str() {
        "approve" => {
            cx.latchkey.admin().decide_approval(&cx.caller, session, &id, true).await?;
            Flash::ApprovalGranted
        }
        "refuse" => {
            cx.latchkey.admin().decide_approval(&cx.caller, session, &id, false).await?;
            Flash::ApprovalRefused
        }
        "withdraw" => {
            cx.latchkey.admin().withdraw_approval(&cx.caller, session, &id).await?;
            Flash::ApprovalWithdrawn
        }
        _ => return Err(Error::MalformedRequest),
    };
    cx.leave_flash(notice);
    Ok(Outcome::page(paths::APPROVALS))
}
