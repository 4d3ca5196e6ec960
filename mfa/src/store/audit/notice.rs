//! The notices that the owner of an account gets about events.

use super::Event;
use crate::mail::MailKind;

impl Event {
    /// The kind of mail that tells the owner of the account about this event. `None` for events that no mail is about.
    ///
    /// A refused code is told only if others were refused before it, and a completed sign-in only from a browser that is new to the account.
    pub(crate) const fn notice(self) -> Option<MailKind> {
        match self {
            Self::TotpAdded | Self::PasskeyAdded => Some(MailKind::MethodAdded),
            Self::TotpRemoved | Self::PasskeyRemoved => Some(MailKind::MethodRemoved),
            Self::TotpReplaced => Some(MailKind::MethodReplaced),
            Self::RecoveryCodesCreated => Some(MailKind::BackupCodesMade),
            Self::RecoveryCodeUsed => Some(MailKind::BackupCodeUsed),
            Self::PasswordChanged => Some(MailKind::PasswordChanged),
            Self::PasswordReset => Some(MailKind::PasswordSetByMail),
            Self::PasswordAdded => Some(MailKind::PasswordAdded),
            Self::PasswordRemoved => Some(MailKind::PasswordRemoved),
            Self::SignInComplete => Some(MailKind::NewBrowser),
            Self::CodeRefused | Self::CodeReplayed | Self::RecoveryCodeRefused => Some(MailKind::WrongSecondFactors),
            Self::GuessesStopped => Some(MailKind::CodesLocked),
            Self::AccountDisabled => Some(MailKind::AccountDisabled),
            Self::AccountEnabled => Some(MailKind::AccountEnabled),
            Self::MfaReset => Some(MailKind::FactorsReset),
            Self::AccountDeleted => Some(MailKind::AccountDeleted),
            Self::AdministratorGranted => Some(MailKind::AdministratorGranted),
            Self::AdministratorRevoked => Some(MailKind::AdministratorRevoked),
            Self::BrowserTrusted => Some(MailKind::BrowserTrusted),
            Self::AccountRecoveryStopped => Some(MailKind::RecoveryStopped),
            Self::AccountRecoveryDone => Some(MailKind::RecoveryDone),
            // They have mails with links of their own, or an event that voids a recovery has one.
            Self::AccountRecoveryStarted | Self::AccountRecoveryReady | Self::AccountRecoveryVoided | Self::AccountRecoveryLapsed => None,
            Self::DataCopied => Some(MailKind::DataCopied),
            // The owner's own doing, or without an effect on the account's security.
            Self::SignUp
            | Self::SignIn
            | Self::SignOut
            | Self::SessionEnded
            | Self::SessionsEnded
            | Self::BrowserTrustEnded
            | Self::AllBrowserTrustEnded
            | Self::TotpRenamed
            | Self::PasskeyRenamed
            | Self::RecoveryCodesAcknowledged
            | Self::RecoveryCodesDiscarded
            | Self::StepUp
            | Self::EnrollmentPostponed
            | Self::MfaTokenIssued
            | Self::MfaTokenConsumed => None,
            // Refusals that reveal no right password, or can't be guesses: the activity shows them.
            Self::PasskeyRefused | Self::PasskeyCloned | Self::PasswordRefused | Self::PasswordsPaused | Self::MfaTokenRefused => None,
            // Told by the mail about the codes before it.
            Self::GuessesPaused => None,
            Self::NoticeAddressAdded => Some(MailKind::NoticeAddressAdded),
            Self::NoticeAddressRemoved => Some(MailKind::NoticeAddressRemoved),
            // The change tells both addresses itself, and a confirmation tells nothing that its owner didn't do in the mailbox.
            Self::EmailChanged | Self::EmailConfirmed => None,
            // About the installation. The dashboard shows them.
            Self::PolicySaved
            | Self::ApprovalRequested
            | Self::ApprovalGranted
            | Self::ApprovalRefused
            | Self::ApprovalWithdrawn
            | Self::ApplicationKeyCreated
            | Self::ApplicationKeyRevoked
            | Self::SigningKeyActivated
            | Self::AuditExported
            | Self::MailRetried => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use strum::{IntoEnumIterator, VariantArray};

    /// The kinds that no event of the audit sends: links, and what is told by other means or not at all yet.
    const OTHERS: [MailKind; 16] = [
        MailKind::ConfirmAccountAddress,
        MailKind::ConfirmNoticeAddress,
        MailKind::ConfirmAddress,
        MailKind::AlreadyRegistered,
        MailKind::ConfirmNewAddress,
        MailKind::AddressChangeRequested,
        MailKind::AddressChanged,
        MailKind::ResetPassword,
        MailKind::ResetNoPassword,
        MailKind::WrongBackupCodes,
        MailKind::RecoveryStarted,
        MailKind::RecoveryDay,
        MailKind::RecoveryReady,
        MailKind::RecoveryReadyElsewhere,
        MailKind::ConfirmRecovery,
        MailKind::Test,
    ];

    #[test]
    fn every_kind_of_notice_has_an_event() {
        let sent: BTreeSet<_> = Event::VARIANTS.iter().filter_map(|event| event.notice()).map(MailKind::name).collect();
        let others: BTreeSet<_> = OTHERS.into_iter().map(MailKind::name).collect();
        assert!(sent.is_disjoint(&others));
        let all: BTreeSet<_> = MailKind::iter().map(MailKind::name).collect();
        assert_eq!(&sent | &others, all);
    }
}
