//! Keeps the task that sends mails running: a bug that ends it must not end mail in silence.

use futures::FutureExt;
use std::{
    panic::AssertUnwindSafe,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::time::sleep;

/// Whether the task that sends mails works. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct MailerState {
    /// Set while the task pauses after a bug.
    down: Arc<AtomicBool>,
}

impl MailerState {
    /// Whether a bug has ended the task, which begins again after a pause.
    #[must_use]
    pub fn is_down(&self) -> bool {
        self.down.load(Ordering::Relaxed)
    }
}

/// Work that begins again after a panic.
pub(super) trait Supervised: Send {
    /// Works until there is nothing more to do.
    fn run(&mut self) -> impl Future<Output = ()> + Send;
}

/// Runs `work` until it ends by itself. If it panics, it is run again after `pause`.
pub(super) async fn supervise(state: MailerState, pause: Duration, mut work: impl Supervised) {
    // Only the connection to the relay could be left in the middle of something, and a failed hand-over drops it.
    while AssertUnwindSafe(work.run()).catch_unwind().await.is_err() {
        state.down.store(true, Ordering::Relaxed);
        // The panic hook logs the location.
        tracing::error!(pause_seconds = pause.as_secs(), "a bug ended the task that sends mails; it begins again after a pause");
        sleep(pause).await;
        state.down.store(false, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicU32;

    /// Panics twice.
    struct Faulty {
        runs: Arc<AtomicU32>,
    }

    impl Supervised for Faulty {
        async fn run(&mut self) {
            assert!(self.runs.fetch_add(1, Ordering::Relaxed) == 2, "a bug");
        }
    }

    #[tokio::test]
    async fn the_task_begins_again_after_a_bug() {
        let (state, runs) = (MailerState::default(), Arc::<AtomicU32>::default());
        // Polled after the work, which has failed by then and pauses.
        let watch = async { assert!(state.is_down(), "while it pauses") };
        let work = supervise(state.clone(), Duration::from_millis(10), Faulty { runs: Arc::clone(&runs) });
        tokio::join!(work, watch);
        assert_eq!(runs.load(Ordering::Relaxed), 3);
        assert!(!state.is_down());
    }
}
