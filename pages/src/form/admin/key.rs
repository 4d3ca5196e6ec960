//! The keys of applications.

use crate::fields::Fields;
use crate::form::outcome::Outcome;
use crate::form_state::Made;
use app::{notice::Notice, request::RequestContext};
use mfa::Error;

const KEYS: &str = "/admin/keys";

/// Makes one, and shows it this once.
pub(super) async fn create(fields: &Fields) -> Result<Outcome, Error> {
    let cx = RequestContext::current()?;
    let key = cx.latchkey.create_application_key(&cx.caller, cx.administrator()?, &fields.require("name")?).await?;
    Ok(Outcome::Show(KEYS, Made(key.expose().to_owned())))
}

pub(super) async fn revoke(id: &str) -> Result<Outcome, Error> {
    let cx = RequestContext::current()?;
    cx.latchkey.revoke_application_key(&cx.caller, cx.administrator()?, id).await?;
    cx.leave_notice(Notice::KeyRevoked);
    Ok(Outcome::go(KEYS))
}
