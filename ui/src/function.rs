//! What the browser can ask of the server.
//!
//! Every function is a `POST` of JSON to a fixed path under `/api/latchkey/` and answers with JSON, or with an [`ApiError`] and the status
//! of that error. The pages' forms call the same functions, so that a rule can't differ between the two. A function reads top to
//! bottom: who is asking, one call into `mfa`, the answer.
//!
//! Functions that open a session (sign-in, a proof) answer with the [`NextStep`], and the new session travels in its cookie.

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
