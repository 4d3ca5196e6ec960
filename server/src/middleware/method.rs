//! Allows three methods. `TRACE`, `OPTIONS` (there is no CORS here) and unknown methods are refused before they reach a route.

use crate::answer::{ErrorResponse, refuse};
use axum::{extract::Request, middleware::Next, response::Response};
use http::{HeaderValue, Method, header::ALLOW};

const ALLOWED: HeaderValue = HeaderValue::from_static("GET, HEAD, POST");

pub(crate) async fn method(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::POST) {
        return next.run(request).await;
    }
    let mut response = refuse(request.extensions(), ErrorResponse::METHOD_NOT_ALLOWED);
    response.headers_mut().insert(ALLOW, ALLOWED);
    response
}
