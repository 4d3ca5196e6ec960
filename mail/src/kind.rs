//! The kinds of mails.

use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// A kind of mail. Its name in kebab case is what is stored, and part of the keys of its texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Display, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Kind {
    /// The link of a sign-up.
    ConfirmAddress,
    /// A sign-up with an address that has an account already.
    AlreadyRegistered,
    /// The link that confirms the address which replaces the account's.
    ConfirmNewAddress,
    /// The same, told to the address that would be replaced.
    AddressChangeRequested,
    /// Another address is the account's.
    AddressChanged,
    /// The link that sets a new password.
    ResetPassword,
    /// A request for such a link, for an account without a password.
    ResetNoPassword,
    /// The password was changed, in a session.
    PasswordChanged,
    /// The password was set with a link.
    PasswordSetByMail,
    /// An authenticator app or a passkey was added.
    MethodAdded,
    /// One was removed.
    MethodRemoved,
    /// One was replaced.
    MethodReplaced,
    /// New backup codes were made.
    BackupCodesMade,
    /// A backup code was used.
    BackupCodeUsed,
    /// A sign-in from a browser that the account hasn't been used in.
    NewBrowser,
    /// A browser needs no second factor for a while.
    BrowserTrusted,
    /// Wrong second factors after a right password.
    WrongSecondFactors,
    /// Codes are locked after too many wrong ones.
    CodesLocked,
    /// An administrator disabled the account.
    AccountDisabled,
    /// An administrator enabled the account again.
    AccountEnabled,
    /// An administrator removed all methods and codes.
    FactorsReset,
    /// The account was deleted.
    AccountDeleted,
    /// A copy of the account's data was made.
    DataCopied,
    /// A recovery began: its main link stops it.
    RecoveryStarted,
    /// A day of its waiting time: its main link stops it.
    RecoveryDay,
    /// Its waiting time is over: its main link goes on, the other one stops it.
    RecoveryReady,
    /// It was stopped.
    RecoveryStopped,
    /// It is complete.
    RecoveryDone,
    /// A mail that an operator sends to see whether mails arrive.
    Test,
}

/// Where the main link of a mail leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MainLink {
    /// To the address with a token, which is among the values.
    Token,
    /// To the page for those whose account somebody else used.
    NotMe,
    /// To the sign-in.
    SignIn,
    None,
}

/// Where the second link of a mail leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OtherLink {
    /// To the second address with a token, which must be among the values.
    Token,
    /// The same, but the mail can do without it.
    TokenIfAny,
    NotMe,
    /// To the page that asks for a reset of the password.
    Reset,
    None,
}

impl Kind {
    /// The name, as it is stored: `confirm-address`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    pub(crate) const fn links(self) -> (MainLink, OtherLink) {
        match self {
            Self::ConfirmAddress => (MainLink::Token, OtherLink::TokenIfAny),
            Self::ConfirmNewAddress | Self::ResetPassword => (MainLink::Token, OtherLink::None),
            Self::AlreadyRegistered => (MainLink::SignIn, OtherLink::Reset),
            Self::ResetNoPassword | Self::AccountEnabled => (MainLink::SignIn, OtherLink::None),
            Self::RecoveryStarted | Self::RecoveryDay => (MainLink::Token, OtherLink::NotMe),
            Self::RecoveryReady => (MainLink::Token, OtherLink::Token),
            Self::AccountDisabled | Self::AccountDeleted | Self::Test => (MainLink::None, OtherLink::None),
            Self::AddressChangeRequested
            | Self::AddressChanged
            | Self::PasswordChanged
            | Self::PasswordSetByMail
            | Self::MethodAdded
            | Self::MethodRemoved
            | Self::MethodReplaced
            | Self::BackupCodesMade
            | Self::BackupCodeUsed
            | Self::NewBrowser
            | Self::BrowserTrusted
            | Self::WrongSecondFactors
            | Self::CodesLocked
            | Self::FactorsReset
            | Self::DataCopied
            | Self::RecoveryStopped
            | Self::RecoveryDone => (MainLink::NotMe, OtherLink::None),
        }
    }

    /// Whether an address that replaces the account's is shown in full: only to that address itself.
    pub(crate) const fn shows_new_address(self) -> bool {
        matches!(self, Self::ConfirmNewAddress)
    }

    /// Whether it asks its reader whether the event was their own act. Other texts ask that in their own words, or are about an administrator.
    pub(crate) const fn asks_whose_act(self) -> bool {
        matches!(self.links().0, MainLink::NotMe)
            && !matches!(self, Self::FactorsReset | Self::WrongSecondFactors | Self::CodesLocked | Self::RecoveryStopped)
    }

    /// Whether the account's owner gets it whatever they want, so that its small print says so.
    pub(crate) const fn is_notice(self) -> bool {
        !matches!(
            self,
            Self::ConfirmAddress
                | Self::AlreadyRegistered
                | Self::ConfirmNewAddress
                | Self::ResetPassword
                | Self::ResetNoPassword
                | Self::Test
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;
    use strum::IntoEnumIterator;

    #[test]
    fn names_are_read() {
        assert_eq!(Kind::WrongSecondFactors.name(), "wrong-second-factors");
        for kind in Kind::iter() {
            assert_eq!(kind.name().parse(), Ok(kind));
        }
    }
}
