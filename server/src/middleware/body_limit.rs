//! Reads the body, up to a limit, before any handler runs: handlers get complete and small bodies.

use crate::answer::{ErrorResponse, refuse};
use axum::{body::Body, extract::Request, middleware::Next, response::Response};
use futures::StreamExt;
use http::{
    HeaderMap,
    header::{CONTENT_LENGTH, EXPECT},
};
use mfa::Error;

/// The longest of these forms contains a password of a few hundred characters.
const LIMIT: usize = 64 * 1024;

/// The number of bytes that are still read of a body that is too long: a client that is busy sending wouldn't see the response.
const DRAINED: usize = 4 * 1024 * 1024;

pub(crate) async fn body_limit(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    match read(&parts.headers, body).await {
        Ok(bytes) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Err(refusal) => refuse(&parts.extensions, refusal),
    }
}

async fn read(headers: &HeaderMap, body: Body) -> Result<Vec<u8>, ErrorResponse> {
    let announced = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok()).unwrap_or(0);
    if announced > DRAINED || (announced > LIMIT && headers.contains_key(EXPECT)) {
        return Err(ErrorResponse::PAYLOAD_TOO_LARGE);
    }
    let mut kept = Vec::new();
    let mut seen = 0;
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Error::MalformedRequest)?;
        seen += chunk.len();
        if seen > DRAINED {
            break;
        }
        if seen <= LIMIT {
            kept.extend_from_slice(&chunk);
        }
    }
    if seen > LIMIT { Err(ErrorResponse::PAYLOAD_TOO_LARGE) } else { Ok(kept) }
}
