//! A policy, saved after its preview.

use crate::form::{Fields, outcome::Outcome};
use mfa::Error;

pub(super) async fn save(_fields: &Fields) -> Result<Outcome, Error> {
    Err(Error::NotFound)
}
