//! The token in each form that identifies the session for which its page was rendered.
//!
//! A page may be open in a tab while another user signs in, in another tab. Its forms would then act on an account that the page doesn't show. So
//! every form that needs a session carries that session's [form token](mfa::Forms::token), and a form with another session's token does nothing.
//! Scripts send it with every call, in a header.

use crate::{fields::Fields, site_map};
use ui::request::RequestContext;

/// The name of the hidden field.
pub const FIELD: &str = "form_token";

/// The header in which scripts send it. The server's middleware compares it, for every function.
pub const HEADER: &str = "latchkey-form-token";

/// The fields of the form at `path`, if it may act for the current session: without the token, which was only for this check. A form that needs no
/// token keeps it, to see by [`is_of_session`] whose page it was on.
pub(crate) fn check(cx: &RequestContext, path: &str, fields: Fields) -> Option<Fields> {
    if site_map::find(path).is_some_and(|found| !found.entry.form_needs_token()) {
        return Some(fields);
    }
    (cx.session.is_none() || is_of_session(cx, &fields)).then(|| fields.without(FIELD))
}

/// Whether the form's page was rendered for the current session.
pub(crate) fn is_of_session(cx: &RequestContext, fields: &Fields) -> bool {
    let (Some(session), Some(token)) = (&cx.session, fields.get(FIELD)) else { return false };
    cx.latchkey.forms().is_token_of(session, token)
}
