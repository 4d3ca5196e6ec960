//! Path prefixes: those of requests from scripts and from servers, and that of the pages inside an application.

/// The prefix of all JSON APIs.
pub(crate) const API: &str = "/api/";

/// The prefix of Latchkey's server functions, the same in all installations.
pub(crate) const FUNCTIONS: &str = "/api/latchkey/";

/// The prefix of the endpoints that reverse proxies ask, the same in all installations.
pub(crate) const FORWARD_AUTH: &str = "/forward-auth/";

/// The prefix of the API for applications' servers, which authenticate by a key.
pub(crate) const V1: &str = "/api/v1/";

/// The introspection of session tokens. It takes a form (RFC 7662 §2.1).
pub(crate) const INTROSPECT: &str = "/api/v1/introspect";

/// Whether pages can be below this path: one or more plain segments.
pub(crate) fn is_prefix(prefix: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    prefix.strip_prefix('/').is_some_and(|path| path.split('/').all(|segment| !segment.is_empty() && segment.chars().all(is_plain)))
}

#[cfg(test)]
mod tests {
    use super::is_prefix;

    #[test]
    fn a_prefix_is_a_plain_path() {
        for prefix in ["/security", "/a/b", "/my-account_2"] {
            assert!(is_prefix(prefix), "{prefix}");
        }
        for prefix in ["", "/", "security", "/security/", "//security", "/a//b", "/{id}", "/Security", "/..", "/a?b", "/ä"] {
            assert!(!is_prefix(prefix), "{prefix}");
        }
    }
}
