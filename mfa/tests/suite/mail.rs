//! Requests for mails, their links, and the queue of mails.

use crate::fixture::{Fixture, PASSWORD, number, on_each_database, race};
use mfa::{Delivery, Error, Handover, Latchkey, Level, LinkPurpose, MailRequest, NextStep, mail::MailKind};
use std::time::Duration;

const ADA: &str = "ada@example.org";
const NEW_PASSWORD: &str = "another horse, another battery";

pub(crate) fn request(email: &str) -> MailRequest<'_> {
    MailRequest { email, language: "de", return_to: Some("/account/activity") }
}

pub(crate) async fn confirming(fixture: &Fixture) -> Latchkey {
    fixture.builder().confirms_addresses(true).build().await.unwrap()
}

/// Answers all requests, and takes the next mail.
pub(crate) async fn next(latchkey: &Latchkey) -> Option<Delivery> {
    while latchkey.deliveries().answer_requests().await.unwrap() {}
    latchkey.deliveries().claim().await.unwrap()
}

/// Takes the next mail and hands it over.
pub(crate) async fn receive(latchkey: &Latchkey) -> Delivery {
    let mail = next(latchkey).await.unwrap();
    assert!(latchkey.deliveries().finish(&mail, &Handover::Accepted).await.unwrap());
    mail
}

pub(crate) fn token(mail: &Delivery) -> &str {
    mail.params.link.as_deref().unwrap()
}

pub(crate) async fn reset_link(fixture: &Fixture, email: &str) -> String {
    fixture.latchkey.account().request_password_reset(&fixture.caller, request(email)).await.unwrap();
    let mail = receive(&fixture.latchkey).await;
    assert_eq!(mail.kind, MailKind::ResetPassword);
    token(&mail).to_owned()
}

/// Has the password of another account reset, so that a notice waits.
pub(crate) async fn reset_notice(fixture: &Fixture) {
    fixture.sign_up(ADA).await;
    let token = reset_link(fixture, ADA).await;
    reset(fixture, &token).await.unwrap();
}

async fn reset(fixture: &Fixture, token: &str) -> Result<(), Error> {
    fixture.latchkey.account().reset_password(&fixture.caller, token, NEW_PASSWORD).await
}

on_each_database! {
    async fn a_sign_up_confirms_the_address_before_there_is_an_account(fixture: Fixture) {
        let latchkey = confirming(&fixture).await;
        let at_once = latchkey.account().sign_up(&fixture.caller, ADA, PASSWORD, None).await;
        assert_eq!(at_once.err(), Some(Error::NotPossibleNow));
        latchkey.account().request_sign_up(&fixture.caller, request("Ada@Example.org")).await.unwrap();
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM account").await, 0);
        let mail = receive(&latchkey).await;
        assert_eq!((mail.kind, mail.receiver.as_str(), mail.language.as_str()), (MailKind::ConfirmAddress, "Ada@example.org", "de"));
        let link = latchkey.account().link(token(&mail)).await.unwrap();
        assert_eq!((link.purpose, link.address.as_str()), (LinkPurpose::SignUp, "Ada@example.org"));

        let weak = latchkey.account().sign_up_by_link(&fixture.caller, token(&mail), "short").await;
        assert!(matches!(weak, Err(Error::PasswordTooShort { .. })), "which doesn't use the link up");
        let opened = latchkey.account().sign_up_by_link(&fixture.caller, token(&mail), PASSWORD).await.unwrap();
        assert_eq!((opened.session.email.as_str(), opened.session.return_to.as_deref()), (ADA, Some("/account/activity")));
        let confirmed = "SELECT COUNT(*) FROM account WHERE address = 'Ada@example.org' AND address_confirmed_at > 0 AND language = 'de'";
        assert_eq!(number(&fixture.database_url, confirmed).await, 1);
        for token in [token(&mail), "", "x", &"A".repeat(43)] {
            assert_eq!(latchkey.account().sign_up_by_link(&fixture.caller, token, PASSWORD).await.err(), Some(Error::LinkOver));
            assert_eq!(latchkey.account().link(token).await.err(), Some(Error::LinkOver));
        }
    }

    async fn of_two_sign_ups_with_one_link_one_makes_the_account(fixture: Fixture) {
        let latchkey = confirming(&fixture).await;
        latchkey.account().request_sign_up(&fixture.caller, request(ADA)).await.unwrap();
        let mail = receive(&latchkey).await;
        let (won, lost) = race((0..4).map(|_| latchkey.account().sign_up_by_link(&fixture.caller, token(&mail), PASSWORD))).await;
        assert_eq!((won.len(), lost.len()), (1, 3), "{lost:?}");
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM account").await, 1);
    }

    async fn a_known_address_gets_another_mail_and_the_visitor_the_same_answer(fixture: Fixture) {
        fixture.sign_up(ADA).await;
        let account = fixture.latchkey.account();
        account.request_sign_up(&fixture.caller, request("ADA@example.org")).await.unwrap();
        let mail = receive(&fixture.latchkey).await;
        assert_eq!((mail.kind, mail.params.link.is_none(), mail.receiver.as_str()), (MailKind::AlreadyRegistered, true, ADA));
        account.request_password_reset(&fixture.caller, request("bea@example.org")).await.unwrap();
        assert!(next(&fixture.latchkey).await.is_none(), "nobody gets a mail about an account that doesn't exist");
        assert_eq!(account.request_sign_up(&fixture.caller, request("ada")).await, Err(Error::EmailInvalid));
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM mail_request").await, 0);
    }

    async fn a_reset_ends_all_sessions_and_leaves_the_second_factor_demanded(fixture: Fixture) {
        let (session, app) = fixture.enrolled(ADA).await;
        let token = reset_link(&fixture, ADA).await;
        assert_eq!(reset(&fixture, &token).await, Ok(()));
        assert!(fixture.latchkey.sessions().reload(&session).await.is_err(), "the session has ended");
        let sign_in = |password: &'static str| fixture.latchkey.account().sign_in(&fixture.caller, ADA, password, None);
        assert_eq!(sign_in(PASSWORD).await.err(), Some(Error::SignInFailed));
        fixture.pass_seconds(30);
        let opened = sign_in(NEW_PASSWORD).await.unwrap();
        assert_eq!(opened.session.level, Level::Half);
        assert!(matches!(opened.next, Some(NextStep::Challenge { .. })), "{:?}", opened.next);
        fixture.totp(&opened.session, &app.code(fixture.now())).await.unwrap();
        let notice = receive(&fixture.latchkey).await;
        assert_eq!((notice.kind, notice.params.link.is_none()), (MailKind::PasswordSetByMail, true));
        assert_eq!(reset(&fixture, &token).await, Err(Error::LinkOver), "it was used");
    }

    async fn a_reset_is_no_way_around_the_limit_of_wrong_codes(fixture: Fixture) {
        let (session, _) = fixture.enrolled(ADA).await;
        for _ in 0..3 {
            assert_eq!(fixture.totp(&session, "000000").await.err(), Some(Error::MfaInvalidCode));
        }
        let guesses = "SELECT guesses FROM account";
        let before = number(&fixture.database_url, guesses).await;
        let token = reset_link(&fixture, ADA).await;
        reset(&fixture, &token).await.unwrap();
        assert_eq!((before, number(&fixture.database_url, guesses).await), (3, 3));
    }

    async fn a_link_is_for_one_purpose_and_ends_with_the_address_and_the_password(fixture: Fixture) {
        let (session, _) = fixture.enrolled(ADA).await;
        let link = reset_link(&fixture, ADA).await;
        let wrong = fixture.latchkey.account().sign_up_by_link(&fixture.caller, &link, PASSWORD).await;
        assert_eq!(wrong.err(), Some(Error::LinkOver));
        assert!(fixture.latchkey.account().link(&link).await.is_ok(), "the attempt didn't use it up");
        fixture.latchkey.account().change_password(&fixture.caller, &session, PASSWORD, NEW_PASSWORD).await.unwrap();
        assert_eq!(reset(&fixture, &link).await, Err(Error::LinkOver));

        fixture.pass_seconds(61);
        let link = reset_link(&fixture, ADA).await;
        fixture.latchkey.operator().change_email(ADA, "bea@example.org", "married").await.unwrap();
        assert_eq!(reset(&fixture, &link).await, Err(Error::LinkOver));
    }

    async fn the_half_hour_of_a_link_begins_with_the_hand_over(fixture: Fixture) {
        fixture.sign_up(ADA).await;
        fixture.latchkey.account().request_password_reset(&fixture.caller, request(ADA)).await.unwrap();
        let mail = next(&fixture.latchkey).await.unwrap();
        assert!(fixture.latchkey.deliveries().finish(&mail, &Handover::Later("451".to_owned())).await.unwrap());
        fixture.pass(Duration::from_hours(1));
        let mail = receive(&fixture.latchkey).await;
        fixture.pass(Duration::from_secs(30 * 60 - 1));
        assert!(fixture.latchkey.account().link(token(&mail)).await.is_ok());
        fixture.pass_seconds(1);
        assert_eq!(reset(&fixture, token(&mail)).await, Err(Error::LinkOver));
    }

    async fn strangers_fill_no_mailbox(fixture: Fixture) {
        fixture.sign_up(ADA).await;
        let ask = || fixture.latchkey.account().request_password_reset(&fixture.caller, request(ADA));
        let mut mails = 0;
        for _ in 0..48 {
            ask().await.unwrap();
            while let Some(mail) = next(&fixture.latchkey).await {
                fixture.latchkey.deliveries().finish(&mail, &Handover::Accepted).await.unwrap();
                mails += 1;
            }
            fixture.pass(Duration::from_secs(300));
        }
        assert_eq!(mails, 6, "in four hours: three in the first one, and six in a day");
        fixture.pass(Duration::from_hours(24));
        ask().await.unwrap();
        ask().await.unwrap();
        assert!(next(&fixture.latchkey).await.is_some());
        assert!(next(&fixture.latchkey).await.is_none(), "one in a minute");
    }

    async fn sign_ups_by_strangers_leave_the_owner_a_reset(fixture: Fixture) {
        fixture.sign_up(ADA).await;
        for number in 0..8 {
            let stranger = mfa::Caller::new(&format!("198.51.100.{number}"), "");
            fixture.latchkey.account().request_sign_up(&stranger, request(ADA)).await.unwrap();
            while let Some(mail) = next(&fixture.latchkey).await {
                fixture.latchkey.deliveries().finish(&mail, &Handover::Accepted).await.unwrap();
            }
            fixture.pass_seconds(61);
        }
        reset_link(&fixture, ADA).await;
    }

    async fn addresses_of_one_network_count_together(fixture: Fixture) {
        let mut mails = 0;
        for number in 0..30 {
            let caller = mfa::Caller::new(&format!("2001:db8::{number}"), "");
            fixture.latchkey.account().request_sign_up(&caller, request(&format!("person{number}@example.org"))).await.unwrap();
            while let Some(mail) = next(&fixture.latchkey).await {
                fixture.latchkey.deliveries().finish(&mail, &Handover::Accepted).await.unwrap();
                mails += 1;
            }
        }
        assert_eq!(mails, 20);
    }

    async fn a_link_to_a_former_mailbox_resets_nothing(fixture: Fixture) {
        fixture.sign_up(ADA).await;
        let link = reset_link(&fixture, ADA).await;
        // As if the link had been inserted while the address changed.
        let changed = "UPDATE account SET email = 'bea@example.org', address = NULL";
        crate::action::tamper(&fixture, changed).await;
        assert_eq!(reset(&fixture, &link).await, Err(Error::LinkOver));
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM account WHERE address IS NOT NULL").await, 0);
    }

    async fn a_mail_that_no_server_could_send_in_time_is_given_up(fixture: Fixture) {
        fixture.latchkey.account().request_sign_up(&fixture.caller, request(ADA)).await.unwrap();
        while fixture.latchkey.deliveries().answer_requests().await.unwrap() {}
        fixture.pass(Duration::from_hours(4));
        assert!(next(&fixture.latchkey).await.is_none());
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM delivery WHERE state = 'failed'").await, 1);
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM link").await, 0);
    }

    async fn of_many_servers_one_sends_each_mail(fixture: Fixture) {
        let (one, other) = (fixture.another().await, fixture.another().await);
        for number in 0..12 {
            let email = format!("person{number}@example.org");
            one.account().request_sign_up(&mfa::Caller::new(&format!("192.0.2.{number}"), ""), request(&email)).await.unwrap();
        }
        let work = |latchkey: Latchkey| async move {
            let mut sent = vec![];
            while let Some(mail) = next(&latchkey).await {
                assert!(latchkey.deliveries().finish(&mail, &Handover::Accepted).await.unwrap());
                sent.push(mail.receiver);
            }
            sent
        };
        let (mut sent, others) = tokio::join!(work(one), work(other));
        sent.extend(others);
        sent.sort();
        sent.dedup();
        assert_eq!(sent.len(), 12);
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM delivery WHERE state = 'done' AND attempts = 1").await, 12);
    }

    async fn a_mail_of_a_sender_that_died_is_sent_by_another_one(fixture: Fixture) {
        fixture.latchkey.account().request_sign_up(&fixture.caller, request(ADA)).await.unwrap();
        let lost = next(&fixture.latchkey).await.unwrap();
        assert!(next(&fixture.latchkey).await.is_none(), "it is being sent");
        fixture.pass_seconds(270);
        let again = next(&fixture.latchkey).await.unwrap();
        assert_eq!((&again.id, &again.params, again.created_at), (&lost.id, &lost.params, lost.created_at), "the same bytes");
        assert!(!fixture.latchkey.deliveries().finish(&lost, &Handover::Accepted).await.unwrap(), "its time was over");
        assert!(fixture.latchkey.deliveries().finish(&again, &Handover::Accepted).await.unwrap());
    }

    async fn attempts_are_repeated_until_they_are_given_up(fixture: Fixture) {
        fixture.latchkey.account().request_sign_up(&fixture.caller, request(ADA)).await.unwrap();
        let state = async |state: &str| number(&fixture.database_url, &format!("SELECT COUNT(*) FROM delivery WHERE state = '{state}'")).await;
        let mut attempts = 0;
        while state("failed").await == 0 {
            if let Some(mail) = next(&fixture.latchkey).await {
                attempts += 1;
                assert!(fixture.latchkey.deliveries().finish(&mail, &Handover::Later("no connection".to_owned())).await.unwrap());
            }
            fixture.pass_seconds(20);
        }
        assert!((5..=8).contains(&attempts), "in four hours: {attempts}");
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM delivery WHERE params IS NOT NULL").await, 0, "no token stays");
    }

    async fn a_pause_is_no_attempt(fixture: Fixture) {
        fixture.latchkey.account().request_sign_up(&fixture.caller, request(ADA)).await.unwrap();
        for _ in 0..30 {
            let mail = next(&fixture.latchkey).await.unwrap();
            fixture.latchkey.deliveries().finish(&mail, &Handover::Paused("535".to_owned())).await.unwrap();
            assert!(next(&fixture.latchkey).await.is_none());
            fixture.pass_seconds(60);
        }
        assert_eq!(number(&fixture.database_url, "SELECT attempts FROM delivery").await, 0);
        let _ = receive(&fixture.latchkey).await;
    }

    async fn tokens_are_sealed_and_sealed_anew(fixture: Fixture) {
        fixture.latchkey.account().request_sign_up(&fixture.caller, request(ADA)).await.unwrap();
        fixture.latchkey.deliveries().answer_requests().await.unwrap();
        assert_eq!(fixture.latchkey.operator().rotate_keys().await.unwrap().resealed, 1);
        fixture.latchkey.operator().rotate_keys().await.unwrap();
        let mail = receive(&fixture.latchkey).await;
        assert!(fixture.latchkey.account().link(token(&mail)).await.is_ok());
        assert!(!format!("{mail:?}").contains(token(&mail)));
    }

    async fn what_is_over_is_deleted(fixture: Fixture) {
        fixture.latchkey.account().request_sign_up(&fixture.caller, request(ADA)).await.unwrap();
        let _ = receive(&fixture.latchkey).await;
        let rows = "SELECT (SELECT COUNT(*) FROM delivery) + (SELECT COUNT(*) FROM link) + (SELECT COUNT(*) FROM mail_count)";
        assert_eq!(number(&fixture.database_url, rows).await, 5);
        fixture.pass(Duration::from_secs(30 * 24 * 3600 + 1));
        fixture.latchkey.maintenance().sweep().await.unwrap();
        assert_eq!(number(&fixture.database_url, rows).await, 0);
    }
}
