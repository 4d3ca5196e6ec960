//! Everything that Latchkey requests from other servers over HTTP: one request, one answer, within a deadline.
//!
//! ```text
//!  resolve ► filter the addresses ► connect ► TLS, for https ► one HTTP/1.1 request ► read the answer, up to a limit
//! ```
//!
//! The connection goes to an address that the filter has seen: a name that resolves to another address in between gains nothing. Redirects aren't
//! followed, cookies aren't kept, and proxy variables of the environment aren't read. An `https` address is never requested without TLS.

mod address;
mod exchange;
mod failure;
mod tls;

pub(crate) use failure::Failure;
pub use tls::TlsError;

pub(crate) use address::{is_of_private_network, trusted_route};
pub(crate) use exchange::Answer;

use address::is_encrypted;
use axum::body::Body;
use http::Request;
use std::{net::IpAddr, time::Duration};
use tls::Tls;
use tokio::{sync::Semaphore, time::timeout};
use url::Url;

/// The limits of all requests of one purpose.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    /// Decides whether a connection may go to this address.
    pub(crate) allows: fn(IpAddr) -> bool,
    /// For everything from the name's resolution to the last byte of the answer, including the wait for other requests.
    pub(crate) deadline: Duration,
    /// The largest body of an answer, in bytes. `None` if bodies aren't read.
    pub(crate) longest_body: Option<usize>,
    /// The number of requests that may be in progress; more have to wait.
    pub(crate) at_once: usize,
}

/// Sends requests of one purpose.
pub(crate) struct Client {
    limits: Limits,
    tls: Option<Tls>,
    room: Semaphore,
}

impl Client {
    /// A client that can't send requests to `https` addresses.
    pub(crate) fn plain(limits: Limits) -> Self {
        Self { limits, tls: None, room: Semaphore::new(limits.at_once) }
    }

    /// The same with TLS, by the certificates that the system trusts.
    ///
    /// # Errors
    ///
    /// The system's certificates can't be read.
    pub(crate) fn with_tls(self) -> Result<Self, TlsError> {
        Ok(Self { tls: Some(Tls::by_system()?), ..self })
    }

    /// A client for `address`, which has TLS if that is an `https` address.
    ///
    /// # Errors
    ///
    /// The system's certificates can't be read.
    pub(crate) fn for_address(address: &Url, limits: Limits) -> Result<Self, TlsError> {
        let client = Self::plain(limits);
        if is_encrypted(address) { client.with_tls() } else { Ok(client) }
    }

    /// Sends one request to `to`, whose path and query replace those of the request. `Host` is added unless the request has it.
    ///
    /// # Errors
    ///
    /// [`Failure`] if there is no complete HTTP answer. Every status is an answer.
    pub(crate) async fn send(&self, to: &Url, request: Request<Body>) -> Result<Answer, Failure> {
        let sent = async {
            let _permit = self.room.acquire().await.map_err(|_| Failure::TooLate(self.limits.deadline))?;
            let stream = address::connect(to, self.limits.allows).await?;
            match (to.scheme(), &self.tls) {
                ("https", Some(tls)) => exchange::exchange(tls.wrap(to, stream).await?, to, request, self.limits.longest_body).await,
                ("http", _) => exchange::exchange(stream, to, request, self.limits.longest_body).await,
                _ => Err(Failure::NotSupported),
            }
        };
        timeout(self.limits.deadline, sent).await.unwrap_or(Err(Failure::TooLate(self.limits.deadline)))
    }
}

#[cfg(test)]
mod tests;
