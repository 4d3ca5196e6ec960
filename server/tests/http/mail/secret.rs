//! The token of a link is in its mail and on its page, and nowhere else.

use super::{NEW_PASSWORD, everywhere, reset_link, sign_up};
use crate::{log::listen, support::TestApp};
use server::settings::LogFormat;
use std::time::Duration;

#[tokio::test]
async fn a_link_leads_to_the_public_origin_whatever_a_request_says() {
    everywhere(async |app| {
        sign_up(&app, "ada@example.org").await;
        app.advance(Duration::from_secs(120));
        let headers = [
            ("host", "evil.example"),
            ("x-forwarded-host", "evil.example"),
            ("x-forwarded-proto", "https"),
            ("forwarded", "host=evil.example;proto=https"),
            ("x-original-url", "https://evil.example/reset"),
            ("referer", "https://evil.example/reset"),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        app.anonymous().post_with("/reset", &headers, "email=ada%40example.org").await.assert_leads_to("/check-mail");
        let mail = app.receive_in_full().await;
        let links: Vec<_> = mail.split("://").skip(1).collect();
        assert!(mail.contains("http://localhost/m/") && links.iter().all(|link| link.starts_with("localhost/")), "{mail}");
        assert!(!mail.contains("evil"), "{mail}");

        let foreign = [&headers[..], &[("origin", "https://evil.example")]].concat();
        app.advance(Duration::from_secs(120));
        app.anonymous().post_with("/reset", &foreign, "email=ada%40example.org").await.assert_status(403);
        assert!(app.receive().await.is_none());
    })
    .await;
}

/// At every level, and with what the sender of mails itself says.
#[tokio::test]
async fn the_log_has_no_token() {
    for format in [LogFormat::Text, LogFormat::Json] {
        let (lines, _guard) = listen(format);
        let app = TestApp::build().confirms_addresses().start().await;
        app.anonymous().submit("/sign-up", &[("email", "ada@example.org")]).await.assert_leads_to("/check-mail");
        let mail = app.receive_in_full().await;
        let (_, rest) = mail.split_once("http://localhost/m/").unwrap();
        let token = rest.split(|letter: char| letter.is_whitespace()).next().unwrap().to_owned();
        let (link, mut browser) = (format!("/m/{token}"), app.anonymous());
        browser.get(&link).await.assert_status(200);
        browser.get(&format!("{link}/")).await.assert_leads_to(&link);
        browser.get(&format!("{link}?next={link}")).await.assert_status(200);
        browser.request_with(http::Method::HEAD, &link, &[], "").await.assert_status(200);
        browser.request_with(http::Method::PUT, &link, &[], "").await.assert_status(405);
        browser.request_with(http::Method::GET, &format!("{link}/more"), &[], "").await.assert_status(404);
        browser.post_with(&link, &[("origin", "https://evil.example")], "password=x").await.assert_status(403);
        browser.post_with(&link, &[("content-type", "text/plain")], "password=x").await.assert_status(415);
        browser.submit(&link, &[("password", "short")]).await.assert_status(422);
        browser.submit("/language", &[("language", "de"), ("back", &link)]).await.assert_leads_to(&link);
        // One that hangs up.
        let mut other = app.anonymous();
        let mut request = Box::pin(other.submit_as_it_is(&link, &[("password", NEW_PASSWORD)]));
        assert!(futures::poll!(&mut request).is_pending());
        drop(request);
        browser.get(&link).await;

        let text = lines.text();
        assert!(text.contains("/m/…") && text.contains("sent a mail") && text.contains("closed the connection"), "{text}");
        for secret in [token.as_str(), NEW_PASSWORD, "ada@example.org", "short"] {
            let line = text.lines().find(|line| line.contains(secret));
            assert_eq!(line, None, "{secret}");
        }
    }
}

/// The address of the page is in its own form, and in the body of the form that switches the language: in no link, and in no other address.
#[tokio::test]
async fn no_other_address_contains_a_link() {
    everywhere(async |app| {
        let mut ada = app.enroll(sign_up(&app, "ada@example.org").await, "ada@example.org").await;
        let link = reset_link(&app, "ada@example.org").await;
        let token = link.trim_start_matches("/m/");
        for browser in [&mut app.anonymous(), &mut *ada] {
            let page = browser.get(&link).await;
            let refused = browser.submit(&link, &[("password", "short"), ("next", &link)]).await;
            for page in [page.assert_status(200), refused.assert_status(422)] {
                let own = format!("action=\"{link}\"");
                let back = format!("name=\"back\" value=\"{link}\"");
                assert_eq!((page.body.matches(&own).count(), page.body.matches(&back).count()), (1, 1));
                assert_eq!(page.body.matches(token).count(), 2, "{}", page.body);
            }
        }
        // Nor does a sign-in lead to one.
        let mut browser = app.anonymous();
        let page = browser.get(&format!("/sign-in?next=%2Fm%2F{token}")).await;
        assert!(!page.assert_status(200).body.contains(&format!("name=\"next\" value=\"{link}\"")), "{}", page.body);
        browser.submit("/sign-in", &[("email", "ada@example.org"), ("password", crate::support::PASSWORD), ("next", &link)]).await;
        app.advance(Duration::from_secs(60));
        browser.submit("/mfa/verify", &[("code", &ada.code())]).await.assert_leads_to("/account/security");
        app.anonymous().submit("/sign-up", &[("email", "new@example.org"), ("next", &link)]).await.assert_leads_to("/check-mail");
        let sign_up = app.receive_link().await;
        let mut new = app.anonymous();
        new.submit(&sign_up, &[("password", NEW_PASSWORD)]).await.assert_leads_to("/mfa/choose");
        let new = app.enroll(new, "new@example.org").await;
        assert_eq!(new.clone().get("/mfa").await.header("location"), "/account/security");
    })
    .await;
}
