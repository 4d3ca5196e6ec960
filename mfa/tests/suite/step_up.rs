use crate::fixture::{Fixture, PASSWORD, on_each_database, race};
use mfa::{EmailChange, Error, Form, Purpose, Sensitive, Session};

async fn refusals(fixture: &Fixture, session: &Session) -> Vec<Option<Error>> {
    let latchkey = &fixture.latchkey;
    let device = latchkey.totp().devices(session).await.unwrap().remove(0).id;
    let change = EmailChange { from: "a@example.org", to: "b@example.org", password: PASSWORD };
    vec![
        latchkey.totp().begin(session, Some(&device), "Authenticator app").await.err(),
        latchkey.totp().remove(&fixture.caller, session, &device).await.err(),
        latchkey.recovery_codes().new_codes(&fixture.caller, session).await.err(),
        latchkey.account().change_password(&fixture.caller, session, PASSWORD, "another good passphrase").await.err(),
        latchkey.account().change_email(&fixture.caller, session, change).await.err(),
        latchkey.account().delete(&fixture.caller, session).await.err(),
    ]
}

on_each_database! {
    async fn sensitive_actions_need_a_proof_of_the_last_five_minutes(fixture: Fixture) {
        let (session, app, _) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(299);
        assert_eq!(fixture.latchkey.needs_proof_for(&session, Sensitive::NewRecoveryCodes).await, Ok(false));
        fixture.pass_seconds(1);
        assert_eq!(fixture.latchkey.needs_proof_for(&session, Sensitive::NewRecoveryCodes).await, Ok(true));
        assert!(refusals(&fixture, &session).await.into_iter().all(|error| error == Some(Error::StepUpRequired)));

        let stepped = fixture.totp(&session, &app.code(fixture.now())).await.unwrap().session;
        fixture.latchkey.recovery_codes().new_codes(&fixture.caller, &stepped).await.unwrap();
    }

    async fn an_account_without_a_method_has_nothing_to_prove(fixture: Fixture) {
        fixture.set_policy(|policy| policy.enrollment = mfa::Enrollment::None).await;
        let session = fixture.sign_up("a@example.org").await;
        assert_eq!(fixture.latchkey.needs_proof_for(&session, Sensitive::NewRecoveryCodes).await, Ok(false));
        fixture.latchkey.account().change_password(&fixture.caller, &session, PASSWORD, "another good passphrase").await.unwrap();
    }

    async fn a_proof_in_one_session_is_none_in_another(fixture: Fixture) {
        let (first, app, codes) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(301);
        let half = fixture.sign_in("a@example.org").await;
        fixture.recovery(&half, &codes[0]).await.unwrap();
        fixture.totp(&fixture.sign_in("a@example.org").await, &app.code(fixture.now())).await.unwrap();
        assert_eq!(fixture.latchkey.recovery_codes().new_codes(&fixture.caller, &first).await.unwrap_err(), Error::StepUpRequired);
    }

    async fn a_backup_code_steps_up_too(fixture: Fixture) {
        let (session, _, codes) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(301);
        let stepped = fixture.recovery(&session, &codes[0]).await.unwrap().session;
        let device = fixture.latchkey.totp().devices(&stepped).await.unwrap().remove(0).id;
        fixture.latchkey.totp().begin(&stepped, Some(&device), "Authenticator app").await.unwrap();
    }

    async fn a_pending_form_is_taken_once_and_by_its_session_only(fixture: Fixture) {
        let (session, app, _) = fixture.settled("a@example.org").await;
        let (other, _, _) = fixture.settled("b@example.org").await;
        let form =
            Form { path: "/account/recovery-codes".into(), fields: vec![("a".into(), "ü&=".into())], act: Sensitive::NewRecoveryCodes };
        let pending = fixture.latchkey.forms().park(&session, &form).await.unwrap();
        assert_eq!(fixture.latchkey.forms().pending(&session).await.unwrap().as_ref(), Some(&pending));
        fixture.pass_seconds(30);
        let session = fixture.totp(&session.proving(Purpose::Form(pending.id.clone())), &app.code(fixture.now())).await.unwrap().session;
        assert_eq!(fixture.latchkey.forms().take(&other, &pending.id).await.unwrap_err(), Error::ConfirmationOver);
        let (taken, _) = race((0..8).map(|_| fixture.latchkey.forms().take(&session, &pending.id))).await;
        assert_eq!(taken.into_iter().map(|(form, _)| form).collect::<Vec<_>>(), [form]);
    }
}
