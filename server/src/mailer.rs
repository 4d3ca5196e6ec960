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
//! Every server of an installation runs this task. The queue gives each mail to one of them at a time. If a bug ends it, it begins again.

mod example;
mod letters;
mod outlet;
mod supervise;

pub use example::{ExampleMail, example_mails};
pub use outlet::{MailerError, Outlet};
pub use supervise::MailerState;

/// A finished phase of a test mail.
pub use mail::Step;

use crate::clock::{ClockJumpDetector, MonotonicClock, difference_from_database};
use letters::Letters;
use mfa::{Delivery, Error, Handover, Latchkey};
use std::{path::PathBuf, sync::Arc, time::Duration};
use supervise::{Supervised, supervise};
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
/// How often recoveries are advanced.
const ADVANCE_EVERY: Duration = Duration::from_secs(60);
/// How long nothing is sent after the relay refused the sender.
const PAUSE: Duration = Duration::from_secs(60);
/// How long nothing is sent after a bug has ended the task: the mail that it met again would end it again.
const RESTART: Duration = Duration::from_secs(10);
/// How long a shutdown waits for the mail that is being handed over. After that, another server sends it again.
const STOP_WITHIN: Duration = Duration::from_secs(2);

/// The running task. It is cancelled when this is dropped.
#[must_use = "the task ends when this is dropped"]
pub struct Mailer {
    task: JoinHandle<()>,
    stop: Arc<Notify>,
    state: MailerState,
}

impl Drop for Mailer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Mailer {
    /// Starts the task, within a tokio runtime.
    ///
    /// `monotonic_clock` is [`crate::clock::uptime`]: after a jump of the computer's clock, recoveries neither advance nor lapse for an hour, nor while it
    /// differs from the database's.
    pub fn spawn(latchkey: &Latchkey, site: &Site, outlet: Outlet, monotonic_clock: MonotonicClock) -> Self {
        let stop = Arc::new(Notify::new());
        let state = MailerState::default();
        let letters = Letters::new(site, outlet.texts());
        let watch = ClockJumpDetector::new(monotonic_clock, latchkey.now());
        let sender = Sender { latchkey: latchkey.clone(), letters, outlet, stop: Arc::clone(&stop), watch, advanced_at: None };
        let task = tokio::spawn(supervise(state.clone(), RESTART, sender));
        Self { task, stop, state }
    }

    /// The state of the task, for the health check.
    pub fn state(&self) -> MailerState {
        self.state.clone()
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
    stop: Arc<Notify>,
    watch: ClockJumpDetector,
    advanced_at: Option<Instant>,
}

impl Supervised for Sender {
    async fn run(&mut self) {
        let stop = Arc::clone(&self.stop);
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
}

impl Sender {
    /// Sends what is due. `None` if the task should end.
    async fn send_all(&mut self, stop: &Notify) -> Result<Option<Queue>, Error> {
        let latchkey = self.latchkey.clone();
        self.advance_recoveries().await;
        loop {
            // Ready at once if the task was asked to end.
            if timeout(Duration::ZERO, stop.notified()).await.is_ok() {
                return Ok(None);
            }
            // A few at a time: however many requests there are, the mails that wait are sent in between.
            let more = latchkey.deliveries().answer_requests().await.unwrap_or_else(|error| {
                tracing::warn!(code = error.code(), "couldn't answer the requests for mails");
                false
            });
            let Some(delivery) = latchkey.deliveries().claim().await? else {
                if more {
                    continue;
                }
                return Ok(Some(Queue::Empty));
            };
            let handover = self.hand_over(&delivery).await;
            latchkey.deliveries().finish(&delivery, &handover).await?;
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

    /// Advances recoveries every minute: their days begin, and their waiting time ends.
    async fn advance_recoveries(&mut self) {
        // The timer of the maintenance reports the jump, and a difference from the database's clock.
        let _ = self.watch.ahead_by(self.latchkey.now());
        if self.watch.is_in_doubt() || self.advanced_at.is_some_and(|at| at.elapsed() < ADVANCE_EVERY) {
            return;
        }
        self.advanced_at = Some(Instant::now());
        let advanced = match difference_from_database(&self.latchkey).await {
            Ok(None) => self.latchkey.deliveries().advance_recoveries().await,
            Ok(Some(_)) => Ok(()),
            Err(error) => Err(error),
        };
        if let Err(error) = advanced {
            tracing::warn!(code = error.code(), "couldn't advance the account recoveries");
        }
    }

    async fn hand_over(&mut self, delivery: &Delivery) -> Handover {
        match self.letters.message(delivery, self.outlet.from()) {
            Ok(message) => self.outlet.deliver(&message).await,
            Err(reason) => Handover::Refused(reason),
        }
    }
}
