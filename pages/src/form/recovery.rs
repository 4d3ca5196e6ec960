//! Backup codes: acknowledging or discarding them, and creating new ones.

use super::outcome::Outcome;
use crate::fields::Fields;
use mfa::Error;
use ui::{flash::Flash, paths, request::RequestContext};

/// Acknowledges the codes, or discards them if the button for that was pressed.
pub(super) async fn acknowledge(cx: &mut RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    if fields.get("discard") == Some("on") {
        cx.latchkey.recovery_codes().discard(&cx.caller, cx.signed_in()?, &fields.require("shown")?).await?;
        cx.leave_flash(Flash::CodesDiscarded);
        return Ok(Outcome::page(paths::SECURITY));
    }
    if fields.get("acknowledged") != Some("on") {
        return Err(Error::ConfirmationMissing);
    }
    let first_set = !cx.latchkey.recovery_codes().status(cx.signed_in()?).await?.acknowledged;
    let next = match cx.latchkey.recovery_codes().acknowledge(&cx.caller, cx.signed_in()?, Some(&fields.require("shown")?)).await {
        Ok(next) => {
            cx.leave_flash(Flash::CodesSaved);
            next
        }
        // The button was pressed twice, and the first press acknowledged the codes.
        Err(Error::RecoveryCodesAcknowledged) => cx.latchkey.next_step(cx.session.as_ref()).await?,
        Err(error) => return Err(error),
    };
    // The first set ends a sign-up, which may have begun on the way to another page.
    Ok(if first_set { Outcome::NextStep(next) } else { Outcome::page(paths::SECURITY) })
}

pub(super) async fn generate(cx: &mut RequestContext) -> Result<Outcome, Error> {
    cx.latchkey.recovery_codes().new_codes(&cx.caller, cx.signed_in()?).await?;
    Ok(Outcome::page(paths::RECOVERY_CODES))
}
