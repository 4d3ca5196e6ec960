//! The account's history in words.

use super::Catalog;

impl Catalog {
    /// A line about an event: what happened, how often, and to what.
    #[must_use]
    pub fn activity_told(self, event: &str, method: Option<&str>, detail: Option<String>, times: i64) -> String {
        let what = self.activity(event, method);
        let what = if times > 1 { self.fill("activity-repeated", [("what", what.into()), ("times", times.into())]) } else { what };
        match detail {
            Some(detail) => self.fill("activity-with-detail", [("what", what.into()), ("detail", detail.into())]),
            None => what,
        }
    }

    /// What happened, for the names of an event and a method of [`mfa::view::Activity`].
    ///
    /// An event that a newer version wrote into the database still gets a line, if a general one.
    #[must_use]
    pub fn activity(self, event: &str, method: Option<&str>) -> String {
        self.text(match event {
            "sign_up" => "activity-sign-up",
            "sign_in" if method == Some("application") => "activity-sign-in-application",
            "sign_in" if method == Some("passkey") => "activity-sign-in-passkey",
            "sign_in" => "activity-sign-in",
            "sign_in_complete" => match method {
                Some("totp") => "activity-sign-in-complete-totp",
                Some("passkey") => "activity-sign-in-complete-passkey",
                Some("recovery_code") => "activity-sign-in-complete-recovery-code",
                _ => "activity-sign-in-complete",
            },
            "sign_out" => "activity-sign-out",
            "totp_added" => "activity-totp-added",
            "totp_replaced" => "activity-totp-replaced",
            "totp_renamed" => "activity-totp-renamed",
            "totp_removed" => "activity-totp-removed",
            "passkey_added" => "activity-passkey-added",
            "passkey_renamed" => "activity-passkey-renamed",
            "passkey_removed" => "activity-passkey-removed",
            "passkey_refused" => "activity-passkey-refused",
            "passkey_cloned" => "activity-passkey-cloned",
            "code_accepted" => "activity-code-accepted",
            "code_refused" => "activity-code-refused",
            "code_replayed" => "activity-code-replayed",
            "recovery_code_used" => "activity-recovery-code-used",
            "recovery_code_refused" => "activity-recovery-code-refused",
            "recovery_codes_created" => "activity-recovery-codes-created",
            "recovery_codes_acknowledged" => "activity-recovery-codes-acknowledged",
            "step_up" => "activity-step-up",
            "session_ended" => "activity-session-ended",
            "sessions_ended" => "activity-sessions-ended",
            "password_changed" => "activity-password-changed",
            "email_changed" => "activity-email-changed",
            "password_refused" => "activity-password-refused",
            "account_deleted" => "activity-account-deleted",
            "mfa_reset" => "activity-mfa-reset",
            "administrator_granted" => "activity-administrator-granted",
            "administrator_revoked" => "activity-administrator-revoked",
            "enrollment_postponed" => "activity-enrollment-postponed",
            "mfa_token_issued" => "activity-mfa-token-issued",
            "mfa_token_consumed" => "activity-mfa-token-consumed",
            "mfa_token_refused" => "activity-mfa-token-refused",
            "policy_saved" => "activity-policy-saved",
            "account_disabled" => "activity-account-disabled",
            "account_enabled" => "activity-account-enabled",
            "approval_requested" => "activity-approval-requested",
            "approval_granted" => "activity-approval-granted",
            "approval_refused" => "activity-approval-refused",
            "approval_withdrawn" => "activity-approval-withdrawn",
            "application_key_created" => "activity-application-key-created",
            "application_key_revoked" => "activity-application-key-revoked",
            "audit_exported" => "activity-audit-exported",
            "passwords_paused" => "activity-passwords-paused",
            "guesses_paused" => "activity-guesses-paused",
            "guesses_stopped" => "activity-guesses-stopped",
            _ => "activity-other",
        })
    }
}
