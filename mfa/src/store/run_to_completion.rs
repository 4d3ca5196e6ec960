//! Work that runs to completion even if the client disconnects.
//!
//! A disconnect drops the request's future. Between counting a guess and reporting it, that must not happen: a wait could begin without an entry in
//! the account's activity and in the audit log.

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
