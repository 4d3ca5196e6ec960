//! Accounts whose methods the policy doesn't accept any more: a recovery code permits enrolling another method, and nothing else.

use crate::{
    bound::next_request,
    fixture::{Fixture, PASSWORD, number, on_each_database},
    passwordless::add,
};
use authenticator::{Authenticator, Forgery};
use mfa::{Error, Level, Method, NextStep};

on_each_database! {
    async fn without_an_accepted_method_a_recovery_code_permits_enrolling_one_and_nothing_else(fixture: Fixture) {
        let (_, _, codes) = fixture.settled("a@example.org").await;
        let (latchkey, caller) = (&fixture.latchkey, &fixture.caller);
        for session_based in [true, false] {
            fixture.set_policy(|policy| { policy.totp = false; policy.session_based = session_based; }).await;
            let half = fixture.sign_in("a@example.org").await;
            assert!(matches!(latchkey.next_step(Some(&half)).await.unwrap(), NextStep::Challenge { .. }));
            let required = Some(Error::RequiresAdditionalAuth);
            assert_eq!(latchkey.passkeys().begin_registration(&half).await.err(), required);

            let opened = fixture.recovery(&half, &codes[usize::from(session_based)]).await.unwrap();
            let choose = NextStep::ChooseMethod { offered: vec![Method::Passkey], skippable: false };
            assert_eq!(opened.next, Some(choose.clone()));
            let session = next_request(&fixture, &opened).await;
            assert_eq!(latchkey.next_step(Some(&session)).await.unwrap(), choose);
            assert_eq!(session.level, Level::Half);
            assert_eq!(latchkey.sessions().end_others(caller, &session).await.err(), required);
            assert_eq!(latchkey.recovery_codes().new_codes(caller, &session).await.err(), required);
            assert_eq!(latchkey.account().change_password(caller, &session, PASSWORD, "another good passphrase").await.err(), required);
            assert_eq!(latchkey.account().delete(caller, &session).await.err(), required);
            // The request that the code came with may do no more.
            assert_eq!(latchkey.account().delete(caller, &opened.session).await.err(), required);

            fixture.pass_seconds(29 * 60);
            let session = next_request(&fixture, &opened).await;
            assert!(latchkey.passkeys().begin_registration(&session).await.is_ok(), "there is time to fetch a security key");
            fixture.set_policy(|policy| policy.totp = true).await;
        }
        fixture.set_policy(|policy| policy.totp = false).await;
        let half = fixture.sign_in("a@example.org").await;
        let completed = async || number(&fixture.database_url, "SELECT COUNT(*) FROM audit_event WHERE event = 'sign_in_complete'").await;
        let before = completed().await;
        let opened = fixture.recovery(&half, &codes[2]).await.unwrap();
        assert_eq!(completed().await, before + 1, "whether or not a method is enrolled");
        let session = add(&fixture, latchkey, &next_request(&fixture, &opened).await).await;
        assert_eq!((session.level, latchkey.next_step(Some(&session)).await.unwrap()), (Level::Full, NextStep::Done));
        assert!(latchkey.sessions().end_others(caller, &session).await.is_ok());
        assert_eq!(completed().await, before + 1, "once");
    }

    async fn an_enrollment_that_was_begun_within_the_hour_can_be_finished_after_it(fixture: Fixture) {
        let (_, _, codes) = fixture.settled("a@example.org").await;
        fixture.set_policy(|policy| policy.totp = false).await;
        let half = fixture.sign_in("a@example.org").await;
        let opened = fixture.recovery(&half, &codes[0]).await.unwrap();
        for _ in 0..2 {
            fixture.pass_seconds(29 * 60);
            next_request(&fixture, &opened).await;
        }
        let session = next_request(&fixture, &opened).await;
        let options = fixture.latchkey.passkeys().begin_registration(&session).await.unwrap();
        fixture.pass_seconds(4 * 60);
        let session = next_request(&fixture, &opened).await;
        let again = fixture.latchkey.passkeys().begin_registration(&session).await;
        assert_eq!(again.err(), Some(Error::RequiresAdditionalAuth));
        let answer = Authenticator::synced("http://localhost:3000").register(&options.public_key, &Forgery::none()).unwrap();
        let finished = fixture.latchkey.passkeys().finish_registration(&fixture.caller, &session, &answer, "Passkey").await.unwrap();
        assert_eq!(finished.session.level, Level::Full);
    }
}
