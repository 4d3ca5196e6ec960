//! The addresses that load balancers ask.

use crate::support::TestApp;

#[tokio::test]
async fn both_are_well() {
    let app = TestApp::start().await;
    for path in ["/healthz", "/readyz"] {
        let answer = app.anonymous().get(path).await;
        assert_eq!((answer.status.as_u16(), answer.body.as_str()), (200, "ok\n"), "{path}");
        assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
    }
}

#[tokio::test]
async fn without_a_database_only_the_process_is_well() {
    let app = TestApp::start().await;
    let mut user = app.user("a@example.org").await;
    app.latchkey.close().await;
    app.anonymous().get("/healthz").await.assert_status(200);
    let unready = app.anonymous().get("/readyz").await;
    unready.assert_status(503);
    assert_eq!(unready.header("retry-after"), "5");
    app.anonymous().get("/favicon.svg").await.assert_status(200);

    let page = user.get("/account/security").await;
    page.assert_status(503);
    for detail in ["sql", "pool", "panicked", "src/"] {
        assert!(!page.body.to_lowercase().contains(detail), "{detail}");
    }
    assert_eq!(user.call("flow/user", &serde_json::json!({})).await.assert_status(503).code(), "unavailable");
    assert_eq!(app.anonymous().sign_in("a@example.org").await.status.as_u16(), 503);
}
