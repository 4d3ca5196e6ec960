//! The common parts of the two screens that ask for a proof.

use mfa::Error;
use ui::function::flow::begin_challenge;

/// Begins the challenge. Gives the wait, if there is one: it is said before a code is typed.
pub(super) async fn begin() -> Result<Option<Error>, Error> {
    match begin_challenge().await.map_err(Error::from) {
        Ok(()) => Ok(None),
        Err(wait @ Error::MfaRateLimited { .. }) => Ok(Some(wait)),
        Err(error) => Err(error),
    }
}
