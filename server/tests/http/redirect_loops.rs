//! Whatever the policy becomes while somebody is under way, every page leads to one that is shown.

use crate::support::{Client, Portal, TestApp};
use mfa::{Enrollment, Policy};
use pages::site_map::ENTRIES;
use serde_json::json;
use std::{collections::BTreeMap, time::Duration};

/// The pages that are there whatever there is of accounts, devices and versions. The pages of the dashboard let in alike.
fn pages() -> impl Iterator<Item = &'static str> {
    let pages = ENTRIES.iter().filter(|entry| entry.has_page() && (!entry.is_of_dashboard() || entry.path == "/admin"));
    pages.map(|entry| entry.path).filter(|path| !path.contains('{'))
}

/// All that decide about who has to do what.
fn policies(now: i64) -> Vec<Policy> {
    let mut policies = vec![];
    for (totp, passkey) in [(true, true), (true, false), (false, true), (false, false)] {
        for session_based in [true, false] {
            for enrollment in [Enrollment::None, Enrollment::Action, Enrollment::Signup] {
                let policy = Policy { totp, passkey, session_based, enrollment, ..Policy::default() };
                if enrollment == Enrollment::Signup {
                    policies.push(Policy { grace_until: Some(now + 3_600_000), ..policy.clone() });
                }
                policies.push(policy);
            }
        }
    }
    policies
}

/// Browsers at every point of the way, each by what it is.
async fn visitors(app: &TestApp) -> Vec<(&'static str, Client)> {
    let unenrolled = app.half("unenrolled@example.org").await;
    let mut scanning = app.half("scanning@example.org").await;
    scanning.call("totp/begin", &json!({ "replaces": null })).await.assert_status(200);
    let mut registering = app.half("registering@example.org").await;
    registering.call("passkey/register/begin", &json!({})).await.assert_status(200);
    let user = app.user("user@example.org").await;
    let mut challenged = app.anonymous();
    challenged.sign_in(&user.email).await;
    let mut fresh = user.sign_in_again(app.anonymous()).await;
    fresh.call("recovery/new", &json!({})).await.assert_status(200);
    let mut holding = user.clone();
    app.advance(Duration::from_secs(360));
    holding.submit("/account/recovery-codes", &[]).await.assert_leads_to("/mfa/verify");
    let admin = app.user("admin@example.org").await;
    app.latchkey.operator().grant_administrator(&admin.email).await.unwrap();
    let mut policy = app.latchkey.saved_policy().await.unwrap();
    policy.enrollment = Enrollment::None;
    app.latchkey.operator().save_policy("test", "test", &policy, mfa::LastAdministrator::MayGo).await.unwrap();
    let without = app.half("without@example.org").await;
    vec![
        ("nobody", app.anonymous()),
        ("half, nothing begun", unenrolled),
        ("half, a device begun", scanning),
        ("half, a passkey begun", registering),
        ("half, challenged", challenged),
        ("full", user.clone()),
        ("full, codes not acknowledged", fresh),
        ("full, a form parked", holding),
        ("full, an administrator", admin.clone()),
        ("full, no method", without),
    ]
}

/// Where each page leads at once; nothing for one that is shown or isn't there.
async fn directions(visitor: &Client) -> BTreeMap<&'static str, Option<String>> {
    let mut directions = BTreeMap::new();
    for page in pages() {
        let mut visitor = visitor.clone();
        let answer = visitor.get(page).await;
        assert!(!answer.status.is_server_error(), "{page}: {}", answer.body);
        directions.insert(page, answer.status.is_redirection().then(|| answer.header("location").to_owned()));
    }
    directions
}

#[tokio::test]
async fn no_page_leads_in_circles() {
    let app = TestApp::start().await;
    let visitors = visitors(&app).await;
    for policy in policies(app.latchkey.now().0) {
        app.latchkey.operator().save_policy("test", "test", &policy, mfa::LastAdministrator::MayGo).await.unwrap();
        for (who, visitor) in &visitors {
            let directions = directions(visitor).await;
            for page in pages() {
                let mut at = page.to_owned();
                let mut way = vec![at.clone()];
                while let Some(Some(next)) = directions.get(at.split('?').next().unwrap()) {
                    at.clone_from(next);
                    way.push(at.clone());
                    assert!(way.len() < 6, "{who}, {policy:?}: {way:?}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_half_session_that_owes_nothing_any_more_counts_for_nobody() {
    let app = TestApp::start().await;
    let mut half = app.half("a@example.org").await;
    let mut policy = app.latchkey.saved_policy().await.unwrap();
    policy.enrollment = Enrollment::None;
    app.latchkey.operator().save_policy("test", "test", &policy, mfa::LastAdministrator::MayGo).await.unwrap();
    half.get("/mfa").await.assert_leads_to("/sign-in?next=%2Fmfa");
    half.get("/account/security").await.assert_leads_to("/sign-in?next=%2Faccount%2Fsecurity");
    assert_eq!(half.step().await, "sign_in");
    assert_eq!(half.call("flow/status", &json!({})).await.json()["user"], json!(null));
    assert_eq!(half.call("flow/user", &json!({})).await.assert_status(401).code(), "not_signed_in");
    half.sign_in("a@example.org").await.assert_leads_to("/account/security");
    assert_eq!(half.step().await, "done");
    assert!(!half.cookies.contains_key("latchkey-half"));
}

#[tokio::test]
async fn inside_an_application_it_makes_room_for_a_full_one() {
    let portal = Portal::start().await;
    let mut tom = portal.signed_in("tom", "t1");
    tom.get("/vault").await.assert_leads_to("/security/mfa");
    tom.get("/security/mfa").await.assert_leads_to("/security/mfa/choose");
    let mut policy = portal.latchkey.saved_policy().await.unwrap();
    policy.enrollment = Enrollment::None;
    portal.latchkey.operator().save_policy("test", "test", &policy, mfa::LastAdministrator::MayGo).await.unwrap();
    tom.get("/security/mfa/choose").await.assert_leads_to("/security/mfa");
    tom.get("/security/mfa").await.assert_leads_to("/vault");
    assert_eq!(tom.get("/vault").await.assert_status(200).body, "gold");
    assert!(!tom.cookies.contains_key("latchkey-half"));
    assert_eq!(tom.call("session/list", &json!({})).await.json().as_array().unwrap().len(), 1, "the half one is gone");
}
