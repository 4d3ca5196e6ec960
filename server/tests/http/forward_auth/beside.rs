//! Checks beside an application that keeps its own accounts.

use super::{FETCH, NAVIGATION, ask};
use crate::support::{Beside, Mood};

#[tokio::test]
async fn the_application_signs_in_and_latchkey_asks_for_the_rest() {
    let beside = Beside::start().await;
    let led = ask(&beside.anonymous(), "/forward-auth/proxy", ("GET", "/cart"), &[NAVIGATION]).await;
    assert_eq!(led.assert_status(302).header("location"), "http://localhost/login?next=%2Fcart");
    // Signed in to the application, and never seen by Latchkey.
    let mut ada = beside.signed_in("ada", "s1");
    let led = ask(&ada, "/forward-auth/proxy", ("GET", "/cart"), &[NAVIGATION]).await;
    assert_eq!(led.assert_status(302).header("location"), "http://localhost/security/mfa?next=%2Fcart");
    ask(&ada, "/forward-auth/proxy/signed-in", ("GET", "/cart"), &[FETCH]).await.assert_status(403);
    ada.get("/security/mfa?next=%2Fcart").await.assert_leads_to("/security/mfa/choose");
    ask(&ada, "/forward-auth/proxy", ("GET", "/cart"), &[FETCH]).await.assert_status(403);

    let bea = beside.enrolled("bea", "s2").await;
    let named = ask(&bea, "/forward-auth/proxy", ("GET", "/cart"), &[NAVIGATION]).await;
    assert_eq!((named.assert_status(200).header("remote-user"), named.header("remote-name")), ("bea", "bea of the shop"));
    // Another user in the same browser: the session of the first one counts for nobody else.
    beside.shop.sign_in("s2", "carl", "s3");
    beside.advance(std::time::Duration::from_secs(2));
    ask(&bea, "/forward-auth/proxy", ("GET", "/cart"), &[FETCH]).await.assert_status(403);
    beside.shop.sign_out("s2");
    beside.advance(std::time::Duration::from_secs(2));
    ask(&bea, "/forward-auth/proxy", ("GET", "/cart"), &[FETCH]).await.assert_status(401);
}

#[tokio::test]
async fn two_lines_of_cookies_are_refused_since_the_application_may_read_the_other_one() {
    let beside = Beside::start().await;
    let bea = beside.enrolled("bea", "s1").await;
    ask(&bea, "/forward-auth/proxy", ("GET", "/cart"), &[FETCH]).await.assert_status(200);
    ask(&bea, "/forward-auth/proxy", ("GET", "/cart"), &[FETCH, ("cookie", "shop=s2")]).await.assert_status(400);
}

#[tokio::test]
async fn an_application_that_cannot_tell_lets_nobody_in_and_leads_nobody_astray() {
    let beside = Beside::start().await;
    let ada = beside.enrolled("ada", "s1").await;
    beside.advance(std::time::Duration::from_secs(2));
    beside.shop.becomes(Mood::Always(500, String::new()));
    let page = ask(&ada, "/forward-auth/proxy", ("GET", "/cart"), &[NAVIGATION]).await;
    assert!(
        page.assert_status(503).headers.get("retry-after").is_some() && page.body.contains("name=\"back\" value=\"/cart\""),
        "{}",
        page.body
    );
    let told = ask(&ada, "/forward-auth/proxy", ("GET", "/api"), &[FETCH]).await;
    assert_eq!(told.assert_status(503).code(), "application_unavailable");
    let headers = [("x-original-method", "GET"), ("x-original-url", "http://localhost/cart")];
    let nginx = super::proxy(&ada).request_with(http::Method::GET, "/forward-auth/nginx", &headers, "").await;
    nginx.assert_status(403);
}
