//! The events that are told, and the facts that each mail has.

use super::{ADA, HOUR, NEW_PASSWORD, change_password, confirmed, enrolling, kinds, mails, only, signs_in, wrong_codes};
use crate::{
    fixture::{App, Fixture, PASSWORD, number, on_each_database},
    mail::{receive, request, token},
};
use mfa::{AdminAction, Error, LastAdministrator, mail::MailKind};
use std::time::Duration;

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

        let codes = latchkey.recovery_codes().new_codes(&fixture.caller, &session).await.unwrap();
        assert_eq!(kinds(&latchkey).await, [MailKind::BackupCodesMade]);
        latchkey.recovery_codes().acknowledge(&fixture.caller, &session, None).await.unwrap();
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
            fixture.pass(Duration::from_hours(24));
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
}
