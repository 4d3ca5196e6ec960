//! The answer to an application's server about a token.

use super::steps::{CONSUME, REQUIRED, TRANSFER, administrator, ask, begin, issue, key, protect, token};
use crate::support::{Client, TestApp, User, everywhere};
use authenticator::{Authenticator, Forgery};
use futures::future::join_all;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::time::Duration;

async fn user_id(browser: &mut Client) -> String {
    browser.call("flow/user", &json!({})).await.json()["id"].as_str().unwrap().to_owned()
}

async fn code(app: &TestApp, key: &str, body: &Value, status: u16) -> String {
    ask(app, key, CONSUME, body).await.assert_status(status).code()
}

/// An installation with a key, and somebody with an authenticator app.
async fn installation(app: &TestApp) -> (String, User) {
    protect(app).await;
    let mut admin = administrator(app, "admin@example.org").await;
    let key = key(&mut admin, "shop").await;
    (key, app.user("a@example.org").await)
}

#[tokio::test]
async fn a_token_says_who_proved_what_and_when_once() {
    everywhere(async |app| {
        let (key, mut user) = installation(&app).await;
        let token = token(&app, &mut user, None).await;
        let answer = ask(&app, &key, CONSUME, &json!({ "token": token, "action": TRANSFER, "a": "newer member" })).await;
        let proof = answer.assert_status(200).json();
        assert_eq!((&proof["action"], &proof["method"]), (&json!(TRANSFER), &json!("totp")));
        assert_eq!(proof["user_id"], json!(user_id(&mut user).await));
        assert!(proof["proved_at"].as_i64().unwrap() > 0 && answer.cookies().is_empty());
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(code(&app, &key, &json!({ "token": token, "action": TRANSFER }), 409).await, "mfa_token_consumed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_thirty_at_once_one_succeeds() {
    everywhere(async |app| {
        let (key, mut user) = installation(&app).await;
        for _ in 0..4 {
            let token = token(&app, &mut user, None).await;
            let body = json!({ "token": token, "action": TRANSFER });
            let answers = join_all((0..30).map(|_| ask(&app, &key, CONSUME, &body))).await;
            let count = |status: u16| answers.iter().filter(|answer| answer.status.as_u16() == status).count();
            assert_eq!((count(200), count(409)), (1, 29));
        }
    })
    .await;
}

#[tokio::test]
async fn each_refusal_has_its_code_and_uses_nothing_up() {
    everywhere(async |app| {
        let (key, mut user) = installation(&app).await;
        let mut stranger = app.user("b@example.org").await;
        let digest = |content: &str| Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let token = token(&app, &mut user, Some("100 to Bob")).await;
        let (me, other) = (user_id(&mut user).await, user_id(&mut stranger).await);
        let right = json!({ "token": token, "action": TRANSFER, "user_id": me, "content_digest": digest("100 to Bob") });
        let with = |member: &str, value: Value| {
            let mut body = right.clone();
            body[member] = value;
            body
        };
        for (body, status, expected) in [
            (with("action", json!("transfer.delete")), 403, "mfa_token_wrong_action"),
            (with("user_id", json!(other)), 403, "mfa_token_wrong_user"),
            (with("session_id", json!("another")), 403, "mfa_token_wrong_session"),
            (with("content_digest", json!(digest("10000 to Bob"))), 403, "mfa_token_wrong_content"),
            (with("content_digest", Value::Null), 403, "mfa_token_wrong_content"),
            (with("content_digest", json!("100 to Bob")), 400, "malformed_request"),
            (with("token", json!("x")), 404, "mfa_token_unknown"),
            (with("token", json!("A".repeat(43))), 404, "mfa_token_unknown"),
            (with("token", json!(1)), 400, "malformed_request"),
            (json!({}), 400, "malformed_request"),
            (json!([]), 400, "malformed_request"),
        ] {
            assert_eq!(code(&app, &key, &body, status).await, expected, "{body}");
        }
        ask(&app, &key, CONSUME, &right).await.assert_status(200);

        let late = super::steps::token(&app, &mut user, None).await;
        app.advance(Duration::from_secs(300));
        assert_eq!(code(&app, &key, &json!({ "token": late, "action": TRANSFER }), 410).await, "mfa_token_expired");
    })
    .await;
}

#[tokio::test]
async fn a_passkey_earns_a_token_by_proof_and_by_registration() {
    everywhere(async |app| {
        let (key, _) = installation(&app).await;
        let mut policy = app.latchkey.saved_policy().await.unwrap();
        policy.enrollment = mfa::Enrollment::Action;
        app.latchkey.operator().save_policy("test", "test", &policy, mfa::LastAdministrator::MayGo).await.unwrap();
        let mut browser = app.half("c@example.org").await;
        let mut authenticator = Authenticator::synced("http://localhost");
        for what in ["register", "verify"] {
            let confirmation = begin(&mut browser, None).await;
            let asked = browser.call(&format!("passkey/{what}/begin"), &json!({ "confirmation": confirmation })).await;
            let options = asked.assert_status(200).json()["publicKey"].take();
            let answer = match what {
                "register" => authenticator.register(&options, &Forgery::none()),
                _ => authenticator.assert(&options, &Forgery::none()),
            };
            assert_eq!(issue(&mut browser, &confirmation).await.assert_status(403).code(), "step_up_required");
            browser.call(&format!("passkey/{what}/finish"), &answer.unwrap()).await.assert_status(200);
            let token = issue(&mut browser, &confirmation).await.assert_status(200).json()["token"].take();
            let proof = ask(&app, &key, CONSUME, &json!({ "token": token, "action": TRANSFER })).await.assert_status(200).json();
            assert_eq!(proof["method"], "passkey");
        }
    })
    .await;
}

#[tokio::test]
async fn whether_a_token_is_to_be_expected_is_told() {
    let app = TestApp::start().await;
    let (key, mut user) = installation(&app).await;
    let me = user_id(&mut user).await;
    let asked = async |user: &str, action: &str| ask(&app, &key, REQUIRED, &json!({ "user_id": user, "action": action })).await;
    assert_eq!(asked(&me, TRANSFER).await.assert_status(200).json(), json!({ "required": true, "enrollment": false }));
    assert_eq!(asked(&me, "unheard.of").await.assert_status(200).json(), json!({ "required": false, "enrollment": false }));
    assert_eq!(asked("nobody", TRANSFER).await.assert_status(404).code(), "user_unknown");
    let mut half = app.half("b@example.org").await;
    let unenrolled = user_id(&mut half).await;
    assert_eq!(asked(&unenrolled, TRANSFER).await.assert_status(200).json(), json!({ "required": true, "enrollment": true }));
}

/// SQLite keeps a NUL like anything else, PostgreSQL keeps none: nobody has such an id on either.
#[tokio::test]
async fn a_nul_is_bad_input_and_no_failure_of_ours() {
    everywhere(async |app| {
        let (key, mut user) = installation(&app).await;
        let asked = ask(&app, &key, REQUIRED, &json!({ "user_id": "a\0", "action": TRANSFER })).await;
        assert!(asked.status.is_client_error(), "{}", asked.status);
        let consumed = ask(&app, &key, CONSUME, &json!({ "token": "\0", "action": "\0", "user_id": "\0", "session_id": "\0" })).await;
        assert!(consumed.status.is_client_error(), "{}", consumed.status);
        let code = user.code();
        for (function, arguments) in [
            ("action/token", json!({ "confirmation": "\0" })),
            ("totp/verify", json!({ "code": code, "confirmation": "\0" })),
            ("device/rename", json!({ "id": "\0", "name": "phone" })),
            ("session/end", json!({ "id": "\0" })),
            ("account/sign-in", json!({ "email": "\0", "password": "\0", "next": "/\0" })),
        ] {
            let answer = user.call(function, &arguments).await;
            assert!(answer.status.is_client_error(), "{function}: {}", answer.status);
        }
        let asked = user.call("action/begin", &json!({ "action": "\0", "content": "\0", "summary": "\0" })).await;
        asked.assert_status(200);
    })
    .await;
}
