//! How far the second factor has come: who has one, where people stop on the way, and what goes wrong.
//!
//! Nothing here grows with the installation's age. What happened is counted by day, up to a mark that moves on with a timer ([`count`]); what is
//! younger than the mark is counted when somebody looks ([`figures`]).

mod count;
mod figures;

pub(crate) use count::DAY;
pub use figures::{Adoption, Census, Day, Passage};
