//! The recovery of an account, from the challenge to the new method, by forms alone.

use crate::support::{Client, PASSWORD, TestApp, User};
use mfa::{Delivery, mail::MailKind};
use std::time::Duration;
use testbed::Database;

const ASK: &str = "/mfa/account-recovery";
const BANNER: &str = "A recovery of your account is in progress";
const NEW_PASSWORD: &str = "another horse, another battery";
const DAY: Duration = Duration::from_hours(24);

async fn everywhere(test: impl AsyncFn(TestApp)) {
    for database in Database::available() {
        test(TestApp::build().on(database).confirms_addresses().start().await).await;
    }
}

/// Somebody whose address has been confirmed for eight days.
async fn ada(app: &TestApp) -> User {
    let user = app.user("ada@example.org").await;
    app.mails().await;
    app.advance(DAY * 8);
    user
}

async fn challenged(app: &TestApp) -> Client {
    let mut browser = app.anonymous();
    browser.sign_in("ada@example.org").await.assert_leads_to("/mfa/verify");
    browser
}

fn link_in(mails: &[Delivery], kind: MailKind) -> String {
    let mail = mails.iter().find(|mail| mail.kind == kind).unwrap();
    format!("/m/{}", mail.params.link.as_deref().unwrap())
}

/// Leads recoveries on, and hands the mails over.
async fn mails(app: &TestApp) -> Vec<Delivery> {
    app.latchkey.deliveries().advance_recoveries().await.unwrap();
    app.mails().await
}

/// Asks for a recovery and begins it. Returns the browser that did.
async fn begin(app: &TestApp) -> Client {
    let mut browser = challenged(app).await;
    browser.submit(ASK, &[]).await.assert_leads_to(ASK);
    let link = link_in(&app.mails().await, MailKind::ConfirmRecovery);
    browser.submit(&link, &[("current", PASSWORD)]).await.assert_leads_to(ASK);
    browser
}

/// Waits until the recovery is ready. Returns the path of the link that completes it.
async fn ready(app: &TestApp) -> String {
    for _ in 0..3 {
        mails(app).await;
        app.advance(DAY);
    }
    link_in(&mails(app).await, MailKind::RecoveryReady)
}

/// PostgreSQL has a clock of its own, and that of the tests is years from it.
#[tokio::test]
async fn a_server_whose_clock_differs_from_the_databases_leads_no_recovery_on() {
    everywhere(async |app| {
        ada(&app).await;
        app.user("bob@example.org").await;
        begin(&app).await;
        mails(&app).await;
        app.advance(DAY);
        app.latchkey.operator().reset_mfa("bob@example.org", "lost").await.unwrap();
        // Recoveries are led on before the first mail is sent.
        app.receive_in_full().await;
        let days = if app.is_on_sqlite() { 2 } else { 1 };
        assert_eq!(app.number("SELECT day FROM account_recovery").await, days);
    })
    .await;
}

#[tokio::test]
async fn the_whole_way_ends_at_a_fresh_enrollment() {
    everywhere(async |app| {
        let mut owner = ada(&app).await;
        let mut browser = challenged(&app).await;
        let page = browser.get("/lost-access").await;
        assert!(page.assert_status(200).body.contains(ASK));
        assert!(app.anonymous().get("/lost-access").await.body.contains("Sign in with your password, then come back"));
        assert!(browser.get(ASK).await.assert_status(200).body.contains("A waiting time of 72 hours begins"));
        browser.submit(ASK, &[]).await.assert_leads_to(ASK);
        assert!(browser.get(ASK).await.body.contains("We’re sending a link to your email address."));
        let link = link_in(&app.mails().await, MailKind::ConfirmRecovery);

        // Opened in another browser, and by a scanner first.
        let mut phone = app.anonymous();
        for _ in 0..2 {
            let page = phone.get(&link).await;
            assert!(page.assert_status(200).body.contains("Start account recovery") && page.body.contains("ada@example.org"));
        }
        assert_eq!(app.number("SELECT COUNT(*) FROM account_recovery").await, 0, "the page changes nothing");
        let wrong = phone.submit(&link, &[("current", "wrong")]).await;
        assert!(wrong.assert_status(422).body.contains("aria-invalid"), "{}", wrong.body);
        phone.submit(&link, &[("current", PASSWORD)]).await.assert_leads_to("/sign-in");
        assert!(phone.get("/sign-in").await.body.contains("The recovery has started."));
        assert!(phone.get(&link).await.assert_status(410).body.contains("href=\"/not-me\""), "it may have been somebody else");
        assert!(browser.get(ASK).await.body.contains("A recovery is in progress. It is ready on"));

        let finish = ready(&app).await;
        let mut asking = challenged(&app).await;
        assert!(asking.get(ASK).await.body.contains("A recovery is ready."));
        app.advance(Duration::from_secs(60));
        asking.submit(ASK, &[]).await.assert_leads_to(ASK);
        assert!(asking.get(ASK).await.body.contains("We’re sending a new link to your email address."));
        let replaced = finish;
        let finish = link_in(&app.mails().await, MailKind::RecoveryReady);
        phone.get(&replaced).await.assert_status(410);
        let page = phone.get(&finish).await;
        assert!(page.assert_status(200).body.contains("Set up a new method"));
        assert_eq!(phone.step().await, "sign_in", "the link opens nothing without the password");
        phone.submit(&finish, &[("current", PASSWORD)]).await.assert_leads_to("/mfa/choose");
        phone.get("/account/security").await.assert_leads_to("/mfa");
        phone.get("/mfa/verify").await.assert_leads_to("/mfa");
        let devices = "SELECT COUNT(*) FROM totp_device WHERE state = 'verified'";
        assert_eq!(app.number(devices).await, 1);
        let mut phone = app.enroll(phone, "ada@example.org").await;
        assert!(phone.get("/account/security").await.assert_status(200).body.contains("Account recovered with a new method"));
        assert_eq!(app.number(devices).await, 1);
        owner.get("/account/security").await.assert_leads_to("/sign-in?next=%2Faccount%2Fsecurity");
        challenged(&app).await.submit("/mfa/verify", &[("code", &owner.code())]).await.assert_status(401);
        phone.get(&finish).await.assert_status(410);
    })
    .await;
}

#[tokio::test]
async fn a_session_sees_it_on_every_page_and_stops_it_with_one_button() {
    everywhere(async |app| {
        let user = ada(&app).await;
        begin(&app).await;
        let mut owner = user.sign_in_again(app.anonymous()).await;
        for path in ["/account/security", "/account/activity", "/account/password", "/account/email", "/lost-access", "/sign-out"] {
            let page = owner.get(path).await;
            assert!(page.assert_status(200).body.contains(BANNER), "{path}");
        }
        assert!(!challenged(&app).await.get("/mfa/verify").await.body.contains(BANNER), "nobody stops it without a method");
        let id =
            owner.get("/account/security").await.body.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let mut half = challenged(&app).await;
        half.submit("/account/stop-recovery", &[("id", &id)]).await;
        app.anonymous().submit("/account/stop-recovery", &[("id", &id)]).await;
        assert_eq!(app.number("SELECT COUNT(*) FROM account_recovery WHERE state = 'waiting'").await, 1);
        owner.submit("/account/stop-recovery", &[("id", &id)]).await.assert_leads_to("/account/password");
        let page = owner.get("/account/password").await;
        assert!(page.assert_status(200).body.contains("choose a new one to continue") && page.body.contains("has been stopped"));
        assert!(!page.body.contains(BANNER));
        assert_eq!(half.step().await, "sign_in", "other sessions have ended");

        owner.get("/account/security").await.assert_leads_to("/account/password");
        assert!(page.body.contains("Forgot your password?") && !page.body.contains(">Cancel<"), "{}", page.body);
        owner.submit("/account/password", &[("current", PASSWORD), ("new", NEW_PASSWORD)]).await.assert_leads_to("/account/security");
        owner.get("/account/security").await.assert_status(200);
        owner.submit("/account/stop-recovery", &[("id", &id)]).await.assert_leads_to("/account/password");
    })
    .await;
}

#[tokio::test]
async fn a_mail_stops_it_with_a_button_and_nothing_else_does() {
    everywhere(async |app| {
        let user = ada(&app).await;
        begin(&app).await;
        let stop = link_in(&mails(&app).await, MailKind::RecoveryStarted);
        let mut anybody = app.anonymous();
        for _ in 0..2 {
            assert!(anybody.get(&stop).await.assert_status(200).body.contains("Stop the account recovery"));
        }
        assert_eq!(app.number("SELECT COUNT(*) FROM account_recovery WHERE state = 'waiting'").await, 1);
        anybody.submit(&stop, &[]).await.assert_leads_to("/sign-in");
        assert!(anybody.get("/sign-in").await.body.contains("The recovery has been stopped."));
        anybody.get(&stop).await.assert_status(410);
        anybody.submit(&stop, &[]).await.assert_status(410);
        let mut owner = app.anonymous();
        owner.sign_in("ada@example.org").await.assert_leads_to("/mfa/verify");
        owner.submit("/mfa/verify", &[("code", &user.code())]).await.assert_status(303);
        owner.get("/account/security").await.assert_leads_to("/account/password");
        assert!(challenged(&app).await.get(ASK).await.body.contains("A recovery of this account was stopped."));
    })
    .await;
}

#[tokio::test]
async fn an_administrator_sees_it_and_stops_it_with_a_reason() {
    everywhere(async |app| {
        ada(&app).await;
        begin(&app).await;
        let mut boss = app.user("boss@example.org").await;
        app.latchkey.operator().grant_administrator("boss@example.org").await.unwrap();
        let page = boss.get("/admin/recoveries").await;
        assert!(page.assert_status(200).body.contains("ada@example.org") && page.body.contains("Waiting"), "{}", page.body);
        let path = page.body.split("href=\"").find(|part| part.starts_with("/admin/recoveries/")).unwrap();
        let path = path.split('"').next().unwrap().to_owned();
        assert!(boss.get(&path).await.assert_status(200).body.contains("Stop recovery"));
        let refused = boss.submit(&path, &[("reason", "")]).await;
        assert_eq!(refused.status, 422);
        app.advance(Duration::from_secs(600));
        boss.submit(&path, &[("reason", "She called")]).await.assert_leads_to("/mfa/verify");
        let proof = boss.proof_for_form().await;
        assert!(boss.get(&proof).await.body.contains("To stop the recovery of another person"));
        let code = boss.code();
        boss.submit(&proof, &[("code", &code)]).await.assert_leads_to("/admin/recoveries");
        let page = boss.get("/admin/recoveries").await;
        assert!(page.body.contains("No recovery is in progress.") && page.body.contains("Stopped"));
        boss.get(&path).await.assert_leads_to("/admin/recoveries");
        let told = app.mails().await;
        let mail = told.iter().find(|mail| mail.kind == MailKind::RecoveryStopped).unwrap();
        assert_eq!(mail.params.moments[0].reason.as_deref(), Some("She called"));
        app.user("bea@example.org").await.get("/admin/recoveries").await.assert_status(404);
    })
    .await;
}

#[tokio::test]
async fn the_policy_is_previewed() {
    let app = TestApp::build().confirms_addresses().start().await;
    ada(&app).await;
    begin(&app).await;
    let mut boss = app.user("boss@example.org").await;
    app.latchkey.operator().grant_administrator("boss@example.org").await.unwrap();
    app.user("bea@example.org").await;
    app.execute("UPDATE account SET address = NULL WHERE email = 'bea@example.org'").await;
    let form = boss.get("/admin/policy").await.body;
    assert!(form.contains("Waiting time for account recovery"));
    let hours = form.split("<input ").find(|input| input.contains("name=\"recovery_hours\"")).unwrap();
    assert!(hours.contains("min=\"0\""), "0 turns it off: {hours}");
    let draft = "based_on=1&totp=on&passkey=on&totp_codes=on&passkey_codes=on&session_based=on&enrollment=signup&max_totp_devices=1\
                 &max_passkeys=25&step_up_seconds=300&recovery_hours=";
    let page = boss.get(&format!("/admin/policy/preview?{draft}48")).await;
    assert!(page.body.contains("1 account couldn’t be recovered") && page.body.contains("1 recovery is in progress"), "{}", page.body);
    let page = boss.get(&format!("/admin/policy/preview?{draft}0")).await;
    assert!(!page.body.contains("couldn’t be recovered") && page.body.contains("1 recovery is in progress"));
    assert!(boss.get(&format!("/admin/policy/preview?{draft}5")).await.body.contains("must be 24 to 720 hours"));
}

/// An address that is too new, for example.
#[tokio::test]
async fn what_gets_in_the_way_after_the_link_was_sent_is_said() {
    everywhere(async |app| {
        ada(&app).await;
        let mut browser = challenged(&app).await;
        browser.submit(ASK, &[]).await.assert_leads_to(ASK);
        let link = link_in(&app.mails().await, MailKind::ConfirmRecovery);
        app.execute("UPDATE account SET administrator = TRUE").await;
        for browser in [&mut app.anonymous(), &mut browser] {
            let refused = browser.submit(&link, &[("current", PASSWORD)]).await;
            assert!(refused.assert_status(409).body.contains("can’t be recovered at the moment"), "{}", refused.body);
        }
        assert!(browser.get(ASK).await.assert_status(200).body.contains("administrator"));
        assert_eq!(app.number("SELECT COUNT(*) FROM account_recovery").await, 0);
    })
    .await;
}

#[tokio::test]
async fn without_mail_nothing_leads_there() {
    let app = TestApp::start().await;
    app.user("ada@example.org").await;
    let mut browser = challenged(&app).await;
    assert!(!browser.get("/lost-access").await.body.contains(ASK));
    assert!(browser.get(ASK).await.assert_status(200).body.contains("can’t be recovered this way"));
    browser.submit(ASK, &[]).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM mail_request").await, 0);
}

#[tokio::test]
async fn only_the_challenge_leads_there() {
    let app = TestApp::build().confirms_addresses().start().await;
    let mut user = ada(&app).await.sign_in_again(app.anonymous()).await;
    user.get(ASK).await.assert_leads_to("/mfa");
    app.anonymous().get(ASK).await.assert_status(303);
    let mut unenrolled = app.half("bea@example.org").await;
    unenrolled.get(ASK).await.assert_leads_to("/mfa");
    unenrolled.submit(ASK, &[]).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM mail_request").await, 0);
}
