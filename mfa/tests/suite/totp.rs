use crate::lab::{App, Lab, on_each_database, race};
use mfa::{Error, Level, Timestamp};
use std::collections::BTreeSet;

on_each_database! {
    async fn the_first_code_makes_the_session_full_and_earns_codes(lab: Lab) {
        let half = lab.sign_up("a@example.org").await;
        let (opened, _) = lab.enroll(&half).await;
        assert_eq!(opened.session.level, Level::Full);
        assert_eq!(lab.latchkey.next_step(Some(&opened.session)).await.unwrap().path(), "/mfa/recovery-codes");
        assert_eq!(lab.latchkey.recovery_codes(&opened.session).await.unwrap().len(), 10);
        let devices = lab.latchkey.devices(&opened.session).await.unwrap();
        assert_eq!(devices[0].name, "Authenticator app");
    }

    async fn what_apps_are_told_is_what_is_verified(lab: Lab) {
        let half = lab.sign_up("a.b+c@example.org").await;
        let begun = lab.latchkey.begin_totp(&half, None).await.unwrap();
        assert_eq!(begun.secret.len(), 32);
        assert_eq!(begun.uri, format!("otpauth://totp/Latchkey:a.b%2Bc%40example.org?secret={}&issuer=Latchkey", begun.secret));
    }

    async fn beginning_again_resumes_and_starting_over_does_not(lab: Lab) {
        let half = lab.sign_up("a@example.org").await;
        let first = lab.latchkey.begin_totp(&half, None).await.unwrap();
        let again = lab.latchkey.begin_totp(&half, None).await.unwrap();
        assert_eq!(first.secret, again.secret);
        lab.latchkey.cancel_totp(&half).await.unwrap();
        assert!(lab.latchkey.pending_totp(&half).await.unwrap().is_none());
        let fresh = lab.latchkey.begin_totp(&half, None).await.unwrap();
        assert_ne!(first.secret, fresh.secret);
        let old = App::new(&first.secret).code(lab.now());
        assert_eq!(lab.latchkey.confirm_totp(&lab.caller, &half, &old).await.unwrap_err(), Error::MfaInvalidCode);
    }

    async fn a_pending_secret_is_for_the_session_that_began_it(lab: Lab) {
        let mine = lab.sign_up("a@example.org").await;
        let thief = lab.sign_in("a@example.org").await;
        let begun = lab.latchkey.begin_totp(&mine, None).await.unwrap();
        assert!(lab.latchkey.pending_totp(&thief).await.unwrap().is_none());
        let code = App::new(&begun.secret).code(lab.now());
        assert_eq!(lab.latchkey.confirm_totp(&lab.caller, &thief, &code).await.unwrap_err(), Error::EnrollmentNotBegun);
        lab.latchkey.confirm_totp(&lab.caller, &mine, &code).await.unwrap();
    }

    async fn a_second_session_cannot_finish_once_the_first_has(lab: Lab) {
        lab.set_policy(|policy| policy.max_totp_devices = 5).await;
        let mine = lab.sign_up("a@example.org").await;
        let thief = lab.sign_in("a@example.org").await;
        lab.enroll(&mine).await;
        assert_eq!(lab.latchkey.begin_totp(&thief, None).await.err(), Some(Error::RequiresAdditionalAuth));
    }

    async fn a_pending_device_expires(lab: Lab) {
        let (session, _, _) = lab.settled("a@example.org").await;
        let device = lab.latchkey.devices(&session).await.unwrap().remove(0);
        let begun = lab.latchkey.begin_totp(&session, Some(&device.id)).await.unwrap();
        lab.pass_seconds(601);
        let code = App::new(&begun.secret).code(lab.now());
        assert_eq!(lab.latchkey.confirm_totp(&lab.caller, &session, &code).await.unwrap_err(), Error::EnrollmentNotBegun);
        assert!(lab.latchkey.pending_totp(&session).await.unwrap().is_none());
    }

    async fn a_pending_device_proves_nothing(lab: Lab) {
        let (session, app, _) = lab.settled("a@example.org").await;
        let device = lab.latchkey.devices(&session).await.unwrap().remove(0);
        let begun = lab.latchkey.begin_totp(&session, Some(&device.id)).await.unwrap();
        lab.pass_seconds(30);
        let pending = App::new(&begun.secret).code(lab.now());
        let half = lab.sign_in("a@example.org").await;
        assert_eq!(lab.totp(&half, &pending).await.unwrap_err(), Error::MfaInvalidCode);
        lab.totp(&half, &app.code(lab.now())).await.unwrap();
    }

    async fn drift_is_told_at_enrollment_only(lab: Lab) {
        let half = lab.sign_up("a@example.org").await;
        let begun = lab.latchkey.begin_totp(&half, None).await.unwrap();
        let app = App::new(&begun.secret);
        let behind = app.code(Timestamp(lab.now().0 - 180_000));
        let confirm = |code: String| { let (lab, half) = (&lab, &half); async move { lab.latchkey.confirm_totp(&lab.caller, half, &code).await } };
        assert_eq!(confirm(behind).await.unwrap_err(), Error::MfaClockDrift { minutes: -3 });
        assert_eq!(confirm(app.wrong_code(lab.now())).await.unwrap_err(), Error::MfaInvalidCode);
        confirm(app.code(lab.now())).await.unwrap();
        let half = lab.sign_in("a@example.org").await;
        let ahead = app.code(Timestamp(lab.now().0 + 180_000));
        assert_eq!(lab.totp(&half, &ahead).await.unwrap_err(), Error::MfaInvalidCode);
    }

    async fn a_pending_device_takes_ten_wrong_codes(lab: Lab) {
        let half = lab.sign_up("a@example.org").await;
        let begun = lab.latchkey.begin_totp(&half, None).await.unwrap();
        let app = App::new(&begun.secret);
        let wrong = app.wrong_code(lab.now());
        let (won, lost) = race((0..20).map(|_| lab.latchkey.confirm_totp(&lab.caller, &half, &wrong))).await;
        assert!(won.is_empty());
        assert_eq!(lost.iter().filter(|error| **error == Error::MfaInvalidCode).count(), 10, "{lost:?}");
        assert_eq!(lab.latchkey.confirm_totp(&lab.caller, &half, &app.code(lab.now())).await.unwrap_err(), Error::MfaEnrollmentOver);
        assert!(lab.latchkey.pending_totp(&half).await.unwrap().is_none());
        lab.enroll(&half).await;
    }

    async fn one_of_twenty_confirmations_at_once_succeeds(lab: Lab) {
        let half = lab.sign_up("a@example.org").await;
        let begun = lab.latchkey.begin_totp(&half, None).await.unwrap();
        let code = App::new(&begun.secret).code(lab.now());
        let (won, lost) = race((0..20).map(|_| lab.latchkey.confirm_totp(&lab.caller, &half, &code))).await;
        assert_eq!((won.len(), lost.len()), (1, 19));
        assert_eq!(lab.latchkey.devices(&won[0].session).await.unwrap().len(), 1);
    }

    async fn a_code_works_once_and_no_earlier_one_after_it(lab: Lab) {
        let (session, app, _) = lab.settled("a@example.org").await;
        let enrolled_with = app.code(lab.now());
        let half = lab.sign_in("a@example.org").await;
        assert_eq!(lab.totp(&half, &enrolled_with).await.unwrap_err(), Error::MfaInvalidCode, "used at enrollment");

        lab.pass_seconds(60);
        let (earlier, code) = (app.code(Timestamp(lab.now().0 - 30_000)), app.code(lab.now()));
        let full = lab.totp(&half, &code).await.unwrap();
        assert_eq!(lab.totp(&full.session, &code).await.unwrap_err(), Error::MfaInvalidCode, "step-up in the same session");
        assert_eq!(lab.totp(&session, &code).await.unwrap_err(), Error::MfaInvalidCode, "step-up in another session");
        let other = lab.sign_in("a@example.org").await;
        assert_eq!(lab.totp(&other, &code).await.unwrap_err(), Error::MfaInvalidCode, "sign-in in another session");
        assert_eq!(lab.totp(&other, &earlier).await.unwrap_err(), Error::MfaInvalidCode, "the step before");
    }

    async fn one_of_twenty_uses_of_a_code_in_as_many_sessions_succeeds(lab: Lab) {
        let (_, app, _) = lab.settled("a@example.org").await;
        lab.pass_seconds(30);
        let mut halves = vec![];
        for _ in 0..20 {
            halves.push(lab.sign_in("a@example.org").await);
        }
        let code = app.code(lab.now());
        let (won, lost) = race(halves.iter().map(|half| lab.totp(half, &code))).await;
        assert_eq!(won.len(), 1);
        assert_eq!(lost.len(), 19);
    }

    async fn one_of_twenty_uses_of_a_code_in_one_session_succeeds(lab: Lab) {
        let (_, app, _) = lab.settled("a@example.org").await;
        lab.pass_seconds(30);
        let half = lab.sign_in("a@example.org").await;
        let code = app.code(lab.now());
        let (won, _) = race((0..20).map(|_| lab.totp(&half, &code))).await;
        assert_eq!(won.len(), 1);
    }

    async fn two_steps_off_is_too_far(lab: Lab) {
        for (index, steps, fits) in [(0, -2, false), (1, -1, true), (2, 0, true), (3, 1, true), (4, 2, false)] {
            let email = format!("a{index}@example.org");
            let (_, app, _) = lab.settled(&email).await;
            lab.pass_seconds(300);
            let half = lab.sign_in(&email).await;
            let code = app.code(Timestamp(lab.now().0 + steps * 30_000));
            assert_eq!(lab.totp(&half, &code).await.is_ok(), fits, "{steps}");
        }
    }

    async fn a_second_device_is_refused_by_default(lab: Lab) {
        let (session, _, _) = lab.settled("a@example.org").await;
        lab.pass_seconds(301);
        let error = lab.latchkey.begin_totp(&session, None).await.err();
        assert_eq!(error, Some(Error::TotpDeviceAlreadyRegistered));
    }

    async fn replacing_keeps_the_old_device_until_the_new_one_is_verified(lab: Lab) {
        let (session, old, codes) = lab.settled("a@example.org").await;
        let device = lab.latchkey.devices(&session).await.unwrap().remove(0);
        let begun = lab.latchkey.begin_totp(&session, Some(&device.id)).await.unwrap();
        let new = App::new(&begun.secret);
        lab.pass_seconds(30);
        let half = lab.sign_in("a@example.org").await;
        lab.totp(&half, &old.code(lab.now())).await.unwrap();

        let session = lab.latchkey.confirm_totp(&lab.caller, &session, &new.code(lab.now())).await.unwrap().session;
        assert_eq!(lab.latchkey.devices(&session).await.unwrap().len(), 1);
        lab.pass_seconds(30);
        let half = lab.sign_in("a@example.org").await;
        assert_eq!(lab.totp(&half, &old.code(lab.now())).await.unwrap_err(), Error::MfaInvalidCode);
        lab.totp(&half, &new.code(lab.now())).await.unwrap();
        let half = lab.sign_in("a@example.org").await;
        lab.recovery(&half, &codes[0]).await.unwrap();
    }

    async fn several_devices_stand_side_by_side(lab: Lab) {
        lab.set_policy(|policy| policy.max_totp_devices = 2).await;
        let (session, first, _) = lab.settled("a@example.org").await;
        lab.pass_seconds(1);
        let (opened, second) = lab.enroll(&session).await;
        let devices = lab.latchkey.devices(&opened.session).await.unwrap();
        let names: BTreeSet<_> = devices.iter().map(|device| device.name.as_str()).collect();
        assert_eq!(names, BTreeSet::from(["Authenticator app", "Authenticator app 2"]));
        lab.pass_seconds(30);
        for app in [&first, &second] {
            let half = lab.sign_in("a@example.org").await;
            lab.totp(&half, &app.code(lab.now())).await.unwrap();
        }
        lab.latchkey.remove_device(&lab.caller, &opened.session, &devices[0].id).await.unwrap();
        assert_eq!(lab.latchkey.remove_device(&lab.caller, &opened.session, &devices[1].id).await.unwrap_err(), Error::LastMethod);
        lab.pass_seconds(30);
        let half = lab.sign_in("a@example.org").await;
        assert_eq!(lab.totp(&half, &first.code(lab.now())).await.unwrap_err(), Error::MfaInvalidCode);
        lab.totp(&half, &second.code(lab.now())).await.unwrap();
    }

    async fn two_removals_at_once_never_leave_none(lab: Lab) {
        lab.set_policy(|policy| policy.max_totp_devices = 2).await;
        for round in 0..10 {
            let (session, _, _) = lab.settled(&format!("a{round}@example.org")).await;
            let (opened, _) = lab.enroll(&session).await;
            let devices = lab.latchkey.devices(&opened.session).await.unwrap();
            let (removed, _) =
                race(devices.iter().map(|device| lab.latchkey.remove_device(&lab.caller, &opened.session, &device.id))).await;
            assert_eq!(removed.len(), 1);
        }
    }

    async fn other_peoples_devices_do_not_exist(lab: Lab) {
        let (a, _, _) = lab.settled("a@example.org").await;
        let (b, _, _) = lab.settled("b@example.org").await;
        let device = lab.latchkey.devices(&a).await.unwrap().remove(0);
        assert_eq!(lab.latchkey.rename_device(&lab.caller, &b, &device.id, "mine").await.unwrap_err(), Error::NotFound);
        assert_eq!(lab.latchkey.remove_device(&lab.caller, &b, &device.id).await.unwrap_err(), Error::NotFound);
        assert_eq!(lab.latchkey.begin_totp(&b, Some(&device.id)).await.err(), Some(Error::NotFound));
        assert_eq!(lab.latchkey.devices(&a).await.unwrap(), [device]);
    }

    async fn a_name_is_what_can_be_shown(lab: Lab) {
        let (session, _, _) = lab.settled("a@example.org").await;
        let device = lab.latchkey.devices(&session).await.unwrap().remove(0);
        let rename = |name: String| { let (lab, session, id) = (&lab, &session, &device.id); async move { lab.latchkey.rename_device(&lab.caller, session, id, &name).await } };
        for name in ["", "   ", "a\nb", "a\u{1b}b", &"x".repeat(65)] {
            assert_eq!(rename(name.to_owned()).await.unwrap_err(), Error::NameInvalid, "{name:?}");
        }
        rename("  </title><script>alert(1)</script> 📱 ".to_owned()).await.unwrap();
        assert_eq!(lab.latchkey.devices(&session).await.unwrap()[0].name, "</title><script>alert(1)</script> 📱");
    }

    async fn secrets_share_nothing(lab: Lab) {
        let half = lab.sign_up("a@example.org").await;
        let mut seen = BTreeSet::new();
        for _ in 0..200 {
            let begun = lab.latchkey.begin_totp(&half, None).await.unwrap();
            assert!(seen.insert(begun.secret[..16].to_owned()));
            lab.latchkey.cancel_totp(&half).await.unwrap();
        }
    }
}
