//! Notices about the users of an application, reported to the application.

use mfa::{Latchkey, VisitorNotice};
use std::{pin::Pin, sync::Arc, time::Duration};
use tokio::{
    task::JoinHandle,
    time::{sleep, timeout},
};

/// How often notices are looked for if none is inserted in this process.
const POLL: Duration = Duration::from_secs(5);
/// How soon they are looked for after one was inserted: its transaction may still be open.
const SOON: Duration = Duration::from_millis(200);
/// How long the application may take for one notice. The others wait meanwhile.
const TOLD_WITHIN: Duration = Duration::from_secs(60);

/// Takes notices about the application's users, such as that a method was added, and passes them on.
pub trait OnNotice: Send + Sync + 'static {
    /// Passes a notice on to its user. Returns whether that was done, or will be: if not, the same notice is reported again later.
    fn notice(&self, notice: VisitorNotice) -> impl Future<Output = bool> + Send;
}

/// The same, as a trait object.
pub(crate) trait DynOnNotice: Send + Sync {
    fn notice_boxed(&self, notice: VisitorNotice) -> Pin<Box<dyn Future<Output = bool> + Send + '_>>;
}

impl<T: OnNotice> DynOnNotice for T {
    fn notice_boxed(&self, notice: VisitorNotice) -> Pin<Box<dyn Future<Output = bool> + Send + '_>> {
        Box::pin(self.notice(notice))
    }
}

/// The running task. It is cancelled when this is dropped.
pub(crate) struct Reporter(JoinHandle<()>);

impl Drop for Reporter {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Reporter {
    /// Starts the task, within a tokio runtime.
    pub(crate) fn spawn(latchkey: Latchkey, application: Arc<dyn DynOnNotice>) -> Self {
        Self(tokio::spawn(async move {
            loop {
                if let Err(error) = report(&latchkey, &application).await {
                    tracing::warn!(code = error.code(), "couldn't report a notice to the application");
                }
                tokio::select! {
                    () = sleep(POLL) => {}
                    () = latchkey.deliveries().woken() => sleep(SOON).await,
                }
            }
        }))
    }
}

async fn report(latchkey: &Latchkey, application: &Arc<dyn DynOnNotice>) -> Result<(), mfa::Error> {
    while let Some((notice, delivery)) = latchkey.deliveries().claim_event().await? {
        // In a task of its own: if the application's code panics or takes too long, the notice is reported again later.
        let application = Arc::clone(application);
        let mut telling = tokio::spawn(async move { application.notice_boxed(notice).await });
        let taken = match timeout(TOLD_WITHIN, &mut telling).await {
            Ok(taken) => taken.unwrap_or(false),
            Err(_) => {
                telling.abort();
                tracing::warn!(seconds = TOLD_WITHIN.as_secs(), "the application didn't take a notice in time; it is reported again later");
                false
            }
        };
        latchkey.deliveries().finish_event(&delivery, taken).await?;
    }
    Ok(())
}
