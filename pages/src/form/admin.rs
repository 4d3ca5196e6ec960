//! The forms of the dashboard.

mod approval;
mod help;
mod key;
mod policy;

use super::outcome::Outcome;
use crate::fields::Fields;
use mfa::{AdminAction, Error};

/// Does what a form of the dashboard asks for. That an administrator asks is checked by what does it.
pub(super) async fn act(area: &[&str], fields: &Fields) -> Result<Outcome, Error> {
    match area {
        ["policy", "preview"] => policy::save(fields).await,
        ["people", id, "reset"] => help::help(id, AdminAction::Reset, fields).await,
        ["people", id, "end-sessions"] => help::help(id, AdminAction::EndSessions, fields).await,
        ["people", id, "disable"] => help::help(id, AdminAction::Disable, fields).await,
        ["people", id, "enable"] => help::help(id, AdminAction::Enable, fields).await,
        ["approvals"] => approval::decide(fields).await,
        ["keys"] => key::create(fields).await,
        ["keys", id, "revoke"] => key::revoke(id).await,
        _ => Err(Error::NotFound),
    }
}
