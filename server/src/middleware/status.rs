//! Reads the status of the visitor for a page of an application.

use crate::answer::refuse;
use axum::{extract::Request, middleware::Next, response::Response};
use ui::request::RequestContext;

/// Reads the status of the visitor, so that hooks have it when the page loads.
pub(crate) async fn status(mut request: Request, next: Next) -> Response {
    if let Some(cx) = request.extensions_mut().get_mut::<RequestContext>() {
        match cx.find_status().await {
            Ok(status) => cx.status = Some(status),
            Err(error) => return refuse(request.extensions(), error),
        }
    }
    next.run(request).await
}
