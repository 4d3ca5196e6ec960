use crate::fixture::{Fixture, PASSWORD, number, on_each_database, race, rounds};
use mfa::{Entropy, Env, Error, Level, NoEntropy, OsEntropy};
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
    async fn each_code_works_once(fixture: Fixture) {
        let (_, _, codes) = fixture.settled("a@example.org").await;
        let half = fixture.sign_in("a@example.org").await;
        let full = fixture.recovery(&half, &codes[3]).await.unwrap();
        assert_eq!(full.session.level, Level::Full);
        assert_eq!(fixture.latchkey.recovery_codes().status(&full.session).await.unwrap().remaining, 9);
        assert_eq!(fixture.latchkey.next_step(Some(&full.session)).await.unwrap().name(), "done");
        let half = fixture.sign_in("a@example.org").await;
        assert_eq!(fixture.recovery(&half, &codes[3]).await.unwrap_err(), Error::MfaInvalidRecoveryCode);
        let restarted = fixture.another().await;
        assert_eq!(restarted.recovery_codes().verify(&fixture.caller, &half, &codes[3]).await.unwrap_err(), Error::MfaInvalidRecoveryCode);
        fixture.recovery(&half, &codes[4].to_lowercase().replace('-', " ")).await.unwrap();
    }

    async fn a_code_in_the_field_of_the_other_kind_is_taken_there(fixture: Fixture) {
        let (_, app, codes) = fixture.settled("a@example.org").await;
        let half = fixture.sign_in("a@example.org").await;
        assert_eq!(fixture.totp(&half, &codes[0]).await.unwrap().session.level, Level::Full);
        let half = fixture.sign_in("a@example.org").await;
        assert_eq!(fixture.totp(&half, &codes[0]).await.unwrap_err(), Error::MfaInvalidRecoveryCode, "used up");
        fixture.pass_seconds(60);
        let code = app.code(fixture.now());
        assert_eq!(fixture.recovery(&half, &code).await.unwrap().session.level, Level::Full);
        let half = fixture.sign_in("a@example.org").await;
        assert_eq!(fixture.recovery(&half, &code).await.unwrap_err(), Error::MfaInvalidCode, "used up");
        assert_eq!(fixture.recovery(&half, "12345").await.unwrap_err(), Error::MfaRecoveryCodeMalformed);
        assert_eq!(fixture.totp(&half, "12345").await.unwrap_err(), Error::MfaCodeMalformed);
        // With a device named, no recovery code is checked; and an enrollment is proved only by its own code.
        let named = fixture.latchkey.totp().verify(&fixture.caller, &half, &codes[1], Some("device")).await;
        assert_eq!(named.unwrap_err(), Error::MfaCodeMalformed);
    }

    async fn one_of_thirty_uses_of_a_code_succeeds(fixture: Fixture) {
        let (session, _, codes) = fixture.settled("a@example.org").await;
        let mut halves = vec![];
        for _ in 0..30 {
            halves.push(fixture.sign_in("a@example.org").await);
        }
        let (won, _) = race(halves.iter().map(|half| fixture.recovery(half, &codes[0]))).await;
        assert_eq!(won.len(), 1);
        assert_eq!(fixture.latchkey.recovery_codes().status(&session).await.unwrap().remaining, 9);
    }

    async fn an_unacknowledged_set_answers_and_is_shown_again_to_its_session_only(fixture: Fixture) {
        let (session, app) = fixture.enrolled("a@example.org").await;
        let codes = fixture.latchkey.recovery_codes().codes(&session).await.unwrap();
        assert_eq!(fixture.latchkey.recovery_codes().codes(&session).await.unwrap(), codes);
        let half = fixture.sign_in("a@example.org").await;
        let by_code = fixture.recovery(&half, &codes[0]).await.unwrap();
        assert_eq!(fixture.latchkey.recovery_codes().codes(&by_code.session).await.unwrap_err(), Error::NoRecoveryCodes);

        fixture.pass_seconds(30);
        let half = fixture.sign_in("a@example.org").await;
        let by_method = fixture.totp(&half, &app.code(fixture.now())).await.unwrap();
        let new = fixture.latchkey.recovery_codes().codes(&by_method.session).await.unwrap();
        assert!(new.iter().all(|code| !codes.contains(code)));
        let half = fixture.sign_in("a@example.org").await;
        assert_eq!(fixture.recovery(&half, &codes[1]).await.unwrap_err(), Error::MfaInvalidRecoveryCode);
        fixture.recovery(&half, &new[1]).await.unwrap();
    }

    async fn a_code_used_before_the_acknowledgement_stays_used(fixture: Fixture) {
        let (session, _) = fixture.enrolled("a@example.org").await;
        let codes = fixture.latchkey.recovery_codes().codes(&session).await.unwrap();
        let half = fixture.sign_in("a@example.org").await;
        fixture.recovery(&half, &codes[0]).await.unwrap();
        fixture.latchkey.recovery_codes().acknowledge(&fixture.caller, &session, None).await.unwrap();
        let half = fixture.sign_in("a@example.org").await;
        assert_eq!(fixture.recovery(&half, &codes[0]).await.unwrap_err(), Error::MfaInvalidRecoveryCode);
        fixture.recovery(&half, &codes[1]).await.unwrap();
    }

    async fn acknowledged_codes_are_never_shown_again(fixture: Fixture) {
        let (session, _, _) = fixture.settled("a@example.org").await;
        assert_eq!(fixture.latchkey.recovery_codes().codes(&session).await.unwrap_err(), Error::RecoveryCodesAcknowledged);
        let again = fixture.latchkey.recovery_codes().acknowledge(&fixture.caller, &session, None).await;
        assert_eq!(again.unwrap_err(), Error::RecoveryCodesAcknowledged);
    }

    async fn acknowledging_twice_at_once_has_one_effect(fixture: Fixture) {
        let (session, _) = fixture.enrolled("a@example.org").await;
        let codes = fixture.latchkey.recovery_codes().codes(&session).await.unwrap();
        let (won, lost) = race((0..4).map(|_| fixture.latchkey.recovery_codes().acknowledge(&fixture.caller, &session, None))).await;
        assert_eq!((won.len(), lost.len()), (1, 3));
        let half = fixture.sign_in("a@example.org").await;
        fixture.recovery(&half, &codes[9]).await.unwrap();
    }

    /// Only the first of many requests finds codes to hash. Each hash has a salt of sixteen bytes.
    async fn acknowledging_many_times_at_once_hashes_once(fixture: Fixture) {
        let (session, _) = fixture.enrolled("a@example.org").await;
        let salts = Arc::new(Salts::default());
        let env = Env::new(Arc::new(fixture.clock.clone()), salts.clone());
        let latchkey = fixture.builder().env(env).build().await.unwrap();
        let (won, lost) = race((0..20).map(|_| latchkey.recovery_codes().acknowledge(&fixture.caller, &session, None))).await;
        assert_eq!(won.len(), 1);
        assert!(lost.iter().all(|error| *error == Error::RecoveryCodesAcknowledged), "{lost:?}");
        assert_eq!(salts.0.load(Ordering::Relaxed), 10);
    }

    async fn new_codes_can_be_discarded_in_favour_of_the_old_ones(fixture: Fixture) {
        let recovery = fixture.latchkey.recovery_codes();
        let (first, _) = fixture.enrolled("b@example.org").await;
        let only = recovery.codes(&first).await.unwrap();
        assert_eq!(recovery.discard(&fixture.caller, &first, &only[0]).await, Err(Error::NotPossibleNow), "there are no others");

        let (session, _, old) = fixture.settled("a@example.org").await;
        let new = recovery.new_codes(&fixture.caller, &session).await.unwrap();
        let of_others = recovery.discard(&fixture.caller, &session, &only[0]).await;
        assert_eq!(of_others, Err(Error::RecoveryCodesReplaced));
        assert!(recovery.status(&session).await.unwrap().pending, "that wasn't this set");
        let half = fixture.sign_in("a@example.org").await;
        assert_eq!(recovery.discard(&fixture.caller, &half, &new[0]).await, Err(Error::RequiresAdditionalAuth));
        recovery.discard(&fixture.caller, &session, &new[0]).await.unwrap();
        assert_eq!(recovery.discard(&fixture.caller, &session, &new[0]).await, Err(Error::RecoveryCodesReplaced), "they are gone");
        assert_eq!(fixture.latchkey.next_step(Some(&session)).await.unwrap().name(), "done");
        assert_eq!(fixture.recovery(&half, &new[0]).await.unwrap_err(), Error::MfaInvalidRecoveryCode);
        fixture.recovery(&half, &old[0]).await.unwrap();

        let replaced = recovery.new_codes(&fixture.caller, &session).await.unwrap();
        recovery.new_codes(&fixture.caller, &session).await.unwrap();
        let late = recovery.discard(&fixture.caller, &session, &replaced[0]).await;
        assert_eq!(late, Err(Error::RecoveryCodesReplaced), "others wait");
        let newest = recovery.new_codes(&fixture.caller, &session).await.unwrap();
        recovery.acknowledge(&fixture.caller, &session, Some(&newest[0])).await.unwrap();
        let late = recovery.discard(&fixture.caller, &session, &newest[0]).await;
        assert_eq!(late, Err(Error::RecoveryCodesAcknowledged), "the old ones are gone");
        let noted = "SELECT COUNT(*) FROM audit_event WHERE event = 'recovery_codes_discarded'";
        assert_eq!(number(&fixture.database_url, noted).await, 1);
    }

    async fn new_codes_stay_if_no_old_one_is_left(fixture: Fixture) {
        let (session, _, old) = fixture.settled("a@example.org").await;
        let new = fixture.latchkey.recovery_codes().new_codes(&fixture.caller, &session).await.unwrap();
        for code in &old {
            let half = fixture.sign_in("a@example.org").await;
            fixture.recovery(&half, code).await.unwrap();
        }
        let refused = fixture.latchkey.recovery_codes().discard(&fixture.caller, &session, &new[0]).await;
        assert_eq!(refused, Err(Error::NotPossibleNow));
    }

    /// Whichever comes first, one set is in force afterwards.
    async fn discarding_and_acknowledging_at_once_has_one_effect(fixture: Fixture) {
        let recovery = fixture.latchkey.recovery_codes();
        for round in 0..rounds(4) {
            let email = format!("{round}@example.org");
            let (session, _, old) = fixture.settled(&email).await;
            let new = recovery.new_codes(&fixture.caller, &session).await.unwrap();
            let (kept, discarded) = tokio::join!(
                recovery.acknowledge(&fixture.caller, &session, Some(&new[0])),
                recovery.discard(&fixture.caller, &session, &new[0])
            );
            assert!(kept.is_ok() != discarded.is_ok(), "{kept:?} {discarded:?}");
            let half = fixture.sign_in(&email).await;
            let (good, bad) = if kept.is_ok() { (&new, &old) } else { (&old, &new) };
            assert_eq!(fixture.recovery(&half, &bad[1]).await.unwrap_err(), Error::MfaInvalidRecoveryCode);
            fixture.recovery(&half, &good[1]).await.unwrap();
        }
    }

    async fn the_old_set_answers_until_the_new_one_is_acknowledged(fixture: Fixture) {
        let (session, _, old) = fixture.settled("a@example.org").await;
        let new = fixture.latchkey.recovery_codes().new_codes(&fixture.caller, &session).await.unwrap();
        assert_eq!(fixture.latchkey.next_step(Some(&session)).await.unwrap().name(), "acknowledge_recovery_codes");
        let half = fixture.sign_in("a@example.org").await;
        assert_eq!(fixture.recovery(&half, &new[0]).await.unwrap_err(), Error::MfaInvalidRecoveryCode);
        fixture.recovery(&half, &old[0]).await.unwrap();

        fixture.latchkey.recovery_codes().acknowledge(&fixture.caller, &session, None).await.unwrap();
        let half = fixture.sign_in("a@example.org").await;
        assert_eq!(fixture.recovery(&half, &old[1]).await.unwrap_err(), Error::MfaInvalidRecoveryCode);
        fixture.recovery(&half, &new[1]).await.unwrap();
    }

    async fn somebody_elses_code_is_refused(fixture: Fixture) {
        fixture.settled("a@example.org").await;
        let (_, _, theirs) = fixture.settled("b@example.org").await;
        let half = fixture.sign_in("a@example.org").await;
        assert_eq!(fixture.recovery(&half, &theirs[0]).await.unwrap_err(), Error::MfaInvalidRecoveryCode);
    }

    async fn an_account_without_a_method_has_no_codes_to_use(fixture: Fixture) {
        let half = fixture.sign_up("a@example.org").await;
        let error = fixture.recovery(&half, "0000-0000-0000-0000-0000").await.unwrap_err();
        assert_eq!(error, Error::NotPossibleNow);
    }

    async fn what_is_no_code_is_no_guess(fixture: Fixture) {
        let (_, _, codes) = fixture.settled("a@example.org").await;
        let half = fixture.sign_in("a@example.org").await;
        for _ in 0..20 {
            assert_eq!(fixture.recovery(&half, "nonsense").await.unwrap_err(), Error::MfaRecoveryCodeMalformed);
        }
        fixture.recovery(&half, &codes[0]).await.unwrap();
    }

    async fn codes_go_with_the_last_method(fixture: Fixture) {
        fixture.set_policy(|policy| policy.enrollment = mfa::Enrollment::None).await;
        let session = fixture.sign_up("a@example.org").await;
        let (opened, _) = fixture.enroll(&session).await;
        fixture.latchkey.recovery_codes().acknowledge(&fixture.caller, &opened.session, None).await.unwrap();
        let device = fixture.latchkey.totp().devices(&opened.session).await.unwrap().remove(0);
        fixture.latchkey.totp().remove(&fixture.caller, &opened.session, &device.id).await.unwrap();
        assert_eq!(fixture.latchkey.recovery_codes().status(&opened.session).await.unwrap().total, 0);
        assert_eq!(fixture.latchkey.account().sign_in(&fixture.caller, "a@example.org", PASSWORD, None).await.unwrap().session.level, Level::Full);
    }
}
