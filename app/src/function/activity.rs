//! The account's history.

use super::{ApiError, Transport};
use leptos::prelude::*;
use mfa::view::Activity;
use server_fn::codec::Json;

/// The latest events, newest first, at most 100 of them.
///
/// # Errors
///
/// `NotSignedIn`, `RequiresAdditionalAuth`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "activity/list", input = Json, client = Transport)]
pub async fn list(limit: u32) -> Result<Vec<Activity>, ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    Ok(cx.latchkey.activity(cx.signed_in()?, limit.min(100)).await?)
}
