//! When to stop.

use tokio::signal::unix::{SignalKind, signal};

/// Ready on `SIGTERM` (service managers) or `SIGINT` (Ctrl-C).
///
/// # Errors
///
/// When the system doesn't let signals be handled.
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
