//! What the application's own pages pass through.

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

/// Notes that the page isn't one of ours: its path is one of the whole site.
///
/// Our functions have no business here. The application's router may have them by itself, and here nothing is checked of what they rely on.
pub(super) async fn outside(mut request: Request, next: Next) -> Response {
    if request.uri().path().starts_with(FUNCTIONS) {
        tracing::error!("a function of Latchkey's is called through the application's own router: use `Embedded::mount`");
        return refuse(request.extensions(), Error::NotFound);
    }
    if let Some(cx) = request.extensions_mut().get_mut::<RequestContext>() {
        cx.outside = true;
    }
    next.run(request).await
}

/// Lets in who owes nothing.
pub(super) async fn protect(request: Request, next: Next) -> Response {
    let Some(cx) = request.extensions().get::<RequestContext>() else {
        return refuse(request.extensions(), Error::Unavailable);
    };
    match elsewhere(cx, request.method().is_safe()).await {
        Ok(None) => next.run(request).await,
        // Who comes back to the page must not be shown this answer from a cache.
        Ok(Some(address)) => (StatusCode::SEE_OTHER, [(LOCATION, address), (CACHE_CONTROL, "no-store".to_owned())]).into_response(),
        Err(error) => refuse(request.extensions(), error),
    }
}

/// Where the visitor is to go first. A page is come back to; anything else is refused.
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
