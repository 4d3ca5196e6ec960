//! Completing a recovery: a new method in place of everything old.

use super::{ADA, Ada, DAY, NEW_PASSWORD, told};
use crate::fixture::{App, Fixture, PASSWORD, assert_half, on_each_database};
use authenticator::{Authenticator, Forgery};
use mfa::{Error, Handover, Level, LinkPurpose, Method, NextStep, mail::MailKind};
use std::time::Duration;

const ORIGIN: &str = "http://localhost:3000";

on_each_database! {
    async fn the_new_method_replaces_everything_in_one_transaction(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        let token = ada.ready().await;
        let other = ada.full().await;
        ada.pass(Duration::from_secs(60));
        assert!(other.recovery().is_some_and(|recovery| recovery.is_ready));
        let account = ada.latchkey().account();
        let wrong = account.continue_recovery(&ada.fixture.caller, &token, "wrong").await;
        assert_eq!(wrong.err(), Some(Error::CurrentPasswordWrong), "the link alone opens nothing");
        let opened = ada.go_on(&token).await.unwrap();
        assert_half(&opened.session);
        assert!(matches!(opened.next, Some(NextStep::ChooseMethod { skippable: false, .. })));
        let half = ada.fixture.look_up(&opened).await.unwrap();
        let begun = ada.latchkey().totp().begin(&half, None, "New app").await.unwrap();
        let methods = "SELECT COUNT(*) FROM totp_device WHERE state = 'verified'";
        assert_eq!(ada.count(methods).await, 1, "until then, the old method works");
        ada.full().await;
        ada.pass(Duration::from_secs(30));

        let app = App::new(&begun.secret);
        let done = ada.latchkey().totp().confirm(&ada.fixture.caller, &half, &app.code(ada.fixture.now())).await.unwrap();
        assert_eq!((done.session.level, done.next), (Level::Full, Some(NextStep::AcknowledgeRecoveryCodes)));
        assert_eq!((ada.in_state("done").await, ada.lines("account_recovery_done").await), (1, 1));
        assert_eq!((ada.count(methods).await, ada.count("SELECT COUNT(*) FROM session").await), (1, 1), "no other method, no other session");
        assert_eq!(ada.count("SELECT COUNT(*) FROM recovery_set WHERE state = 'complete'").await, 0, "the old codes are gone");
        assert_eq!(ada.count("SELECT COUNT(*) FROM link").await, 0);
        assert_eq!(ada.latchkey().recovery_codes().codes(&done.session).await.unwrap().len(), 10, "new ones follow");
        let mails = ada.mails().await;
        assert_eq!(told(&mails), [(MailKind::MethodAdded, "Ada@example.org"), (MailKind::RecoveryDone, "Ada@example.org")]);

        assert_eq!(ada.go_on(&token).await.err(), Some(Error::LinkOver), "it was used");
        ada.pass(Duration::from_secs(60));
        let half = ada.half().await;
        assert_eq!(ada.fixture.totp(&half, &ada.app.code(ada.fixture.now())).await.err(), Some(Error::MfaInvalidCode));
        assert!(ada.fixture.recovery(&half, &ada.codes[0]).await.is_err());
        ada.fixture.totp(&half, &app.code(ada.fixture.now())).await.unwrap();
    }

    async fn the_session_enrolls_and_does_nothing_else(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        let token = ada.ready().await;
        let opened = ada.go_on(&token).await.unwrap();
        let half = ada.fixture.look_up(&opened).await.unwrap();
        let (caller, latchkey) = (&ada.fixture.caller, ada.latchkey());
        assert!(latchkey.recovery_codes().new_codes(caller, &half).await.is_err());
        assert!(latchkey.account().delete(caller, &half).await.is_err());
        assert!(latchkey.account().change_password(caller, &half, PASSWORD, NEW_PASSWORD).await.is_err());
        assert_eq!(latchkey.account().request_recovery(caller, &half, "en").await, Err(Error::NotPossibleNow));
        assert!(latchkey.sessions().postpone_enrollment(caller, &half).await.is_err());
        assert_eq!(latchkey.next_step(Some(&half)).await.unwrap().scope(), Some("requiresAdditionalAuth"));
        // Not in the place of one old device either: all of them go.
        ada.change("UPDATE totp_device SET id = 'old'").await;
        assert_eq!(latchkey.totp().begin(&half, Some("old"), "App").await.err(), Some(Error::NotFound));
    }

    async fn a_session_whose_recovery_was_stopped_is_challenged_again(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        let token = ada.ready().await;
        let opened = ada.go_on(&token).await.unwrap();
        let half = ada.fixture.look_up(&opened).await.unwrap();
        let begun = ada.latchkey().totp().begin(&half, None, "App").await.unwrap();
        // Not by the product, which ends the session as well: behind its back.
        ada.change("UPDATE account_recovery SET state = 'stopped'").await;
        assert!(matches!(ada.latchkey().next_step(Some(&half)).await.unwrap(), NextStep::Challenge { .. }));
        let code = App::new(&begun.secret).code(ada.fixture.now());
        let confirmed = ada.latchkey().totp().confirm(&ada.fixture.caller, &half, &code).await;
        assert_eq!(confirmed.err(), Some(Error::RequiresAdditionalAuth));
        assert_eq!(ada.count("SELECT COUNT(*) FROM totp_device WHERE state = 'verified'").await, 1);
    }

    async fn an_old_method_in_that_session_ends_its_special_right(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        let token = ada.ready().await;
        let opened = ada.go_on(&token).await.unwrap();
        let half = ada.fixture.look_up(&opened).await.unwrap();
        let full = ada.fixture.totp(&half, &ada.app.code(ada.fixture.now())).await.unwrap();
        let full = ada.fixture.look_up(&full).await.unwrap();
        assert!(full.recovery().is_some(), "who proves one sees the recovery");
        assert_eq!(ada.latchkey().next_step(Some(&full)).await, Ok(NextStep::Done));
        assert_eq!(ada.count("SELECT COUNT(*) FROM session WHERE recovery_id IS NOT NULL").await, 0);
    }

    async fn an_ordinary_half_session_stays_challenged_while_it_is_ready(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        ada.ready().await;
        let half = ada.half().await;
        assert!(matches!(ada.latchkey().next_step(Some(&half)).await.unwrap(), NextStep::Challenge { .. }));
        assert_eq!(ada.latchkey().totp().begin(&half, None, "App").await.err(), Some(Error::RequiresAdditionalAuth));
    }

    async fn a_policy_that_demands_no_method_asks_for_one_all_the_same(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        let token = ada.ready().await;
        ada.fixture.set_policy(|policy| policy.enrollment = mfa::Enrollment::None).await;
        let opened = ada.go_on(&token).await.unwrap();
        assert!(matches!(opened.next, Some(NextStep::ChooseMethod { skippable: false, .. })));
        ada.fixture.set_policy(|policy| (policy.totp, policy.passkey) = (false, false)).await;
        let half = ada.fixture.look_up(&opened).await.unwrap();
        assert_eq!(ada.latchkey().next_step(Some(&half)).await, Ok(NextStep::SignIn));
        assert_eq!(ada.go_on(&token).await.err(), Some(Error::NotPossibleNow), "there is nothing to set up");
    }

    async fn of_two_sessions_of_one_recovery_one_completes_it(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        let token = ada.ready().await;
        let (one, two) = (ada.go_on(&token).await.unwrap(), ada.go_on(&token).await.unwrap());
        let enroll = async |opened| {
            let half = ada.fixture.look_up(opened).await.unwrap();
            let begun = ada.latchkey().totp().begin(&half, None, "App").await.unwrap();
            (half, App::new(&begun.secret).code(ada.fixture.now()))
        };
        let ((one, first), (two, second)) = (enroll(&one).await, enroll(&two).await);
        let confirm = async |session, code: String| ada.latchkey().totp().confirm(&ada.fixture.caller, session, &code).await.is_ok();
        let done = tokio::join!(confirm(&one, first), confirm(&two, second));
        assert!(done.0 != done.1, "{done:?}");
        assert_eq!(ada.count("SELECT COUNT(*) FROM totp_device WHERE state = 'verified'").await, 1);
    }

    async fn a_restart_in_the_middle_changes_nothing(fixture: Fixture) {
        let mut ada = Ada::of(fixture).await;
        ada.begin().await;
        ada.mails().await;
        for _ in 0..3 {
            ada.fixture.latchkey = ada.fixture.builder().confirms_addresses(true).build().await.unwrap();
            ada.pass(DAY);
            ada.latchkey().deliveries().advance_recoveries().await.unwrap();
            ada.hand_over(|_| Handover::Accepted).await;
        }
        assert_eq!(ada.in_state("ready").await, 1);
    }

    async fn recoveries_are_forgotten_a_year_after_their_end(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        ada.begin().await;
        ada.latchkey().operator().stop_recovery(ADA, "reason").await.unwrap();
        ada.pass(DAY * 364);
        ada.latchkey().maintenance().sweep().await.unwrap();
        assert_eq!(ada.in_state("stopped").await, 1);
        ada.pass(DAY * 2);
        ada.latchkey().maintenance().sweep().await.unwrap();
        assert_eq!(ada.count("SELECT COUNT(*) FROM account_recovery").await, 0);
    }

    async fn a_passkey_completes_it_as_well(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        let token = ada.ready().await;
        let half = ada.fixture.look_up(&ada.go_on(&token).await.unwrap()).await.unwrap();
        let (caller, passkeys) = (&ada.fixture.caller, ada.latchkey().passkeys());
        let options = passkeys.begin_registration(&half).await.unwrap();
        let excluded = options.public_key.get("excludeCredentials").and_then(|list| list.as_array()).map_or(0, Vec::len);
        assert_eq!(excluded, 0, "an authenticator that was found again may be used");
        let mut authenticator = Authenticator::synced(ORIGIN);
        let answer = authenticator.register(&options.public_key, &Forgery::none()).unwrap();
        assert_eq!(ada.count("SELECT COUNT(*) FROM totp_device WHERE state = 'verified'").await, 1, "until then, the old method works");
        let done = passkeys.finish_registration(caller, &half, &answer, "Passkey").await.unwrap();
        assert_eq!((done.session.level, done.next), (Level::Full, Some(NextStep::AcknowledgeRecoveryCodes)));
        assert_eq!((ada.in_state("done").await, ada.lines("account_recovery_done").await), (1, 1));
        assert_eq!((ada.count("SELECT COUNT(*) FROM passkey").await, ada.count("SELECT COUNT(*) FROM totp_device").await), (1, 0));
        assert_eq!(ada.latchkey().recovery_codes().codes(&done.session).await.unwrap().len(), 10);
        let half = ada.half().await;
        assert!(matches!(ada.latchkey().next_step(Some(&half)).await.unwrap(), NextStep::Challenge { preferred: Method::Passkey, .. }));
        assert!(ada.fixture.recovery(&half, &ada.codes[0]).await.is_err(), "the old codes are gone");
        assert_eq!(ada.go_on(&token).await.err(), Some(Error::LinkOver));
    }

    async fn another_mail_replaces_the_link_that_completes_it(fixture: Fixture) {
        let ada = Ada::with_second(fixture).await;
        let first = ada.ready().await;
        ada.pass(Duration::from_secs(60));
        let half = ada.half().await;
        let asked = ada.latchkey().account().request_recovery(&ada.fixture.caller, &half, "en").await;
        assert_eq!(asked, Ok(LinkPurpose::FinishRecovery));
        let mails = ada.hand_over(|_| Handover::Accepted).await;
        assert_eq!(told(&mails), [(MailKind::RecoveryReady, "Ada@example.org")], "the link goes to the account's own address alone");
        let (second, stop) = (mails[0].params.link.clone().unwrap(), mails[0].params.other_link.clone().unwrap());
        assert_eq!(ada.go_on(&first).await.err(), Some(Error::LinkOver), "it was replaced");
        // A third one within the minute is dropped without a sign, like all mails that people ask for.
        ada.latchkey().account().request_recovery(&ada.fixture.caller, &half, "en").await.unwrap();
        assert_eq!(ada.hand_over(|_| Handover::Accepted).await.len(), 0);
        ada.pass(Duration::from_secs(60));
        ada.latchkey().account().request_recovery(&ada.fixture.caller, &half, "en").await.unwrap();
        let third = ada.hand_over(|_| Handover::Accepted).await[0].params.link.clone().unwrap();
        assert_eq!(ada.go_on(&second).await.err(), Some(Error::LinkOver));
        ada.go_on(&third).await.unwrap();
        assert_eq!(ada.latchkey().account().link(&stop).await.unwrap().purpose, LinkPurpose::StopRecovery, "the links that stop it stay");
        ada.pass(DAY * 7);
        assert_eq!(ada.go_on(&third).await.err(), Some(Error::LinkOver), "the days aren't counted anew");
    }

    async fn a_link_that_was_sent_again_opens_nothing_once_it_was_stopped(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        ada.ready().await;
        ada.pass(Duration::from_secs(60));
        ada.latchkey().account().request_recovery(&ada.fixture.caller, &ada.half().await, "en").await.unwrap();
        ada.latchkey().operator().stop_recovery(ADA, "reason").await.unwrap();
        let mails = ada.hand_over(|_| Handover::Accepted).await;
        assert_eq!(told(&mails), [(MailKind::RecoveryReady, "Ada@example.org"), (MailKind::RecoveryStopped, "Ada@example.org")]);
        let link = mails.iter().find_map(|mail| mail.params.link.clone().filter(|_| mail.kind == MailKind::RecoveryReady)).unwrap();
        assert_eq!(ada.go_on(&link).await.err(), Some(Error::LinkOver));
        let asked = ada.latchkey().account().request_recovery(&ada.fixture.caller, &ada.half().await, "en").await;
        assert_eq!(asked, Err(Error::NotPossibleNow), "the pause after a stop");
    }
}
