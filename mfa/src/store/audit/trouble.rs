//! The deviations from the sealed audit that a verification reports.

use super::chain::AuditHead;

/// A deviation from the sealed audit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AuditTrouble {
    /// A column was changed.
    #[error("line {id} of batch {batch} was changed")]
    LineChanged {
        /// The line's id.
        id: String,
        /// The batch that sealed it.
        batch: i64,
    },
    /// A line was deleted, or moved to another batch.
    #[error("line {id} is missing from batch {batch}")]
    LineMissing {
        /// The line's id.
        id: String,
        /// The batch that sealed it.
        batch: i64,
    },
    /// A line that wasn't in the batch when it was sealed.
    #[error("line {id} was added to batch {batch}")]
    LineAdded {
        /// The line's id.
        id: String,
        /// The batch that the line names.
        batch: i64,
    },
    /// Lines that name a batch which never existed.
    #[error("{lines} line(s) say that they are of batch {batch}, which there isn't")]
    LinesAstray {
        /// Number of lines.
        lines: i64,
        /// The batch that the lines name.
        batch: i64,
    },
    /// The record of a batch doesn't match its hash.
    #[error("the record of batch {batch} was changed, so that its lines can't be checked")]
    BatchChanged {
        /// The batch's number.
        batch: i64,
    },
    /// A batch or the one before it was recreated.
    #[error("batch {batch} doesn't follow from the batch before it")]
    BatchUnlinked {
        /// The batch's number.
        batch: i64,
    },
    /// One batch was deleted.
    #[error("batch {batch} is missing")]
    BatchMissing {
        /// The batch's number.
        batch: i64,
    },
    /// Several batches in a row were deleted.
    #[error("batches {from} to {to} are missing")]
    BatchesMissing {
        /// The first one.
        from: i64,
        /// The last one.
        to: i64,
    },
    /// A record of the lines whose values were erased wasn't sealed by Latchkey.
    #[error("the record of what was erased from batch {batch} is forged, or was sealed with a key that isn't in the key file")]
    ErasureForged {
        /// The batch that the record names.
        batch: i64,
    },
    /// The row with the chain's head was deleted.
    #[error("the head of the chain is missing")]
    HeadMissing,
    /// The head wasn't sealed by Latchkey.
    #[error("the head of the chain is forged, or was sealed with a key that isn't in the key file")]
    HeadForged,
    /// The chain ends elsewhere: it was cut off, or continued without the key.
    #[error("the head doesn't fit: the chain was sealed up to {head} and ends with {newest}")]
    HeadElsewhere {
        /// The batch sealed last.
        head: AuditHead,
        /// The newest batch found.
        newest: AuditHead,
    },
    /// The batch that the operator noted down doesn't exist any more.
    #[error("the noted head {noted} isn't in the chain")]
    NotedElsewhere {
        /// The noted head.
        noted: AuditHead,
    },
}
