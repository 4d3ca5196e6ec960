//! Key rotations that run at once, beside a server, or are killed: every sealed value still opens.
//!
//! `LATCHKEY_TEST_ROTATION_ROUNDS` sets the number of rounds; a few of them find only gross mistakes.

use crate::installation::{Installation, Person, form, succeeded};
use mfa::{Latchkey, Session};
use std::{process::Output, time::Duration};
use testbed::Database;

const ROTATE: &[&str] = &["keys", "rotate"];

fn rounds() -> usize {
    std::env::var("LATCHKEY_TEST_ROTATION_ROUNDS").ok().map_or(3, |rounds| rounds.parse().unwrap())
}

/// Seals and opens without a pause, as a server that never reads its key file again of its own accord.
async fn serve(latchkey: Latchkey, session: Session) {
    for turn in 0_usize.. {
        let sent = form(&turn.to_string());
        latchkey.forms().park(&session, &sent).await.unwrap();
        assert_eq!(latchkey.forms().pending(&session).await.unwrap().map(|pending| pending.form), Some(sent));
        tokio::task::yield_now().await;
    }
}

/// Runs `round` again and again beside a server, and looks at every sealed value after each round.
async fn each_round_keeps_everything(round: impl AsyncFn(&Installation)) {
    for database in Database::available() {
        let installation = Installation::new(database).await;
        let server = installation.open().await;
        let mut person = Person::enroll(&installation, &server).await;
        for number in 0..rounds() {
            let serving = tokio::spawn(serve(server.clone(), person.session()));
            round(&installation).await;
            assert!(!serving.is_finished(), "round {number}: {:?}", serving.await.err());
            serving.abort();
            // A value that is just being written belongs to this round.
            let _ = serving.await;
            person.check(&installation, &server).await;
            person.check(&installation, &installation.open().await).await;
        }
        succeeded(&installation.command(ROTATE).output().unwrap());
        let keys = std::fs::read_to_string(installation.key_file()).unwrap();
        assert_eq!(keys.lines().count(), 2, "keys that nothing needs were forgotten");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn six_at_once_lose_nothing() {
    each_round_keeps_everything(async |installation| {
        let rotations: Vec<_> = (0..6).map(|_| installation.start(ROTATE)).collect();
        let outputs: Vec<Output> = rotations.into_iter().map(|rotation| rotation.wait_with_output().unwrap()).collect();
        outputs.iter().for_each(|output| {
            succeeded(output);
        });
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_moment_they_lose_nothing() {
    each_round_keeps_everything(async |installation| {
        let (mut killed, other) = (installation.start(ROTATE), installation.start(ROTATE));
        let [first, second, ..] = *uuid::Uuid::new_v4().as_bytes();
        // From before the first change to after the last one.
        let milliseconds = u64::from(u16::from_be_bytes([first, second]) % 100);
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
        killed.kill().unwrap();
        killed.wait().unwrap();
        succeeded(&other.wait_with_output().unwrap());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn first_starts_may_be_at_once() {
    for database in Database::available() {
        for _ in 0..rounds() {
            let installation = Installation::new(database).await;
            let starts: Vec<_> = (0..4).map(|_| installation.start(&["user", "list"])).collect();
            for start in starts {
                succeeded(&start.wait_with_output().unwrap());
            }
            installation.run(&["user", "list"]);
        }
    }
}
