//! What the page after a redirect has to tell: that something was done.
//!
//! It travels in a cookie of one minute, as one of a few fixed codes, so that addresses stay as they are and nobody can make a link that
//! says something on our page.

use crate::catalog::Catalog;
use strum::{EnumIter, EnumString, IntoStaticStr};

/// What the keys of their sentences begin with.
const FAMILY: &str = "notice";

/// Something that was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Flash {
    /// An authenticator app was added.
    Added,
    /// An authenticator app took over from another one.
    Replaced,
    /// An authenticator app has another name.
    Renamed,
    /// An authenticator app was removed.
    Removed,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey has another name.
    PasskeyRenamed,
    /// A passkey was removed.
    PasskeyRemoved,
    /// The backup codes are saved.
    CodesSaved,
    /// One session was ended.
    SessionEnded,
    /// All sessions but one were ended.
    SessionsEnded,
    /// The email address was changed.
    EmailChanged,
    /// The password was changed.
    PasswordChanged,
    /// A new password was set with a link.
    PasswordReset,
    /// The account is gone.
    AccountDeleted,
    /// The policy was changed.
    PolicySaved,
    /// Another administrator has been asked to approve it.
    ApprovalRequested,
    /// It is approved.
    ApprovalGranted,
    /// It is refused.
    ApprovalRefused,
    /// It is withdrawn.
    ApprovalWithdrawn,
    /// Methods and codes were taken away.
    PersonReset,
    /// All sessions were ended.
    PersonSessionsEnded,
    /// The account was disabled.
    PersonDisabled,
    /// The account can be used again.
    PersonEnabled,
    /// An application's key was revoked.
    KeyRevoked,
    /// The form came after the end of its session.
    NothingChanged,
    /// It is proved who is asking, and now the form has to be filled in once more.
    Confirmed,
    /// The same, of the form for another email address.
    ConfirmedForEmail,
}

impl Flash {
    /// What stands in the cookie.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// The notice with exactly this code. `None` if there is none.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        code.parse().ok()
    }

    /// What it says, in the visitor's language: the sentence of its code in the family `notice`.
    #[must_use]
    pub fn text(self, catalog: Catalog) -> String {
        catalog.of_code(FAMILY, self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::{FAMILY, Flash};
    use crate::catalog::catalogue_test::check_family;
    use strum::IntoEnumIterator;

    #[test]
    fn each_notice_has_a_sentence() {
        check_family(FAMILY, Flash::iter().map(Flash::code));
    }

    #[test]
    fn each_notice_is_read_from_its_cookie() {
        for flash in Flash::iter() {
            assert_eq!(Flash::from_code(flash.code()), Some(flash));
        }
        assert_eq!(Flash::from_code("from-another-version"), None);
    }
}
