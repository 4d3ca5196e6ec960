use super::{Actor, SETTINGS, TRANSFER, action, count, protect, tamper};
use crate::fixture::{Fixture, on_each_database};
use mfa::{Enrollment, Error, NextStep, policy::TokenKind, view::ActionDemand};

const NOTHING: ActionDemand = ActionDemand { required: false, enrollment: false };
const PROOF: ActionDemand = ActionDemand { required: true, enrollment: false };
const ENROLLMENT: ActionDemand = ActionDemand { required: true, enrollment: true };

on_each_database! {
    async fn what_an_action_asks_is_the_same_for_the_session_and_for_the_application(fixture: Fixture) {
        protect(&fixture).await;
        let without = fixture.sign_up("without@example.org").await;
        let with = Actor::new(&fixture, "with@example.org").await.session;
        for (enrollment, required, methods, of_without) in [
            (Enrollment::None, false, true, NOTHING),
            (Enrollment::None, true, true, ENROLLMENT),
            (Enrollment::Action, false, true, ENROLLMENT),
            (Enrollment::Signup, true, true, ENROLLMENT),
            (Enrollment::Action, false, false, NOTHING),
        ] {
            fixture
                .set_policy(|policy| {
                    policy.enrollment = enrollment;
                    (policy.totp, policy.passkey) = (methods, methods);
                    policy.actions[0].required = required;
                })
                .await;
            for (session, expected) in [(&without, of_without), (&with, PROOF)] {
                let asked = fixture.latchkey.tokens().demand(session, TRANSFER).await.unwrap();
                assert_eq!(asked, expected, "{enrollment:?} {required} {methods}");
                assert_eq!(fixture.latchkey.tokens().demand_of(&session.account_id, TRANSFER).await, Ok(Some(expected)));
                let begun = fixture.latchkey.tokens().begin(session, TRANSFER, None, None).await.unwrap();
                assert_eq!(
                    begun.map(|begun| begun.enrollment),
                    expected.required.then_some(expected.enrollment),
                    "never a no and then a refusal"
                );
                let owes = enrollment == Enrollment::Signup && session.id == without.id;
                let unlisted = if owes { Err(Error::RequiresAdditionalAuth) } else { Ok(NOTHING) };
                assert_eq!(fixture.latchkey.tokens().demand(session, "transfer.delete").await, unlisted, "it isn't listed");
                let begun = fixture.latchkey.tokens().begin(session, "transfer.delete", None, None).await;
                assert_eq!(begun.err(), unlisted.err());
            }
        }
    }

    /// For an application that admits only sessions without a pending step.
    async fn who_owes_something_is_not_told_that_nothing_is_asked(fixture: Fixture) {
        let (session, _) = fixture.enrolled("a@example.org").await;
        let latchkey = &fixture.latchkey;
        assert_eq!(latchkey.next_step(Some(&session)).await, Ok(NextStep::AcknowledgeRecoveryCodes));
        assert_eq!(latchkey.tokens().demand(&session, TRANSFER).await, Err(Error::RequiresAdditionalAuth));
        assert_eq!(latchkey.tokens().begin(&session, TRANSFER, None, None).await, Err(Error::RequiresAdditionalAuth));
        latchkey.recovery_codes().acknowledge(&fixture.caller, &session, None).await.unwrap();
        assert_eq!(latchkey.tokens().demand(&session, TRANSFER).await, Ok(NOTHING));
        assert_eq!(latchkey.tokens().begin(&session, TRANSFER, None, None).await, Ok(None));
    }

    async fn nobody_knows_what_an_action_asks_of_a_stranger(fixture: Fixture) {
        protect(&fixture).await;
        let known = fixture.sign_up("a@example.org").await.account_id;
        let visitor = mfa::Visitor::new("user-7", "s").name("Mira");
        fixture.latchkey.enter(&fixture.caller, &visitor, None).await.unwrap();
        assert_eq!(fixture.latchkey.tokens().demand_of("user-7", TRANSFER).await, Ok(Some(NOTHING)), "the application's own id");
        for stranger in ["", "user-8", "a@example.org"] {
            assert_eq!(fixture.latchkey.tokens().demand_of(stranger, TRANSFER).await, Ok(None), "{stranger}");
        }
        tamper(&fixture, "UPDATE account SET disabled_at = 1").await;
        assert_eq!(fixture.latchkey.tokens().demand_of(&known, TRANSFER).await, Ok(None));
    }

    async fn a_half_session_begins_nothing(fixture: Fixture) {
        protect(&fixture).await;
        let actor = Actor::new(&fixture, "a@example.org").await;
        let begun = actor.begin(&fixture, TRANSFER, None).await;
        let half = fixture.sign_in("a@example.org").await;
        let latchkey = &fixture.latchkey;
        assert_eq!(latchkey.tokens().demand(&half, TRANSFER).await, Err(Error::RequiresAdditionalAuth));
        assert_eq!(latchkey.tokens().begin(&half, TRANSFER, None, None).await, Err(Error::RequiresAdditionalAuth));
        assert_eq!(latchkey.tokens().issue(&fixture.caller, &half, &begun.id).await.err(), Some(Error::RequiresAdditionalAuth));
    }

    async fn the_prompt_says_what_is_about_to_be_done(fixture: Fixture) {
        protect(&fixture).await;
        fixture.set_policy(|policy| policy.actions[0].description = "Send money".to_owned()).await;
        let actor = Actor::new(&fixture, "a@example.org").await;
        let begun = fixture
            .latchkey
            .tokens()
            .begin(&actor.session, TRANSFER, Some("{}"), Some(" 5 €\r\nto\u{202e} Bob "))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (begun.action.as_str(), begun.description.as_str(), begun.summary.as_deref()),
            (TRANSFER, "Send money", Some("5 € to Bob"))
        );
        let nameless = actor.begin(&fixture, SETTINGS, None).await;
        assert_eq!(nameless.description, SETTINGS);
    }

    async fn too_much_is_refused(fixture: Fixture) {
        protect(&fixture).await;
        let actor = Actor::new(&fixture, "a@example.org").await;
        let begin = async |content: Option<&str>, summary: Option<&str>| {
            fixture.latchkey.tokens().begin(&actor.session, TRANSFER, content, summary).await.map(|begun| begun.is_some())
        };
        let (most, more) = ("x".repeat(32 * 1024), "x".repeat(32 * 1024 + 1));
        assert_eq!(begin(Some(&most), Some(&"ü".repeat(300))).await, Ok(true));
        assert_eq!(begin(Some(&more), None).await, Err(Error::MalformedRequest));
        assert_eq!(begin(None, Some(&"ü".repeat(301))).await, Err(Error::MalformedRequest));
    }

    async fn many_at_once_push_out_the_oldest_and_nothing_that_was_proved(fixture: Fixture) {
        protect(&fixture).await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        let proved = actor.begin(&fixture, TRANSFER, None).await;
        actor.prove(&fixture, Some(&proved.id)).await.unwrap();
        let first = actor.begin(&fixture, TRANSFER, None).await;
        for _ in 0..20 {
            fixture.pass_seconds(1);
            actor.begin(&fixture, TRANSFER, None).await;
        }
        assert_eq!(count(&fixture).await, 1 + 16);
        assert_eq!(actor.issue(&fixture, &first.id).await, Err(Error::ConfirmationOver));
        actor.issue(&fixture, &proved.id).await.unwrap();
    }

    async fn what_is_begun_in_a_session_that_has_ended_is_nothing(fixture: Fixture) {
        protect(&fixture).await;
        let actor = Actor::new(&fixture, "a@example.org").await;
        fixture.latchkey.sessions().discard(&actor.session).await.unwrap();
        let begun = fixture.latchkey.tokens().begin(&actor.session, TRANSFER, None, None).await;
        assert_eq!(begun, Err(Error::NotSignedIn));
        assert_eq!(count(&fixture).await, 0);
    }

    async fn what_ran_out_a_day_ago_is_swept(fixture: Fixture) {
        protect(&fixture).await;
        fixture.set_policy(|policy| policy.actions.push(action("long", TokenKind::TimeBound, 86_400))).await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        actor.begin(&fixture, TRANSFER, None).await;
        actor.token(&fixture, "long", None).await;
        // A session normally ends before its tokens and takes them along, so its end is postponed here.
        tamper(&fixture, "UPDATE session SET expires_at = expires_at * 2").await;
        fixture.pass_seconds(10 * 60 + 86_300);
        fixture.latchkey.maintenance().sweep().await.unwrap();
        assert_eq!(count(&fixture).await, 2);
        fixture.pass_seconds(200);
        fixture.latchkey.maintenance().sweep().await.unwrap();
        assert_eq!(count(&fixture).await, 1);
        fixture.pass_seconds(86_400);
        fixture.latchkey.maintenance().sweep().await.unwrap();
        assert_eq!(count(&fixture).await, 0);
    }
}
