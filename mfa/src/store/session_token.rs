//! Session tokens: signed statements about a full session, for the servers of applications.
//!
//! ```text
//!  browser ── full session ──► issue ──► token, two minutes ──► application's server ──► verifies it with the published keys
//!                                                                        └──► introspect: is the session still there?
//! ```
//!
//! A half session gets none. What a token says is positive: without `acr` and `amr`, nothing was proved.
//!
//! ```text
//! session_token/claims.rs       what a token says
//! session_token/standing.rs     whether a session may have one, and what it has proved
//! session_token/jws.rs          the signed form
//! session_token/issue.rs        for the session's own browser
//! session_token/introspect.rs   for the application's server
//! ```

mod claims;
mod introspect;
mod issue;
mod jws;
mod standing;

pub use claims::SessionClaims;
pub use issue::SessionToken;
pub use standing::{Standing, Vouched};
