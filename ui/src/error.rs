//! The error type of all server functions.

use mfa::Error;
use serde::{Deserialize, Serialize};
use server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};

/// [`mfa::Error`] on its way to the browser. It is serialised as that error only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ApiError(pub Error);

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl From<ApiError> for Error {
    fn from(ApiError(error): ApiError) -> Self {
        error
    }
}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    /// The framework's own errors have free texts, which aren't passed on.
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        Self(match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => Error::MalformedRequest,
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Error::Transport,
            _ => Error::Unavailable,
        })
    }
}
