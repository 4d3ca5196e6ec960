//! Opening and closing the built-in screens.

use super::state::state;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A built-in screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Modal {
    /// "Manage MFA": the methods and the backup codes that are left.
    Manage,
    /// "Choose a method": to enroll, or to prove.
    ChooseType,
    /// "Scan the QR code": an authenticator app, and its first code.
    QrCode,
    /// "Enter the verification code": the proof of an authenticator app.
    OtpVerification,
    /// "Register a passkey".
    RegisterPasskey,
    /// "Verify with a passkey": the proof of a passkey.
    VerifyPasskey,
    /// "Your backup codes": those that wait to be acknowledged.
    ViewBackupCodes,
    /// "Enter a backup code": instead of a method.
    EnterBackupCodes,
}

impl Modal {
    /// A stable name, for logs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Manage => "manage",
            Self::ChooseType => "choose_type",
            Self::QrCode => "qr_code",
            Self::OtpVerification => "otp_verification",
            Self::RegisterPasskey => "register_passkey",
            Self::VerifyPasskey => "verify_passkey",
            Self::ViewBackupCodes => "view_backup_codes",
            Self::EnterBackupCodes => "enter_backup_codes",
        }
    }
}

/// The result of [`use_mfa_modals`]. One screen is open at a time: opening one closes another.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct MfaModals {
    /// The open screen.
    pub open: Signal<Option<Modal>>,
}

impl MfaModals {
    /// Opens this screen.
    pub fn open(&self, modal: Modal) {
        super::set_show(modal, true);
    }

    /// Closes the open screen, as its close button does. Has no effect if no screen is open.
    pub fn close(&self) {
        if let Some(modal) = self.open.get_untracked() {
            super::set_show(modal, false);
        }
    }
}

/// The same with Dynamic's names: with `true`, each opens its screen, and with `false`, it closes the screen if it is open.
impl MfaModals {
    /// "Manage MFA".
    pub fn set_show_mfa_manage(&self, show: bool) {
        super::set_show(Modal::Manage, show);
    }

    /// "Choose a method".
    pub fn set_show_mfa_choose_type(&self, show: bool) {
        super::set_show(Modal::ChooseType, show);
    }

    /// "Scan the QR code".
    pub fn set_show_mfa_qr_code(&self, show: bool) {
        super::set_show(Modal::QrCode, show);
    }

    /// "Enter the verification code".
    pub fn set_show_otp_verification(&self, show: bool) {
        super::set_show(Modal::OtpVerification, show);
    }

    /// "Register a passkey".
    pub fn set_show_register_passkey(&self, show: bool) {
        super::set_show(Modal::RegisterPasskey, show);
    }

    /// "Verify with a passkey".
    pub fn set_show_verify_passkey(&self, show: bool) {
        super::set_show(Modal::VerifyPasskey, show);
    }

    /// "Your backup codes".
    pub fn set_show_mfa_view_backup_codes(&self, show: bool) {
        super::set_show(Modal::ViewBackupCodes, show);
    }

    /// "Enter a backup code".
    pub fn set_show_mfa_enter_backup_codes(&self, show: bool) {
        super::set_show(Modal::EnterBackupCodes, show);
    }
}

/// Opens and closes the built-in screens. The page needs a [`MfaProvider`](crate::modal::MfaProvider), which contains them.
///
/// A screen that can't be shown (signed out, turned off by the policy, nothing enrolled, codes already acknowledged) opens anyway, gives the reason,
/// and offers an alternative.
///
/// # On the server
///
/// No screen is open, and none opens.
///
/// # Example
///
/// ```
/// # use app as latchkey;
/// use latchkey::hook::{Modal, use_mfa_modals};
/// use leptos::prelude::*;
///
/// #[component]
/// fn SecurityButton() -> impl IntoView {
///     let modals = use_mfa_modals();
///     view! { <button on:click=move |_| modals.open(Modal::Manage)>"Security"</button> }
/// }
/// ```
#[must_use]
pub fn use_mfa_modals() -> MfaModals {
    super::start();
    MfaModals { open: state().open.clone().into() }
}
