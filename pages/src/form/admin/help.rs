//! What an administrator does for somebody, or against them.

use crate::fields::Fields;
use crate::form::outcome::Outcome;
use app::{notice::Notice, request::RequestContext};
use mfa::{ActionOutcome, AdminAction, Error};

pub(super) async fn help(id: &str, act: AdminAction, fields: &Fields) -> Result<Outcome, Error> {
    let cx = RequestContext::current()?;
    let reason = fields.get("reason").unwrap_or_default();
    let outcome = cx.latchkey.apply(&cx.caller, cx.administrator()?, id, act, reason).await?;
    cx.leave_notice(match (outcome, act) {
        (ActionOutcome::Requested, _) => Notice::ApprovalRequested,
        (ActionOutcome::Done, AdminAction::Reset) => Notice::PersonReset,
        (ActionOutcome::Done, AdminAction::EndSessions) => Notice::PersonSessionsEnded,
        (ActionOutcome::Done, AdminAction::Disable) => Notice::PersonDisabled,
        (ActionOutcome::Done, AdminAction::Enable) => Notice::PersonEnabled,
    });
    Ok(Outcome::Go(format!("/admin/people/{id}")))
}
