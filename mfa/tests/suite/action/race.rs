use super::{Actor, SETTINGS, TRANSFER, consume, count, protect};
use crate::{
    ended::meanwhile,
    fixture::{Fixture, number, on_each_database, race},
};
use futures::future::join_all;
use mfa::{Error, Purpose, TokenRefusal};

const AT_ONCE: usize = 30;

on_each_database! {
    async fn of_thirty_uses_at_once_on_two_servers_one_counts(fixture: Fixture) {
        protect(&fixture).await;
        let second = fixture.another().await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        for _ in 0..5 {
            let token = actor.token(&fixture, TRANSFER, None).await;
            let servers = (0..AT_ONCE).map(|n| if n % 2 == 0 { &fixture.latchkey } else { &second });
            let uses = servers.map(|server| server.tokens().consume(&fixture.caller, &token, actor.expected(TRANSFER)));
            let (won, lost): (Vec<_>, Vec<_>) = join_all(uses).await.into_iter().partition(Result::is_ok);
            assert_eq!(won.len(), 1);
            assert!(lost.iter().all(|lost| *lost == Err(TokenRefusal::Consumed)), "{lost:?}");
        }
    }

    async fn a_time_bound_one_counts_as_often_as_it_is_used(fixture: Fixture) {
        protect(&fixture).await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        let token = actor.token(&fixture, SETTINGS, None).await;
        let uses = (0..AT_ONCE).map(|_| fixture.latchkey.tokens().consume(&fixture.caller, &token, actor.expected(SETTINGS)));
        assert!(join_all(uses).await.iter().all(Result::is_ok));
    }

    async fn one_does_not_count_if_its_method_is_switched_off_meanwhile(fixture: Fixture) {
        protect(&fixture).await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        let token = actor.token(&fixture, SETTINGS, None).await;
        let without_apps = r#"UPDATE mfa_token SET consumed_at = NULL; UPDATE policy SET body = REPLACE(body, '"totp":true', '"totp":false')"#;
        let used = consume(&fixture, &token, actor.expected(SETTINGS));
        assert_eq!(meanwhile(&fixture, &actor.session.account_id, without_apps, used).await, Err(TokenRefusal::Expired));
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM audit_event WHERE event = 'mfa_token_consumed'").await, 0);
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM mfa_token WHERE consumed_at IS NOT NULL").await, 0);
    }

    async fn of_thirty_requests_for_the_token_at_once_one_gets_it(fixture: Fixture) {
        protect(&fixture).await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        for _ in 0..3 {
            fixture.pass_seconds(30);
            let begun = actor.begin(&fixture, TRANSFER, None).await;
            actor.prove(&fixture, Some(&begun.id)).await.unwrap();
            let (won, lost) = race((0..AT_ONCE).map(|_| actor.issue(&fixture, &begun.id))).await;
            assert_eq!(won.len(), 1);
            assert!(lost.iter().all(|error| *error == Error::ConfirmationOver), "{lost:?}");
            fixture.latchkey.tokens().consume(&fixture.caller, &won[0].token, actor.expected(TRANSFER)).await.unwrap();
        }
    }

    async fn of_many_that_begin_at_once_none_is_in_the_way_of_another(fixture: Fixture) {
        protect(&fixture).await;
        let actor = Actor::new(&fixture, "a@example.org").await;
        let (begun, lost) = race((0..AT_ONCE).map(|_| fixture.latchkey.tokens().begin(&actor.session, TRANSFER, None, None))).await;
        assert_eq!((begun.len(), lost.len()), (AT_ONCE, 0));
        assert_eq!(count(&fixture).await, 16);
    }

    async fn one_code_proves_one_of_two_confirmations(fixture: Fixture) {
        protect(&fixture).await;
        let actor = Actor::new(&fixture, "a@example.org").await;
        let begun = [actor.begin(&fixture, TRANSFER, None).await.id, actor.begin(&fixture, SETTINGS, None).await.id];
        let code = actor.app.code(fixture.now());
        let sessions = begun.clone().map(|id| actor.session.proving(Purpose::confirming(Some(id))));
        let (won, _) = race(sessions.iter().map(|session| fixture.totp(session, &code))).await;
        assert_eq!(won.len(), 1);
        let (issued, _) = race(begun.iter().map(|id| fixture.latchkey.tokens().issue(&fixture.caller, &won[0].session, id))).await;
        assert_eq!(issued.len(), 1);
    }
}
