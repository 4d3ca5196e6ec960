//! Where the account is signed in.

use super::{ApiError, JsonPost};
use leptos::prelude::*;
use mfa::view::SessionInfo;

/// The live sessions, the current one first.
///
/// # Errors
///
/// `NotSignedIn`, `RequiresAdditionalAuth`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "session/list", protocol = JsonPost)]
pub async fn list() -> Result<Vec<SessionInfo>, ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    Ok(cx.latchkey.sessions().list(cx.signed_in()?).await?)
}

/// Ends one session. It is refused from its next request on.
///
/// # Errors
///
/// `NotSignedIn`, `RequiresAdditionalAuth`, `NotFound`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "session/end", protocol = JsonPost)]
pub async fn end(id: String) -> Result<(), ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    Ok(cx.latchkey.sessions().end(&cx.caller, cx.signed_in()?, &id).await?)
}

/// Ends all other sessions. Returns their number.
///
/// # Errors
///
/// `NotSignedIn`, `RequiresAdditionalAuth`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "session/end-others", protocol = JsonPost)]
pub async fn end_others() -> Result<u64, ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    Ok(cx.latchkey.sessions().end_others(&cx.caller, cx.signed_in()?).await?)
}
