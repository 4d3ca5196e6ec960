//! An account without a password, page by page: created with a passkey, given a password and relieved of it again, and recovered with a backup code.

use crate::support::{Answer, Client, PASSWORD, TestApp};
use authenticator::{Authenticator, Forgery};
use mfa::mail::MailKind;
use serde_json::{Value, json};
use std::time::Duration;
use testbed::Database;

const ORIGIN: &str = "http://localhost";
const ADA: &str = "ada@example.org";
const NEW_PASSWORD: &str = "another horse, another battery";

/// Runs a test on every kind of database, in an installation that confirms addresses.
async fn everywhere(test: impl AsyncFn(TestApp)) {
    for database in Database::available() {
        test(TestApp::build().on(database).confirms_addresses().start().await).await;
    }
}

async fn link_of_sign_up(app: &TestApp, email: &str) -> String {
    app.anonymous().submit("/sign-up", &[("email", email), ("next", "/account/activity")]).await.assert_leads_to("/check-mail");
    app.receive_link().await
}

/// The token that the button of a link's page sends.
fn token_of(page: &Answer) -> String {
    let text = page.body.replace("&quot;", "\"");
    let (_, rest) = text.split_once("[\"link\",\"").unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

/// Presses the button of a page that creates a passkey.
async fn create(browser: &mut Client, page: &Answer, authenticator: &mut Authenticator) -> Answer {
    let token = token_of(page);
    let options = browser.call("passkey/by-link/begin", &json!({ "link": token })).await.assert_status(200).json()["publicKey"].take();
    let answer = authenticator.register(&options, &Forgery::none()).unwrap();
    finish(browser, &answer, &token).await
}

async fn finish(browser: &mut Client, answer: &Value, token: &str) -> Answer {
    let mut answer = answer.clone();
    answer["link"] = json!(token);
    browser.call("passkey/by-link/finish", &answer).await
}

/// Signs up with a passkey by the link of a mail, and saves the backup codes, which are returned.
async fn sign_up(app: &TestApp, email: &str, authenticator: &mut Authenticator) -> (Client, Vec<String>) {
    let link = link_of_sign_up(app, email).await;
    let mut browser = app.anonymous();
    let page = browser.get(&link).await;
    create(&mut browser, &page, authenticator).await.assert_status(200);
    let codes = browser.call("recovery/codes", &json!({})).await.json().as_array().unwrap().clone();
    let codes = codes.iter().map(|code| code.as_str().unwrap().to_owned()).collect();
    browser.call("recovery/acknowledge", &json!({})).await.assert_status(200);
    (browser, codes)
}

async fn prove(browser: &mut Client, authenticator: &mut Authenticator, about: &Value) -> Answer {
    let options = browser.call("passkey/verify/begin", about).await.assert_status(200).json()["publicKey"].take();
    let answer = authenticator.assert(&options, &Forgery::none()).unwrap();
    browser.call("passkey/verify/finish", &answer).await
}

#[tokio::test]
async fn the_page_of_the_link_offers_both_and_a_passkey_opens_the_account() {
    everywhere(async |app| {
        let link = link_of_sign_up(&app, ADA).await;
        let mut browser = app.anonymous();
        let page = browser.get(&link).await;
        assert!(page.body.contains("type=\"password\"") && page.body.contains("Create account with a passkey"), "{}", page.body);
        assert!(page.body.contains("A passkey needs JavaScript") && page.body.contains("Choose a password"), "with scripts off");
        assert_eq!(page.header("referrer-policy"), "strict-origin");

        let mut authenticator = Authenticator::synced(ORIGIN);
        let done = create(&mut browser, &page, &mut authenticator).await;
        assert_eq!(done.assert_status(200).json()["next"], "/mfa/recovery-codes");
        assert!(browser.cookies.contains_key("latchkey") && browser.cookies.contains_key("latchkey-browser"));
        assert_eq!(browser.step().await, "acknowledge_recovery_codes");
        browser.get("/mfa/recovery-codes").await.assert_status(200);
        browser.call("recovery/acknowledge", &json!({})).await.assert_status(200);
        let page = browser.get("/account/security").await;
        assert!(page.assert_status(200).body.contains("Password: none.") && page.body.contains("Add a password"), "{}", page.body);
        assert!(!page.body.contains("Remove password") && !page.body.contains("only one way to sign in"));
        app.anonymous().get(&link).await.assert_status(410);

        let mut other = app.anonymous();
        other.sign_in(ADA).await.assert_status(401);
        let options = other.call("passkey/sign-in/begin", &json!({})).await.json()["publicKey"].take();
        let answer = authenticator.assert(&options, &Forgery::none()).unwrap();
        other.call("passkey/sign-in/finish", &answer).await.assert_status(200);
        assert_eq!(other.step().await, "done");
    })
    .await;
}

#[tokio::test]
async fn a_session_that_was_there_before_is_replaced() {
    let app = TestApp::build().confirms_addresses().start().await;
    let user = app.user("bea@example.org").await;
    let link = link_of_sign_up(&app, ADA).await;
    let mut browser = app.anonymous();
    browser.cookies = user.cookies.clone();
    let page = browser.get(&link).await;
    create(&mut browser, &page, &mut Authenticator::synced(ORIGIN)).await.assert_status(200);
    let who = browser.call("flow/user", &json!({})).await;
    assert_eq!(who.assert_status(200).json()["email"], ADA);
    assert_eq!(app.number("SELECT COUNT(*) FROM session").await, 1);
}

#[tokio::test]
async fn an_answer_without_its_link_or_with_another_makes_nothing() {
    let app = TestApp::build().confirms_addresses().start().await;
    let link = link_of_sign_up(&app, ADA).await;
    let other = link_of_sign_up(&app, "bea@example.org").await;
    let mut browser = app.anonymous();
    let (page, other) = (browser.get(&link).await, browser.get(&other).await);
    let (token, other) = (token_of(&page), token_of(&other));
    let options = browser.call("passkey/by-link/begin", &json!({ "link": token })).await.json()["publicKey"].take();
    let answer = Authenticator::synced(ORIGIN).register(&options, &Forgery::none()).unwrap();
    browser.call("passkey/by-link/finish", &answer).await.assert_status(400);
    assert_eq!(finish(&mut browser, &answer, &other).await.assert_status(409).code(), "passkey_ceremony_over");
    assert_eq!(browser.call("passkey/by-link/begin", &json!({})).await.assert_status(400).code(), "malformed_request");
    assert_eq!(browser.call("passkey/by-link/begin", &json!({ "link": "x" })).await.assert_status(410).code(), "link_over");
    assert_eq!(app.number("SELECT COUNT(*) FROM account").await, 0);
    app.advance(Duration::from_mins(31));
    assert_eq!(finish(&mut browser, &answer, &token).await.assert_status(410).code(), "link_over");
}

#[tokio::test]
async fn without_mail_the_sign_up_form_leads_to_the_passkey() {
    let app = TestApp::start().await;
    let mut browser = app.anonymous();
    let page = browser.get("/sign-up").await;
    assert!(page.body.contains("Continue with a passkey"), "{}", page.body);
    let led = browser.submit("/sign-up", &[("email", ADA), ("password", ""), ("action", "passkey")]).await;
    let link = led.assert_status(303).header("location").to_owned();
    assert!(link.starts_with("/m/") && app.number("SELECT COUNT(*) FROM account").await == 0);
    let page = browser.get(&link).await;
    create(&mut browser, &page, &mut Authenticator::synced(ORIGIN)).await.assert_status(200);
    browser.call("recovery/acknowledge", &json!({})).await.assert_status(200);
    let page = browser.get("/account/security").await;
    assert!(page.body.contains("Your account has only one way to sign in."), "a second passkey is asked for");

    let taken = app.anonymous().submit("/sign-up", &[("email", ADA), ("action", "passkey")]).await;
    assert!(taken.assert_status(422).body.contains("can’t be used for a new account"));
    let policy = mfa::Policy { passkey: false, ..app.latchkey.policy().await.unwrap() };
    app.latchkey.operator().save_policy("test", "test", &policy, mfa::LastAdministrator::MayGo).await.unwrap();
    assert!(!app.anonymous().get("/sign-up").await.body.contains("Continue with a passkey"));
    app.anonymous().submit("/sign-up", &[("email", "bea@example.org"), ("action", "passkey")]).await.assert_status(403);
}

#[tokio::test]
async fn a_password_is_added_and_removed_on_the_security_page() {
    everywhere(async |app| {
        let mut authenticator = Authenticator::synced(ORIGIN);
        let (mut browser, _) = sign_up(&app, ADA, &mut authenticator).await;
        app.advance(Duration::from_secs(301));
        let page = browser.get("/account/password").await;
        assert!(page.body.contains("To add a password, first confirm") && !page.body.contains("type=\"password\""));
        browser.submit("/account/password", &[]).await.assert_leads_to("/mfa/passkey");
        let page = browser.get("/mfa/passkey").await;
        let (_, held) = page.body.split_once("/mfa/passkey?held=").unwrap();
        let held = held.split_once('"').unwrap().0.to_owned();
        prove(&mut browser, &mut authenticator, &json!({ "held": held })).await.assert_status(200);
        browser.submit(&format!("/mfa/passkey?held={held}"), &[]).await.assert_leads_to("/account/password");
        let page = browser.get("/account/password").await;
        assert!(page.body.contains("name=\"new\"") && !page.body.contains("name=\"current\""), "{}", page.body);
        assert!(
            browser.submit("/account/password", &[("action", "add"), ("new", "short")]).await.assert_status(422).body.contains("too short")
        );
        browser.submit("/account/password", &[("action", "add"), ("new", NEW_PASSWORD)]).await.assert_leads_to("/account/security");
        let page = browser.get("/account/security").await;
        assert!(page.body.contains("Your password is set.") && page.body.contains("Remove password"), "{}", page.body);

        let mut other = app.anonymous();
        other.submit("/sign-in", &[("email", ADA), ("password", NEW_PASSWORD)]).await.assert_leads_to("/mfa/passkey");
        browser.submit("/account/password/remove", &[]).await.assert_leads_to("/mfa/passkey");
        let page = browser.get("/mfa/passkey").await;
        assert!(page.body.contains("To remove your password, confirm"), "{}", page.body);
        let (_, held) = page.body.split_once("/mfa/passkey?held=").unwrap();
        let held = held.split_once('"').unwrap().0.to_owned();
        prove(&mut browser, &mut authenticator, &json!({ "held": held })).await.assert_status(200);
        browser.submit(&format!("/mfa/passkey?held={held}"), &[]).await.assert_leads_to("/account/security");
        assert!(browser.get("/account/security").await.body.contains("Your password has been removed."));
        assert_eq!(other.step().await, "sign_in", "the other session has ended");
        let told: Vec<_> = app.mails().await.into_iter().map(|mail| mail.kind).collect();
        assert!(told.contains(&MailKind::PasswordAdded) && told.contains(&MailKind::PasswordRemoved), "{told:?}");
    })
    .await;
}

#[tokio::test]
async fn an_account_with_a_password_is_asked_for_it() {
    let app = TestApp::start().await;
    let mut user = app.user(ADA).await;
    user.submit("/account/password", &[("new", NEW_PASSWORD)]).await.assert_status(400);
    user.submit("/account/password", &[("action", "add"), ("new", NEW_PASSWORD)]).await.assert_leads_to("/mfa");
    let fields = [("from", ADA), ("email", "new@example.org")];
    user.submit("/account/email", &fields).await.assert_status(422);
    assert!(user.get("/account/password").await.body.contains("name=\"current\""));
    user.submit("/account/password/remove", &[]).await.assert_status(409);
    app.anonymous().sign_in(ADA).await.assert_leads_to("/mfa/verify");
}

#[tokio::test]
async fn its_address_changes_without_a_password() {
    let app = TestApp::build().confirms_addresses().start().await;
    let (mut browser, _) = sign_up(&app, ADA, &mut Authenticator::synced(ORIGIN)).await;
    let page = browser.get("/account/email").await;
    assert!(!page.body.contains("type=\"password\""), "{}", page.body);
    browser.submit("/account/email", &[("from", ADA), ("email", "ada@new.example.org")]).await.assert_leads_to("/account/security");
    let mails = app.mails().await;
    let link = mails.iter().find(|mail| mail.kind == MailKind::ConfirmNewAddress).and_then(|mail| mail.params.link.clone()).unwrap();
    browser.submit(&format!("/m/{link}"), &[]).await.assert_leads_to("/account/security");
    assert!(browser.get("/account/security").await.body.contains("ada@new.example.org"));
}

#[tokio::test]
async fn a_lost_passkey_is_replaced_by_mail_and_code() {
    everywhere(async |app| {
        let (mut lost, codes) = sign_up(&app, ADA, &mut Authenticator::synced(ORIGIN)).await;
        app.advance(Duration::from_secs(120));
        app.anonymous().submit("/reset", &[("email", ADA)]).await.assert_leads_to("/check-mail");
        let mail = app.receive().await.unwrap();
        assert_eq!(mail.kind, MailKind::ResetNoPassword);
        let link = format!("/m/{}", mail.params.link.as_deref().unwrap());

        let mut browser = app.anonymous();
        let page = browser.get(&link).await;
        assert!(page.assert_status(200).body.contains("Lost your passkey?") && !page.body.contains("type=\"password\""));
        browser.submit(&link, &[("password", NEW_PASSWORD)]).await.assert_status(400);
        let wrong = browser.submit(&link, &[("code", "AAAA-AAAA-AAAA-AAAA-AAAA")]).await;
        assert!(wrong.assert_status(401).body.contains("This backup code is wrong"), "{}", wrong.body);
        assert!(!wrong.body.contains("AAAA-AAAA") && browser.cookies.is_empty());
        let led = browser.submit(&link, &[("code", &codes[0])]).await;
        let next = led.assert_status(303).header("location").to_owned();
        assert!(next.starts_with("/m/") && next != link && browser.cookies.is_empty(), "no session yet");
        app.anonymous().get(&link).await.assert_status(410);

        let page = browser.get(&next).await;
        assert!(page.assert_status(200).body.contains("Register passkey"), "{}", page.body);
        assert_eq!(lost.step().await, "done");
        let mut found = Authenticator::synced(ORIGIN);
        let done = create(&mut browser, &page, &mut found).await;
        assert_eq!(done.assert_status(200).json()["next"], "/account/security");
        let page = browser.get("/account/security").await;
        assert!(page.body.contains("Remove the passkeys that you’ve lost below."), "{}", page.body);
        assert_eq!(lost.step().await, "sign_in", "the session on the lost device has ended");
        app.anonymous().get(&next).await.assert_status(410);
        let told: Vec<_> = app.mails().await.into_iter().map(|mail| mail.kind).collect();
        assert!(told.contains(&MailKind::BackupCodeUsed) && told.contains(&MailKind::MethodAdded), "{told:?}");
    })
    .await;
}

/// A form that is pressed twice leads to the same page twice, though link and code are used up.
#[tokio::test]
async fn a_code_that_is_sent_twice_is_used_once() {
    let app = TestApp::build().confirms_addresses().start().await;
    let (_, codes) = sign_up(&app, ADA, &mut Authenticator::synced(ORIGIN)).await;
    app.advance(Duration::from_secs(120));
    app.anonymous().submit("/reset", &[("email", ADA)]).await.assert_leads_to("/check-mail");
    let link = app.receive_link().await;
    let mut browser = app.anonymous();
    let mark = browser.get(&link).await.hidden("form_mark").to_owned();
    let form = [("code", codes[0].as_str()), ("form_mark", &mark)];
    let (mut one, mut two) = (browser.clone(), browser.clone());
    let (first, second) = tokio::join!(one.submit_as_it_is(&link, &form), two.submit_as_it_is(&link, &form));
    assert_eq!(first.assert_status(303).header("location"), second.assert_status(303).header("location"));
    assert_eq!(app.number("SELECT COUNT(*) FROM recovery_code WHERE used_at IS NOT NULL").await, 1);
}

/// The answers to a reset are alike, whether the account has a password or not, and so is the time of the request: one row.
#[tokio::test]
async fn nobody_learns_by_a_reset_that_there_is_no_password() {
    let app = TestApp::build().confirms_addresses().start().await;
    sign_up(&app, ADA, &mut Authenticator::synced(ORIGIN)).await;
    app.user("bea@example.org").await;
    app.advance(Duration::from_secs(120));
    let mut answers = vec![];
    for email in [ADA, "bea@example.org", "nobody@example.org"] {
        let answer = app.anonymous().submit("/reset", &[("email", email)]).await;
        answers.push((answer.status, answer.header("location").to_owned(), answer.body.clone()));
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]));
    let refused = async |email: &str| {
        let answer = app.anonymous().submit("/sign-in", &[("email", email), ("password", PASSWORD)]).await;
        (answer.status, answer.body.replace(email, ""))
    };
    assert_eq!(refused(ADA).await.0, refused("nobody@example.org").await.0);
}
