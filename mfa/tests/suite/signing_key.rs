//! The keys that sign session tokens: their turns, on one server and on several.

use crate::fixture::{Fixture, number, on_each_database, race, rounds};
use mfa::{Latchkey, SessionClaims, SigningRotation};
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_hours(24);
const SHOP: &str = "https://shop.example.org";

/// A server on the same database that issues tokens.
pub(crate) async fn issuing(fixture: &Fixture) -> Latchkey {
    fixture.builder().token_audiences([SHOP.to_owned()]).build().await.unwrap()
}

async fn tend(latchkey: &Latchkey) {
    latchkey.maintenance().tend_signing_keys().await.unwrap();
}

/// The ids of the keys in this state.
async fn ids(latchkey: &Latchkey, state: &str) -> Vec<String> {
    let keys = latchkey.operator().signing_keys().await.unwrap();
    keys.into_iter().filter(|key| key.state == state).map(|key| key.kid).collect()
}

/// The ids of the published keys.
async fn published(latchkey: &Latchkey) -> Vec<String> {
    latchkey.tokens().public_keys().await.unwrap().into_iter().map(|key| key.kid).collect()
}

/// A token of a user who has an app, and its claims as its application's server is told.
async fn token(fixture: &Fixture, latchkey: &Latchkey, email: &str) -> String {
    let (session, _, _) = fixture.settled(email).await;
    latchkey.tokens().session_token(&session, SHOP).await.unwrap().token
}

async fn introspect(latchkey: &Latchkey, token: &str) -> Option<SessionClaims> {
    latchkey.tokens().introspect(token, None).await.unwrap()
}

on_each_database! {
    async fn without_an_application_there_are_no_keys(fixture: Fixture) {
        tend(&fixture.latchkey).await;
        assert!(published(&fixture.latchkey).await.is_empty());
    }

    async fn a_key_is_published_before_it_signs_and_after(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        tend(&latchkey).await;
        let ([first], [second]) = (ids(&latchkey, "active").await.try_into().unwrap(), ids(&latchkey, "next").await.try_into().unwrap());
        fixture.pass(90 * DAY - Duration::from_millis(1));
        tend(&latchkey).await;
        assert_eq!(ids(&latchkey, "active").await, std::slice::from_ref(&first));
        let old = token(&fixture, &latchkey, "a@example.org").await;
        fixture.pass(Duration::from_millis(1));
        tend(&latchkey).await;
        assert_eq!((ids(&latchkey, "active").await, ids(&latchkey, "retired").await), (vec![second.clone()], vec![first.clone()]));
        let [third] = ids(&latchkey, "next").await.try_into().unwrap();
        let mut all = [first.clone(), second.clone(), third.clone()];
        all.sort();
        assert_eq!(published(&latchkey).await, all);
        // Tokens of both are good, and a server that signed a moment ago learns of the turn.
        assert!(introspect(&latchkey, &old).await.is_some());
        fixture.pass_seconds(10);
        let new = token(&fixture, &latchkey, "b@example.org").await;
        assert_ne!(old.split('.').next(), new.split('.').next(), "the header names the key");
        assert!(introspect(&latchkey, &new).await.is_some() && introspect(&latchkey, &old).await.is_some());
        fixture.pass(7 * MINUTE - Duration::from_millis(10_001));
        tend(&latchkey).await;
        assert!(published(&latchkey).await.contains(&first));
        fixture.pass(Duration::from_millis(1));
        tend(&latchkey).await;
        assert!(!published(&latchkey).await.contains(&first));
        assert_eq!(introspect(&latchkey, &old).await, None);
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM signing_key WHERE private_key IS NULL AND state <> 'retired'").await, 0);
    }

    async fn a_retired_key_signs_nothing_more(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        tend(&latchkey).await;
        fixture.pass(90 * DAY);
        tend(&latchkey).await;
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM signing_key WHERE state = 'retired' AND private_key IS NULL").await, 1);
    }

    async fn a_rotation_by_command_waits_until_the_next_key_is_known(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        let SigningRotation::Done(first) = latchkey.operator().rotate_signing_keys().await.unwrap() else { panic!("there was no key") };
        assert_eq!(ids(&latchkey, "active").await, std::slice::from_ref(&first));
        let [second] = ids(&latchkey, "next").await.try_into().unwrap();
        assert_eq!(latchkey.operator().rotate_signing_keys().await, Ok(SigningRotation::TooEarly(420)));
        fixture.pass_seconds(419);
        assert_eq!(latchkey.operator().rotate_signing_keys().await, Ok(SigningRotation::TooEarly(1)));
        fixture.pass_seconds(1);
        assert_eq!(latchkey.operator().rotate_signing_keys().await, Ok(SigningRotation::Done(second.clone())));
        assert_eq!(latchkey.operator().rotate_signing_keys().await, Ok(SigningRotation::TooEarly(420)));
        assert_eq!((ids(&latchkey, "active").await, ids(&latchkey, "retired").await), (vec![second], vec![first]));
        let told = "SELECT COUNT(*) FROM audit_event WHERE event = 'signing_key_activated' AND actor = 'operator'";
        assert_eq!(number(&fixture.database_url, told).await, 2);
    }

    async fn of_many_servers_at_once_one_turns_the_keys(fixture: Fixture) {
        let servers = [issuing(&fixture).await, issuing(&fixture).await, issuing(&fixture).await];
        futures::future::join_all(servers.iter().map(tend)).await;
        for round in 1..=rounds(3) {
            assert_eq!((ids(&servers[0], "active").await.len(), ids(&servers[0], "next").await.len()), (1, 1));
            let next = ids(&servers[0], "next").await;
            fixture.pass(90 * DAY);
            let by_command = servers.iter().map(async |server| server.operator().rotate_signing_keys().await);
            if round % 2 == 0 {
                let (done, _) = race(by_command).await;
                let turned = done.iter().filter(|done| **done == SigningRotation::Done(next[0].clone()));
                assert_eq!(turned.count(), 1);
            } else {
                futures::future::join_all(servers.iter().map(tend)).await;
            }
            assert_eq!(ids(&servers[0], "active").await, next);
            let told = "SELECT COUNT(*) FROM audit_event WHERE event = 'signing_key_activated'";
            assert_eq!(number(&fixture.database_url, told).await, i64::try_from(round + 1).unwrap());
        }
    }

    async fn the_first_key_is_one_however_many_tokens_are_wanted_at_once(fixture: Fixture) {
        let (session, _, _) = fixture.settled("a@example.org").await;
        let servers = [issuing(&fixture).await, issuing(&fixture).await];
        let (tokens, _) = race((0..8).map(|n| servers[n % 2].tokens().session_token(&session, SHOP))).await;
        assert_eq!((tokens.len(), published(&servers[0]).await.len()), (8, 1));
        for token in tokens {
            assert!(introspect(&servers[0], &token.token).await.is_some());
        }
    }

    async fn a_clock_that_was_ahead_keeps_no_key_for_ever(fixture: Fixture) {
        let clock = fixture.clock.clone();
        fixture.pass(400 * DAY);
        let ahead = issuing(&fixture).await;
        tend(&ahead).await;
        let [first] = ids(&ahead, "active").await.try_into().unwrap();
        clock.put_back(400 * DAY);
        ahead.maintenance().correct_future_dates().await.unwrap();
        tend(&ahead).await;
        fixture.pass(90 * DAY);
        tend(&ahead).await;
        assert_eq!(ids(&ahead, "retired").await, std::slice::from_ref(&first));
        fixture.pass(7 * MINUTE);
        tend(&ahead).await;
        assert!(ids(&ahead, "retired").await.is_empty());
    }

    async fn private_keys_are_sealed_and_resealed(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        tend(&latchkey).await;
        let rotated = latchkey.operator().rotate_keys().await.unwrap();
        assert_eq!(rotated.resealed, 2, "the active key and the next one");
        latchkey.operator().rotate_keys().await.unwrap();
        // A server that starts now, with the newest keys of the vault alone.
        let fresh = issuing(&fixture).await;
        let token = token(&fixture, &fresh, "a@example.org").await;
        assert!(introspect(&latchkey, &token).await.is_some());
    }
}
