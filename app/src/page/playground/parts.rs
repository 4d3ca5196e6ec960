//! What the page says about each hook.

use super::part::Part;

pub(super) const MODALS: Part = Part {
    name: "use_mfa_modals",
    lead: "Opens and closes the six built-in screens.",
    notes: &[
        "One is open at a time. A screen that can't be shown (signed out, switched off, nothing enrolled, codes saved already) opens all the same, says why, and offers the way on.",
    ],
    errors: &[],
    sample: include_str!("sample/use_mfa_modals.rs"),
};

pub(super) const AUTH: Part = Part {
    name: "use_auth",
    lead: "Who is signed in, as signals, and signing out.",
    notes: &[
        "The signals change when the user signs out, proves what the session owes, or does so in another tab. The page is served with them filled in.",
    ],
    errors: &["transport", "unavailable"],
    sample: include_str!("sample/use_auth.rs"),
};

pub(super) const MFA: Part = Part {
    name: "use_mfa",
    lead: "Everything that can be done about methods and backup codes, for applications that draw screens of their own.",
    notes: &[
        "Secrets and codes aren't shown here. “Show QR Code” above resumes the device that add_device has begun; “Show Backup Codes” shows the codes that get_recovery_codes(true) has made.",
        "update_user_device and delete_user_device take the first device.",
    ],
    errors: &[
        "step_up_required",
        "requires_additional_auth",
        "mfa_invalid_code",
        "mfa_code_malformed",
        "mfa_rate_limited",
        "totp_device_already_registered",
        "last_method",
        "name_invalid",
        "recovery_codes_acknowledged",
        "no_recovery_codes",
    ],
    sample: include_str!("sample/use_mfa.rs"),
};

pub(super) const SYNC: Part = Part {
    name: "use_sync_mfa_flow",
    lead: "Calls a handler whenever the session comes to owe something: a second factor, or the word that new backup codes are saved.",
    notes: &[
        "Once for each such change, once after the next sign-in, once after each load of a page; never in a loop. While a handler is installed, the built-in screens stay closed unless it opens them. Without one, they open by themselves.",
    ],
    errors: &[],
    sample: include_str!("sample/use_sync_mfa_flow.rs"),
};

pub(super) const PROMPT: Part = Part {
    name: "use_prompt_mfa_auth",
    lead: "Asks for a proof by the built-in screens; the future resolves when it is given.",
    notes: &["It begins at the user's next step: enrolling, if there is no method yet. Prompts that overlap resolve together."],
    errors: &["cancelled", "signed_out", "rate_limited", "locked", "challenge_over", "method_disabled", "no_provider"],
    sample: include_str!("sample/use_prompt_mfa_auth.rs"),
};

pub(super) const METHODS: Part = Part {
    name: "use_get_user_mfa_methods",
    lead: "What the user is enrolled in, and whether any method is verified.",
    notes: &[],
    errors: &["not_signed_in", "requires_additional_auth", "transport", "unavailable"],
    sample: include_str!("sample/use_get_user_mfa_methods.rs"),
};

pub(super) const EVENTS: Part = Part {
    name: "use_mfa_events",
    lead: "Hears of every proof, and of built-in screens that were closed without one.",
    notes: &["Scripts that aren't Rust listen on window instead, to mfa_completion_success and mfa_completion_failure."],
    errors: &[],
    sample: include_str!("sample/use_mfa_events.rs"),
};
