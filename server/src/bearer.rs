//! Credentials in a header.

/// The credentials of the scheme `Bearer`, whose name is case-insensitive (RFC 9110 §11.1). `None` for another scheme.
pub(crate) fn credentials(value: &str) -> Option<&str> {
    let (scheme, credentials) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| credentials.trim())
}
