//! Extracts values from a page, as far as the tour of the pages needs them.

use anyhow::{Context, Result};
use std::collections::BTreeSet;

/// The site's files that `html` loads, each once.
pub(super) fn assets(html: &str) -> BTreeSet<&str> {
    let named = html.match_indices("/pkg/").filter_map(|(start, _)| html.get(start..));
    let paths = named.filter_map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && !"/-_.".contains(c)).next());
    paths.filter(|path| [".css", ".js", ".wasm"].iter().any(|extension| path.ends_with(extension))).collect()
}

/// The secret in the page's `otpauth:` link.
pub(super) fn secret(html: &str) -> Result<&str> {
    let (_, rest) = html.split_once("secret=").context("the page shows no secret")?;
    rest.split(|c: char| !c.is_ascii_alphanumeric()).next().context("the secret is empty")
}

/// The text of the first element whose `data-testid` is `id`.
pub(super) fn text<'a>(html: &'a str, id: &str) -> Result<&'a str> {
    let found = || {
        let (_, rest) = html.split_once(&format!("data-testid=\"{id}\""))?;
        let (_, rest) = rest.split_once('>')?;
        rest.split_once('<').map(|(text, _)| text.trim())
    };
    found().with_context(|| format!("the page has no {id}"))
}

/// The hidden fields, by name and value, of the form in `html` that is sent to `action`; `None` if there is no such form.
pub(super) fn hidden<'a>(html: &'a str, action: &str) -> Option<Vec<(&'a str, &'a str)>> {
    let action = format!("action=\"{action}\"");
    let is_it = |form: &&str| form.split_once('>').is_some_and(|(attributes, _)| attributes.contains(&action));
    let form = html.split("<form ").skip(1).find(is_it)?.split("</form>").next()?;
    let inputs = form.split("<input ").skip(1).filter_map(|rest| Some(rest.split_once('>')?.0));
    let hidden = inputs.filter(|attributes| attribute(attributes, "type") == Some("hidden"));
    Some(hidden.filter_map(|attributes| Some((attribute(attributes, "name")?, attribute(attributes, "value")?))).collect())
}

fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    attributes.split_once(&format!("{name}=\""))?.1.split('"').next()
}

/// The first address in `html` that begins with `before` and ends with `after`, with one segment between them.
pub(super) fn address<'a>(html: &'a str, before: &str, after: &str) -> Result<&'a str> {
    let starts = html.match_indices(before).filter_map(|(start, _)| html.get(start..));
    let mut addresses = starts.filter_map(|rest| {
        let segment = rest.get(before.len()..)?.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next()?;
        let length = before.len() + segment.len() + after.len();
        rest.get(..length).filter(|address| !segment.is_empty() && address.ends_with(after))
    });
    addresses.next().with_context(|| format!("the page has no link to {before}…{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_is_found_once() {
        let html =
            r#"<link href="/pkg/a-1.css"><link rel="preload" href="/pkg/b.wasm"><script>import('/pkg/b.js').then("/pkg/b.wasm")</script>"#;
        assert_eq!(assets(html).into_iter().collect::<Vec<_>>(), ["/pkg/a-1.css", "/pkg/b.js", "/pkg/b.wasm"]);
    }

    #[test]
    fn what_is_no_file_is_left_out() {
        assert!(assets(r#"<script>(root, "/pkg/", "latchkey")</script>"#).is_empty());
    }

    #[test]
    fn secrets_and_codes_are_found() {
        let html = r#"<a href="otpauth://totp/L:a?issuer=L&amp;secret=ABC234&amp;digits=6"></a><code data-testid="recovery-code" class="c"> ab-cd </code>"#;
        assert_eq!(secret(html).unwrap(), "ABC234");
        assert_eq!(text(html, "recovery-code").unwrap(), "ab-cd");
        assert!(text(html, "totp-secret").is_err());
    }

    #[test]
    fn hidden_fields_are_those_of_the_form() {
        let html = r#"<form action="/a" method="post"><input type="hidden" name="x" value="1"></form>
<form method="post" action="/b"><input name="y" type="hidden" value="2"/><input type="text" name="z" value="3"><input type="hidden" name="w" value=""></form>"#;
        assert_eq!(hidden(html, "/b").unwrap(), [("y", "2"), ("w", "")]);
        assert_eq!(hidden(html, "/c"), None);
    }

    #[test]
    fn addresses_with_an_id_are_found() {
        let html = r#"<a href="/account/devices"><a href="/account/devices/0-a/rename"><a href="/account/devices/0-a/remove">"#;
        assert_eq!(address(html, "/account/devices/", "/remove").unwrap(), "/account/devices/0-a/remove");
        assert!(address(html, "/account/devices/", "/replace").is_err());
    }
}
