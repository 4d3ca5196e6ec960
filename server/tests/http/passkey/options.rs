//! The options that the browser is given.

use super::steps::{ORIGIN, Owner, REGISTER, SIGN_IN, VERIFY, finish, options, prove};
use crate::support::TestApp;
use authenticator::{Authenticator, Error, Forgery};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn bytes(value: &Value) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(value.as_str().unwrap()).unwrap()
}

#[tokio::test]
async fn a_registration_asks_for_a_verified_passkey_that_is_found_without_a_name() {
    let app = TestApp::start().await;
    let mut browser = app.half("a@example.org").await;
    let options = options(&mut browser, REGISTER).await;
    let selection = &options["authenticatorSelection"];
    assert_eq!(selection["residentKey"], "required");
    assert_eq!(selection["requireResidentKey"], true);
    assert_eq!(selection["userVerification"], "required");
    assert_eq!(
        (&options["timeout"], &options["rp"]["id"], &options["rp"]["name"]),
        (&json!(300_000), &json!("localhost"), &json!("Latchkey"))
    );
    assert!(matches!(options["attestation"].as_str(), None | Some("none")), "{options}");
    let algorithms: Vec<_> = options["pubKeyCredParams"].as_array().unwrap().iter().map(|one| one["alg"].as_i64().unwrap()).collect();
    assert_eq!(algorithms, [-7, -35, -257]);
    assert_eq!((&options["user"]["name"], &options["user"]["displayName"]), (&json!("a@example.org"), &json!("a@example.org")));
}

#[tokio::test]
async fn a_proof_asks_for_a_verified_user_within_five_minutes() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    let mut challenged = owner.challenged(&app).await;
    for (browser, what) in [(&mut owner.browser, VERIFY), (&mut challenged, VERIFY), (&mut app.anonymous(), SIGN_IN)] {
        let options = options(browser, what).await;
        assert_eq!(
            (&options["userVerification"], &options["timeout"], &options["rpId"]),
            (&json!("required"), &json!(300_000), &json!("localhost")),
            "{what}"
        );
    }
}

#[tokio::test]
async fn every_challenge_is_32_bytes_that_never_came_before() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    let mut challenged = owner.challenged(&app).await;
    let mut anonymous = app.anonymous();
    let mut seen = BTreeSet::new();
    for _ in 0..12 {
        for what in [REGISTER, VERIFY] {
            seen.insert(bytes(&options(&mut owner.browser, what).await["challenge"]));
        }
        seen.insert(bytes(&options(&mut challenged, VERIFY).await["challenge"]));
        seen.insert(bytes(&options(&mut anonymous, SIGN_IN).await["challenge"]));
    }
    assert_eq!(seen.len(), 48);
    assert!(seen.iter().all(|challenge| challenge.len() == 32));
}

#[tokio::test]
async fn the_user_handle_is_random_stable_and_tells_nothing() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    let handle = bytes(&options(&mut owner.browser, REGISTER).await["user"]["id"]);
    assert_eq!(handle.len(), 16);
    let mut later = owner.challenged(&app).await;
    prove(&mut later, VERIFY, &mut owner.authenticator, &Forgery::none()).await.assert_status(200);
    assert_eq!(bytes(&options(&mut later, REGISTER).await["user"]["id"]), handle, "in every session");

    let mut handles = BTreeSet::from([handle]);
    for number in 0..5 {
        let email = format!("{number}@example.org");
        let handle = bytes(&options(&mut app.half(&email).await, REGISTER).await["user"]["id"]);
        assert!(!handle.windows(3).any(|part| email.as_bytes().windows(3).any(|of| of == part)));
        handles.insert(handle);
    }
    assert_eq!(handles.len(), 6);
}

#[tokio::test]
async fn a_registration_excludes_every_passkey_of_the_account_with_its_transports() {
    let app = TestApp::start().await;
    Owner::synced(&app, "b@example.org").await;
    let mut owner = Owner::new(&app, "a@example.org", Authenticator::security_key(ORIGIN)).await;
    let synced = owner.another().await;
    let expected = json!([
        { "type": "public-key", "id": owner.authenticator.credential_ids()[0], "transports": ["nfc", "usb"] },
        { "type": "public-key", "id": synced.credential_ids()[0], "transports": ["hybrid", "internal"] },
    ]);
    assert_eq!(sorted(&options(&mut owner.browser, REGISTER).await["excludeCredentials"]), sorted(&expected));
    assert_eq!(sorted(&options(&mut owner.browser, VERIFY).await["allowCredentials"]), sorted(&expected));
    let mut challenged = owner.challenged(&app).await;
    assert_eq!(sorted(&options(&mut challenged, VERIFY).await["allowCredentials"]), sorted(&expected));
}

/// In an order of their own, transports too: it means nothing.
fn sorted(credentials: &Value) -> Vec<String> {
    let mut credentials = credentials.as_array().unwrap().clone();
    for credential in &mut credentials {
        credential["transports"].as_array_mut().unwrap().sort_by_key(Value::to_string);
    }
    let mut credentials: Vec<_> = credentials.iter().map(Value::to_string).collect();
    credentials.sort_unstable();
    credentials
}

#[tokio::test]
async fn transports_are_hints_of_the_authenticator_that_may_be_new_or_missing() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    let mut expected = vec![json!(["hybrid", "internal"])];
    for (told, kept) in [(json!(["usb", "by-pigeon"]), json!(["usb"])), (json!([]), json!([])), (json!(null), json!(null))] {
        let asked = options(&mut owner.browser, REGISTER).await;
        let mut answer = Authenticator::synced(ORIGIN).register(&asked, &Forgery::none()).unwrap();
        answer["response"]["transports"] = told;
        finish(&mut owner.browser, REGISTER, &answer).await.assert_status(200);
        expected.push(kept);
    }
    let excluded = options(&mut owner.browser, REGISTER).await["excludeCredentials"].clone();
    let mut found: Vec<_> = excluded.as_array().unwrap().iter().map(|credential| credential["transports"].to_string()).collect();
    let mut expected: Vec<_> = expected.iter().map(Value::to_string).collect();
    found.sort_unstable();
    expected.sort_unstable();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn an_authenticator_that_has_a_passkey_makes_no_second_one() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    let options = options(&mut owner.browser, REGISTER).await;
    let again = owner.authenticator.register(&options, &Forgery::none());
    assert!(matches!(again, Err(Error::Excluded)));
}

#[tokio::test]
async fn sign_in_asks_everybody_the_same() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    let mut challenged = owner.challenged(&app).await;
    let mut without = app.half("b@example.org").await;
    let mut expected = None;
    for browser in [&mut app.anonymous(), &mut owner.browser, &mut challenged, &mut without] {
        for body in [
            json!({}),
            json!({ "next": "/account/security" }),
            json!({ "email": "a@example.org" }),
            json!({ "email": "b@example.org", "username": "b@example.org" }),
            json!({ "email": "nobody@example.org" }),
        ] {
            let begun = browser.call("passkey/sign-in/begin", &body).await;
            let mut options = begun.assert_status(200).json();
            options["publicKey"]["challenge"].take();
            assert!(options["publicKey"]["allowCredentials"].as_array().is_none_or(Vec::is_empty), "{options}");
            let found = (options, begun.cookies().len());
            assert_eq!(expected.get_or_insert_with(|| found.clone()), &found);
        }
    }
}
