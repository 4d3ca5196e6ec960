//! Finds out where the visitor of an application's page stands.

use crate::answer::refuse;
use axum::{extract::Request, middleware::Next, response::Response};
use ui::request::RequestContext;

/// Finds out where the visitor of a page stands, so that hooks know it from the first moment on.
pub(crate) async fn status(mut request: Request, next: Next) -> Response {
    if let Some(cx) = request.extensions_mut().get_mut::<RequestContext>() {
        match cx.latchkey.status(cx.session.as_ref()).await {
            Ok(status) => cx.status = Some(status),
            Err(error) => return refuse(request.extensions(), error),
        }
    }
    next.run(request).await
}
