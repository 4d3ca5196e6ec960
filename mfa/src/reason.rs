//! Why an administrator did something to others. It is kept, and told to whom it concerns.

use crate::Error;

/// Characters in a reason.
const LONGEST: usize = 300;

/// A reason as it is stored.
///
/// # Errors
///
/// [`Error::ReasonMissing`] for none, and for one that is too long or isn't one line.
pub(crate) fn check(reason: &str) -> Result<&str, Error> {
    let reason = reason.trim();
    let fits = (1..=LONGEST).contains(&reason.chars().count()) && !reason.chars().any(char::is_control);
    if fits { Ok(reason) } else { Err(Error::ReasonMissing) }
}
