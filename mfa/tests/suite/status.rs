use crate::fixture::{Fixture, on_each_database};
use mfa::{
    Method, NextStep, SCOPE_REQUIRES_ADDITIONAL_AUTH,
    view::{Requirement, Status},
};

async fn status(fixture: &Fixture, session: &mfa::Session) -> Status {
    fixture.latchkey.status(Some(session)).await.unwrap()
}

on_each_database! {
    async fn it_follows_from_the_password_to_the_saved_codes(fixture: Fixture) {
        assert_eq!(fixture.latchkey.status(None).await.unwrap(), Status::signed_out());
        let half = fixture.sign_up("a@example.org").await;
        let begun = status(&fixture, &half).await;
        assert_eq!((begun.requirement(), begun.is_full()), (Some(Requirement::AdditionalAuth), false));
        assert_eq!(begun.user.unwrap().scope.as_deref(), Some(SCOPE_REQUIRES_ADDITIONAL_AUTH));
        assert_eq!((begun.enrolled, begun.offered), (vec![], vec![Method::Totp, Method::Passkey]));

        let (full, _) = fixture.enroll(&half).await;
        let enrolled = status(&fixture, &full.session).await;
        assert_eq!((enrolled.requirement(), enrolled.is_full()), (Some(Requirement::Acknowledgement), true));
        assert_eq!(enrolled.enrolled, [Method::Totp]);
        assert_eq!(enrolled.sign_in, begun.sign_in, "it is still the same sign-in");

        fixture.latchkey.recovery_codes().acknowledge(&fixture.caller, &full.session, None).await.unwrap();
        let done = status(&fixture, &full.session).await;
        assert_eq!((done.requirement(), done.step), (None, NextStep::Done));

        let again = status(&fixture, &fixture.sign_in("a@example.org").await).await;
        assert_eq!(again.requirement(), Some(Requirement::AdditionalAuth));
        assert_ne!(again.sign_in, done.sign_in);
    }
}
