//! A mail server that isn't ours, aiosmtpd, and Python's parser of mails. Both are programs in `testbed/smtp`, for the environment that
//! `cargo xtask test mail` and `cargo xtask test http` make.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test without its mail server can't go on")]

mod python;
mod relay;

pub use python::{Parsed, Part, parse, parse_all};
pub use relay::{Facts, TestRelay};
