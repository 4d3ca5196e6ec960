//! The forms of the dashboard.

mod approval;
mod help;
mod key;
mod policy;

use super::{Fields, outcome::Outcome};
use mfa::Error;

/// Does what a form of the dashboard asks for. That an administrator asks is checked by what does it.
pub(super) async fn act(area: &[&str], fields: &Fields) -> Result<Outcome, Error> {
    match area {
        ["policy", "preview"] => policy::save(fields).await,
        ["people", id, "reset"] => help::reset(id, fields).await,
        ["people", id, "end-sessions"] => help::end_sessions(id, fields).await,
        ["people", id, "disable"] => help::disable(id, fields).await,
        ["people", id, "enable"] => help::enable(id, fields).await,
        ["approvals"] => approval::decide(fields).await,
        ["keys"] => key::create(fields).await,
        ["keys", id, "revoke"] => key::revoke(id).await,
        _ => Err(Error::NotFound),
    }
}
