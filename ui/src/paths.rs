//! The paths of the pages, and of the forms without a page of their own, each written once. The site map of `pages` lists the page at each path.
//!
//! They are without the prefix of an application's installation: `Site::link` and `Strings::link` add it. A path with `{id}` is in the syntax of
//! axum's router; [`with_id`] replaces the parameter.

#![expect(missing_docs, reason = "each constant is its path")]

use mfa::{Method, NextStep};

// Sign-in, sign-up, and the pages for every visitor.
pub const LANDING: &str = "/";
pub const SIGN_UP: &str = "/sign-up";
pub const SIGN_IN: &str = "/sign-in";
pub const SIGN_OUT: &str = "/sign-out";
pub const LOST_ACCESS: &str = "/lost-access";
pub const FORGOTTEN_PASSWORD: &str = "/reset";
pub const CHECK_MAIL: &str = "/check-mail";
pub const MAIL_LINK: &str = "/m/{token}";
pub const NOT_ME: &str = "/not-me";
pub const LANGUAGE: &str = "/language";
pub const TIME_ZONE: &str = "/time-zone";
pub const PLAYGROUND: &str = "/playground";

// The steps of enrollment and proof.
pub const NEXT_STEP: &str = "/mfa";
pub const CHOOSE: &str = "/mfa/choose";
pub const TOTP: &str = "/mfa/totp";
pub const VERIFY: &str = "/mfa/verify";
pub const PASSKEY: &str = "/mfa/passkey";
pub const RECOVERY: &str = "/mfa/recovery";
pub const ACCOUNT_RECOVERY: &str = "/mfa/account-recovery";
pub const CONFIRM: &str = "/mfa/confirm/{id}";
pub const RECOVERY_CODES: &str = "/mfa/recovery-codes";
pub const RECOVERY_CODES_FILE: &str = "/mfa/recovery-codes.txt";

// An account's own pages, and the forms on them.
pub const ACCOUNT: &str = "/account";
pub const SECURITY: &str = "/account/security";
pub const ACTIVITY: &str = "/account/activity";
pub const DEVICES: &str = "/account/devices";
pub const RENAME_DEVICE: &str = "/account/devices/{id}/rename";
pub const REMOVE_DEVICE: &str = "/account/devices/{id}/remove";
pub const PASSKEYS: &str = "/account/passkeys";
pub const RENAME_PASSKEY: &str = "/account/passkeys/{id}/rename";
pub const REMOVE_PASSKEY: &str = "/account/passkeys/{id}/remove";
pub const SECOND_METHOD: &str = "/account/second-method";
pub const NOTICES: &str = "/account/notices";
pub const NEW_RECOVERY_CODES: &str = "/account/recovery-codes";
pub const SESSIONS: &str = "/account/sessions";
pub const TRUSTED_BROWSERS: &str = "/account/trusted-browsers";
pub const EMAIL: &str = "/account/email";
pub const CONFIRM_EMAIL: &str = "/account/email/confirm";
pub const NOTICE_ADDRESS: &str = "/account/second-address";
pub const STOP_RECOVERY: &str = "/account/stop-recovery";
pub const PASSWORD: &str = "/account/password";
pub const REMOVE_PASSWORD: &str = "/account/password/remove";
pub const CHECK_UP: &str = "/account/check-up";
pub const DATA: &str = "/account/data";
pub const DELETE_ACCOUNT: &str = "/account/delete";

// The dashboard.
pub const ADOPTION: &str = "/admin";
pub const ADOPTION_FILE: &str = "/admin/adoption.csv";
pub const POLICY: &str = "/admin/policy";
pub const POLICY_PREVIEW: &str = "/admin/policy/preview";
pub const AFFECTED_PEOPLE: &str = "/admin/policy/preview/people";
pub const POLICY_VERSIONS: &str = "/admin/policy/versions";
pub const POLICY_VERSION: &str = "/admin/policy/versions/{version}";
pub const PEOPLE: &str = "/admin/people";
pub const PERSON: &str = "/admin/people/{id}";
pub const RESET: &str = "/admin/people/{id}/reset";
pub const END_SESSIONS: &str = "/admin/people/{id}/end-sessions";
pub const DISABLE: &str = "/admin/people/{id}/disable";
pub const ENABLE: &str = "/admin/people/{id}/enable";
pub const APPROVALS: &str = "/admin/approvals";
pub const RECOVERIES: &str = "/admin/recoveries";
pub const STOP_RECOVERY_OF: &str = "/admin/recoveries/{id}/stop";
pub const AUDIT: &str = "/admin/audit";
pub const AUDIT_FILE: &str = "/admin/audit.csv";
pub const OUTBOX: &str = "/admin/mail";
pub const KEYS: &str = "/admin/keys";
pub const REVOKE_KEY: &str = "/admin/keys/{id}/revoke";

/// The page of a step.
#[must_use]
pub const fn of_step(step: &NextStep) -> &'static str {
    match step {
        NextStep::SignIn => SIGN_IN,
        NextStep::ChooseMethod { .. } => CHOOSE,
        NextStep::SetUpTotp { .. } => TOTP,
        NextStep::SetUpPasskey => PASSKEY,
        NextStep::Challenge { preferred, .. } => of_proof(*preferred),
        NextStep::AcknowledgeRecoveryCodes => RECOVERY_CODES,
        NextStep::Done => SECURITY,
    }
}

/// The page on which a method is proved.
#[must_use]
pub const fn of_proof(method: Method) -> &'static str {
    match method {
        Method::Totp => VERIFY,
        Method::Passkey => PASSKEY,
    }
}

/// The path of the forms about the enrolled factors of a method.
#[must_use]
pub const fn of_factors(method: Method) -> &'static str {
    match method {
        Method::Totp => DEVICES,
        Method::Passkey => PASSKEYS,
    }
}

/// The path of one item: `path` with its `{id}`, or its parameter of another name, replaced.
#[cfg(feature = "ssr")]
#[must_use]
pub fn with_id(path: &str, id: &str) -> String {
    let segments: Vec<_> = path.split('/').map(|segment| if segment.starts_with('{') { id } else { segment }).collect();
    segments.join("/")
}

/// Whether a path is the address of the link in a mail. It contains a token that acts for the reader of the mail, so it is never logged, nor put into
/// another address.
#[cfg(feature = "ssr")]
#[must_use]
pub fn is_mail_link(path: &str) -> bool {
    path.starts_with("/m/")
}

#[cfg(test)]
mod tests {
    use super::{PERSON, POLICY_VERSION, REVOKE_KEY, SECURITY, with_id};

    #[test]
    fn an_id_takes_the_place_of_the_parameter() {
        assert_eq!(with_id(PERSON, "0190"), "/admin/people/0190");
        assert_eq!(with_id(REVOKE_KEY, "0190"), "/admin/keys/0190/revoke");
        assert_eq!(with_id(POLICY_VERSION, "7"), "/admin/policy/versions/7");
        assert_eq!(with_id(SECURITY, "0190"), SECURITY);
    }
}
