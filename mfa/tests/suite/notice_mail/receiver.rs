//! The addresses that get an account's notices, and the facts that each may know.

use super::{ADA, HOUR, NEW_PASSWORD, change_password, confirmed, kinds, mails, only, signs_in};
use crate::{
    action::tamper,
    fixture::{Fixture, PASSWORD, number, on_each_database, race},
};
use mfa::{Delivery, Error, mail::MailKind};

const SECOND: &str = "second@example.net";

fn receivers(mails: &[Delivery]) -> Vec<&str> {
    let mut receivers: Vec<_> = mails.iter().map(|mail| mail.receiver.as_str()).collect();
    receivers.sort_unstable();
    receivers
}

on_each_database! {
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

    async fn every_confirmed_address_is_told_even_if_the_first_one_is_not_confirmed(fixture: Fixture) {
        let (session, ..) = fixture.settled(ADA).await;
        let second = format!("INSERT INTO notice_address (account_id, address, confirmed_at) VALUES ('{}', '{SECOND}', 1)", session.account_id);
        tamper(&fixture, &second).await;
        let session = change_password(&fixture, &session, 0).await;
        let told = mails(&fixture.latchkey).await;
        assert_eq!(receivers(&told), [SECOND]);
        let params = &told[0].params;
        assert_eq!((params.second_address.as_deref(), &params.address), (Some(SECOND), &None), "it isn't the account's address");
        assert_eq!(params.moments[0].network.as_deref(), Some("192.0.2.1"));

        let half = fixture.latchkey.account().sign_in(&fixture.caller, ADA, NEW_PASSWORD, None).await.unwrap().session;
        for _ in 0..3 {
            fixture.totp(&half, "000000").await.unwrap_err();
        }
        assert_eq!(mails(&fixture.latchkey).await.iter().map(|mail| mail.kind).collect::<Vec<_>>(), [MailKind::WrongSecondFactors]);
        drop(session);
    }

    async fn a_second_address_is_named_as_such(fixture: Fixture) {
        let mut fixture = fixture;
        let (session, _) = confirmed(&mut fixture, ADA).await;
        let second = format!("INSERT INTO notice_address (account_id, address, confirmed_at) VALUES ('{}', '{SECOND}', 1)", session.account_id);
        tamper(&fixture, &second).await;
        fixture.latchkey.operator().reset_mfa(ADA, "test").await.unwrap();
        let told = mails(&fixture.latchkey).await;
        let of = |to: &str| told.iter().find(|mail| mail.receiver == to).map(|mail| (mail.params.address.as_deref(), mail.params.second_address.as_deref()));
        assert_eq!((of(ADA), of(SECOND)), (Some((Some(ADA), None)), Some((Some(ADA), Some(SECOND)))));
    }

    /// The present owner of a previous mailbox learns that something has happened, but neither where the account is used nor its other addresses.
    async fn a_previous_address_is_not_told_where_the_owner_is(fixture: Fixture) {
        let mut fixture = fixture;
        let (session, app) = confirmed(&mut fixture, ADA).await;
        drop(session);
        fixture.latchkey.operator().change_email(ADA, "new@example.org", "married").await.unwrap();
        let (changed, _) = only(&fixture.latchkey, MailKind::AddressChanged).await;
        assert_eq!((changed.receiver.as_str(), changed.params.previous_address.as_deref()), (ADA, Some(ADA)));
        let confirmed = "UPDATE account SET address = 'new@example.org', address_confirmed_at = 1";
        tamper(&fixture, confirmed).await;
        let session = signs_in(&fixture, "new@example.org", &app).await;
        change_password(&fixture, &session, 0).await;
        let told = mails(&fixture.latchkey).await;
        assert_eq!(receivers(&told), [ADA, "new@example.org"]);
        for mail in told {
            let (params, moment) = (&mail.params, &mail.params.moments[0]);
            let place = (moment.network.as_deref(), moment.browser.as_deref());
            if mail.receiver == ADA {
                assert_eq!((place, &params.address, params.previous_address.as_deref()), ((None, None), &None, Some(ADA)));
            } else {
                assert_eq!((place, &params.previous_address), ((Some("192.0.2.1"), Some("test")), &None));
            }
        }
    }

    /// The mail is inserted before the account is deleted, which the database refuses here.
    async fn a_notice_is_undone_with_its_event(fixture: Fixture) {
        let mut fixture = fixture;
        let (_, app) = confirmed(&mut fixture, ADA).await;
        let session = signs_in(&fixture, ADA, &app).await;
        if fixture.database_url.starts_with("sqlite") {
            tamper(&fixture, "CREATE TRIGGER refuse BEFORE DELETE ON account BEGIN SELECT RAISE(ABORT, 'refused'); END").await;
        } else {
            let function = "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$";
            tamper(&fixture, function).await;
            tamper(&fixture, "CREATE TRIGGER refuse BEFORE DELETE ON account FOR EACH ROW EXECUTE FUNCTION refuse()").await;
        }
        let delete = async || fixture.latchkey.account().delete(&fixture.caller, &session).await;
        assert_eq!(delete().await, Err(Error::Unavailable));
        assert_eq!(kinds(&fixture.latchkey).await, []);
        let rows = "SELECT (SELECT COUNT(*) FROM audit_event WHERE event = 'account_deleted') + (SELECT COUNT(*) FROM delivery WHERE kind = 'account-deleted')";
        assert_eq!(number(&fixture.database_url, rows).await, 0);
        let on = if fixture.database_url.starts_with("sqlite") { "" } else { " ON account" };
        tamper(&fixture, &format!("DROP TRIGGER refuse{on}")).await;
        assert_eq!(delete().await, Ok(()));
        assert_eq!(kinds(&fixture.latchkey).await, [MailKind::AccountDeleted]);
    }

    async fn with_the_account_its_waiting_mails_go_and_all_its_addresses_get_a_last_one(fixture: Fixture) {
        let mut fixture = fixture;
        let (_, app) = confirmed(&mut fixture, ADA).await;
        let (session, until) = (signs_in(&fixture, ADA, &app).await, fixture.now().0 + 1_000_000);
        for table in [format!("notice_address (account_id, address, confirmed_at) VALUES ('{}', '{SECOND}', 1)", session.account_id), format!("previous_address (account_id, address, until_at) VALUES ('{}', 'previous@example.net', {until})", session.account_id)] {
            tamper(&fixture, &format!("INSERT INTO {table}")).await;
        }
        change_password(&fixture, &session, 0).await;
        fixture.latchkey.operator().reset_mfa(ADA, "test").await.unwrap();
        fixture.pass_seconds(1);
        let half = fixture.latchkey.account().sign_in(&fixture.caller, ADA, NEW_PASSWORD, None).await.unwrap().session;
        let (full, _) = fixture.enroll(&half).await;
        assert!(number(&fixture.database_url, "SELECT COUNT(*) FROM delivery WHERE state = 'waiting'").await > 3);
        fixture.latchkey.account().delete(&fixture.caller, &full.session).await.unwrap();
        let last = mails(&fixture.latchkey).await;
        assert!(last.iter().all(|mail| mail.kind == MailKind::AccountDeleted));
        assert_eq!(receivers(&last), [ADA, "previous@example.net", SECOND]);
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM delivery WHERE receiver <> ''").await, 0);
    }

    async fn of_changes_at_once_only_the_one_that_was_made_is_told(fixture: Fixture) {
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
}
