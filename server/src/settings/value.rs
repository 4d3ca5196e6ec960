//! Parsers of the values. All return `None` for an invalid value.

use crate::{client_address::Network, outbound::is_of_private_network, paths::is_prefix};
use http::HeaderName;
use std::{net::IpAddr, ops::RangeInclusive};
use ui::destination::same_site_path;
use url::{Host, Url};

/// `true` or `false`.
pub(super) fn truth(text: &str) -> Option<bool> {
    text.parse().ok()
}

/// A whole number within `range`.
pub(super) fn number(range: RangeInclusive<u32>) -> impl FnOnce(&str) -> Option<u32> {
    move |text| text.parse().ok().filter(|number| range.contains(number))
}

/// Addresses and networks, separated by commas. The list may be empty.
pub(super) fn networks(text: &str) -> Option<Vec<Network>> {
    text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(|item| item.parse().ok()).collect()
}

/// The names of applications, separated by commas: printable ASCII, which looks the same in every program that compares them. The list may be empty.
pub(super) fn audiences(text: &str) -> Option<Vec<String>> {
    let fits = |name: &str| name.len() <= 255 && name.bytes().all(|byte| byte.is_ascii_graphic());
    text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(|item| fits(item).then(|| item.to_owned())).collect()
}

/// An origin: scheme, host and port, nothing else.
pub(super) fn origin(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let bare = matches!(url.scheme(), "http" | "https")
        // A name with a trailing dot is the same for DNS, but another one for browsers, cookies and passkeys.
        && url.host_str().is_some_and(|host| !host.is_empty() && !host.ends_with('.'))
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    bare.then_some(url)
}

/// Whether the address refers to this machine only.
pub(super) fn is_loopback(origin: &Url) -> bool {
    let is_below_localhost = matches!(origin.host(), Some(Host::Domain(name)) if name.ends_with(".localhost"));
    is_below_localhost || origin.host().is_some_and(|host| ui::site::is_loopback(&host))
}

/// The issuer that authenticator apps show. A colon would end the issuer in the label of the key URI.
pub(super) fn issuer(text: &str) -> Option<String> {
    let fits = (1..=64).contains(&text.chars().count()) && !text.contains(':') && !text.chars().any(char::is_control);
    fits.then(|| text.to_owned())
}

/// A `mailto:` or `https:` address. Empty if there is no contact.
pub(super) fn support(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some(String::new());
    }
    let url = Url::parse(text).ok()?;
    matches!(url.scheme(), "mailto" | "https").then(|| url.into())
}

/// Whether a PostgreSQL address names another machine but no `sslmode`: TLS is then used only if the server offers it, and an attacker on the network
/// can suppress the offer.
pub(super) fn leaves_encryption_open(database: &str) -> bool {
    let Some(url) = Url::parse(database).ok().filter(|url| url.scheme().starts_with("postgres")) else { return false };
    let parameter =
        |names: [&str; 2]| url.query_pairs().find(|(name, _)| names.contains(&name.as_ref())).map(|(_, value)| value.into_owned());
    let host = parameter(["host", "hostaddr"]).or_else(|| url.host_str().map(ToOwned::to_owned)).unwrap_or_default();
    // A path, percent-encoded in an address, is the path of a socket.
    let is_socket = host.is_empty() || host.starts_with('/') || host.to_ascii_lowercase().starts_with("%2f");
    parameter(["sslmode", "ssl-mode"]).is_none() && !is_socket && !is_this_machine(&host)
}

fn is_this_machine(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    address.map_or(host == "localhost", |address| address.is_loopback())
}

/// An address that Latchkey requests. A name may turn out to be in a foreign network, which the connection then refuses.
pub(super) fn endpoint(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let may_be_plain = match url.host()? {
        Host::Domain(_) => true,
        Host::Ipv4(address) => is_of_private_network(address.into()),
        Host::Ipv6(address) => is_of_private_network(address.into()),
    };
    let fits = match url.scheme() {
        "https" => true,
        "http" => may_be_plain,
        _ => false,
    };
    let is_bare = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    (fits && is_bare).then_some(url)
}

/// The first segments that aren't for pages: functions, the API for servers, health checks.
const NOT_PREFIXES: [&str; 4] = ["api", "forward-auth", "healthz", "readyz"];

/// The prefix of all pages.
pub(super) fn prefix(text: &str) -> Option<String> {
    let first = text.split('/').nth(1)?;
    (is_prefix(text) && !NOT_PREFIXES.contains(&first)).then(|| text.to_owned())
}

/// A path of this site that isn't below `prefix`.
pub(super) fn page_outside(prefix: &str, text: &str) -> Option<String> {
    let is_below = text.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    same_site_path(text).filter(|path| path == text && !is_below)
}

/// Headers that belong to a connection, or that Latchkey itself sets.
const NOT_FORWARDED: [&str; 17] = [
    "accept",
    "connection",
    "content-length",
    "content-type",
    "cookie",
    "expect",
    "host",
    "keep-alive",
    "latchkey-key",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "accept-encoding",
];

/// Names of headers, separated by commas. The list may be empty.
pub(super) fn headers_of_visitors(text: &str) -> Option<Vec<HeaderName>> {
    let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
    names.map(header_of_visitors).collect()
}

/// The name of a header that visitors, or a proxy before them, may set.
pub(super) fn header_of_visitors(name: &str) -> Option<HeaderName> {
    let name: HeaderName = name.parse().ok()?;
    let is_free = !NOT_FORWARDED.contains(&name.as_str()) && !name.as_str().starts_with("x-forwarded-") && name != "forwarded";
    is_free.then_some(name)
}

/// The name of a cookie (RFC 6265) that can't be one of Latchkey's.
pub(super) fn cookie_of_application(name: &str) -> Option<String> {
    // The characters of a token are those of a header's name.
    let is_name = name.len() <= 255 && name.parse::<HeaderName>().is_ok();
    let is_ours = name.strip_prefix("__Host-").unwrap_or(name).starts_with("latchkey");
    (is_name && !is_ours).then(|| name.to_owned())
}

/// An issuer or an audience in a token: printable ASCII, which looks the same in every program that compares them.
pub(super) fn claim(text: &str) -> Option<String> {
    ((1..=255).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())).then(|| text.to_owned())
}

/// The supported databases.
pub(super) fn database(text: &str) -> Option<String> {
    ["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme)).then(|| text.to_owned())
}
