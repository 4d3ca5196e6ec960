//! The part of a visitor's request that the application sees.

use crate::cookie::{self, CookieNames};
use http::{
    HeaderMap, HeaderName, HeaderValue,
    header::{COOKIE, HOST, USER_AGENT},
};
use sha2::{Digest, Sha256};
use std::net::IpAddr;
use url::{Position, Url};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// Identifies visitors about whom the application would hear the same.
pub(super) type Key = [u8; 32];

/// The headers of the request to the application, without those that are the same for all visitors.
pub(super) struct Forwarded {
    headers: Vec<(HeaderName, HeaderValue)>,
    /// Whether a cookie or a header that the operator has named is among them.
    can_identify: bool,
}

impl Forwarded {
    /// Takes the visitor's cookies without Latchkey's own, and the headers called `more`. Everything that proxies say about the request comes from
    /// here: the address that the client has, unless it isn't known, and the public origin.
    pub(super) fn new(sent: &HeaderMap, ours: &CookieNames, more: &[HeaderName], client: Option<IpAddr>, public_origin: &Url) -> Self {
        let mut headers = Vec::new();
        headers.extend(ours.others(sent).map(|cookies| (COOKIE, cookies)));
        for name in more {
            headers.extend(sent.get_all(name).iter().map(|value| (name.clone(), value.clone())));
        }
        let can_identify = !headers.is_empty();
        headers.extend(sent.get(USER_AGENT).map(|value| (USER_AGENT, value.clone())));
        let host = &public_origin[Position::BeforeHost..Position::AfterPort];
        let own = [(HOST, host), (FORWARDED_HOST, host), (FORWARDED_PROTO, public_origin.scheme())];
        let own = own.into_iter().map(|(name, value)| (name, value.to_owned()));
        let own = own.chain(client.map(|address| (FORWARDED_FOR, address.to_string())));
        headers.extend(own.filter_map(|(name, value)| Some((name, HeaderValue::try_from(value).ok()?))));
        Self { headers, can_identify }
    }

    pub(super) fn headers(&self) -> impl Iterator<Item = (&HeaderName, &HeaderValue)> {
        self.headers.iter().map(|(name, value)| (name, value))
    }

    /// Whether anything in the request can tell who the visitor is.
    pub(super) fn can_identify(&self) -> bool {
        self.can_identify
    }

    /// Whether one of the cookies has a value that contains `text`.
    pub(super) fn has_in_cookie(&self, text: &str) -> bool {
        let cookies = self.headers.iter().filter(|(name, _)| *name == COOKIE);
        cookies.into_iter().any(|(_, value)| cookie::contains(value.as_bytes(), text))
    }

    /// The SHA-256 of everything that is forwarded, each part with its length.
    pub(super) fn key(&self) -> Key {
        let mut hash = Sha256::new();
        for (name, value) in &self.headers {
            for part in [name.as_str().as_bytes(), value.as_bytes()] {
                hash.update(part.len().to_be_bytes());
                hash.update(part);
            }
        }
        hash.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forwarded(lines: &[(&str, &str)]) -> Forwarded {
        let sent = lines.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect::<Vec<(HeaderName, _)>>();
        let mut headers = HeaderMap::new();
        for (name, value) in sent {
            headers.append(name, value);
        }
        let origin = "https://shop.example.org:8443".parse().unwrap();
        let more = [HeaderName::from_static("x-session")];
        Forwarded::new(&headers, &CookieNames::new(&origin), &more, Some("192.0.2.7".parse().unwrap()), &origin)
    }

    fn value(forwarded: &Forwarded, name: &str) -> Vec<String> {
        let found = forwarded.headers().filter(|(found, _)| found.as_str() == name);
        found.map(|(_, value)| String::from_utf8_lossy(value.as_bytes()).into_owned()).collect()
    }

    #[test]
    fn cookies_are_forwarded_without_ours() {
        let sent = forwarded(&[
            ("cookie", "session=a; __Host-latchkey-8443=full; theme=\"dark\""),
            ("cookie", "__Host-latchkey-half-8443=half; latchkey-zone-8443=Europe/Berlin; b=__Host-latchkey-8443=c"),
        ]);
        assert_eq!(value(&sent, "cookie"), ["session=a; theme=\"dark\"; b=__Host-latchkey-8443=c"]);
    }

    #[test]
    fn only_our_own_word_about_the_way_counts() {
        let sent = forwarded(&[
            ("cookie", "session=a"),
            ("x-forwarded-for", "203.0.113.9"),
            ("x-forwarded-host", "evil.example"),
            ("host", "evil.example"),
            ("authorization", "Bearer a"),
            ("latchkey-key", "a"),
            ("x-session", "1"),
            ("x-session", "2"),
            ("user-agent", "a browser"),
        ]);
        assert_eq!(value(&sent, "x-forwarded-for"), ["192.0.2.7"]);
        assert_eq!((value(&sent, "host"), value(&sent, "x-forwarded-host")), (value(&sent, "x-forwarded-host"), value(&sent, "host")));
        assert_eq!(value(&sent, "host"), ["shop.example.org:8443"]);
        assert_eq!(
            (value(&sent, "x-forwarded-proto"), value(&sent, "user-agent")),
            (vec!["https".to_owned()], vec!["a browser".to_owned()])
        );
        assert_eq!(value(&sent, "x-session"), ["1", "2"]);
        assert!(value(&sent, "authorization").is_empty() && value(&sent, "latchkey-key").is_empty());
    }

    #[test]
    fn the_key_tells_visitors_apart() {
        let key = |lines: &[(&str, &str)]| forwarded(lines).key();
        let base = key(&[("cookie", "session=a")]);
        assert_eq!(base, key(&[("cookie", "session=a; __Host-latchkey-8443=b")]), "whatever cookies of ours there are");
        for other in [&[("cookie", "session=b")][..], &[("cookie", "session=a"), ("user-agent", "b")], &[("x-session", "session=a")], &[]] {
            assert_ne!(base, key(other), "{other:?}");
        }
        assert_ne!(key(&[("x-session", "a"), ("x-session", "b")]), key(&[("x-session", "ab")]));
    }

    #[test]
    fn nothing_of_a_visitor_s_own_identifies_nobody() {
        for lines in [&[][..], &[("user-agent", "a")], &[("cookie", "__Host-latchkey-8443=b")], &[("authorization", "Bearer a")]] {
            assert!(!forwarded(lines).can_identify(), "{lines:?}");
        }
        assert!(forwarded(&[("cookie", "a=b")]).can_identify() && forwarded(&[("x-session", "a")]).can_identify());
    }
}
