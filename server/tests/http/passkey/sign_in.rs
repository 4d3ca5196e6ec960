//! Signing in by a passkey alone, and whose passkey it has to be.

use super::steps::{ORIGIN, Owner, REGISTER, SIGN_IN, VERIFY, answered, begin, finish, options, prove, register};
use crate::support::{TestApp, everywhere};
use authenticator::{Authenticator, Forgery};
use serde_json::{Value, json};

#[tokio::test]
async fn a_passkey_alone_opens_a_full_session() {
    everywhere(async |app| {
        let mut owner = Owner::synced(&app, "a@example.org").await;
        let mut browser = app.anonymous();
        let begun = begin(&mut browser, SIGN_IN).await;
        let cookie = begun.cookies().join("\n");
        assert!(cookie.starts_with("latchkey-passkey=") && cookie.contains("HttpOnly") && cookie.contains("SameSite="), "{cookie}");
        let answer = owner.authenticator.assert(&begun.json()["publicKey"], &Forgery::none()).unwrap();
        let finished = finish(&mut browser, SIGN_IN, &answer).await;
        assert_eq!(finished.assert_status(200).json()["next"], "/account/security");
        assert!(browser.cookies.contains_key("latchkey"), "{:?}", browser.cookies);
        assert_eq!(browser.step().await, "done");
        browser.get("/mfa").await.assert_leads_to("/account/security");
        assert!(browser.get("/account/security").await.body.contains("a@example.org"));
    })
    .await;
}

#[tokio::test]
async fn with_tls_the_cookie_is_the_hosts_own() {
    let app = TestApp::build().origin("https://login.example.org").start().await;
    let begun = begin(&mut app.anonymous(), SIGN_IN).await;
    let cookie = begun.assert_status(200).cookies().join("\n");
    assert!(cookie.starts_with("__Host-latchkey-passkey=") && cookie.contains("Secure") && cookie.contains("Path=/"), "{cookie}");
}

#[tokio::test]
async fn it_leads_to_where_the_visitor_wanted_to_go_but_never_elsewhere() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    for (wanted, expected) in [
        ("/account/password", "/account/password"),
        ("https://evil.example/", "/account/security"),
        ("//evil.example", "/account/security"),
        ("/\\evil.example", "/account/security"),
    ] {
        let mut browser = app.anonymous();
        let begun = browser.call("passkey/sign-in/begin", &json!({ "next": wanted })).await;
        let answer = owner.authenticator.assert(&begun.assert_status(200).json()["publicKey"], &Forgery::none()).unwrap();
        let next = finish(&mut browser, SIGN_IN, &answer).await.assert_status(200).json()["next"].as_str().unwrap().to_owned();
        assert_eq!(next, expected);
        browser.get(&next).await.assert_status(200);
    }
}

#[tokio::test]
async fn the_user_handle_has_to_be_there_and_the_owners() {
    everywhere(async |app| {
        let mut alice = Owner::synced(&app, "a@example.org").await;
        let mut bob = Owner::synced(&app, "b@example.org").await;
        let bobs =
            answered(&mut app.anonymous(), SIGN_IN, &mut bob.authenticator, &Forgery::none()).await["response"]["userHandle"].clone();
        let mut browser = app.anonymous();
        for handle in [Value::Null, json!(""), json!("AAAAAAAAAAAAAAAAAAAAAA"), bobs] {
            let mut answer = answered(&mut browser, SIGN_IN, &mut alice.authenticator, &Forgery::none()).await;
            answer["response"]["userHandle"] = handle.clone();
            assert_eq!(finish(&mut browser, SIGN_IN, &answer).await.assert_status(401).code(), "passkey_unknown", "{handle}");
        }
        let mut answer = answered(&mut browser, SIGN_IN, &mut alice.authenticator, &Forgery::none()).await;
        answer["response"].as_object_mut().unwrap().remove("userHandle");
        assert_eq!(finish(&mut browser, SIGN_IN, &answer).await.assert_status(401).code(), "passkey_unknown");
        assert_eq!(browser.step().await, "sign_in");
        prove(&mut browser, SIGN_IN, &mut alice.authenticator, &Forgery::none()).await.assert_status(200);
    })
    .await;
}

#[tokio::test]
async fn after_a_password_the_user_handle_may_be_missing_but_not_anothers() {
    let app = TestApp::start().await;
    let mut alice = Owner::synced(&app, "a@example.org").await;
    let mut challenged = alice.challenged(&app).await;
    for handle in ["", "AAAAAAAAAAAAAAAAAAAAAA"] {
        let mut answer = answered(&mut challenged, VERIFY, &mut alice.authenticator, &Forgery::none()).await;
        answer["response"]["userHandle"] = json!(handle);
        assert_eq!(finish(&mut challenged, VERIFY, &answer).await.assert_status(401).code(), "passkey_unknown", "{handle}");
    }
    let mut answer = answered(&mut challenged, VERIFY, &mut alice.authenticator, &Forgery::none()).await;
    answer["response"]["userHandle"].take();
    finish(&mut challenged, VERIFY, &answer).await.assert_status(200);
}

#[tokio::test]
async fn anothers_passkey_answers_no_challenge() {
    everywhere(async |app| {
        let alice = Owner::synced(&app, "a@example.org").await;
        let mut bob = Owner::synced(&app, "b@example.org").await;
        let mut challenged = alice.challenged(&app).await;
        let mut without_handle = false;
        for _ in 0..2 {
            let mut asked = options(&mut challenged, VERIFY).await;
            asked["allowCredentials"] = json!([]);
            let mut answer = bob.authenticator.assert(&asked, &Forgery::none()).unwrap();
            if without_handle {
                answer["response"]["userHandle"].take();
            }
            assert_eq!(finish(&mut challenged, VERIFY, &answer).await.assert_status(401).code(), "passkey_unknown");
            without_handle = true;
        }
        assert_eq!(challenged.step().await, "challenge");
        let refused = "SELECT COUNT(*) FROM audit_event JOIN account ON account.id = account_id WHERE event = 'passkey_refused' AND email = 'a@example.org'";
        assert!(app.number(refused).await > 0, "Alice finds it in her activity");
    })
    .await;
}

#[tokio::test]
async fn an_account_without_a_passkey_is_proved_by_nobodys() {
    everywhere(async |app| {
        let mut bob = Owner::synced(&app, "b@example.org").await;
        let user = app.user("a@example.org").await;
        let mut challenged = app.anonymous();
        challenged.sign_in(&user.email).await.assert_leads_to("/mfa/verify");
        assert!(begin(&mut challenged, VERIFY).await.status.is_client_error());
        let answer = answered(&mut app.anonymous(), SIGN_IN, &mut bob.authenticator, &Forgery::none()).await;
        assert_eq!(finish(&mut challenged, VERIFY, &answer).await.assert_status(409).code(), "passkey_ceremony_over");
        assert_eq!(challenged.step().await, "challenge");
    })
    .await;
}

#[tokio::test]
async fn an_unknown_passkey_signs_nobody_in() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    let asked = options(&mut owner.browser, REGISTER).await;
    let mut stranger = Authenticator::synced(ORIGIN);
    stranger.register(&asked, &Forgery::none()).unwrap();
    let mut browser = app.anonymous();
    let answer = prove(&mut browser, SIGN_IN, &mut stranger, &Forgery::none()).await;
    assert_eq!(answer.assert_status(401).code(), "passkey_unknown", "it was never registered, though the user handle is right");
    assert_eq!(browser.step().await, "sign_in");
}

#[tokio::test]
async fn after_the_operators_reset_the_passkey_is_unknown() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    app.latchkey.operator().reset_mfa("a@example.org", "lost").await.unwrap();
    let mut browser = app.anonymous();
    let answer = prove(&mut browser, SIGN_IN, &mut owner.authenticator, &Forgery::none()).await;
    assert_eq!(answer.assert_status(401).code(), "passkey_unknown");
    assert_eq!(browser.step().await, "sign_in");
}

#[tokio::test]
async fn the_passkey_of_a_disabled_account_is_refused_on_record() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    app.latchkey.operator().disable_account("a@example.org", "stolen", mfa::LastAdministrator::MayGo).await.unwrap();
    let answer = prove(&mut app.anonymous(), SIGN_IN, &mut owner.authenticator, &Forgery::none()).await;
    assert_eq!(answer.assert_status(401).code(), "sign_in_failed");
    assert_eq!(app.number("SELECT COUNT(*) FROM audit_event WHERE event = 'passkey_refused'").await, 1);
}

#[tokio::test]
async fn the_user_who_was_signed_in_before_is_signed_out() {
    let app = TestApp::start().await;
    let mut alice = Owner::synced(&app, "a@example.org").await;
    let mut bob = Owner::synced(&app, "b@example.org").await;
    let mut stale = bob.browser.clone();
    prove(&mut bob.browser, SIGN_IN, &mut alice.authenticator, &Forgery::none()).await.assert_status(200);
    assert!(bob.browser.call("flow/user", &json!({})).await.body.contains("a@example.org"));
    assert_eq!(stale.step().await, "sign_in", "the cookie of the other session is worth nothing");
}

#[tokio::test]
async fn it_counts_as_a_fresh_proof() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    let mut browser = app.anonymous();
    prove(&mut browser, SIGN_IN, &mut owner.authenticator, &Forgery::none()).await.assert_status(200);
    register(&mut browser, &mut Authenticator::synced(ORIGIN), &Forgery::none()).await.assert_status(200);
}
