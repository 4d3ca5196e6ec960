//! The end of trust in a browser: by an event, by the owner, and by the clock.

use super::{ADA, BEA, DAY, NEW_PASSWORD, allow, browser, enters, enters_with, found, level, old, person, trusting, trusts};
use crate::{
    action::tamper,
    ended::meanwhile,
    fixture::{App, Fixture, PASSWORD, number, on_each_database, race},
    mail::{confirming, receive, request, token},
};
use mfa::{AdminAction, Caller, Error, Handover, LastAdministrator, Level, Policy, PolicyError, mail::MailKind};
use std::time::Duration;

on_each_database! {
    async fn each_change_of_what_is_proved_ends_it(fixture: Fixture) {
        fixture.set_policy(|policy| {
            policy.trust_days = 30;
            policy.max_totp_devices = 3;
        })
        .await;
        let (latchkey, caller) = (fixture.latchkey.clone(), fixture.caller.clone());
        let acts =
            ["password", "replace", "remove", "codes", "reset", "operator's reset", "disable", "administrator", "end", "end all", "others", "rename"];
        for (number, act) in acts.into_iter().enumerate() {
            let email = &format!("person{number}@example.org");
            let (secret, open, app, _) = trusting(&fixture, email).await;
            let half = fixture.sign_in(email).await;
            let session = fixture.totp(&half, &app.code(fixture.now())).await.unwrap().session;
            fixture.pass_seconds(30);
            let mut password = PASSWORD;
            let device = latchkey.totp().devices(&session).await.unwrap().remove(0).id;
            match act {
                "password" => {
                    latchkey.account().change_password(&caller, &session, PASSWORD, NEW_PASSWORD).await.unwrap();
                    password = NEW_PASSWORD;
                }
                "replace" => {
                    let begun = latchkey.totp().begin(&session, Some(&device), "").await.unwrap();
                    assert_eq!(level(&fixture, email, &secret).await, Level::Full, "begun, not done");
                    let code = App::new(&begun.secret).code(fixture.now());
                    latchkey.totp().confirm(&caller, &session, &code).await.unwrap();
                }
                "remove" => {
                    let begun = latchkey.totp().begin(&session, None, "Tablet").await.unwrap();
                    let code = App::new(&begun.secret).code(fixture.now());
                    let session = latchkey.totp().confirm(&caller, &session, &code).await.unwrap().session;
                    assert_eq!(level(&fixture, email, &secret).await, Level::Full, "another method takes nothing away");
                    latchkey.totp().remove(&caller, &session, &device).await.unwrap();
                }
                "codes" => drop(latchkey.recovery_codes().new_codes(&caller, &session).await.unwrap()),
                "reset" => latchkey.operator().reset_mfa(email, "lost").await.unwrap(),
                "operator's reset" => {
                    latchkey.operator().reset_mfa(email, "lost").await.unwrap();
                    fixture.enroll(&fixture.sign_in(email).await).await;
                    fixture.pass_seconds(30);
                }
                "disable" => {
                    latchkey.operator().disable_account(email, "left", LastAdministrator::MayGo).await.unwrap();
                    latchkey.operator().enable_account(email, "back").await.unwrap();
                }
                "administrator" => {
                    latchkey.operator().grant_administrator(email).await.unwrap();
                    latchkey.operator().revoke_administrator(email, "by mistake", LastAdministrator::MayGo).await.unwrap();
                }
                "end" => {
                    let policy = latchkey.policy().await.unwrap();
                    let trusted = latchkey.sessions().trusted_browsers(&caller, &session, &policy).await.unwrap();
                    latchkey.sessions().end_trust(&caller, &session, &trusted[0].id).await.unwrap();
                }
                "others" => drop(latchkey.sessions().end_others(&caller, &session).await.unwrap()),
                "end all" => assert_eq!(latchkey.sessions().end_all_trust(&caller, &session).await, Ok(1)),
                _ => {
                    latchkey.totp().rename(&caller, &session, &device, "Phone").await.unwrap();
                    assert_eq!(level(&fixture, email, &secret).await, Level::Full, "{act} changes nothing");
                    continue;
                }
            }
            assert_eq!(enters_with(&fixture, email, password, &secret).await.session.level, Level::Half, "{act}");
            // Deleted, or in need of a proof.
            assert_ne!(fixture.look_up(&open).await.map(|session| session.level), Some(Level::Full), "{act}");
        }
    }

    async fn an_administrators_reset_ends_it_and_so_does_a_reset_by_mail(fixture: Fixture) {
        allow(&fixture, 30).await;
        let (_, app, _) = person(&fixture, "admin@example.org").await;
        fixture.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
        let (secret, open, _, session) = trusting(&fixture, ADA).await;
        let half = fixture.sign_in("admin@example.org").await;
        let admin = fixture.totp(&half, &app.code(fixture.now())).await.unwrap().session;
        fixture.latchkey.admin().apply(&fixture.caller, &admin, &session.account_id, AdminAction::Reset, "lost").await.unwrap();
        assert!(fixture.look_up(&open).await.is_none());
        assert!(enters(&fixture, ADA, &secret).await.session.level == Level::Half);
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM browser WHERE trust_id IS NOT NULL").await, 0);

        let (secret, open, _, _) = trusting(&fixture, BEA).await;
        let latchkey = confirming(&fixture).await;
        latchkey.account().request_password_reset(&fixture.caller, request(BEA)).await.unwrap();
        let link = receive(&latchkey).await;
        latchkey.account().reset_password(&fixture.caller, token(&link), NEW_PASSWORD).await.unwrap();
        assert!(fixture.look_up(&open).await.is_none());
        assert_eq!(enters_with(&fixture, BEA, NEW_PASSWORD, &secret).await.session.level, Level::Half);
    }

    async fn the_owner_is_told_by_mail(fixture: Fixture) {
        allow(&fixture, 30).await;
        let (_, app, _) = person(&fixture, ADA).await;
        tamper(&fixture, "UPDATE account SET address = email, language = 'de'").await;
        trusts(&fixture, ADA, &app, &old()).await;
        let mut told = vec![];
        while let Some(mail) = fixture.latchkey.deliveries().claim().await.unwrap() {
            fixture.latchkey.deliveries().finish(&mail, &Handover::Accepted).await.unwrap();
            let moment = mail.params.moments[0].clone();
            told.push((mail.kind, moment.network, moment.browser));
        }
        assert_eq!(told, [(MailKind::BrowserTrusted, Some("192.0.2.1".to_owned()), Some("test".to_owned()))]);
    }

    async fn trust_that_was_ended_comes_back_for_nobody(fixture: Fixture) {
        allow(&fixture, 30).await;
        let (secret, open, app, session) = trusting(&fixture, ADA).await;
        let (latchkey, caller) = (&fixture.latchkey, &fixture.caller);
        let policy = latchkey.policy().await.unwrap();
        let shown = latchkey.sessions().trusted_browsers(caller, &session, &policy).await.unwrap().remove(0);
        latchkey.sessions().end_all_trust(caller, &session).await.unwrap();
        assert_eq!(found(&fixture, &open).await, Level::Half);
        let again = trusts(&fixture, ADA, &app, &secret).await;
        assert_ne!(again, secret);
        assert_eq!(level(&fixture, ADA, &secret).await, Level::Half, "who has copied the old secret gets nothing by the new trust");
        assert_eq!(found(&fixture, &open).await, Level::Half, "nor has the session that the old one opened");
        assert_eq!(latchkey.sessions().end_trust(caller, &session, &shown.id).await, Err(Error::NotFound), "the page showed the old one");
        assert_eq!(level(&fixture, ADA, &again).await, Level::Full);
    }

    async fn the_owner_sees_and_ends_each_and_nobody_elses(fixture: Fixture) {
        allow(&fixture, 30).await;
        let (secret, _, app, session) = trusting(&fixture, ADA).await;
        let (latchkey, policy) = (&fixture.latchkey, fixture.latchkey.policy().await.unwrap());
        fixture.pass(DAY * 2);
        let open = enters(&fixture, ADA, &secret).await;
        let caller = Caller::new("203.0.113.7", "test 2").in_browser(&"z".repeat(43)).asking_for_trust(7);
        let half = latchkey.account().sign_in(&caller, ADA, PASSWORD, None).await.unwrap().session;
        let second = latchkey.totp().verify(&caller, &half, &app.code(fixture.now()), None).await.unwrap();
        let owner = fixture.look_up(&second).await.unwrap();
        let mine = browser(&fixture, &secret);
        let listed = latchkey.sessions().trusted_browsers(&mine, &owner, &policy).await.unwrap();
        let shown = |index: usize| {
            let browser = &listed[index];
            let days = |span: i64| span / i64::try_from(DAY.as_millis()).unwrap();
            (browser.name.as_str(), browser.address.as_str(), browser.current, days(browser.trusted_until - browser.trusted_at))
        };
        assert_eq!((shown(0), shown(1)), (("test", "192.0.2.1", true, 30), ("test 2", "203.0.113.7", false, 7)));
        assert_eq!((listed[1].trusted_at, listed[1].last_seen_at), (fixture.now().0, fixture.now().0));
        assert!(listed[0].first_seen_at <= listed[0].trusted_at && listed.len() == 2);
        let lower = Policy { trust_days: 1, ..policy.clone() };
        assert_eq!(latchkey.sessions().trusted_browsers(&mine, &owner, &lower).await.unwrap().len(), 1);

        let (stranger, _, _) = person(&fixture, BEA).await;
        assert_eq!(latchkey.sessions().trusted_browsers(&mine, &stranger, &policy).await, Ok(vec![]));
        assert_eq!(latchkey.sessions().end_trust(&mine, &stranger, &listed[0].id).await, Err(Error::NotFound));
        assert_eq!(latchkey.sessions().end_all_trust(&mine, &stranger).await, Ok(0));
        let half = fixture.sign_in(ADA).await;
        assert_eq!(latchkey.sessions().end_all_trust(&mine, &half).await, Err(Error::RequiresAdditionalAuth));
        assert_eq!(latchkey.sessions().end_trust(&mine, &half, &listed[0].id).await, Err(Error::RequiresAdditionalAuth));
        assert_eq!(latchkey.sessions().trusted_browsers(&mine, &half, &policy).await, Err(Error::RequiresAdditionalAuth));
        assert_eq!(found(&fixture, &open).await, Level::Full);

        latchkey.sessions().end_trust(&mine, &owner, &listed[0].id).await.unwrap();
        assert_eq!(latchkey.sessions().end_trust(&mine, &owner, &listed[0].id).await, Err(Error::NotFound));
        assert_eq!((level(&fixture, ADA, &secret).await, found(&fixture, &open).await), (Level::Half, Level::Half));
        let left = latchkey.sessions().trusted_browsers(&mine, &owner, &policy).await.unwrap();
        assert_eq!(left.iter().map(|browser| &browser.id).collect::<Vec<_>>(), [&listed[1].id]);
        assert_eq!(session.account_id, owner.account_id);
        for (event, times) in [("browser_trusted", 2), ("browser_trust_ended", 1), ("all_browser_trust_ended", 1)] {
            let lines = format!("SELECT COUNT(*) FROM audit_event WHERE event = '{event}'");
            assert_eq!(number(&fixture.database_url, &lines).await, times, "{event}");
        }
    }

    async fn an_end_beats_every_sign_in_at_the_same_moment(fixture: Fixture) {
        allow(&fixture, 30).await;
        let (secret, _, _, session) = trusting(&fixture, ADA).await;
        let caller = browser(&fixture, &secret);
        let fixture = &fixture;
        let sign_in = async |turn: usize| {
            if turn == 3 {
                fixture.latchkey.sessions().end_all_trust(&fixture.caller, &session).await.map(|_| None)
            } else {
                fixture.latchkey.account().sign_in(&caller, ADA, PASSWORD, None).await.map(Some)
            }
        };
        let (opened, refused) = race((0..8).map(sign_in)).await;
        assert!(refused.iter().all(|error| matches!(error, Error::Busy { .. })), "{refused:?}");
        for opened in opened.into_iter().flatten() {
            let level = fixture.look_up(&opened).await.unwrap().level;
            assert_eq!(level, Level::Half, "it began as {:?}", opened.session.level);
        }
    }

    async fn a_clock_that_was_ahead_leaves_no_trust(fixture: Fixture) {
        allow(&fixture, 30).await;
        let (_, app, codes) = person(&fixture, ADA).await;
        fixture.clock.put_ahead(DAY * 400);
        let secret = trusts(&fixture, ADA, &app, &old()).await;
        assert_eq!(level(&fixture, ADA, &secret).await, Level::Full);
        fixture.clock.put_back(Duration::from_secs(300));
        assert_eq!(level(&fixture, ADA, &secret).await, Level::Half);
        let session = fixture.recovery(&fixture.sign_in(ADA).await, &codes[0]).await.unwrap().session;
        let policy = fixture.latchkey.policy().await.unwrap();
        assert_eq!(fixture.latchkey.sessions().trusted_browsers(&fixture.caller, &session, &policy).await, Ok(vec![]));
    }

    async fn the_days_are_up_to_ninety(fixture: Fixture) {
        let policy = |trust_days| Policy { trust_days, ..Policy::default() };
        assert_eq!((policy(0).check(), policy(90).check()), (Ok(()), Ok(())));
        assert_eq!(policy(91).check(), Err(PolicyError::TrustOutOfRange));
        let refused = fixture.latchkey.operator().save_policy("test", "test", &policy(91), LastAdministrator::MayGo).await;
        assert_eq!(refused, Err(Error::MalformedRequest));
        assert_eq!(Policy::default().trust_days, 0, "off unless somebody turns it on");
    }

    /// The session was full when its request began.
    async fn a_session_that_rests_on_it_ends_no_others_afterwards(fixture: Fixture) {
        allow(&fixture, 30).await;
        let (_, opened, _, _) = trusting(&fixture, "a@example.org").await;
        let (session, sessions) = (&opened.session, fixture.latchkey.sessions());
        let ended = meanwhile(&fixture, &session.account_id, "DELETE FROM browser", sessions.end_others(&fixture.caller, session)).await;
        assert_eq!(ended, Err(Error::RequiresAdditionalAuth));
    }
}
