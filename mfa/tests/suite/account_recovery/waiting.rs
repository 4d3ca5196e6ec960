//! The waiting time: notices of each day, and its end.

use super::{ADA, Ada, DAY, SECOND, told};
use crate::fixture::{Fixture, PASSWORD, on_each_database};
use mfa::{Delivery, Handover, LinkPurpose, Timestamp, mail::MailKind};
use std::time::Duration;
use testbed::HandClock;

fn kinds(mails: &[Delivery]) -> Vec<MailKind> {
    mails.iter().map(|mail| mail.kind).collect()
}

on_each_database! {
    async fn each_day_every_address_is_told_once(fixture: Fixture) {
        let ada = Ada::with_second(fixture).await;
        ada.begin().await;
        let other = ada.fixture.builder().confirms_addresses(true).build().await.unwrap();
        assert_eq!(ada.mails().await.len(), 2);
        for (day, hours) in [(1, 48), (2, 23)] {
            ada.pass(DAY);
            let both = tokio::join!(ada.latchkey().deliveries().advance_recoveries(), other.deliveries().advance_recoveries());
            assert_eq!(both, (Ok(()), Ok(())), "two servers at once");
            let mails = ada.mails().await;
            assert_eq!(told(&mails), [(MailKind::RecoveryDay, "Ada@example.org"), (MailKind::RecoveryDay, SECOND)], "{day}");
            assert!(mails.iter().all(|mail| mail.params.hours == Some(hours)));
            ada.pass(Duration::from_hours(1));
            assert_eq!(ada.mails().await.len(), 0);
        }
        // The third day began an hour late, and lasts as long as the others.
        ada.pass(DAY - Duration::from_hours(1) - Duration::from_secs(1));
        assert_eq!(ada.mails().await.len(), 0, "not a second earlier");
        ada.pass(Duration::from_secs(1));
        let mails = ada.mails().await;
        assert_eq!(told(&mails), [(MailKind::RecoveryReady, "Ada@example.org"), (MailKind::RecoveryReadyElsewhere, SECOND)]);
        assert_eq!((ada.in_state("ready").await, ada.lines("account_recovery_ready").await), (1, 1));
        let to = |receiver: &str| mails.iter().find(|mail| mail.receiver == receiver).unwrap().params.clone();
        let purpose = async |token: Option<String>| ada.latchkey().account().link(&token.unwrap()).await.unwrap().purpose;
        assert_eq!(purpose(to("Ada@example.org").link).await, LinkPurpose::FinishRecovery);
        assert_eq!(purpose(to("Ada@example.org").other_link).await, LinkPurpose::StopRecovery);
        assert_eq!(purpose(to(SECOND).link).await, LinkPurpose::StopRecovery, "the second address opens nothing");
        assert_eq!(to(SECOND).other_link, None);
    }

    async fn while_mail_is_dead_no_recovery_gets_ready(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        ada.begin().await;
        for _ in 0..10 {
            ada.latchkey().deliveries().advance_recoveries().await.unwrap();
            ada.hand_over(|_| Handover::Later("refused".to_owned())).await;
            ada.pass(DAY);
        }
        assert_eq!((ada.in_state("waiting").await, ada.in_state("ready").await), (1, 0));
        // Once mail works again, all days are still to be told.
        for day in 0..3 {
            assert!(!kinds(&ada.mails().await).contains(&MailKind::RecoveryReady), "{day}");
            ada.pass(DAY);
        }
        assert!(kinds(&ada.mails().await).contains(&MailKind::RecoveryReady));
    }

    async fn a_day_that_was_not_told_makes_it_a_day_longer(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        ada.begin().await;
        ada.mails().await;
        ada.pass(DAY);
        ada.latchkey().deliveries().advance_recoveries().await.unwrap();
        ada.pass(DAY);
        ada.mails().await;
        ada.pass(DAY);
        assert!(!kinds(&ada.mails().await).contains(&MailKind::RecoveryReady));
        ada.pass(DAY);
        assert!(kinds(&ada.mails().await).contains(&MailKind::RecoveryReady));
    }

    async fn the_day_after_a_missed_one_lasts_a_day(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        ada.fixture.set_policy(|policy| policy.recovery_hours = 24).await;
        ada.begin().await;
        ada.pass(DAY);
        for hours in [0, 1, 22] {
            ada.pass(Duration::from_secs(3600 * hours));
            assert!(!kinds(&ada.mails().await).contains(&MailKind::RecoveryReady), "{hours}");
        }
        ada.pass(Duration::from_hours(1));
        assert!(kinds(&ada.mails().await).contains(&MailKind::RecoveryReady));
    }

    async fn a_second_address_that_takes_no_mail_makes_it_a_day_longer_and_no_more(fixture: Fixture) {
        let ada = Ada::with_second(fixture).await;
        ada.begin().await;
        let mut days = 0;
        while ada.in_state("ready").await == 0 {
            ada.hand_over(|mail| if mail.receiver == SECOND { Handover::Refused("550".to_owned()) } else { Handover::Accepted }).await;
            ada.pass(DAY);
            days += 1;
            assert!(days < 10);
            ada.latchkey().deliveries().advance_recoveries().await.unwrap();
        }
        assert_eq!(days, 4);
    }

    async fn an_own_address_that_takes_no_mail_never_gets_there(fixture: Fixture) {
        let ada = Ada::with_second(fixture).await;
        ada.begin().await;
        for _ in 0..8 {
            ada.hand_over(|mail| if mail.receiver == SECOND { Handover::Accepted } else { Handover::Refused("550".to_owned()) }).await;
            ada.pass(DAY);
            ada.latchkey().deliveries().advance_recoveries().await.unwrap();
        }
        assert_eq!(ada.in_state("waiting").await, 1);
    }

    async fn a_policy_that_is_changed_later_changes_nothing(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        ada.begin().await;
        ada.mails().await;
        ada.fixture.set_policy(|policy| policy.recovery_hours = 24).await;
        ada.pass(DAY);
        assert_eq!(kinds(&ada.mails().await), [MailKind::RecoveryDay]);
        assert_eq!(ada.in_state("waiting").await, 1);
    }

    async fn a_clock_that_jumps_gives_one_day(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        ada.begin().await;
        ada.mails().await;
        let ahead = HandClock::at(Timestamp(ada.fixture.now().0 + 30 * 86_400_000));
        let wrong = ada.fixture.builder().confirms_addresses(true).env(testbed::env(&ahead)).build().await.unwrap();
        for _ in 0..5 {
            wrong.deliveries().advance_recoveries().await.unwrap();
        }
        assert_eq!(ada.count("SELECT COUNT(*) FROM account_recovery WHERE state = 'waiting' AND day = 2").await, 1);
        // The right clock puts the next day back to where it belongs, once it is trusted.
        ada.latchkey().deliveries().advance_recoveries().await.unwrap();
        ada.latchkey().maintenance().correct_future_dates().await.unwrap();
        let next = ada.count("SELECT next_notice_at FROM account_recovery").await;
        assert_eq!(next, (ada.fixture.now() + DAY).0);
    }

    async fn one_that_dates_from_the_future_is_voided(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        ada.begin().await;
        ada.fixture.clock.put_back(DAY * 2);
        ada.latchkey().maintenance().correct_future_dates().await.unwrap();
        assert_eq!((ada.in_state("voided").await, ada.lines("account_recovery_voided").await), (1, 1));
    }

    async fn one_that_is_ready_until_a_day_of_the_far_future_is_voided(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        let token = ada.ready().await;
        ada.fixture.clock.put_back(DAY * 10);
        assert_eq!(ada.go_on(&token).await.err(), Some(mfa::Error::LinkOver));
        ada.latchkey().maintenance().correct_future_dates().await.unwrap();
        assert_eq!(ada.in_state("voided").await, 1);
    }

    /// The clock lost its power, and is right again before anything is believed to be of the future.
    async fn a_clock_that_is_years_behind_for_a_moment_ends_nothing(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        ada.begin().await;
        ada.mails().await;
        let years = Duration::from_secs(u64::try_from(ada.fixture.now().0 / 1000).unwrap() - 60);
        let row = "SELECT began_at + ready_at + next_notice_at + day + told FROM account_recovery WHERE state = 'waiting'";
        let before = ada.count(row).await;
        ada.fixture.clock.put_back(years);
        ada.latchkey().deliveries().advance_recoveries().await.unwrap();
        ada.fixture.clock.put_ahead(years);
        assert_eq!(ada.count(row).await, before);
    }

    async fn without_mail_nothing_goes_on(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        ada.begin().await;
        ada.mails().await;
        let without = ada.fixture.another().await;
        for _ in 0..5 {
            ada.pass(DAY);
            without.deliveries().advance_recoveries().await.unwrap();
        }
        assert_eq!(ada.count("SELECT day FROM account_recovery").await, 1);
    }

    async fn one_that_nobody_completes_lapses_after_seven_days(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        let token = ada.ready().await;
        ada.pass(DAY * 7);
        assert_eq!(ada.go_on(&token).await.err(), Some(mfa::Error::LinkOver));
        ada.mails().await;
        assert_eq!((ada.in_state("lapsed").await, ada.lines("account_recovery_lapsed").await), (1, 1));
        let half = ada.latchkey().account().sign_in(&ada.fixture.caller, ADA, PASSWORD, None).await.unwrap().session;
        assert_eq!(ada.latchkey().account().recovery_obstacle(&half).await.unwrap(), None, "another one may begin");
    }

    async fn the_administrator_sees_the_notices_and_their_state(fixture: Fixture) {
        let ada = Ada::with_second(fixture).await;
        ada.begin().await;
        let line = ada.latchkey().operator().recoveries().await.unwrap().under_way.remove(0);
        assert_eq!((line.name.as_str(), line.day, line.told, line.days), ("ada@example.org", 1, 0, 3));
        assert_eq!((line.notices, line.handed_over, line.failed, line.network.as_str()), (2, 0, 0, "192.0.2.1"));
        ada.mails().await;
        let list = ada.latchkey().operator().recoveries().await.unwrap();
        assert_eq!((list.under_way[0].handed_over, list.ended.len()), (2, 0));
    }

    async fn after_a_month_without_notices_it_is_over_and_another_one_can_begin(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        ada.begin().await;
        for _ in 0..33 {
            ada.hand_over(|_| Handover::Refused("550".to_owned())).await;
            ada.latchkey().deliveries().advance_recoveries().await.unwrap();
            ada.pass(DAY);
        }
        assert_eq!(ada.in_state("waiting").await, 1);
        ada.latchkey().deliveries().advance_recoveries().await.unwrap();
        assert_eq!((ada.in_state("lapsed").await, ada.lines("account_recovery_lapsed").await), (1, 1));
        ada.begin().await;
    }
}
