//! Sessions, ended from the security page.

use super::outcome::Outcome;
use crate::fields::Fields;
use app::{function::session, notice::Notice, request::RequestContext};
use mfa::Error;

pub(super) async fn end(fields: &Fields) -> Result<Outcome, Error> {
    let notice = match fields.require("action")?.as_str() {
        "end" => {
            session::end(fields.require("id")?).await?;
            Notice::SessionEnded
        }
        "end-others" => {
            session::end_others().await?;
            Notice::SessionsEnded
        }
        _ => return Err(Error::MalformedRequest),
    };
    RequestContext::current()?.leave_notice(notice);
    Ok(Outcome::go("/account/security"))
}
