//! The reason for an action on other people or on the policy. It is stored, and shown to the people concerned.

use crate::Error;

/// Longest reason, in characters.
pub const LONGEST_REASON: usize = 300;

/// The reason in the form that is stored: one line, trimmed.
///
/// # Errors
///
/// [`Error::ReasonMissing`] for an empty reason, and for one that is too long or has more than one line.
pub(crate) fn check(reason: &str) -> Result<&str, Error> {
    let reason = reason.trim();
    let fits = (1..=LONGEST_REASON).contains(&reason.chars().count()) && !reason.chars().any(char::is_control);
    if fits { Ok(reason) } else { Err(Error::ReasonMissing) }
}
