//! Rotations of the signing keys, by command and by time, while tokens are issued and verified.
//!
//! Two server processes share a database and a clock. Applications' servers verify as the documents tell them to: they keep the published keys, read
//! them again for an unknown one, and no more often than that.

mod verifier;

use crate::support::{Client, Process, TestApp};
use mfa::SigningRotation;
use serde_json::json;
use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};
use testbed::{Database, HandClock, until};
use tokio::sync::RwLock;
use verifier::Verifier;

const SHOP: &str = "https://shop.example.org";
const WORKERS: usize = 4;
const STEPS: u32 = 60;
const STEP: Duration = Duration::from_secs(50);
/// The steps from one rotation to the next: more than the seven minutes for which a key is published before it signs.
const APART: u32 = 9;
/// The tokens that a task keeps.
const KEPT: usize = 6;
/// As long as a key signs, and more.
const TURN: &str = "UPDATE signing_key SET since = since - 7776000000 WHERE state = 'active'";

/// Everything that the tasks share.
struct Run {
    clock: HandClock,
    /// Taken for writing while the clock moves: a request takes no time.
    time: RwLock<()>,
    is_over: AtomicBool,
    rounds: [AtomicUsize; WORKERS],
}

/// What a task has seen.
struct Seen {
    verified: usize,
    keys: BTreeSet<String>,
    unknown_keys: usize,
}

/// Gets tokens from both processes in turn, and verifies all of them until they expire.
async fn work(run: Arc<Run>, number: usize, mut browsers: [Client; 2], mut verifier: Verifier) -> Seen {
    let (mut kept, mut verified): (Vec<String>, usize) = (vec![], 0);
    while !run.is_over.load(Ordering::SeqCst) {
        for browser in &mut browsers {
            let _same_time = run.time.read().await;
            let issued = browser.call("session/token", &json!({ "audience": SHOP })).await;
            kept.push(issued.assert_status(200).json()["token"].as_str().unwrap().to_owned());
        }
        let _same_time = run.time.read().await;
        let mut living = vec![];
        for token in kept.drain(..) {
            if verifier.verify(&run.clock, &token).await {
                verified += 1;
                living.push(token);
            }
        }
        kept = living;
        while kept.len() > KEPT {
            kept.remove(KEPT / 2);
        }
        run.rounds[number].fetch_add(1, Ordering::SeqCst);
    }
    Seen { verified, keys: verifier.seen, unknown_keys: verifier.unknown }
}

async fn rotate_again_and_again(database: Database) {
    let app = TestApp::build().on(database).audience(SHOP).start().await;
    let second = app.second_process().await;
    let first = Process { latchkey: app.latchkey.clone(), router: app.router.clone() };
    let mut users = vec![];
    for number in 0..WORKERS {
        users.push(app.user(&format!("user{number}@example.org")).await);
    }
    for process in [&first, &second] {
        process.latchkey.maintenance().tend_signing_keys().await.unwrap();
    }
    let run =
        Arc::new(Run { clock: app.clock().clone(), time: RwLock::default(), is_over: AtomicBool::new(false), rounds: Default::default() });
    let tasks: Vec<_> = users
        .iter()
        .enumerate()
        .map(|(number, user)| {
            let processes = if number % 2 == 0 { [&first, &second] } else { [&second, &first] };
            let browsers = processes.map(|process| user.at(process.router.clone()));
            let verifier = Verifier::new(app.anonymous());
            tokio::spawn(work(Arc::clone(&run), number, browsers, verifier))
        })
        .collect();

    let (mut by_command, mut by_time) = (0, 0);
    for step in 0..STEPS {
        {
            let _moving = run.time.write().await;
            app.advance(STEP);
        }
        // Every other time, the key has signed for its 90 days. Both processes notice at once.
        if step % (2 * APART) == APART {
            app.execute(TURN).await;
            by_time += 1;
        }
        let (one, other) = tokio::join!(async { first.latchkey.maintenance().tend_signing_keys().await }, async {
            second.latchkey.maintenance().tend_signing_keys().await
        });
        one.and(other).unwrap();
        if step % (2 * APART) == 0 && matches!(second.latchkey.operator().rotate_signing_keys().await, Ok(SigningRotation::Done(_))) {
            by_command += 1;
        }
        let before: Vec<_> = run.rounds.iter().map(|rounds| rounds.load(Ordering::SeqCst)).collect();
        until("every task has had its turn", Duration::from_secs(60), async || {
            tasks.iter().any(tokio::task::JoinHandle::is_finished)
                || run.rounds.iter().zip(&before).all(|(rounds, before)| rounds.load(Ordering::SeqCst) > *before)
        })
        .await;
    }
    run.is_over.store(true, Ordering::SeqCst);
    for task in tasks {
        let seen = task.await.expect("no good token is refused");
        assert!(seen.keys.len() > by_command + by_time - 1, "{} keys, {by_command} and {by_time} rotations", seen.keys.len());
        assert!(seen.verified > usize::try_from(STEPS).unwrap() * 2);
        assert_eq!(seen.unknown_keys, 0, "every key is published long enough before it signs");
    }
    assert!(by_command >= 3 && by_time >= 3, "{by_command} and {by_time} rotations");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_token_is_refused_while_keys_rotate() {
    for database in Database::available() {
        rotate_again_and_again(database).await;
    }
}
