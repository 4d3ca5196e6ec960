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

/// Whether the form at `path` may act for the current session.
pub(crate) fn fits(cx: &RequestContext, path: &str, fields: &Fields) -> bool {
    match &cx.session {
        Some(session) if site_map::find(path).is_none_or(|found| found.entry.form_needs_token()) => {
            fields.get(FIELD).is_some_and(|token| cx.latchkey.forms().is_token_of(session, token))
        }
        _ => true,
    }
}
