//! The reasons why a request has no answer.

use std::{error::Error, io, net::IpAddr, time::Duration};

/// There is no complete HTTP answer. The text is one line for the operator, without contents of the request or the answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The address is neither `http` nor `https`, has no host, or needs TLS that the client doesn't have.
    #[error("the address can't be requested")]
    NotSupported,
    /// The name doesn't resolve.
    #[error("its name can't be resolved: {0}")]
    Unresolved(io::Error),
    /// The name resolves to an address that requests of this purpose don't go to.
    #[error("its address {0} isn't allowed")]
    NotAllowed(IpAddr),
    /// None of the addresses accepts a connection.
    #[error("no connection: {0}")]
    Connection(io::Error),
    /// The certificate isn't valid, or the peer doesn't use TLS.
    #[error("no TLS: {0}")]
    Tls(io::Error),
    /// The answer isn't HTTP, or the connection was closed too early.
    #[error("no valid HTTP answer: {0}{cause}", cause = cause(.0))]
    Protocol(hyper::Error),
    /// The body of the answer is longer than this number of bytes.
    #[error("the answer is longer than {0} bytes")]
    TooLong(usize),
    /// There is no complete answer after this time.
    #[error("no complete answer within {} ms", .0.as_millis())]
    TooLate(Duration),
    /// The answer ended before its body was complete.
    #[error("the answer isn't complete")]
    Incomplete,
}

fn cause(error: &hyper::Error) -> String {
    error.source().map(|cause| format!(": {cause}")).unwrap_or_default()
}
