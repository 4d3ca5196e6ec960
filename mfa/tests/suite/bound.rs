//! An act counts for the session, the thing and the purpose that its user saw, and for nothing else.

use crate::lab::{App, Lab, PASSWORD, on_each_database, race, rounds};
use mfa::{
    EmailChange, Enrollment, Error, Form, Level, Opened, Purpose, Sensitive, Session,
    policy::{Action, TokenKind},
};

const TRANSFER: &str = "transfer.create";

async fn protect_transfers(lab: &Lab) {
    lab.set_policy(|policy| {
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

/// Proves the app for a purpose. A code counts once, so that the clock moves on to the next one.
async fn prove(lab: &Lab, session: &Session, app: &App, purpose: Purpose) -> Result<Session, Error> {
    lab.pass_seconds(30);
    Ok(lab.totp(&session.proving(purpose), &app.code(lab.now())).await?.session)
}

fn form(path: &str, act: Sensitive) -> Form {
    Form { path: path.to_owned(), fields: vec![], act }
}

/// As the next request finds it.
async fn next_request(lab: &Lab, opened: &Opened) -> Session {
    lab.latchkey.session(opened.token.expose(), Level::Full).await.unwrap().unwrap()
}

on_each_database! {
    async fn a_proof_for_an_action_opens_nothing_else(lab: Lab) {
        protect_transfers(&lab).await;
        let (session, app, _) = lab.settled("a@example.org").await;
        lab.pass_seconds(301);
        let begun = lab.latchkey.begin_confirmation(&session, TRANSFER, None, None).await.unwrap().unwrap();
        lab.pass_seconds(30);
        let opened = lab.totp(&session.proving(Purpose::Action(begun.id.clone())), &app.code(lab.now())).await.unwrap();
        // As it is stored, and not only as the proof's own request has it.
        let session = next_request(&lab, &opened).await;
        lab.latchkey.issue_mfa_token(&lab.caller, &session, &begun.id).await.unwrap();

        let device = lab.latchkey.devices(&session).await.unwrap().remove(0).id;
        let step_up = Some(Error::StepUpRequired);
        assert_eq!(lab.latchkey.new_recovery_codes(&lab.caller, &session).await.err(), step_up);
        assert_eq!(lab.latchkey.begin_totp(&session, Some(&device)).await.err(), step_up);
        assert_eq!(lab.latchkey.remove_device(&lab.caller, &session, &device).await.err(), step_up);
        assert_eq!(lab.latchkey.begin_passkey_registration(&session).await.err(), step_up);
        assert_eq!(lab.latchkey.change_password(&lab.caller, &session, PASSWORD, "another good passphrase").await.err(), step_up);
        let change = EmailChange { from: "a@example.org", to: "b@example.org", password: PASSWORD };
        assert_eq!(lab.latchkey.change_email(&lab.caller, &session, change).await.err(), step_up);
        assert_eq!(lab.latchkey.delete_account(&lab.caller, &session).await.err(), step_up);
    }

    async fn another_method_is_no_proof_of_an_action(lab: Lab) {
        protect_transfers(&lab).await;
        lab.set_policy(|policy| policy.max_totp_devices = 2).await;
        let (session, _, _) = lab.settled("a@example.org").await;
        let begun = lab.latchkey.begin_confirmation(&session, TRANSFER, None, None).await.unwrap().unwrap();
        let pending = lab.latchkey.begin_totp(&session, None).await.unwrap();
        let confirming = session.proving(Purpose::Action(begun.id.clone()));
        let code = App::new(&pending.secret).code(lab.now());
        assert_eq!(lab.latchkey.confirm_totp(&lab.caller, &confirming, &code).await.unwrap_err(), Error::ConfirmationOver);
        assert_eq!(lab.latchkey.issue_mfa_token(&lab.caller, &session, &begun.id).await.err(), Some(Error::StepUpRequired));
        assert_eq!(lab.latchkey.devices(&session).await.unwrap().len(), 1);
    }

    async fn another_method_is_no_proof_of_the_session(lab: Lab) {
        lab.set_policy(|policy| policy.max_totp_devices = 2).await;
        let (session, _, _) = lab.settled("a@example.org").await;
        lab.pass_seconds(299);
        let (opened, _) = lab.enroll(&session).await;
        lab.pass_seconds(1);
        let session = next_request(&lab, &opened).await;
        assert_eq!(lab.latchkey.new_recovery_codes(&lab.caller, &session).await.err(), Some(Error::StepUpRequired));
    }

    async fn a_method_whose_addition_was_proved_can_be_finished_later(lab: Lab) {
        lab.set_policy(|policy| policy.max_totp_devices = 3).await;
        let (session, app, _) = lab.settled("a@example.org").await;
        lab.pass_seconds(30);
        let opened = lab.totp(&session, &app.code(lab.now())).await.unwrap();
        lab.pass_seconds(299);
        let pending = lab.latchkey.begin_totp(&next_request(&lab, &opened).await, None).await.unwrap();
        lab.pass_seconds(9 * 60);
        let late = next_request(&lab, &opened).await;
        assert_eq!(lab.latchkey.new_recovery_codes(&lab.caller, &late).await.err(), Some(Error::StepUpRequired), "it counts for that alone");
        let code = App::new(&pending.secret).code(lab.now());
        let added = lab.latchkey.confirm_totp(&lab.caller, &late, &code).await.unwrap();
        let done = next_request(&lab, &added).await;
        assert_eq!(lab.latchkey.begin_totp(&done, None).await.err(), Some(Error::StepUpRequired), "the next one takes a proof of its own");
    }

    async fn what_was_proved_for_one_addition_serves_no_other(lab: Lab) {
        lab.set_policy(|policy| policy.max_totp_devices = 9).await;
        let (session, app, _) = lab.settled("a@example.org").await;
        lab.pass_seconds(270);
        let session = prove(&lab, &session, &app, Purpose::Session).await.unwrap();
        lab.latchkey.begin_totp(&session, None).await.unwrap();
        let step_up = Some(Error::StepUpRequired);
        // Begun again and again, it gets no younger.
        lab.pass_seconds(590);
        lab.latchkey.begin_totp(&session, None).await.unwrap();
        let device = lab.latchkey.devices(&session).await.unwrap().remove(0).id;
        assert_eq!(lab.latchkey.begin_totp(&session, Some(&device)).await.err(), step_up, "another act");
        assert_eq!(lab.latchkey.begin_passkey_registration(&session).await.err(), step_up, "another method");
        lab.pass_seconds(10);
        assert_eq!(lab.latchkey.begin_totp(&session, None).await.err(), step_up, "ten minutes");

        // Given up, it is gone.
        let session = prove(&lab, &session, &app, Purpose::Session).await.unwrap();
        lab.latchkey.begin_totp(&session, None).await.unwrap();
        lab.latchkey.cancel_totp(&session).await.unwrap();
        lab.pass_seconds(300);
        assert_eq!(lab.latchkey.begin_totp(&session, None).await.err(), step_up);
    }

    async fn a_token_by_a_method_that_is_switched_off_counts_no_more(lab: Lab) {
        protect_transfers(&lab).await;
        let (session, app, _) = lab.settled("a@example.org").await;
        let begin = || lab.latchkey.begin_confirmation(&session, TRANSFER, None, None);
        let (issued, proved) = (begin().await.unwrap().unwrap(), begin().await.unwrap().unwrap());
        let session = prove(&lab, &session, &app, Purpose::Action(issued.id.clone())).await.unwrap();
        let token = lab.latchkey.issue_mfa_token(&lab.caller, &session, &issued.id).await.unwrap().token;
        let session = prove(&lab, &session, &app, Purpose::Action(proved.id.clone())).await.unwrap();
        lab.set_policy(|policy| policy.totp = false).await;
        assert_eq!(lab.latchkey.issue_mfa_token(&lab.caller, &session, &proved.id).await.err(), Some(Error::ConfirmationOver));
        let expected = mfa::Expected { action: TRANSFER, user: None, session: None, content: None };
        assert!(lab.latchkey.consume_mfa_token(&lab.caller, &token, expected).await.is_err());
    }

    async fn an_administrator_who_has_removed_the_method_has_proved_nothing(lab: Lab) {
        lab.set_policy(|policy| policy.enrollment = Enrollment::None).await;
        lab.sign_up("admin@example.org").await;
        lab.latchkey.grant_administrator("admin@example.org").await.unwrap();
        let (opened, _) = lab.enroll(&lab.sign_in("admin@example.org").await).await;
        let session = next_request(&lab, &opened).await;
        session.require_administrator().unwrap();
        let device = lab.latchkey.devices(&session).await.unwrap().remove(0).id;
        lab.latchkey.remove_device(&lab.caller, &session, &device).await.unwrap();
        assert_eq!(next_request(&lab, &opened).await.require_administrator(), Err(Error::StepUpRequired));
    }

    async fn a_pending_form_runs_on_the_proof_that_was_given_for_it(lab: Lab) {
        let (session, app, codes) = lab.settled("a@example.org").await;
        let first = lab.latchkey.park_form(&session, &form("/account/delete", Sensitive::DeleteAccount)).await.unwrap();
        let take = |session: Session, id: String| {
            let latchkey = lab.latchkey.clone();
            async move { latchkey.take_form(&session, &id).await }
        };
        assert_eq!(take(session.clone(), first.id.clone()).await.unwrap_err(), Error::ConfirmationOver, "nothing is proved");
        let session = prove(&lab, &session, &app, Purpose::Session).await.unwrap();
        assert_eq!(take(session.clone(), first.id.clone()).await.unwrap_err(), Error::ConfirmationOver, "proved for the session");

        let second = lab.latchkey.park_form(&session, &form("/admin/keys", Sensitive::Administer)).await.unwrap();
        let refused = prove(&lab, &session, &app, Purpose::Form(first.id.clone())).await;
        assert_eq!(refused.unwrap_err(), Error::ConfirmationOver, "another one has taken its place");
        let session = lab.recovery(&session.proving(Purpose::Form(second.id.clone())), &codes[0]).await.unwrap().session;
        assert_eq!(take(session.clone(), first.id.clone()).await.unwrap_err(), Error::ConfirmationOver);
        let (taken, _) = take(session.clone(), second.id.clone()).await.unwrap();
        assert_eq!(taken.path, "/admin/keys");
        assert_eq!(take(session, second.id).await.unwrap_err(), Error::ConfirmationOver, "once");
    }

    async fn a_pending_form_does_not_wait_for_ever(lab: Lab) {
        let (session, app, _) = lab.settled("a@example.org").await;
        let delete = form("/account/delete", Sensitive::DeleteAccount);
        let late = lab.latchkey.park_form(&session, &delete).await.unwrap();
        lab.pass_seconds(570);
        let session = prove(&lab, &session, &app, Purpose::Session).await.unwrap();
        assert_eq!(lab.latchkey.pending_form(&session).await.unwrap(), None);
        assert_eq!(prove(&lab, &session, &app, Purpose::Form(late.id)).await.unwrap_err(), Error::ConfirmationOver);

        let given_up = lab.latchkey.park_form(&session, &delete).await.unwrap();
        lab.latchkey.give_up(&session, Some(&given_up.id)).await.unwrap();
        assert_eq!(prove(&lab, &session, &app, Purpose::Form(given_up.id)).await.unwrap_err(), Error::ConfirmationOver);
    }

    async fn a_proof_for_a_form_counts_for_that_form(lab: Lab) {
        let (session, app, _) = lab.settled("a@example.org").await;
        lab.pass_seconds(301);
        let pending = lab.latchkey.park_form(&session, &form("/account/recovery-codes", Sensitive::NewRecoveryCodes)).await.unwrap();
        lab.pass_seconds(30);
        let opened = lab.totp(&session.proving(Purpose::Form(pending.id.clone())), &app.code(lab.now())).await.unwrap();
        let (_, granted) = lab.latchkey.take_form(&opened.session, &pending.id).await.unwrap();
        assert_eq!(lab.latchkey.delete_account(&lab.caller, &granted).await.err(), Some(Error::StepUpRequired));
        lab.latchkey.new_recovery_codes(&lab.caller, &granted).await.unwrap();
        let later = next_request(&lab, &opened).await;
        assert_eq!(lab.latchkey.new_recovery_codes(&lab.caller, &later).await.err(), Some(Error::StepUpRequired), "once");
    }

    async fn a_password_that_is_to_be_changed_can_be_thought_about(lab: Lab) {
        let (session, app, _) = lab.settled("a@example.org").await;
        lab.pass_seconds(301);
        let pending = lab.latchkey.park_form(&session, &form("/account/password", Sensitive::ChangePassword)).await.unwrap();
        lab.pass_seconds(30);
        let opened = lab.totp(&session.proving(Purpose::Form(pending.id.clone())), &app.code(lab.now())).await.unwrap();
        lab.latchkey.take_form(&opened.session, &pending.id).await.unwrap();
        lab.pass_seconds(599);
        let later = next_request(&lab, &opened).await;
        let changed = lab.latchkey.change_password(&lab.caller, &later, PASSWORD, "another good passphrase").await.unwrap();
        let again = next_request(&lab, &changed).await;
        assert_eq!(lab.latchkey.needs_proof_for(&again, Sensitive::ChangePassword).await, Ok(true));
    }

    async fn a_half_session_proves_its_sign_in_and_nothing_else(lab: Lab) {
        let (full, app, _) = lab.settled("a@example.org").await;
        let pending = lab.latchkey.park_form(&full, &form("/account/delete", Sensitive::DeleteAccount)).await.unwrap();
        let half = lab.sign_in("a@example.org").await;
        for purpose in [Purpose::Form(pending.id.clone()), Purpose::Action("any".to_owned())] {
            assert_eq!(prove(&lab, &half, &app, purpose).await.unwrap_err(), Error::ConfirmationOver);
        }
        prove(&lab, &half, &app, Purpose::Session).await.unwrap();
        assert_eq!(lab.latchkey.take_form(&full, &pending.id).await.unwrap_err(), Error::ConfirmationOver);
    }

    async fn done_acknowledges_the_codes_that_were_shown(lab: Lab) {
        let (session, _, _) = lab.settled("a@example.org").await;
        let shown = lab.latchkey.new_recovery_codes(&lab.caller, &session).await.unwrap();
        let newer = lab.latchkey.new_recovery_codes(&lab.caller, &session).await.unwrap();
        let done = |codes: &[String]| {
            let (latchkey, caller, session, code) = (lab.latchkey.clone(), lab.caller.clone(), session.clone(), codes[0].clone());
            async move { latchkey.acknowledge_recovery_codes(&caller, &session, Some(&code)).await }
        };
        assert_eq!(done(&shown).await, Err(Error::RecoveryCodesReplaced));
        assert_eq!(lab.latchkey.recovery_codes(&session).await.unwrap(), newer, "nothing has happened to the newer ones");
        done(&newer).await.unwrap();
        assert_eq!(done(&newer).await, Err(Error::RecoveryCodesAcknowledged), "pressed twice");
        assert_eq!(done(&shown).await, Err(Error::RecoveryCodesReplaced));
    }

    async fn codes_that_another_session_has_replaced_are_not_taken_for_saved(lab: Lab) {
        let (laptop, app, _) = lab.settled("a@example.org").await;
        let shown = lab.latchkey.new_recovery_codes(&lab.caller, &laptop).await.unwrap();
        let phone = prove(&lab, &lab.sign_in("a@example.org").await, &app, Purpose::Session).await.unwrap();
        let newer = lab.latchkey.new_recovery_codes(&lab.caller, &phone).await.unwrap();
        lab.latchkey.acknowledge_recovery_codes(&lab.caller, &phone, Some(&newer[0])).await.unwrap();
        let done = lab.latchkey.acknowledge_recovery_codes(&lab.caller, &laptop, Some(&shown[0])).await;
        assert_eq!(done, Err(Error::RecoveryCodesReplaced));
    }

    async fn of_two_tabs_one_has_the_codes_that_count(lab: Lab) {
        let (session, _, _) = lab.settled("a@example.org").await;
        for _ in 0..rounds(5) {
            let first = lab.latchkey.new_recovery_codes(&lab.caller, &session).await.unwrap();
            let second = lab.latchkey.new_recovery_codes(&lab.caller, &session);
            let done = lab.latchkey.acknowledge_recovery_codes(&lab.caller, &session, Some(&first[0]));
            let (second, done) = tokio::join!(second, done);
            let second = second.unwrap();
            match done {
                // Acknowledged before the newer set was made, which waits now.
                Ok(()) => {
                    assert_eq!(lab.latchkey.recovery_codes(&session).await.unwrap(), second);
                    lab.latchkey.acknowledge_recovery_codes(&lab.caller, &session, Some(&second[0])).await.unwrap();
                }
                Err(error) => {
                    assert_eq!(error, Error::RecoveryCodesReplaced);
                    assert_eq!(lab.latchkey.recovery_codes(&session).await.unwrap(), second);
                }
            }
        }
    }

    async fn a_tightened_policy_reaches_sessions_that_are_open(lab: Lab) {
        lab.set_policy(|policy| policy.session_based = false).await;
        let (_, _, _) = lab.settled("a@example.org").await;
        let opened = lab.latchkey.sign_in(&lab.caller, "a@example.org", PASSWORD, None).await.unwrap();
        assert_eq!(next_request(&lab, &opened).await.level, Level::Full);
        lab.set_policy(|policy| policy.session_based = true).await;
        let owing = next_request(&lab, &opened).await;
        assert_eq!(owing.level, Level::Half);
        assert_eq!(lab.latchkey.devices(&owing).await.unwrap_err(), Error::RequiresAdditionalAuth);
        assert_eq!(lab.latchkey.status(Some(&owing)).await.unwrap().step.name(), "challenge");
    }

    async fn a_proof_by_a_method_that_is_switched_off_counts_no_more(lab: Lab) {
        let (session, app, codes) = lab.settled("a@example.org").await;
        lab.pass_seconds(30);
        let opened = lab.totp(&session, &app.code(lab.now())).await.unwrap();
        lab.set_policy(|policy| policy.totp = false).await;
        let owing = next_request(&lab, &opened).await;
        assert_eq!((owing.level, owing.proved_at), (Level::Half, None));
        let raised = lab.recovery(&owing, &codes[0]).await.unwrap();
        assert_eq!(next_request(&lab, &raised).await.level, Level::Full, "a recovery code stands in for it");
    }

    async fn an_enrollment_that_cannot_be_put_off_any_more_is_owed_by_open_sessions(lab: Lab) {
        lab.set_policy(|policy| policy.enrollment = Enrollment::None).await;
        let opened = lab.latchkey.sign_up(&lab.caller, "a@example.org", PASSWORD, None).await.unwrap();
        let until = lab.now().0 + 60_000;
        lab.set_policy(|policy| {
            policy.enrollment = Enrollment::Signup;
            policy.grace_until = Some(until);
        })
        .await;
        assert_eq!(next_request(&lab, &opened).await.level, Level::Full);
        lab.pass_seconds(61);
        let owing = next_request(&lab, &opened).await;
        assert_eq!(owing.level, Level::Half);
        let (enrolled, _) = lab.enroll(&owing).await;
        assert_eq!(next_request(&lab, &enrolled).await.level, Level::Full);
    }

    async fn the_dashboard_takes_a_proof_whatever_the_policy_says(lab: Lab) {
        lab.set_policy(|policy| policy.enrollment = Enrollment::None).await;
        lab.sign_up("admin@example.org").await;
        lab.latchkey.grant_administrator("admin@example.org").await.unwrap();
        let without = lab.sign_in("admin@example.org").await;
        assert_eq!(without.require_administrator(), Err(Error::StepUpRequired), "nothing is enrolled");
        let (_, app) = lab.enroll(&without).await;
        lab.set_policy(|policy| policy.session_based = false).await;
        let by_password = lab.sign_in("admin@example.org").await;
        assert_eq!(by_password.level, Level::Full);
        assert_eq!(lab.latchkey.create_application_key(&lab.caller, &by_password, "shop").await.err(), Some(Error::StepUpRequired));
        assert_eq!(lab.latchkey.approvals(&by_password).await.err(), Some(Error::StepUpRequired));
        let proved = prove(&lab, &by_password, &app, Purpose::Session).await.unwrap();
        lab.latchkey.create_application_key(&lab.caller, &proved, "shop").await.unwrap();
    }

    async fn a_page_belongs_to_the_session_that_it_was_drawn_for(lab: Lab) {
        let (a, app, _) = lab.settled("a@example.org").await;
        let (b, _, _) = lab.settled("b@example.org").await;
        let drawn = lab.latchkey.form_token(&a);
        assert!(lab.latchkey.is_form_token_of(&a, &drawn));
        assert!(!lab.latchkey.is_form_token_of(&b, &drawn));
        let half = lab.sign_in("a@example.org").await;
        assert!(!lab.latchkey.is_form_token_of(&half, &drawn), "the same account, signed in anew");
        let stepped = prove(&lab, &a, &app, Purpose::Session).await.unwrap();
        assert!(lab.latchkey.is_form_token_of(&stepped, &drawn), "a step-up changes nothing for open pages");
        lab.another().await.rotate_keys().await.unwrap();
        assert!(lab.latchkey.is_form_token_of(&stepped, &drawn), "neither does a rotation of the keys");
        assert!(lab.another().await.is_form_token_of(&stepped, &drawn));
        for forged in ["", "x", "AAAAAAAAAAAAAAAAAAAAAA", &drawn[1..], &format!("{drawn}A")] {
            assert!(!lab.latchkey.is_form_token_of(&a, forged), "{forged}");
        }
    }

    async fn many_proofs_at_once_prove_one_form_once(lab: Lab) {
        let (session, _, codes) = lab.settled("a@example.org").await;
        let pending = lab.latchkey.park_form(&session, &form("/account/delete", Sensitive::DeleteAccount)).await.unwrap();
        let proving = session.proving(Purpose::Form(pending.id.clone()));
        let (won, _) = race(codes.iter().take(5).map(|code| lab.recovery(&proving, code))).await;
        assert_eq!(won.len(), 1);
    }
}
