//! What every page knows about the installation it belongs to.

use leptos::config::LeptosOptions;
use url::Url;

/// The installation. Everything in it comes from the operator or the build, nothing from a request.
#[derive(Clone, Debug)]
pub struct Site {
    /// Where people reach it: scheme, host and port, path `/`. Links that leave the page are built from it, never from `Host`.
    pub public_origin: Url,
    /// The name that authenticator apps show beside the codes, and pages in their titles.
    pub issuer: String,
    /// Whom to ask when all else is lost: a `mailto:` or `https:` address.
    pub support: Option<String>,
    /// Names the script for `HydrationScripts`.
    pub options: LeptosOptions,
    /// The path of the stylesheet, such as `/pkg/latchkey-0123456789abcdef.css`.
    pub stylesheet: String,
}

impl Site {
    /// Whether visitors come by TLS. It decides about `Secure`, `__Host-` and HSTS.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_origin.scheme() == "https"
    }

    /// The origin as browsers write it in `Origin`: no trailing slash, no default port.
    #[must_use]
    pub fn origin(&self) -> String {
        self.public_origin.origin().ascii_serialization()
    }
}
