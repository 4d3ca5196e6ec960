//! Notices that the page after a redirect shows, such as that a change was made.
//!
//! A notice is one of a few fixed codes in a cookie of one minute. It isn't part of the address, so that no link can make the page show a notice.

use crate::catalog::Catalog;
use strum::{EnumIter, EnumString, IntoStaticStr};

/// The beginning of the keys of all notices.
const FAMILY: &str = "notice";

/// A notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Flash {
    /// An authenticator app was added.
    Added,
    /// An authenticator app was replaced.
    Replaced,
    /// An authenticator app was renamed.
    Renamed,
    /// An authenticator app was removed.
    Removed,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was created in place of lost ones.
    PasskeyRestored,
    /// A passkey was renamed.
    PasskeyRenamed,
    /// A passkey was removed.
    PasskeyRemoved,
    /// The backup codes were acknowledged as saved.
    CodesSaved,
    /// New backup codes were discarded in favour of the previous ones.
    CodesDiscarded,
    /// One session was ended.
    SessionEnded,
    /// All sessions except the current one were ended.
    SessionsEnded,
    /// A browser isn't trusted any more.
    TrustEnded,
    /// No browser is trusted any more.
    AllTrustEnded,
    /// The email address was changed, where no mail is sent.
    EmailChanged,
    /// The email address was replaced by one that a link was sent to. The former one gets notices for a while.
    AddressReplaced,
    /// A link was sent to the address that is to replace the present one.
    CheckNewAddress,
    /// A link was sent to the account's address, which isn't confirmed yet.
    ConfirmationSent,
    /// The account's address was confirmed.
    EmailConfirmed,
    /// A second address was added.
    SecondAddressAdded,
    /// The second address was removed.
    SecondAddressRemoved,
    /// The password was changed.
    PasswordChanged,
    /// A password was added.
    PasswordAdded,
    /// The password was removed.
    PasswordRemoved,
    /// A new password was set with a link.
    PasswordReset,
    /// A link that begins the recovery of the account was sent.
    RecoveryLinkSent,
    /// Another link that completes the recovery of the account was sent.
    RecoveryReadySent,
    /// The recovery of the account has begun.
    RecoveryStarted,
    /// The recovery of the account was stopped.
    RecoveryStopped,
    /// The account was deleted.
    AccountDeleted,
    /// The policy was changed.
    PolicySaved,
    /// Another administrator was asked to approve the action.
    ApprovalRequested,
    /// The action was approved.
    ApprovalGranted,
    /// The action was refused.
    ApprovalRefused,
    /// The request for approval was withdrawn.
    ApprovalWithdrawn,
    /// The methods and backup codes of an account were removed.
    PersonReset,
    /// All sessions of an account were ended.
    PersonSessionsEnded,
    /// The account was disabled.
    PersonDisabled,
    /// The account was enabled.
    PersonEnabled,
    /// The recovery of an account was stopped.
    PersonRecoveryStopped,
    /// A mail is tried again.
    MailRetried,
    /// An application's key was revoked.
    KeyRevoked,
    /// The form arrived after the end of its session, and nothing was changed.
    NothingChanged,
    /// The proof was given, and the form has to be filled in again.
    Confirmed,
    /// The proof was given, and the form for another email address has to be filled in again.
    ConfirmedForEmail,
    /// The proof was given, and the form for a second address has to be filled in again.
    ConfirmedForSecondAddress,
    /// Codes and methods are at hand.
    CheckedUp,
    /// Codes or methods are lost.
    CheckedUpLost,
    /// The proof was given, and the data can be downloaded.
    ConfirmedForData,
}

impl Flash {
    /// The value of the cookie.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// The notice with exactly this code. `None` if there is none.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        code.parse().ok()
    }

    /// The sentence of the notice: that of its code in the family `notice`.
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
