//! Refuses a call of a function that a script means for another session than the one that is there now.
//!
//! A page may lie in a tab while somebody else signs in, in another one. Our own scripts send the form token of the session that their page
//! is about, with every call. Callers that send none mean the session of their cookie.

use crate::{answer::refuse, paths::FUNCTIONS};
use axum::{extract::Request, middleware::Next, response::Response};
use mfa::Error;
use pages::form_token::HEADER;
use ui::request::RequestContext;

/// Below [`FUNCTIONS`]: they find out who is there, or open a session for somebody who says who that is.
const WITHOUT: [&str; 7] =
    ["flow/next-step", "flow/status", "flow/user", "account/sign-up", "account/sign-in", "passkey/sign-in/begin", "passkey/sign-in/finish"];

pub(crate) async fn form_token(request: Request, next: Next) -> Response {
    if fits(&request) { next.run(request).await } else { refuse(request.extensions(), Error::SessionChanged) }
}

fn fits(request: &Request) -> bool {
    let Some(function) = request.uri().path().strip_prefix(FUNCTIONS) else { return true };
    let Some(sent) = request.headers().get(HEADER).filter(|sent| !sent.is_empty()) else { return true };
    if WITHOUT.contains(&function) {
        return true;
    }
    let Some(cx) = request.extensions().get::<RequestContext>() else { return false };
    // Without a session the function itself says so.
    let Some(session) = &cx.session else { return true };
    sent.to_str().is_ok_and(|token| cx.latchkey.forms().is_token_of(session, token))
}
