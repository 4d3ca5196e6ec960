use crate::{
    fixture::{App, Fixture, on_each_database, race},
    passwordless::add,
};
use mfa::{Error, Level, Timestamp};
use std::collections::BTreeSet;

on_each_database! {
    async fn the_first_code_makes_the_session_full_and_earns_codes(fixture: Fixture) {
        let half = fixture.sign_up("a@example.org").await;
        let (opened, _) = fixture.enroll(&half).await;
        assert_eq!(opened.session.level, Level::Full);
        assert_eq!(fixture.latchkey.next_step(Some(&opened.session)).await.unwrap().name(), "acknowledge_recovery_codes");
        assert_eq!(fixture.latchkey.recovery_codes().codes(&opened.session).await.unwrap().len(), 10);
        let devices = fixture.latchkey.totp().devices(&opened.session).await.unwrap();
        assert_eq!(devices[0].name, "Authenticator app");
    }

    async fn what_apps_are_told_is_what_is_verified(fixture: Fixture) {
        let half = fixture.sign_up("a.b+c@example.org").await;
        let begun = fixture.latchkey.totp().begin(&half, None, "Authenticator app").await.unwrap();
        assert_eq!(begun.secret.len(), 32);
        assert_eq!(begun.uri, format!("otpauth://totp/Latchkey:a.b%2Bc%40example.org?secret={}&issuer=Latchkey", begun.secret));
    }

    async fn a_pending_device_ends_after_ten_minutes_once_the_account_has_another_method(fixture: Fixture) {
        let half = fixture.sign_up("a@example.org").await;
        let begun = fixture.latchkey.totp().begin(&half, None, "Authenticator app").await.unwrap();
        let session = add(&fixture, &fixture.latchkey, &half).await;
        assert!(fixture.latchkey.totp().pending(&session).await.unwrap().is_some(), "in the other tab");
        fixture.pass_seconds(601);
        assert!(fixture.latchkey.totp().pending(&session).await.unwrap().is_none());
        let code = App::new(&begun.secret).code(fixture.now());
        let refused = fixture.latchkey.totp().confirm(&fixture.caller, &session, &code).await;
        assert_eq!(refused.err(), Some(Error::EnrollmentNotBegun));
    }

    async fn a_replacement_is_gone_with_the_device_that_it_would_replace(fixture: Fixture) {
        fixture.set_policy(|policy| policy.max_totp_devices = 2).await;
        let (session, ..) = fixture.settled("a@example.org").await;
        let first = fixture.latchkey.totp().devices(&session).await.unwrap().remove(0).id;
        fixture.pass_seconds(30);
        let session = fixture.enroll(&session).await.0.session;
        fixture.latchkey.totp().begin(&session, Some(&first), "").await.unwrap();
        fixture.latchkey.totp().remove(&fixture.caller, &session, &first).await.unwrap();
        assert!(fixture.latchkey.totp().pending(&session).await.unwrap().is_none());
    }

    async fn beginning_again_resumes_and_starting_over_does_not(fixture: Fixture) {
        let half = fixture.sign_up("a@example.org").await;
        let first = fixture.latchkey.totp().begin(&half, None, "Authenticator app").await.unwrap();
        let again = fixture.latchkey.totp().begin(&half, None, "Authenticator app").await.unwrap();
        assert_eq!(first.secret, again.secret);
        fixture.latchkey.totp().cancel(&half).await.unwrap();
        assert!(fixture.latchkey.totp().pending(&half).await.unwrap().is_none());
        let fresh = fixture.latchkey.totp().begin(&half, None, "Authenticator app").await.unwrap();
        assert_ne!(first.secret, fresh.secret);
        let old = App::new(&first.secret).code(fixture.now());
        assert_eq!(fixture.latchkey.totp().confirm(&fixture.caller, &half, &old).await.unwrap_err(), Error::MfaInvalidCode);
    }

    async fn a_pending_secret_is_for_the_session_that_began_it(fixture: Fixture) {
        let mine = fixture.sign_up("a@example.org").await;
        let thief = fixture.sign_in("a@example.org").await;
        let begun = fixture.latchkey.totp().begin(&mine, None, "Authenticator app").await.unwrap();
        assert!(fixture.latchkey.totp().pending(&thief).await.unwrap().is_none());
        let code = App::new(&begun.secret).code(fixture.now());
        assert_eq!(fixture.latchkey.totp().confirm(&fixture.caller, &thief, &code).await.unwrap_err(), Error::EnrollmentNotBegun);
        fixture.latchkey.totp().confirm(&fixture.caller, &mine, &code).await.unwrap();
    }

    async fn a_second_session_cannot_finish_once_the_first_has(fixture: Fixture) {
        fixture.set_policy(|policy| policy.max_totp_devices = 5).await;
        let mine = fixture.sign_up("a@example.org").await;
        let thief = fixture.sign_in("a@example.org").await;
        fixture.enroll(&mine).await;
        assert_eq!(fixture.latchkey.totp().begin(&thief, None, "Authenticator app").await.err(), Some(Error::RequiresAdditionalAuth));
    }

    async fn a_pending_device_expires(fixture: Fixture) {
        let (session, _, _) = fixture.settled("a@example.org").await;
        let device = fixture.latchkey.totp().devices(&session).await.unwrap().remove(0);
        let begun = fixture.latchkey.totp().begin(&session, Some(&device.id), "Authenticator app").await.unwrap();
        fixture.pass_seconds(601);
        let code = App::new(&begun.secret).code(fixture.now());
        assert_eq!(fixture.latchkey.totp().confirm(&fixture.caller, &session, &code).await.unwrap_err(), Error::EnrollmentNotBegun);
        assert!(fixture.latchkey.totp().pending(&session).await.unwrap().is_none());
    }

    async fn a_pending_device_proves_nothing(fixture: Fixture) {
        let (session, app, _) = fixture.settled("a@example.org").await;
        let device = fixture.latchkey.totp().devices(&session).await.unwrap().remove(0);
        let begun = fixture.latchkey.totp().begin(&session, Some(&device.id), "Authenticator app").await.unwrap();
        fixture.pass_seconds(30);
        let pending = App::new(&begun.secret).code(fixture.now());
        let half = fixture.sign_in("a@example.org").await;
        assert_eq!(fixture.totp(&half, &pending).await.unwrap_err(), Error::MfaInvalidCode);
        fixture.totp(&half, &app.code(fixture.now())).await.unwrap();
    }

    async fn drift_is_told_at_enrollment_only(fixture: Fixture) {
        let half = fixture.sign_up("a@example.org").await;
        let begun = fixture.latchkey.totp().begin(&half, None, "Authenticator app").await.unwrap();
        let app = App::new(&begun.secret);
        let behind = app.code(Timestamp(fixture.now().0 - 180_000));
        let confirm = |code: String| {
            let (fixture, half) = (&fixture, &half);
            async move { fixture.latchkey.totp().confirm(&fixture.caller, half, &code).await }
        };
        assert_eq!(confirm(behind).await.unwrap_err(), Error::MfaClockDrift { minutes: -3 });
        assert_eq!(confirm(app.wrong_code(fixture.now())).await.unwrap_err(), Error::MfaInvalidCode);
        confirm(app.code(fixture.now())).await.unwrap();
        let half = fixture.sign_in("a@example.org").await;
        let ahead = app.code(Timestamp(fixture.now().0 + 180_000));
        assert_eq!(fixture.totp(&half, &ahead).await.unwrap_err(), Error::MfaInvalidCode);
    }

    async fn a_pending_device_takes_ten_wrong_codes(fixture: Fixture) {
        let half = fixture.sign_up("a@example.org").await;
        let begun = fixture.latchkey.totp().begin(&half, None, "Authenticator app").await.unwrap();
        let app = App::new(&begun.secret);
        let wrong = app.wrong_code(fixture.now());
        let (won, lost) = race((0..20).map(|_| fixture.latchkey.totp().confirm(&fixture.caller, &half, &wrong))).await;
        assert!(won.is_empty());
        assert_eq!(lost.iter().filter(|error| **error == Error::MfaInvalidCode).count(), 10, "{lost:?}");
        assert_eq!(
            fixture.latchkey.totp().confirm(&fixture.caller, &half, &app.code(fixture.now())).await.unwrap_err(),
            Error::MfaEnrollmentOver
        );
        assert!(fixture.latchkey.totp().pending(&half).await.unwrap().is_none());
        fixture.enroll(&half).await;
    }

    async fn one_of_twenty_confirmations_at_once_succeeds(fixture: Fixture) {
        let half = fixture.sign_up("a@example.org").await;
        let begun = fixture.latchkey.totp().begin(&half, None, "Authenticator app").await.unwrap();
        let code = App::new(&begun.secret).code(fixture.now());
        let (won, lost) = race((0..20).map(|_| fixture.latchkey.totp().confirm(&fixture.caller, &half, &code))).await;
        assert_eq!((won.len(), lost.len()), (1, 19));
        assert_eq!(fixture.latchkey.totp().devices(&won[0].session).await.unwrap().len(), 1);
    }

    async fn a_code_works_once_and_no_earlier_one_after_it(fixture: Fixture) {
        let (session, app, _) = fixture.settled("a@example.org").await;
        let enrolled_with = app.code(fixture.now());
        let half = fixture.sign_in("a@example.org").await;
        assert_eq!(fixture.totp(&half, &enrolled_with).await.unwrap_err(), Error::MfaInvalidCode, "used at enrollment");

        fixture.pass_seconds(60);
        let (earlier, code) = (app.code(Timestamp(fixture.now().0 - 30_000)), app.code(fixture.now()));
        let full = fixture.totp(&half, &code).await.unwrap();
        assert_eq!(fixture.totp(&full.session, &code).await.unwrap_err(), Error::MfaInvalidCode, "step-up in the same session");
        assert_eq!(fixture.totp(&session, &code).await.unwrap_err(), Error::MfaInvalidCode, "step-up in another session");
        let other = fixture.sign_in("a@example.org").await;
        assert_eq!(fixture.totp(&other, &code).await.unwrap_err(), Error::MfaInvalidCode, "sign-in in another session");
        assert_eq!(fixture.totp(&other, &earlier).await.unwrap_err(), Error::MfaInvalidCode, "the step before");
    }

    async fn one_of_twenty_uses_of_a_code_in_as_many_sessions_succeeds(fixture: Fixture) {
        let (_, app, _) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(30);
        let mut halves = vec![];
        for _ in 0..20 {
            halves.push(fixture.sign_in("a@example.org").await);
        }
        let code = app.code(fixture.now());
        let (won, lost) = race(halves.iter().map(|half| fixture.totp(half, &code))).await;
        assert_eq!(won.len(), 1);
        assert_eq!(lost.len(), 19);
    }

    async fn one_of_twenty_uses_of_a_code_in_one_session_succeeds(fixture: Fixture) {
        let (_, app, _) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(30);
        let half = fixture.sign_in("a@example.org").await;
        let code = app.code(fixture.now());
        let (won, _) = race((0..20).map(|_| fixture.totp(&half, &code))).await;
        assert_eq!(won.len(), 1);
    }

    async fn two_steps_off_is_too_far(fixture: Fixture) {
        for (index, steps, fits) in [(0, -2, false), (1, -1, true), (2, 0, true), (3, 1, true), (4, 2, false)] {
            let email = format!("a{index}@example.org");
            let (_, app, _) = fixture.settled(&email).await;
            fixture.pass_seconds(300);
            let half = fixture.sign_in(&email).await;
            let code = app.code(Timestamp(fixture.now().0 + steps * 30_000));
            assert_eq!(fixture.totp(&half, &code).await.is_ok(), fits, "{steps}");
        }
    }

    async fn a_second_device_is_refused_by_default(fixture: Fixture) {
        let (session, _, _) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(301);
        let error = fixture.latchkey.totp().begin(&session, None, "Authenticator app").await.err();
        assert_eq!(error, Some(Error::TotpDeviceAlreadyRegistered));
    }

    async fn replacing_keeps_the_old_device_until_the_new_one_is_verified(fixture: Fixture) {
        let (session, old, codes) = fixture.settled("a@example.org").await;
        let device = fixture.latchkey.totp().devices(&session).await.unwrap().remove(0);
        let begun = fixture.latchkey.totp().begin(&session, Some(&device.id), "Authenticator app").await.unwrap();
        let new = App::new(&begun.secret);
        fixture.pass_seconds(30);
        let half = fixture.sign_in("a@example.org").await;
        fixture.totp(&half, &old.code(fixture.now())).await.unwrap();

        let session = fixture.latchkey.totp().confirm(&fixture.caller, &session, &new.code(fixture.now())).await.unwrap().session;
        assert_eq!(fixture.latchkey.totp().devices(&session).await.unwrap().len(), 1);
        fixture.pass_seconds(30);
        let half = fixture.sign_in("a@example.org").await;
        assert_eq!(fixture.totp(&half, &old.code(fixture.now())).await.unwrap_err(), Error::MfaInvalidCode);
        fixture.totp(&half, &new.code(fixture.now())).await.unwrap();
        let half = fixture.sign_in("a@example.org").await;
        fixture.recovery(&half, &codes[0]).await.unwrap();
    }

    async fn several_devices_stand_side_by_side(fixture: Fixture) {
        fixture.set_policy(|policy| policy.max_totp_devices = 2).await;
        let (session, first, _) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(1);
        let (opened, second) = fixture.enroll(&session).await;
        let devices = fixture.latchkey.totp().devices(&opened.session).await.unwrap();
        let names: BTreeSet<_> = devices.iter().map(|device| device.name.as_str()).collect();
        assert_eq!(names, BTreeSet::from(["Authenticator app", "Authenticator app 2"]));
        fixture.pass_seconds(30);
        for app in [&first, &second] {
            let half = fixture.sign_in("a@example.org").await;
            fixture.totp(&half, &app.code(fixture.now())).await.unwrap();
        }
        fixture.latchkey.totp().remove(&fixture.caller, &opened.session, &devices[0].id).await.unwrap();
        assert_eq!(fixture.latchkey.totp().remove(&fixture.caller, &opened.session, &devices[1].id).await.unwrap_err(), Error::LastMethod);
        fixture.pass_seconds(30);
        let half = fixture.sign_in("a@example.org").await;
        assert_eq!(fixture.totp(&half, &first.code(fixture.now())).await.unwrap_err(), Error::MfaInvalidCode);
        fixture.totp(&half, &second.code(fixture.now())).await.unwrap();
    }

    async fn two_removals_at_once_never_leave_none(fixture: Fixture) {
        fixture.set_policy(|policy| policy.max_totp_devices = 2).await;
        for round in 0..10 {
            let (session, _, _) = fixture.settled(&format!("a{round}@example.org")).await;
            let (opened, _) = fixture.enroll(&session).await;
            let devices = fixture.latchkey.totp().devices(&opened.session).await.unwrap();
            let (removed, _) =
                race(devices.iter().map(|device| fixture.latchkey.totp().remove(&fixture.caller, &opened.session, &device.id))).await;
            assert_eq!(removed.len(), 1);
        }
    }

    async fn other_peoples_devices_do_not_exist(fixture: Fixture) {
        let (a, _, _) = fixture.settled("a@example.org").await;
        let (b, _, _) = fixture.settled("b@example.org").await;
        let device = fixture.latchkey.totp().devices(&a).await.unwrap().remove(0);
        assert_eq!(fixture.latchkey.totp().rename(&fixture.caller, &b, &device.id, "mine").await.unwrap_err(), Error::NotFound);
        assert_eq!(fixture.latchkey.totp().remove(&fixture.caller, &b, &device.id).await.unwrap_err(), Error::NotFound);
        assert_eq!(fixture.latchkey.totp().begin(&b, Some(&device.id), "Authenticator app").await.err(), Some(Error::NotFound));
        assert_eq!(fixture.latchkey.totp().devices(&a).await.unwrap(), [device]);
    }

    async fn a_name_is_what_can_be_shown(fixture: Fixture) {
        let (session, _, _) = fixture.settled("a@example.org").await;
        let device = fixture.latchkey.totp().devices(&session).await.unwrap().remove(0);
        let rename = |name: String| {
            let (fixture, session, id) = (&fixture, &session, &device.id);
            async move { fixture.latchkey.totp().rename(&fixture.caller, session, id, &name).await }
        };
        for name in ["", "   ", "a\nb", "a\u{1b}b", &"x".repeat(65)] {
            assert_eq!(rename(name.to_owned()).await.unwrap_err(), Error::NameInvalid, "{name:?}");
        }
        rename("  </title><script>alert(1)</script> 📱 ".to_owned()).await.unwrap();
        assert_eq!(fixture.latchkey.totp().devices(&session).await.unwrap()[0].name, "</title><script>alert(1)</script> 📱");
    }

    async fn secrets_share_nothing(fixture: Fixture) {
        let half = fixture.sign_up("a@example.org").await;
        let mut seen = BTreeSet::new();
        for _ in 0..200 {
            let begun = fixture.latchkey.totp().begin(&half, None, "Authenticator app").await.unwrap();
            assert!(seen.insert(begun.secret[..16].to_owned()));
            fixture.latchkey.totp().cancel(&half).await.unwrap();
        }
    }
}
