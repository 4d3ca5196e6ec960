//! An application that can't tell who is signed in.

use crate::{
    log::listen,
    support::{Answer, Client, Portal},
};
use http::Method;
use serde_json::json;
use server::settings::LogFormat;

/// From now on, the application can't tell whether this browser is signed in.
fn fail(client: &mut Client) {
    client.cookies.insert("app-fails".to_owned(), "yes".to_owned());
}

#[track_caller]
fn assert_unavailable(answer: &Answer) {
    answer.assert_status(503);
    assert_eq!((answer.header("retry-after"), answer.header("cache-control")), ("5", "no-store"));
    assert!(answer.header("location").is_empty() && answer.cookies().is_empty());
}

#[tokio::test]
async fn nobody_is_sent_to_the_sign_in_page() {
    let portal = Portal::start().await;
    let mut mira = portal.enrolled("mira", "m1").await;
    fail(&mut mira);
    let page = mira.get("/security/account/security").await;
    assert_unavailable(&page);
    assert!(page.body.contains("We can’t check your sign-in") && page.body.contains("reload this page") && !page.body.contains("mira"));
    let german = mira.request_with(Method::GET, "/security/mfa", &[("accept-language", "de")], "").await;
    assert_unavailable(&german);
    assert!(german.body.contains("Ihre Anmeldung kann gerade nicht geprüft werden"));
    let mut nobody = portal.anonymous();
    fail(&mut nobody);
    assert_unavailable(&nobody.get("/security/mfa/verify").await);
}

#[tokio::test]
async fn scripts_and_pages_of_the_application_get_a_code() {
    let portal = Portal::start().await;
    let mut mira = portal.enrolled("mira", "m1").await;
    fail(&mut mira);
    for answer in [
        mira.call("flow/next-step", &json!({})).await,
        mira.call("session/end-others", &json!({})).await,
        mira.get("/vault").await,
        mira.get("/hall").await,
        mira.submit("/vault", &[]).await,
        mira.submit("/transfer", &[]).await,
    ] {
        assert_unavailable(&answer);
        assert_eq!(answer.code(), "application_unavailable");
    }
    assert_eq!(mira.get("/").await.body, "welcome", "pages that ask for nobody work");
}

#[tokio::test]
async fn a_failure_ends_and_changes_nothing() {
    let portal = Portal::start().await;
    let mut mira = portal.enrolled("mira", "m1").await;
    let mut elsewhere = portal.signed_in("mira", "m2");
    assert_eq!(elsewhere.step().await, "challenge");
    let cookies = mira.cookies.clone();
    fail(&mut mira);
    let ended = mira.submit("/security/account/sessions", &[("action", "end-others")]).await;
    assert_unavailable(&ended);
    mira.cookies.remove("app-fails");
    assert_eq!(mira.cookies, cookies, "her cookies are still there");
    assert_eq!(mira.step().await, "done");
    assert_eq!(elsewhere.step().await, "challenge", "and so is her other session");
}

#[tokio::test]
async fn the_reason_is_in_the_log_only() {
    let (lines, _guard) = listen(LogFormat::Text);
    let portal = Portal::start().await;
    let mut tom = portal.signed_in("tom", "t1");
    fail(&mut tom);
    let page = tom.get("/security/mfa").await;
    assert_eq!(lines.text().matches("its sessions don't answer").count(), 1);
    assert!(!page.body.contains("its sessions"));
}
