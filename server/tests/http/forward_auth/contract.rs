//! The contracts, each with its own headers.

use super::{FETCH, IDENTITY, NAVIGATION, ask, behind_proxy, proxy, user};
use crate::support::{Answer, Client, TestApp};
use http::Method;

async fn nginx(browser: &Client, endpoint: &str, (method, url): (&str, &str), more: &[(&str, &str)]) -> Answer {
    let told = [("x-original-method", method), ("x-original-url", url)];
    let headers: Vec<_> = told.into_iter().chain(more.iter().copied()).collect();
    proxy(browser).request_with(Method::GET, endpoint, &headers, "").await
}

#[tokio::test]
async fn nginx_gets_statuses_that_it_can_pass_on_and_the_rest_by_a_second_request() {
    let app = behind_proxy().await;
    let ada = user(&app, "ada@example.org").await;
    nginx(&ada, "/forward-auth/nginx", ("GET", "http://localhost/cart"), &[]).await.assert_status(200);
    let nobody = app.anonymous();
    let refused = nginx(&nobody, "/forward-auth/nginx", ("GET", "http://localhost/cart"), &[NAVIGATION]).await;
    assert!(refused.assert_status(401).headers.get("location").is_none() && refused.header("www-authenticate") == "Latchkey");
    let led = nginx(&nobody, "/forward-auth/denied", ("GET", "http://localhost/cart"), &[NAVIGATION]).await;
    assert_eq!(led.assert_status(302).header("location"), "http://localhost/security/sign-in?next=%2Fcart");
    nginx(&nobody, "/forward-auth/denied", ("GET", "http://localhost/cart"), &[FETCH]).await.assert_status(401);
    let half = super::half(&app, "bea@example.org").await;
    nginx(&half, "/forward-auth/nginx", ("GET", "http://localhost/cart"), &[NAVIGATION]).await.assert_status(403);
    // Signed in between the two requests.
    let meanwhile = nginx(&ada, "/forward-auth/denied", ("GET", "http://localhost/cart"), &[FETCH]).await;
    assert_eq!(meanwhile.assert_status(503).header("retry-after"), "1");
}

#[tokio::test]
async fn forged_headers_of_another_contract_change_nothing() {
    let app = behind_proxy().await;
    let nobody = app.anonymous();
    let forged = [
        ("x-forwarded-uri", "/elsewhere"),
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-method", "POST"),
        ("remote-user", "root"),
        NAVIGATION,
    ];
    let led = nginx(&nobody, "/forward-auth/denied", ("GET", "http://localhost/cart"), &forged).await;
    assert_eq!(led.assert_status(302).header("location"), "http://localhost/security/sign-in?next=%2Fcart");
    let led = ask(
        &nobody,
        "/forward-auth/proxy?x-forwarded-uri=/a&rd=https://evil.example",
        ("GET", "/cart"),
        &[("x-original-url", "http://evil.example/"), NAVIGATION],
    )
    .await;
    assert_eq!(
        led.assert_status(302).header("location"),
        "http://localhost/security/sign-in?next=%2Fcart",
        "nor does a query, which Caddy passes on"
    );
}

#[tokio::test]
async fn envoy_repeats_method_and_path() {
    let app = behind_proxy().await;
    let ada = user(&app, "ada@example.org").await;
    let told = [("host", "localhost"), ("x-forwarded-proto", "http")];
    for method in [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS] {
        let asked = proxy(&ada).request_with(method.clone(), "/forward-auth/envoy/complete/cart?a=b", &told, "").await;
        asked.assert_status(200);
        assert!(IDENTITY.iter().all(|name| asked.headers.get(*name).is_some()), "{method}");
    }
    let headers = [told[0], told[1], NAVIGATION];
    let led = proxy(&app.anonymous()).request_with(Method::GET, "/forward-auth/envoy/complete/cart?a=b", &headers, "").await;
    assert_eq!(led.assert_status(302).header("location"), "http://localhost/security/sign-in?next=%2Fcart%3Fa%3Db");
}

#[tokio::test]
async fn a_request_that_was_not_told_or_is_for_another_site_is_refused() {
    let app = behind_proxy().await;
    let ada = user(&app, "ada@example.org").await;
    let mut asking = proxy(&ada);
    asking.request_with(Method::GET, "/forward-auth/nginx", &[("x-forwarded-uri", "/")], "").await.assert_status(400);
    asking.request_with(Method::GET, "/forward-auth/proxy", &[("x-original-url", "http://localhost/")], "").await.assert_status(400);
    for url in ["http://evil.example/cart", "https://localhost/cart", "http://localhost:81/cart"] {
        let refused = nginx(&ada, "/forward-auth/denied", ("GET", url), &[NAVIGATION]).await;
        assert_eq!(refused.assert_status(403).code(), "origin_unknown", "{url}");
    }
    asking.request_with(Method::POST, "/forward-auth/nginx", &[], "").await.assert_status(405);
}

#[tokio::test]
async fn preflights_are_refused_unless_the_operator_passes_them() {
    let preflight = [("origin", "http://elsewhere.example"), ("access-control-request-method", "GET"), FETCH];
    let app = behind_proxy().await;
    ask(&app.anonymous(), "/forward-auth/proxy", ("OPTIONS", "/api"), &preflight).await.assert_status(401);
    let app = TestApp::build().below(super::PREFIX).trusted_proxy("10.0.0.1").passing_preflights().start().await;
    let passed = ask(&app.anonymous(), "/forward-auth/proxy", ("OPTIONS", "/api"), &preflight).await;
    passed.assert_status(200);
    assert!(IDENTITY.iter().all(|name| passed.header(name).is_empty()), "empty headers replace forged ones");
    for (method, headers) in [("GET", &preflight[..]), ("OPTIONS", &preflight[..1]), ("OPTIONS", &preflight[1..])] {
        ask(&app.anonymous(), "/forward-auth/proxy", (method, "/api"), headers).await.assert_status(401);
    }
}
