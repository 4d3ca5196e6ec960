//! Sign-ins from browsers that are new to the account.

use super::{ADA, HOUR, browser, confirmed, kinds, mails, only, signs_in};
use crate::fixture::{Fixture, number, on_each_database};
use mfa::{Caller, mail::MailKind};
use std::time::Duration;

on_each_database! {
    async fn a_new_browser_is_told_and_a_known_one_is_not(fixture: Fixture) {
        let mut fixture = fixture;
        fixture.caller = browser(&fixture, "a");
        let (_, app) = confirmed(&mut fixture, ADA).await;
        let latchkey = fixture.latchkey.clone();
        signs_in(&fixture, ADA, &app).await;
        assert_eq!(kinds(&latchkey).await, [], "the account's first browser");
        fixture.caller = browser(&fixture, "b");
        let half = fixture.sign_in(ADA).await;
        assert_eq!(kinds(&latchkey).await, [], "the sign-in isn't complete");
        let session = fixture.totp(&half, &app.code(fixture.now())).await.unwrap().session;
        let (_, moment) = only(&latchkey, MailKind::NewBrowser).await;
        assert_eq!((moment.network.as_deref(), moment.browser.as_deref()), (Some("192.0.2.1"), Some("test")));
        fixture.pass(HOUR);
        fixture.totp(&session, &app.code(fixture.now())).await.unwrap();
        for letter in ["a", "b"] {
            fixture.pass(Duration::from_hours(36));
            fixture.caller = Caller::new("203.0.113.7", "test 2").in_browser(&letter.repeat(43));
            signs_in(&fixture, ADA, &app).await;
        }
        assert_eq!(kinds(&latchkey).await, [], "neither another network nor another version is another browser");
        let renamed = "SELECT COUNT(*) FROM browser WHERE name = 'test 2' AND last_seen_at > first_seen_at";
        assert_eq!(number(&fixture.database_url, renamed).await, 2);

        let (_, bea) = confirmed(&mut fixture, "bea@example.org").await;
        fixture.caller = browser(&fixture, "a");
        signs_in(&fixture, "bea@example.org", &bea).await;
        let (mail, _) = only(&latchkey, MailKind::NewBrowser).await;
        assert_eq!(mail.receiver, "bea@example.org", "a browser is new to each account");
    }

    async fn browsers_are_bounded_and_forgotten_after_a_year(fixture: Fixture) {
        let mut fixture = fixture;
        let (_, app) = confirmed(&mut fixture, ADA).await;
        for number in 0..103 {
            fixture.caller = fixture.caller.clone().in_browser(&format!("{number:043}"));
            signs_in(&fixture, ADA, &app).await;
        }
        let browsers = "SELECT COUNT(*) FROM browser";
        assert_eq!(number(&fixture.database_url, browsers).await, 100);
        fixture.pass(Duration::from_hours(366 * 24));
        fixture.latchkey.maintenance().sweep().await.unwrap();
        assert_eq!(number(&fixture.database_url, browsers).await, 1, "the next one isn't the account's first");
        mails(&fixture.latchkey).await;
        fixture.caller = fixture.caller.clone().in_browser(&"n".repeat(43));
        signs_in(&fixture, ADA, &app).await;
        assert_eq!(kinds(&fixture.latchkey).await, [MailKind::NewBrowser]);
    }
}
