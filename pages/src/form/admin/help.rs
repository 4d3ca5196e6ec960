//! What an administrator does for somebody, or against them.

use crate::{fields::Fields, form::outcome::Outcome};
use app::{flash::Flash, request::RequestContext};
use mfa::{Act, Error, Helped};

pub(in crate::form) async fn help(cx: &mut RequestContext, id: &str, act: Act, fields: &Fields) -> Result<Outcome, Error> {
    let reason = fields.get("reason").unwrap_or_default();
    let helped = cx.latchkey.help(&cx.caller, cx.administrator()?, id, act, reason).await?;
    cx.leave_flash(match (helped, act) {
        (Helped::Requested, _) => Flash::ApprovalRequested,
        (Helped::Done, Act::Reset) => Flash::PersonReset,
        (Helped::Done, Act::EndSessions) => Flash::PersonSessionsEnded,
        (Helped::Done, Act::Disable) => Flash::PersonDisabled,
        (Helped::Done, Act::Enable) => Flash::PersonEnabled,
    });
    Ok(Outcome::Go(format!("/admin/people/{id}")))
}
