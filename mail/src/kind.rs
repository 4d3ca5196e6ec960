//! The form of each kind of mail: its links and its small print.

use mfa::mail::MailKind;

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

/// The form of a kind of mail.
pub(crate) trait KindForm: Copy {
    /// Where its two links lead.
    fn links(self) -> (MainLink, OtherLink);

    /// Whether an address that replaces the account's is shown in full: only to that address itself.
    fn shows_new_address(self) -> bool;

    /// Whether it asks its reader whether the event was their own act. Other texts ask that in their own words, or are about an administrator.
    fn asks_whose_act(self) -> bool;

    /// Whether no owner of an account can switch it off, so that its small print says so.
    fn is_notice(self) -> bool;
}

impl KindForm for MailKind {
    fn links(self) -> (MainLink, OtherLink) {
        match self {
            Self::ConfirmAddress => (MainLink::Token, OtherLink::TokenIfAny),
            Self::ConfirmAccountAddress
            | Self::ConfirmNoticeAddress
            | Self::ConfirmNewAddress
            | Self::ResetPassword
            | Self::ResetNoPassword
            | Self::ConfirmRecovery => (MainLink::Token, OtherLink::None),
            Self::AlreadyRegistered => (MainLink::SignIn, OtherLink::Reset),
            Self::AccountEnabled | Self::AdministratorGranted | Self::AdministratorRevoked => (MainLink::SignIn, OtherLink::None),
            Self::RecoveryStarted | Self::RecoveryDay | Self::RecoveryReadyElsewhere => (MainLink::Token, OtherLink::NotMe),
            Self::RecoveryReady => (MainLink::Token, OtherLink::Token),
            Self::AccountDisabled | Self::AccountDeleted | Self::Test => (MainLink::None, OtherLink::None),
            Self::AddressChangeRequested
            | Self::AddressChanged
            | Self::PasswordChanged
            | Self::PasswordSetByMail
            | Self::PasswordAdded
            | Self::PasswordRemoved
            | Self::NoticeAddressAdded
            | Self::NoticeAddressRemoved
            | Self::MethodAdded
            | Self::MethodRemoved
            | Self::MethodReplaced
            | Self::BackupCodesMade
            | Self::BackupCodeUsed
            | Self::NewBrowser
            | Self::BrowserTrusted
            | Self::WrongSecondFactors
            | Self::WrongBackupCodes
            | Self::CodesLocked
            | Self::FactorsReset
            | Self::DataCopied
            | Self::RecoveryStopped
            | Self::RecoveryDone => (MainLink::NotMe, OtherLink::None),
        }
    }

    fn shows_new_address(self) -> bool {
        matches!(self, Self::ConfirmNewAddress)
    }

    fn asks_whose_act(self) -> bool {
        matches!(self.links().0, MainLink::NotMe)
            && !matches!(
                self,
                Self::FactorsReset | Self::WrongSecondFactors | Self::WrongBackupCodes | Self::CodesLocked | Self::RecoveryStopped
            )
    }

    fn is_notice(self) -> bool {
        !matches!(
            self,
            Self::ConfirmAddress
                | Self::AlreadyRegistered
                | Self::ConfirmAccountAddress
                | Self::ConfirmNoticeAddress
                | Self::ConfirmNewAddress
                | Self::ResetPassword
                | Self::ResetNoPassword
                | Self::ConfirmRecovery
                | Self::Test
        )
    }
}
