//! Notices by mail: each event is told to the confirmed address of the account, each kind at most once an hour, and none is lost.

use crate::{
    fixture::{App, Fixture, PASSWORD, number, on_each_database, race},
    mail::{confirming, receive, request, token},
};
use mfa::{
    AdminAction, Caller, Delivery, Error, Handover, LastAdministrator, Latchkey, Session, Timestamp,
    mail::{MailKind, MailMoment},
};
use std::time::Duration;
use testbed::HandClock;

const ADA: &str = "ada@example.org";
const NEW_PASSWORD: &str = "another horse, another battery";
const HOUR: Duration = Duration::from_secs(3600);

/// Somebody who has confirmed the address and enrolled an app, and has got the mail about that.
async fn confirmed(fixture: &mut Fixture, email: &str) -> (Session, App) {
    let (session, app) = enrolling(fixture, email).await;
    assert_eq!(kinds(&fixture.latchkey).await, [MailKind::MethodAdded]);
    fixture.pass(HOUR);
    (session, app)
}

async fn enrolling(fixture: &mut Fixture, email: &str) -> (Session, App) {
    fixture.latchkey = confirming(fixture).await;
    fixture.latchkey.account().request_sign_up(&fixture.caller, request(email)).await.unwrap();
    let link = receive(&fixture.latchkey).await;
    let opened = fixture.latchkey.account().sign_up_by_link(&fixture.caller, token(&link), PASSWORD).await.unwrap();
    let (opened, app) = fixture.enroll(&opened.session).await;
    (opened.session, app)
}

/// A fresh proof in a session of another browser.
async fn signs_in(fixture: &Fixture, email: &str, app: &App) -> Session {
    let half = fixture.sign_in(email).await;
    let session = fixture.totp(&half, &app.code(fixture.now())).await.unwrap().session;
    fixture.pass_seconds(30);
    session
}

/// Takes all mails that are due, and hands them over.
async fn mails(latchkey: &Latchkey) -> Vec<Delivery> {
    let mut mails = vec![];
    while let Some(mail) = latchkey.deliveries().claim().await.unwrap() {
        assert!(latchkey.deliveries().finish(&mail, &Handover::Accepted).await.unwrap());
        mails.push(mail);
    }
    mails
}

async fn kinds(latchkey: &Latchkey) -> Vec<MailKind> {
    mails(latchkey).await.iter().map(|mail| mail.kind).collect()
}

/// The one mail that is due, with its one event.
async fn only(latchkey: &Latchkey, kind: MailKind) -> (Delivery, MailMoment) {
    let mut mails = mails(latchkey).await;
    assert_eq!(mails.iter().map(|mail| mail.kind).collect::<Vec<_>>(), [kind]);
    let mail = mails.remove(0);
    assert_eq!(mail.params.events(), 1);
    let moment = mail.params.moments[0].clone();
    (mail, moment)
}

async fn wrong_codes(fixture: &Fixture, email: &str, app: &App, count: usize) {
    let mut half = fixture.sign_in(email).await;
    for guess in 1..=count {
        fixture.totp(&half, &app.wrong_code(fixture.now())).await.unwrap_err();
        if guess % 5 == 0 {
            half = fixture.sign_in(email).await;
        }
    }
}

async fn change_password(fixture: &Fixture, session: &Session, turn: usize) -> Session {
    let passwords = [PASSWORD, NEW_PASSWORD];
    let (old, new) = (passwords[turn % 2], passwords[(turn + 1) % 2]);
    fixture.latchkey.account().change_password(&fixture.caller, session, old, new).await.unwrap().session
}

/// The caller in a browser with a cookie: one for each letter.
fn browser(fixture: &Fixture, letter: &str) -> Caller {
    fixture.caller.clone().in_browser(&letter.repeat(43))
}

on_each_database! {
    async fn methods_and_codes_are_told(fixture: Fixture) {
        let mut fixture = fixture;
        let (_, app) = enrolling(&mut fixture, "Ada@example.org").await;
        let (mail, moment) = only(&fixture.latchkey, MailKind::MethodAdded).await;
        assert_eq!((mail.receiver.as_str(), mail.language.as_str()), ("Ada@example.org", "de"));
        assert_eq!(mail.params.address.as_deref(), Some("Ada@example.org"));
        let told = (moment.network.as_deref(), moment.browser.as_deref(), moment.method.as_deref(), moment.reason.as_deref());
        assert_eq!(told, (Some("192.0.2.1"), Some("test"), Some("Authenticator app"), None));
        assert_eq!(moment.at, fixture.now().0);

        fixture.set_policy(|policy| policy.max_totp_devices = 2).await;
        fixture.pass(HOUR);
        let session = signs_in(&fixture, ADA, &app).await;
        assert_eq!(kinds(&fixture.latchkey).await, [], "neither a sign-in nor a proof is told by itself");
        let latchkey = fixture.latchkey.clone();
        let first = latchkey.totp().devices(&session).await.unwrap()[0].id.clone();
        let begun = latchkey.totp().begin(&session, Some(&first), "").await.unwrap();
        let app = App::new(&begun.secret);
        let session = latchkey.totp().confirm(&fixture.caller, &session, &app.code(fixture.now())).await.unwrap().session;
        let (_, moment) = only(&latchkey, MailKind::MethodReplaced).await;
        assert_eq!(moment.method.as_deref(), Some("Authenticator app"));

        fixture.pass_seconds(30);
        let begun = latchkey.totp().begin(&session, None, "Tablet").await.unwrap();
        let tablet = App::new(&begun.secret);
        let session = latchkey.totp().confirm(&fixture.caller, &session, &tablet.code(fixture.now())).await.unwrap().session;
        assert_eq!(only(&latchkey, MailKind::MethodAdded).await.1.method.as_deref(), Some("Tablet"));
        let added = latchkey.totp().devices(&session).await.unwrap().into_iter().find(|device| device.name == "Tablet").unwrap();
        latchkey.totp().remove(&fixture.caller, &session, &added.id).await.unwrap();
        assert_eq!(only(&latchkey, MailKind::MethodRemoved).await.1.method.as_deref(), Some("Tablet"));

        let codes = latchkey.recovery().new_codes(&fixture.caller, &session).await.unwrap();
        assert_eq!(kinds(&latchkey).await, [MailKind::BackupCodesMade]);
        latchkey.recovery().acknowledge(&fixture.caller, &session, None).await.unwrap();
        let half = fixture.sign_in(ADA).await;
        fixture.recovery(&half, &codes[0]).await.unwrap();
        assert_eq!(only(&latchkey, MailKind::BackupCodeUsed).await.0.params.remaining, Some(9));
    }

    async fn a_changed_password_is_told_and_so_is_one_that_was_reset(fixture: Fixture) {
        let mut fixture = fixture;
        let (_, app) = confirmed(&mut fixture, ADA).await;
        let session = signs_in(&fixture, ADA, &app).await;
        change_password(&fixture, &session, 0).await;
        let (mail, moment) = only(&fixture.latchkey, MailKind::PasswordChanged).await;
        assert_eq!((mail.receiver.as_str(), moment.network.as_deref()), (ADA, Some("192.0.2.1")));
        let account = fixture.latchkey.account();
        for password in [PASSWORD, NEW_PASSWORD] {
            account.request_password_reset(&fixture.caller, request(ADA)).await.unwrap();
            let link = receive(&fixture.latchkey).await;
            account.reset_password(&fixture.caller, token(&link), password).await.unwrap();
            assert_eq!(kinds(&fixture.latchkey).await, [MailKind::PasswordSetByMail]);
            fixture.pass_seconds(61);
        }
    }

    async fn wrong_codes_after_a_right_password_are_told_at_every_third(fixture: Fixture) {
        let mut fixture = fixture;
        let (session, app) = confirmed(&mut fixture, ADA).await;
        for _ in 0..3 {
            fixture.totp(&session, &app.wrong_code(fixture.now())).await.unwrap_err();
        }
        assert_eq!(kinds(&fixture.latchkey).await, [], "the password wasn't given for these: they are of a full session");
        signs_in(&fixture, ADA, &app).await;
        wrong_codes(&fixture, ADA, &app, 2).await;
        assert_eq!(kinds(&fixture.latchkey).await, []);
        wrong_codes(&fixture, ADA, &app, 1).await;
        assert_eq!(kinds(&fixture.latchkey).await, [MailKind::WrongSecondFactors]);
        wrong_codes(&fixture, ADA, &app, 6).await;
        fixture.pass(HOUR);
        let mails = mails(&fixture.latchkey).await;
        assert_eq!((mails.len(), mails[0].params.events()), (1, 2), "the sixth and the ninth");
    }

    async fn locked_codes_are_told(fixture: Fixture) {
        let mut fixture = fixture;
        let (_, app) = confirmed(&mut fixture, ADA).await;
        let mut told = vec![];
        for _ in 0..100 {
            wrong_codes(&fixture, ADA, &app, 1).await;
            fixture.pass(Duration::from_secs(24 * 3600));
            told.extend(kinds(&fixture.latchkey).await);
        }
        let of = |kind| told.iter().filter(|told| **told == kind).count();
        assert_eq!((told.len(), of(MailKind::WrongSecondFactors), of(MailKind::CodesLocked)), (34, 33, 1));
        assert_eq!(fixture.totp(&fixture.sign_in(ADA).await, &app.code(fixture.now())).await.err(), Some(Error::MfaLocked));
    }

    async fn administrators_and_operators_give_a_reason_and_no_address(fixture: Fixture) {
        let mut fixture = fixture;
        let (_, app, _) = fixture.settled("admin@example.org").await;
        confirmed(&mut fixture, ADA).await;
        let latchkey = fixture.latchkey.clone();
        latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
        fixture.pass_seconds(60);
        let admin = signs_in(&fixture, "admin@example.org", &app).await;
        let ada = fixture.sign_in(ADA).await.account_id;
        for (action, kind) in [
            (AdminAction::Disable, MailKind::AccountDisabled),
            (AdminAction::Enable, MailKind::AccountEnabled),
            (AdminAction::Reset, MailKind::FactorsReset),
        ] {
            latchkey.admin().apply(&fixture.caller, &admin, &ada, action, "a lost phone").await.unwrap();
            let (_, moment) = only(&latchkey, kind).await;
            let told = (moment.reason.as_deref(), moment.network, moment.browser, moment.method);
            assert_eq!(told, (Some("a lost phone"), None, None, None), "{action:?}");
        }
        latchkey.admin().apply(&fixture.caller, &admin, &ada, AdminAction::EndSessions, "a lost phone").await.unwrap();
        assert_eq!(kinds(&latchkey).await, []);
        fixture.pass(HOUR);
        let operator = latchkey.operator();
        operator.disable_account(ADA, "left", LastAdministrator::Stays).await.unwrap();
        assert_eq!(only(&latchkey, MailKind::AccountDisabled).await.1.reason.as_deref(), Some("left"));
        operator.disable_account(ADA, "left", LastAdministrator::Stays).await.unwrap();
        assert_eq!(kinds(&latchkey).await, [], "it was disabled already");
        operator.enable_account(ADA, "back").await.unwrap();
        operator.reset_mfa(ADA, "new phone").await.unwrap();
        let mut told = kinds(&latchkey).await;
        told.sort_by_key(|kind| kind.name());
        assert_eq!(told, [MailKind::AccountEnabled, MailKind::FactorsReset]);
    }

    async fn the_rights_of_an_administrator_are_told(fixture: Fixture) {
        let mut fixture = fixture;
        confirmed(&mut fixture, ADA).await;
        let (latchkey, operator) = (fixture.latchkey.clone(), fixture.latchkey.operator());
        operator.grant_administrator(ADA).await.unwrap();
        let (mail, moment) = only(&latchkey, MailKind::AdministratorGranted).await;
        assert_eq!((mail.receiver.as_str(), moment.network, moment.browser, moment.reason), (ADA, None, None, None));
        fixture.pass(HOUR);
        operator.grant_administrator(ADA).await.unwrap();
        assert_eq!(kinds(&latchkey).await, [], "it had them already");
        assert!(operator.revoke_administrator(ADA, "another team", LastAdministrator::MayGo).await.unwrap());
        let (_, moment) = only(&latchkey, MailKind::AdministratorRevoked).await;
        assert_eq!((moment.reason.as_deref(), moment.network), (Some("another team"), None));
        assert!(!operator.revoke_administrator(ADA, "another team", LastAdministrator::MayGo).await.unwrap());
        fixture.pass(HOUR);
        assert_eq!(kinds(&latchkey).await, []);
    }

    async fn the_last_mail_of_a_deleted_account_is_sent(fixture: Fixture) {
        let mut fixture = fixture;
        let (_, app) = confirmed(&mut fixture, ADA).await;
        let session = signs_in(&fixture, ADA, &app).await;
        fixture.latchkey.account().delete(&fixture.caller, &session).await.unwrap();
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM account").await, 0);
        assert_eq!(only(&fixture.latchkey, MailKind::AccountDeleted).await.0.receiver, ADA);
        let rows = "SELECT (SELECT COUNT(*) FROM notice_mark) + (SELECT COUNT(*) FROM browser)";
        assert_eq!(number(&fixture.database_url, rows).await, 0);
    }

    async fn nothing_is_told_to_an_address_that_nobody_confirmed(fixture: Fixture) {
        let (session, app, codes) = fixture.settled(ADA).await;
        change_password(&fixture, &session, 0).await;
        let half = fixture.latchkey.account().sign_in(&fixture.caller, ADA, NEW_PASSWORD, None).await.unwrap().session;
        for _ in 0..3 {
            fixture.totp(&half, &app.wrong_code(fixture.now())).await.unwrap_err();
        }
        fixture.recovery(&half, &codes[0]).await.unwrap();
        fixture.latchkey.operator().reset_mfa(ADA, "test").await.unwrap();
        let rows = "SELECT (SELECT COUNT(*) FROM delivery) + (SELECT COUNT(*) FROM notice_mark)";
        assert_eq!(number(&fixture.database_url, rows).await, 0);
    }

    async fn within_the_hour_the_rest_is_one_mail(fixture: Fixture) {
        let mut fixture = fixture;
        let (_, app) = confirmed(&mut fixture, ADA).await;
        let mut session = signs_in(&fixture, ADA, &app).await;
        let began = fixture.now();
        session = change_password(&fixture, &session, 0).await;
        let (_, first) = only(&fixture.latchkey, MailKind::PasswordChanged).await;
        assert_eq!(first.at, began.0);
        let mut at = vec![];
        for turn in 1..4 {
            fixture.pass_seconds(60);
            at.push(fixture.now().0);
            session = change_password(&fixture, &session, turn).await;
            assert_eq!(kinds(&fixture.latchkey).await, []);
        }
        fixture.pass_seconds(3600 - 180 - 1);
        assert_eq!(kinds(&fixture.latchkey).await, []);
        fixture.pass_seconds(1);
        let mails = mails(&fixture.latchkey).await;
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].params.moments.iter().map(|moment| moment.at).collect::<Vec<_>>(), at);

        fixture.latchkey.operator().reset_mfa(ADA, "test").await.unwrap();
        assert_eq!(kinds(&fixture.latchkey).await, [MailKind::FactorsReset], "another kind doesn't wait");
    }

    async fn the_mail_at_the_end_of_the_hour_begins_the_next_one(fixture: Fixture) {
        let mut fixture = fixture;
        confirmed(&mut fixture, ADA).await;
        let operator = fixture.latchkey.operator();
        let mut mails_by_minute = vec![];
        for minute in 0..=180 {
            if minute % 10 == 0 && minute < 120 {
                operator.reset_mfa(ADA, &format!("at {minute}")).await.unwrap();
            }
            for mail in mails(&fixture.latchkey).await {
                mails_by_minute.push((minute, mail.params.events()));
            }
            fixture.pass_seconds(60);
        }
        assert_eq!(mails_by_minute, [(0, 1), (60, 5 + 1), (120, 5)]);
    }

    async fn a_mail_that_waits_for_its_relay_gets_what_happens_meanwhile(fixture: Fixture) {
        let mut fixture = fixture;
        confirmed(&mut fixture, ADA).await;
        let latchkey = fixture.latchkey.clone();
        latchkey.operator().reset_mfa(ADA, "one").await.unwrap();
        latchkey.operator().reset_mfa(ADA, "two").await.unwrap();
        let mail = latchkey.deliveries().claim().await.unwrap().unwrap();
        let reasons = |mail: &Delivery| mail.params.moments.iter().map(|moment| moment.reason.clone().unwrap()).collect::<Vec<_>>();
        assert_eq!(reasons(&mail), ["one", "two"]);
        latchkey.operator().reset_mfa(ADA, "three").await.unwrap();
        assert!(latchkey.deliveries().finish(&mail, &Handover::Later("451".to_owned())).await.unwrap());
        latchkey.operator().reset_mfa(ADA, "four").await.unwrap();
        fixture.pass_seconds(60);
        let again = latchkey.deliveries().claim().await.unwrap().unwrap();
        assert_eq!(reasons(&again), ["one", "two"], "every attempt sends the same bytes");
        assert!(latchkey.deliveries().finish(&again, &Handover::Accepted).await.unwrap());
        fixture.pass(HOUR);
        let rest = mails(&latchkey).await;
        assert_eq!(rest.iter().flat_map(reasons).collect::<Vec<_>>(), ["three", "four"]);
        assert_eq!(rest.len(), 1);
    }

    async fn of_very_many_events_the_earliest_are_counted(fixture: Fixture) {
        let mut fixture = fixture;
        confirmed(&mut fixture, ADA).await;
        for turn in 0..60 {
            fixture.latchkey.operator().reset_mfa(ADA, &turn.to_string()).await.unwrap();
        }
        let mails = mails(&fixture.latchkey).await;
        let moments = &mails[0].params.moments;
        assert_eq!((mails.len(), mails[0].params.events(), moments.len()), (1, 60, 50));
        assert_eq!(moments.last().unwrap().reason.as_deref(), Some("59"));
    }

    async fn of_events_at_once_none_is_lost(fixture: Fixture) {
        let mut fixture = fixture;
        confirmed(&mut fixture, ADA).await;
        let other = fixture.another().await;
        let reasons: Vec<_> = (0..8).map(|number| number.to_string()).collect();
        let reset = |(number, reason): (usize, &String)| {
            let (latchkey, reason) = (if number % 2 == 0 { &fixture.latchkey } else { &other }.clone(), reason.clone());
            async move { latchkey.operator().reset_mfa(ADA, &reason).await }
        };
        let sending = async {
            let mut sent = vec![];
            for _ in 0..20 {
                sent.extend(mails(&other).await);
                tokio::task::yield_now().await;
            }
            sent
        };
        let ((won, lost), mut sent) = tokio::join!(race(reasons.iter().enumerate().map(reset)), sending);
        assert_eq!((won.len(), lost.len()), (8, 0), "{lost:?}");
        sent.extend(mails(&fixture.latchkey).await);
        fixture.pass(HOUR);
        sent.extend(mails(&fixture.latchkey).await);
        assert!(sent.len() <= 2, "{}", sent.len());
        let mut told: Vec<_> = sent.iter().flat_map(|mail| mail.params.moments.iter()).map(|moment| moment.reason.clone().unwrap()).collect();
        told.sort();
        assert_eq!(told, reasons);
    }

    async fn a_notice_is_undone_with_its_event(fixture: Fixture) {
        let mut fixture = fixture;
        let (_, app) = confirmed(&mut fixture, ADA).await;
        let session = signs_in(&fixture, ADA, &app).await;
        let change = || fixture.latchkey.account().change_password(&fixture.caller, &session, PASSWORD, NEW_PASSWORD);
        let (won, lost) = race((0..3).map(|_| change())).await;
        assert_eq!((won.len(), lost.len()), (1, 2));
        assert_eq!(kinds(&fixture.latchkey).await, [MailKind::PasswordChanged]);
        fixture.pass(HOUR);
        assert_eq!(kinds(&fixture.latchkey).await, []);
    }

    async fn a_clock_that_was_ahead_silences_nothing_for_longer_than_an_hour(fixture: Fixture) {
        let mut fixture = fixture;
        confirmed(&mut fixture, ADA).await;
        for (ahead, turns) in [(90, 1), (90, 2), (48 * 60, 1), (48 * 60, 2)] {
            fixture.pass(Duration::from_secs(4 * 24 * 3600));
            mails(&fixture.latchkey).await;
            let clock = HandClock::at(Timestamp(fixture.now().0 + ahead * 60_000));
            let wrong = fixture.at_another_time(&clock).await;
            for _ in 0..turns {
                wrong.operator().reset_mfa(ADA, "ahead").await.unwrap();
                if turns == 2 {
                    mails(&wrong).await;
                }
            }
            fixture.latchkey.operator().reset_mfa(ADA, "right").await.unwrap();
            let mut sent = mails(&fixture.latchkey).await;
            fixture.pass(HOUR);
            sent.extend(mails(&fixture.latchkey).await);
            let told: Vec<_> = sent.into_iter().flat_map(|mail| mail.params.moments).map(|moment| moment.reason.unwrap()).collect();
            assert_eq!(told.iter().filter(|told| *told == "right").count(), 1, "{ahead} {turns} {told:?}");
            let (of_ahead, sent_before) = (told.iter().filter(|told| *told == "ahead").count(), usize::from(turns == 2));
            assert_eq!(of_ahead + sent_before, turns, "{ahead} {turns} {told:?}");
        }
    }

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
            fixture.pass(Duration::from_secs(36 * 3600));
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
        fixture.pass(Duration::from_secs(366 * 24 * 3600));
        fixture.latchkey.maintenance().sweep().await.unwrap();
        assert_eq!(number(&fixture.database_url, browsers).await, 1, "the next one isn't the account's first");
        mails(&fixture.latchkey).await;
        fixture.caller = fixture.caller.clone().in_browser(&"n".repeat(43));
        signs_in(&fixture, ADA, &app).await;
        assert_eq!(kinds(&fixture.latchkey).await, [MailKind::NewBrowser]);
    }
}
