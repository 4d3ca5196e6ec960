//! The server functions, which scripts in the browser call.
//!
//! Every function is a `POST` of JSON to a fixed path under `/api/latchkey/` and answers with JSON, or with an [`ApiError`] and the status
//! of that error. A function reads top to bottom: the session, one call into `mfa`, the answer. The forms of the pages don't call these functions:
//! their handlers make the same call into `mfa`, which has all the rules.
//!
//! Functions that open a session (sign-in, a proof) answer with the [`NextStep`], and set the cookie of the new session.

pub mod account;
pub mod action;
pub mod activity;
pub mod device;
pub mod flow;
#[cfg(feature = "hydrate")]
mod from_js;
pub mod manage;
pub mod method;
pub mod passkey;
pub mod recovery;
pub mod session;
pub mod totp;

pub use crate::error::ApiError;
pub(crate) use crate::transport::JsonPost;
