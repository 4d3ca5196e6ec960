//! The statements of requests that only ask who is there, which are the most frequent ones.

use crate::{
    forward_auth::{ask, behind_proxy, user},
    session_token::{INTROSPECT, SHOP, TOKEN, VERIFY, asking, introspect},
    support::{Client, TestApp, recorded},
};
use serde_json::json;

/// The number of statements of a check of each kind.
async fn checks(browser: &Client) -> [usize; 3] {
    let mut counts = [0; 3];
    for (count, demand) in counts.iter_mut().zip(["/signed-in", "", "/fresh"]) {
        let (answer, statements) = recorded(ask(browser, &format!("/forward-auth/proxy{demand}"), ("GET", "/cart"), &[])).await;
        answer.assert_status(200);
        *count = statements.len();
    }
    counts
}

#[tokio::test]
async fn a_check_of_a_proxy_is_one() {
    let app = behind_proxy().await;
    let ada = user(&app, "ada@example.org").await;
    // The first one notes when the session was used last.
    ask(&ada, "/forward-auth/proxy", ("GET", "/cart"), &[]).await.assert_status(200);
    assert_eq!(checks(&ada).await, [1, 1, 1]);
}

#[tokio::test]
async fn with_a_token_it_is_one_as_well() {
    let app = TestApp::build().below("/security").trusted_proxy("10.0.0.1").audience("http://localhost").start().await;
    let ada = user(&app, "ada@example.org").await;
    let first = ask(&ada, "/forward-auth/proxy", ("GET", "/cart"), &[]).await;
    assert!(!first.header("latchkey-assertion").is_empty());
    // The key that signs is known for ten seconds.
    assert_eq!(checks(&ada).await, [1, 1, 1]);
}

#[tokio::test]
async fn questions_of_scripts_and_of_applications() {
    let app = TestApp::build().audience(SHOP).start().await;
    let key = asking(&app).await;
    let mut user = app.user("a@example.org").await;
    let asked = json!({ "audience": SHOP });
    let token = user.call(TOKEN, &asked).await.json()["token"].as_str().unwrap().to_owned();
    // The first use of a key is noted.
    introspect(&app, &key, &token).await.assert_status(200);
    let mut counts = vec![];
    for (name, body) in [("flow/user", json!({})), ("flow/status", json!({})), ("flow/next-step", json!({})), (TOKEN, asked)] {
        let (answer, statements) = recorded(user.call(name, &body)).await;
        answer.assert_status(200);
        counts.push((name, statements.len()));
    }
    let cookie = user.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
    let asked = json!({ "cookie": cookie });
    let (answer, statements) = recorded(crate::token::ask(&app, &key, VERIFY, &asked)).await;
    assert_eq!(answer.assert_status(200).json()["active"], true);
    counts.push((VERIFY, statements.len()));
    let (answer, statements) = recorded(introspect(&app, &key, &token)).await;
    assert_eq!(answer.assert_status(200).json()["active"], true);
    counts.push((INTROSPECT, statements.len()));
    // A token is issued after the body of its request has arrived, so the session is looked up once more. The questions of applications begin with
    // their key, and a token with the keys that sign.
    let expected = [("flow/user", 1), ("flow/status", 1), ("flow/next-step", 1), (TOKEN, 2), (VERIFY, 2), (INTROSPECT, 3)];
    assert_eq!(counts, expected);
}
