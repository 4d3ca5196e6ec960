//! The addresses that visitors want to get to.

use crate::fields::query_value;
use ui::{destination, paths, request::RequestContext, site::Site};

/// The value of `next` in the address.
pub(super) fn wanted(cx: &RequestContext) -> Option<String> {
    safe_return_path(&cx.site, &query_value(cx.query.as_deref(), "next")?)
}

/// A full address of this site that doesn't lead back here. Encoded slashes are refused below the prefix: no path of Latchkey has them, and a proxy may
/// decode them.
#[must_use]
pub fn safe_return_path(site: &Site, address: &str) -> Option<String> {
    let address = destination::same_site_path(address)?;
    let bare = address.split('?').next().unwrap_or_default().to_ascii_lowercase();
    let encoded = site.inside(&bare).is_some() && (bare.contains("%2f") || bare.contains("%5c"));
    // Of the application's pages, only the one that redirects visitors back to Latchkey leads in a circle.
    let leads_back = match site.inside(&bare) {
        Some(path) => {
            path == "/"
                || paths::is_mail_link(path)
                || [paths::NEXT_STEP, "/sign-", paths::LANGUAGE].iter().any(|begin| path.starts_with(begin))
        }
        None => bare == site.sign_in().split('?').next().unwrap_or_default().to_ascii_lowercase(),
    };
    (!leads_back && !encoded).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::safe_return_path;
    use leptos::config::LeptosOptions;
    use ui::site::{Accounts, Site};
    use url::Url;

    fn site(prefix: &str, accounts: Accounts) -> Site {
        Site {
            public_origin: Url::parse("http://localhost:3000").expect("an address"),
            issuer: "Latchkey".to_owned(),
            support: None,
            options: LeptosOptions::builder().output_name("latchkey").build(),
            stylesheet: "/pkg/latchkey.css".to_owned(),
            dialog_stylesheet: "/pkg/dialogs.css".to_owned(),
            prefix: prefix.to_owned(),
            accounts,
            theme: None,
        }
    }

    #[test]
    fn nobody_is_sent_in_circles() {
        for path in
            ["/mfa", "/mfa/verify", "/sign-in?next=%2Fmfa", "/sign-out", "/", "/?a", "//evil.example", "/%2f/evil.example", "/%5Cevil"]
        {
            assert_eq!(safe_return_path(&site("", Accounts::Own), path), None, "{path}");
        }
        assert_eq!(safe_return_path(&site("", Accounts::Own), "/account/password").as_deref(), Some("/account/password"));
    }

    #[test]
    fn built_in_only_our_own_pages_lead_in_circles() {
        let site = site("/security", Accounts::Application { sign_in: "/login".to_owned() });
        for address in
            ["/security", "/security/mfa/verify", "/Security/mfa", "/security/language", "/login?next=%2Fvault", "//evil.example"]
        {
            assert_eq!(safe_return_path(&site, address), None, "{address}");
        }
        for address in ["/", "/vault?a=b", "/mfa", "/security/account/security", "/securityx"] {
            assert_eq!(safe_return_path(&site, address).as_deref(), Some(address));
        }
    }
}
