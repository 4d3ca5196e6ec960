//! The form that waits for a proof, and the pages that name it.

use crate::fields::query_value;
use mfa::{Error, Level, PendingForm, Sensitive, Session};
use ui::request::RequestContext;

/// The query parameter with the id of the form that waits for the proof.
pub(crate) const PENDING_FORM_PARAM: &str = "held";

/// The pending form that a page asks a proof for. A page that is shown again names its form in its address, and asks for the proof of that form only. An
/// action of an application is asked for by addresses that name it, and by no others.
pub(crate) async fn pending_form(cx: &RequestContext, session: &Session) -> Result<Option<PendingForm>, Error> {
    if session.level == Level::Half {
        return Ok(None);
    }
    let named = query_value(cx.query.as_deref(), PENDING_FORM_PARAM);
    let is_asked_for = |pending: &PendingForm| match named {
        Some(id) => id == pending.id,
        None => pending.form.act != Sensitive::ConfirmAction,
    };
    Ok(cx.latchkey.forms().pending(session).await?.filter(is_asked_for))
}

/// The action of an application that the address names, and that the enrollment of the account's first method proves, since it has none. An enrollment that
/// was begun elsewhere proves no action.
pub(crate) async fn action_to_enroll_for(cx: &RequestContext, session: &Session) -> Result<Option<PendingForm>, Error> {
    if query_value(cx.query.as_deref(), PENDING_FORM_PARAM).is_none() {
        return Ok(None);
    }
    let pending = pending_form(cx, session).await?.filter(|pending| pending.form.act == Sensitive::ConfirmAction);
    match pending {
        Some(pending) if cx.latchkey.assess(session).await?.facts.enrolled.is_empty() => Ok(Some(pending)),
        _ => Ok(None),
    }
}
