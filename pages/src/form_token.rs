//! What a form carries of the session for which its page was drawn.
//!
//! A page may lie in a tab while somebody else signs in, in another one. Its forms would act on an account that nobody sees there. So every
//! form that needs a session carries that session's [form token](mfa::Forms::token), and one with another session's does nothing.
//! Scripts send it along with every call, in a header.

use crate::{fields::Fields, site_map};
use ui::request::RequestContext;

/// The name of the hidden field.
pub const FIELD: &str = "form_token";

/// The header in which scripts send it. The middleware of the server compares it, for every function alike.
pub const HEADER: &str = "latchkey-form-token";

/// Whether the form at `path` may act for the session that is there now.
pub(crate) fn fits(cx: &RequestContext, path: &str, fields: &Fields) -> bool {
    match &cx.session {
        Some(session) if site_map::find(path).is_none_or(|found| found.entry.form_needs_token()) => {
            fields.get(FIELD).is_some_and(|token| cx.latchkey.forms().is_token_of(session, token))
        }
        _ => true,
    }
}
