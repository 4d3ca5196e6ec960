//! The answers that are kept for forms that are sent twice.

use crate::changing::Changing;
use crate::fixture::{Fixture, number, on_each_database};
use futures::future::join_all;
use mfa::{Claim, Earlier, IdempotencyKey};
use std::time::Duration;

const ANSWER: &[u8] = b"a session's token";

fn key(part: &str) -> IdempotencyKey {
    IdempotencyKey::of(&[b"/mfa/verify", part.as_bytes()])
}

fn claim(fixture: &Fixture, part: &str) -> Claim {
    fixture.latchkey.forms().claim(key(part)).unwrap()
}

async fn rows(fixture: &Fixture) -> i64 {
    number(&fixture.database_url, "SELECT COUNT(*) FROM form_answer").await
}

fn is_answered(earlier: &Earlier) -> bool {
    matches!(earlier, Earlier::Answered(answer) if answer.as_slice() == ANSWER)
}

on_each_database! {
    async fn of_many_equal_requests_on_two_servers_one_is_acted_on(fixture: Fixture) {
        let second = fixture.another().await;
        for round in ["1", "2", "3", "4", "5"] {
            assert!(matches!(fixture.latchkey.forms().earlier(&key(round)).await.unwrap(), Earlier::None));
            let claims: Vec<_> = (0..30).map(|_| claim(&fixture, round)).collect();
            let servers = claims.iter().enumerate().map(|(n, claim)| (if n % 2 == 0 { &fixture.latchkey } else { &second }, claim));
            let made = join_all(servers.map(|(server, claim)| server.forms().make_claim(claim))).await;
            let won: Vec<_> = claims.iter().zip(&made).filter(|(_, made)| *made.as_ref().unwrap()).collect();
            assert_eq!(won.len(), 1);
            assert!(matches!(second.forms().earlier(&key(round)).await.unwrap(), Earlier::UnderWay));
            fixture.latchkey.forms().keep_answer(won[0].0, &key(round), ANSWER).await.unwrap();
            assert!(is_answered(&second.forms().earlier(&key(round)).await.unwrap()));
            assert!(!second.forms().make_claim(&claim(&fixture, round)).await.unwrap());
        }
    }

    async fn an_answer_is_kept_for_ten_seconds_for_its_own_requests(fixture: Fixture) {
        let sent = claim(&fixture, "sent");
        assert!(fixture.latchkey.forms().make_claim(&sent).await.unwrap());
        fixture.latchkey.forms().keep_answer(&sent, &key("with new cookies"), ANSWER).await.unwrap();
        fixture.pass_seconds(9);
        for part in ["sent", "with new cookies"] {
            assert!(is_answered(&fixture.latchkey.forms().earlier(&key(part)).await.unwrap()));
        }
        assert!(matches!(fixture.latchkey.forms().earlier(&key("another")).await.unwrap(), Earlier::None));
        fixture.pass_seconds(1);
        assert!(matches!(fixture.latchkey.forms().earlier(&key("sent")).await.unwrap(), Earlier::None));
        assert!(fixture.latchkey.forms().make_claim(&claim(&fixture, "sent")).await.unwrap(), "it may be sent once more");
        fixture.latchkey.maintenance().sweep().await.unwrap();
        assert_eq!(rows(&fixture).await, 1, "the claim");
    }

    async fn a_failure_may_be_sent_again_at_once_and_a_crash_after_ten_seconds(fixture: Fixture) {
        let (first, second, third) = (claim(&fixture, "sent"), claim(&fixture, "sent"), claim(&fixture, "sent"));
        assert!(fixture.latchkey.forms().make_claim(&first).await.unwrap());
        fixture.latchkey.forms().release_claim(&first).await.unwrap();
        assert!(fixture.latchkey.forms().make_claim(&second).await.unwrap());
        fixture.pass_seconds(9);
        assert!(!fixture.latchkey.forms().make_claim(&third).await.unwrap());
        fixture.latchkey.forms().renew_claim(&second).await.unwrap();
        fixture.pass_seconds(9);
        assert!(!fixture.latchkey.forms().make_claim(&third).await.unwrap(), "it is still acted on");
        fixture.pass_seconds(1);
        assert!(fixture.latchkey.forms().make_claim(&third).await.unwrap());
        // The claim that was taken for dead has no effect any more.
        fixture.latchkey.forms().release_claim(&second).await.unwrap();
        fixture.latchkey.forms().keep_answer(&second, &key("also"), ANSWER).await.unwrap();
        assert!(matches!(fixture.latchkey.forms().earlier(&key("sent")).await.unwrap(), Earlier::UnderWay));
        assert!(is_answered(&fixture.latchkey.forms().earlier(&key("also")).await.unwrap()), "its own cookies");
        fixture.latchkey.forms().keep_answer(&third, &key("sent"), ANSWER).await.unwrap();
        fixture.latchkey.forms().release_claim(&third).await.unwrap();
        assert!(is_answered(&fixture.latchkey.forms().earlier(&key("sent")).await.unwrap()), "an answer isn't released");
    }

    /// PostgreSQL lets the statement begin before the claim is taken over, and end after it.
    async fn an_answer_that_comes_while_its_claim_is_taken_over_is_not_kept(fixture: Fixture) {
        let (sent, latchkey) = (claim(&fixture, "sent"), fixture.latchkey.clone());
        assert!(latchkey.forms().make_claim(&sent).await.unwrap());
        let taking_over = Changing::begin(&fixture, "UPDATE form_answer SET claim = 1").await;
        let keeping = tokio::spawn(async move { latchkey.forms().keep_answer(&sent, &key("also"), ANSWER).await });
        tokio::time::sleep(Duration::from_millis(300)).await;
        taking_over.commit().await;
        keeping.await.unwrap().unwrap();
        assert!(matches!(fixture.latchkey.forms().earlier(&key("sent")).await.unwrap(), Earlier::UnderWay));
    }

    /// The answer of the database to the first attempt may be lost.
    async fn an_answer_may_be_kept_twice(fixture: Fixture) {
        let sent = claim(&fixture, "sent");
        assert!(fixture.latchkey.forms().make_claim(&sent).await.unwrap());
        for also in ["also", "also", "sent", "sent"] {
            fixture.latchkey.forms().keep_answer(&sent, &key(also), ANSWER).await.unwrap();
            assert!(is_answered(&fixture.latchkey.forms().earlier(&key("sent")).await.unwrap()));
        }
        assert_eq!(rows(&fixture).await, 2);
    }

    async fn a_clock_that_was_ahead_keeps_no_form_from_being_sent(fixture: Fixture) {
        fixture.clock.put_ahead(Duration::from_hours(1));
        assert!(fixture.latchkey.forms().make_claim(&claim(&fixture, "claimed")).await.unwrap());
        let answered = claim(&fixture, "answered");
        assert!(fixture.latchkey.forms().make_claim(&answered).await.unwrap());
        fixture.latchkey.forms().keep_answer(&answered, &key("answered"), ANSWER).await.unwrap();
        fixture.clock.put_back(Duration::from_hours(1));
        for part in ["claimed", "answered"] {
            assert!(matches!(fixture.latchkey.forms().earlier(&key(part)).await.unwrap(), Earlier::None));
        }
        assert!(fixture.latchkey.forms().make_claim(&claim(&fixture, "claimed")).await.unwrap());
        fixture.latchkey.maintenance().sweep().await.unwrap();
        assert_eq!(rows(&fixture).await, 1);
    }

    async fn many_answers_are_forgotten_in_batches(fixture: Fixture) {
        for number in 0..450 {
            assert!(fixture.latchkey.forms().make_claim(&claim(&fixture, &number.to_string())).await.unwrap());
        }
        fixture.pass_seconds(10);
        assert!(fixture.latchkey.forms().make_claim(&claim(&fixture, "fresh")).await.unwrap());
        fixture.latchkey.maintenance().sweep_answers().await.unwrap();
        assert_eq!(rows(&fixture).await, 1);
    }

    async fn the_database_alone_does_not_open_an_answer(fixture: Fixture) {
        let sent = claim(&fixture, "sent");
        assert!(fixture.latchkey.forms().make_claim(&sent).await.unwrap());
        fixture.latchkey.forms().keep_answer(&sent, &key("sent"), ANSWER).await.unwrap();
        let nonce_and_tag = 24 + 16;
        let length = i64::try_from(ANSWER.len() + nonce_and_tag).unwrap();
        assert_eq!(number(&fixture.database_url, "SELECT CAST(LENGTH(answer) AS BIGINT) FROM form_answer").await, length);
    }
}
