//! Why a ceremony ends in the browser, before anything is sent.

/// What a page would get as a rejected promise.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The options are none.
    #[error("the options aren't understood: {0}")]
    NotUnderstood(String),
    /// `InvalidStateError`: a credential in `excludeCredentials` is here.
    #[error("this authenticator has a passkey of this account")]
    Excluded,
    /// `NotSupportedError`: ES256 is not offered.
    #[error("no algorithm in common")]
    NoAlgorithm,
    /// `NotAllowedError`: nothing here fits the options.
    #[error("no passkey for this site that is allowed")]
    NoPasskey,
}
