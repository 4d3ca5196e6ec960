//! How the policy is changed: looked at before, saved as a version, compared, restored.
//!
//! ```text
//!  draft ──► preview: whom would it touch? ──► change ──► version n + 1
//!    ▲                                                        │
//!    └──────────────── restore: an old version as the draft ──┘
//! ```
//!
//! A version is an `INSERT` under a number one higher than that of the version which the change began with, so that of two administrators at once
//! one is told that the other was faster.

mod census;
mod change;
mod preview;
mod unknown;
mod version;

pub use census::Effect;
pub use preview::{Preview, Touched};
pub use version::Version;
