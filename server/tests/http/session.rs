//! How sessions begin, change and end, as a browser sees it.

use crate::support::{Client, TestApp, everywhere};
use pages::site_map;
use serde_json::json;
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);

/// Addresses that are for people who are fully signed in.
fn private() -> Vec<String> {
    let entries = site_map::ENTRIES.iter().filter(|entry| entry.path.starts_with("/account") || entry.is_of_dashboard());
    let paths = entries.filter(|entry| entry.has_page()).map(|entry| entry.path.replace("{id}", "0").replace("{version}", "1"));
    paths.chain(["/mfa/recovery-codes.txt".to_owned()]).collect()
}

fn with(app: &TestApp, name: &str, value: &str) -> Client {
    let mut client = app.anonymous();
    client.cookies.insert(name.to_owned(), value.to_owned());
    client
}

#[tokio::test]
async fn nobody_is_sent_to_sign_in() {
    let app = TestApp::start().await;
    for path in private().iter().filter(|path| !path.ends_with(".txt")) {
        let answer = app.anonymous().get(path).await;
        let to = answer.header("location");
        assert!(answer.status.is_redirection() && to.starts_with("/sign-in?next=%2Fa"), "{path}: {to}");
    }
    let codes = app.anonymous().get("/mfa/recovery-codes.txt").await;
    assert!(!codes.status.is_success());
}

#[tokio::test]
async fn a_half_session_sees_no_private_page() {
    everywhere(async |app| {
        let user = app.user("a@example.org").await;
        let mut challenged = app.anonymous();
        challenged.sign_in(&user.email).await;
        let enrolling = app.half("b@example.org").await;
        for client in [challenged, enrolling] {
            for path in private() {
                let answer = client.clone().get(&path).await;
                assert!(!answer.status.is_success(), "{path}: {}", answer.status);
            }
            for path in site_map::forms().map(|form| form.path).filter(|path| path.starts_with("/account") || path.starts_with("/admin")) {
                let fields = [("name", "x"), ("confirm", "on"), ("current", "x"), ("new", "y"), ("from", "x"), ("email", "y@example.org")];
                let answer = client.clone().submit(&path.replace("{id}", "0"), &fields).await;
                assert!(!answer.status.is_success() && answer.header("location") != "/account/security", "{path}: {}", answer.status);
            }
        }
        assert_eq!(user.sign_in_again(app.anonymous()).await.step().await, "done", "everything is as it was");
    })
    .await;
}

#[tokio::test]
async fn every_rise_gives_a_new_id_and_kills_the_old_one() {
    everywhere(async |app| {
        let user = app.user("a@example.org").await;
        let mut client = app.anonymous();
        client.sign_in(&user.email).await;
        let half = client.cookies["latchkey-half"].clone();
        client.submit("/mfa/verify", &[("code", &user.code())]).await.assert_leads_to("/account/security");
        let full = client.cookies["latchkey"].clone();
        assert_ne!(half, full);
        assert_eq!(with(&app, "latchkey-half", &half).step().await, "sign_in");
        assert_eq!(with(&app, "latchkey", &half).step().await, "sign_in");

        // A proof for a sensitive action is a rise, too.
        app.advance(6 * MINUTE);
        client.submit("/account/recovery-codes", &[]).await.assert_leads_to("/mfa/verify");
        client.submit("/mfa/verify", &[("code", &user.code())]).await;
        let proved = client.cookies["latchkey"].clone();
        assert_ne!(full, proved);
        assert_eq!(with(&app, "latchkey", &full).step().await, "sign_in");
        assert_ne!(with(&app, "latchkey", &proved).step().await, "sign_in");
    })
    .await;
}

#[tokio::test]
async fn a_planted_id_never_becomes_a_session() {
    let app = TestApp::start().await;
    let user = app.user("a@example.org").await;
    let planted = "P".repeat(43);
    let mut victim = app.anonymous();
    victim.cookies.insert("latchkey".to_owned(), planted.clone());
    victim.cookies.insert("latchkey-half".to_owned(), planted.clone());
    victim.sign_in(&user.email).await.assert_leads_to("/mfa/verify");
    assert_ne!(victim.cookies["latchkey-half"], planted);
    victim.submit("/mfa/verify", &[("code", &user.code())]).await;
    assert_ne!(victim.cookies["latchkey"], planted);
    for name in ["latchkey", "latchkey-half"] {
        assert_eq!(with(&app, name, &planted).step().await, "sign_in");
    }

    // Nor one that the attacker has from signing in as themselves.
    let attacker = app.half("attacker@example.org").await;
    let theirs = attacker.cookies["latchkey-half"].clone();
    let mut victim = attacker.clone();
    app.advance(MINUTE);
    victim.sign_in(&user.email).await.assert_leads_to("/mfa/verify");
    victim.submit("/mfa/verify", &[("code", &user.code())]).await.assert_leads_to("/account/security");
    let mut seen = with(&app, "latchkey-half", &theirs);
    let who = seen.call("flow/user", &json!({})).await;
    assert!(!who.body.contains(&user.email), "{}", who.body);
}

#[tokio::test]
async fn sign_out_ends_it_for_good() {
    everywhere(async |app| {
        let mut user = app.user("a@example.org").await;
        let cookie = user.cookies["latchkey"].clone();
        let answer = user.submit("/sign-out", &[]).await;
        answer.assert_leads_to("/");
        assert_eq!(answer.header("clear-site-data"), "\"cache\", \"storage\"");
        let zone = "latchkey-zone=UTC; Path=/; SameSite=Lax; Max-Age=31536000";
        assert_eq!(answer.cookies(), ["latchkey=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0", zone]);
        assert_eq!(with(&app, "latchkey", &cookie).step().await, "sign_in");
        assert!(user.get("/account/security").await.header("location").starts_with("/sign-in"));
        user.submit("/sign-out", &[]).await.assert_leads_to("/");

        // Through the API, and half way in.
        app.advance(MINUTE);
        let mut half = app.anonymous();
        half.sign_in("a@example.org").await;
        let cookie = half.cookies["latchkey-half"].clone();
        half.call("account/sign-out", &json!({})).await.assert_status(200);
        assert!(!half.cookies.contains_key("latchkey-half"));
        assert_eq!(with(&app, "latchkey-half", &cookie).step().await, "sign_in");
    })
    .await;
}

#[tokio::test]
async fn it_ends_when_it_is_not_used() {
    everywhere(async |app| {
        let mut user = app.user("a@example.org").await;
        app.advance(28 * MINUTE);
        assert_eq!(user.step().await, "done");
        app.advance(28 * MINUTE);
        assert_eq!(user.step().await, "done", "use keeps it");
        app.advance(31 * MINUTE);
        assert_eq!(user.step().await, "sign_in");
        app.advance(MINUTE);
        assert!(user.get("/account/security").await.header("location").starts_with("/sign-in"));
    })
    .await;
}

#[tokio::test]
async fn use_does_not_keep_it_for_ever() {
    let app = TestApp::start().await;
    let mut user = app.user("a@example.org").await;
    for _ in 0..(12 * 60 / 20 - 1) {
        app.advance(20 * MINUTE);
        assert_eq!(user.step().await, "done");
    }
    app.advance(20 * MINUTE);
    assert_eq!(user.step().await, "sign_in");
}

#[tokio::test]
async fn a_half_session_is_short() {
    let app = TestApp::start().await;
    let user = app.user("a@example.org").await;
    let mut challenged = app.anonymous();
    challenged.sign_in(&user.email).await;
    let mut enrolling = app.half("b@example.org").await;
    app.advance(9 * MINUTE);
    assert_eq!(challenged.step().await, "challenge");
    app.advance(2 * MINUTE);
    assert_eq!(challenged.step().await, "sign_in");
    let answer = challenged.submit("/mfa/verify", &[("code", &user.code())]).await;
    assert!(!answer.status.is_success() && !challenged.cookies.contains_key("latchkey"), "a right code doesn't revive it");
    assert_eq!(enrolling.step().await, "choose_method", "enrolling takes people longer");
    app.advance(50 * MINUTE);
    assert_eq!(enrolling.step().await, "sign_in");
}

#[tokio::test]
async fn a_double_click_has_a_sane_second_answer() {
    let app = TestApp::start().await;
    let user = app.user("a@example.org").await;
    let mut first = app.anonymous();
    first.sign_in(&user.email).await;
    let mut second = first.clone();
    let code = user.code();
    first.submit("/mfa/verify", &[("code", &code)]).await.assert_leads_to("/account/security");
    let answer = second.submit("/mfa/verify", &[("code", &code)]).await;
    assert!(answer.status.is_redirection() || answer.status.is_client_error());
    assert!(
        answer.cookies().iter().all(|cookie| !cookie.starts_with("latchkey=")),
        "it must not take the new cookie away: {:?}",
        answer.cookies()
    );
    assert_eq!(first.step().await, "done");
}

#[tokio::test]
async fn ending_the_others_ends_them_at_once() {
    everywhere(async |app| {
        let mut user = app.user("a@example.org").await;
        let mut other = user.sign_in_again(app.anonymous()).await;
        assert_eq!(other.step().await, "done");
        app.advance(MINUTE);
        user.call("session/end-others", &json!({})).await.assert_status(200);
        assert_eq!(other.step().await, "sign_in");
        assert_eq!(user.step().await, "done");
    })
    .await;
}
