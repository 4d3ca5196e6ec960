//! Finds a port for a server of this run.

use anyhow::{Context, Result};
use std::net::{Ipv4Addr, TcpListener};

/// A port on the loopback address on which no program listens.
///
/// The system assigns such ports in turn, so another program is unlikely to get the same one before it is used.
pub(crate) fn free() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no port is free")?;
    Ok(listener.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_free_port_can_be_listened_on() {
        let port = free().unwrap();
        assert_ne!(port, 0);
        assert!(TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok());
    }
}
