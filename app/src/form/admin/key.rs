//! The keys of applications.

use crate::form::{Fields, outcome::Outcome};
use mfa::Error;

pub(super) async fn create(_fields: &Fields) -> Result<Outcome, Error> {
    Err(Error::NotFound)
}

pub(super) async fn revoke(_id: &str) -> Result<Outcome, Error> {
    Err(Error::NotFound)
}
