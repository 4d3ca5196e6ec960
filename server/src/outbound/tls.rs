//! TLS with the certificates that the system trusts, or those of the files that `SSL_CERT_FILE` and `SSL_CERT_DIR` name.

use super::Failure;
use rustls::{ClientConfig, crypto::aws_lc_rs, pki_types::ServerName};
use rustls_platform_verifier::BuilderVerifierExt;
use std::{io, sync::Arc};
use tokio::net::TcpStream;
use tokio_rustls::{TlsConnector, client::TlsStream};
use url::{Host, Url};

/// The certificates that the system trusts can't be read.
#[derive(Debug, thiserror::Error)]
#[error("the certificates that the system trusts can't be read: {0}")]
pub struct TlsError(#[from] rustls::Error);

/// Adds TLS to connections.
pub(super) struct Tls(TlsConnector);

impl Tls {
    pub(super) fn by_system() -> Result<Self, TlsError> {
        let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider())).with_safe_default_protocol_versions()?;
        let mut config = config.with_platform_verifier()?.with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self(TlsConnector::from(Arc::new(config))))
    }

    /// Completes the handshake with the host of `to`, whose certificate has to name it.
    pub(super) async fn wrap(&self, to: &Url, stream: TcpStream) -> Result<TlsStream<TcpStream>, Failure> {
        let name = match to.host().ok_or(Failure::NotSupported)? {
            Host::Domain(name) => ServerName::try_from(name.to_owned()).map_err(|error| Failure::Tls(io::Error::other(error)))?,
            Host::Ipv4(address) => ServerName::IpAddress(std::net::IpAddr::V4(address).into()),
            Host::Ipv6(address) => ServerName::IpAddress(std::net::IpAddr::V6(address).into()),
        };
        self.0.connect(name, stream).await.map_err(Failure::Tls)
    }
}
