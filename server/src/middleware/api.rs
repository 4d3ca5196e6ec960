//! Makes server functions behave like an API for scripts.
//!
//! The framework answers every failure with 500, and redirects callers that accept HTML to the `Referer`. This layer sets the failure's own status,
//! removes the headers of the redirect, and doesn't pass on a body that isn't one of ours.

use crate::{answer, paths::API};
use axum::{body::to_bytes, extract::Request, middleware::Next, response::Response};
use http::header::{ACCEPT, LOCATION, REFERER};
use mfa::Error;
use server_fn::error::SERVER_FN_ERROR_HEADER;

/// The maximum size of an error: a code and one or two numbers.
const LONGEST_ERROR: usize = 4096;

pub(crate) async fn api(mut request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with(API) {
        return next.run(request).await;
    }
    request.headers_mut().remove(ACCEPT);
    request.headers_mut().remove(REFERER);
    let mut response = next.run(request).await;
    response.headers_mut().remove(LOCATION);
    if response.status().is_success() {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let error = to_bytes(body, LONGEST_ERROR).await.ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let error = error.unwrap_or(Error::MalformedRequest);
    // Client errors were set by the middleware itself, whose status is more specific than the code's: 405 has no code of its own.
    let status = if parts.status.is_client_error() { parts.status } else { answer::status(&error) };
    let (answer, body) = answer::json(status, &error).into_parts();
    parts.status = answer.status;
    parts.headers.remove(SERVER_FN_ERROR_HEADER);
    parts.headers.extend(answer.headers);
    Response::from_parts(parts, body)
}
