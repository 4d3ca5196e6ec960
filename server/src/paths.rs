//! What the paths of requests from scripts and from servers begin with.

/// Below here everything is asked and answered in JSON.
pub(crate) const API: &str = "/api/";

/// Every server function of ours, wherever the pages are.
pub(crate) const FUNCTIONS: &str = "/api/latchkey/";

/// What servers of applications ask, with a key.
pub(crate) const V1: &str = "/api/v1/";
