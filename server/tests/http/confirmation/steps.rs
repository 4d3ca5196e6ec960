//! An application's server, its users, and the steps between an action and its confirmation.

use crate::support::{Answer, Beside, Client, User};
use mfa::{
    Enrollment,
    policy::{Action, TokenKind},
};
use serde_json::{Value, json};
use std::time::Duration;

pub(super) const TRANSFER: &str = "transfer.create";
pub(super) const CONTENT: &str = r#"{"to":"Bob","cents":10000}"#;
const BEGIN: &str = "/api/v1/confirmations";
const CONSUME: &str = "/api/v1/confirmations/consume";

/// The shop's server with its key, and Latchkey beside it.
pub(super) struct Shop {
    pub(super) beside: Beside,
    key: String,
}

impl Shop {
    /// Whose transfers have to be confirmed by everybody who has a method.
    pub(super) async fn start() -> Self {
        Self::with(false).await
    }

    /// With `required`, users without a method enroll one first.
    pub(super) async fn with(required: bool) -> Self {
        let beside = Beside::start().await;
        let mut policy = beside.latchkey.saved_policy().await.unwrap();
        let action = |name: &str, token| {
            let (name, description) = (name.to_owned(), "Send money".to_owned());
            Action { name, description, required, token, lifetime_seconds: 120 }
        };
        policy.actions = vec![action(TRANSFER, TokenKind::SingleUse), action("profile.change", TokenKind::TimeBound)];
        policy.enrollment = Enrollment::None;
        beside.latchkey.operator().save_policy("test", "test", &policy, mfa::LastAdministrator::MayGo).await.unwrap();
        let mut admin = beside.enrolled("admin", "a1").await;
        beside.latchkey.operator().grant_administrator("admin").await.unwrap();
        let page = admin.submit("/security/admin/keys", &[("name", "shop"), ("confirmations:write", "on")]).await;
        let (_, element) = page.assert_status(200).body.split_once("data-testid=\"application-key\"").unwrap();
        let key = element.split_once('>').unwrap().1.split_once('<').unwrap().0.to_owned();
        Self { beside, key }
    }

    pub(super) async fn ask(&self, path: &str, body: &Value) -> Answer {
        self.ask_with(&self.key, path, body).await
    }

    pub(super) async fn ask_with(&self, key: &str, path: &str, body: &Value) -> Answer {
        let bearer = format!("Bearer {key}");
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        self.beside.anonymous().post_with(path, &headers, &body.to_string()).await
    }

    /// Begins a transfer of this visitor.
    pub(super) async fn begin(&self, visitor: &Value) -> Answer {
        let about = json!({ "action": TRANSFER, "content": CONTENT, "summary": "100 € to Bob", "return_to": "/transfer/done?n=1" });
        self.ask(BEGIN, &merged(visitor, &about)).await
    }

    /// A transfer that has to be confirmed: its id, and the page.
    pub(super) async fn begun(&self, visitor: &Value) -> (String, String) {
        let begun = self.begin(visitor).await.assert_status(200).json();
        assert_eq!(begun["required"], true);
        (begun["id"].as_str().unwrap().to_owned(), begun["location"].as_str().unwrap().to_owned())
    }

    pub(super) async fn consume(&self, visitor: &Value, id: &str) -> Answer {
        self.consume_as(visitor, id, TRANSFER, &json!(CONTENT)).await
    }

    pub(super) async fn consume_as(&self, visitor: &Value, id: &str, action: &str, content: &Value) -> Answer {
        self.ask(CONSUME, &merged(visitor, &json!({ "id": id, "action": action, "content": content }))).await
    }

    /// Opens the page, and types a code.
    pub(super) async fn confirm(&self, user: &mut User, page: &str) -> Answer {
        self.beside.advance(Duration::from_secs(30));
        let form = open(user, page).await;
        let code = user.code();
        user.submit(&form, &[("code", &code)]).await
    }
}

fn merged(visitor: &Value, more: &Value) -> Value {
    let mut all = visitor.as_object().unwrap().clone();
    all.extend(more.as_object().unwrap().clone());
    Value::Object(all)
}

/// The visitor as the shop's server sees them, with its report about the user.
pub(super) fn reported(browser: &Client, user: &str, session: &str) -> Value {
    let mut visitor = by_cookies(browser);
    visitor["visitor"] = json!({ "id": user, "name": user, "session": session });
    visitor
}

/// The same without a report.
pub(super) fn by_cookies(browser: &Client) -> Value {
    let cookies: Vec<_> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    json!({ "cookie": cookies.join("; ") })
}

/// Opens the page of an action, and returns that of the proof to which it leads. A code is sent to the same address.
pub(super) async fn open(browser: &mut Client, page: &str) -> String {
    let proof = browser.get(page).await.assert_status(303).header("location").to_owned();
    assert!(proof.starts_with("/security/mfa/verify?held="), "{proof}");
    let shown = browser.get(&proof).await;
    assert!(shown.assert_status(200).body.contains(&format!("action=\"{proof}\"")), "{}", shown.body);
    proof
}
