use crate::lab::{Lab, on_each_database};
use mfa::{Enrollment, Error, Level, Policy};

on_each_database! {
    async fn the_defaults_hold_until_a_version_is_saved(lab: Lab) {
        assert_eq!(lab.latchkey.policy().await.unwrap(), Policy::default());
        lab.set_policy(|policy| policy.max_totp_devices = 3).await;
        lab.set_policy(|policy| policy.step_up_seconds = 60).await;
        let policy = lab.another().await.policy().await.unwrap();
        assert_eq!((policy.max_totp_devices, policy.step_up_seconds), (3, 60));
    }

    async fn without_enforcement_the_password_is_enough(lab: Lab) {
        lab.set_policy(|policy| policy.session_based = false).await;
        lab.settled("a@example.org").await;
        assert_eq!(lab.sign_in("a@example.org").await.level, Level::Full);
    }

    async fn a_method_that_is_off_cannot_be_enrolled(lab: Lab) {
        lab.set_policy(|policy| { policy.totp = false; policy.enrollment = Enrollment::None; }).await;
        let session = lab.sign_up("a@example.org").await;
        assert_eq!(lab.latchkey.begin_totp(&session, None).await.err(), Some(Error::MethodDisabled));
    }

    async fn without_codes_in_the_policy_none_are_made(lab: Lab) {
        lab.set_policy(|policy| policy.totp_recovery_codes = false).await;
        let (session, _) = lab.enrolled("a@example.org").await;
        assert_eq!(lab.latchkey.next_step(Some(&session)).await.unwrap().path(), "/account/security");
        assert_eq!(lab.latchkey.recovery_codes(&session).await.unwrap_err(), Error::NoRecoveryCodes);
    }
}
