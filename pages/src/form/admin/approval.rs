//! What a second administrator decides.

use crate::fields::Fields;
use crate::form::outcome::Outcome;
use app::{notice::Notice, request::RequestContext};
use mfa::Error;

pub(super) async fn decide(fields: &Fields) -> Result<Outcome, Error> {
    let cx = RequestContext::current()?;
    let session = cx.administrator()?;
    let id = fields.require("id")?;
    let notice = match fields.require("action")?.as_str() {
        "approve" => {
            cx.latchkey.decide_approval(&cx.caller, session, &id, true).await?;
            Notice::ApprovalGranted
        }
        "refuse" => {
            cx.latchkey.decide_approval(&cx.caller, session, &id, false).await?;
            Notice::ApprovalRefused
        }
        "withdraw" => {
            cx.latchkey.withdraw_approval(&cx.caller, session, &id).await?;
            Notice::ApprovalWithdrawn
        }
        _ => return Err(Error::MalformedRequest),
    };
    cx.leave_notice(notice);
    Ok(Outcome::go("/admin/approvals"))
}
