use super::{Actor, SETTINGS, TRANSFER, consume, digest, protect, tamper};
use crate::fixture::{Fixture, on_each_database};
use mfa::{Expected, TokenRefusal, Visitor};

on_each_database! {
    async fn one_of_single_use_counts_once(fixture: Fixture) {
        protect(&fixture).await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        let token = actor.token(&fixture, TRANSFER, None).await;
        consume(&fixture, &token, actor.expected(TRANSFER)).await.unwrap();
        for _ in 0..2 {
            assert_eq!(consume(&fixture, &token, actor.expected(TRANSFER)).await, Err(TokenRefusal::Consumed));
        }
        fixture.pass_seconds(61);
        assert_eq!(consume(&fixture, &token, actor.expected(TRANSFER)).await, Err(TokenRefusal::Consumed), "and says so later, too");
    }

    async fn a_time_bound_one_counts_until_its_time_is_over(fixture: Fixture) {
        protect(&fixture).await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        let token = actor.token(&fixture, SETTINGS, None).await;
        for _ in 0..3 {
            consume(&fixture, &token, actor.expected(SETTINGS)).await.unwrap();
            fixture.pass_seconds(199);
        }
        fixture.pass_seconds(2);
        consume(&fixture, &token, actor.expected(SETTINGS)).await.unwrap();
        fixture.pass_seconds(1);
        assert_eq!(consume(&fixture, &token, actor.expected(SETTINGS)).await, Err(TokenRefusal::Expired));
    }

    async fn each_mistake_has_its_own_refusal_and_uses_nothing_up(fixture: Fixture) {
        protect(&fixture).await;
        let other = Actor::new(&fixture, "b@example.org").await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        let token = actor.token(&fixture, TRANSFER, None).await;
        let right = actor.expected(TRANSFER);
        for (expected, refusal) in [
            (Expected { user: Some(&other.session.account_id), ..right }, TokenRefusal::User),
            (Expected { user: Some(""), ..right }, TokenRefusal::User),
            (Expected { session: Some(&other.session.id), ..right }, TokenRefusal::Session),
            (Expected { session: Some(""), ..right }, TokenRefusal::Session),
            (Expected { action: SETTINGS, ..right }, TokenRefusal::Action),
            (Expected { action: "", ..right }, TokenRefusal::Action),
            (Expected { content: digest("anything"), ..right }, TokenRefusal::Content),
        ] {
            assert_eq!(consume(&fixture, &token, expected).await, Err(refusal), "{expected:?}");
        }
        for nonsense in ["", "x", &"A".repeat(43), &"é".repeat(30), &token.to_lowercase(), &format!("{token} ")] {
            assert_eq!(consume(&fixture, nonsense, right).await, Err(TokenRefusal::Unknown), "{nonsense}");
        }
        consume(&fixture, &token, Expected { action: TRANSFER, user: None, session: None, content: None }).await.unwrap();
    }

    async fn one_that_is_bound_to_a_content_counts_for_it_alone(fixture: Fixture) {
        protect(&fixture).await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        let content = r#"{"to":"Bob","amount":5}"#;
        let token = actor.token(&fixture, TRANSFER, Some(content)).await;
        for wrong in [None, digest(r#"{"to":"Bob","amount":50}"#), digest(""), digest(&format!("{content} "))] {
            let expected = Expected { content: wrong, ..actor.expected(TRANSFER) };
            assert_eq!(consume(&fixture, &token, expected).await, Err(TokenRefusal::Content));
        }
        let right = Expected { content: digest(content), ..actor.expected(TRANSFER) };
        consume(&fixture, &token, right).await.unwrap();
        assert_eq!(consume(&fixture, &token, right).await, Err(TokenRefusal::Consumed));
    }

    async fn somebody_else_does_not_learn_what_became_of_it(fixture: Fixture) {
        protect(&fixture).await;
        let other = Actor::new(&fixture, "b@example.org").await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        let token = actor.token(&fixture, TRANSFER, None).await;
        consume(&fixture, &token, actor.expected(TRANSFER)).await.unwrap();
        assert_eq!(consume(&fixture, &token, other.expected(TRANSFER)).await, Err(TokenRefusal::User));
    }

    async fn it_ends_with_its_time(fixture: Fixture) {
        protect(&fixture).await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        let token = actor.token(&fixture, TRANSFER, None).await;
        fixture.pass_seconds(60);
        assert_eq!(consume(&fixture, &token, actor.expected(TRANSFER)).await, Err(TokenRefusal::Expired));
    }

    async fn it_ends_with_its_session(fixture: Fixture) {
        protect(&fixture).await;
        fixture.set_policy(|policy| policy.actions[1].lifetime_seconds = 86_400).await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        let token = actor.token(&fixture, SETTINGS, None).await;
        fixture.pass_seconds(29 * 60);
        consume(&fixture, &token, actor.expected(SETTINGS)).await.unwrap();
        fixture.pass_seconds(60);
        assert_eq!(consume(&fixture, &token, actor.expected(SETTINGS)).await, Err(TokenRefusal::Expired), "idle");
        tamper(&fixture, "UPDATE session SET last_seen_at = last_seen_at + 1800000").await;
        consume(&fixture, &token, actor.expected(SETTINGS)).await.unwrap();
        fixture.pass_seconds(12 * 60 * 60);
        tamper(&fixture, "UPDATE session SET last_seen_at = last_seen_at + 43200000").await;
        assert_eq!(consume(&fixture, &token, actor.expected(SETTINGS)).await, Err(TokenRefusal::Expired), "its absolute end");
        fixture.latchkey.sessions().discard(&actor.session).await.unwrap();
        assert_eq!(consume(&fixture, &token, actor.expected(SETTINGS)).await, Err(TokenRefusal::Unknown), "signed out");
    }

    async fn it_ends_with_its_account(fixture: Fixture) {
        protect(&fixture).await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        let token = actor.token(&fixture, TRANSFER, None).await;
        tamper(&fixture, "UPDATE account SET disabled_at = 1").await;
        assert_eq!(consume(&fixture, &token, actor.expected(TRANSFER)).await, Err(TokenRefusal::Expired));
        tamper(&fixture, "UPDATE account SET disabled_at = NULL").await;
        fixture.latchkey.account().delete(&fixture.caller, &actor.session).await.unwrap();
        assert_eq!(consume(&fixture, &token, actor.expected(TRANSFER)).await, Err(TokenRefusal::Unknown));
    }

    async fn a_session_that_goes_on_under_a_new_cookie_is_the_same(fixture: Fixture) {
        protect(&fixture).await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        let token = actor.token(&fixture, TRANSFER, None).await;
        fixture.pass_seconds(30);
        actor.prove(&fixture, None).await.unwrap();
        consume(&fixture, &token, actor.expected(TRANSFER)).await.unwrap();
    }

    async fn an_application_names_its_users_by_its_own_ids(fixture: Fixture) {
        protect(&fixture).await;
        let visitor = Visitor::new("user-7", "s").name("Mira");
        let half = fixture.latchkey.enter(&fixture.caller, &visitor, None).await.unwrap().session;
        let (opened, app) = fixture.enroll(&half).await;
        fixture.pass_seconds(60);
        let mut actor = Actor { session: opened.session, app, codes: vec![] };
        let token = actor.token(&fixture, TRANSFER, None).await;
        let named = |user| Expected { user: Some(user), ..actor.expected(TRANSFER) };
        assert_eq!(consume(&fixture, &token, named("user-8")).await, Err(TokenRefusal::User));
        assert_eq!(consume(&fixture, &token, named("user-7")).await.unwrap().user_id, "user-7");
    }

    async fn the_user_sees_what_became_of_it(fixture: Fixture) {
        protect(&fixture).await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        let token = actor.token(&fixture, TRANSFER, None).await;
        consume(&fixture, &token, actor.expected(SETTINGS)).await.unwrap_err();
        let shop = mfa::Caller::application("192.0.2.9", "Shop");
        fixture.latchkey.tokens().consume(&shop, &token, actor.expected(TRANSFER)).await.unwrap();
        let activity = fixture.latchkey.account().activity(&actor.session, 10).await.unwrap();
        let of = |event: &str| activity.iter().find(|line| line.event == event).map(|line| (line.result.as_str(), line.detail.as_deref()));
        assert_eq!(of("mfa_token_issued"), Some(("ok", Some(TRANSFER))));
        assert_eq!(of("mfa_token_refused"), Some(("refused", Some("mfa_token_wrong_action"))));
        assert_eq!(of("mfa_token_consumed"), Some(("ok", Some(TRANSFER))));
        tamper(&fixture, "DELETE FROM audit_event WHERE actor = 'application' AND agent = 'Shop' AND event = 'mfa_token_consumed'").await;
        let left = fixture.latchkey.account().activity(&actor.session, 10).await.unwrap();
        assert_eq!(activity.len() - left.len(), 1, "it says which application asked");
        assert!(activity.iter().all(|line| line.detail.as_ref().is_none_or(|detail| !detail.contains(&token))));
    }
}
