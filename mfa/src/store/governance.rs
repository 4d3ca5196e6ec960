//! Changes of the policy: previewed, saved as a version, compared, restored.
//!
//! ```text
//!  draft ──► preview: whom would it touch? ──► change ──► version n + 1
//!    ▲                                                        │
//!    └──────────────── restore: an old version as the draft ──┘
//! ```
//!
//! A version is an `INSERT` with the number after that of the version on which the change is based, so that of two simultaneous changes the second
//! one is refused.

mod account_group;
mod change;
mod preview;
mod unknown;
mod version;

pub use account_group::PolicyEffect;
pub use preview::{AffectedPeople, Preview, RecoveryPreview};
pub use version::Version;
