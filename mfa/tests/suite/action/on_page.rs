//! Actions that are confirmed on a page of Latchkey.

use super::{Actor, TRANSFER, digest, protect, tamper};
use crate::fixture::{Fixture, number, on_each_database};
use mfa::{Error, Expected, Form, PendingForm, Purpose, Sensitive, Session, TokenRefusal, view::MfaProof};

const CONTENT: &str = "5 € to Bob";
const PATH: &str = "/mfa/confirm/it";

/// The page: the action that a user is about to confirm.
struct Page {
    id: String,
    pending: PendingForm,
}

impl Page {
    async fn open(fixture: &Fixture, actor: &Actor) -> Self {
        let tokens = fixture.latchkey.tokens();
        let begun = tokens.begin_on_page(&actor.session, TRANSFER, Some(CONTENT), None, "/done").await.unwrap().unwrap();
        let form = Form { path: PATH.to_owned(), fields: Vec::new(), act: Sensitive::ConfirmAction };
        Self { id: begun.id, pending: fixture.latchkey.forms().park(&actor.session, &form).await.unwrap() }
    }

    /// Proves a code, and returns the session that may confirm.
    async fn prove(&self, fixture: &Fixture, actor: &mut Actor) -> Session {
        fixture.pass_seconds(30);
        let proving = actor.session.proving(Purpose::Form(self.pending.id.clone()));
        actor.session = fixture.totp(&proving, &actor.app.code(fixture.now())).await.unwrap().session;
        fixture.latchkey.forms().take(&actor.session, &self.pending.id).await.unwrap().1
    }
}

async fn consume(fixture: &Fixture, actor: &Actor, id: &str) -> Result<MfaProof, TokenRefusal> {
    let expected = Expected { content: digest(CONTENT), ..actor.expected(TRANSFER) };
    fixture.latchkey.tokens().consume_confirmed(&fixture.caller, id, expected).await
}

on_each_database! {
    async fn it_is_used_once_however_many_servers_ask(fixture: Fixture) {
        protect(&fixture).await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        let page = Page::open(&fixture, &actor).await;
        let session = page.prove(&fixture, &mut actor).await;
        assert_eq!(fixture.latchkey.tokens().confirm(&fixture.caller, &session, &page.id).await.unwrap(), "/done");
        let answers = futures::future::join_all((0..8).map(|_| consume(&fixture, &actor, &page.id))).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
        assert!(answers.iter().all(|answer| matches!(answer, Ok(_) | Err(TokenRefusal::Consumed))), "{answers:?}");
        let audited = "SELECT COUNT(*) FROM audit_event WHERE event = 'mfa_token_consumed' AND detail = 'transfer.create'";
        assert_eq!(number(&fixture.database_url, audited).await, 1);
    }

    async fn only_a_session_whose_proof_was_for_that_confirms(fixture: Fixture) {
        protect(&fixture).await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        let page = Page::open(&fixture, &actor).await;
        let tokens = fixture.latchkey.tokens();
        assert_eq!(tokens.confirm(&fixture.caller, &actor.session, &page.id).await, Err(Error::StepUpRequired));
        // Proved for another form.
        let form = Form { path: "/account/data".to_owned(), fields: Vec::new(), act: Sensitive::CopyData };
        let other = Page { id: page.id.clone(), pending: fixture.latchkey.forms().park(&actor.session, &form).await.unwrap() };
        let session = other.prove(&fixture, &mut actor).await;
        assert_eq!(tokens.confirm(&fixture.caller, &session, &page.id).await, Err(Error::StepUpRequired));
        // Of another user, whose proof was for an action.
        let mut eve = Actor::new(&fixture, "eve@example.org").await;
        let own = Page::open(&fixture, &eve).await;
        let session = own.prove(&fixture, &mut eve).await;
        assert_eq!(tokens.confirm(&fixture.caller, &session, &page.id).await, Err(Error::ConfirmationOver));
        assert_eq!(consume(&fixture, &actor, &page.id).await, Err(TokenRefusal::NotProved));
    }

    async fn what_was_begun_otherwise_is_not_confirmed_here(fixture: Fixture) {
        protect(&fixture).await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        let begun = actor.begin(&fixture, TRANSFER, Some(CONTENT)).await;
        let page = Page::open(&fixture, &actor).await;
        let session = page.prove(&fixture, &mut actor).await;
        assert_eq!(fixture.latchkey.tokens().confirm(&fixture.caller, &session, &begun.id).await, Err(Error::ConfirmationOver));
        actor.session = session;
        assert_eq!(consume(&fixture, &actor, &begun.id).await, Err(TokenRefusal::Unknown));
    }

    async fn it_ends_with_its_session_its_action_and_its_account(fixture: Fixture) {
        protect(&fixture).await;
        let mut actor = Actor::new(&fixture, "a@example.org").await;
        let page = Page::open(&fixture, &actor).await;
        let session = page.prove(&fixture, &mut actor).await;
        fixture.set_policy(|policy| policy.actions.clear()).await;
        assert_eq!(fixture.latchkey.tokens().confirm(&fixture.caller, &session, &page.id).await, Err(Error::ConfirmationOver));
        protect(&fixture).await;
        fixture.latchkey.tokens().confirm(&fixture.caller, &session, &page.id).await.unwrap();
        assert_eq!(fixture.latchkey.tokens().confirm(&fixture.caller, &session, &page.id).await, Err(Error::ConfirmationOver), "once");
        fixture.set_policy(|policy| (policy.totp, policy.passkey) = (false, true)).await;
        assert_eq!(consume(&fixture, &actor, &page.id).await, Err(TokenRefusal::Expired), "its method is switched off");
        fixture.set_policy(|policy| policy.totp = true).await;
        tamper(&fixture, "UPDATE account SET disabled_at = 1").await;
        assert_eq!(consume(&fixture, &actor, &page.id).await, Err(TokenRefusal::Expired));
        tamper(&fixture, "DELETE FROM session").await;
        assert_eq!(consume(&fixture, &actor, &page.id).await, Err(TokenRefusal::Unknown));
    }
}
