//! Translates the library's errors. Details go to the log.

use crate::Error;
use webauthn_rs::prelude::WebauthnError;

/// Why an answer is refused.
pub(super) fn refusal(error: WebauthnError) -> Error {
    let told = match &error {
        WebauthnError::UserNotVerified => Error::PasskeyUserNotVerified,
        WebauthnError::CredentialPossibleCompromise => Error::PasskeyCloned,
        // The parsers' messages may quote their input.
        WebauthnError::ParseJSONFailure(_)
        | WebauthnError::ParseCBORFailure(_)
        | WebauthnError::ParseNOMFailure
        | WebauthnError::ParseBase64Failure(_) => return Error::MalformedRequest,
        _ => Error::PasskeyRefused,
    };
    tracing::info!(reason = %error, "a passkey was refused");
    told
}

/// An error that can't occur with our requests.
pub(super) fn unavailable(error: WebauthnError) -> Error {
    tracing::error!(error = %error, "couldn't start a passkey ceremony");
    Error::Unavailable
}

/// An unreadable answer of the browser. The parser's error isn't logged, since parsers quote their input.
pub(super) fn malformed<E>(_: E) -> Error {
    Error::MalformedRequest
}
