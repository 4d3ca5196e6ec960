//! What an administrator does for somebody, or against them.

use crate::form::{Fields, outcome::Outcome};
use mfa::Error;

pub(super) async fn reset(_id: &str, _fields: &Fields) -> Result<Outcome, Error> {
    Err(Error::NotFound)
}

pub(super) async fn end_sessions(_id: &str, _fields: &Fields) -> Result<Outcome, Error> {
    Err(Error::NotFound)
}

pub(super) async fn disable(_id: &str, _fields: &Fields) -> Result<Outcome, Error> {
    Err(Error::NotFound)
}

pub(super) async fn enable(_id: &str, _fields: &Fields) -> Result<Outcome, Error> {
    Err(Error::NotFound)
}
