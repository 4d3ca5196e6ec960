//! Passkeys in the claims of session tokens.

use super::steps::{Owner, SIGN_IN, VERIFY, prove};
use crate::support::{Client, TestApp};
use authenticator::Forgery;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

const SHOP: &str = "https://shop.example.org";

/// The claims of a token of this browser's session.
async fn claims(browser: &mut Client) -> Value {
    let issued = browser.call("session/token", &json!({ "audience": SHOP })).await.assert_status(200).json();
    let payload = issued["token"].as_str().unwrap().split('.').nth(1).unwrap().to_owned();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}

#[tokio::test]
async fn a_passkey_is_two_factors_with_a_password_and_without_one() {
    let app = TestApp::build().audience(SHOP).start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    let mut challenged = owner.challenged(&app).await;
    prove(&mut challenged, VERIFY, &mut owner.authenticator, &Forgery::none()).await.assert_status(200);
    let after_password = claims(&mut challenged).await;
    assert_eq!((&after_password["amr"], &after_password["acr"]), (&json!(["pwd", "pop", "user", "mfa"]), &json!("phr")));
    let mut alone = app.anonymous();
    prove(&mut alone, SIGN_IN, &mut owner.authenticator, &Forgery::none()).await.assert_status(200);
    let by_passkey = claims(&mut alone).await;
    assert_eq!((&by_passkey["amr"], &by_passkey["acr"]), (&json!(["pop", "user", "mfa"]), &json!("phr")), "no password was typed");
}
