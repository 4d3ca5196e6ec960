//! The actions of an administrator on another account.

use crate::{fields::Fields, form::outcome::Outcome};
use mfa::{ActionOutcome, AdminAction, Error};
use ui::{flash::Flash, paths, request::RequestContext};

pub(in crate::form) async fn apply(cx: &mut RequestContext, id: &str, action: AdminAction, fields: &Fields) -> Result<Outcome, Error> {
    let reason = fields.get("reason").unwrap_or_default();
    let outcome = cx.latchkey.admin().apply(&cx.caller, cx.administrator()?, id, action, reason).await?;
    cx.leave_flash(match (outcome, action) {
        (ActionOutcome::Requested, _) => Flash::ApprovalRequested,
        (ActionOutcome::Done, AdminAction::Reset) => Flash::PersonReset,
        (ActionOutcome::Done, AdminAction::EndSessions) => Flash::PersonSessionsEnded,
        (ActionOutcome::Done, AdminAction::Disable) => Flash::PersonDisabled,
        (ActionOutcome::Done, AdminAction::Enable) => Flash::PersonEnabled,
    });
    Ok(Outcome::Page(paths::with_id(paths::PERSON, id)))
}
