//! A range of network addresses, as in `10.0.0.0/8`.

use std::{net::IpAddr, str::FromStr};

/// Leading bits of IPv6 that say that the rest is an address of IPv4: `::ffff:0:0/96`.
const MAPPED: u32 = 96;

/// An address and how many of its leading bits count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u32,
}

impl Network {
    /// Whether `address` belongs to it. IPv4 and IPv6 never match each other.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(own), IpAddr::V4(other)) => same_prefix(own.to_bits().into(), other.to_bits().into(), 32, self.bits),
            (IpAddr::V6(own), IpAddr::V6(other)) => same_prefix(own.to_bits(), other.to_bits(), 128, self.bits),
            _ => false,
        }
    }

    /// Addresses are compared in their canonical form, so `::ffff:10.0.0.0/104` becomes `10.0.0.0/8`.
    fn to_canonical(self) -> Self {
        match (self.address.to_canonical(), self.bits.checked_sub(MAPPED)) {
            (address @ IpAddr::V4(_), Some(bits)) if self.address.is_ipv6() => Self { address, bits },
            _ => self,
        }
    }
}

fn same_prefix(a: u128, b: u128, width: u32, bits: u32) -> bool {
    (a ^ b).checked_shr(width.saturating_sub(bits)).unwrap_or(0) == 0
}

impl FromStr for Network {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address: IpAddr = address.parse().map_err(drop)?;
        let width = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(width), |bits| bits.parse().map_err(drop))?;
        if bits > width { Err(()) } else { Ok(Self { address, bits }.to_canonical()) }
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
        ] {
            let network: Network = network.parse().unwrap();
            assert!(network.contains(inside.parse().unwrap()), "{inside}");
            assert!(!network.contains(outside.parse().unwrap()), "{outside}");
        }
    }

    #[test]
    fn nonsense() {
        for text in ["", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "localhost", "::1/129", "10.0.0.0/-1"] {
            assert!(text.parse::<Network>().is_err(), "{text}");
        }
    }
}
