use crate::lab::{App, Lab, on_each_database, race};
use mfa::{
    ContentDigest, Enrollment, Error, Expected, Session, TokenRefusal,
    policy::{Action, TokenKind},
    view::{ActionDemand, Confirmation, MfaProof, MfaToken},
};

const TRANSFER: &str = "transfer.create";
const SETTING: &str = "settings.change";

/// A transfer takes a token each time, a setting one for five minutes.
async fn protect(lab: &Lab, required: bool) {
    lab.set_policy(|policy| {
        let action =
            |name: &str, token| Action { name: name.to_owned(), description: String::new(), required, token, lifetime_seconds: 300 };
        policy.actions = vec![action(TRANSFER, TokenKind::SingleUse), action(SETTING, TokenKind::TimeBound)];
    })
    .await;
}

async fn begin(lab: &Lab, session: &Session, action: &str, content: Option<&str>) -> Confirmation {
    lab.latchkey.begin_confirmation(session, action, content, Some("100 € to Bob")).await.unwrap().unwrap()
}

/// Gives a code for the confirmation, after the step that the last one was of; the session as it is from then on.
async fn prove(lab: &Lab, session: &Session, app: &App, confirmation: &Confirmation) -> Session {
    lab.pass_seconds(30);
    let session = session.confirming(Some(confirmation.id.clone()));
    lab.totp(&session, &app.code(lab.now())).await.unwrap().session
}

async fn issue(lab: &Lab, session: &Session, confirmation: &Confirmation) -> Result<MfaToken, Error> {
    lab.latchkey.issue_mfa_token(&lab.caller, session, &confirmation.id).await
}

async fn consume(lab: &Lab, token: &MfaToken, expected: Expected<'_>) -> Result<MfaProof, TokenRefusal> {
    lab.latchkey.consume_mfa_token(&lab.caller, &token.token, expected).await
}

fn of(action: &str) -> Expected<'_> {
    Expected { action, user: None, session: None, content: None }
}

/// A token for a transfer, from nothing.
async fn token(lab: &Lab, email: &str, content: Option<&str>) -> (Session, App, MfaToken) {
    let (session, app, _) = lab.settled(email).await;
    let begun = begin(lab, &session, TRANSFER, content).await;
    let session = prove(lab, &session, &app, &begun).await;
    let token = issue(lab, &session, &begun).await.unwrap();
    (session, app, token)
}

on_each_database! {
    async fn a_proof_earns_a_token_that_counts_once(lab: Lab) {
        protect(&lab, false).await;
        let (session, app, _) = lab.settled("a@example.org").await;
        let demand = lab.latchkey.action_demand(&session, TRANSFER).await.unwrap();
        assert_eq!(demand, ActionDemand { required: true, enrollment: false });
        let begun = begin(&lab, &session, TRANSFER, None).await;
        assert_eq!((begun.description.as_str(), begun.summary.as_deref()), (TRANSFER, Some("100 € to Bob")));
        assert_eq!(issue(&lab, &session, &begun).await.unwrap_err(), Error::StepUpRequired);
        assert_eq!(lab.latchkey.confirmation(&session, &begun.id).await.unwrap(), begun);

        let session = prove(&lab, &session, &app, &begun).await;
        assert_eq!(lab.latchkey.confirmation(&session, &begun.id).await.unwrap_err(), Error::ConfirmationOver);
        let token = issue(&lab, &session, &begun).await.unwrap();
        assert_eq!(token.expires_at, lab.now().0 + 300_000);
        assert_eq!(issue(&lab, &session, &begun).await.unwrap_err(), Error::ConfirmationOver);
        let proof = consume(&lab, &token, of(TRANSFER)).await.unwrap();
        assert_eq!((proof.user_id, proof.method.as_str(), proof.proved_at), (session.account_id, "totp", lab.now().0));
        assert_eq!(consume(&lab, &token, of(TRANSFER)).await.unwrap_err(), TokenRefusal::Consumed);
    }

    async fn a_proof_counts_for_what_it_was_given_for(lab: Lab) {
        protect(&lab, false).await;
        let (session, app, _) = lab.settled("a@example.org").await;
        let shown = begin(&lab, &session, TRANSFER, Some("10")).await;
        let other = begin(&lab, &session, TRANSFER, Some("10000")).await;
        let session = prove(&lab, &session, &app, &shown).await;
        assert_eq!(issue(&lab, &session, &other).await.unwrap_err(), Error::StepUpRequired);
        issue(&lab, &session, &shown).await.unwrap();

        // One that was given for nothing in particular counts for neither.
        let third = begin(&lab, &session, TRANSFER, None).await;
        lab.pass_seconds(30);
        let session = lab.totp(&session, &app.code(lab.now())).await.unwrap().session;
        assert_eq!(issue(&lab, &session, &third).await.unwrap_err(), Error::StepUpRequired);
    }

    async fn a_backup_code_and_a_first_code_prove_as_well(lab: Lab) {
        protect(&lab, true).await;
        let (session, _, codes) = lab.settled("a@example.org").await;
        let begun = begin(&lab, &session, TRANSFER, None).await;
        let session = lab.recovery(&session.confirming(Some(begun.id.clone())), &codes[0]).await.unwrap().session;
        let token = issue(&lab, &session, &begun).await.unwrap();
        assert_eq!(consume(&lab, &token, of(TRANSFER)).await.unwrap().method, "recovery_code");

        lab.set_policy(|policy| policy.enrollment = Enrollment::None).await;
        let session = lab.sign_up("b@example.org").await;
        let demand = lab.latchkey.action_demand(&session, TRANSFER).await.unwrap();
        assert_eq!(demand, ActionDemand { required: true, enrollment: true });
        let begun = begin(&lab, &session, TRANSFER, None).await;
        assert!(begun.enrollment);
        let (opened, _) = lab.enroll(&session.confirming(Some(begun.id.clone()))).await;
        let token = issue(&lab, &opened.session, &begun).await.unwrap();
        assert_eq!(consume(&lab, &token, of(TRANSFER)).await.unwrap().method, "totp");
    }

    async fn who_need_not_prove_anything_begins_nothing(lab: Lab) {
        lab.set_policy(|policy| policy.enrollment = Enrollment::None).await;
        protect(&lab, false).await;
        let session = lab.sign_up("a@example.org").await;
        assert!(!lab.latchkey.action_demand(&session, TRANSFER).await.unwrap().required);
        assert_eq!(lab.latchkey.begin_confirmation(&session, TRANSFER, None, None).await, Ok(None));
        let (session, _) = lab.enroll(&session).await;
        assert_eq!(lab.latchkey.begin_confirmation(&session.session, "unheard.of", None, None).await, Ok(None));
    }

    async fn a_half_session_does_none_of_it(lab: Lab) {
        protect(&lab, false).await;
        let (session, _, _) = lab.settled("a@example.org").await;
        let begun = begin(&lab, &session, TRANSFER, None).await;
        let half = lab.sign_in("a@example.org").await;
        assert_eq!(lab.latchkey.action_demand(&half, TRANSFER).await.unwrap_err(), Error::RequiresAdditionalAuth);
        assert_eq!(lab.latchkey.begin_confirmation(&half, TRANSFER, None, None).await.unwrap_err(), Error::RequiresAdditionalAuth);
        assert_eq!(issue(&lab, &half, &begun).await.unwrap_err(), Error::RequiresAdditionalAuth);
    }

    async fn another_session_can_neither_prove_nor_fetch_it(lab: Lab) {
        protect(&lab, false).await;
        let (session, app, codes) = lab.settled("a@example.org").await;
        let begun = begin(&lab, &session, TRANSFER, None).await;
        let other = lab.sign_in("a@example.org").await.confirming(Some(begun.id.clone()));
        lab.pass_seconds(30);
        let code = app.code(lab.now());
        assert_eq!(lab.totp(&other, &code).await.unwrap_err(), Error::ConfirmationOver);
        assert_eq!(lab.recovery(&other, &codes[0]).await.unwrap_err(), Error::ConfirmationOver);
        // What came to nothing has used up nothing.
        let other = lab.totp(&other.confirming(None), &code).await.unwrap().session;
        lab.recovery(&other, &codes[0]).await.unwrap();
        assert_eq!(issue(&lab, &other, &begun).await.unwrap_err(), Error::ConfirmationOver);
        let session = prove(&lab, &session, &app, &begun).await;
        assert_eq!(issue(&lab, &other, &begun).await.unwrap_err(), Error::ConfirmationOver);
        issue(&lab, &session, &begun).await.unwrap();
    }

    async fn a_token_counts_for_nothing_else(lab: Lab) {
        protect(&lab, false).await;
        let digest = |content: &str| Some(ContentDigest::of(content.as_bytes()));
        let (session, _, token) = token(&lab, "a@example.org", Some("100 to Bob")).await;
        let (stranger, _, _) = lab.settled("b@example.org").await;
        let right = Expected { action: TRANSFER, user: Some(&session.account_id), session: Some(&session.id), content: digest("100 to Bob") };
        for (expected, refusal) in [
            (Expected { action: SETTING, ..right }, TokenRefusal::Action),
            (Expected { user: Some(&stranger.account_id), ..right }, TokenRefusal::User),
            (Expected { session: Some(&stranger.id), ..right }, TokenRefusal::Session),
            (Expected { content: digest("1000 to Bob"), ..right }, TokenRefusal::Content),
            (Expected { content: None, ..right }, TokenRefusal::Content),
        ] {
            assert_eq!(consume(&lab, &token, expected).await.unwrap_err(), refusal);
        }
        let forged = MfaToken { token: token.token.chars().rev().collect(), ..token.clone() };
        assert_eq!(consume(&lab, &forged, right).await.unwrap_err(), TokenRefusal::Unknown);
        consume(&lab, &token, right).await.unwrap();
    }

    async fn a_token_that_is_bound_to_no_content_has_none(lab: Lab) {
        protect(&lab, false).await;
        let (_, _, token) = token(&lab, "a@example.org", None).await;
        let content = Some(ContentDigest::of(b"anything"));
        assert_eq!(consume(&lab, &token, Expected { content, ..of(TRANSFER) }).await.unwrap_err(), TokenRefusal::Content);
    }

    async fn a_token_has_its_time(lab: Lab) {
        protect(&lab, false).await;
        let (_, _, token) = token(&lab, "a@example.org", None).await;
        lab.pass_seconds(299);
        lab.latchkey.sweep().await.unwrap();
        lab.pass_seconds(1);
        lab.latchkey.sweep().await.unwrap();
        assert_eq!(consume(&lab, &token, of(TRANSFER)).await.unwrap_err(), TokenRefusal::Expired);
        lab.pass_seconds(86_400);
        lab.latchkey.sweep().await.unwrap();
        assert_eq!(consume(&lab, &token, of(TRANSFER)).await.unwrap_err(), TokenRefusal::Unknown);
    }

    async fn what_is_begun_is_proved_within_ten_minutes(lab: Lab) {
        protect(&lab, false).await;
        let (session, app, _) = lab.settled("a@example.org").await;
        let begun = begin(&lab, &session, TRANSFER, None).await;
        lab.pass_seconds(600);
        let late = session.confirming(Some(begun.id.clone()));
        assert_eq!(lab.totp(&late, &app.code(lab.now())).await.unwrap_err(), Error::ConfirmationOver);
    }

    async fn a_token_ends_with_its_session(lab: Lab) {
        protect(&lab, false).await;
        let (session, _, signed_out) = token(&lab, "a@example.org", None).await;
        lab.latchkey.discard(&session).await.unwrap();
        assert_eq!(consume(&lab, &signed_out, of(TRANSFER)).await.unwrap_err(), TokenRefusal::Unknown);

        let (_, _, idle) = token(&lab, "b@example.org", None).await;
        lab.set_policy(|policy| policy.actions[0].lifetime_seconds = 86_400).await;
        let (_, _, lasting) = token(&lab, "c@example.org", None).await;
        lab.pass_seconds(30 * 60);
        for token in [idle, lasting] {
            assert_eq!(consume(&lab, &token, of(TRANSFER)).await.unwrap_err(), TokenRefusal::Expired);
        }
    }

    async fn a_time_bound_token_counts_until_its_time_is_over(lab: Lab) {
        protect(&lab, false).await;
        let (session, app, _) = lab.settled("a@example.org").await;
        let begun = begin(&lab, &session, SETTING, None).await;
        let session = prove(&lab, &session, &app, &begun).await;
        let token = issue(&lab, &session, &begun).await.unwrap();
        for _ in 0..3 {
            lab.pass_seconds(99);
            consume(&lab, &token, of(SETTING)).await.unwrap();
        }
        lab.pass_seconds(3);
        assert_eq!(consume(&lab, &token, of(SETTING)).await.unwrap_err(), TokenRefusal::Expired);
    }

    async fn without_the_action_in_the_policy_there_is_no_token(lab: Lab) {
        protect(&lab, false).await;
        let (session, app, _) = lab.settled("a@example.org").await;
        let begun = begin(&lab, &session, TRANSFER, None).await;
        let session = prove(&lab, &session, &app, &begun).await;
        lab.set_policy(|policy| policy.actions.clear()).await;
        assert_eq!(issue(&lab, &session, &begun).await.unwrap_err(), Error::ConfirmationOver);
    }

    async fn what_is_too_long_is_refused_and_control_characters_are_blanks(lab: Lab) {
        protect(&lab, false).await;
        let (session, _, _) = lab.settled("a@example.org").await;
        let long = "x".repeat(301);
        assert_eq!(lab.latchkey.begin_confirmation(&session, TRANSFER, None, Some(&long)).await.unwrap_err(), Error::MalformedRequest);
        let long = "x".repeat(32 * 1024 + 1);
        assert_eq!(lab.latchkey.begin_confirmation(&session, TRANSFER, Some(&long), None).await.unwrap_err(), Error::MalformedRequest);
        let begun = lab.latchkey.begin_confirmation(&session, TRANSFER, None, Some(" 1\r\n2\u{1b} ")).await.unwrap().unwrap();
        assert_eq!(begun.summary.as_deref(), Some("1  2"));
    }

    async fn of_thirty_at_once_one_gets_the_token_and_one_uses_it(lab: Lab) {
        protect(&lab, false).await;
        let (mut session, app, _) = lab.settled("a@example.org").await;
        for _ in 0..4 {
            let begun = begin(&lab, &session, TRANSFER, None).await;
            session = prove(&lab, &session, &app, &begun).await;
            let (mut issued, _) = race((0..30).map(|_| issue(&lab, &session, &begun))).await;
            assert_eq!(issued.len(), 1);
            let token = issued.remove(0);
            let uses = futures::future::join_all((0..30).map(|_| consume(&lab, &token, of(TRANSFER)))).await;
            assert_eq!(uses.iter().filter(|used| used.is_ok()).count(), 1);
            assert!(uses.iter().flat_map(|used| used.as_ref().err()).all(|refusal| *refusal == TokenRefusal::Consumed), "{uses:?}");
        }
    }
}
