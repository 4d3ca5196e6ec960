//! The installation, as all pages see it.
//!
//! Latchkey may be installed by itself or inside another application, which has Latchkey's pages below a prefix. Internally, paths have no prefix:
//! `/mfa/verify`. Addresses that are sent to the browser (links, forms, redirects, files) go through [`Site::link`]. An address that comes from the
//! browser, such as the page that a visitor wants to return to, is a full one; its documentation says so.

use crate::paths;
use leptos::config::LeptosOptions;
use url::{Host, Url, form_urlencoded};

/// The query parameter of [`paths::NEXT_STEP`] that asks for a fresh proof.
pub const FRESH_PARAM: &str = "fresh";

/// The installation. Everything in it comes from the operator or the build, nothing from a request.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its public origin: scheme, host and port, path `/`. Absolute links are built from it, never from `Host`.
    pub public_origin: Url,
    /// The name that authenticator apps show beside codes, and pages in their titles.
    pub issuer: String,
    /// Contact for people who have lost every method: a `mailto:` or `https:` address.
    pub support: Option<String>,
    /// Has the name of the script.
    pub options: LeptosOptions,
    /// The path of the stylesheet, such as `/pkg/latchkey-0123456789abcdef.css`.
    pub stylesheet: String,
    /// The path of the stylesheet for dialogs in an application's own pages.
    pub dialog_stylesheet: String,
    /// The prefix of all paths of Latchkey: empty, or a path such as `/security`, which begins with a slash and ends without one.
    pub prefix: String,
    /// The manager of the accounts.
    pub accounts: Accounts,
    /// The full address of a stylesheet that is loaded after Latchkey's: an application's own colours, set by the custom properties of
    /// `style/tokens.css`.
    pub theme: Option<String>,
}

/// The manager of the accounts, who signs users in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accounts {
    /// Latchkey, with email and password.
    Own,
    /// The surrounding application.
    Application {
        /// The full address of its sign-in page.
        sign_in: String,
    },
}

impl Accounts {
    /// Whether Latchkey manages the accounts.
    #[must_use]
    pub const fn are_own(&self) -> bool {
        matches!(self, Self::Own)
    }
}

impl Site {
    /// Whether visitors use TLS. It determines `Secure`, `__Host-` and HSTS.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_origin.scheme() == "https"
    }

    /// Whether the installation is only reachable from its own machine, as during development.
    #[must_use]
    pub fn is_local(&self) -> bool {
        self.public_origin.host().is_some_and(|host| is_loopback(&host))
    }

    /// The full address of a path of Latchkey.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        debug_assert!(path.starts_with('/'), "{path} isn't a path of Latchkey");
        match path {
            "/" if !self.prefix.is_empty() => self.prefix.clone(),
            path => format!("{}{path}", self.prefix),
        }
    }

    /// The path of Latchkey that a full address names. `None` if it is another address.
    #[must_use]
    pub fn inside<'a>(&self, address: &'a str) -> Option<&'a str> {
        match address.strip_prefix(self.prefix.as_str())? {
            "" => Some("/"),
            path if path.starts_with(['/', '?']) => Some(path),
            _ => None,
        }
    }

    /// The full address of the start page: the application's, if there is one.
    #[must_use]
    pub fn home(&self) -> String {
        match self.accounts {
            Accounts::Own => self.link("/"),
            Accounts::Application { .. } => "/".to_owned(),
        }
    }

    /// The full address of the sign-in page.
    #[must_use]
    pub fn sign_in(&self) -> String {
        match &self.accounts {
            Accounts::Own => self.link(paths::SIGN_IN),
            Accounts::Application { sign_in } => sign_in.clone(),
        }
    }

    /// The same, for a sign-in that continues at the full address `next`.
    #[must_use]
    pub fn sign_in_for(&self, next: &str) -> String {
        with_next(&self.sign_in(), next)
    }

    /// The full address that leads through the pending steps, and then to the full address `next`.
    #[must_use]
    pub fn next_step_for(&self, next: &str) -> String {
        with_next(&self.link(paths::NEXT_STEP), next)
    }

    /// The same, for a page that needs a fresh proof besides.
    #[must_use]
    pub fn fresh_proof_for(&self, next: &str) -> String {
        with_next(&format!("{}?{FRESH_PARAM}=on", self.link(paths::NEXT_STEP)), next)
    }

    /// The origin as browsers write it in `Origin`: no trailing slash, no default port.
    #[must_use]
    pub fn origin(&self) -> String {
        self.public_origin.origin().ascii_serialization()
    }
}

/// Whether `host` is a name or an address by which every machine calls itself. A name below `localhost` is one that somebody has chosen.
#[must_use]
pub fn is_loopback<T: AsRef<str>>(host: &Host<T>) -> bool {
    match host {
        Host::Domain(name) => name.as_ref() == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

/// The address with `next`, the visitor's destination, in its query.
pub fn with_next(address: &str, next: &str) -> String {
    let joint = if address.contains('?') { '&' } else { '?' };
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("{address}{joint}next={next}")
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn by_itself_every_path_is_its_own_address() {
        let alone = site("", Accounts::Own);
        for path in ["/", "/mfa/verify", "/a?b=c"] {
            assert_eq!(alone.link(path), path);
            assert_eq!(alone.inside(path), Some(path));
        }
        assert_eq!(alone.sign_in_for("/account?a=b"), "/sign-in?next=%2Faccount%3Fa%3Db");
    }

    #[test]
    fn built_in_it_stays_below_its_prefix() {
        let inside = site("/security", Accounts::Application { sign_in: "/login?theme=x".to_owned() });
        assert_eq!(inside.link("/mfa"), "/security/mfa");
        assert_eq!(inside.link("/"), "/security");
        assert_eq!(inside.inside("/security/mfa?a"), Some("/mfa?a"));
        assert_eq!(inside.inside("/security"), Some("/"));
        assert_eq!(inside.inside("/security?a"), Some("?a"));
        assert_eq!(inside.inside("/securityx/mfa"), None);
        assert_eq!(inside.inside("/vault"), None);
        assert_eq!((inside.home().as_str(), inside.sign_in_for("/vault").as_str()), ("/", "/login?theme=x&next=%2Fvault"));
    }
}
