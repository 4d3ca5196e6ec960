//! Sign-up and reset, from the form to the mail to the page of its link.

use super::{NEW_PASSWORD, PASSWORD, link, only, start};
use crate::installation::Installation;
use testbed::{Database, smtp::TestRelay};

#[tokio::test(flavor = "multi_thread")]
async fn each_request_sends_one_mail_whose_link_works() {
    for database in Database::available() {
        let installation = Installation::new(database).await;
        let relay = TestRelay::start(&[]);
        let server = start(&installation, relay.port()).await;
        let mut number = 0;
        for (language, confirm, reset) in [
            ("en", "Confirm your email address", "Reset your password"),
            ("de", "Bestätigen Sie Ihre E-Mail-Adresse", "Setzen Sie Ihr Passwort"),
        ] {
            let email = format!("ada.{language}@example.org");
            server.submit("/sign-up", language, &[("email", &email)]).await.assert_leads_to("/check-mail");
            number += 1;
            let mail = only(&relay, number).await;
            assert_eq!((mail.header("To"), mail.header("Content-Language")), (email.as_str(), language));
            assert!(mail.header("Subject").contains(confirm), "{}", mail.header("Subject"));
            let path = link(&mail);
            assert!(server.get(&path).await.unwrap().body.contains(&email));
            let done = server.submit(&path, language, &[("password", PASSWORD)]).await;
            done.assert_leads_to("/mfa/choose");
            assert!(done.header("set-cookie").contains("HttpOnly"));
            assert_eq!(server.get(&path).await.unwrap().status, 410);

            // In the language of the account, whichever language the browser has.
            installation.change("DELETE FROM mail_count").await;
            server.submit("/reset", "en", &[("email", &email)]).await.assert_leads_to("/check-mail");
            number += 1;
            let mail = only(&relay, number).await;
            assert_eq!((mail.header("To"), mail.header("Content-Language")), (email.as_str(), language));
            assert!(mail.header("Subject").contains(reset), "{}", mail.header("Subject"));
            let path = link(&mail);
            server.submit(&path, "en", &[("password", NEW_PASSWORD)]).await.assert_leads_to("/sign-in");
            number += 1;
            let notice = only(&relay, number).await;
            assert!(notice.parts.iter().all(|part| !part.text.contains("/m/")), "a notice has no token");
            server.submit("/sign-in", "en", &[("email", &email), ("password", NEW_PASSWORD)]).await.assert_leads_to("/mfa/choose");
        }
        let log = server.kill();
        let sent = log.lines().filter(|line| line.contains("sent a mail")).count();
        assert_eq!(sent, number, "{log}");
        assert!(log.contains("path=\"/m/…\"") && !log.contains("@example.org"), "{log}");
        for (_, mail) in relay.kept() {
            let text = testbed::smtp::parse(&mail).parts.remove(0).text;
            let token = text.split_once("/m/").map(|(_, rest)| rest.split_whitespace().next().unwrap_or_default());
            assert!(token.is_none_or(|token| !log.contains(token)), "{log}");
        }
    }
}
