//! Sign-up and password reset by mail, from the first form to the signed-in browser.

mod alike;
mod link;
mod secret;
mod visitor;

use crate::support::{Client, PASSWORD, TestApp};
use testbed::Database;

const NEW_PASSWORD: &str = "another horse, another battery";

/// Runs a test on every kind of database, in an installation that confirms addresses.
async fn everywhere(test: impl AsyncFn(TestApp)) {
    for database in Database::available() {
        test(TestApp::build().on(database).confirms_addresses().start().await).await;
    }
}

/// Asks for the mail that begins a sign-up, and returns the path of its link.
async fn sign_up_link(app: &TestApp, email: &str) -> String {
    app.anonymous().submit("/sign-up", &[("email", email)]).await.assert_leads_to("/check-mail");
    app.receive_link().await
}

/// Signs up to the end, which is a half session.
async fn sign_up(app: &TestApp, email: &str) -> Client {
    let link = sign_up_link(app, email).await;
    let mut client = app.anonymous();
    client.submit(&link, &[("password", PASSWORD)]).await.assert_leads_to("/mfa/choose");
    client
}

/// Asks for the mail that resets a password, and returns the path of its link.
async fn reset_link(app: &TestApp, email: &str) -> String {
    // One mailbox gets a mail in a minute at most.
    app.advance(std::time::Duration::from_secs(120));
    app.anonymous().submit("/reset", &[("email", email)]).await.assert_leads_to("/check-mail");
    app.receive_link().await
}
