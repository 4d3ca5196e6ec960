use crate::lab::{Lab, PASSWORD, on_each_database, race};
use mfa::{Entropy, Env, Error, Latchkey, Level, NoEntropy, OsEntropy, Settings};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

/// Counts salts.
#[derive(Default)]
struct Salts(AtomicUsize);

impl Entropy for Salts {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
        if bytes.len() == 16 {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
        OsEntropy.fill(bytes)
    }
}

on_each_database! {
    async fn each_code_works_once(lab: Lab) {
        let (_, _, codes) = lab.settled("a@example.org").await;
        let half = lab.sign_in("a@example.org").await;
        let full = lab.recovery(&half, &codes[3]).await.unwrap();
        assert_eq!(full.session.level, Level::Full);
        assert_eq!(lab.latchkey.recovery_status(&full.session).await.unwrap().remaining, 9);
        assert_eq!(lab.latchkey.next_step(Some(&full.session)).await.unwrap().path(), "/account/security");
        let half = lab.sign_in("a@example.org").await;
        assert_eq!(lab.recovery(&half, &codes[3]).await.unwrap_err(), Error::MfaInvalidRecoveryCode);
        let restarted = lab.another().await;
        assert_eq!(restarted.verify_recovery_code(&lab.caller, &half, &codes[3]).await.unwrap_err(), Error::MfaInvalidRecoveryCode);
        lab.recovery(&half, &codes[4].to_lowercase().replace('-', " ")).await.unwrap();
    }

    async fn a_code_in_the_field_of_the_other_kind_is_taken_there(lab: Lab) {
        let (_, app, codes) = lab.settled("a@example.org").await;
        let half = lab.sign_in("a@example.org").await;
        assert_eq!(lab.totp(&half, &codes[0]).await.unwrap().session.level, Level::Full);
        let half = lab.sign_in("a@example.org").await;
        assert_eq!(lab.totp(&half, &codes[0]).await.unwrap_err(), Error::MfaInvalidRecoveryCode, "used up");
        lab.pass_seconds(60);
        let code = app.code(lab.now());
        assert_eq!(lab.recovery(&half, &code).await.unwrap().session.level, Level::Full);
        let half = lab.sign_in("a@example.org").await;
        assert_eq!(lab.recovery(&half, &code).await.unwrap_err(), Error::MfaInvalidCode, "used up");
        assert_eq!(lab.recovery(&half, "12345").await.unwrap_err(), Error::MfaRecoveryCodeMalformed);
        assert_eq!(lab.totp(&half, "12345").await.unwrap_err(), Error::MfaCodeMalformed);
        // Nothing is looked at where a device is named, and nothing proves an enrollment but its own code.
        let named = lab.latchkey.verify_totp(&lab.caller, &half, &codes[1], Some("device")).await;
        assert_eq!(named.unwrap_err(), Error::MfaCodeMalformed);
    }

    async fn one_of_thirty_uses_of_a_code_succeeds(lab: Lab) {
        let (session, _, codes) = lab.settled("a@example.org").await;
        let mut halves = vec![];
        for _ in 0..30 {
            halves.push(lab.sign_in("a@example.org").await);
        }
        let (won, _) = race(halves.iter().map(|half| lab.recovery(half, &codes[0]))).await;
        assert_eq!(won.len(), 1);
        assert_eq!(lab.latchkey.recovery_status(&session).await.unwrap().remaining, 9);
    }

    async fn an_unacknowledged_set_answers_and_is_shown_again_to_its_session_only(lab: Lab) {
        let (session, app) = lab.enrolled("a@example.org").await;
        let codes = lab.latchkey.recovery_codes(&session).await.unwrap();
        assert_eq!(lab.latchkey.recovery_codes(&session).await.unwrap(), codes);
        let half = lab.sign_in("a@example.org").await;
        let by_code = lab.recovery(&half, &codes[0]).await.unwrap();
        assert_eq!(lab.latchkey.recovery_codes(&by_code.session).await.unwrap_err(), Error::NoRecoveryCodes);

        lab.pass_seconds(30);
        let half = lab.sign_in("a@example.org").await;
        let by_method = lab.totp(&half, &app.code(lab.now())).await.unwrap();
        let new = lab.latchkey.recovery_codes(&by_method.session).await.unwrap();
        assert!(new.iter().all(|code| !codes.contains(code)));
        let half = lab.sign_in("a@example.org").await;
        assert_eq!(lab.recovery(&half, &codes[1]).await.unwrap_err(), Error::MfaInvalidRecoveryCode);
        lab.recovery(&half, &new[1]).await.unwrap();
    }

    async fn a_code_used_before_the_acknowledgement_stays_used(lab: Lab) {
        let (session, _) = lab.enrolled("a@example.org").await;
        let codes = lab.latchkey.recovery_codes(&session).await.unwrap();
        let half = lab.sign_in("a@example.org").await;
        lab.recovery(&half, &codes[0]).await.unwrap();
        lab.latchkey.acknowledge_recovery_codes(&lab.caller, &session, None).await.unwrap();
        let half = lab.sign_in("a@example.org").await;
        assert_eq!(lab.recovery(&half, &codes[0]).await.unwrap_err(), Error::MfaInvalidRecoveryCode);
        lab.recovery(&half, &codes[1]).await.unwrap();
    }

    async fn acknowledged_codes_are_never_shown_again(lab: Lab) {
        let (session, _, _) = lab.settled("a@example.org").await;
        assert_eq!(lab.latchkey.recovery_codes(&session).await.unwrap_err(), Error::RecoveryCodesAcknowledged);
        let again = lab.latchkey.acknowledge_recovery_codes(&lab.caller, &session, None).await;
        assert_eq!(again.unwrap_err(), Error::RecoveryCodesAcknowledged);
    }

    async fn acknowledging_twice_at_once_has_one_effect(lab: Lab) {
        let (session, _) = lab.enrolled("a@example.org").await;
        let codes = lab.latchkey.recovery_codes(&session).await.unwrap();
        let (won, lost) = race((0..4).map(|_| lab.latchkey.acknowledge_recovery_codes(&lab.caller, &session, None))).await;
        assert_eq!((won.len(), lost.len()), (1, 3));
        let half = lab.sign_in("a@example.org").await;
        lab.recovery(&half, &codes[9]).await.unwrap();
    }

    /// Only the first of many finds codes to hash: each hash has a salt of sixteen bytes.
    async fn acknowledging_many_times_at_once_hashes_once(lab: Lab) {
        let (session, _) = lab.enrolled("a@example.org").await;
        let salts = Arc::new(Salts::default());
        let env = Env::new(Arc::new(lab.clock.clone()), salts.clone());
        let latchkey = Latchkey::open(&lab.database_url, &lab.key_file(), Settings::default(), env).await.unwrap();
        let (won, lost) = race((0..20).map(|_| latchkey.acknowledge_recovery_codes(&lab.caller, &session, None))).await;
        assert_eq!(won.len(), 1);
        assert!(lost.iter().all(|error| *error == Error::RecoveryCodesAcknowledged), "{lost:?}");
        assert_eq!(salts.0.load(Ordering::Relaxed), 10);
    }

    async fn the_old_set_answers_until_the_new_one_is_acknowledged(lab: Lab) {
        let (session, _, old) = lab.settled("a@example.org").await;
        let new = lab.latchkey.new_recovery_codes(&lab.caller, &session).await.unwrap();
        assert_eq!(lab.latchkey.next_step(Some(&session)).await.unwrap().path(), "/mfa/recovery-codes");
        let half = lab.sign_in("a@example.org").await;
        assert_eq!(lab.recovery(&half, &new[0]).await.unwrap_err(), Error::MfaInvalidRecoveryCode);
        lab.recovery(&half, &old[0]).await.unwrap();

        lab.latchkey.acknowledge_recovery_codes(&lab.caller, &session, None).await.unwrap();
        let half = lab.sign_in("a@example.org").await;
        assert_eq!(lab.recovery(&half, &old[1]).await.unwrap_err(), Error::MfaInvalidRecoveryCode);
        lab.recovery(&half, &new[1]).await.unwrap();
    }

    async fn somebody_elses_code_is_refused(lab: Lab) {
        lab.settled("a@example.org").await;
        let (_, _, theirs) = lab.settled("b@example.org").await;
        let half = lab.sign_in("a@example.org").await;
        assert_eq!(lab.recovery(&half, &theirs[0]).await.unwrap_err(), Error::MfaInvalidRecoveryCode);
    }

    async fn an_account_without_a_method_has_no_codes_to_use(lab: Lab) {
        let half = lab.sign_up("a@example.org").await;
        let error = lab.recovery(&half, "0000-0000-0000-0000-0000").await.unwrap_err();
        assert_eq!(error, Error::NotPossibleNow);
    }

    async fn what_is_no_code_is_no_guess(lab: Lab) {
        let (_, _, codes) = lab.settled("a@example.org").await;
        let half = lab.sign_in("a@example.org").await;
        for _ in 0..20 {
            assert_eq!(lab.recovery(&half, "nonsense").await.unwrap_err(), Error::MfaRecoveryCodeMalformed);
        }
        lab.recovery(&half, &codes[0]).await.unwrap();
    }

    async fn codes_go_with_the_last_method(lab: Lab) {
        lab.set_policy(|policy| policy.enrollment = mfa::Enrollment::None).await;
        let session = lab.sign_up("a@example.org").await;
        let (opened, _) = lab.enroll(&session).await;
        lab.latchkey.acknowledge_recovery_codes(&lab.caller, &opened.session, None).await.unwrap();
        let device = lab.latchkey.devices(&opened.session).await.unwrap().remove(0);
        lab.latchkey.remove_device(&lab.caller, &opened.session, &device.id).await.unwrap();
        assert_eq!(lab.latchkey.recovery_status(&opened.session).await.unwrap().total, 0);
        assert_eq!(lab.latchkey.sign_in(&lab.caller, "a@example.org", PASSWORD, None).await.unwrap().session.level, Level::Full);
    }
}
