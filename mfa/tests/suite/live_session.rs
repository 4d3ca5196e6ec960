//! The one statement that finds a session: it says the same as those that read the facts and the policy for themselves.

use crate::{
    action::tamper,
    fixture::{Fixture, PASSWORD, on_each_database},
};
use mfa::{Enrollment, Error, Latchkey, Level, LiveSession, Opened, Policy};

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
    latchkey.operator().save_policy("test", "test", policy).await.unwrap();
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
        latchkey.recovery().acknowledge(&fixture.caller, &opened.session, None).await.unwrap();
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
}
