//! Sends the queued mails: to a relay by SMTP, or to files if no relay is set.
//!
//! ```text
//!            ┌──────────────────────────── more ───────────────────────────┐
//!            ▼                                                             │
//!  answer requests ─► claim a mail ─► letter ─► message ─► relay or file ─► finish
//!            ▲              │ none
//!            └─ 5 s, woken ─┘
//! ```
//!
//! Every server of an installation runs this task. The queue gives each mail to one of them at a time.

mod example;
mod letters;
mod outlet;

pub use example::{ExampleMail, example_mails};
pub use outlet::{MailerError, Outlet};

/// A finished phase of a test mail.
pub use mail::Step;

use letters::Letters;
use mfa::{Delivery, Error, Handover, Latchkey};
use std::{path::PathBuf, sync::Arc, time::Duration};
use tokio::{
    sync::Notify,
    task::JoinHandle,
    time::{Instant, sleep, timeout},
};
use ui::site::Site;

/// How often the queue is read if nothing is inserted in this process: other servers insert mails, too.
const POLL: Duration = Duration::from_secs(5);
/// How soon the queue is read after a mail was inserted in this process. Its transaction may still be open at first.
const LOOKS: [Duration; 3] = [Duration::from_millis(20), Duration::from_millis(200), Duration::from_secs(1)];
/// How often recoveries are led on: their days begin, and their waiting time ends.
const ADVANCE_EVERY: Duration = Duration::from_secs(60);
/// How long nothing is sent after the relay refused the sender.
const PAUSE: Duration = Duration::from_secs(60);
/// How long a shutdown waits for the mail that is being handed over. After that, another server sends it again.
const STOP_WITHIN: Duration = Duration::from_secs(2);

/// The running task. It is cancelled when this is dropped.
#[must_use = "the task ends when this is dropped"]
pub struct Mailer {
    task: JoinHandle<()>,
    stop: Arc<Notify>,
}

impl Drop for Mailer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Mailer {
    /// Starts the task, within a tokio runtime.
    pub fn spawn(latchkey: &Latchkey, site: &Site, outlet: Outlet) -> Self {
        let stop = Arc::new(Notify::new());
        let sender = Sender { latchkey: latchkey.clone(), letters: Letters::new(site, outlet.texts()), outlet, advanced_at: None };
        Self { task: tokio::spawn(sender.run(Arc::clone(&stop))), stop }
    }

    /// Ends the task after the mail that is being handed over, if that takes at most two seconds.
    pub async fn stop(mut self) {
        self.stop.notify_one();
        let _ = timeout(STOP_WITHIN, &mut self.task).await;
    }
}

/// Sends one mail to `to` in the foreground, and reports each phase. Returns the path of its file if no relay is set.
///
/// # Errors
///
/// The reason, for the operator.
pub async fn send_test(
    latchkey: &Latchkey,
    site: &Site,
    outlet: &Outlet,
    to: &str,
    report: &mut (dyn FnMut(Step) + Send),
) -> Result<Option<PathBuf>, String> {
    let id = uuid::Uuid::new_v4().simple().to_string();
    let message = Letters::new(site, outlet.texts()).test(&id, to, outlet.from(), latchkey.now().0)?;
    outlet.send_once(&message, report).await
}

/// The state of the queue after it was read.
enum Queue {
    Empty,
    /// The relay refuses the sender.
    Paused,
}

struct Sender {
    latchkey: Latchkey,
    letters: Letters,
    outlet: Outlet,
    advanced_at: Option<Instant>,
}

impl Sender {
    async fn run(mut self, stop: Arc<Notify>) {
        let mut looks = LOOKS.iter();
        loop {
            let (wait, is_paused) = match self.send_all(&stop).await {
                Ok(Some(Queue::Empty)) => (looks.next().copied().unwrap_or(POLL), false),
                Ok(Some(Queue::Paused)) => (PAUSE, true),
                Ok(None) => break,
                Err(error) => {
                    tracing::warn!(code = error.code(), "couldn't read the queue of mails");
                    (POLL, false)
                }
            };
            self.outlet.rest().await;
            tokio::select! {
                () = stop.notified() => break,
                () = sleep(wait) => {}
                // A new mail would be refused like the one before.
                () = self.latchkey.deliveries().woken(), if !is_paused => {
                    looks = LOOKS.iter();
                    if let Some(first) = looks.next() {
                        sleep(*first).await;
                    }
                }
            }
        }
        self.outlet.rest().await;
    }

    /// Sends what is due. `None` if the task should end.
    async fn send_all(&mut self, stop: &Notify) -> Result<Option<Queue>, Error> {
        let deliveries = self.latchkey.clone();
        while deliveries.deliveries().answer_requests().await? {}
        if self.advanced_at.is_none_or(|at| at.elapsed() >= ADVANCE_EVERY) {
            deliveries.deliveries().advance_recoveries().await?;
            self.advanced_at = Some(Instant::now());
        }
        loop {
            // Ready at once if the task was asked to end.
            if timeout(Duration::ZERO, stop.notified()).await.is_ok() {
                return Ok(None);
            }
            let Some(delivery) = deliveries.deliveries().claim().await? else { return Ok(Some(Queue::Empty)) };
            let handover = self.hand_over(&delivery).await;
            deliveries.deliveries().finish(&delivery, &handover).await?;
            match handover {
                Handover::Accepted => tracing::info!(id = delivery.id, kind = delivery.kind.name(), "sent a mail"),
                Handover::Later(reason) => tracing::warn!(id = delivery.id, reason, "couldn't send a mail; it is tried again"),
                Handover::Refused(reason) => tracing::warn!(id = delivery.id, reason, "a mail was refused"),
                Handover::Paused(reason) => {
                    tracing::error!(reason, advice = "check the settings below [mail]", "the mail relay refuses this server; mails wait");
                    return Ok(Some(Queue::Paused));
                }
            }
        }
    }

    async fn hand_over(&mut self, delivery: &Delivery) -> Handover {
        match self.letters.message(delivery, self.outlet.from()) {
            Ok(message) => self.outlet.deliver(&message).await,
            Err(reason) => Handover::Refused(reason),
        }
    }
}
