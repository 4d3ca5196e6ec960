//! A database that fails and comes back: no confirmed change is lost, and service returns by itself.
//!
//! `LATCHKEY_TEST_ROUNDS` sets how often it fails in each way, and `LATCHKEY_TEST_OUTAGE` for how many seconds a network is silent.

mod failover;

use crate::fixture::{Fixture, PASSWORD, rounds};
use mfa::Latchkey;
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use testbed::{Database, Wire, until};
use tokio::task::JoinSet;

/// How long it may take until a request succeeds after the database is back.
const BACK: Duration = Duration::from_secs(3);
/// How long a request may take whatever happens to the database.
const LONGEST: Duration = Duration::from_secs(13);
/// More than there are connections.
const VISITORS: usize = 30;

/// Visitors who sign up one after the other, whether or not it succeeds.
struct Population {
    visitors: JoinSet<()>,
    over: Arc<AtomicBool>,
    answered: Arc<Mutex<Vec<String>>>,
}

impl Population {
    fn of(fixture: &Fixture, latchkey: &Latchkey, turn: usize) -> Self {
        let (over, answered) = (Arc::<AtomicBool>::default(), Arc::<Mutex<Vec<String>>>::default());
        let visitors = (0..VISITORS).map(|visitor| {
            let (latchkey, caller, over, answered) = (latchkey.clone(), fixture.caller.clone(), over.clone(), answered.clone());
            async move {
                for number in 0.. {
                    if over.load(Ordering::Relaxed) {
                        return;
                    }
                    let email = format!("{turn}-{visitor}-{number}@example.org");
                    let began = tokio::time::Instant::now();
                    if latchkey.account().sign_up(&caller, &email, PASSWORD, None).await.is_ok() {
                        answered.lock().unwrap().push(email);
                    }
                    assert!(began.elapsed() < LONGEST, "a request took {:?}", began.elapsed());
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            }
        });
        Self { visitors: visitors.collect(), over, answered }
    }

    /// Waits for the running sign-ups to end. Returns the addresses of the confirmed ones.
    async fn leave(self) -> Vec<String> {
        self.over.store(true, Ordering::Relaxed);
        self.visitors.join_all().await;
        std::mem::take(&mut *self.answered.lock().unwrap())
    }
}

/// Lets visitors sign up while the database fails for `outage` and comes back.
async fn disturb(
    turn: usize,
    fixture: &Fixture,
    latchkey: &Latchkey,
    fail: impl AsyncFnOnce(),
    outage: Duration,
    mend: impl AsyncFnOnce(),
) {
    let population = Population::of(fixture, latchkey, turn);
    tokio::time::sleep(Duration::from_millis(300)).await;
    until("somebody was answered", LONGEST, async || !population.answered.lock().unwrap().is_empty()).await;
    fail().await;
    until("it says that it can't write", Duration::from_secs(5), async || latchkey.ready().await.is_err()).await;
    tokio::time::sleep(outage).await;
    assert!(latchkey.ready().await.is_err(), "it goes on saying so");
    mend().await;
    let back = until("it writes again", BACK, async || {
        latchkey.account().sign_up(&fixture.caller, &format!("{turn}-back@example.org"), PASSWORD, None).await.is_ok()
    });
    let says_so = until("it says so", BACK, async || latchkey.ready().await.is_ok());
    let (back, _) = tokio::join!(back, says_so);
    eprintln!("round {turn}: back after {back:?}");
    for email in population.leave().await {
        // Every confirmed account exists. A connection from before the outage may still cost one attempt.
        let sign_in = async || fixture.latchkey.account().sign_in(&fixture.caller, &email, PASSWORD, None).await.is_ok();
        until(&format!("{email} signs in"), BACK, sign_in).await;
    }
}

/// How long a network is silent.
fn silence() -> Duration {
    Duration::from_secs(std::env::var("LATCHKEY_TEST_OUTAGE").map_or(2, |seconds| seconds.parse().unwrap()))
}

async fn disturb_network(fail: fn(&Wire), outage: Duration) {
    let Some(fixture) = Fixture::open(Database::Postgres).await else {
        return eprintln!("LATCHKEY_TEST_POSTGRES_URL is not set: not run on PostgreSQL");
    };
    let wire = Wire::to(&fixture.database_url).await;
    let latchkey = fixture.by_way_of(wire.url()).await;
    for turn in 0..rounds(2) {
        disturb(turn, &fixture, &latchkey, async || fail(&wire), outage, async || wire.mend()).await;
    }
    // Closing doesn't wait for a silent network either.
    wire.silence();
    tokio::time::timeout(LONGEST, latchkey.close()).await.unwrap();
}

mod a_database_that_falls_silent_is_used_again_once_it_speaks {
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn postgres() {
        disturb_network(Wire::silence, silence()).await;
    }
}

mod a_database_whose_connections_are_reset_is_used_again {
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn postgres() {
        disturb_network(Wire::cut, Duration::from_secs(1)).await;
    }
}

#[cfg(target_os = "linux")]
mod a_disk_that_fails_is_used_again_once_it_works {
    use super::*;
    use disk::Fault;

    #[tokio::test(flavor = "multi_thread")]
    async fn sqlite() {
        let fixture = Fixture::open(Database::Sqlite).await.unwrap();
        for turn in 0..rounds(2) {
            for (kind, fault) in Fault::ALL.into_iter().enumerate() {
                let folder = fixture.folder.path();
                let (fail, mend) = (async || disk::fail(folder, fault), async || disk::mend(folder));
                disturb(turn * Fault::ALL.len() + kind, &fixture, &fixture.latchkey, fail, Duration::from_millis(500), mend).await;
            }
        }
    }
}
