//! Why an administrator did something to others. It is kept, and told to whom it concerns.

use crate::Error;

/// Characters in the reason for what is done to others.
pub const LONGEST_REASON: usize = 300;

/// A reason as it is stored.
///
/// # Errors
///
/// [`Error::ReasonMissing`] for none, and for one that is too long or isn't one line.
pub(crate) fn check(reason: &str) -> Result<&str, Error> {
    let reason = reason.trim();
    let fits = (1..=LONGEST_REASON).contains(&reason.chars().count()) && !reason.chars().any(char::is_control);
    if fits { Ok(reason) } else { Err(Error::ReasonMissing) }
}
