//! Ending sessions, and the trust in browsers, on the security page.

use super::outcome::Outcome;
use crate::fields::Fields;
use mfa::Error;
use ui::{flash::Flash, paths, request::RequestContext};

pub(super) async fn end(cx: &mut RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    let notice = match fields.require("action")?.as_str() {
        "end" => {
            cx.latchkey.sessions().end(&cx.caller, cx.signed_in()?, &fields.require("id")?).await?;
            Flash::SessionEnded
        }
        "end-others" => {
            cx.latchkey.sessions().end_others(&cx.caller, cx.signed_in()?).await?;
            Flash::SessionsEnded
        }
        _ => return Err(Error::MalformedRequest),
    };
    cx.leave_flash(notice);
    Ok(Outcome::page(paths::SECURITY))
}

pub(super) async fn end_trust(cx: &mut RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    let notice = match fields.require("action")?.as_str() {
        "end" => {
            cx.latchkey.sessions().end_trust(&cx.caller, cx.signed_in()?, &fields.require("id")?).await?;
            Flash::TrustEnded
        }
        "end-all" => {
            cx.latchkey.sessions().end_all_trust(&cx.caller, cx.signed_in()?).await?;
            Flash::AllTrustEnded
        }
        _ => return Err(Error::MalformedRequest),
    };
    cx.leave_flash(notice);
    Ok(Outcome::page(paths::SECURITY))
}
