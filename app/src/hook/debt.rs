//! Requirements of the session, each reported once.

use mfa::view::{Requirement, Status};

/// The last report: the requirement, and the sign-in that it belongs to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Told(Option<(Option<String>, Requirement)>);

impl Told {
    pub(super) const fn nothing() -> Self {
        Self(None)
    }

    /// The requirement to report. `None` if there is none, or if it was reported before.
    pub(super) fn news(&mut self, status: &Status) -> Option<Requirement> {
        let owed = status.requirement();
        let now = Self(owed.map(|owed| (status.sign_in.clone(), owed)));
        if *self == now {
            return None;
        }
        *self = now;
        owed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mfa::{Method, NextStep, view::User};

    fn status(sign_in: &str, step: NextStep) -> Status {
        let user = User { id: "1".to_owned(), email: "ada@example.com".to_owned(), administrator: false, scope: None };
        Status { user: Some(user), step, enrolled: vec![], offered: vec![Method::Totp], sign_in: Some(sign_in.to_owned()) }
    }

    #[test]
    fn what_is_owed_is_told_once() {
        let mut told = Told::nothing();
        let enrolling = status("a", NextStep::ChooseMethod { offered: vec![Method::Totp], skippable: false });
        assert_eq!(told.news(&enrolling), Some(Requirement::AdditionalAuth));
        assert_eq!(told.news(&enrolling), None);
        // Another step, but the same requirement.
        assert_eq!(told.news(&status("a", NextStep::SetUpPasskey)), None);
        assert_eq!(told.news(&status("a", NextStep::AcknowledgeRecoveryCodes)), Some(Requirement::Acknowledgement));
        assert_eq!(told.news(&status("a", NextStep::AcknowledgeRecoveryCodes)), None);
        assert_eq!(told.news(&status("a", NextStep::Done)), None);
    }

    #[test]
    fn the_same_is_told_again_after_it_was_paid_or_after_another_sign_in() {
        let mut told = Told::nothing();
        let owing = |sign_in| status(sign_in, NextStep::SetUpPasskey);
        assert_eq!(told.news(&owing("a")), Some(Requirement::AdditionalAuth));
        assert_eq!(told.news(&owing("b")), Some(Requirement::AdditionalAuth));
        assert_eq!(told.news(&status("b", NextStep::Done)), None);
        assert_eq!(told.news(&owing("b")), Some(Requirement::AdditionalAuth));
        assert_eq!(told.news(&Status::signed_out()), None);
        assert_eq!(told.news(&owing("b")), Some(Requirement::AdditionalAuth));
    }
}
