//! The browser's data about the page: origin, type and challenge, and whether the page was in a frame.

use super::{
    flows::Flows,
    steps::{Owner, REGISTER, SIGN_IN, VERIFY, finish, options},
};
use crate::support::TestApp;
use authenticator::{Authenticator, Forgery};
use serde_json::{Value, json};

async fn flows(app: &TestApp) -> Flows {
    Flows::start(app, Owner::synced(app, "a@example.org").await).await
}

#[tokio::test]
async fn only_the_public_origin_is_accepted() {
    let app = TestApp::start().await;
    let mut flows = flows(&app).await;
    for origin in [
        "http://example.org",
        "http://evil.example",
        "http://sub.localhost",
        "http://localhost:3001",
        "http://localhost:3000",
        "https://localhost",
        "http://localhost.evil.example",
        "http://evillocalhost",
        "http://localhost@evil.example",
        "http://localhost/",
        "http://LOCALHOST",
        "http://127.0.0.1",
        "android:apk-key-hash:AAAA",
        "null",
        "",
    ] {
        flows.refuse(&Forgery::none().client_data("origin", origin), "passkey_refused").await;
    }
    flows.accept_honest_proofs().await;
}

#[tokio::test]
async fn neither_a_sub_domain_nor_a_parent_is_the_public_origin() {
    let app = TestApp::build().origin("https://login.example.org").start().await;
    let mut browser = app.half("a@example.org").await;
    for origin in [
        "https://example.org",
        "https://a.login.example.org",
        "https://other.example.org",
        "https://login.example.org.evil.example",
        "https://evil-login.example.org",
        "https://login.example.org:8443",
        "http://login.example.org",
    ] {
        let options = options(&mut browser, REGISTER).await;
        let answer = Authenticator::synced(origin).register(&options, &Forgery::none()).unwrap();
        assert_eq!(finish(&mut browser, REGISTER, &answer).await.assert_status(401).code(), "passkey_refused", "{origin}");
    }
    let options = options(&mut browser, REGISTER).await;
    let answer = Authenticator::synced("https://login.example.org").register(&options, &Forgery::none()).unwrap();
    finish(&mut browser, REGISTER, &answer).await.assert_status(200);
}

#[tokio::test]
async fn an_answer_of_another_type_is_refused() {
    let app = TestApp::start().await;
    let mut flows = flows(&app).await;
    flows.refuse_registration(&Forgery::none().client_data("type", "webauthn.get"), "passkey_refused").await;
    flows.refuse_proofs(&Forgery::none().client_data("type", "webauthn.create"), "passkey_refused").await;
    for kind in ["payment.get", "navigator.id.getAssertion", "Webauthn.get", ""] {
        flows.refuse(&Forgery::none().client_data("type", kind), "passkey_refused").await;
    }
    flows.accept_honest_proofs().await;
}

#[tokio::test]
async fn a_page_in_somebody_elses_frame_is_refused() {
    let app = TestApp::start().await;
    let mut flows = flows(&app).await;
    for forgery in [
        Forgery::none().client_data("crossOrigin", true),
        Forgery::none().client_data("crossOrigin", true).client_data("topOrigin", "https://evil.example"),
        Forgery::none().client_data("topOrigin", "https://evil.example"),
        Forgery::none().client_data("topOrigin", "http://localhost"),
        Forgery::none().client_data("topOrigin", ""),
        Forgery::none().client_data("topOrigin", json!({})),
    ] {
        flows.refuse(&forgery, "passkey_refused").await;
    }
    flows.accept_honest_proofs().await;
}

#[tokio::test]
async fn what_browsers_may_leave_out_or_add_is_accepted() {
    let app = TestApp::start().await;
    for (email, forgery) in [
        ("a@example.org", Forgery::none().client_data("crossOrigin", Value::Null)),
        ("b@example.org", Forgery::none().client_data("other_keys_can_be_added_here", "do not compare clientDataJSON against a template")),
        ("c@example.org", Forgery::none().client_data("tokenBinding", json!({ "status": "supported" }))),
        ("d@example.org", Forgery::none().client_data("future", json!({ "deep": [[[]], null] }))),
    ] {
        Flows::start(&app, Owner::synced(&app, email).await).await.accept(&forgery).await;
    }
}

#[tokio::test]
async fn a_challenge_of_ones_own_choice_is_refused() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    let mut challenged = owner.challenged(&app).await;
    let mut anonymous = app.anonymous();
    for challenge in ["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", ""] {
        let forgery = Forgery::none().client_data("challenge", challenge);
        for (browser, what) in [(&mut challenged, VERIFY), (&mut owner.browser, VERIFY), (&mut anonymous, SIGN_IN)] {
            let options = options(browser, what).await;
            let answer = owner.authenticator.assert(&options, &forgery).unwrap();
            assert_eq!(finish(browser, what, &answer).await.assert_status(409).code(), "passkey_ceremony_over", "{what}");
        }
        let options = options(&mut owner.browser, REGISTER).await;
        let answer = Authenticator::synced(super::steps::ORIGIN).register(&options, &forgery).unwrap();
        assert_eq!(finish(&mut owner.browser, REGISTER, &answer).await.assert_status(409).code(), "passkey_ceremony_over");
    }
}
