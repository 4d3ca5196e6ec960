//! The queue of mails.

use crate::{fields::Fields, form::outcome::Outcome};
use mfa::Error;
use ui::{flash::Flash, paths, request::RequestContext};

/// Has a mail tried again.
pub(in crate::form) async fn retry(cx: &mut RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    cx.latchkey.admin().retry_delivery(&cx.caller, cx.administrator()?, &fields.require("id")?).await?;
    cx.leave_flash(Flash::MailRetried);
    Ok(Outcome::page(paths::OUTBOX))
}
