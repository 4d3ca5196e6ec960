use super::{Actor, SETTINGS, TRANSFER, consume, protect};
use crate::fixture::{Fixture, on_each_database};
use mfa::{Enrollment, Error, Purpose, policy::TokenKind};

on_each_database! {
    async fn a_code_earns_a_token_that_says_what_was_proved(fixture: Fixture) {
        protect(&fixture).await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        let begun = actor.begin(&fixture, TRANSFER, None).await;
        assert_eq!(actor.issue(&fixture, &begun.id).await.err(), Some(Error::StepUpRequired), "nothing is proved yet");
        actor.prove(&fixture, Some(&begun.id)).await.unwrap();
        let proved_at = fixture.now();
        fixture.pass_seconds(5);
        let token = actor.issue(&fixture, &begun.id).await.unwrap();
        assert_eq!((token.action.as_str(), token.expires_at, token.token.len()), (TRANSFER, fixture.now().0 + 60_000, 43));
        assert!(!format!("{token:?}").contains(&token.token));
        let proof = consume(&fixture, &token.token, actor.expected(TRANSFER)).await.unwrap();
        assert_eq!((proof.user_id.as_str(), proof.action.as_str()), (actor.session.account_id.as_str(), TRANSFER));
        assert_eq!((proof.method.as_str(), proof.proved_at), ("totp", proved_at.0));
    }

    async fn a_backup_code_earns_one_too(fixture: Fixture) {
        protect(&fixture).await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        let begun = actor.begin(&fixture, TRANSFER, None).await;
        let confirming = actor.session.proving(Purpose::confirming(Some(begun.id.clone())));
        actor.session = fixture.recovery(&confirming, &actor.codes[0]).await.unwrap().session;
        let token = actor.issue(&fixture, &begun.id).await.unwrap().token;
        assert_eq!(consume(&fixture, &token, actor.expected(TRANSFER)).await.unwrap().method, "recovery_code");
    }

    async fn who_has_no_method_enrolls_one_and_that_is_the_proof(fixture: Fixture) {
        protect(&fixture).await;
        fixture.set_policy(|policy| policy.enrollment = Enrollment::Action).await;
        let session = fixture.sign_up("a@example.org").await;
        let begun = fixture.latchkey.tokens().begin(&session, TRANSFER, None, None).await.unwrap().unwrap();
        assert!(begun.enrollment);
        let (opened, _) = fixture.enroll(&session.proving(Purpose::confirming(Some(begun.id.clone())))).await;
        assert!(!fixture.latchkey.tokens().demand(&opened.session, TRANSFER).await.unwrap().enrollment);
        let token = fixture.latchkey.tokens().issue(&fixture.caller, &opened.session, &begun.id).await.unwrap().token;
        let expected = mfa::Expected { action: TRANSFER, user: None, session: None, content: None };
        assert_eq!(consume(&fixture, &token, expected).await.unwrap().method, "totp");
    }

    async fn a_proof_for_something_else_earns_nothing(fixture: Fixture) {
        protect(&fixture).await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        let wanted = actor.begin(&fixture, TRANSFER, None).await;
        let other = actor.begin(&fixture, SETTINGS, None).await;
        actor.prove(&fixture, None).await.unwrap();
        assert_eq!(actor.issue(&fixture, &wanted.id).await.err(), Some(Error::StepUpRequired), "a step-up for nothing in particular");
        fixture.pass_seconds(30);
        actor.prove(&fixture, Some(&other.id)).await.unwrap();
        assert_eq!(actor.issue(&fixture, &wanted.id).await.err(), Some(Error::StepUpRequired), "a proof for the other one");
        assert_eq!(actor.issue(&fixture, &other.id).await.unwrap().action, SETTINGS);
    }

    /// As in a function on the server that proves an action and gets its token.
    async fn one_request_proves_and_gets_the_token(fixture: Fixture) {
        protect(&fixture).await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        let before = actor.session.clone();
        let begun = actor.begin(&fixture, TRANSFER, None).await;
        actor.prove(&fixture, Some(&begun.id)).await.unwrap();
        assert_eq!(fixture.latchkey.tokens().issue(&fixture.caller, &before, &begun.id).await.unwrap().action, TRANSFER);
    }

    async fn a_proof_for_what_is_not_there_comes_to_nothing(fixture: Fixture) {
        protect(&fixture).await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        let foreign = Actor::new(&fixture, "b@example.org").await.begin(&fixture, TRANSFER, None).await.id;
        let before = actor.session.proved_at;
        for id in ["", "nothing", foreign.as_str()] {
            assert_eq!(actor.prove(&fixture, Some(id)).await, Err(Error::ConfirmationOver));
        }
        assert_eq!(actor.session.proved_at, before, "the session wasn't stepped up");
        let begun = actor.begin(&fixture, TRANSFER, None).await;
        actor.prove(&fixture, Some(&begun.id)).await.unwrap();
        fixture.pass_seconds(30);
        assert_eq!(actor.prove(&fixture, Some(&begun.id)).await, Err(Error::ConfirmationOver), "proved before");
        let late = actor.begin(&fixture, TRANSFER, None).await;
        fixture.pass_seconds(10 * 60);
        assert_eq!(actor.prove(&fixture, Some(&late.id)).await, Err(Error::ConfirmationOver), "too late");
        let confirming = actor.session.proving(Purpose::confirming(Some(late.id)));
        assert_eq!(fixture.recovery(&confirming, &actor.codes[0]).await.err(), Some(Error::ConfirmationOver));
        fixture.recovery(&actor.session, &actor.codes[0]).await.unwrap();
    }

    async fn there_is_one_token_for_its_own_session_in_time(fixture: Fixture) {
        protect(&fixture).await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        let other = Actor::new(&fixture, "b@example.org").await;
        let half = fixture.sign_in("a@example.org").await;
        let elsewhere = fixture.totp(&half, &actor.app.code(fixture.now())).await.unwrap().session;
        fixture.pass_seconds(30);
        let begun = actor.begin(&fixture, TRANSFER, None).await;
        actor.prove(&fixture, Some(&begun.id)).await.unwrap();
        for session in [&other.session, &elsewhere] {
            let issued = fixture.latchkey.tokens().issue(&fixture.caller, session, &begun.id).await;
            assert_eq!(issued.err(), Some(Error::ConfirmationOver));
        }
        actor.issue(&fixture, &begun.id).await.unwrap();
        assert_eq!(actor.issue(&fixture, &begun.id).await.err(), Some(Error::ConfirmationOver), "a second one");
        fixture.pass_seconds(30);
        let late = actor.begin(&fixture, TRANSFER, None).await;
        actor.prove(&fixture, Some(&late.id)).await.unwrap();
        fixture.pass_seconds(10 * 60);
        assert_eq!(actor.issue(&fixture, &late.id).await.err(), Some(Error::ConfirmationOver), "too late");
        assert_eq!(actor.issue(&fixture, "nothing").await.err(), Some(Error::ConfirmationOver));
    }

    async fn the_policy_of_the_moment_decides(fixture: Fixture) {
        protect(&fixture).await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        let begun = actor.begin(&fixture, TRANSFER, None).await;
        let removed = actor.begin(&fixture, SETTINGS, None).await;
        actor.prove(&fixture, Some(&begun.id)).await.unwrap();
        fixture.pass_seconds(30);
        actor.prove(&fixture, Some(&removed.id)).await.unwrap();
        fixture
            .set_policy(|policy| {
                policy.actions.truncate(1);
                policy.actions[0].token = TokenKind::TimeBound;
                policy.actions[0].lifetime_seconds = 7;
            })
            .await;
        assert_eq!(actor.issue(&fixture, &removed.id).await.err(), Some(Error::ConfirmationOver), "nobody asks for it any more");
        let token = actor.issue(&fixture, &begun.id).await.unwrap();
        assert_eq!(token.expires_at, fixture.now().0 + 7000);
        // A token keeps the rules under which it was issued.
        fixture.set_policy(|policy| policy.actions.clear()).await;
        for _ in 0..2 {
            consume(&fixture, &token.token, actor.expected(TRANSFER)).await.unwrap();
        }
    }
}
