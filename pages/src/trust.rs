//! The box at the challenge with which a browser is trusted, as its proof sends it.

use mfa::{Caller, Error};
use ui::request::RequestContext;

/// The name of the box. Its value is the number of days that the page has shown.
pub(crate) const TRUST: &str = "trust";

/// The caller of a proof, who may have ticked the box.
///
/// # Errors
///
/// [`Error::MalformedRequest`] for a value that isn't a number of days.
pub(crate) fn caller_asking(cx: &RequestContext, days: Option<&str>) -> Result<Caller, Error> {
    Ok(match days {
        Some(days) => cx.caller.clone().asking_for_trust(days.parse().map_err(|_| Error::MalformedRequest)?),
        None => cx.caller.clone(),
    })
}
