//! Adds the hidden fields to every form that is sent by `POST`, so that no page can forget them.
//!
//! Besides the [form token](super::form_token), which names the session that the page was rendered for, each form carries the mark of its page: its
//! nonce, which is unique and can't be guessed. A browser that sends a form twice, after a double click, sends the same mark twice. The server
//! recognises the second request by its mark, and gives it the response to the first.

use crate::form_token;
use ui::request::RequestContext;

/// The name of the field with the mark.
pub const FIELD: &str = "form_mark";

/// Adds the hidden fields to the forms of a page.
pub(crate) fn put_into_forms(cx: &RequestContext, html: &str) -> String {
    // Base64url has no characters that need escaping.
    let field = |name, value: &str| format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">");
    let token = cx.session.as_ref().map(|session| field(form_token::FIELD, &cx.latchkey.forms().token(session)));
    put(html, &(token.unwrap_or_default() + &field(FIELD, &cx.nonce)))
}

fn put(html: &str, fields: &str) -> String {
    let mut parts = html.split("<form ");
    let mut marked = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        marked.push_str("<form ");
        match part.split_once('>') {
            Some((attributes, rest)) if attributes.contains("method=\"post\"") => {
                marked.extend([attributes, ">", fields, rest]);
            }
            _ => marked.push_str(part),
        }
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::put;

    #[test]
    fn forms_that_are_sent_by_post_get_the_fields() {
        let html = r#"<form class="a" method="post" action="/b"><button></button></form><form method="get" action="/c"></form><p>"#;
        assert_eq!(
            put(html, "<i>"),
            r#"<form class="a" method="post" action="/b"><i><button></button></form><form method="get" action="/c"></form><p>"#
        );
        assert_eq!(put("<p>nothing</p>", "<i>"), "<p>nothing</p>");
    }
}
