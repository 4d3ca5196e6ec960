//! The unit in which clients are counted: the addresses of one customer of a network provider.

use std::{
    fmt,
    net::{IpAddr, Ipv6Addr},
};

/// Leading bits of an IPv6 address that a provider assigns. The customer chooses the rest, at least 2⁶⁴ addresses.
const ASSIGNED: u32 = 64;

/// The network of a client: with IPv4 the address itself, with IPv6 its /64. Every limit per network address counts by it.
///
/// All clients of unknown address share one network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientNetwork(Option<IpAddr>);

impl ClientNetwork {
    /// The network of an address in its text form.
    pub(crate) fn of_text(address: &str) -> Self {
        address.parse().map_or(Self(None), |address: IpAddr| Self::from(address))
    }
}

impl From<IpAddr> for ClientNetwork {
    fn from(address: IpAddr) -> Self {
        Self(Some(match address.to_canonical() {
            IpAddr::V4(address) => IpAddr::V4(address),
            IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << (128 - ASSIGNED)))),
        }))
    }
}

impl fmt::Display for ClientNetwork {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => f.write_str("unknown"),
            Some(IpAddr::V4(address)) => write!(f, "{address}"),
            Some(IpAddr::V6(address)) => write!(f, "{address}/{ASSIGNED}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ClientNetwork;

    #[test]
    fn addresses_of_one_customer_are_one() {
        for (address, network) in [
            ("192.0.2.1", "192.0.2.1"),
            ("::ffff:192.0.2.1", "192.0.2.1"),
            ("2001:db8::1", "2001:db8::/64"),
            ("2001:db8:0:0:ffff:ffff:ffff:ffff", "2001:db8::/64"),
            ("2001:db8:0:1::1", "2001:db8:0:1::/64"),
            ("", "unknown"),
            ("localhost", "unknown"),
        ] {
            assert_eq!(ClientNetwork::of_text(address).to_string(), network, "{address}");
        }
    }
}
