//! Asking for a recovery, and beginning it.

use super::{ADA, Ada, DAY, NEW_PASSWORD, SECOND, UNDER_WAY, told};
use crate::fixture::{Fixture, PASSWORD, on_each_database, race};
use mfa::{Error, Handover, Level, LinkPurpose, MailRequest, RecoveryObstacle, mail::MailKind};
use std::time::Duration;

/// Sets a new password with a link from the mailbox.
async fn reset(ada: &Ada) {
    ada.pass(Duration::from_secs(120));
    let request = MailRequest { email: ADA, language: "en", return_to: None };
    ada.latchkey().account().request_password_reset(&ada.fixture.caller, request).await.unwrap();
    let mails = ada.hand_over(|_| Handover::Accepted).await;
    let token = mails.into_iter().find(|mail| mail.kind == MailKind::ResetPassword).and_then(|mail| mail.params.link).unwrap();
    ada.latchkey().account().reset_password(&ada.fixture.caller, &token, NEW_PASSWORD).await.unwrap();
}

async fn obstacle(ada: &Ada) -> Option<RecoveryObstacle> {
    let half = ada.half().await;
    let obstacle = ada.latchkey().account().recovery_obstacle(&half).await.unwrap();
    let asked = ada.latchkey().account().request_recovery(&ada.fixture.caller, &half, "en").await;
    assert_eq!(asked.err(), obstacle.is_some().then_some(Error::NotPossibleNow), "the refusal and the page agree");
    obstacle
}

on_each_database! {
    async fn the_link_and_the_password_begin_it_and_every_address_is_told(fixture: Fixture) {
        let ada = Ada::with_second(fixture).await;
        assert_eq!(obstacle(&ada).await, None);
        let mail = ada.hand_over(|_| Handover::Accepted).await.remove(0);
        let token = mail.params.link.clone().unwrap();
        assert_eq!((mail.kind, mail.receiver.as_str(), mail.params.minutes), (MailKind::ConfirmRecovery, "Ada@example.org", Some(30)));
        let link = ada.latchkey().account().link(&token).await.unwrap();
        assert_eq!((link.purpose, link.account_id.as_ref()), (LinkPurpose::StartRecovery, Some(&ada.account)));
        assert_eq!(ada.count(UNDER_WAY).await, 0, "the link alone does nothing");

        assert_eq!(ada.begin_with(&token, "wrong").await, Err(Error::CurrentPasswordWrong));
        assert_eq!(ada.lines("password_refused").await, 1);
        ada.begin_with(&token, PASSWORD).await.unwrap();
        assert_eq!(ada.begin_with(&token, PASSWORD).await, Err(Error::LinkOver), "it was used");
        let mails = ada.mails().await;
        assert_eq!(told(&mails), [(MailKind::RecoveryStarted, "Ada@example.org"), (MailKind::RecoveryStarted, SECOND)]);
        assert!(mails.iter().all(|mail| mail.params.hours == Some(72) && mail.params.moments[0].network.as_deref() == Some("192.0.2.1")));
        assert_ne!(mails[0].params.link, mails[1].params.link, "each address has a link of its own");
        assert_eq!(ada.lines("account_recovery_started").await, 1);
        let session = ada.full().await;
        assert!(session.recovery().is_some_and(|recovery| !recovery.is_ready), "open sessions see it");
        assert!(matches!(obstacle(&ada).await, Some(RecoveryObstacle::UnderWay(_))));
    }

    async fn the_mailbox_alone_never_recovers_an_account(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        reset(&ada).await;
        let half = ada.latchkey().account().sign_in(&ada.fixture.caller, ADA, NEW_PASSWORD, None).await.unwrap();
        let asked = ada.latchkey().account().request_recovery(&ada.fixture.caller, &half.session, "en").await;
        assert_eq!(asked, Err(Error::NotPossibleNow));
        let obstacle = ada.latchkey().account().recovery_obstacle(&half.session).await.unwrap();
        assert_eq!(obstacle, Some(RecoveryObstacle::PasswordByMail));

        // A passkey or an app without the password would prove nothing about it; together with it, the owner has it.
        let half = ada.fixture.look_up(&half).await.unwrap();
        ada.pass(Duration::from_secs(30));
        ada.fixture.totp(&half, &ada.app.code(ada.fixture.now())).await.unwrap();
        assert_eq!(ada.count("SELECT COUNT(*) FROM account WHERE password_by_mail_at IS NOT NULL").await, 0);
        let half = ada.latchkey().account().sign_in(&ada.fixture.caller, ADA, NEW_PASSWORD, None).await.unwrap();
        assert_eq!(ada.latchkey().account().recovery_obstacle(&half.session).await.unwrap(), None, "the address is as old as before");
    }

    async fn a_link_from_before_a_reset_begins_nothing(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        let token = ada.link().await;
        reset(&ada).await;
        assert_eq!(ada.begin_with(&token, NEW_PASSWORD).await, Err(Error::LinkOver));
        assert_eq!(ada.count("SELECT COUNT(*) FROM account_recovery").await, 0);
    }

    async fn a_reset_while_it_waits_voids_it(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        ada.begin().await;
        reset(&ada).await;
        assert_eq!((ada.in_state("voided").await, ada.lines("account_recovery_voided").await), (1, 1));
        assert_eq!(ada.count("SELECT COUNT(*) FROM account_recovery WHERE ended_by = 'password_reset'").await, 1);
        ada.pass(DAY * 4);
        assert!(ada.mails().await.iter().all(|mail| mail.kind != MailKind::RecoveryDay && mail.kind != MailKind::RecoveryReady));
    }

    async fn what_is_in_the_way_is_told_and_counts(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        let now = ada.fixture.now();
        ada.change("UPDATE account SET address = NULL").await;
        assert_eq!(obstacle(&ada).await, Some(RecoveryObstacle::Unconfirmed));
        ada.change(&format!("UPDATE account SET address = 'Ada@example.org', address_confirmed_at = {}", now.0 - 6 * 86_400_000)).await;
        assert_eq!(obstacle(&ada).await, Some(RecoveryObstacle::NewAddress { until: now + DAY }));
        ada.change("UPDATE account SET address_confirmed_at = 1").await;
        ada.fixture.set_policy(|policy| policy.recovery_hours = 0).await;
        assert_eq!(obstacle(&ada).await, Some(RecoveryObstacle::Off));
        ada.fixture.set_policy(|policy| policy.recovery_hours = 24).await;
        assert_eq!(obstacle(&ada).await, None);
        ada.latchkey().operator().grant_administrator(ADA).await.unwrap();
        assert_eq!(obstacle(&ada).await, Some(RecoveryObstacle::Administrator));
        // The link that was asked for before begins nothing any more.
        let mails = ada.hand_over(|_| Handover::Accepted).await;
        let token = mails.into_iter().find(|mail| mail.kind == MailKind::ConfirmRecovery).and_then(|mail| mail.params.link).unwrap();
        assert_eq!(ada.begin_with(&token, PASSWORD).await, Err(Error::NotPossibleNow));
    }

    async fn only_a_session_before_its_challenge_asks_for_it(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        let ask = async |session| ada.latchkey().account().request_recovery(&ada.fixture.caller, session, "en").await;
        assert_eq!(ask(&ada.session).await, Err(Error::NotPossibleNow), "a full one has a method");
        let without_mail = ada.fixture.another().await;
        let half = without_mail.account().sign_up(&ada.fixture.caller, "bea@example.org", PASSWORD, None).await.unwrap().session;
        assert_eq!(ask(&half).await, Err(Error::NotPossibleNow), "there is nothing to recover");
        let half = ada.half().await;
        let asked = without_mail.account().request_recovery(&ada.fixture.caller, &half, "en").await;
        assert_eq!(asked, Err(Error::NotPossibleNow), "no mail, no recovery");
    }

    async fn conditions_are_checked_again_when_it_begins(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        let token = ada.link().await;
        ada.fixture.set_policy(|policy| policy.recovery_hours = 0).await;
        assert_eq!(ada.begin_with(&token, PASSWORD).await, Err(Error::NotPossibleNow));
        ada.fixture.set_policy(|policy| policy.recovery_hours = 72).await;
        ada.pass(Duration::from_mins(31));
        assert_eq!(ada.begin_with(&token, PASSWORD).await, Err(Error::LinkOver), "the half hour is over");
    }

    async fn of_several_that_begin_at_once_one_does(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        let token = ada.link().await;
        let (won, lost) = race((0..4).map(|_| ada.begin_with(&token, PASSWORD))).await;
        assert_eq!((won.len(), lost.len()), (1, 3), "{lost:?}");
        assert_eq!((ada.count(UNDER_WAY).await, ada.mails().await.len()), (1, 1));
    }

    async fn after_a_stop_none_begins_for_a_week_and_then_for_a_month(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        for pause in [7, 30, 30] {
            ada.begin().await;
            ada.mails().await;
            let session = ada.full().await;
            let id = ada.recovery_of(&session).await.unwrap();
            ada.latchkey().account().stop_recovery(&ada.fixture.caller, &session, &id).await.unwrap();
            let until = ada.fixture.now() + DAY * pause;
            ada.change("UPDATE account SET password_due_at = NULL").await;
            assert_eq!(obstacle(&ada).await, Some(RecoveryObstacle::Paused { until }));
            ada.pass(DAY * pause - Duration::from_secs(1));
            assert_eq!(obstacle(&ada).await, Some(RecoveryObstacle::Paused { until }));
            ada.pass(Duration::from_secs(1));
            assert_eq!(obstacle(&ada).await, None);
            ada.hand_over(|_| Handover::Accepted).await;
            ada.pass(Duration::from_secs(120));
        }
    }

    async fn where_the_policy_asks_for_no_challenge_the_password_is_enough_to_ask(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        let caller = ada.fixture.caller.clone();
        let proved = ada.full().await;
        ada.fixture.set_policy(|policy| policy.session_based = false).await;
        let session = ada.half().await;
        assert_eq!(session.level, Level::Full);
        ada.latchkey().account().request_recovery(&caller, &session, "en").await.unwrap();
        assert_eq!(ada.hand_over(|_| Handover::Accepted).await[0].kind, MailKind::ConfirmRecovery);
        let refused = ada.latchkey().account().request_recovery(&caller, &proved, "en").await;
        assert_eq!(refused, Err(Error::NotPossibleNow), "a method that was proved isn't lost");
    }

    async fn an_administrator_sees_whether_an_account_with_locked_codes_can_be_recovered(fixture: Fixture) {
        let (session, ..) = fixture.settled("admin@example.org").await;
        fixture.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
        let session = fixture.latchkey.sessions().reload(&session).await.unwrap();
        let ada = Ada::of(fixture).await;
        let id = ada.half().await.account_id;
        let can_recover = async || ada.latchkey().admin().person(&session, &id).await.unwrap().can_recover;
        assert!(!can_recover().await, "codes work");
        ada.change("UPDATE account SET guesses = 100 WHERE email <> 'admin@example.org'").await;
        assert!(can_recover().await);
        ada.fixture.set_policy(|policy| policy.recovery_hours = 0).await;
        assert!(!can_recover().await);
    }

    async fn an_address_that_was_confirmed_while_the_clock_was_ahead_counts_from_its_correction(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        let ahead = ada.fixture.now() + DAY * 365;
        ada.change(&format!("UPDATE account SET address_confirmed_at = {}", ahead.0)).await;
        ada.latchkey().maintenance().sweep().await.unwrap();
        let until = ada.fixture.now() + DAY * 7;
        assert_eq!(obstacle(&ada).await, Some(RecoveryObstacle::NewAddress { until }));
    }
}
