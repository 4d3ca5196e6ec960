//! The relying party of WebAuthn: the public origin, to whose domain passkeys are bound.

use crate::{Error, view::PasskeyObstacle};
use std::time::Duration;
use url::{Host, Url};
use webauthn_rs::prelude::{Webauthn, WebauthnBuilder};

/// The browser's timeout for the user, and the lifetime of a ceremony.
pub(crate) const CEREMONY: Duration = Duration::from_mins(5);

/// The relying party, or the reason for which the public origin can't be one.
pub(crate) struct RelyingParty {
    /// In the form that browsers write into client data.
    origin: String,
    id: String,
    webauthn: Result<Webauthn, PasskeyObstacle>,
}

impl RelyingParty {
    /// Authenticators show `name`.
    pub(crate) fn new(origin: &Url, name: &str) -> Self {
        let id = origin.host_str().unwrap_or_default().to_owned();
        let webauthn = obstacle(origin).map_or_else(
            || {
                WebauthnBuilder::new(&id, origin)
                    .and_then(|builder| builder.rp_name(name).timeout(CEREMONY).build())
                    .map_err(|_| PasskeyObstacle::Origin)
            },
            Err,
        );
        Self { origin: origin.origin().ascii_serialization(), id, webauthn }
    }

    /// Why there can't be passkeys at this origin. `None` if there can be.
    pub(crate) fn obstacle(&self) -> Option<PasskeyObstacle> {
        self.webauthn.as_ref().err().copied()
    }

    /// # Errors
    ///
    /// [`Error::MethodDisabled`] if the origin allows no passkeys.
    pub(crate) fn webauthn(&self) -> Result<&Webauthn, Error> {
        self.webauthn.as_ref().map_err(|_| Error::MethodDisabled)
    }

    /// The only origin from which answers are accepted.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// The domain to which passkeys are bound.
    pub(crate) fn id(&self) -> &str {
        &self.id
    }
}

/// Why browsers refuse passkeys at this origin: WebAuthn Level 3 §5.1.3 requires a secure context and a domain.
fn obstacle(origin: &Url) -> Option<PasskeyObstacle> {
    match origin.host()? {
        Host::Ipv4(_) | Host::Ipv6(_) => Some(PasskeyObstacle::IpAddress),
        Host::Domain(host) => {
            let loopback = host == "localhost" || host.ends_with(".localhost");
            (origin.scheme() != "https" && !loopback).then_some(PasskeyObstacle::Insecure)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn obstacle_at(origin: &str) -> Option<PasskeyObstacle> {
        RelyingParty::new(&origin.parse().unwrap(), "Latchkey").obstacle()
    }

    #[test]
    fn passkeys_need_a_name_and_a_secure_context() {
        for origin in ["https://example.org", "https://a.example.org:8443", "http://localhost:3000", "http://app.localhost"] {
            assert_eq!(obstacle_at(origin), None, "{origin}");
        }
        assert_eq!(obstacle_at("https://192.0.2.1"), Some(PasskeyObstacle::IpAddress));
        assert_eq!(obstacle_at("http://127.0.0.1:3000"), Some(PasskeyObstacle::IpAddress));
        assert_eq!(obstacle_at("https://[2001:db8::1]"), Some(PasskeyObstacle::IpAddress));
        assert_eq!(obstacle_at("http://example.org"), Some(PasskeyObstacle::Insecure));
    }
}
