//! What a form carries of the session for which its page was drawn.
//!
//! A page may lie in a tab while somebody else signs in, in another one. Its forms would act on an account that nobody sees there. So every
//! form that needs a session carries that session's [form token](mfa::Latchkey::form_token), and one with another session's does nothing.
//! Scripts send it along with every call, in a header.

use super::Fields;
use crate::request::RequestContext;

/// The name of the hidden field.
pub const FIELD: &str = "form_token";

/// The header in which scripts send it. The middleware of the server compares it, for every function alike.
pub const HEADER: &str = "latchkey-form-token";

/// Forms that say for themselves whose account they are about, or are about none.
pub const WITHOUT: [&str; 3] = ["/sign-up", "/sign-in", "/language"];

/// Whether the form at `path` may act for the session that is there now.
pub(super) fn fits(cx: &RequestContext, path: &str, fields: &Fields) -> bool {
    match &cx.session {
        Some(session) if !WITHOUT.contains(&path) => fields.get(FIELD).is_some_and(|token| cx.latchkey.is_form_token_of(session, token)),
        _ => true,
    }
}

/// Puts the session's token into every form of a page that is sent by `POST`, so that no page can forget it.
pub(crate) fn put_into_forms(cx: &RequestContext, html: &str) -> String {
    let Some(session) = &cx.session else { return html.to_owned() };
    // In base64url there is nothing to escape.
    let field = format!("<input type=\"hidden\" name=\"{FIELD}\" value=\"{}\">", cx.latchkey.form_token(session));
    put(html, &field)
}

fn put(html: &str, field: &str) -> String {
    let mut parts = html.split("<form ");
    let mut bound = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        bound.push_str("<form ");
        match part.split_once('>') {
            Some((attributes, rest)) if attributes.contains("method=\"post\"") => {
                bound.extend([attributes, ">", field, rest]);
            }
            _ => bound.push_str(part),
        }
    }
    bound
}

#[cfg(test)]
mod tests {
    use super::put;

    #[test]
    fn forms_that_are_sent_by_post_carry_it() {
        let html = r#"<form class="a" method="post" action="/b"><button></button></form><form method="get" action="/c"></form><p>"#;
        assert_eq!(
            put(html, "<i>"),
            r#"<form class="a" method="post" action="/b"><i><button></button></form><form method="get" action="/c"></form><p>"#
        );
        assert_eq!(put("<p>nothing</p>", "<i>"), "<p>nothing</p>");
    }
}
