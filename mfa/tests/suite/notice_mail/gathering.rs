//! Each kind at most once an hour, and no event is lost.

use super::{ADA, HOUR, change_password, confirmed, kinds, mails, only, signs_in};
use crate::fixture::{Fixture, on_each_database, race};
use mfa::{Delivery, Handover, Timestamp, mail::MailKind};
use std::time::Duration;
use testbed::HandClock;

on_each_database! {
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

    async fn a_clock_that_is_ahead_gives_no_notice_up(fixture: Fixture) {
        let mut fixture = fixture;
        confirmed(&mut fixture, ADA).await;
        fixture.latchkey.operator().reset_mfa(ADA, "one").await.unwrap();
        mails(&fixture.latchkey).await;
        fixture.latchkey.operator().reset_mfa(ADA, "two").await.unwrap();
        assert!(mails(&fixture.latchkey).await.is_empty(), "it waits until the hour is over");
        let ahead = HandClock::at(Timestamp(fixture.now().0 + 96 * 3_600_000));
        let sent = mails(&fixture.at_another_time(&ahead).await).await;
        assert_eq!(sent.iter().flat_map(|mail| &mail.params.moments).filter_map(|moment| moment.reason.as_deref()).collect::<Vec<_>>(), ["two"]);
    }

    async fn a_clock_that_was_ahead_silences_nothing_for_longer_than_an_hour(fixture: Fixture) {
        let mut fixture = fixture;
        confirmed(&mut fixture, ADA).await;
        for (ahead, turns) in [(90, 1), (90, 2), (48 * 60, 1), (48 * 60, 2), (96 * 60, 1), (96 * 60, 2)] {
            fixture.pass(Duration::from_hours(4 * 24));
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
}
