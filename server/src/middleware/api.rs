//! Makes server functions behave like an API for scripts.
//!
//! The framework answers every failure with 500, and sends callers that accept HTML to whatever `Referer` says. Here a failure has its
//! own status, the headers that lead to the redirect are taken away, and a body that isn't one of ours isn't passed on.

use crate::{answer, paths::API};
use axum::{body::to_bytes, extract::Request, middleware::Next, response::Response};
use http::header::{ACCEPT, LOCATION, REFERER};
use mfa::Error;
use server_fn::error::SERVER_FN_ERROR_HEADER;

/// An error has a code and a number or two.
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
    // A client error was said by the middleware itself, which knows better than the code: 405 has none of its own.
    let status = if parts.status.is_client_error() { parts.status } else { answer::status(&error) };
    let (answer, body) = answer::json(status, &error).into_parts();
    parts.status = answer.status;
    parts.headers.remove(SERVER_FN_ERROR_HEADER);
    parts.headers.extend(answer.headers);
    Response::from_parts(parts, body)
}
