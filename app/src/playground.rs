//! What is alive on `/playground`: every modal control as a button, every hook called with its state and its last result shown.

use crate::hook::use_mfa_modals;
use leptos::prelude::*;

/// The buttons that open the built-in screens.
#[island]
pub fn ModalButtons() -> impl IntoView {
    let modals = use_mfa_modals();
    let button = |name: &'static str, show: Box<dyn Fn()>| {
        view! {
            <button type="button" class="button" on:click=move |_| show()>
                {name}
            </button>
        }
    };
    [
        button("Show MFA Management", Box::new(move || modals.set_show_mfa_manage(true))),
        button("Show MFA Type Selection", Box::new(move || modals.set_show_mfa_choose_type(true))),
        button("Show QR Code", Box::new(move || modals.set_show_mfa_qr_code(true))),
        button("Show OTP Verification", Box::new(move || modals.set_show_otp_verification(true))),
        button("Show Backup Codes", Box::new(move || modals.set_show_mfa_view_backup_codes(true))),
        button("Show Enter Backup Codes", Box::new(move || modals.set_show_mfa_enter_backup_codes(true))),
    ]
    .into_view()
}
