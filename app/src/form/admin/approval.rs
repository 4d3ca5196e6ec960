//! What a second administrator decides.

use crate::form::{Fields, outcome::Outcome};
use mfa::Error;

pub(super) async fn decide(_fields: &Fields) -> Result<Outcome, Error> {
    Err(Error::NotFound)
}
