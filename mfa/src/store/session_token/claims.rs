//! The claims of a token.

use super::Vouched;
use serde::{Deserialize, Serialize};

/// The claims of a session token (RFC 7519).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionClaims {
    /// The public origin of this installation.
    pub iss: String,
    /// The one audience.
    pub aud: String,
    /// When it was issued: seconds since 1970.
    pub iat: i64,
    /// When it expires: seconds since 1970. Two minutes after it was issued, or when its session ends, if that is earlier.
    pub exp: i64,
    /// The token's own id.
    pub jti: String,
    /// The user, the session, and what was proved in it.
    #[serde(flatten)]
    pub vouched: Vouched,
}
