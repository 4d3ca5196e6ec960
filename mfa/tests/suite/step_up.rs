use crate::lab::{Lab, PASSWORD, on_each_database, race};
use mfa::{EmailChange, Error, Form, Purpose, Sensitive, Session};

async fn refusals(lab: &Lab, session: &Session) -> Vec<Option<Error>> {
    let latchkey = &lab.latchkey;
    let device = latchkey.devices(session).await.unwrap().remove(0).id;
    let change = EmailChange { from: "a@example.org", to: "b@example.org", password: PASSWORD };
    vec![
        latchkey.begin_totp(session, Some(&device)).await.err(),
        latchkey.remove_device(&lab.caller, session, &device).await.err(),
        latchkey.new_recovery_codes(&lab.caller, session).await.err(),
        latchkey.change_password(&lab.caller, session, PASSWORD, "another good passphrase").await.err(),
        latchkey.change_email(&lab.caller, session, change).await.err(),
        latchkey.delete_account(&lab.caller, session).await.err(),
    ]
}

on_each_database! {
    async fn sensitive_actions_need_a_proof_of_the_last_five_minutes(lab: Lab) {
        let (session, app, _) = lab.settled("a@example.org").await;
        lab.pass_seconds(299);
        assert_eq!(lab.latchkey.needs_proof_for(&session, Sensitive::NewRecoveryCodes).await, Ok(false));
        lab.pass_seconds(1);
        assert_eq!(lab.latchkey.needs_proof_for(&session, Sensitive::NewRecoveryCodes).await, Ok(true));
        assert!(refusals(&lab, &session).await.into_iter().all(|error| error == Some(Error::StepUpRequired)));

        let stepped = lab.totp(&session, &app.code(lab.now())).await.unwrap().session;
        lab.latchkey.new_recovery_codes(&lab.caller, &stepped).await.unwrap();
    }

    async fn an_account_without_a_method_has_nothing_to_prove(lab: Lab) {
        lab.set_policy(|policy| policy.enrollment = mfa::Enrollment::None).await;
        let session = lab.sign_up("a@example.org").await;
        assert_eq!(lab.latchkey.needs_proof_for(&session, Sensitive::NewRecoveryCodes).await, Ok(false));
        lab.latchkey.change_password(&lab.caller, &session, PASSWORD, "another good passphrase").await.unwrap();
    }

    async fn a_proof_in_one_session_is_none_in_another(lab: Lab) {
        let (first, app, codes) = lab.settled("a@example.org").await;
        lab.pass_seconds(301);
        let half = lab.sign_in("a@example.org").await;
        lab.recovery(&half, &codes[0]).await.unwrap();
        lab.totp(&lab.sign_in("a@example.org").await, &app.code(lab.now())).await.unwrap();
        assert_eq!(lab.latchkey.new_recovery_codes(&lab.caller, &first).await.unwrap_err(), Error::StepUpRequired);
    }

    async fn a_backup_code_steps_up_too(lab: Lab) {
        let (session, _, codes) = lab.settled("a@example.org").await;
        lab.pass_seconds(301);
        let stepped = lab.recovery(&session, &codes[0]).await.unwrap().session;
        let device = lab.latchkey.devices(&stepped).await.unwrap().remove(0).id;
        lab.latchkey.begin_totp(&stepped, Some(&device)).await.unwrap();
    }

    async fn a_pending_form_is_taken_once_and_by_its_session_only(lab: Lab) {
        let (session, app, _) = lab.settled("a@example.org").await;
        let (other, _, _) = lab.settled("b@example.org").await;
        let form = Form {
            path: "/account/recovery-codes".into(),
            fields: vec![("a".into(), "ü&=".into())],
            act: Sensitive::NewRecoveryCodes,
        };
        let pending = lab.latchkey.park_form(&session, &form).await.unwrap();
        assert_eq!(lab.latchkey.pending_form(&session).await.unwrap().as_ref(), Some(&pending));
        lab.pass_seconds(30);
        let session = lab.totp(&session.proving(Purpose::Form(pending.id.clone())), &app.code(lab.now())).await.unwrap().session;
        assert_eq!(lab.latchkey.take_form(&other, &pending.id).await.unwrap_err(), Error::ConfirmationOver);
        let (taken, _) = race((0..8).map(|_| lab.latchkey.take_form(&session, &pending.id))).await;
        assert_eq!(taken.into_iter().map(|(form, _)| form).collect::<Vec<_>>(), [form]);
    }
}
