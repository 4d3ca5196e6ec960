//! Refuses a function call that a script made for another session than the current one.
//!
//! Another user may sign in in a second tab while a page is still open in the first. Our own scripts send the form token of their page's session with
//! every call. Calls without a token apply to the session of their cookie.

use crate::{answer::refuse, functions, paths::FUNCTIONS};
use axum::{extract::Request, middleware::Next, response::Response};
use mfa::Error;
use pages::form_token::HEADER;
use ui::request::RequestContext;

pub(crate) async fn form_token(request: Request, next: Next) -> Response {
    if fits(&request) { next.run(request).await } else { refuse(request.extensions(), Error::SessionChanged) }
}

fn fits(request: &Request) -> bool {
    let path = request.uri().path();
    if !path.starts_with(FUNCTIONS) || !functions::rules_of(path).is_bound_to_session {
        return true;
    }
    let Some(sent) = request.headers().get(HEADER).filter(|sent| !sent.is_empty()) else { return true };
    let Some(cx) = request.extensions().get::<RequestContext>() else { return false };
    // If there is no session, the function itself refuses the call.
    let Some(session) = &cx.session else { return true };
    sent.to_str().is_ok_and(|token| cx.latchkey.forms().is_token_of(session, token))
}
