//! What is alive on `/playground`: every modal control as a button, every hook called with its state and its last result shown.

use crate::hook::{Modal, use_mfa_modals};
use leptos::prelude::*;

/// A button that opens a built-in screen.
#[island]
pub fn ShowModal(
    /// The screen.
    modal: Modal,
    /// The button's name.
    label: String,
) -> impl IntoView {
    let modals = use_mfa_modals();
    let show = move |_| match modal {
        Modal::Manage => modals.set_show_mfa_manage(true),
        Modal::ChooseType => modals.set_show_mfa_choose_type(true),
        Modal::QrCode => modals.set_show_mfa_qr_code(true),
        Modal::OtpVerification => modals.set_show_otp_verification(true),
        Modal::ViewBackupCodes => modals.set_show_mfa_view_backup_codes(true),
        Modal::EnterBackupCodes => modals.set_show_mfa_enter_backup_codes(true),
    };
    view! {
        <button type="button" class="button" on:click=show>
            {label}
        </button>
    }
}
