//! What is told of the library's errors. The log says the rest.

use crate::Error;
use webauthn_rs::prelude::WebauthnError;

/// Why an answer doesn't count.
pub(super) fn refusal(error: WebauthnError) -> Error {
    tracing::info!(reason = %error, "a passkey was refused");
    match error {
        WebauthnError::UserNotVerified => Error::PasskeyUserNotVerified,
        WebauthnError::CredentialPossibleCompromise => Error::PasskeyCloned,
        WebauthnError::ParseJSONFailure(_)
        | WebauthnError::ParseCBORFailure(_)
        | WebauthnError::ParseNOMFailure
        | WebauthnError::ParseBase64Failure(_) => Error::MalformedRequest,
        _ => Error::PasskeyRefused,
    }
}

/// What can't happen with what we ask for.
pub(super) fn unavailable(error: WebauthnError) -> Error {
    tracing::error!(error = %error, "a passkey ceremony can't be begun");
    Error::Unavailable
}

/// An answer of the browser that can't be read.
pub(super) fn malformed(error: impl std::fmt::Display) -> Error {
    tracing::debug!(error = %error, "an answer to a passkey ceremony can't be read");
    Error::MalformedRequest
}
