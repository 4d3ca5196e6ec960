//! An action counts only for the session, the object and the purpose that its user saw.

use crate::fixture::{App, Fixture, PASSWORD, on_each_database, race, rounds};
use mfa::{
    EmailChange, Enrollment, Error, Form, KeyGrant, Level, Opened, Purpose, Scope, Sensitive, Session,
    policy::{Action, TokenKind},
};

const TRANSFER: &str = "transfer.create";

async fn protect_transfers(fixture: &Fixture) {
    fixture
        .set_policy(|policy| {
            policy.actions.push(Action {
                name: TRANSFER.to_owned(),
                description: String::new(),
                required: false,
                token: TokenKind::SingleUse,
                lifetime_seconds: 60,
            });
        })
        .await;
}

/// Proves the app for a purpose. The clock moves on to the next code, since each is accepted once.
async fn prove(fixture: &Fixture, session: &Session, app: &App, purpose: Purpose) -> Result<Session, Error> {
    fixture.pass_seconds(30);
    Ok(fixture.totp(&session.proving(purpose), &app.code(fixture.now())).await?.session)
}

fn form(path: &str, act: Sensitive) -> Form {
    Form { path: path.to_owned(), fields: vec![], act }
}

/// The session as the next request finds it.
pub(crate) async fn next_request(fixture: &Fixture, opened: &Opened) -> Session {
    fixture.latchkey.sessions().find(opened.token.expose(), Level::Full).await.unwrap().unwrap().session
}

on_each_database! {
    async fn a_proof_for_an_action_opens_nothing_else(fixture: Fixture) {
        protect_transfers(&fixture).await;
        let (session, app, _) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(301);
        let begun = fixture.latchkey.tokens().begin(&session, TRANSFER, None, None).await.unwrap().unwrap();
        fixture.pass_seconds(30);
        let opened = fixture.totp(&session.proving(Purpose::Action(begun.id.clone())), &app.code(fixture.now())).await.unwrap();
        // The session as stored, not only as in the request of the proof.
        let session = next_request(&fixture, &opened).await;
        fixture.latchkey.tokens().issue(&fixture.caller, &session, &begun.id).await.unwrap();

        let device = fixture.latchkey.totp().devices(&session).await.unwrap().remove(0).id;
        let step_up = Some(Error::StepUpRequired);
        assert_eq!(fixture.latchkey.recovery_codes().new_codes(&fixture.caller, &session).await.err(), step_up);
        assert_eq!(fixture.latchkey.totp().begin(&session, Some(&device), "Authenticator app").await.err(), step_up);
        assert_eq!(fixture.latchkey.totp().remove(&fixture.caller, &session, &device).await.err(), step_up);
        assert_eq!(fixture.latchkey.passkeys().begin_registration(&session).await.err(), step_up);
        assert_eq!(fixture.latchkey.account().change_password(&fixture.caller, &session, PASSWORD, "another good passphrase").await.err(), step_up);
        let change = EmailChange { from: "a@example.org", to: "b@example.org", password: PASSWORD };
        assert_eq!(fixture.latchkey.account().change_email(&fixture.caller, &session, change).await.err(), step_up);
        assert_eq!(fixture.latchkey.account().delete(&fixture.caller, &session).await.err(), step_up);
    }

    async fn another_method_is_no_proof_of_an_action(fixture: Fixture) {
        protect_transfers(&fixture).await;
        fixture.set_policy(|policy| policy.max_totp_devices = 2).await;
        let (session, _, _) = fixture.settled("a@example.org").await;
        let begun = fixture.latchkey.tokens().begin(&session, TRANSFER, None, None).await.unwrap().unwrap();
        let pending = fixture.latchkey.totp().begin(&session, None, "Authenticator app").await.unwrap();
        let confirming = session.proving(Purpose::Action(begun.id.clone()));
        let code = App::new(&pending.secret).code(fixture.now());
        assert_eq!(fixture.latchkey.totp().confirm(&fixture.caller, &confirming, &code).await.unwrap_err(), Error::ConfirmationOver);
        assert_eq!(fixture.latchkey.tokens().issue(&fixture.caller, &session, &begun.id).await.err(), Some(Error::StepUpRequired));
        assert_eq!(fixture.latchkey.totp().devices(&session).await.unwrap().len(), 1);
    }

    async fn another_method_is_no_proof_of_the_session(fixture: Fixture) {
        fixture.set_policy(|policy| policy.max_totp_devices = 2).await;
        let (session, _, _) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(299);
        let (opened, _) = fixture.enroll(&session).await;
        fixture.pass_seconds(1);
        let session = next_request(&fixture, &opened).await;
        assert_eq!(fixture.latchkey.recovery_codes().new_codes(&fixture.caller, &session).await.err(), Some(Error::StepUpRequired));
    }

    async fn a_method_whose_addition_was_proved_can_be_finished_later(fixture: Fixture) {
        fixture.set_policy(|policy| policy.max_totp_devices = 3).await;
        let (session, app, _) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(30);
        let opened = fixture.totp(&session, &app.code(fixture.now())).await.unwrap();
        fixture.pass_seconds(299);
        let pending = fixture.latchkey.totp().begin(&next_request(&fixture, &opened).await, None, "Authenticator app").await.unwrap();
        fixture.pass_seconds(9 * 60);
        let late = next_request(&fixture, &opened).await;
        assert_eq!(
            fixture.latchkey.recovery_codes().new_codes(&fixture.caller, &late).await.err(),
            Some(Error::StepUpRequired),
            "it counts for that alone"
        );
        let code = App::new(&pending.secret).code(fixture.now());
        let added = fixture.latchkey.totp().confirm(&fixture.caller, &late, &code).await.unwrap();
        let done = next_request(&fixture, &added).await;
        assert_eq!(
            fixture.latchkey.totp().begin(&done, None, "Authenticator app").await.err(),
            Some(Error::StepUpRequired),
            "the next one takes a proof of its own"
        );
    }

    async fn what_was_proved_for_one_addition_serves_no_other(fixture: Fixture) {
        fixture.set_policy(|policy| policy.max_totp_devices = 9).await;
        let (session, app, _) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(270);
        let session = prove(&fixture, &session, &app, Purpose::Session).await.unwrap();
        fixture.latchkey.totp().begin(&session, None, "Authenticator app").await.unwrap();
        let step_up = Some(Error::StepUpRequired);
        // Beginning again doesn't extend the proof.
        fixture.pass_seconds(590);
        fixture.latchkey.totp().begin(&session, None, "Authenticator app").await.unwrap();
        let device = fixture.latchkey.totp().devices(&session).await.unwrap().remove(0).id;
        assert_eq!(fixture.latchkey.totp().begin(&session, Some(&device), "Authenticator app").await.err(), step_up, "another act");
        assert_eq!(fixture.latchkey.passkeys().begin_registration(&session).await.err(), step_up, "another method");
        fixture.pass_seconds(10);
        assert_eq!(fixture.latchkey.totp().begin(&session, None, "Authenticator app").await.err(), step_up, "ten minutes");

        // Cancelling uses up the proof.
        let session = prove(&fixture, &session, &app, Purpose::Session).await.unwrap();
        fixture.latchkey.totp().begin(&session, None, "Authenticator app").await.unwrap();
        fixture.latchkey.totp().cancel(&session).await.unwrap();
        fixture.pass_seconds(300);
        assert_eq!(fixture.latchkey.totp().begin(&session, None, "Authenticator app").await.err(), step_up);
    }

    async fn a_token_by_a_method_that_is_switched_off_counts_no_more(fixture: Fixture) {
        protect_transfers(&fixture).await;
        let (session, app, _) = fixture.settled("a@example.org").await;
        let begin = || fixture.latchkey.tokens().begin(&session, TRANSFER, None, None);
        let (issued, proved) = (begin().await.unwrap().unwrap(), begin().await.unwrap().unwrap());
        let session = prove(&fixture, &session, &app, Purpose::Action(issued.id.clone())).await.unwrap();
        let token = fixture.latchkey.tokens().issue(&fixture.caller, &session, &issued.id).await.unwrap().token;
        let session = prove(&fixture, &session, &app, Purpose::Action(proved.id.clone())).await.unwrap();
        fixture.set_policy(|policy| policy.totp = false).await;
        assert_eq!(fixture.latchkey.tokens().issue(&fixture.caller, &session, &proved.id).await.err(), Some(Error::ConfirmationOver));
        let expected = mfa::Expected { action: TRANSFER, user: None, session: None, content: None };
        assert!(fixture.latchkey.tokens().consume(&fixture.caller, &token, expected).await.is_err());
    }

    async fn an_administrator_who_has_removed_the_method_has_proved_nothing(fixture: Fixture) {
        fixture.set_policy(|policy| policy.enrollment = Enrollment::None).await;
        fixture.sign_up("admin@example.org").await;
        fixture.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
        let (opened, _) = fixture.enroll(&fixture.sign_in("admin@example.org").await).await;
        let session = next_request(&fixture, &opened).await;
        session.require_administrator().unwrap();
        let device = fixture.latchkey.totp().devices(&session).await.unwrap().remove(0).id;
        fixture.latchkey.totp().remove(&fixture.caller, &session, &device).await.unwrap();
        assert_eq!(next_request(&fixture, &opened).await.require_administrator(), Err(Error::StepUpRequired));
    }

    async fn a_pending_form_runs_on_the_proof_that_was_given_for_it(fixture: Fixture) {
        let (session, app, codes) = fixture.settled("a@example.org").await;
        let first = fixture.latchkey.forms().park(&session, &form("/account/delete", Sensitive::DeleteAccount)).await.unwrap();
        let take = |session: Session, id: String| {
            let latchkey = fixture.latchkey.clone();
            async move { latchkey.forms().take(&session, &id).await }
        };
        assert_eq!(take(session.clone(), first.id.clone()).await.unwrap_err(), Error::ConfirmationOver, "nothing is proved");
        let session = prove(&fixture, &session, &app, Purpose::Session).await.unwrap();
        assert_eq!(take(session.clone(), first.id.clone()).await.unwrap_err(), Error::ConfirmationOver, "proved for the session");

        let second = fixture.latchkey.forms().park(&session, &form("/admin/keys", Sensitive::Administer)).await.unwrap();
        let refused = prove(&fixture, &session, &app, Purpose::Form(first.id.clone())).await;
        assert_eq!(refused.unwrap_err(), Error::ConfirmationOver, "another one has taken its place");
        let session = fixture.recovery(&session.proving(Purpose::Form(second.id.clone())), &codes[0]).await.unwrap().session;
        assert_eq!(take(session.clone(), first.id.clone()).await.unwrap_err(), Error::ConfirmationOver);
        let (taken, _) = take(session.clone(), second.id.clone()).await.unwrap();
        assert_eq!(taken.path, "/admin/keys");
        assert_eq!(take(session, second.id).await.unwrap_err(), Error::ConfirmationOver, "once");
    }

    async fn a_pending_form_does_not_wait_for_ever(fixture: Fixture) {
        let (session, app, _) = fixture.settled("a@example.org").await;
        let delete = form("/account/delete", Sensitive::DeleteAccount);
        let late = fixture.latchkey.forms().park(&session, &delete).await.unwrap();
        fixture.pass_seconds(570);
        let session = prove(&fixture, &session, &app, Purpose::Session).await.unwrap();
        assert_eq!(fixture.latchkey.forms().pending(&session).await.unwrap(), None);
        assert_eq!(prove(&fixture, &session, &app, Purpose::Form(late.id)).await.unwrap_err(), Error::ConfirmationOver);

        let given_up = fixture.latchkey.forms().park(&session, &delete).await.unwrap();
        fixture.latchkey.forms().give_up(&session, Some(&given_up.id)).await.unwrap();
        assert_eq!(prove(&fixture, &session, &app, Purpose::Form(given_up.id)).await.unwrap_err(), Error::ConfirmationOver);
    }

    async fn a_proof_for_a_form_counts_for_that_form(fixture: Fixture) {
        let (session, app, _) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(301);
        let pending = fixture.latchkey.forms().park(&session, &form("/account/recovery-codes", Sensitive::NewRecoveryCodes)).await.unwrap();
        fixture.pass_seconds(30);
        let opened = fixture.totp(&session.proving(Purpose::Form(pending.id.clone())), &app.code(fixture.now())).await.unwrap();
        let (_, granted) = fixture.latchkey.forms().take(&opened.session, &pending.id).await.unwrap();
        assert_eq!(fixture.latchkey.account().delete(&fixture.caller, &granted).await.err(), Some(Error::StepUpRequired));
        fixture.latchkey.recovery_codes().new_codes(&fixture.caller, &granted).await.unwrap();
        let later = next_request(&fixture, &opened).await;
        assert_eq!(fixture.latchkey.recovery_codes().new_codes(&fixture.caller, &later).await.err(), Some(Error::StepUpRequired), "once");
    }

    /// The session was read, with its proof, before the policy was saved.
    async fn a_proof_by_a_method_that_is_switched_off_meanwhile_counts_no_more(fixture: Fixture) {
        let (session, _, _) = fixture.settled("a@example.org").await;
        fixture.set_policy(|policy| policy.totp = false).await;
        assert_eq!(fixture.latchkey.account().delete(&fixture.caller, &session).await.err(), Some(Error::StepUpRequired));
        fixture.set_policy(|policy| policy.totp = true).await;
        fixture.latchkey.account().delete(&fixture.caller, &session).await.unwrap();
    }

    async fn a_proof_for_a_form_is_of_no_use_to_a_request_from_before_it(fixture: Fixture) {
        let (before, app, _) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(301);
        let pending = fixture.latchkey.forms().park(&before, &form("/account/data", Sensitive::CopyData)).await.unwrap();
        let proved = prove(&fixture, &before, &app, Purpose::Form(pending.id.clone())).await.unwrap();
        assert_eq!(fixture.latchkey.forms().take(&before, &pending.id).await.unwrap_err(), Error::ConfirmationOver);
        let (_, granted) = fixture.latchkey.forms().take(&proved, &pending.id).await.unwrap();
        assert_eq!(fixture.latchkey.account().copy_data(&fixture.caller, &before).await.err(), Some(Error::StepUpRequired));
        // Another act leaves the proof alone.
        fixture.latchkey.totp().cancel(&granted).await.unwrap();
        let later = fixture.latchkey.sessions().reload(&granted).await.unwrap();
        fixture.latchkey.account().copy_data(&fixture.caller, &later).await.unwrap();
        assert_eq!(fixture.latchkey.account().copy_data(&fixture.caller, &later).await.err(), Some(Error::StepUpRequired), "once");
    }

    async fn a_password_that_is_to_be_changed_can_be_thought_about(fixture: Fixture) {
        let (session, app, _) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(301);
        let pending = fixture.latchkey.forms().park(&session, &form("/account/password", Sensitive::ChangePassword)).await.unwrap();
        fixture.pass_seconds(30);
        let opened = fixture.totp(&session.proving(Purpose::Form(pending.id.clone())), &app.code(fixture.now())).await.unwrap();
        fixture.latchkey.forms().take(&opened.session, &pending.id).await.unwrap();
        fixture.pass_seconds(599);
        let later = next_request(&fixture, &opened).await;
        let changed = fixture.latchkey.account().change_password(&fixture.caller, &later, PASSWORD, "another good passphrase").await.unwrap();
        let again = next_request(&fixture, &changed).await;
        assert_eq!(fixture.latchkey.needs_proof_for(&again, Sensitive::ChangePassword).await, Ok(true));
    }

    async fn a_half_session_proves_its_sign_in_and_nothing_else(fixture: Fixture) {
        let (full, app, _) = fixture.settled("a@example.org").await;
        let pending = fixture.latchkey.forms().park(&full, &form("/account/delete", Sensitive::DeleteAccount)).await.unwrap();
        let half = fixture.sign_in("a@example.org").await;
        for purpose in [Purpose::Form(pending.id.clone()), Purpose::Action("any".to_owned())] {
            assert_eq!(prove(&fixture, &half, &app, purpose).await.unwrap_err(), Error::ConfirmationOver);
        }
        prove(&fixture, &half, &app, Purpose::Session).await.unwrap();
        assert_eq!(fixture.latchkey.forms().take(&full, &pending.id).await.unwrap_err(), Error::ConfirmationOver);
    }

    async fn done_acknowledges_the_codes_that_were_shown(fixture: Fixture) {
        let (session, _, _) = fixture.settled("a@example.org").await;
        let shown = fixture.latchkey.recovery_codes().new_codes(&fixture.caller, &session).await.unwrap();
        let newer = fixture.latchkey.recovery_codes().new_codes(&fixture.caller, &session).await.unwrap();
        let done = |codes: &[String]| {
            let (latchkey, caller, session, code) = (fixture.latchkey.clone(), fixture.caller.clone(), session.clone(), codes[0].clone());
            async move { latchkey.recovery_codes().acknowledge(&caller, &session, Some(&code)).await }
        };
        assert_eq!(done(&shown).await, Err(Error::RecoveryCodesReplaced));
        assert_eq!(fixture.latchkey.recovery_codes().codes(&session).await.unwrap(), newer, "nothing has happened to the newer ones");
        done(&newer).await.unwrap();
        assert_eq!(done(&newer).await, Err(Error::RecoveryCodesAcknowledged), "pressed twice");
        assert_eq!(done(&shown).await, Err(Error::RecoveryCodesReplaced));
    }

    async fn codes_that_another_session_has_replaced_are_not_taken_for_saved(fixture: Fixture) {
        let (laptop, app, _) = fixture.settled("a@example.org").await;
        let shown = fixture.latchkey.recovery_codes().new_codes(&fixture.caller, &laptop).await.unwrap();
        let phone = prove(&fixture, &fixture.sign_in("a@example.org").await, &app, Purpose::Session).await.unwrap();
        let newer = fixture.latchkey.recovery_codes().new_codes(&fixture.caller, &phone).await.unwrap();
        fixture.latchkey.recovery_codes().acknowledge(&fixture.caller, &phone, Some(&newer[0])).await.unwrap();
        let done = fixture.latchkey.recovery_codes().acknowledge(&fixture.caller, &laptop, Some(&shown[0])).await;
        assert_eq!(done, Err(Error::RecoveryCodesReplaced));
    }

    async fn of_two_tabs_one_has_the_codes_that_count(fixture: Fixture) {
        let (session, _, _) = fixture.settled("a@example.org").await;
        for _ in 0..rounds(5) {
            let first = fixture.latchkey.recovery_codes().new_codes(&fixture.caller, &session).await.unwrap();
            let second = fixture.latchkey.recovery_codes().new_codes(&fixture.caller, &session);
            let done = fixture.latchkey.recovery_codes().acknowledge(&fixture.caller, &session, Some(&first[0]));
            let (second, done) = tokio::join!(second, done);
            let second = second.unwrap();
            match done {
                // The first set was acknowledged before the newer one was made, which is pending now.
                Ok(_) => {
                    assert_eq!(fixture.latchkey.recovery_codes().codes(&session).await.unwrap(), second);
                    fixture.latchkey.recovery_codes().acknowledge(&fixture.caller, &session, Some(&second[0])).await.unwrap();
                }
                Err(error) => {
                    assert_eq!(error, Error::RecoveryCodesReplaced);
                    assert_eq!(fixture.latchkey.recovery_codes().codes(&session).await.unwrap(), second);
                }
            }
        }
    }

    async fn a_tightened_policy_reaches_sessions_that_are_open(fixture: Fixture) {
        fixture.set_policy(|policy| policy.session_based = false).await;
        let (_, _, _) = fixture.settled("a@example.org").await;
        let opened = fixture.latchkey.account().sign_in(&fixture.caller, "a@example.org", PASSWORD, None).await.unwrap();
        assert_eq!(next_request(&fixture, &opened).await.level, Level::Full);
        fixture.set_policy(|policy| policy.session_based = true).await;
        let owing = next_request(&fixture, &opened).await;
        assert_eq!(owing.level, Level::Half);
        assert_eq!(fixture.latchkey.totp().devices(&owing).await.unwrap_err(), Error::RequiresAdditionalAuth);
        assert_eq!(fixture.latchkey.status(Some(&owing)).await.unwrap().step.name(), "challenge");
    }

    async fn a_proof_by_a_method_that_is_switched_off_counts_no_more(fixture: Fixture) {
        let (session, app, codes) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(30);
        let opened = fixture.totp(&session, &app.code(fixture.now())).await.unwrap();
        fixture.set_policy(|policy| policy.totp = false).await;
        let owing = next_request(&fixture, &opened).await;
        assert_eq!((owing.level, owing.proved_at), (Level::Half, None));
        fixture.set_policy(|policy| policy.enrollment = Enrollment::Action).await;
        let raised = fixture.recovery(&owing, &codes[0]).await.unwrap();
        assert_eq!(next_request(&fixture, &raised).await.level, Level::Full, "a recovery code stands in for it");
    }

    /// The policy was tightened after the request was found; another tab has given the proof that it demands.
    async fn a_request_that_waits_does_not_act_by_the_proof_of_another_token(fixture: Fixture) {
        fixture.set_policy(|policy| policy.session_based = false).await;
        let (_, app, _) = fixture.settled("a@example.org").await;
        let waiting = fixture.sign_in("a@example.org").await;
        let device = fixture.latchkey.totp().devices(&waiting).await.unwrap().remove(0).id;
        fixture.set_policy(|policy| policy.session_based = true).await;
        fixture.pass_seconds(30);
        let elsewhere = fixture.latchkey.sessions().reload(&waiting).await.unwrap();
        let proved = fixture.totp(&elsewhere, &app.code(fixture.now())).await.unwrap().session;
        let rename = async |session| fixture.latchkey.totp().rename(&fixture.caller, session, &device, "Old phone").await;
        assert_eq!(rename(&waiting).await, Err(Error::RequiresAdditionalAuth));
        assert_eq!(rename(&proved).await, Ok(()));
    }

    async fn what_was_granted_for_a_method_that_is_switched_off_is_granted_no_more(fixture: Fixture) {
        let (session, app, codes) = fixture.settled("a@example.org").await;
        let session = fixture.recovery(&session, &codes[0]).await.unwrap().session;
        fixture.pass_seconds(301);
        let grant = async |session: &Session| {
            let pending = fixture.latchkey.forms().park(session, &form("/account/password", Sensitive::ChangePassword)).await.unwrap();
            let session = prove(&fixture, session, &app, Purpose::Form(pending.id.clone())).await.unwrap();
            fixture.latchkey.forms().take(&session, &pending.id).await.unwrap().1
        };
        let change = async |session: &Session, to| fixture.latchkey.account().change_password(&fixture.caller, session, PASSWORD, to).await;
        let at_once = grant(&session).await;
        let later = fixture.latchkey.sessions().reload(&at_once).await.unwrap();
        fixture.set_policy(|policy| policy.totp = false).await;
        for session in [&at_once, &later] {
            assert_eq!(change(session, "another good passphrase").await.err(), Some(Error::StepUpRequired));
        }
        fixture.set_policy(|policy| policy.totp = true).await;
        assert!(change(&later, "another good passphrase").await.is_ok(), "the method was the only obstacle");
    }

    async fn an_enrollment_that_cannot_be_put_off_any_more_is_owed_by_open_sessions(fixture: Fixture) {
        fixture.set_policy(|policy| policy.enrollment = Enrollment::None).await;
        let opened = fixture.latchkey.account().sign_up(&fixture.caller, "a@example.org", PASSWORD, None).await.unwrap();
        let until = fixture.now().0 + 60_000;
        fixture
            .set_policy(|policy| {
                policy.enrollment = Enrollment::Signup;
                policy.grace_until = Some(until);
            })
            .await;
        assert_eq!(next_request(&fixture, &opened).await.level, Level::Full);
        fixture.pass_seconds(61);
        let owing = next_request(&fixture, &opened).await;
        assert_eq!(owing.level, Level::Half);
        let (enrolled, _) = fixture.enroll(&owing).await;
        assert_eq!(next_request(&fixture, &enrolled).await.level, Level::Full);
    }

    async fn the_dashboard_takes_a_proof_whatever_the_policy_says(fixture: Fixture) {
        fixture.set_policy(|policy| policy.enrollment = Enrollment::None).await;
        fixture.sign_up("admin@example.org").await;
        fixture.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
        let without = fixture.sign_in("admin@example.org").await;
        assert_eq!(without.require_administrator(), Err(Error::StepUpRequired), "nothing is enrolled");
        let (_, app) = fixture.enroll(&without).await;
        fixture.set_policy(|policy| policy.session_based = false).await;
        let by_password = fixture.sign_in("admin@example.org").await;
        assert_eq!(by_password.level, Level::Full);
        let grant = KeyGrant { scopes: &[Scope::ReadActions], valid_for: None };
        let made = fixture.latchkey.admin().create_application_key(&fixture.caller, &by_password, "shop", grant).await;
        assert_eq!(made.err(), Some(Error::StepUpRequired));
        assert_eq!(fixture.latchkey.admin().approvals(&by_password).await.err(), Some(Error::StepUpRequired));
        let proved = prove(&fixture, &by_password, &app, Purpose::Session).await.unwrap();
        fixture.latchkey.admin().create_application_key(&fixture.caller, &proved, "shop", grant).await.unwrap();
    }

    async fn a_page_belongs_to_the_session_that_it_was_drawn_for(fixture: Fixture) {
        let (a, app, _) = fixture.settled("a@example.org").await;
        let (b, _, _) = fixture.settled("b@example.org").await;
        let drawn = fixture.latchkey.forms().token(&a);
        assert!(fixture.latchkey.forms().is_token_of(&a, &drawn));
        assert!(!fixture.latchkey.forms().is_token_of(&b, &drawn));
        let half = fixture.sign_in("a@example.org").await;
        assert!(!fixture.latchkey.forms().is_token_of(&half, &drawn), "the same account, signed in anew");
        let stepped = prove(&fixture, &a, &app, Purpose::Session).await.unwrap();
        assert!(fixture.latchkey.forms().is_token_of(&stepped, &drawn), "a step-up changes nothing for open pages");
        fixture.another().await.operator().rotate_keys().await.unwrap();
        assert!(fixture.latchkey.forms().is_token_of(&stepped, &drawn), "neither does a rotation of the keys");
        assert!(fixture.another().await.forms().is_token_of(&stepped, &drawn));
        for forged in ["", "x", "AAAAAAAAAAAAAAAAAAAAAA", &drawn[1..], &format!("{drawn}A")] {
            assert!(!fixture.latchkey.forms().is_token_of(&a, forged), "{forged}");
        }
    }

    async fn many_proofs_at_once_prove_one_form_once(fixture: Fixture) {
        let (session, _, codes) = fixture.settled("a@example.org").await;
        let pending = fixture.latchkey.forms().park(&session, &form("/account/delete", Sensitive::DeleteAccount)).await.unwrap();
        let proving = session.proving(Purpose::Form(pending.id.clone()));
        let (won, _) = race(codes.iter().take(5).map(|code| fixture.recovery(&proving, code))).await;
        assert_eq!(won.len(), 1);
    }
}
