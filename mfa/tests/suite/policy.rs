use crate::fixture::{Fixture, on_each_database};
use mfa::{Enrollment, Error, Level, Policy};

on_each_database! {
    async fn the_defaults_hold_until_a_version_is_saved(fixture: Fixture) {
        assert_eq!(fixture.latchkey.policy().await.unwrap(), Policy::default());
        fixture.set_policy(|policy| policy.max_totp_devices = 3).await;
        fixture.set_policy(|policy| policy.step_up_seconds = 60).await;
        let policy = fixture.another().await.policy().await.unwrap();
        assert_eq!((policy.max_totp_devices, policy.step_up_seconds), (3, 60));
    }

    async fn without_enforcement_the_password_is_enough(fixture: Fixture) {
        fixture.set_policy(|policy| policy.session_based = false).await;
        fixture.settled("a@example.org").await;
        assert_eq!(fixture.sign_in("a@example.org").await.level, Level::Full);
    }

    async fn a_method_that_is_off_cannot_be_enrolled(fixture: Fixture) {
        fixture
            .set_policy(|policy| {
                policy.totp = false;
                policy.enrollment = Enrollment::None;
            })
            .await;
        let session = fixture.sign_up("a@example.org").await;
        assert_eq!(fixture.latchkey.totp().begin(&session, None, "Authenticator app").await.err(), Some(Error::MethodDisabled));
    }

    async fn without_codes_in_the_policy_none_are_made(fixture: Fixture) {
        fixture.set_policy(|policy| policy.totp_recovery_codes = false).await;
        let (session, _) = fixture.enrolled("a@example.org").await;
        assert_eq!(fixture.latchkey.next_step(Some(&session)).await.unwrap().name(), "done");
        assert_eq!(fixture.latchkey.recovery_codes().codes(&session).await.unwrap_err(), Error::NoRecoveryCodes);
    }
}
