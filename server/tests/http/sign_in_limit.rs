//! How often one address may knock.

use crate::support::{PASSWORD, TestApp};
use serde_json::json;
use std::{net::SocketAddr, time::Duration};

#[tokio::test]
async fn the_page_says_when_to_come_back() {
    let app = TestApp::build().sign_ins_per_minute(3).start().await;
    let mut client = app.anonymous();
    for _ in 0..3 {
        client.sign_in("a@example.org").await.assert_status(401);
    }
    let answer = client.sign_in("a@example.org").await;
    answer.assert_status(429);
    assert_eq!((answer.header("retry-after"), answer.header("content-type")), ("20", "text/html; charset=utf-8"));
    let call = client.call("account/sign-in", &json!({ "email": "a@example.org", "password": PASSWORD, "next": null })).await;
    assert_eq!(call.assert_status(429).json(), json!({ "code": "address_rate_limited", "retry_after_seconds": 20 }));
    assert_eq!(call.header("retry-after"), "20");

    app.advance(Duration::from_secs(20));
    client.sign_in("a@example.org").await.assert_status(401);
    client.sign_in("a@example.org").await.assert_status(429);
}

#[tokio::test]
async fn other_addresses_and_sign_ups_have_their_own() {
    let app = TestApp::build().sign_ins_per_minute(1).start().await;
    let mut client = app.anonymous();
    client.sign_in("a@example.org").await.assert_status(401);
    client.sign_in("a@example.org").await.assert_status(429);
    client.get("/sign-in").await.assert_status(200);
    client.submit("/sign-up", &[("email", "a@example.org"), ("password", PASSWORD)]).await.assert_leads_to("/mfa/choose");
    client.submit("/sign-up", &[("email", "b@example.org"), ("password", PASSWORD)]).await.assert_status(429);
    // It tells as much about an address.
    client
        .submit("/account/email", &[("from", "a@example.org"), ("email", "b@example.org"), ("current", PASSWORD)])
        .await
        .assert_status(429);
    let change = json!({ "from": "a@example.org", "to": "b@example.org", "current": PASSWORD });
    client.call("account/change-email", &change).await.assert_status(429);
    let mut other = app.anonymous();
    other.address = SocketAddr::from(([192, 0, 2, 2], 1));
    other.sign_in("c@example.org").await.assert_status(401);
}

#[tokio::test]
async fn a_forged_address_changes_nothing() {
    let app = TestApp::build().sign_ins_per_minute(2).start().await;
    let mut client = app.anonymous();
    let body = format!("email=a%40example.org&password={}", PASSWORD.replace(' ', "+"));
    let mut statuses = Vec::new();
    for forged in ["203.0.113.1", "203.0.113.2", "203.0.113.3"] {
        let headers = [
            ("origin", "http://localhost"),
            ("content-type", "application/x-www-form-urlencoded"),
            ("x-forwarded-for", forged),
            ("x-real-ip", forged),
            ("forwarded", "for=203.0.113.4"),
        ];
        statuses.push(client.post_with("/sign-in", &headers, &body).await.status.as_u16());
    }
    assert_eq!(statuses, [401, 401, 429]);
}

#[tokio::test]
async fn a_trusted_proxy_is_believed() {
    let app = TestApp::build().sign_ins_per_minute(1).trusted_proxy("192.0.2.0/24").start().await;
    let mut client = app.anonymous();
    let body = format!("email=a%40example.org&password={}", PASSWORD.replace(' ', "+"));
    for (forwarded, expected) in [("203.0.113.1", 401), ("203.0.113.2", 401), ("9.9.9.9, 203.0.113.2", 429), ("203.0.113.1", 429)] {
        let headers =
            [("origin", "http://localhost"), ("content-type", "application/x-www-form-urlencoded"), ("x-forwarded-for", forwarded)];
        client.post_with("/sign-in", &headers, &body).await.assert_status(expected);
    }
}
