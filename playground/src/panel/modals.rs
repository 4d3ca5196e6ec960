//! `use_mfa_modals`.

use super::bench::{Bench, button, row};
use app::hook::{MfaModals, Modal, use_mfa_modals};
use leptos::prelude::*;

/// A button's label and its action.
type Control = (&'static str, fn(MfaModals));

const CONTROLS: [Control; 8] = [
    ("Show MFA Management", |modals| modals.set_show_mfa_manage(true)),
    ("Show MFA Type Selection", |modals| modals.set_show_mfa_choose_type(true)),
    ("Show QR Code", |modals| modals.set_show_mfa_qr_code(true)),
    ("Show OTP Verification", |modals| modals.set_show_otp_verification(true)),
    ("Show Register Passkey", |modals| modals.set_show_register_passkey(true)),
    ("Show Verify Passkey", |modals| modals.set_show_verify_passkey(true)),
    ("Show Backup Codes", |modals| modals.set_show_mfa_view_backup_codes(true)),
    ("Show Enter Backup Codes", |modals| modals.set_show_mfa_enter_backup_codes(true)),
];

/// The built-in screens.
#[island]
pub fn ModalsPanel() -> impl IntoView {
    let modals = use_mfa_modals();
    let state = Signal::derive(move || modals.open.get().map_or("none", Modal::name).to_owned());
    let buttons = CONTROLS.iter().map(|&(label, show)| button(label, Box::new(move || show(modals)))).collect();
    Bench::new("use_mfa_modals").show(vec![row(buttons)], state)
}
