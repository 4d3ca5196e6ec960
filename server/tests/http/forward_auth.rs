//! Checks by reverse proxies: who is let through, and what everybody else gets.

mod beside;
mod contract;
mod fresh;

use crate::support::{Answer, Client, TestApp, User};
use http::Method;
use std::net::SocketAddr;

const PREFIX: &str = "/security";
const APPLICATION: &str = "http://localhost";
const NAVIGATION: (&str, &str) = ("sec-fetch-mode", "navigate");
const FETCH: (&str, &str) = ("sec-fetch-mode", "cors");
const IDENTITY: [&str; 6] = ["remote-user", "remote-name", "remote-email", "remote-groups", "latchkey-session", "latchkey-assertion"];

/// On the origin of an application, behind a proxy.
pub(crate) async fn behind_proxy() -> TestApp {
    TestApp::build().below(PREFIX).trusted_proxy("10.0.0.1").start().await
}

/// The proxy, which passes the cookies of this browser on.
fn proxy(browser: &Client) -> Client {
    let mut proxy = browser.clone();
    proxy.address = SocketAddr::from(([10, 0, 0, 1], 40000));
    proxy
}

/// A check as Caddy and Traefik send it, about a page of the application.
pub(crate) async fn ask(browser: &Client, endpoint: &str, (method, path): (&str, &str), more: &[(&str, &str)]) -> Answer {
    let told = [
        ("x-forwarded-method", method),
        ("x-forwarded-proto", "http"),
        ("x-forwarded-host", "localhost"),
        ("x-forwarded-uri", path),
        ("x-forwarded-for", "203.0.113.9"),
    ];
    let headers: Vec<_> = told.into_iter().chain(more.iter().copied()).collect();
    proxy(browser).request_with(Method::GET, endpoint, &headers, "").await
}

async fn half(app: &TestApp, email: &str) -> Client {
    crate::support::sign_up_below(PREFIX, app.anonymous(), email).await
}

pub(crate) async fn user(app: &TestApp, email: &str) -> User {
    app.enroll(half(app, email).await, email).await
}

#[tokio::test]
async fn a_full_session_is_let_through_and_named() {
    let app = behind_proxy().await;
    let mut ada = user(&app, "ada@example.org").await;
    let answer = ask(&ada, "/forward-auth/proxy", ("GET", "/cart"), &[NAVIGATION]).await;
    answer.assert_status(200);
    assert_eq!((answer.header("remote-name"), answer.header("cache-control")), ("ada@example.org", "no-store"));
    assert_eq!(answer.header("remote-user").len(), 32, "the account's id");
    assert_eq!((answer.header("remote-email"), answer.header("remote-groups")), ("", ""), "nobody has confirmed the address");
    assert!(answer.cookies().is_empty() && answer.body.is_empty());
    app.execute("UPDATE account SET address = 'Ada@example.org', address_confirmed_at = 1").await;
    let answer = ask(&ada, "/forward-auth/proxy", ("POST", "/buy"), &[FETCH]).await;
    assert_eq!(answer.assert_status(200).header("remote-email"), "Ada@example.org");
    ada.submit("/security/sign-out", &[]).await.assert_status(303);
    ask(&ada, "/forward-auth/proxy", ("GET", "/cart"), &[FETCH]).await.assert_status(401);
}

#[tokio::test]
async fn a_half_session_passes_nowhere() {
    let app = behind_proxy().await;
    let enrolled = user(&app, "ada@example.org").await;
    let mut challenged = app.anonymous();
    challenged.submit("/security/sign-in", &[("email", &enrolled.email), ("password", crate::support::PASSWORD)]).await.assert_status(303);
    for browser in [half(&app, "bea@example.org").await, challenged] {
        for endpoint in ["proxy", "proxy/signed-in", "proxy/complete", "proxy/fresh"].map(|end| format!("/forward-auth/{end}")) {
            for (method, path) in
                [("GET", "/"), ("HEAD", "/a"), ("POST", "/a"), ("OPTIONS", "/a"), ("DELETE", "/a/../b%2Fc"), ("GET", "/static/a.js")]
            {
                let refused = ask(&browser, &endpoint, (method, path), &[FETCH]).await;
                assert_eq!((refused.assert_status(403).code().as_str(), refused.cookies().len()), ("requires_additional_auth", 0));
                assert!(IDENTITY.iter().all(|name| refused.headers.get(*name).is_none()));
            }
        }
    }
}

#[tokio::test]
async fn a_visitor_is_led_to_the_sign_in_and_back() {
    let app = behind_proxy().await;
    let nobody = app.anonymous();
    let led = ask(&nobody, "/forward-auth/proxy", ("GET", "/cart?a=b"), &[NAVIGATION]).await;
    let sign_in = "http://localhost/security/sign-in?next=%2Fcart%3Fa%3Db";
    assert_eq!(led.assert_status(302).header("location"), sign_in, "with the origin, which proxies would complete with their own");
    let led = ask(&nobody, "/forward-auth/proxy", ("POST", "/buy"), &[NAVIGATION, ("referer", "http://localhost/cart")]).await;
    assert_eq!(
        led.assert_status(303).header("location"),
        "http://localhost/security/sign-in?next=%2Fcart",
        "not to an address that takes POST only"
    );
    let told = ask(&nobody, "/forward-auth/proxy", ("GET", "/api/cart"), &[FETCH, ("referer", "http://localhost/cart")]).await;
    assert_eq!(told.assert_status(401).header("www-authenticate"), "Latchkey");
    assert_eq!(told.json(), serde_json::json!({ "code": "not_signed_in", "location": "http://localhost/security/sign-in?next=%2Fcart" }));
    ask(&nobody, "/forward-auth/proxy", ("GET", "/live"), &[NAVIGATION, ("upgrade", "websocket")]).await.assert_status(401);

    let ada = user(&app, "ada@example.org").await;
    let mut browser = app.anonymous();
    let fields = [("email", ada.email.as_str()), ("password", crate::support::PASSWORD)];
    browser.submit("/security/sign-in?next=%2Fcart%3Fa%3Db", &fields).await.assert_leads_to("/security/mfa/verify");
    let led = ask(&browser, "/forward-auth/proxy", ("GET", "/cart?a=b"), &[NAVIGATION]).await;
    let step = led.assert_status(302).header("location").strip_prefix(APPLICATION).unwrap().to_owned();
    assert_eq!(step, "/security/mfa?next=%2Fcart%3Fa%3Db");
    browser.get(&step).await.assert_leads_to("/security/mfa/verify");
    browser.submit("/security/mfa/verify", &[("code", &ada.code())]).await.assert_leads_to("/cart?a=b");
    ask(&browser, "/forward-auth/proxy", ("GET", "/cart?a=b"), &[NAVIGATION]).await.assert_status(200);
    browser.get(&step).await.assert_leads_to("/cart?a=b");
    app.anonymous().get(&step).await.assert_leads_to("/security/sign-in?next=%2Fcart%3Fa%3Db");
}

#[tokio::test]
async fn nobody_is_sent_to_another_site() {
    let app = behind_proxy().await;
    let nobody = app.anonymous();
    for path in ["//evil.example/", "/.//evil.example", "/\\evil.example", "/security/sign-in"] {
        let led = ask(&nobody, "/forward-auth/proxy", ("GET", path), &[NAVIGATION]).await;
        let location = led.assert_status(302).header("location").to_owned();
        let led = app.anonymous().get(location.strip_prefix(APPLICATION).unwrap()).await;
        assert!(!led.body.contains("evil.example"), "{path}: {location}");
    }
    let mut ada = user(&app, "ada@example.org").await;
    for next in ["%2F%2Fevil.example", "https%3A%2F%2Fevil.example", "%2Fsecurity%2Fmfa", "%2F%5Cevil.example"] {
        ada.get(&format!("/security/mfa?next={next}")).await.assert_leads_to("/security/account/security");
    }
}

#[tokio::test]
async fn codes_that_are_not_saved_stand_in_the_way_unless_a_session_is_enough() {
    let app = behind_proxy().await;
    let ada = user(&app, "ada@example.org").await;
    app.execute("UPDATE recovery_set SET state = 'pending', session_id = (SELECT id FROM session)").await;
    let step = ask(&ada, "/forward-auth/proxy", ("GET", "/cart"), &[NAVIGATION]).await.status;
    let signed_in = ask(&ada, "/forward-auth/proxy/signed-in", ("GET", "/cart"), &[NAVIGATION]).await.status;
    assert_eq!((step.as_u16(), signed_in.as_u16()), (302, 200));
}

/// Proxies pass these answers on, under the name of the application.
#[tokio::test]
async fn answers_allow_no_scripts_and_promise_nothing_about_the_name_of_the_application() {
    let app = TestApp::build().origin("https://shop.example.org").below(PREFIX).trusted_proxy("10.0.0.1").start().await;
    let page = proxy(&app.anonymous()).get("/security/mfa").await;
    assert!(!page.header("strict-transport-security").is_empty(), "pages are below a name of Latchkey's own");
    let url = ("x-original-url", "https://shop.example.org/cart");
    let mut statuses = vec![];
    for (path, headers) in [
        ("/forward-auth/nginx", vec![("x-original-method", "GET"), url]),
        ("/forward-auth/nginx", vec![("x-original-method", "GET")]),
        ("/forward-auth/denied", vec![("x-original-method", "GET"), url, NAVIGATION]),
        ("/forward-auth/denied", vec![("x-original-method", "POST"), url]),
        ("/forward-auth/other", vec![]),
    ] {
        let headers: Vec<_> = headers.into_iter().chain([("x-forwarded-for", "203.0.113.9")]).collect();
        let answer = proxy(&app.anonymous()).request_with(Method::GET, path, &headers, "").await;
        let status = answer.status.as_u16();
        assert_eq!(answer.header("strict-transport-security"), "", "{path} {status}");
        let allowed = answer.header("content-security-policy");
        assert!(allowed.starts_with("default-src 'none'") && !allowed.contains("script-src"), "{path} {status}: {allowed}");
        statuses.push(status);
    }
    statuses.dedup();
    assert!(statuses.len() > 3, "{statuses:?}");
}

#[tokio::test]
async fn checks_of_anybody_else_do_not_exist() {
    let app = behind_proxy().await;
    let mut ada = user(&app, "ada@example.org").await;
    let headers = [("x-original-method", "GET"), ("x-original-url", "http://localhost/"), ("x-forwarded-for", "10.0.0.1")];
    for path in
        ["/forward-auth/nginx", "/forward-auth/proxy", "/forward-auth/envoy/complete/", "/forward-auth/denied", "/forward-auth/other"]
    {
        let refused = ada.request_with(Method::GET, path, &headers, "").await;
        refused.assert_status(404);
        for name in ["content-security-policy", "permissions-policy", "referrer-policy", "cross-origin-opener-policy"] {
            assert!(!refused.header(name).is_empty(), "{path}: {name}");
        }
        assert_eq!((refused.header("cache-control"), refused.header("x-content-type-options")), ("no-store", "nosniff"));
    }
    let alone = TestApp::start().await;
    let mut somebody = proxy(&alone.anonymous());
    somebody.request_with(Method::GET, "/forward-auth/nginx", &headers, "").await.assert_status(404);
    proxy(&app.anonymous()).request_with(Method::GET, "/forward-auth/other", &headers, "").await.assert_status(404);
}

#[tokio::test]
async fn a_check_writes_nothing() {
    let app = behind_proxy().await;
    let ada = user(&app, "ada@example.org").await;
    // The time of last use, which may be as old as a minute, is noted by the first one.
    ask(&ada, "/forward-auth/proxy/fresh", ("GET", "/cart"), &[NAVIGATION]).await;
    app.execute("CREATE TABLE written (at TEXT)").await;
    for table in ["session", "account", "audit_event", "browser"] {
        for act in ["INSERT", "UPDATE", "DELETE"] {
            app.execute(&format!(
                "CREATE TRIGGER {table}_{act} AFTER {act} ON {table} BEGIN INSERT INTO written VALUES ('{table} {act}'); END"
            ))
            .await;
        }
    }
    for endpoint in ["proxy", "proxy/signed-in", "proxy/fresh", "nginx", "denied"] {
        ask(&ada, &format!("/forward-auth/{endpoint}"), ("GET", "/cart"), &[NAVIGATION]).await;
        ask(&app.anonymous(), &format!("/forward-auth/{endpoint}"), ("GET", "/cart"), &[NAVIGATION]).await;
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM written").await, 0);
}
