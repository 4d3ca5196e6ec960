//! Methods.

use crate::support::TestApp;
use http::Method;

#[tokio::test]
async fn a_get_never_calls_a_server_function() {
    let app = TestApp::start().await;
    let mut user = app.user("a@example.org").await;
    for (path, _) in server_fn::axum::server_fn_paths() {
        for method in [Method::GET, Method::HEAD] {
            let answer = user.request_with(method.clone(), path, &[], "").await;
            answer.assert_status(405);
            assert_eq!(answer.header("allow"), "POST", "{method} {path}");
        }
    }
    assert_eq!(user.step().await, "done", "signed in as before");
}

#[tokio::test]
async fn opening_the_path_of_a_form_does_nothing() {
    let app = TestApp::start().await;
    let mut user = app.user("a@example.org").await;
    for path in ["/account/devices?action=add", "/account/recovery-codes", "/account/sessions?action=end-others"] {
        user.get(path).await.assert_leads_to("/account/security");
    }
    user.get("/language?language=de").await.assert_status(405);
    user.get("/sign-out").await.assert_status(200);
    assert_eq!(user.step().await, "done", "signed in as before");
}

#[tokio::test]
async fn other_methods_do_not_exist() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    for method in ["TRACE", "OPTIONS", "PUT", "PATCH", "DELETE", "CONNECT", "PROPFIND", "BREW"] {
        for path in ["/", "/sign-in", "/api/latchkey/account/sign-in", "/healthz", "/favicon.svg", "/no/such/page"] {
            let answer = client.request_with(method.parse().unwrap(), path, &[("cookie", "a=secret")], "").await;
            answer.assert_status(405);
            assert!(!answer.header("allow").is_empty(), "{method} {path}");
            assert!(!answer.body.contains("secret"), "{method} {path}");
        }
    }
}

#[tokio::test]
async fn head_is_get_without_a_body() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    for path in ["/", "/sign-in", "/healthz", "/favicon.svg", "/no/such/page", "/.well-known/change-password"] {
        let get = client.get(path).await;
        let head = client.request_with(Method::HEAD, path, &[], "").await;
        assert_eq!(head.status, get.status, "{path}");
        assert_eq!(head.header("content-type"), get.header("content-type"), "{path}");
        assert_eq!(head.body, "", "{path}");
    }
}
