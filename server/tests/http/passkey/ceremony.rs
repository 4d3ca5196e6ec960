//! One question, one answer: in time, from whom it was put to, and for what it was put.

use super::steps::{ORIGIN, Owner, REGISTER, SIGN_IN, VERIFY, answered, finish, options, prove, register, spoil};
use crate::support::{Answer, TestApp, everywhere};
use authenticator::{Authenticator, Forgery};
use serde_json::json;
use std::time::Duration;

#[track_caller]
fn assert_over(answer: &Answer) {
    assert_eq!(answer.assert_status(409).code(), "passkey_ceremony_over");
}

#[tokio::test]
async fn a_proof_counts_once() {
    everywhere(async |app| {
        let mut owner = Owner::synced(&app, "a@example.org").await;
        let mut browser = owner.challenged(&app).await;
        let (mut stale, mut other) = (browser.clone(), owner.challenged(&app).await);
        let answer = answered(&mut browser, VERIFY, &mut owner.authenticator, &Forgery::none()).await;
        finish(&mut browser, VERIFY, &answer).await.assert_status(200);
        assert_over(&finish(&mut browser, VERIFY, &answer).await);
        assert_over(&finish(&mut other, VERIFY, &answer).await);
        let replayed = finish(&mut stale, VERIFY, &answer).await;
        assert_eq!(replayed.assert_status(401).code(), "not_signed_in", "the half session ended when it became a full one");
        assert_eq!(other.step().await, "challenge");
        assert_over(&finish(&mut app.anonymous(), SIGN_IN, &answer).await);
    })
    .await;
}

#[tokio::test]
async fn a_sign_in_counts_once() {
    everywhere(async |app| {
        let mut owner = Owner::synced(&app, "a@example.org").await;
        let mut browser = app.anonymous();
        let answer = answered(&mut browser, SIGN_IN, &mut owner.authenticator, &Forgery::none()).await;
        let mut before = browser.clone();
        finish(&mut browser, SIGN_IN, &answer).await.assert_status(200);
        for browser in [&mut before, &mut browser, &mut app.anonymous()] {
            assert_over(&finish(browser, SIGN_IN, &answer).await);
        }
        assert_eq!(before.step().await, "sign_in");
    })
    .await;
}

#[tokio::test]
async fn a_registration_counts_once() {
    everywhere(async |app| {
        let mut owner = Owner::synced(&app, "a@example.org").await;
        let options = options(&mut owner.browser, REGISTER).await;
        let answer = Authenticator::synced(ORIGIN).register(&options, &Forgery::none()).unwrap();
        finish(&mut owner.browser, REGISTER, &answer).await.assert_status(200);
        assert_over(&finish(&mut owner.browser, REGISTER, &answer).await);
        assert_eq!(owner.passkeys().await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_question_is_answered_only_by_the_session_that_asked() {
    everywhere(async |app| {
        let mut owner = Owner::synced(&app, "a@example.org").await;
        let mut asked = owner.challenged(&app).await;
        let mut other = owner.challenged(&app).await;
        let answer = answered(&mut asked, VERIFY, &mut owner.authenticator, &Forgery::none()).await;
        assert_over(&finish(&mut other, VERIFY, &answer).await);
        assert_over(&finish(&mut owner.browser, VERIFY, &answer).await);
        assert_eq!(other.step().await, "challenge");
        finish(&mut asked, VERIFY, &answer).await.assert_status(200);
    })
    .await;
}

#[tokio::test]
async fn a_sign_in_is_finished_only_in_the_browser_that_began_it() {
    everywhere(async |app| {
        let mut owner = Owner::synced(&app, "a@example.org").await;
        let mut browser = app.anonymous();
        let answer = answered(&mut browser, SIGN_IN, &mut owner.authenticator, &Forgery::none()).await;
        let mut other = app.anonymous();
        assert_over(&finish(&mut other, SIGN_IN, &answer).await);
        options(&mut other, SIGN_IN).await;
        assert_over(&finish(&mut other, SIGN_IN, &answer).await);
        other.cookies.insert("latchkey-passkey".to_owned(), "x".repeat(43));
        assert_over(&finish(&mut other, SIGN_IN, &answer).await);
        assert_eq!(other.step().await, "sign_in");
        finish(&mut browser, SIGN_IN, &answer).await.assert_status(200);
        assert_eq!(browser.step().await, "done");
    })
    .await;
}

#[tokio::test]
async fn a_registration_is_finished_only_by_who_began_it() {
    everywhere(async |app| {
        let mut alice = Owner::synced(&app, "a@example.org").await;
        let mut bob = Owner::synced(&app, "b@example.org").await;
        let mut newcomer = app.half("c@example.org").await;
        let options = options(&mut alice.browser, REGISTER).await;
        let answer = Authenticator::synced(ORIGIN).register(&options, &Forgery::none()).unwrap();
        assert_over(&finish(&mut bob.browser, REGISTER, &answer).await);
        assert_over(&finish(&mut newcomer, REGISTER, &answer).await);
        assert_eq!((bob.passkeys().await.len(), newcomer.step().await.as_str()), (1, "choose_method"));

        alice.browser.call("account/sign-out", &json!({})).await.assert_status(200);
        assert_eq!(finish(&mut alice.browser, REGISTER, &answer).await.assert_status(401).code(), "not_signed_in");
        prove(&mut alice.browser, SIGN_IN, &mut alice.authenticator, &Forgery::none()).await.assert_status(200);
        assert_over(&finish(&mut alice.browser, REGISTER, &answer).await);
        assert_eq!(alice.passkeys().await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_answer_is_good_only_for_what_was_asked() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    let forgery = Forgery::none();
    let signing_in = answered(&mut owner.browser, SIGN_IN, &mut owner.authenticator, &forgery).await;
    assert_over(&finish(&mut owner.browser, VERIFY, &signing_in).await);
    let stepping_up = answered(&mut owner.browser, VERIFY, &mut owner.authenticator, &forgery).await;
    assert_over(&finish(&mut owner.browser, SIGN_IN, &stepping_up).await);

    // The browser carries the challenge over; the purpose stays behind.
    let asked = options(&mut owner.browser, REGISTER).await;
    let proof = owner.authenticator.assert(&json!({ "challenge": asked["challenge"], "rpId": "localhost" }), &forgery).unwrap();
    assert_over(&finish(&mut owner.browser, VERIFY, &proof).await);
    let asked = options(&mut owner.browser, VERIFY).await;
    let mut creation = options(&mut owner.browser, REGISTER).await;
    creation["challenge"] = asked["challenge"].clone();
    let created = Authenticator::synced(ORIGIN).register(&creation, &forgery).unwrap();
    assert_over(&finish(&mut owner.browser, REGISTER, &created).await);
    assert_eq!(owner.passkeys().await.len(), 1);
}

#[tokio::test]
async fn what_was_asked_at_sign_in_is_no_step_up_later() {
    let app = TestApp::start().await;
    let mut user = app.user("a@example.org").await;
    let code = user.code();
    user.call("totp/verify", &json!({ "code": code, "device": null })).await.assert_status(200);
    let mut authenticator = Authenticator::synced(ORIGIN);
    register(&mut user, &mut authenticator, &Forgery::none()).await.assert_status(200);
    app.advance(Duration::from_secs(60));

    let mut browser = app.anonymous();
    browser.sign_in(&user.email).await.assert_leads_to("/mfa/verify");
    let answer = answered(&mut browser, VERIFY, &mut authenticator, &Forgery::none()).await;
    browser.call("totp/verify", &json!({ "code": user.code(), "device": null })).await.assert_status(200);
    assert_over(&finish(&mut browser, VERIFY, &answer).await);
}

#[tokio::test]
async fn a_question_is_answered_within_five_minutes_or_never() {
    everywhere(async |app| {
        for (email, wait, in_time) in [("a@example.org", 299, true), ("b@example.org", 300, false)] {
            let mut owner = Owner::synced(&app, email).await;
            let (mut challenged, mut anonymous) = (owner.challenged(&app).await, app.anonymous());
            let asked = options(&mut owner.browser, REGISTER).await;
            let created = Authenticator::synced(ORIGIN).register(&asked, &Forgery::none()).unwrap();
            let proved = answered(&mut challenged, VERIFY, &mut owner.authenticator, &Forgery::none()).await;
            let signed_in = answered(&mut anonymous, SIGN_IN, &mut owner.authenticator, &Forgery::none()).await;
            app.advance(Duration::from_secs(wait));
            for (browser, what, answer) in
                [(&mut owner.browser, REGISTER, created), (&mut challenged, VERIFY, proved), (&mut anonymous, SIGN_IN, signed_in)]
            {
                let answer = finish(browser, what, &answer).await;
                if in_time {
                    answer.assert_status(200);
                } else {
                    assert_over(&answer);
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_state_that_the_client_brings_along_is_ignored() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    let foreign = options(&mut app.anonymous(), SIGN_IN).await["challenge"].clone();
    let own = json!("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    for challenge in [&own, &foreign] {
        let forgery = Forgery::none().client_data("challenge", challenge.clone());
        let mut browser = owner.challenged(&app).await;
        for member in ["challenge", "state", "ceremony", "expectedChallenge"] {
            let mut answer = answered(&mut browser, VERIFY, &mut owner.authenticator, &forgery).await;
            answer[member] = challenge.clone();
            answer["response"][member] = challenge.clone();
            assert_over(&finish(&mut browser, VERIFY, &answer).await);
        }
        assert_eq!(browser.step().await, "challenge");
        let mut answer = answered(&mut browser, VERIFY, &mut owner.authenticator, &Forgery::none()).await;
        answer["challenge"] = challenge.clone();
        answer["response"]["challenge"] = challenge.clone();
        finish(&mut browser, VERIFY, &answer).await.assert_status(200);
    }
}

#[tokio::test]
async fn a_refused_answer_uses_the_question_up() {
    everywhere(async |app| {
        let mut owner = Owner::synced(&app, "a@example.org").await;
        for (mut browser, what) in [(owner.challenged(&app).await, VERIFY), (app.anonymous(), SIGN_IN)] {
            let right = answered(&mut browser, what, &mut owner.authenticator, &Forgery::none()).await;
            let mut wrong = right.clone();
            spoil(&mut wrong, "signature");
            assert_eq!(finish(&mut browser, what, &wrong).await.assert_status(401).code(), "passkey_refused");
            assert_over(&finish(&mut browser, what, &right).await);
            prove(&mut browser, what, &mut owner.authenticator, &Forgery::none()).await.assert_status(200);
        }
    })
    .await;
}

#[tokio::test]
async fn tabs_do_not_disturb_each_other() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    let mut browser = app.anonymous();
    let first = answered(&mut browser, SIGN_IN, &mut owner.authenticator, &Forgery::none()).await;
    let second = answered(&mut browser, SIGN_IN, &mut owner.authenticator, &Forgery::none()).await;
    let mut tab = browser.clone();
    finish(&mut tab, SIGN_IN, &first).await.assert_status(200);
    finish(&mut browser, SIGN_IN, &second).await.assert_status(200);
    assert_eq!(browser.step().await, "done");
}
