//! The mails that Latchkey sends: their kinds, and the values that each tells. Their texts and their form are in the package `latchkey-mail`.

use serde::{Deserialize, Serialize};
use std::fmt;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// A kind of mail. Its name in kebab case is stored, and is part of the keys of its texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Display, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum MailKind {
    /// The link of a sign-up.
    ConfirmAddress,
    /// A sign-up with an address that already has an account.
    AlreadyRegistered,
    /// The link that confirms the address of an account that was made without mail, or whose address an operator changed.
    ConfirmAccountAddress,
    /// The link that confirms a second address, for notices only.
    ConfirmNoticeAddress,
    /// The link that confirms the address which replaces the account's.
    ConfirmNewAddress,
    /// Tells the present address that a change to another one was requested.
    AddressChangeRequested,
    /// The account's address was replaced.
    AddressChanged,
    /// The link that sets a new password.
    ResetPassword,
    /// A request for such a link, for an account without a password. Its link creates a passkey, with a backup code.
    ResetNoPassword,
    /// The password was changed, in a session.
    PasswordChanged,
    /// The password was set with a link.
    PasswordSetByMail,
    /// An account without a password got one.
    PasswordAdded,
    /// The password was removed.
    PasswordRemoved,
    /// A second address for notices was added.
    NoticeAddressAdded,
    /// The second address for notices was removed. It gets notices for seven more days.
    NoticeAddressRemoved,
    /// An authenticator app or a passkey was added.
    MethodAdded,
    /// A method was removed.
    MethodRemoved,
    /// A method was replaced.
    MethodReplaced,
    /// New backup codes were made.
    BackupCodesMade,
    /// A backup code was used.
    BackupCodeUsed,
    /// A sign-in from a browser in which the account wasn't used before.
    NewBrowser,
    /// A browser needs no second factor for a while.
    BrowserTrusted,
    /// Wrong second factors after a right password.
    WrongSecondFactors,
    /// Wrong backup codes with the link of a mail, in place of a lost passkey.
    WrongBackupCodes,
    /// Codes are locked after too many wrong ones.
    CodesLocked,
    /// An administrator disabled the account.
    AccountDisabled,
    /// An administrator enabled the account again.
    AccountEnabled,
    /// An administrator removed all methods and codes.
    FactorsReset,
    /// The account got the rights of an administrator.
    AdministratorGranted,
    /// The account lost the rights of an administrator.
    AdministratorRevoked,
    /// The account was deleted.
    AccountDeleted,
    /// A copy of the account's data was made.
    DataCopied,
    /// The link that begins a recovery.
    ConfirmRecovery,
    /// A recovery began: the main link stops it.
    RecoveryStarted,
    /// A day of the recovery's waiting time: the main link stops it.
    RecoveryDay,
    /// The recovery's waiting time is over: the main link continues, the other one stops it.
    RecoveryReady,
    /// Tells the account's other addresses that the waiting time is over: the main link stops the recovery.
    RecoveryReadyElsewhere,
    /// The recovery was stopped.
    RecoveryStopped,
    /// The recovery is complete.
    RecoveryDone,
    /// A mail that an operator sends to check the settings.
    Test,
}

impl MailKind {
    /// The name as it is stored: `confirm-address`.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether the mail names a method.
    pub fn names_method(self) -> bool {
        matches!(self, Self::MethodAdded | Self::MethodRemoved | Self::MethodReplaced)
    }

    /// Whether the mail gives the reason of an administrator.
    pub fn gives_reason(self) -> bool {
        matches!(
            self,
            Self::FactorsReset | Self::AccountDisabled | Self::AccountEnabled | Self::AdministratorRevoked | Self::RecoveryStopped
        )
    }
}

/// Events that are stored with their details; older ones are only counted. Far more than a mail lists.
const MOST_MOMENTS: usize = 50;

/// The values that a mail tells. As JSON they are stored until it is sent; absent values have no member.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MailParams {
    /// The token of the main link, for kinds whose main link has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The token of the second link: to receive no such mail any more ([`MailKind::ConfirmAddress`]), or to stop the recovery
    /// ([`MailKind::RecoveryReady`]).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_link: Option<String>,
    /// The address that the account signs in with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The account's second address, in a mail to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_address: Option<String>,
    /// An address that the account had until recently, in a mail to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous_address: Option<String>,
    /// An address that replaces it. Mails to the old address don't show all of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_address: Option<String>,
    /// The number of backup codes that are left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remaining: Option<u32>,
    /// The hours that are left until a recovery is ready.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<u32>,
    /// The minutes for which the link is valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// The application's id of its user, in a notice that the application passes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// The events that the mail is about, the earliest first. One mail may tell several events of one kind.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub moments: Vec<MailMoment>,
    /// The number of events before these, of which nothing else is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earlier: Option<u32>,
}

impl MailParams {
    /// Whether the mail has a link with a token.
    pub fn has_link(&self) -> bool {
        self.link.is_some() || self.other_link.is_some()
    }

    /// Adds an event after the others. Of very many, the earliest are only counted.
    pub fn add(&mut self, moment: MailMoment) {
        self.moments.push(moment);
        let dropped = self.moments.len().saturating_sub(MOST_MOMENTS);
        if dropped > 0 {
            self.moments.drain(..dropped);
            self.earlier = Some(self.earlier.unwrap_or(0).saturating_add(u32::try_from(dropped).unwrap_or(u32::MAX)));
        }
    }

    /// The number of all events.
    #[must_use]
    pub fn events(&self) -> usize {
        self.moments.len().saturating_add(usize::try_from(self.earlier.unwrap_or(0)).unwrap_or(usize::MAX))
    }
}

/// One event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MailMoment {
    /// Milliseconds since 1970.
    pub at: i64,
    /// The network address of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network: Option<String>,
    /// The browser's description of itself (`User-Agent`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub browser: Option<String>,
    /// The name of the method.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// The reason that an administrator gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Shows the number of events only: links are secrets, and addresses don't belong in logs.
impl fmt::Debug for MailParams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailParams").field("events", &self.events()).finish_non_exhaustive()
    }
}
