//! Why a ceremony ends in the browser, before anything is sent.

/// The error with which a page's promise would be rejected.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The options can't be read.
    #[error("the options aren't understood: {0}")]
    NotUnderstood(String),
    /// `InvalidStateError`: a credential in `excludeCredentials` is on this authenticator.
    #[error("this authenticator has a passkey of this account")]
    Excluded,
    /// `NotSupportedError`: ES256 is not offered.
    #[error("no algorithm in common")]
    NoAlgorithm,
    /// `NotAllowedError`: no passkey here fits the options.
    #[error("no passkey for this site that is allowed")]
    NoPasskey,
}
