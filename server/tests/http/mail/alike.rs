//! The answer to a request for a mail says nothing about the address.

use super::{everywhere, sign_up};
use crate::support::{Answer, TestApp};

/// Status, headers and body, without what is new in every answer: the id of the request and the nonce, which is the mark of the forms as well.
fn comparable(answer: &Answer) -> (u16, Vec<(String, String)>, String) {
    let policy = answer.header("content-security-policy");
    let nonce = policy.split_once("'nonce-").unwrap().1.split_once('\'').unwrap().0;
    let headers = answer.headers.iter().filter(|(name, _)| *name != "x-request-id");
    let headers = headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().replace(nonce, "")));
    (answer.status.as_u16(), headers.collect(), answer.body.replace(nonce, ""))
}

async fn answers(app: &TestApp, path: &str, email: &str) -> Vec<(u16, Vec<(String, String)>, String)> {
    let mut client = app.anonymous();
    let asked = client.submit(path, &[("email", email)]).await;
    asked.assert_leads_to("/check-mail").assert_status(303);
    assert!(client.cookies.is_empty());
    let again = client.submit(path, &[("email", email)]).await;
    let page = client.get("/check-mail").await;
    page.assert_status(200);
    vec![comparable(&asked), comparable(&again), comparable(&page)]
}

#[tokio::test]
async fn known_and_unknown_addresses_get_the_same_answer() {
    everywhere(async |app| {
        for email in ["known@example.org", "disabled@example.org"] {
            sign_up(&app, email).await;
        }
        app.enroll(sign_up(&app, "enrolled@example.org").await, "enrolled@example.org").await;
        app.execute("UPDATE account SET disabled_at = 1 WHERE email = 'disabled@example.org'").await;
        for path in ["/sign-up", "/reset"] {
            let unknown = answers(&app, path, "unknown@example.org").await;
            for email in ["known@example.org", "enrolled@example.org", "disabled@example.org", "KNOWN@Example.org"] {
                assert_eq!(answers(&app, path, email).await, unknown, "{path} {email}");
            }
            // After the mails were sent, and beyond the limits of a mailbox, too.
            while app.receive().await.is_some() {}
            for email in ["known@example.org", "disabled@example.org"] {
                assert_eq!(answers(&app, path, email).await, unknown, "{path} {email}");
            }
            assert_eq!(answers(&app, path, "unknown@example.org").await, unknown);
            // The one error is about the form of the address.
            let refused = app.anonymous().submit(path, &[("email", "known@")]).await;
            refused.assert_status(422);
        }
    })
    .await;
}

/// In the order in which they leave: the mails themselves differ, since only the owner of the mailbox reads them.
#[tokio::test]
async fn only_the_mailbox_learns_whether_there_is_an_account() {
    everywhere(async |app| {
        sign_up(&app, "known@example.org").await;
        app.advance(std::time::Duration::from_secs(120));
        for (path, email, expected) in [
            ("/sign-up", "known@example.org", Some("already-registered")),
            ("/sign-up", "new@example.org", Some("confirm-address")),
            ("/reset", "nobody@example.org", None),
        ] {
            app.anonymous().submit(path, &[("email", email)]).await.assert_leads_to("/check-mail");
            assert_eq!(app.receive().await.map(|mail| mail.kind.name()), expected, "{path} {email}");
        }
    })
    .await;
}
