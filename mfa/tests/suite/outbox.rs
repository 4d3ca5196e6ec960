//! The queue of mails as administrators see it, and the order in which mails are handed over.

use crate::{
    action::tamper,
    fixture::{Fixture, number, on_each_database},
    mail::{next, receive, request, reset_notice},
};
use mfa::{DeliveryState, Error, Handover, Session, mail::MailKind};
use std::time::Duration;

/// A session of an administrator.
async fn administrator(fixture: &Fixture) -> Session {
    let (session, ..) = fixture.settled("admin@example.org").await;
    fixture.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
    fixture.latchkey.sessions().reload(&session).await.unwrap()
}

/// A notice that the relay has refused. Returns its id.
async fn failed_notice(fixture: &Fixture) -> String {
    reset_notice(fixture).await;
    let notice = next(&fixture.latchkey).await.unwrap();
    fixture.latchkey.deliveries().finish(&notice, &Handover::Refused("recipient 550".to_owned())).await.unwrap();
    notice.id
}

on_each_database! {
    async fn an_administrator_sees_what_waits_and_has_it_tried_again(fixture: Fixture) {
        let (session, _, _) = fixture.settled("admin@example.org").await;
        assert_eq!(fixture.latchkey.admin().outbox(&session).await.err(), Some(Error::NotFound));
        fixture.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
        let session = fixture.latchkey.sessions().reload(&session).await.unwrap();
        reset_notice(&fixture).await;
        let notice = next(&fixture.latchkey).await.unwrap();
        fixture.latchkey.deliveries().finish(&notice, &Handover::Refused("recipient 550".to_owned())).await.unwrap();
        let session = fixture.latchkey.sessions().reload(&session).await.unwrap();
        let shown = fixture.latchkey.admin().outbox(&session).await.unwrap();
        assert_eq!((shown.waiting, shown.failed, shown.sent), (0, 1, 1));
        assert_eq!((shown.lines[0].state, shown.lines[0].reason.as_deref()), (DeliveryState::Failed, Some("recipient 550")));
        assert!(shown.lines[0].can_retry);
        fixture.latchkey.admin().retry_delivery(&fixture.caller, &session, &notice.id).await.unwrap();
        assert_eq!(receive(&fixture.latchkey).await.params, notice.params);
        let retry = async |session: &Session| fixture.latchkey.admin().retry_delivery(&fixture.caller, session, &notice.id).await;
        assert_eq!(retry(&session).await, Err(Error::NotFound), "it was sent");
        fixture.pass(Duration::from_hours(1));
        let session = fixture.latchkey.sessions().reload(&session).await;
        assert!(session.is_err() || retry(&session.unwrap()).await == Err(Error::StepUpRequired));
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM audit_event WHERE event = 'mail_retried'").await, 1);
    }

    async fn a_notice_to_an_address_that_the_account_no_longer_has_is_not_tried_again(fixture: Fixture) {
        let session = administrator(&fixture).await;
        let notice = failed_notice(&fixture).await;
        let can_retry = async || fixture.latchkey.admin().outbox(&session).await.unwrap().lines[0].can_retry;
        assert!(can_retry().await);
        tamper(&fixture, "UPDATE account SET email = 'new@example.org', address = NULL WHERE email = 'ada@example.org'").await;
        assert!(!can_retry().await);
        let retry = async || fixture.latchkey.admin().retry_delivery(&fixture.caller, &session, &notice).await;
        assert_eq!(retry().await, Err(Error::NotFound));
        assert!(next(&fixture.latchkey).await.is_none());

        let until = fixture.now().0 + 1000;
        let previous = format!("INSERT INTO previous_address (account_id, address, until_at)
                                SELECT id, 'ada@example.org', {until} FROM account WHERE email = 'new@example.org'");
        tamper(&fixture, &previous).await;
        assert!(can_retry().await, "it still gets notices");
        fixture.pass_seconds(2);
        assert!(!can_retry().await);
    }

    /// No sender was running for days.
    async fn a_late_notice_goes_only_to_an_address_that_the_account_still_has(fixture: Fixture) {
        for still_has in [true, false] {
            let email = format!("{still_has}@example.org");
            fixture.sign_up(&email).await;
            tamper(&fixture, &format!("UPDATE account SET address = email, address_confirmed_at = 1 WHERE email = '{email}'")).await;
            fixture.latchkey.operator().reset_mfa(&email, "lost").await.unwrap();
            fixture.pass(Duration::from_hours(8 * 24));
            if !still_has {
                tamper(&fixture, &format!("UPDATE account SET email = 'new@example.org', address = 'new@example.org' WHERE email = '{email}'")).await;
            }
            let late = next(&fixture.latchkey).await;
            assert_eq!(late.as_ref().map(|late| late.receiver.as_str()), still_has.then_some(email.as_str()));
            if let Some(late) = late {
                fixture.latchkey.deliveries().finish(&late, &Handover::Accepted).await.unwrap();
            }
        }
        let failed = "SELECT COUNT(*) FROM delivery WHERE state = 'failed' AND reason = 'too late'";
        assert_eq!(number(&fixture.database_url, failed).await, 1);
    }

    /// By its time, the address of the event had ceased to be the account's.
    async fn a_notice_that_was_given_up_while_the_clock_was_ahead_can_be_sent_once_it_is_right(fixture: Fixture) {
        let session = administrator(&fixture).await;
        reset_notice(&fixture).await;
        let until = fixture.now().0 + 7 * 86_400_000;
        let moved = format!("INSERT INTO previous_address (account_id, address, until_at)
                             SELECT id, email, {until} FROM account WHERE email = 'ada@example.org'");
        tamper(&fixture, &moved).await;
        tamper(&fixture, "UPDATE account SET email = 'new@example.org', address = NULL WHERE email = 'ada@example.org'").await;
        let jump = Duration::from_hours(8 * 24);
        fixture.clock.put_ahead(jump);
        assert!(next(&fixture.latchkey).await.is_none());
        fixture.clock.put_back(jump);
        let lines = fixture.latchkey.admin().outbox(&session).await.unwrap().lines;
        assert!(lines[0].state == DeliveryState::Failed && lines[0].can_retry, "{lines:?}");
    }

    /// A server of the previous version doesn't know the kinds of the next one.
    async fn a_message_of_an_unknown_kind_can_be_sent_by_a_server_that_knows_it(fixture: Fixture) {
        let session = administrator(&fixture).await;
        reset_notice(&fixture).await;
        tamper(&fixture, "UPDATE delivery SET kind = 'of-tomorrow' WHERE state = 'waiting'").await;
        assert!(next(&fixture.latchkey).await.is_none());
        tamper(&fixture, "UPDATE delivery SET kind = 'password-set-by-mail' WHERE kind = 'of-tomorrow'").await;
        let line = fixture.latchkey.admin().outbox(&session).await.unwrap().lines.remove(0);
        assert_eq!((line.state, line.reason.as_deref(), line.can_retry), (DeliveryState::Failed, Some("unreadable"), true));
        fixture.latchkey.admin().retry_delivery(&fixture.caller, &session, &line.id).await.unwrap();
        assert_eq!(receive(&fixture.latchkey).await.kind, MailKind::PasswordSetByMail);
    }

    async fn a_message_that_ended_while_the_clock_was_ahead_is_kept_for_its_time(fixture: Fixture) {
        failed_notice(&fixture).await;
        let year = 365 * 86_400_000_i64;
        tamper(&fixture, &format!("UPDATE delivery SET done_at = done_at + {year}")).await;
        fixture.latchkey.maintenance().sweep().await.unwrap();
        fixture.pass(Duration::from_hours(91 * 24));
        fixture.latchkey.maintenance().sweep().await.unwrap();
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM delivery").await, 0);
    }

    async fn failed_notices_stay_in_sight(fixture: Fixture) {
        let session = administrator(&fixture).await;
        let notice = failed_notice(&fixture).await;
        for number in 0..101 {
            let copy = format!("INSERT INTO delivery (id, kind, receiver, language, unique_key, state, due_at, give_up_at, created_at, rank)
                                VALUES ('f{number}', 'confirm-address', 'x', 'en', 'x{number}', 'failed', 1, 1, 1, 1)");
            tamper(&fixture, &copy).await;
        }
        let lines = fixture.latchkey.admin().outbox(&session).await.unwrap().lines;
        assert_eq!((lines.len(), &lines[0].id), (100, &notice));
    }

    async fn notices_are_handed_over_before_answers_to_visitors(fixture: Fixture) {
        let session = fixture.sign_up("ada@example.org").await;
        tamper(&fixture, "UPDATE account SET address = email, address_confirmed_at = 1").await;
        for number in 0..12 {
            let mut caller = fixture.caller.clone();
            caller.address = format!("198.51.100.{number}");
            fixture.latchkey.account().request_sign_up(&caller, request(&format!("{number}@example.org"))).await.unwrap();
        }
        while fixture.latchkey.deliveries().answer_requests().await.unwrap() {}
        fixture.pass_seconds(10);
        fixture.latchkey.operator().reset_mfa("ada@example.org", "test").await.unwrap();
        drop(session);
        assert_eq!(receive(&fixture.latchkey).await.kind, MailKind::FactorsReset);
        assert_eq!(receive(&fixture.latchkey).await.kind, MailKind::ConfirmAddress);
    }
}
