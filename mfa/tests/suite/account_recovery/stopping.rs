//! Stopping a recovery, and the changes that void it.

use super::{ADA, Ada, DAY, NEW_PASSWORD, SECOND, UNDER_WAY, told};
use crate::fixture::{Fixture, PASSWORD, on_each_database, race, rounds};
use mfa::{AdminAction, EmailChange, Error, Handover, LastAdministrator, Session, mail::MailKind};

/// An administrator's fresh session.
async fn administrator(ada: &Ada) -> Session {
    let plain = ada.fixture.another().await;
    let half = plain.account().sign_up(&ada.fixture.caller, "boss@example.org", PASSWORD, None).await.unwrap().session;
    plain.operator().grant_administrator("boss@example.org").await.unwrap();
    let (opened, _) = ada.fixture.enroll(&half).await;
    ada.fixture.look_up(&opened).await.unwrap()
}

on_each_database! {
    async fn the_link_of_any_notice_stops_it_without_a_session(fixture: Fixture) {
        let ada = Ada::with_second(fixture).await;
        ada.begin().await;
        let first = ada.mails().await;
        ada.pass(DAY);
        let second = ada.mails().await;
        // The link of the first day works as long as the recovery does.
        let token = first.iter().find(|mail| mail.receiver == SECOND).unwrap().params.link.clone().unwrap();
        let open = ada.full().await;
        ada.latchkey().account().stop_recovery_by_link(&ada.fixture.caller, &token).await.unwrap();
        assert_eq!((ada.in_state("stopped").await, ada.lines("account_recovery_stopped").await), (1, 1));
        assert_eq!(ada.count("SELECT COUNT(*) FROM session").await, 0, "all sessions end: {}", open.id);
        let mails = ada.mails().await;
        assert_eq!(told(&mails), [(MailKind::RecoveryStopped, "Ada@example.org"), (MailKind::RecoveryStopped, SECOND)]);
        for token in first.iter().chain(&second).filter_map(|mail| mail.params.link.as_deref()) {
            assert_eq!(ada.latchkey().account().link(token).await.err(), Some(Error::LinkOver));
            assert_eq!(ada.latchkey().account().stop_recovery_by_link(&ada.fixture.caller, token).await, Err(Error::LinkOver));
        }
        let session = ada.full().await;
        assert!(session.is_password_due(), "the next sign-in asks for a new password");
        ada.latchkey().account().change_password(&ada.fixture.caller, &session, PASSWORD, NEW_PASSWORD).await.unwrap();
        assert_eq!(ada.count("SELECT COUNT(*) FROM account WHERE password_due_at IS NOT NULL").await, 0);
    }

    async fn a_full_session_stops_it_without_a_fresh_proof_and_keeps_itself_only(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        ada.begin().await;
        ada.mails().await;
        let (one, other) = (ada.full().await, ada.full().await);
        ada.pass(std::time::Duration::from_mins(20));
        let id = ada.recovery_of(&one).await.unwrap();
        let half = ada.half().await;
        let account = ada.latchkey().account();
        assert_eq!(account.stop_recovery(&ada.fixture.caller, &half, &id).await, Err(Error::RequiresAdditionalAuth));
        assert_eq!(account.stop_recovery(&ada.fixture.caller, &one, "another").await, Err(Error::NotFound));
        account.stop_recovery(&ada.fixture.caller, &one, &id).await.unwrap();
        assert_eq!(account.stop_recovery(&ada.fixture.caller, &one, &id).await, Err(Error::NotFound));
        let left = format!("SELECT COUNT(*) FROM session WHERE id = '{}'", one.id);
        assert_eq!((ada.count(&left).await, ada.count("SELECT COUNT(*) FROM session").await), (1, 1), "not {}", other.id);
    }

    async fn a_session_of_another_account_stops_nothing(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        ada.begin().await;
        let session = ada.full().await;
        let id = ada.recovery_of(&session).await.unwrap();
        let other = administrator(&ada).await;
        assert_eq!(ada.latchkey().account().stop_recovery(&ada.fixture.caller, &other, &id).await, Err(Error::NotFound));
        assert_eq!(ada.count(UNDER_WAY).await, 1);
    }

    async fn an_administrator_stops_it_with_a_reason(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        ada.begin().await;
        ada.mails().await;
        let boss = administrator(&ada).await;
        let admin = ada.latchkey().admin();
        let list = admin.recoveries(&boss).await.unwrap();
        let id = list.under_way[0].id.clone();
        assert_eq!(admin.recoveries(&ada.session).await.err(), Some(Error::NotFound));
        assert_eq!(admin.stop_recovery(&ada.fixture.caller, &ada.session, &id, "reason").await, Err(Error::NotFound));
        assert_eq!(admin.stop_recovery(&ada.fixture.caller, &boss, &id, " ").await, Err(Error::ReasonMissing));
        assert_eq!(admin.stop_recovery(&ada.fixture.caller, &boss, "another", "reason").await, Err(Error::NotFound));
        ada.pass(std::time::Duration::from_secs(600));
        assert_eq!(admin.stop_recovery(&ada.fixture.caller, &boss, &id, "reason").await, Err(Error::StepUpRequired));
        ada.change(&format!("UPDATE session SET proved_at = {}", ada.fixture.now().0)).await;
        let boss = ada.latchkey().sessions().reload(&boss).await.unwrap();
        admin.stop_recovery(&ada.fixture.caller, &boss, &id, "She called: it wasn't her.").await.unwrap();
        let mails = ada.mails().await;
        assert_eq!(told(&mails), [(MailKind::RecoveryStopped, "Ada@example.org")]);
        let moment = &mails[0].params.moments[0];
        assert_eq!((moment.reason.as_deref(), moment.network.as_deref()), (Some("She called: it wasn't her."), None));
        let list = admin.recoveries(&boss).await.unwrap();
        assert_eq!((list.under_way.len(), list.ended[0].ended_by.as_deref()), (0, Some("administrator")));
    }

    async fn the_operator_stops_it(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        let operator = ada.latchkey().operator();
        assert_eq!(operator.stop_recovery(ADA, "reason").await, Ok(false));
        ada.begin().await;
        assert_eq!(operator.stop_recovery("nobody@example.org", "reason").await, Err(Error::NotFound));
        assert_eq!(operator.stop_recovery(ADA, "reason").await, Ok(true));
        assert_eq!(ada.in_state("stopped").await, 1);
    }

    async fn changes_of_the_account_void_it(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        let caller = ada.fixture.caller.clone();
        let latchkey = ada.latchkey().clone();
        let without_mail = ada.fixture.another().await;
        for event in ["password_changed", "email_changed", "mfa_reset", "account_disabled", "administrator_granted"] {
            ada.change("UPDATE account SET email = 'ada@example.org', address = 'Ada@example.org', address_confirmed_at = 1").await;
            ada.pass(std::time::Duration::from_secs(3700));
            ada.begin().await;
            match event {
                "password_changed" => {
                    let opened = latchkey.account().change_password(&caller, &ada.full().await, PASSWORD, NEW_PASSWORD).await.unwrap();
                    ada.change("DELETE FROM password_failure").await;
                    latchkey.account().change_password(&caller, &opened.session, NEW_PASSWORD, PASSWORD).await.unwrap();
                }
                "email_changed" => {
                    let change = EmailChange { from: ADA, to: "new@example.org", password: PASSWORD };
                    without_mail.account().change_email(&caller, &ada.full().await, change).await.unwrap();
                }
                "mfa_reset" => {
                    latchkey.operator().reset_mfa(ADA, "reason").await.unwrap();
                    ada.fixture.enroll(&ada.half().await).await;
                }
                "account_disabled" => {
                    latchkey.operator().disable_account(ADA, "reason", LastAdministrator::MayGo).await.unwrap();
                    latchkey.operator().enable_account(ADA, "reason").await.unwrap();
                }
                _ => latchkey.operator().grant_administrator(ADA).await.unwrap(),
            }
            let voided = format!("SELECT COUNT(*) FROM account_recovery WHERE state = 'voided' AND ended_by = '{event}'");
            assert_eq!((ada.count(&voided).await, ada.count(UNDER_WAY).await), (1, 0), "{event}");
        }
        assert_eq!(ada.lines("account_recovery_voided").await, 5);
    }

    async fn an_operator_who_changes_the_address_voids_it(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        ada.begin().await;
        ada.latchkey().operator().change_email(ADA, "new@example.org", "reason").await.unwrap();
        assert_eq!(ada.in_state("voided").await, 1);
    }

    async fn an_administrator_who_disables_the_account_voids_it(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        ada.begin().await;
        let boss = administrator(&ada).await;
        ada.latchkey().admin().apply(&ada.fixture.caller, &boss, &ada.account, AdminAction::Disable, "reason").await.unwrap();
        assert_eq!(ada.in_state("voided").await, 1);
    }

    async fn it_goes_with_the_account(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        ada.begin().await;
        let token = ada.mails().await.remove(0).params.link.unwrap();
        let session = ada.full().await;
        ada.latchkey().account().delete(&ada.fixture.caller, &session).await.unwrap();
        assert_eq!(ada.count("SELECT COUNT(*) FROM account_recovery").await, 0);
        assert_eq!(ada.count("SELECT COUNT(*) FROM account_recovery_notice").await, 0);
        assert_eq!(ada.latchkey().account().stop_recovery_by_link(&ada.fixture.caller, &token).await, Err(Error::LinkOver));
        ada.pass(DAY * 4);
        ada.mails().await;
    }

    async fn of_a_stop_and_a_completion_at_once_one_wins(fixture: Fixture) {
        let mut fixture = fixture;
        for round in 0..rounds(3) {
            fixture.latchkey = fixture.another().await;
            let ada = Ada::of(fixture).await;
            let token = ada.ready().await;
            let opened = ada.go_on(&token).await.unwrap();
            let half = ada.fixture.look_up(&opened).await.unwrap();
            let begun = ada.latchkey().totp().begin(&half, None, "App").await.unwrap();
            let app = crate::fixture::App::new(&begun.secret);
            let code = app.code(ada.fixture.now());
            let full = ada.full().await;
            let id = ada.recovery_of(&full).await.unwrap();
            let (stopped, completed) = tokio::join!(
                ada.latchkey().account().stop_recovery(&ada.fixture.caller, &full, &id),
                ada.latchkey().totp().confirm(&ada.fixture.caller, &half, &code),
            );
            assert_ne!(stopped.is_ok(), completed.is_ok(), "{round}: {stopped:?} {completed:?}");
            let states = (ada.in_state("stopped").await, ada.in_state("done").await);
            assert_eq!(states, if stopped.is_ok() { (1, 0) } else { (0, 1) });
            let devices = "SELECT COUNT(*) FROM totp_device WHERE state = 'verified'";
            assert_eq!(ada.count(devices).await, 1, "the old one or the new one");
            ada.change("DELETE FROM account").await;
            ada.hand_over(|_| Handover::Accepted).await;
            fixture = ada.fixture;
        }
    }

    async fn of_many_stops_at_once_one_counts(fixture: Fixture) {
        let ada = Ada::of(fixture).await;
        ada.begin().await;
        let token = ada.mails().await.remove(0).params.link.unwrap();
        let (won, lost) = race((0..4).map(|_| ada.latchkey().account().stop_recovery_by_link(&ada.fixture.caller, &token))).await;
        assert_eq!((won.len(), lost.len()), (1, 3), "{lost:?}");
        assert_eq!((ada.lines("account_recovery_stopped").await, ada.mails().await.len()), (1, 1));
    }

    async fn the_page_that_stops_it_tells_a_former_address_no_other_one(fixture: Fixture) {
        let ada = Ada::with_second(fixture).await;
        let until = (ada.fixture.now() + DAY).0;
        let former = "former@example.com";
        ada.change(&format!("INSERT INTO previous_address (account_id, address, until_at) VALUES ('{}', '{former}', {until})", ada.account)).await;
        ada.begin().await;
        let mails = ada.mails().await;
        let shown = async |receiver: &str| {
            let token = mails.iter().find(|mail| mail.receiver == receiver).unwrap().params.link.clone().unwrap();
            ada.latchkey().account().link(&token).await.unwrap().address
        };
        assert_eq!((shown("Ada@example.org").await, shown(SECOND).await), ("Ada@example.org".to_owned(), "Ada@example.org".to_owned()));
        assert_eq!(shown(former).await, former);
        ada.pass(DAY * 2);
        assert_eq!(shown(former).await, "", "it gets no notices any more");
        ada.change("DELETE FROM notice_address").await;
        assert_eq!(shown(SECOND).await, "");
    }
}
