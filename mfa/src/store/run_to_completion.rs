//! Work that runs to completion, whether somebody waits for it or not.
//!
//! A request's future is dropped when its client disconnects. Between the guess that is counted and the line that reports it that must not
//! happen: a wait would begin of which neither the account's history nor the audit says anything.

use crate::Error;
use tracing::Instrument;

/// Runs `work` in a task of its own and waits for it.
pub(crate) async fn run_to_completion<T: Send + 'static>(
    work: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T, Error> {
    tokio::spawn(work.in_current_span()).await.unwrap_or_else(|error| {
        tracing::error!(error = %error, "a background task panicked or was canceled");
        Err(Error::Unavailable)
    })
}
