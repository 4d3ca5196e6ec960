//! What an administrator does for somebody, or against them.

use crate::{fields::Fields, form::outcome::Outcome};
use app::{notice::Notice, request::RequestContext};
use mfa::{Act, Error, Helped};

pub(in crate::form) async fn help(cx: &mut RequestContext, id: &str, act: Act, fields: &Fields) -> Result<Outcome, Error> {
    let reason = fields.get("reason").unwrap_or_default();
    let helped = cx.latchkey.help(&cx.caller, cx.administrator()?, id, act, reason).await?;
    cx.leave_notice(match (helped, act) {
        (Helped::Requested, _) => Notice::ApprovalRequested,
        (Helped::Done, Act::Reset) => Notice::PersonReset,
        (Helped::Done, Act::EndSessions) => Notice::PersonSessionsEnded,
        (Helped::Done, Act::Disable) => Notice::PersonDisabled,
        (Helped::Done, Act::Enable) => Notice::PersonEnabled,
    });
    Ok(Outcome::Go(format!("/admin/people/{id}")))
}
