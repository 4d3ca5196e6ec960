//! Answers to forms that are kept for a form that is sent twice.

use crate::lab::{Lab, number, on_each_database};
use futures::future::join_all;
use mfa::{Earlier, IdempotencyKey};
use std::time::Duration;

const ANSWER: &[u8] = b"a session's token";

fn key(part: &str) -> IdempotencyKey {
    IdempotencyKey::of(&[b"/mfa/verify", part.as_bytes()])
}

async fn rows(lab: &Lab) -> i64 {
    number(&lab.database_url, "SELECT COUNT(*) FROM form_answer").await
}

fn is_answered(earlier: &Earlier) -> bool {
    matches!(earlier, Earlier::Answered(answer) if answer.as_slice() == ANSWER)
}

on_each_database! {
    async fn of_many_equal_requests_on_two_servers_one_is_acted_on(lab: Lab) {
        let second = lab.another().await;
        for round in 0..5 {
            let key = key(&round.to_string());
            assert!(matches!(lab.latchkey.earlier(&key).await.unwrap(), Earlier::None));
            let servers = (0..30).map(|n| if n % 2 == 0 { &lab.latchkey } else { &second });
            let claims = join_all(servers.map(|server| server.claim(&key))).await;
            assert_eq!(claims.into_iter().filter(|claim| *claim.as_ref().unwrap()).count(), 1);
            assert!(matches!(second.earlier(&key).await.unwrap(), Earlier::UnderWay));
            lab.latchkey.keep_answer(std::slice::from_ref(&key), ANSWER).await.unwrap();
            assert!(is_answered(&second.earlier(&key).await.unwrap()));
            assert!(!second.claim(&key).await.unwrap());
        }
    }

    async fn an_answer_is_kept_for_ten_seconds_for_its_own_requests(lab: Lab) {
        let (sent, with_new_cookies) = (key("sent"), key("with new cookies"));
        assert!(lab.latchkey.claim(&sent).await.unwrap());
        lab.latchkey.keep_answer(&[sent.clone(), with_new_cookies.clone()], ANSWER).await.unwrap();
        lab.pass_seconds(9);
        for key in [&sent, &with_new_cookies] {
            assert!(is_answered(&lab.latchkey.earlier(key).await.unwrap()));
        }
        assert!(matches!(lab.latchkey.earlier(&key("another")).await.unwrap(), Earlier::None));
        lab.pass_seconds(1);
        assert!(matches!(lab.latchkey.earlier(&sent).await.unwrap(), Earlier::None));
        assert!(lab.latchkey.claim(&sent).await.unwrap(), "it may be sent once more");
        lab.latchkey.sweep().await.unwrap();
        assert_eq!(rows(&lab).await, 1, "the claim");
    }

    async fn a_failure_may_be_sent_again_at_once_and_a_crash_after_half_a_minute(lab: Lab) {
        let key = key("sent");
        assert!(lab.latchkey.claim(&key).await.unwrap());
        lab.latchkey.release(&key).await.unwrap();
        assert!(lab.latchkey.claim(&key).await.unwrap());
        lab.pass_seconds(29);
        assert!(!lab.latchkey.claim(&key).await.unwrap());
        lab.pass_seconds(1);
        assert!(lab.latchkey.claim(&key).await.unwrap());
        lab.latchkey.keep_answer(std::slice::from_ref(&key), ANSWER).await.unwrap();
        lab.latchkey.release(&key).await.unwrap();
        assert!(is_answered(&lab.latchkey.earlier(&key).await.unwrap()), "an answer isn't released");
    }

    async fn a_clock_that_was_ahead_keeps_no_form_from_being_sent(lab: Lab) {
        let (claimed, answered) = (key("claimed"), key("answered"));
        lab.clock.put_ahead(Duration::from_secs(3600));
        assert!(lab.latchkey.claim(&claimed).await.unwrap());
        lab.latchkey.keep_answer(std::slice::from_ref(&answered), ANSWER).await.unwrap();
        lab.clock.put_back(Duration::from_secs(3600));
        for key in [&claimed, &answered] {
            assert!(matches!(lab.latchkey.earlier(key).await.unwrap(), Earlier::None));
        }
        assert!(lab.latchkey.claim(&claimed).await.unwrap());
        lab.latchkey.sweep().await.unwrap();
        assert_eq!(rows(&lab).await, 1);
    }

    async fn the_database_alone_does_not_open_an_answer(lab: Lab) {
        lab.latchkey.keep_answer(&[key("sent")], ANSWER).await.unwrap();
        let nonce_and_tag = 24 + 16;
        let length = i64::try_from(ANSWER.len() + nonce_and_tag).unwrap();
        assert_eq!(number(&lab.database_url, "SELECT CAST(LENGTH(answer) AS BIGINT) FROM form_answer").await, length);
    }
}
