//! The sensitive actions of forms: the action that a fresh proof is bound to, and the sentence about it on the page that asks for the proof.

use crate::site_map::{self, Page};
use mfa::{AdminAction, Method, Sensitive};

/// The action of a form at `path`, and the key of the sentence about the step after the proof. `replaces` is for a device that replaces another one,
/// `method` what the form says about it, if anything.
pub(crate) fn act_of(path: &str, replaces: bool, method: Option<&str>) -> (Sensitive, &'static str) {
    match site_map::find(path).map(|found| found.entry.page) {
        Some(Page::Choose) if method == Some(Method::Passkey.as_str()) => (Sensitive::AddPasskey, "step-up-passkey-add"),
        Some(Page::Devices | Page::Totp) if replaces => (Sensitive::ReplaceDevice, "step-up-replace"),
        Some(Page::Devices) => (Sensitive::AddDevice, "step-up-add"),
        Some(Page::RemoveDevice) => (Sensitive::RemoveMethod, "step-up-remove"),
        Some(Page::Passkeys) => (Sensitive::AddPasskey, "step-up-passkey-add"),
        Some(Page::RemovePasskey) => (Sensitive::RemoveMethod, "step-up-passkey-remove"),
        Some(Page::NewRecoveryCodes) => (Sensitive::NewRecoveryCodes, "step-up-codes"),
        Some(Page::Email) => (Sensitive::ChangeEmail, "step-up-email"),
        Some(Page::NoticeAddress) => (Sensitive::NoticeAddress, "step-up-second-address"),
        Some(Page::Password) => (Sensitive::ChangePassword, "step-up-password"),
        Some(Page::RemovePassword) => (Sensitive::RemovePassword, "step-up-password-remove"),
        Some(Page::Data) => (Sensitive::CopyData, "step-up-data"),
        Some(Page::DeleteAccount) => (Sensitive::DeleteAccount, "step-up-delete"),
        Some(Page::PolicyPreview) => (Sensitive::Administer, "step-up-policy"),
        Some(Page::Approvals) => (Sensitive::Administer, "step-up-approval"),
        Some(Page::Keys) => (Sensitive::Administer, "step-up-key-create"),
        Some(Page::Outbox) => (Sensitive::Administer, "step-up-mail"),
        Some(Page::StopRecoveryOf) => (Sensitive::Administer, "step-up-stop-recovery"),
        Some(Page::RevokeKey) => (Sensitive::Administer, "step-up-key-revoke"),
        Some(Page::AccountAction(AdminAction::Reset)) => (Sensitive::Administer, "step-up-reset"),
        Some(Page::AccountAction(AdminAction::EndSessions)) => (Sensitive::Administer, "step-up-end-sessions"),
        Some(Page::AccountAction(AdminAction::Disable)) => (Sensitive::Administer, "step-up-disable"),
        Some(Page::AccountAction(AdminAction::Enable)) => (Sensitive::Administer, "step-up-enable"),
        // All other forms enroll an authenticator app.
        _ => (Sensitive::AddDevice, "step-up-lead"),
    }
}

#[cfg(test)]
mod tests {
    use super::act_of;
    use crate::site_map;
    use mfa::Sensitive;

    #[test]
    fn every_form_of_the_dashboard_is_an_administrators() {
        for form in site_map::forms() {
            assert_eq!(act_of(form.path, false, None).0 == Sensitive::Administer, form.is_of_dashboard(), "{}", form.path);
        }
    }

    #[test]
    fn each_form_that_needs_a_proof_says_for_what() {
        for (path, replaces, act) in [
            ("/account/devices", true, Sensitive::ReplaceDevice),
            ("/account/devices", false, Sensitive::AddDevice),
            ("/account/devices/d1/remove", false, Sensitive::RemoveMethod),
            ("/account/passkeys", false, Sensitive::AddPasskey),
            ("/account/passkeys/p1/remove", false, Sensitive::RemoveMethod),
            ("/account/email", false, Sensitive::ChangeEmail),
            ("/account/second-address", false, Sensitive::NoticeAddress),
            ("/account/password", false, Sensitive::ChangePassword),
            ("/account/password/remove", false, Sensitive::RemovePassword),
            ("/account/data", false, Sensitive::CopyData),
            ("/account/delete", false, Sensitive::DeleteAccount),
            ("/account/recovery-codes", false, Sensitive::NewRecoveryCodes),
            ("/admin/people/u1/reset", false, Sensitive::Administer),
            ("/admin/keys/k1/revoke", false, Sensitive::Administer),
            ("/mfa/choose", false, Sensitive::AddDevice),
        ] {
            assert_eq!(act_of(path, replaces, None).0, act, "{path}");
        }
        assert_eq!(act_of("/mfa/choose", false, Some("passkey")).0, Sensitive::AddPasskey);
    }
}
