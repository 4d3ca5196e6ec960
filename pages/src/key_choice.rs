//! The fields that a new application key is chosen by, as the page writes them and the form reads them.

use crate::fields::Fields;
use mfa::{Error, Scope};
use std::time::Duration;
use strum::VariantArray;

/// The field with the id of the key that the new one replaces.
pub(crate) const REPLACES: &str = "replaces";
/// The field of the time after which the key stops working.
pub(crate) const EXPIRY: &str = "expiry";
/// The choices of [`EXPIRY`] with their sentences: a number of days, or never.
pub(crate) const EXPIRIES: [(&str, &str); 4] =
    [(NEVER, "admin-keys-never"), ("30", "admin-keys-30-days"), ("90", "admin-keys-90-days"), ("365", "admin-keys-1-year")];
const NEVER: &str = "never";
const DAY: Duration = Duration::from_hours(24);

/// The choice that is nearest to so many milliseconds, and not shorter if there is one; never without an end.
pub(crate) fn choice_like(validity: Option<i64>) -> &'static str {
    let Some(validity) = validity else { return NEVER };
    let days = validity.div_euclid(24 * 60 * 60 * 1000);
    let ends = || EXPIRIES.iter().filter_map(|(value, _)| Some((*value, value.parse::<i64>().ok()?)));
    ends().find(|(_, offered)| *offered >= days).or_else(|| ends().next_back()).map_or(NEVER, |(value, _)| value)
}

/// The scopes that a new key has unless others are chosen: those of a server that checks confirmed actions.
pub(crate) const USUAL: [Scope; 2] = [Scope::ConsumeMfaTokens, Scope::ReadActions];

/// The sentence about a scope.
pub(crate) const fn sentence_of(scope: Scope) -> &'static str {
    match scope {
        Scope::ConsumeMfaTokens => "admin-keys-scope-consume-tokens",
        Scope::ReadActions => "admin-keys-scope-read-actions",
        Scope::WriteConfirmations => "admin-keys-scope-write-confirmations",
        Scope::ReadSessions => "admin-keys-scope-read-sessions",
        Scope::WriteSessions => "admin-keys-scope-write-sessions",
        Scope::IntrospectTokens => "admin-keys-scope-introspect-tokens",
    }
}

/// The chosen scopes. The field of each has its name.
pub(crate) fn granted(fields: &Fields) -> Vec<Scope> {
    Scope::VARIANTS.iter().copied().filter(|scope| fields.get(scope.as_str()).is_some()).collect()
}

/// How long the key is valid; `None` for a key without an end.
///
/// # Errors
///
/// [`Error::MalformedRequest`] for a value that the page doesn't offer.
pub(crate) fn valid_for(fields: &Fields) -> Result<Option<Duration>, Error> {
    let chosen = fields.get(EXPIRY).unwrap_or(NEVER);
    if !EXPIRIES.iter().any(|(value, _)| *value == chosen) {
        return Err(Error::MalformedRequest);
    }
    Ok(chosen.parse().ok().map(|days: u32| DAY * days))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_replacement_lasts_as_long_as_its_predecessor() {
        let days = |days: i64| choice_like(Some(days * 24 * 60 * 60 * 1000));
        assert_eq!((choice_like(None), days(30), days(31), days(90), days(365), days(4000)), (NEVER, "30", "90", "90", "365", "365"));
    }

    #[test]
    fn scopes_and_expiry_are_read() {
        let chosen = fields(&[("sessions:read", "on"), ("actions:read", "on"), ("users:explode", "on"), ("expiry", "90")]);
        assert_eq!(granted(&chosen), [Scope::ReadActions, Scope::ReadSessions]);
        assert_eq!(valid_for(&chosen), Ok(Some(Duration::from_secs(7_776_000))));
        assert_eq!(valid_for(&fields(&[])), Ok(None));
        assert_eq!(valid_for(&fields(&[("expiry", "never")])), Ok(None));
        for refused in ["", "0", "31", "-1", "9999999999"] {
            assert_eq!(valid_for(&fields(&[("expiry", refused)])), Err(Error::MalformedRequest), "{refused}");
        }
    }
}
