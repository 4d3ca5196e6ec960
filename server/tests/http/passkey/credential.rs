//! Whose a credential is, what it may be called, and what a wrong signature leaves behind.

use super::steps::{ORIGIN, Owner, SIGN_IN, VERIFY, answered, finish, passkeys, prove, register, spoil};
use crate::support::{TestApp, everywhere};
use authenticator::{Authenticator, Flags, Forgery};
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn a_credential_has_one_owner() {
    everywhere(async |app| {
        let id = vec![42; 32];
        let named = Forgery::none().credential_id(id);
        let mut alice = Owner::synced(&app, "a@example.org").await;
        let mut authenticator = Authenticator::synced(ORIGIN);
        register(&mut alice.browser, &mut authenticator, &named).await.assert_status(200);

        let again = register(&mut alice.browser, &mut Authenticator::synced(ORIGIN), &named).await;
        assert_eq!(again.assert_status(409).code(), "passkey_already_registered", "by the same account");
        let mut bob = Owner::synced(&app, "b@example.org").await;
        let mut thief = Authenticator::synced(ORIGIN);
        let taken = register(&mut bob.browser, &mut thief, &named).await;
        assert_eq!(taken.assert_status(409).code(), "passkey_already_registered", "by another one");
        let mut newcomer = app.half("c@example.org").await;
        let taken = register(&mut newcomer, &mut Authenticator::synced(ORIGIN), &named).await;
        assert_eq!(taken.assert_status(409).code(), "passkey_already_registered", "as a first method");
        assert_eq!(newcomer.step().await, "choose_method");

        assert_eq!((alice.passkeys().await.len(), bob.passkeys().await.len()), (2, 1));
        let stolen = prove(&mut app.anonymous(), SIGN_IN, &mut thief, &Forgery::none()).await;
        assert!(stolen.status.is_client_error());
        let mut browser = app.anonymous();
        prove(&mut browser, SIGN_IN, &mut authenticator, &Forgery::none()).await.assert_status(200);
        let user = browser.call("flow/user", &json!({})).await;
        assert!(user.assert_status(200).body.contains("a@example.org"));
    })
    .await;
}

#[tokio::test]
async fn an_id_of_1023_bytes_works_everywhere() {
    everywhere(async |app| {
        let mut owner = Owner::synced(&app, "a@example.org").await;
        let mut long = Authenticator::security_key(ORIGIN);
        register(&mut owner.browser, &mut long, &Forgery::none().credential_id(vec![7; 1023])).await.assert_status(200);
        let mut challenged = owner.challenged(&app).await;
        for (browser, what) in [(&mut challenged, VERIFY), (&mut owner.browser, VERIFY), (&mut app.anonymous(), SIGN_IN)] {
            prove(browser, what, &mut long, &Forgery::none()).await.assert_status(200);
        }
        let listed = owner.passkeys().await;
        let long_one = listed.iter().find(|passkey| passkey["synced"] == false).unwrap();
        let id = json!({ "id": long_one["id"] });
        owner.browser.call("passkey/delete", &id).await.assert_status(200);
        assert_eq!(owner.passkeys().await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_id_that_is_longer_or_empty_is_refused() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    for length in [0, 1024, 2048, 4096, 8192] {
        let forgery = Forgery::none().credential_id(vec![7; length]);
        let answer = register(&mut owner.browser, &mut Authenticator::synced(ORIGIN), &forgery).await;
        assert!(answer.status.is_client_error(), "{length}: {} {}", answer.status, answer.body);
        assert_eq!(owner.passkeys().await.len(), 1, "{length}");
    }
}

#[tokio::test]
async fn an_id_that_is_not_the_attested_one_is_refused() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    for (member, both) in [("id", false), ("rawId", false), ("id", true)] {
        let options = super::steps::options(&mut owner.browser, "register").await;
        let mut answer = Authenticator::synced(ORIGIN).register(&options, &Forgery::none()).unwrap();
        answer[member] = json!("AAAAAAAAAAAAAAAAAAAAAAAA");
        if both {
            answer["rawId"] = answer[member].clone();
        }
        let answer = finish(&mut owner.browser, "register", &answer).await;
        assert!(answer.status.is_client_error(), "{member}: {} {}", answer.status, answer.body);
    }
    assert_eq!(owner.passkeys().await.len(), 1);
}

#[tokio::test]
async fn a_wrong_signature_leaves_no_trace_and_a_right_one_counts_afterwards() {
    everywhere(async |app| {
        let mut owner = Owner::new(&app, "a@example.org", Authenticator::security_key(ORIGIN)).await;
        app.advance(Duration::from_secs(10));
        let before = owner.passkeys().await;
        let mut challenged = owner.challenged(&app).await;
        let mut anonymous = app.anonymous();
        for (browser, what) in [(&mut challenged, VERIFY), (&mut owner.browser, VERIFY), (&mut anonymous, SIGN_IN)] {
            for forgery in [Forgery::none().counter(1_000_000), Forgery::none().raise(Flags::BE | Flags::BS).counter(2_000_000)] {
                let mut wrong = answered(browser, what, &mut owner.authenticator.clone(), &forgery).await;
                spoil(&mut wrong, "signature");
                assert_eq!(finish(browser, what, &wrong).await.assert_status(401).code(), "passkey_refused", "{what}");
            }
        }
        assert_eq!(owner.passkeys().await, before);
        for (browser, what) in [(&mut challenged, VERIFY), (&mut owner.browser, VERIFY), (&mut anonymous, SIGN_IN)] {
            prove(browser, what, &mut owner.authenticator, &Forgery::none()).await.assert_status(200);
        }
        assert!(owner.passkeys().await[0]["last_used_at"].is_i64());
    })
    .await;
}

#[tokio::test]
async fn a_signature_by_another_key_is_refused() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    let mut other = Owner::synced(&app, "b@example.org").await;
    let mut challenged = owner.challenged(&app).await;
    for (browser, what) in [(&mut challenged, VERIFY), (&mut app.anonymous(), SIGN_IN)] {
        let mut asked = super::steps::options(browser, what).await;
        let right = owner.authenticator.assert(&asked, &Forgery::none()).unwrap();
        asked["allowCredentials"] = json!([]);
        let mut wrong = other.authenticator.assert(&asked, &Forgery::none()).unwrap();
        for member in ["id", "rawId"] {
            wrong[member] = right[member].clone();
        }
        wrong["response"]["userHandle"] = right["response"]["userHandle"].clone();
        assert_eq!(finish(browser, what, &wrong).await.assert_status(401).code(), "passkey_refused", "{what}");
    }
}

#[tokio::test]
async fn nothing_that_was_signed_can_be_changed_afterwards() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    for what in [VERIFY, SIGN_IN] {
        for member in ["signature", "authenticatorData", "clientDataJSON"] {
            let mut browser = if what == VERIFY { owner.challenged(&app).await } else { app.anonymous() };
            let mut answer = answered(&mut browser, what, &mut owner.authenticator, &Forgery::none()).await;
            spoil(&mut answer, member);
            let answer = finish(&mut browser, what, &answer).await;
            assert!(answer.status.is_client_error(), "{what} {member}: {} {}", answer.status, answer.body);
            assert_ne!(browser.step().await, "done");
        }
    }
    assert!(passkeys(&mut owner.browser).await[0]["last_used_at"].is_null());
}
