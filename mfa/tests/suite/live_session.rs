//! The one statement that finds a session: it says the same as those that read the facts and the policy for themselves.

use crate::{
    action::tamper,
    changing::Changing,
    fixture::{Fixture, PASSWORD, on_each_database},
};
use mfa::{Enrollment, Error, Latchkey, Level, LiveSession, Opened, Policy};
use std::time::Duration;

async fn find(latchkey: &Latchkey, opened: &Opened) -> Option<LiveSession> {
    latchkey.sessions().find(opened.token.expose(), opened.session.level).await.unwrap()
}

/// Finds the session, and compares what comes with it with what is read for it.
async fn found(fixture: &Fixture, opened: &Opened) -> LiveSession {
    let live = find(&fixture.latchkey, opened).await.unwrap();
    let assessment = fixture.latchkey.assess(&live.session).await.unwrap();
    assert_eq!(format!("{:?}", live.assessment), format!("{assessment:?}"));
    live
}

async fn save(latchkey: &Latchkey, policy: &Policy) {
    latchkey.operator().save_policy("test", "test", policy, mfa::LastAdministrator::MayGo).await.unwrap();
}

on_each_database! {
    async fn the_facts_come_with_the_session(fixture: Fixture) {
        let latchkey = fixture.latchkey.clone();
        let half = latchkey.account().sign_up(&fixture.caller, "a@example.org", PASSWORD, None).await.unwrap();
        let (_, _other, _) = fixture.settled("b@example.org").await;
        assert_eq!(found(&fixture, &half).await.assessment.facts.devices, 0, "another account has one");
        latchkey.totp().begin(&half.session, None, "Authenticator app").await.unwrap();
        assert!(found(&fixture, &half).await.assessment.facts.pending_device.is_some());
        latchkey.passkeys().begin_registration(&half.session).await.unwrap();
        assert!(found(&fixture, &half).await.assessment.facts.pending_passkey);
        let (opened, _) = fixture.enroll(&half.session).await;
        let live = found(&fixture, &opened).await;
        assert_eq!((live.session.level, live.assessment.facts.devices), (Level::Full, 1));
        assert!(live.assessment.facts.codes_unacknowledged);
        latchkey.recovery_codes().acknowledge(&fixture.caller, &opened.session, None).await.unwrap();
        assert!(found(&fixture, &opened).await.assessment.next_step().is_free());
        let half = latchkey.account().sign_in(&fixture.caller, "a@example.org", PASSWORD, None).await.unwrap();
        assert_eq!(found(&fixture, &half).await.assessment.next_step().name(), "challenge");
    }

    async fn a_step_that_was_put_off_is_among_them(fixture: Fixture) {
        let latchkey = fixture.latchkey.clone();
        let grace_until = Some(fixture.now().0 + 1_000_000);
        save(&latchkey, &Policy { grace_until, ..Policy::default() }).await;
        let full = latchkey.account().sign_up(&fixture.caller, "a@example.org", PASSWORD, None).await.unwrap();
        assert!(!found(&fixture, &full).await.assessment.facts.postponed);
        latchkey.sessions().postpone_enrollment(&fixture.caller, &full.session).await.unwrap();
        assert!(found(&fixture, &full).await.assessment.facts.postponed);
    }

    async fn a_policy_that_another_server_has_saved_counts_for_the_next_request(fixture: Fixture) {
        let other = fixture.another().await;
        save(&other, &Policy { enrollment: Enrollment::None, ..Policy::default() }).await;
        let full = fixture.latchkey.account().sign_up(&fixture.caller, "a@example.org", PASSWORD, None).await.unwrap();
        assert_eq!(found(&fixture, &full).await.session.level, Level::Full);
        save(&other, &Policy::default()).await;
        let live = found(&fixture, &full).await;
        assert_eq!((live.session.level, live.assessment.policy.enrollment), (Level::Half, Enrollment::Signup));
        // As after a failover to a database that didn't have it yet: another policy has the same number.
        tamper(&fixture, "UPDATE policy SET body = REPLACE(body, '\"enrollment\":\"signup\"', '\"enrollment\":\"none\"')").await;
        assert_eq!(found(&fixture, &full).await.session.level, Level::Full);
        tamper(&fixture, "DELETE FROM policy").await;
        assert_eq!(found(&fixture, &full).await.session.level, Level::Half, "the defaults");
    }

    async fn a_policy_that_cannot_be_read_is_no_policy(fixture: Fixture) {
        let half = fixture.latchkey.account().sign_up(&fixture.caller, "a@example.org", PASSWORD, None).await.unwrap();
        save(&fixture.latchkey, &Policy::default()).await;
        assert!(find(&fixture.latchkey, &half).await.is_some());
        tamper(&fixture, "UPDATE policy SET body = 'nonsense'").await;
        let found = fixture.latchkey.sessions().find(half.token.expose(), Level::Half).await;
        assert_eq!(found.err(), Some(Error::Unavailable), "not the one that was read before");
    }

    async fn a_session_that_ends_while_its_use_is_noted_is_not_found(fixture: Fixture) {
        let half = fixture.latchkey.account().sign_up(&fixture.caller, "a@example.org", PASSWORD, None).await.unwrap();
        fixture.pass_seconds(120);
        let latchkey = fixture.latchkey.clone();
        let ending = Changing::begin(&fixture, "DELETE FROM session").await;
        let found = tokio::spawn(async move { find(&latchkey, &half).await.is_some() });
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(!found.is_finished(), "it waits for the lock");
        ending.commit().await;
        assert!(!found.await.unwrap());
    }

    /// Another request of the session has proved a code, and got another token.
    async fn a_proof_that_is_given_while_its_use_is_noted_belongs_to_the_other_token(fixture: Fixture) {
        let (opened, _) = fixture.enroll(&fixture.sign_up("a@example.org").await).await;
        fixture.latchkey.recovery_codes().acknowledge(&fixture.caller, &opened.session, None).await.unwrap();
        fixture.pass_seconds(600);
        let (latchkey, given) = (fixture.latchkey.clone(), opened.session.proved_at);
        let prove = format!("UPDATE session SET token_hash = substr(token_hash, 2), proved_at = {}", fixture.now().0);
        let proving = Changing::begin(&fixture, &prove).await;
        let found = tokio::spawn(async move { find(&latchkey, &opened).await.unwrap() });
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(!found.is_finished(), "it waits for the lock");
        proving.commit().await;
        let found = found.await.unwrap().session;
        assert_eq!((found.level, found.proved_at), (Level::Full, given));
        assert_eq!(fixture.latchkey.recovery_codes().new_codes(&fixture.caller, &found).await.err(), Some(Error::StepUpRequired));
    }

    async fn a_session_that_was_found_earlier_is_vouched_for_until_its_end(fixture: Fixture) {
        let (opened, _) = fixture.enroll(&fixture.sign_up("a@example.org").await).await;
        fixture.latchkey.recovery_codes().acknowledge(&fixture.caller, &opened.session, None).await.unwrap();
        let live = find(&fixture.latchkey, &opened).await.unwrap();
        let tokens = fixture.latchkey.tokens();
        assert!(tokens.standing(&live).is_ok());
        fixture.pass_seconds(24 * 60 * 60);
        assert_eq!(tokens.standing(&live), Err(Error::NotSignedIn));
    }
}
