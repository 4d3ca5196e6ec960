//! How many SQL statements each request of a walk runs. A figure that changes is a decision: raise it if the new statement is needed, lower it if
//! one has become superfluous.
//!
//! Forms are sent as browsers send them, with the token and the mark of their page, so that the storage of answers (`middleware/idempotency.rs`)
//! is counted as well. `BEGIN` and `COMMIT` are statements, too.

mod presence;
mod recovery;
mod walk;

use crate::{
    passkey::{Owner, SIGN_IN, VERIFY},
    support::{Client, PASSWORD, TestApp, recorded},
    token::{CONSUME, TRANSFER, administrator, key, protect},
    trust::trust_shown,
};
use authenticator::Forgery;
use mfa::Clock;
use serde_json::{Value, json};
use totp_rs::Totp;
use walk::Walk;

/// A browser whose user has given the password and owes the second step.
async fn challenged(app: &TestApp, email: &str) -> Client {
    let mut browser = app.anonymous();
    browser.sign_in(email).await.assert_status(303);
    browser
}

#[tokio::test]
async fn sign_in() {
    let app = TestApp::start().await;
    let user = app.user("a@example.org").await;
    let mut browser = app.anonymous();
    let page = browser.get("/sign-in").await;
    let mut walk = Walk::of(browser);
    let answer = walk.submit(&page, "/sign-in", &[("email", &user.email), ("password", PASSWORD)]).await;
    walk.follow(&answer).await.assert_status(200);
    walk.assert_takes(&[23, 2]);
}

#[tokio::test]
async fn code() {
    let app = TestApp::start().await;
    let user = app.user("a@example.org").await;
    let mut walk = Walk::of(challenged(&app, &user.email).await);
    let page = walk.get("/mfa/verify").await;
    let answer = walk.submit(&page, "/mfa/verify", &[("code", &user.code())]).await;
    walk.follow(&answer).await.assert_status(200);
    walk.assert_takes(&[2, 14, 13]);
}

#[tokio::test]
async fn wrong_code() {
    let app = TestApp::start().await;
    let user = app.user("a@example.org").await;
    let mut walk = Walk::of(challenged(&app, &user.email).await);
    let page = walk.get("/mfa/verify").await;
    walk.submit(&page, "/mfa/verify", &[("code", "000000")]).await.assert_status(401);
    walk.assert_takes(&[2, 13]);
}

/// A challenge that has had its guesses: not even the work shows whether the code is right.
#[tokio::test]
async fn right_and_wrong_codes_take_the_same_once_a_challenge_is_over() {
    let app = TestApp::start().await;
    let user = app.user("a@example.org").await;
    let mut browser = challenged(&app, &user.email).await;
    let mut send = async |code: &str| recorded(browser.call("totp/verify", &json!({ "code": code }))).await;
    for _ in 0..5 {
        send("000000").await.0.assert_status(401);
    }
    let (wrong, of_wrong) = send("000000").await;
    let (right, of_right) = send(&user.code()).await;
    assert_eq!(wrong.status, right.status);
    assert_eq!((wrong.code(), of_wrong), (right.code(), of_right));
    assert_eq!(right.code(), "mfa_challenge_over");
}

#[tokio::test]
async fn code_by_script() {
    let app = TestApp::start().await;
    let user = app.user("a@example.org").await;
    let mut walk = Walk::of(challenged(&app, &user.email).await);
    walk.call("totp/verify", &json!({ "code": user.code() })).await.assert_status(200);
    walk.assert_takes(&[11]);
}

#[tokio::test]
async fn backup_code() {
    let app = TestApp::start().await;
    let mut user = app.user("a@example.org").await;
    let codes = user.call("recovery/new", &json!({})).await.assert_status(200).json();
    user.call("recovery/acknowledge", &json!({})).await.assert_status(200);
    let mut walk = Walk::of(challenged(&app, &user.email).await);
    let page = walk.get("/mfa/recovery").await;
    let answer = walk.submit(&page, "/mfa/recovery", &[("code", codes[3].as_str().unwrap())]).await;
    walk.follow(&answer).await.assert_status(200);
    walk.assert_takes(&[2, 22, 13]);
}

#[tokio::test]
async fn passkey_after_password() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    let browser = challenged(&app, &owner.email).await;
    ceremony(browser, VERIFY, &mut owner).await.assert_takes(&[7, 14, 14]);
}

#[tokio::test]
async fn passkey_alone() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    ceremony(app.anonymous(), SIGN_IN, &mut owner).await.assert_takes(&[5, 16, 14]);
}

async fn ceremony(browser: Client, what: &str, owner: &mut Owner) -> Walk {
    let mut walk = Walk::of(browser);
    let options = walk.call(&format!("passkey/{what}/begin"), &json!({})).await.assert_status(200).json()["publicKey"].take();
    let answer = owner.authenticator.assert(&options, &Forgery::none()).unwrap();
    let finished = walk.call(&format!("passkey/{what}/finish"), &answer).await.assert_status(200).json();
    walk.open(finished["next"].as_str().unwrap()).await.assert_status(200);
    walk
}

#[tokio::test]
async fn enrollment() {
    let app = TestApp::start().await;
    let mut walk = Walk::of(app.half("a@example.org").await);
    let page = walk.get("/mfa/choose").await;
    let answer = walk.submit(&page, "/mfa/choose", &[("method", "totp")]).await;
    let page = walk.follow(&answer).await;
    let uri = page.assert_status(200).body.split('"').find(|text| text.starts_with("otpauth://")).unwrap().replace("&amp;", "&");
    let code = Totp::from_url(&uri).unwrap().generate(app.clock().now().unix_seconds()).to_string();
    let answer = walk.submit(&page, "/mfa/totp", &[("code", &code)]).await;
    let page = walk.follow(&answer).await;
    let shown = page.hidden("shown").to_owned();
    let answer = walk.submit(&page, "/mfa/recovery-codes", &[("acknowledged", "on"), ("shown", &shown)]).await;
    walk.follow(&answer).await.assert_status(200);
    // The first method shortens other half sessions and ends pending enrollments; its event makes the first backup codes and ends trust in browsers.
    walk.assert_takes(&[2, 18, 2, 41, 3, 27, 13]);
}

#[tokio::test]
async fn security_page() {
    let app = TestApp::start().await;
    let user = app.user("a@example.org").await;
    let mut walk = Walk::of(user.clone());
    walk.get("/account/security").await.assert_status(200);
    // Once a minute, the session is read again after its use is noted.
    walk.assert_takes(&[15]);
}

/// The box at the challenge, the sign-in after it, the security page, and the end of the trust.
#[tokio::test]
async fn trusted_browser() {
    let app = TestApp::start().await;
    let policy = mfa::Policy { trust_days: 30, ..app.latchkey.policy().await.unwrap() };
    app.latchkey.operator().save_policy("test", "test", &policy, mfa::LastAdministrator::MayGo).await.unwrap();
    let user = app.user("a@example.org").await;
    let mut walk = Walk::of(challenged(&app, &user.email).await);
    let page = walk.get("/mfa/verify").await;
    walk.submit(&page, "/mfa/verify", &[("code", &user.code()), ("trust", "30")]).await.assert_leads_to("/account/security");
    walk.assert_takes(&[2, 18]);

    let mut browser = walk.browser().clone();
    browser.cookies.retain(|name, _| name == "latchkey-browser");
    let page = browser.get("/sign-in").await;
    let mut walk = Walk::of(browser);
    let answer = walk.submit(&page, "/sign-in", &[("email", &user.email), ("password", PASSWORD)]).await;
    answer.assert_leads_to("/account/security");
    let page = walk.follow(&answer).await;
    let id = trust_shown(&page.body);
    walk.submit(&page, "/account/trusted-browsers", &[("action", "end"), ("id", &id)]).await.assert_leads_to("/account/security");
    walk.assert_takes(&[25, 14, 10]);
}

#[tokio::test]
async fn mfa_token() {
    let app = TestApp::start().await;
    protect(&app).await;
    let mut admin = administrator(&app, "admin@example.org").await;
    let key = key(&mut admin, "shop").await;
    let user = app.user("a@example.org").await;
    let mut walk = Walk::of(user.clone());
    let begun = walk.call("action/begin", &json!({ "action": TRANSFER, "content": null, "summary": "100 € to Bob" })).await;
    let confirmation: Value = begun.assert_status(200).json()["id"].take();
    walk.call("totp/verify", &json!({ "code": user.code(), "confirmation": confirmation })).await.assert_status(200);
    let issued = walk.call("action/token", &json!({ "confirmation": confirmation })).await;
    let token = issued.assert_status(200).json()["token"].take();
    walk.ask(&key, CONSUME, &json!({ "token": token, "action": TRANSFER })).await.assert_status(200);
    // The first request notes the use of the session.
    walk.assert_takes(&[9, 12, 7, 8]);
}
