//! From a URL to a connection: every address of its host is checked before the first one is used.

use super::Failure;
use std::{
    io,
    net::{IpAddr, SocketAddr},
};
use tokio::net::{TcpStream, lookup_host};
use url::{Host, Url};

/// Whether the address belongs to this machine or to a private network (RFC 1918, RFC 4193), where a connection crosses no foreign one.
pub(crate) fn is_of_private_network(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => address.is_loopback() || address.is_private(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local(),
    }
}

/// Whether requests to this address are encrypted.
pub(super) fn is_encrypted(address: &Url) -> bool {
    address.scheme() == "https"
}

/// The filter for connections to an address that the operator has named: any address if requests to it are encrypted. Otherwise, no secret may cross a
/// foreign network on its way there, and no answer on its way back.
pub(crate) fn trusted_route(address: &Url) -> fn(IpAddr) -> bool {
    if is_encrypted(address) { |_| true } else { is_of_private_network }
}

/// Connects to the first address of the host that accepts, if `allows` accepts all of them.
pub(super) async fn connect(to: &Url, allows: fn(IpAddr) -> bool) -> Result<TcpStream, Failure> {
    let addresses = resolve(to).await?;
    if let Some(refused) = addresses.iter().map(SocketAddr::ip).find(|address| !allows(address.to_canonical())) {
        return Err(Failure::NotAllowed(refused));
    }
    let mut failed = io::Error::from(io::ErrorKind::AddrNotAvailable);
    for address in addresses {
        match TcpStream::connect(address).await {
            Ok(stream) => {
                // Without it, only the speed is worse.
                let _ = stream.set_nodelay(true);
                return Ok(stream);
            }
            Err(error) => failed = error,
        }
    }
    Err(Failure::Connection(failed))
}

async fn resolve(to: &Url) -> Result<Vec<SocketAddr>, Failure> {
    let port = to.port_or_known_default().ok_or(Failure::NotSupported)?;
    match to.host().ok_or(Failure::NotSupported)? {
        Host::Ipv4(address) => Ok(vec![(address, port).into()]),
        Host::Ipv6(address) => Ok(vec![(address, port).into()]),
        Host::Domain(name) => {
            let found: Vec<_> = lookup_host((name, port)).await.map_err(Failure::Unresolved)?.collect();
            if found.is_empty() { Err(Failure::Unresolved(io::ErrorKind::NotFound.into())) } else { Ok(found) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_of_private_network;

    #[test]
    fn private_networks_are_those_that_no_stranger_is_in() {
        for address in ["127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "192.168.1.1", "::1", "fd00::1", "::ffff:10.0.0.1"] {
            assert!(is_of_private_network(address.parse().unwrap()), "{address}");
        }
        for address in
            ["192.0.2.1", "8.8.8.8", "172.32.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "2001:db8::1", "fe80::1", "::ffff:8.8.8.8"]
        {
            assert!(!is_of_private_network(address.parse().unwrap()), "{address}");
        }
    }
}
