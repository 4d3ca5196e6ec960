//! The adoption of second factors: accounts that have one, the steps at which enrollments stop, and failures.
//!
//! The cost doesn't grow with the installation's age. Events are counted by day, up to a mark that a timer moves on ([`count`]); events after the
//! mark are counted when the figures are read ([`figures`]).

mod count;
mod figures;

pub(crate) use count::{DAY, sweep};
pub use figures::{Adoption, Day, FactorCounts, Passage};
