//! The account's history.

use super::{ApiError, JsonPost};
use leptos::prelude::*;
use mfa::view::Activity;

/// The latest events, newest first, at most 100 of them.
///
/// # Errors
///
/// `NotSignedIn`, `RequiresAdditionalAuth`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "activity/list", protocol = JsonPost)]
pub async fn list(limit: u32) -> Result<Vec<Activity>, ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    Ok(cx.latchkey.account().activity(cx.signed_in()?, limit.min(100)).await?)
}
