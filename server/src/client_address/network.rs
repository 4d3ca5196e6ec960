//! A range of network addresses, as in `10.0.0.0/8`.

use ipnet::IpNet;
use std::{net::IpAddr, str::FromStr};

/// The number of leading bits of the IPv6 prefix for mapped IPv4 addresses, `::ffff:0:0/96`.
const MAPPED: u8 = 96;

/// An address and the length of its prefix. Addresses of clients are compared in their canonical form, so a network is stored in canonical form too:
/// `::ffff:10.0.0.0/104` is `10.0.0.0/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network(IpNet);

impl Network {
    /// Whether `address` is in this network. IPv4 and IPv6 never match each other.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        self.0.contains(&address)
    }
}

impl FromStr for Network {
    type Err = ();

    /// Parses a network, or a single address, which is a network of one address.
    fn from_str(text: &str) -> Result<Self, ()> {
        let Some((address, bits)) = text.split_once('/') else {
            return text.parse().map(|address: IpAddr| Self(address.to_canonical().into())).map_err(drop);
        };
        let network = IpNet::new(address.parse().map_err(drop)?, bits.parse().map_err(drop)?).map_err(drop)?;
        Ok(Self(to_canonical(network)))
    }
}

fn to_canonical(network: IpNet) -> IpNet {
    match (network, network.addr().to_canonical(), network.prefix_len().checked_sub(MAPPED)) {
        (IpNet::V6(_), address @ IpAddr::V4(_), Some(bits)) => IpNet::new(address, bits).unwrap_or(network),
        _ => network,
    }
}

#[cfg(test)]
mod tests {
    use super::Network;

    #[test]
    fn prefixes() {
        for (network, inside, outside) in [
            ("10.0.0.0/8", "10.255.1.2", "11.0.0.1"),
            ("192.0.2.7", "192.0.2.7", "192.0.2.8"),
            ("0.0.0.0/0", "203.0.113.9", "::1"),
            ("2001:db8::/32", "2001:db8:1::1", "2001:db9::1"),
            ("::/0", "2001:db9::1", "10.0.0.1"),
            ("10.1.2.3/8", "10.255.1.2", "11.0.0.1"),
            ("::ffff:10.0.0.0/104", "10.255.1.2", "11.0.0.1"),
            ("::ffff:192.0.2.7", "192.0.2.7", "::ffff:192.0.2.7"),
            ("::ffff:0:0/95", "::ffff:10.0.0.1", "10.0.0.1"),
        ] {
            let network: Network = network.parse().unwrap();
            assert!(network.contains(inside.parse().unwrap()), "{inside}");
            assert!(!network.contains(outside.parse().unwrap()), "{outside}");
        }
    }

    #[test]
    fn nonsense() {
        for text in ["", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "localhost", "::1/129", "10.0.0.0/-1", "10.0.0.0/256", "10.0.0.0/8/8"] {
            assert!(text.parse::<Network>().is_err(), "{text}");
        }
    }
}
