use crate::lab::{Lab, on_each_database};
use mfa::{
    Method, NextStep, SCOPE_REQUIRES_ADDITIONAL_AUTH,
    view::{Requirement, Status},
};

async fn status(lab: &Lab, session: &mfa::Session) -> Status {
    lab.latchkey.status(Some(session)).await.unwrap()
}

on_each_database! {
    async fn it_follows_from_the_password_to_the_saved_codes(lab: Lab) {
        assert_eq!(lab.latchkey.status(None).await.unwrap(), Status::signed_out());
        let half = lab.sign_up("a@example.org").await;
        let begun = status(&lab, &half).await;
        assert_eq!((begun.requirement(), begun.is_full()), (Some(Requirement::AdditionalAuth), false));
        assert_eq!(begun.user.unwrap().scope.as_deref(), Some(SCOPE_REQUIRES_ADDITIONAL_AUTH));
        assert_eq!((begun.enrolled, begun.offered), (vec![], vec![Method::Totp, Method::Passkey]));

        let (full, _) = lab.enroll(&half).await;
        let enrolled = status(&lab, &full.session).await;
        assert_eq!((enrolled.requirement(), enrolled.is_full()), (Some(Requirement::Acknowledgement), true));
        assert_eq!(enrolled.enrolled, [Method::Totp]);
        assert_eq!(enrolled.sign_in, begun.sign_in, "it is still the same sign-in");

        lab.latchkey.acknowledge_recovery_codes(&lab.caller, &full.session, None).await.unwrap();
        let done = status(&lab, &full.session).await;
        assert_eq!((done.requirement(), done.step), (None, NextStep::Done));

        let again = status(&lab, &lab.sign_in("a@example.org").await).await;
        assert_eq!(again.requirement(), Some(Requirement::AdditionalAuth));
        assert_ne!(again.sign_in, done.sign_in);
    }
}
