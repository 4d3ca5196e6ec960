//! The contracts by which proxies tell the request that they ask about, and the addresses of their endpoints.

use super::{
    Demand,
    original::{Malformed, Original},
};
use http::{Method, request::Parts};

/// How a proxy tells the original request, and what it can pass on to the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumString)]
#[strum(serialize_all = "lowercase")]
pub(super) enum Contract {
    /// nginx `auth_request`: `X-Original-Method` and `X-Original-URL`, as its configuration sets them. It passes on neither a redirect nor a body.
    Nginx,
    /// The second request of nginx, for a visitor who isn't let through. Its response goes to the browser.
    Denied,
    /// Caddy, Traefik and `HAProxy`: `X-Forwarded-Method`, `-Proto`, `-Host` and `-Uri`, which the proxy replaces.
    Proxy,
    /// Envoy `ext_authz`: the request line itself, below the address of the endpoint, with `Host` and `X-Forwarded-Proto`.
    Envoy,
}

impl Contract {
    /// Whether checks come with this method.
    pub(super) fn takes(self, method: &Method) -> bool {
        self == Self::Envoy || matches!(*method, Method::GET | Method::HEAD)
    }
}

/// One endpoint, as its address names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Endpoint<'a> {
    pub(super) contract: Contract,
    pub(super) demand: Demand,
    /// For Envoy: the path of the original request.
    path: &'a str,
}

impl<'a> Endpoint<'a> {
    /// Parses the path after `/forward-auth/`. `None` if there is no such endpoint.
    pub(super) fn parse(path: &'a str) -> Option<Self> {
        let (contract, rest) = path.split_at(path.find('/').unwrap_or(path.len()));
        let contract: Contract = contract.parse().ok()?;
        let rest = rest.strip_prefix('/').unwrap_or_default();
        if contract == Contract::Envoy {
            let (demand, path) = rest.split_at(rest.find('/')?);
            return Some(Self { contract, demand: demand.parse().ok()?, path });
        }
        let demand = if rest.is_empty() { Demand::default() } else { rest.parse().ok()? };
        Some(Self { contract, demand, path: "" })
    }

    /// The request that the proxy asks about.
    ///
    /// # Errors
    ///
    /// [`Malformed`] if the proxy doesn't tell it.
    pub(super) fn original(&self, parts: &Parts) -> Result<Original, Malformed> {
        match self.contract {
            Contract::Nginx | Contract::Denied => Original::of_nginx(&parts.headers),
            Contract::Proxy => Original::of_forwarded(&parts.headers),
            Contract::Envoy => Original::of_envoy(parts, self.path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(path: &str) -> Option<(Contract, Demand, &str)> {
        Endpoint::parse(path).map(|endpoint| (endpoint.contract, endpoint.demand, endpoint.path))
    }

    #[test]
    fn the_address_names_contract_and_demand() {
        assert_eq!(parsed("nginx"), Some((Contract::Nginx, Demand::Complete, "")));
        assert_eq!(parsed("nginx/"), Some((Contract::Nginx, Demand::Complete, "")));
        assert_eq!(parsed("proxy/fresh"), Some((Contract::Proxy, Demand::Fresh, "")));
        assert_eq!(parsed("denied/signed-in"), Some((Contract::Denied, Demand::SignedIn, "")));
        assert_eq!(parsed("envoy/complete/fresh/a"), Some((Contract::Envoy, Demand::Complete, "/fresh/a")));
        assert_eq!(parsed("envoy/fresh/"), Some((Contract::Envoy, Demand::Fresh, "/")));
        for path in ["", "/", "other", "Nginx", "nginx/all", "nginx/fresh/", "nginx/fresh/a", "envoy", "envoy/", "envoy/fresh", "envoy/a/b"]
        {
            assert_eq!(parsed(path), None, "{path}");
        }
    }
}
