//! The signals that stop the server.

use tokio::signal::unix::{SignalKind, signal};

/// Completes on `SIGTERM` (service managers) or `SIGINT` (Ctrl-C).
///
/// # Errors
///
/// If the system doesn't allow signals to be handled.
pub(crate) fn requested() -> std::io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping");
    })
}
