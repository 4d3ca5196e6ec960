//! The layers that requests pass through, one file each in alphabetical order. `routes.rs` determines the order in which they run.

pub(crate) mod access_log;
pub(crate) mod address;
pub(crate) mod api;
pub(crate) mod body_limit;
pub(crate) mod content_type;
pub(crate) mod csrf;
pub(crate) mod form_token;
pub(crate) mod headers;
pub(crate) mod idempotency;
pub(crate) mod inline_style;
pub(crate) mod method;
pub(crate) mod panic_and_timeout;
pub(crate) mod request_context;
pub(crate) mod session;
pub(crate) mod sign_in_limit;
pub(crate) mod status;
