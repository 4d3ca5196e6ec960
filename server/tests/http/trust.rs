//! Trusted browsers: the box at the challenge, the cookie, the list on the security page, and everything that isn't a trusted browser.

use crate::{
    passkey::{Owner, VERIFY},
    support::{Client, TestApp, User},
    token::{TRANSFER, protect},
};
use authenticator::Forgery;
use serde_json::json;
use std::time::Duration;

const COOKIE: &str = "latchkey-browser";
const DAY: Duration = Duration::from_hours(24);
const BOX: &str = "name=\"trust\"";

async fn allow(app: &TestApp, days: u32) {
    let policy = mfa::Policy { trust_days: days, ..app.latchkey.policy().await.unwrap() };
    app.latchkey.operator().save_policy("test", "test", &policy, mfa::LastAdministrator::MayGo).await.unwrap();
}

/// The browser with its cookie alone.
fn signed_out(browser: &Client) -> Client {
    let mut browser = browser.clone();
    browser.cookies.retain(|name, _| name == COOKIE);
    browser
}

/// Signs in with the box ticked.
async fn trusting(app: &TestApp, user: &User) -> Client {
    let mut browser = signed_out(user);
    browser.sign_in(&user.email).await.assert_leads_to("/mfa/verify");
    browser.submit("/mfa/verify", &[("code", &user.code()), ("trust", "30")]).await.assert_leads_to("/account/security");
    app.advance(Duration::from_secs(60));
    browser
}

/// Where the right password leads in this browser.
async fn leads_to(browser: &Client, email: &str) -> String {
    signed_out(browser).sign_in(email).await.assert_status(303).header("location").to_owned()
}

/// The id in the first form of the security page that ends a trust.
pub(crate) fn trust_shown(page: &str) -> String {
    let (_, rest) = page.split_once("action=\"/account/trusted-browsers\"").and_then(|(_, list)| list.split_once("name=\"id\"")).unwrap();
    rest.split('"').nth(1).unwrap().to_owned()
}

#[tokio::test]
async fn the_box_is_offered_at_the_challenge_and_nowhere_else() {
    let app = TestApp::start().await;
    let user = app.user("a@example.org").await;
    let mut browser = app.anonymous();
    browser.sign_in(&user.email).await;
    assert!(!browser.get("/mfa/verify").await.body.contains(BOX), "the policy has it off");
    allow(&app, 30).await;
    let page = browser.get("/mfa/verify").await.body;
    let (_, shown) = page.split_once("<input type=\"checkbox\"").unwrap();
    let (shown, _) = shown.split_once('>').unwrap();
    assert!(shown.contains(BOX) && shown.contains("value=\"30\"") && !shown.contains("checked"), "{shown}");
    assert!(page.contains("Don’t ask again on this browser") && page.contains("For 30 days") && page.contains("shared computer"));
    assert!(!browser.get("/mfa/recovery").await.body.contains(BOX), "a backup code");
    let again = browser.submit("/mfa/verify", &[("code", "12345"), ("trust", "30")]).await;
    assert!(again.assert_status(422).body.contains("checked"), "after an error, it stays as it was");
    for planted in ["on", "-1", "9999999999", ""] {
        browser.submit("/mfa/verify", &[("code", &user.code()), ("trust", planted)]).await.assert_status(400);
    }
    browser.submit("/mfa/verify", &[("code", &user.code())]).await.assert_leads_to("/account/security");
    assert!(!browser.get("/mfa/verify").await.body.contains(BOX), "a step-up");

    let admin = app.user("admin@example.org").await;
    app.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
    let mut browser = app.anonymous();
    browser.sign_in(&admin.email).await;
    assert!(!browser.get("/mfa/verify").await.assert_status(200).body.contains(BOX), "an administrator");
    browser.submit("/mfa/verify", &[("code", &admin.code()), ("trust", "30")]).await.assert_status(303);
    assert_eq!(app.number("SELECT COUNT(*) FROM browser WHERE trust_id IS NOT NULL").await, 0);
    assert!(!browser.get("/account/security").await.body.contains("Trusted browsers"));
}

#[tokio::test]
async fn a_trusted_browser_asks_for_the_password_alone_and_every_other_for_more() {
    let app = TestApp::start().await;
    allow(&app, 30).await;
    let user = app.user("a@example.org").await;
    let before = user.cookies[COOKIE].clone();
    let browser = trusting(&app, &user).await;
    assert_ne!(browser.cookies[COOKIE], before, "the browser has a new secret");
    assert_eq!(leads_to(&browser, &user.email).await, "/account/security");
    assert_eq!(leads_to(&user, &user.email).await, "/mfa/verify", "the old secret");
    assert_eq!(leads_to(&app.anonymous(), &user.email).await, "/mfa/verify");
    let mut forged = app.anonymous();
    for value in ["A".repeat(43), browser.cookies[COOKIE].to_uppercase(), "short".to_owned()] {
        forged.cookies.insert(COOKIE.to_owned(), value);
        assert_eq!(leads_to(&forged, &user.email).await, "/mfa/verify");
    }
    let other = app.user("b@example.org").await;
    assert_eq!(leads_to(&browser, &other.email).await, "/mfa/verify", "another account in the same browser");
    let mut stolen = signed_out(&other);
    stolen.cookies.insert(COOKIE.to_owned(), other.cookies[COOKIE].clone());
    assert_eq!(leads_to(&stolen, &user.email).await, "/mfa/verify", "another account's row");
    let wrong = signed_out(&browser).submit("/sign-in", &[("email", &user.email), ("password", "wrong")]).await;
    wrong.assert_status(401);

    // The second person at the same computer.
    let mut shared = signed_out(&browser);
    shared.sign_in(&other.email).await.assert_leads_to("/mfa/verify");
    shared.submit("/mfa/verify", &[("code", &other.code()), ("trust", "30")]).await.assert_leads_to("/account/security");
    for email in [&user.email, &other.email] {
        assert_eq!(leads_to(&shared, email).await, "/account/security", "{email}");
    }

    app.advance(DAY * 30);
    assert_eq!(leads_to(&shared, &user.email).await, "/mfa/verify");
}

#[tokio::test]
async fn what_asks_for_a_proof_asks_in_a_trusted_browser_too() {
    let app = TestApp::start().await;
    protect(&app).await;
    allow(&app, 30).await;
    let user = app.user("a@example.org").await;
    let mut browser = signed_out(&trusting(&app, &user).await);
    browser.sign_in(&user.email).await.assert_leads_to("/account/security");
    let activity = browser.get("/account/activity").await;
    assert!(activity.body.contains("Signed in on a trusted browser") && activity.body.contains("Browser trusted"));
    browser.submit("/account/recovery-codes", &[]).await.assert_leads_to("/mfa/verify");
    assert!(!browser.get("/mfa/verify").await.assert_status(200).body.contains(BOX));
    let begun = browser.call("action/begin", &json!({ "action": TRANSFER, "content": null, "summary": "100 € to Bob" })).await;
    let confirmation = begun.assert_status(200).json()["id"].clone();
    assert_ne!(browser.call("action/token", &json!({ "confirmation": confirmation })).await.status, 200, "trust is no proof of an action");
    browser.call("totp/verify", &json!({ "code": user.code(), "confirmation": confirmation })).await.assert_status(200);
    browser.call("action/token", &json!({ "confirmation": confirmation })).await.assert_status(200);
    browser.get("/admin").await.assert_status(404);
}

#[tokio::test]
async fn it_is_listed_and_ended_on_the_security_page() {
    let app = TestApp::start().await;
    allow(&app, 30).await;
    let user = app.user("a@example.org").await;
    let mut owner = user.clone();
    assert!(owner.get("/account/security").await.body.contains("No trusted browsers."));
    let mut trusted = trusting(&app, &user).await;
    let page = trusted.get("/account/security").await.body;
    let (_, list) = page.split_once("id=\"trusted-title\"").unwrap();
    let (list, _) = list.split_once("</section>").unwrap();
    assert!(list.contains("192.0.2.1") && list.contains("This browser") && list.contains("up to 30 days"), "{list}");
    let elsewhere = owner.get("/account/security").await.body;
    let (_, list) = elsewhere.split_once("id=\"trusted-title\"").unwrap();
    assert!(!list.split_once("</section>").unwrap().0.contains("This browser"));

    let id = trust_shown(&page);
    let stranger = app.user("b@example.org").await;
    stranger.clone().submit("/account/trusted-browsers", &[("action", "end"), ("id", &id)]).await.assert_status(404);
    stranger.clone().submit("/account/trusted-browsers", &[("action", "end-all")]).await.assert_leads_to("/account/security");
    let mut half = app.anonymous();
    half.sign_in(&user.email).await;
    half.submit("/account/trusted-browsers", &[("action", "end-all")]).await.assert_leads_to("/mfa");
    owner.submit("/account/trusted-browsers", &[("action", "all")]).await.assert_status(400);
    assert_eq!(leads_to(&trusted, &user.email).await, "/account/security");

    // A session that began without a second factor is asked for one as soon as the trust is over.
    let mut let_in = signed_out(&trusted);
    let_in.sign_in(&user.email).await.assert_leads_to("/account/security");
    owner.submit("/account/trusted-browsers", &[("action", "end"), ("id", &id)]).await.assert_leads_to("/account/security");
    assert!(owner.get("/account/security").await.body.contains("The browser is no longer trusted."));
    assert_eq!(leads_to(&trusted, &user.email).await, "/mfa/verify");
    let_in.get("/account/security").await.assert_leads_to("/mfa");
    assert_eq!(let_in.step().await, "challenge");
    trusted.get("/account/security").await.assert_status(200);
    owner.submit("/account/trusted-browsers", &[("action", "end"), ("id", &id)]).await.assert_status(404);

    let trusted = trusting(&app, &user).await;
    owner.submit("/account/trusted-browsers", &[("action", "end-all")]).await.assert_leads_to("/account/security");
    assert!(owner.get("/account/security").await.body.contains("No browser is trusted any longer."));
    assert_eq!(leads_to(&trusted, &user.email).await, "/mfa/verify");
}

#[tokio::test]
async fn a_passkey_at_the_challenge_carries_the_box_in_its_address() {
    let app = TestApp::start().await;
    allow(&app, 30).await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    let mut browser = app.anonymous();
    browser.sign_in(&owner.email).await.assert_leads_to("/mfa/passkey");
    let page = browser.get("/mfa/passkey").await.body;
    assert!(page.contains(BOX) && page.contains("option needs-script"));
    let mut ceremony = async |browser: &mut Client, address: &str, expected: u16| {
        let options = browser.call(&format!("passkey/{VERIFY}/begin"), &json!({})).await.assert_status(200).json()["publicKey"].take();
        let answer = owner.authenticator.assert(&options, &Forgery::none()).unwrap();
        browser.call(address, &answer).await.assert_status(expected);
    };
    ceremony(&mut browser, "passkey/verify/finish?trust=soon", 400).await;
    ceremony(&mut browser, "passkey/verify/finish?trust=30", 200).await;
    let email = owner.email.clone();
    assert_eq!(leads_to(&browser, &email).await, "/account/security");
    let mut let_in = signed_out(&browser);
    let_in.sign_in(&email).await;
    let_in.submit("/account/recovery-codes", &[]).await.assert_leads_to("/mfa/passkey");
    let before = let_in.cookies[COOKIE].clone();
    let trusts = "SELECT COUNT(*) FROM audit_event WHERE event = 'browser_trusted'";
    assert_eq!(app.number(trusts).await, 1);
    // A step-up trusts nothing, whatever is sent with it.
    ceremony(&mut let_in, "passkey/verify/finish?trust=30", 200).await;
    assert_eq!((app.number(trusts).await, &let_in.cookies[COOKIE]), (1, &before));
}

#[tokio::test]
async fn the_policy_and_a_new_password_end_it() {
    let app = TestApp::start().await;
    allow(&app, 30).await;
    let user = app.user("a@example.org").await;
    let mut trusted = trusting(&app, &user).await;
    app.advance(DAY * 8);
    assert_eq!(leads_to(&trusted, &user.email).await, "/account/security");
    allow(&app, 7).await;
    assert_eq!(leads_to(&trusted, &user.email).await, "/mfa/verify");
    allow(&app, 30).await;
    assert_eq!(leads_to(&trusted, &user.email).await, "/account/security");
    trusted = signed_out(&trusted);
    trusted.sign_in(&user.email).await.assert_leads_to("/account/security");
    trusted.submit("/mfa/verify", &[("code", &user.code())]).await.assert_status(303);
    let new = "another horse, another battery";
    trusted.submit("/account/password", &[("current", crate::support::PASSWORD), ("new", new)]).await.assert_status(303);
    trusted.get("/account/security").await.assert_status(200);
    let answer = signed_out(&trusted).submit("/sign-in", &[("email", &user.email), ("password", new)]).await;
    answer.assert_leads_to("/mfa/verify");
}
