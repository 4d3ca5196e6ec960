//! The recovery of the session's account that is under way. It comes with the session's row, so that every page can tell it.

use crate::Timestamp;

/// The recovery of an account that is under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRecovery {
    /// The id.
    pub id: String,
    /// Whether its waiting time is over.
    pub is_ready: bool,
    /// When it began.
    pub began_at: Timestamp,
    /// The earliest end of its waiting time.
    pub ready_at: Timestamp,
}
