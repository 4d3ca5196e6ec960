//! The hidden fields that every form sent by `POST` gets, so that no page can forget them.
//!
//! Beside the [form token](super::token), which says for whom the page was drawn, each form carries a mark of its own. A browser that sends a form
//! twice, after a double click, sends the same mark twice. By it the server knows the second request, and answers it like the first.

use super::token;
use crate::request::RequestContext;

/// The name of the field with the mark.
pub const FIELD: &str = "form_mark";

/// Puts the hidden fields into the forms of a page.
pub(crate) fn put_into_forms(cx: &RequestContext, html: &str) -> String {
    // In base64url there is nothing to escape.
    let field = |name, value| format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">");
    let token = cx.session.as_ref().map(|session| field(token::FIELD, cx.latchkey.form_token(session))).unwrap_or_default();
    // Without randomness a form does without, and is acted on as often as it is sent.
    put(html, || token.clone() + &cx.latchkey.form_mark().map(|mark| field(FIELD, mark)).unwrap_or_default())
}

fn put(html: &str, fields: impl Fn() -> String) -> String {
    let mut parts = html.split("<form ");
    let mut marked = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        marked.push_str("<form ");
        match part.split_once('>') {
            Some((attributes, rest)) if attributes.contains("method=\"post\"") => {
                marked.extend([attributes, ">", &fields(), rest]);
            }
            _ => marked.push_str(part),
        }
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::put;
    use std::cell::Cell;

    #[test]
    fn each_form_that_is_sent_by_post_gets_fields_of_its_own() {
        let made = Cell::new(0);
        let fields = || {
            made.set(made.get() + 1);
            format!("<i{}>", made.get())
        };
        let html = r#"<form class="a" method="post" action="/b"><button></button></form><form method="get" action="/c"></form><form method="post">"#;
        assert_eq!(
            put(html, fields),
            r#"<form class="a" method="post" action="/b"><i1><button></button></form><form method="get" action="/c"></form><form method="post"><i2>"#
        );
        assert_eq!(put("<p>nothing</p>", fields), "<p>nothing</p>");
    }
}
