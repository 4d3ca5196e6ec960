//! An application that can't tell who is signed in.

use crate::support::{Answer, Beside, Mood};
use serde_json::json;
use std::time::Duration;

#[track_caller]
fn assert_unavailable(answer: &Answer) {
    answer.assert_status(503);
    assert_eq!((answer.header("cache-control"), answer.header("location"), answer.header("retry-after")), ("no-store", "", "5"));
    assert!(answer.cookies().is_empty(), "and nothing is taken away");
}

#[tokio::test]
async fn no_valid_answer_is_an_error_and_not_nobody() {
    let beside = Beside::start().await;
    let mut mira = beside.enrolled("mira", "m1").await;
    let long = format!(r#"{{"id": "mira", "session": "m1", "more": "{}"}}"#, "x".repeat(16 * 1024));
    for (status, body) in [
        (500, ""),
        (404, ""),
        (403, ""),
        (400, ""),
        (302, ""),
        (307, ""),
        (200, ""),
        (200, "<html>Please sign in</html>"),
        (200, r#"{"id": "mira"}"#),
        (200, r#"{"id": "", "session": "m1"}"#),
        (200, &long),
    ] {
        beside.shop.becomes(Mood::Always(status, body.to_owned()));
        beside.advance(Duration::from_secs(1));
        assert_unavailable(&mira.get("/security/account/security").await);
        let refused = mira.call("flow/next-step", &json!({})).await;
        assert_unavailable(&refused);
        assert_eq!(refused.code(), "application_unavailable");
    }
    beside.shop.becomes(Mood::Well);
    assert_eq!(mira.step().await, "done", "her session is still there");
}

#[tokio::test]
async fn a_slow_application_is_waited_for_and_a_very_slow_one_is_not() {
    let beside = Beside::start().await;
    let mut mira = beside.enrolled("mira", "m1").await;
    beside.advance(Duration::from_secs(1));
    beside.shop.becomes(Mood::After(Duration::from_secs(1)));
    assert_eq!(mira.step().await, "done");
    beside.advance(Duration::from_secs(1));
    beside.shop.becomes(Mood::After(Duration::from_secs(5)));
    assert_unavailable(&mira.get("/security/account/security").await);
    beside.shop.becomes(Mood::Well);
    assert_eq!(mira.step().await, "done");
}

#[tokio::test]
async fn an_application_that_does_not_run() {
    let beside = Beside::alone().await;
    let mut mira = beside.signed_in("mira", "m1");
    assert_unavailable(&mira.get("/security/mfa").await);
    assert!(beside.latchkey.operator().has_no_accounts().await.unwrap());
    beside.anonymous().get("/security/lost-access").await.assert_status(200);
}
