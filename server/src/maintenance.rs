//! Periodic maintenance: deletes what is over, counts events by day, rotates the keys of session tokens, seals the audit log and erases personal values
//! from it.

use crate::clock::{ClockJumpDetector, MonotonicClock, SKEW, difference_from_database};
use mfa::{Error, Latchkey, PurgeRun};
use std::time::Duration;
use tokio::{
    task::JoinHandle,
    time::{MissedTickBehavior, interval, sleep},
};

/// How often expired rows are deleted and events are counted. Expired rows are ignored even before that.
const SWEEP_EVERY: Duration = Duration::from_secs(300);
/// How often new lines of the audit log are sealed.
const SEAL_EVERY: Duration = Duration::from_secs(60);

/// The pause between two transactions that delete rows, or erase values from the audit log, in which others write.
const BATCH_PAUSE: Duration = Duration::from_millis(50);
/// How long rows are deleted without a longer pause.
const PURGE_FOR: Duration = Duration::from_secs(30);
/// The longer pause.
const PURGE_REST: Duration = Duration::from_secs(30);
/// How often rows are deleted for that long. The rest waits for the next sweep.
const PURGE_ROUNDS: u32 = 4;
/// The maximum number of such transactions in a row. The rest waits for the next sweep.
const ERASE_AT_MOST: u32 = 500;

/// The running tasks. They are cancelled when this is dropped.
#[must_use = "the tasks end when this is dropped"]
#[derive(Debug)]
pub struct Maintenance {
    tasks: [JoinHandle<()>; 2],
}

impl Drop for Maintenance {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

/// Starts the tasks, within a tokio runtime. Every server of an installation runs them; they are safe to run concurrently.
///
/// `monotonic_clock` is [`crate::clock::uptime`]: with it, a clock that was set ahead is detected, and no rows are deleted that only seem to have
/// expired.
pub fn spawn_maintenance(latchkey: &Latchkey, monotonic_clock: MonotonicClock) -> Maintenance {
    let uptime = MonotonicClock::clone(&monotonic_clock);
    let watch = ClockJumpDetector::new(monotonic_clock, latchkey.now());
    Maintenance { tasks: [tokio::spawn(sweep(latchkey.clone(), watch, uptime)), tokio::spawn(seal(latchkey.clone()))] }
}

async fn sweep(latchkey: Latchkey, mut watch: ClockJumpDetector, uptime: MonotonicClock) {
    let mut ticks = interval(SWEEP_EVERY);
    // Deleting and erasing may take a while, and missed ticks need not be caught up.
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        if let Some(ahead) = watch.ahead_by(latchkey.now()) {
            tracing::error!(
                seconds = ahead.as_secs(),
                advice = "check the computer's clock; if it is right, the computer was suspended or its clock was wrong before",
                "the clock was set forward"
            );
        }
        if watch.is_in_doubt() || !agrees_with_database(&latchkey).await {
            continue;
        }
        if watch.is_settled()
            && let Err(error) = latchkey.maintenance().correct_future_dates().await
        {
            tracing::warn!(code = error.code(), "couldn't date back what is of the future");
        }
        if let Err(error) = purge(&latchkey, &uptime).await {
            tracing::warn!(code = error.code(), "couldn't delete expired rows");
        }
        if let Err(error) = latchkey.maintenance().aggregate_counts().await {
            tracing::warn!(code = error.code(), "couldn't aggregate the event counts");
        }
        if let Err(error) = latchkey.maintenance().tend_signing_keys().await {
            tracing::warn!(code = error.code(), "couldn't look after the keys that sign session tokens");
        }
        if let Err(error) = erase(&latchkey).await {
            tracing::warn!(code = error.code(), "couldn't erase personal values from the audit");
        }
    }
}

/// Whether the database's clock agrees with this one, as far as is known.
async fn agrees_with_database(latchkey: &Latchkey) -> bool {
    match difference_from_database(latchkey).await {
        Ok(None) => true,
        Ok(Some(differs)) => {
            let advice = "check the clocks of this computer and of the database's; until they agree, this server deletes and counts nothing, and \
                          account recoveries don't go on";
            tracing::error!(seconds = differs.as_secs(), advice, "the clock differs from the database's");
            false
        }
        Err(error) => {
            tracing::warn!(code = error.code(), "couldn't compare the clock with the database's");
            false
        }
    }
}

/// Deletes what is over, in small transactions: at most for half of the time, and not much longer than until the next sweep.
async fn purge(latchkey: &Latchkey, uptime: &MonotonicClock) -> Result<(), Error> {
    latchkey.maintenance().prepare_purge().await?;
    let (mut run, first, shown) = (PurgeRun::default(), uptime(), latchkey.now());
    for round in 0..PURGE_ROUNDS {
        if round > 0 {
            sleep(PURGE_REST).await;
        }
        let began = uptime();
        while uptime().saturating_sub(began) < PURGE_FOR {
            // If the clock is set forward meanwhile, the next sweep finds that out, and deletes nothing for a while.
            let is_ahead = shown.until(latchkey.now()) > uptime().saturating_sub(first).saturating_add(SKEW);
            if is_ahead || !latchkey.maintenance().purge(&mut run).await? {
                return Ok(());
            }
            sleep(BATCH_PAUSE).await;
        }
    }
    tracing::info!(rows = run.deleted(), "deleted expired rows; the rest waits for the next time");
    Ok(())
}

async fn erase(latchkey: &Latchkey) -> Result<(), Error> {
    let mut lines: u64 = 0;
    for _ in 0..ERASE_AT_MOST {
        let Some(more) = latchkey.maintenance().erase_personal_values().await? else { break };
        lines = lines.saturating_add(more);
        sleep(BATCH_PAUSE).await;
    }
    if lines > 0 {
        tracing::info!(lines, "personal values erased from the audit");
    }
    Ok(())
}

async fn seal(latchkey: Latchkey) {
    let mut ticks = interval(SEAL_EVERY);
    // A backlog takes a while, and missed ticks needn't be caught up.
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        if let Err(error) = latchkey.maintenance().seal_audit().await {
            tracing::warn!(code = error.code(), "couldn't seal the audit log");
        }
    }
}
