//! What every page knows about the installation it belongs to.
//!
//! Latchkey may stand by itself or be built into another application, which has its pages below a prefix. Inside, every path is written as if there
//! were none: `/mfa/verify`. What leaves for the browser (links, forms, redirects, files) goes through [`Site::link`]. An address that has
//! been at the browser, such as the page that a visitor wants to return to, is a full one and says so.

use crate::paths;
use leptos::config::LeptosOptions;
use url::{Host, Url, form_urlencoded};

/// The installation. Everything in it comes from the operator or the build, nothing from a request.
#[derive(Clone, Debug)]
pub struct Site {
    /// Where people reach it: scheme, host and port, path `/`. Links that leave the page are built from it, never from `Host`.
    pub public_origin: Url,
    /// The name that authenticator apps show beside the codes, and pages in their titles.
    pub issuer: String,
    /// Whom to ask when all else is lost: a `mailto:` or `https:` address.
    pub support: Option<String>,
    /// Names the script.
    pub options: LeptosOptions,
    /// The path of the stylesheet, such as `/pkg/latchkey-0123456789abcdef.css`.
    pub stylesheet: String,
    /// The path of the stylesheet that the dialogs have in an application's own pages.
    pub dialog_stylesheet: String,
    /// What stands in front of every path of ours: nothing, or something like `/security`, which begins with a slash and ends without.
    pub prefix: String,
    /// Whose the accounts are.
    pub accounts: Accounts,
    /// The full address of a stylesheet that comes after ours: an application's own colours, set by the custom properties of `style/tokens.css`.
    pub theme: Option<String>,
}

/// Who signs people in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accounts {
    /// Latchkey does, by email and password.
    Own,
    /// The application around Latchkey does.
    Application {
        /// The full address of its sign-in page.
        sign_in: String,
    },
}

/// Functions of accounts that are our own.
const OWN_FUNCTIONS: [&str; 7] = [
    "/api/latchkey/account/sign-up",
    "/api/latchkey/account/sign-in",
    "/api/latchkey/account/change-email",
    "/api/latchkey/account/change-password",
    "/api/latchkey/account/delete",
    "/api/latchkey/passkey/sign-in/begin",
    "/api/latchkey/passkey/sign-in/finish",
];

impl Accounts {
    /// Whether they are Latchkey's.
    #[must_use]
    pub const fn are_own(&self) -> bool {
        matches!(self, Self::Own)
    }

    /// Whether there is this function. Where an application signs people in, those for it are missing.
    #[must_use]
    pub fn have_function(&self, path: &str) -> bool {
        self.are_own() || !OWN_FUNCTIONS.contains(&path)
    }
}

impl Site {
    /// Whether visitors come by TLS. It decides about `Secure`, `__Host-` and HSTS.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_origin.scheme() == "https"
    }

    /// Whether it can only be reached from the machine that it runs on, as while it is being developed.
    #[must_use]
    pub fn is_local(&self) -> bool {
        self.public_origin.host().is_some_and(|host| is_loopback(&host))
    }

    /// The full address of a path of ours.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        match path {
            "/" if !self.prefix.is_empty() => self.prefix.clone(),
            path => format!("{}{path}", self.prefix),
        }
    }

    /// The path of ours that a full address names, if it names one.
    #[must_use]
    pub fn inside<'a>(&self, address: &'a str) -> Option<&'a str> {
        match address.strip_prefix(self.prefix.as_str())? {
            "" => Some("/"),
            path if path.starts_with(['/', '?']) => Some(path),
            _ => None,
        }
    }

    /// The full address of the start page: of the application's, if we are part of one.
    #[must_use]
    pub fn home(&self) -> String {
        match self.accounts {
            Accounts::Own => self.link("/"),
            Accounts::Application { .. } => "/".to_owned(),
        }
    }

    /// The full address of the page where one signs in.
    #[must_use]
    pub fn sign_in(&self) -> String {
        match &self.accounts {
            Accounts::Own => self.link(paths::SIGN_IN),
            Accounts::Application { sign_in } => sign_in.clone(),
        }
    }

    /// The same, if the sign-in is to end at the full address `next`.
    #[must_use]
    pub fn sign_in_for(&self, next: &str) -> String {
        with_next(&self.sign_in(), next)
    }

    /// The origin as browsers write it in `Origin`: no trailing slash, no default port.
    #[must_use]
    pub fn origin(&self) -> String {
        self.public_origin.origin().ascii_serialization()
    }
}

/// Whether `host` is a name or an address of the machine itself.
#[must_use]
pub fn is_loopback<T: AsRef<str>>(host: &Host<T>) -> bool {
    match host {
        Host::Domain(name) => name.as_ref() == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

/// An address that is told where the visitor wants to go.
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

    #[test]
    fn an_application_s_accounts_have_no_password_here() {
        let theirs = Accounts::Application { sign_in: "/login".to_owned() };
        for (path, has) in [("/api/latchkey/account/sign-up", false), ("/api/latchkey/account/sign-out", true)] {
            assert!(Accounts::Own.have_function(path));
            assert_eq!(theirs.have_function(path), has, "{path}");
        }
    }
}
