//! Path prefixes of requests from scripts and from servers.

/// The prefix of all JSON APIs.
pub(crate) const API: &str = "/api/";

/// The prefix of Latchkey's server functions, the same in all installations.
pub(crate) const FUNCTIONS: &str = "/api/latchkey/";

/// The prefix of the API for applications' servers, which authenticate by a key.
pub(crate) const V1: &str = "/api/v1/";

/// The introspection of session tokens. It takes a form (RFC 7662 §2.1).
pub(crate) const INTROSPECT: &str = "/api/v1/introspect";
