//! The steps from an action to its token, and the application's server.

use crate::support::{Answer, Client, TestApp, User};
use mfa::policy::{Action, TokenKind};
use serde_json::{Value, json};
use std::time::Duration;

pub(crate) const TRANSFER: &str = "transfer.create";
pub(crate) const CONSUME: &str = "/api/v1/mfa-tokens/consume";
pub(super) const REQUIRED: &str = "/api/v1/actions/required";

/// The policy protects transfers, by tokens of single use.
pub(crate) async fn protect(app: &TestApp) {
    let mut policy = app.latchkey.saved_policy().await.unwrap();
    let (name, token) = (TRANSFER.to_owned(), TokenKind::SingleUse);
    policy.actions = vec![Action { name, description: "Send money".to_owned(), required: false, token, lifetime_seconds: 300 }];
    app.latchkey.operator().save_policy("test", "test", &policy, mfa::LastAdministrator::MayGo).await.unwrap();
}

/// Begins a transfer and gives its id.
pub(super) async fn begin(browser: &mut Client, content: Option<&str>) -> String {
    let begun = browser.call("action/begin", &json!({ "action": TRANSFER, "content": content, "summary": "100 € to Bob" })).await;
    begun.assert_status(200).json()["id"].as_str().unwrap().to_owned()
}

/// The token for what was begun.
pub(super) async fn issue(browser: &mut Client, confirmation: &str) -> Answer {
    browser.call("action/token", &json!({ "confirmation": confirmation })).await
}

/// A token that was earned by a code.
pub(super) async fn token(app: &TestApp, user: &mut User, content: Option<&str>) -> String {
    app.advance(Duration::from_secs(30));
    let confirmation = begin(user, content).await;
    let code = user.code();
    user.call("totp/verify", &json!({ "code": code, "confirmation": confirmation })).await.assert_status(200);
    issue(user, &confirmation).await.assert_status(200).json()["token"].as_str().unwrap().to_owned()
}

/// The permissions of the server that performs confirmed actions.
pub(crate) const FOR_ACTIONS: [&str; 2] = ["mfa-tokens:consume", "actions:read"];

/// An administrator who makes a key and gives it to a server.
pub(crate) async fn key(administrator: &mut Client, name: &str) -> String {
    key_with(administrator, name, &FOR_ACTIONS).await
}

/// The same, with these permissions.
pub(crate) async fn key_with(administrator: &mut Client, name: &str, scopes: &[&str]) -> String {
    let mut fields = vec![("name", name)];
    fields.extend(scopes.iter().map(|scope| (*scope, "on")));
    let page = administrator.submit("/admin/keys", &fields).await;
    shown_key(page.assert_status(200)).unwrap()
}

/// The key on the page, if there is one.
pub(super) fn shown_key(page: &Answer) -> Option<String> {
    let (_, element) = page.body.split_once("data-testid=\"application-key\"")?;
    let (_, text) = element.split_once('>')?;
    Some(text.split_once('<')?.0.to_owned())
}

/// Somebody who may open the dashboard.
pub(crate) async fn administrator(app: &TestApp, email: &str) -> User {
    let mut user = app.user(email).await;
    app.latchkey.operator().grant_administrator(email).await.unwrap();
    assert_eq!(user.step().await, "done");
    user
}

/// The request of the application's server, with `key`.
pub(crate) async fn ask(app: &TestApp, key: &str, path: &str, body: &Value) -> Answer {
    let bearer = format!("Bearer {key}");
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    app.anonymous().post_with(path, &headers, &body.to_string()).await
}
