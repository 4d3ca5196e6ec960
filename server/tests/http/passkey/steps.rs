//! The steps of a ceremony, as a page takes them.

use crate::support::{Answer, Client, TestApp};
use authenticator::{Authenticator, Forgery};
use serde_json::{Value, json};

/// Where the pages of the installations under test are.
pub(super) const ORIGIN: &str = "http://localhost";

pub(crate) const REGISTER: &str = "register";
pub(crate) const VERIFY: &str = "verify";
pub(crate) const SIGN_IN: &str = "sign-in";

/// Somebody whose only method is a passkey, fully signed in.
pub(crate) struct Owner {
    pub(super) browser: Client,
    pub(crate) email: String,
    pub(crate) authenticator: Authenticator,
}

impl Owner {
    pub(super) async fn new(app: &TestApp, email: &str, mut authenticator: Authenticator) -> Self {
        let mut browser = app.half(email).await;
        register(&mut browser, &mut authenticator, &Forgery::none()).await.assert_status(200);
        browser.call("recovery/acknowledge", &json!({})).await.assert_status(200);
        assert_eq!(browser.step().await, "done");
        Self { browser, email: email.to_owned(), authenticator }
    }

    pub(crate) async fn synced(app: &TestApp, email: &str) -> Self {
        Self::new(app, email, Authenticator::synced(ORIGIN)).await
    }

    /// A browser of theirs that owes the passkey.
    pub(super) async fn challenged(&self, app: &TestApp) -> Client {
        let mut browser = app.anonymous();
        browser.sign_in(&self.email).await.assert_leads_to("/mfa/passkey");
        assert_eq!(browser.step().await, "challenge");
        browser
    }

    /// Another passkey of theirs, on another authenticator.
    pub(super) async fn another(&mut self) -> Authenticator {
        let mut other = Authenticator::synced(ORIGIN);
        register(&mut self.browser, &mut other, &Forgery::none()).await.assert_status(200);
        other
    }

    /// The passkeys as the account's user sees them.
    pub(super) async fn passkeys(&mut self) -> Vec<Value> {
        passkeys(&mut self.browser).await
    }
}

pub(super) async fn passkeys(browser: &mut Client) -> Vec<Value> {
    browser.call("passkey/list", &json!({})).await.assert_status(200).json().as_array().unwrap().clone()
}

pub(super) async fn begin(browser: &mut Client, what: &str) -> Answer {
    browser.call(&format!("passkey/{what}/begin"), &json!({})).await
}

/// The options of a ceremony that may begin.
pub(super) async fn options(browser: &mut Client, what: &str) -> Value {
    begin(browser, what).await.assert_status(200).json()["publicKey"].take()
}

pub(super) async fn finish(browser: &mut Client, what: &str, answer: &Value) -> Answer {
    browser.call(&format!("passkey/{what}/finish"), answer).await
}

pub(super) async fn register(browser: &mut Client, authenticator: &mut Authenticator, forgery: &Forgery) -> Answer {
    let options = options(browser, REGISTER).await;
    let answer = authenticator.register(&options, forgery).unwrap();
    finish(browser, REGISTER, &answer).await
}

/// Begins a proof and has it answered.
pub(super) async fn answered(browser: &mut Client, what: &str, authenticator: &mut Authenticator, forgery: &Forgery) -> Value {
    let options = options(browser, what).await;
    authenticator.assert(&options, forgery).unwrap()
}

pub(super) async fn prove(browser: &mut Client, what: &str, authenticator: &mut Authenticator, forgery: &Forgery) -> Answer {
    let answer = answered(browser, what, authenticator, forgery).await;
    finish(browser, what, &answer).await
}

/// Changes one letter, as if it had been lost on the way.
pub(super) fn spoil(answer: &mut Value, member: &str) {
    let text = answer["response"][member].as_str().unwrap();
    // The middle of a signature is one of its numbers, not the encoding around them.
    let (before, after) = text.split_at(text.len() / 2);
    let changed = if after.starts_with('A') { 'B' } else { 'A' };
    let rest: String = after.chars().skip(1).collect();
    answer["response"][member] = json!(format!("{before}{changed}{rest}"));
}
