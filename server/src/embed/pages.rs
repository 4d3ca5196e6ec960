//! The layers for the application's own pages.

use crate::{answer::refuse, paths::FUNCTIONS};
use axum::{
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::header::{CACHE_CONTROL, LOCATION};
use mfa::{Error, NextStep};
use ui::{paths, request::RequestContext};

/// Marks the request as one for a page of the application: its path is one of the whole site.
///
/// Server functions of Latchkey are refused here. The application's router may have registered them, and none of the checks that they rely on runs
/// here.
pub(super) async fn outside(mut request: Request, next: Next) -> Response {
    if request.uri().path().starts_with(FUNCTIONS) {
        tracing::error!(
            "refused a server function of Latchkey that was called through the application's own router: mount it with `Embedded::mount`"
        );
        return refuse(request.extensions(), Error::NotFound);
    }
    if let Some(cx) = request.extensions_mut().get_mut::<RequestContext>() {
        cx.outside = true;
    }
    next.run(request).await
}

/// Admits visitors with no pending step.
pub(super) async fn protect(request: Request, next: Next) -> Response {
    let Some(cx) = request.extensions().get::<RequestContext>() else {
        return refuse(request.extensions(), Error::Unavailable);
    };
    match elsewhere(cx, request.method().is_safe()).await {
        Ok(None) => next.run(request).await,
        // A visitor who returns to the page must not get this response from a cache.
        Ok(Some(address)) => (StatusCode::SEE_OTHER, [(LOCATION, address), (CACHE_CONTROL, "no-store".to_owned())]).into_response(),
        Err(error) => refuse(request.extensions(), error),
    }
}

/// The address that the visitor is redirected to first. Only page requests are redirected, since the visitor returns to a page; all others are
/// refused.
async fn elsewhere(cx: &RequestContext, is_page: bool) -> Result<Option<String>, Error> {
    match &cx.status.as_ref().ok_or(Error::Unavailable)?.step {
        step if step.is_free() => Ok(None),
        NextStep::SignIn if is_page => Ok(Some(cx.site.sign_in_for(&cx.address()))),
        NextStep::SignIn => Err(Error::NotSignedIn),
        _ if is_page => {
            cx.latchkey.sessions().set_return_to(cx.any_session()?, &cx.address()).await?;
            Ok(Some(cx.link(paths::NEXT_STEP)))
        }
        _ => Err(Error::RequiresAdditionalAuth),
    }
}
