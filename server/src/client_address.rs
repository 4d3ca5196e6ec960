//! The network address of a request's client.
//!
//! Any client can send `X-Forwarded-For`; only the entries that trusted proxies appended are reliable. The list is therefore read from the right,
//! entry by entry: an entry counts if the address that appended it is a trusted proxy, and the first address that isn't one is the client. An entry
//! that can't be parsed ends the search, since nothing vouches for the entries before it; the entries after it still count.

mod network;

pub use network::Network;

use axum::extract::ConnectInfo;
use http::{HeaderMap, HeaderName, HeaderValue, request::Parts};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The network address of the client, among the extensions of a request.
#[derive(Clone, Copy)]
pub(crate) struct ClientAddress(pub(crate) IpAddr);

/// The address of the client: the peer's, or the one that trusted proxies report.
#[must_use]
pub fn client_address(parts: &Parts, trusted: &[Network]) -> IpAddr {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |info| info.0.ip());
    forwarded(peer.to_canonical(), &parts.headers, trusted)
}

fn forwarded(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let mut client = peer;
    // Compared as bytes: a client may have sent bytes that aren't ASCII, and a proxy appends to them.
    let lines = headers.get_all(FORWARDED_FOR).iter().map(HeaderValue::as_bytes).collect::<Vec<_>>();
    for entry in lines.iter().rev().flat_map(|line| line.rsplit(|byte| *byte == b',')) {
        if !is_trusted(client, trusted) {
            break;
        }
        let Some(address) = parse(entry) else { break };
        client = address;
    }
    client
}

/// Whether `address`, in its canonical form, belongs to a trusted proxy.
pub(crate) fn is_trusted(address: IpAddr, trusted: &[Network]) -> bool {
    trusted.iter().any(|network| network.contains(address))
}

/// Parses an address with or without a port, with or without brackets: proxies write all of these.
fn parse(entry: &[u8]) -> Option<IpAddr> {
    let entry = str::from_utf8(entry).ok()?.trim();
    let bare = entry.trim_start_matches('[').trim_end_matches(']');
    bare.parse().or_else(|_| entry.parse().map(|socket: SocketAddr| socket.ip())).ok().map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, lines: &[&str], trusted: &[&str]) -> String {
        let lines = lines.iter().map(|line| line.as_bytes()).collect::<Vec<_>>();
        client_of_bytes(peer, &lines, trusted)
    }

    fn client_of_bytes(peer: &str, lines: &[&[u8]], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED_FOR, HeaderValue::from_bytes(line).unwrap());
        }
        let trusted: Vec<Network> = trusted.iter().map(|network| network.parse().unwrap()).collect();
        forwarded(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn nobody_is_believed_unless_told() {
        assert_eq!(client("192.0.2.1", &["203.0.113.9"], &[]), "192.0.2.1");
        assert_eq!(client("192.0.2.1", &["203.0.113.9"], &["10.0.0.0/8"]), "192.0.2.1");
    }

    #[test]
    fn the_rightmost_untrusted_address_is_the_client() {
        let trusted = ["10.0.0.0/8", "::1"];
        assert_eq!(client("10.0.0.1", &["203.0.113.9"], &trusted), "203.0.113.9");
        assert_eq!(client("10.0.0.1", &["1.1.1.1, 203.0.113.9, 10.0.0.2"], &trusted), "203.0.113.9");
        assert_eq!(client("10.0.0.1", &["1.1.1.1", "203.0.113.9", "10.0.0.2"], &trusted), "203.0.113.9");
        assert_eq!(client("::1", &["[2001:db8::7]:4711"], &trusted), "2001:db8::7");
        assert_eq!(client("10.0.0.1", &["203.0.113.9:80"], &trusted), "203.0.113.9");
        assert_eq!(client("10.0.0.1", &["::ffff:203.0.113.9"], &trusted), "203.0.113.9");
        assert_eq!(client("10.0.0.1", &[], &trusted), "10.0.0.1");
    }

    #[test]
    fn nonsense_ends_the_search() {
        assert_eq!(client("10.0.0.1", &["203.0.113.9, unknown"], &["10.0.0.0/8"]), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &["203.0.113.9, , 10.0.0.3"], &["10.0.0.0/8"]), "10.0.0.3");
    }

    #[test]
    fn bytes_that_are_no_text_spoil_their_own_entry_only() {
        let trusted = ["10.0.0.0/8"];
        for lines in [&[&b"\xff, 203.0.113.9"[..]][..], &[b"\xff", b"203.0.113.9"], &[b"1.1.1.1\xe9,203.0.113.9, 10.0.0.2"]] {
            assert_eq!(client_of_bytes("10.0.0.1", lines, &trusted), "203.0.113.9", "{lines:?}");
        }
        assert_eq!(client_of_bytes("10.0.0.1", &[b"203.0.113.9, \xff"], &trusted), "10.0.0.1", "a trusted proxy wrote it");
    }

    #[test]
    fn proxies_may_be_written_as_ipv4_in_ipv6() {
        for trusted in ["::ffff:10.0.0.1", "::ffff:10.0.0.0/104", "::ffff:a00:1/128"] {
            assert_eq!(client("10.0.0.1", &["203.0.113.9"], &[trusted]), "203.0.113.9", "{trusted}");
        }
        assert_eq!(client("11.0.0.1", &["203.0.113.9"], &["::ffff:10.0.0.0/104"]), "11.0.0.1");
    }
}
