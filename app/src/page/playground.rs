//! `/playground`: the modal controls and the hooks, live, with the code beside them. It is a developer's documentation, in English.

use super::visit;
use crate::{component::wide_page, guard::Place, hook::Modal, island::MfaProviderIsland, playground::ShowModal};
use leptos::prelude::*;

/// Screens, the names of their buttons, and the calls that open them.
const MODALS: [(Modal, &str, &str); 6] = [
    (Modal::Manage, "Show MFA Management", "modals.set_show_mfa_manage(true);"),
    (Modal::ChooseType, "Show MFA Type Selection", "modals.set_show_mfa_choose_type(true);"),
    (Modal::QrCode, "Show QR Code", "modals.set_show_mfa_qr_code(true);"),
    (Modal::OtpVerification, "Show OTP Verification", "modals.set_show_otp_verification(true);"),
    (Modal::ViewBackupCodes, "Show Backup Codes", "modals.set_show_mfa_view_backup_codes(true);"),
    (Modal::EnterBackupCodes, "Show Enter Backup Codes", "modals.set_show_mfa_enter_backup_codes(true);"),
];

pub(crate) fn page() -> impl IntoView {
    visit(Place::Open, async |mut visit| {
        // For the provider, which is rendered within this context.
        visit.cx.status = Some(visit.cx.latchkey.status(visit.cx.session.as_ref()).await?);
        provide_context(visit.cx.clone());
        let controls = MODALS.map(|(modal, label, code)| {
            view! {
                <div class="demo">
                    <ShowModal modal label=label.to_owned() />
                    <pre>
                        <code>{code}</code>
                    </pre>
                </div>
            }
        });
        Ok(wide_page(view! {
            <h1>"Playground"</h1>
            {controls}
            <MfaProviderIsland />
        }))
    })
}
