//! What is told of the library's errors. The log says the rest.

use crate::Error;
use webauthn_rs::prelude::WebauthnError;

/// Why an answer doesn't count.
pub(super) fn refusal(error: WebauthnError) -> Error {
    let told = match &error {
        WebauthnError::UserNotVerified => Error::PasskeyUserNotVerified,
        WebauthnError::CredentialPossibleCompromise => Error::PasskeyCloned,
        // The parsers' words may quote what they read.
        WebauthnError::ParseJSONFailure(_)
        | WebauthnError::ParseCBORFailure(_)
        | WebauthnError::ParseNOMFailure
        | WebauthnError::ParseBase64Failure(_) => return Error::MalformedRequest,
        _ => Error::PasskeyRefused,
    };
    tracing::info!(reason = %error, "a passkey was refused");
    told
}

/// What can't happen with what we ask for.
pub(super) fn unavailable(error: WebauthnError) -> Error {
    tracing::error!(error = %error, "a passkey ceremony can't be begun");
    Error::Unavailable
}

/// An answer of the browser that can't be read. It isn't logged what was wrong with it: parsers quote what they read.
pub(super) fn malformed<E>(_: E) -> Error {
    Error::MalformedRequest
}
