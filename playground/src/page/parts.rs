//! The page's documentation of each hook.

use super::part::Part;

pub(super) const MODALS: Part = Part {
    name: "use_mfa_modals",
    lead: "Opens and closes the eight built-in screens, two of them for passkeys.",
    notes: &[
        "The buttons call the setters with Dynamic's names, such as set_show_mfa_manage(true). They do the same as open(Modal::Manage); close() closes whichever screen is open.",
        "One is open at a time. A screen that can't be shown (signed out, turned off, nothing enrolled, codes saved already) opens all the same, says why, and offers the way on.",
    ],
    errors: &[],
    sample: include_str!("sample/use_mfa_modals.rs"),
    server: None,
};

pub(super) const AUTH: Part = Part {
    name: "use_auth",
    lead: "Who is signed in, as signals, and signing out.",
    notes: &[
        "The signals change when the user signs out, proves what the session owes, or does so in another tab. The page is served with them filled in.",
    ],
    errors: &["transport", "unavailable"],
    sample: include_str!("sample/use_auth.rs"),
    server: None,
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
        "last_administrator",
        "name_invalid",
        "recovery_codes_acknowledged",
        "no_recovery_codes",
    ],
    sample: include_str!("sample/use_mfa.rs"),
    server: None,
};

pub(super) const SYNC: Part = Part {
    name: "use_sync_mfa_flow",
    lead: "Calls a handler whenever the session comes to owe something: a second factor, or the word that new backup codes are saved.",
    notes: &[
        "Once for each such change, once after the next sign-in, once after each load of a page; never in a loop. While a handler is installed, the built-in screens stay closed unless it opens them. Without one, they open by themselves.",
    ],
    errors: &[],
    sample: include_str!("sample/use_sync_mfa_flow.rs"),
    server: None,
};

pub(super) const PROMPT: Part = Part {
    name: "use_prompt_mfa_auth",
    lead: "Asks for a proof by the built-in screens; the future resolves when it is given.",
    notes: &["It begins at the user's next step: enrolling, if there is no method yet. Prompts that overlap resolve together."],
    errors: &["cancelled", "signed_out", "rate_limited", "locked", "challenge_over", "method_disabled", "no_provider"],
    sample: include_str!("sample/use_prompt_mfa_auth.rs"),
    server: None,
};

pub(super) const METHODS: Part = Part {
    name: "use_get_user_mfa_methods",
    lead: "The authenticator apps and passkeys that the user has, and whether any method is verified.",
    notes: &[],
    errors: &["not_signed_in", "requires_additional_auth", "transport", "unavailable"],
    sample: include_str!("sample/use_get_user_mfa_methods.rs"),
    server: None,
};

pub(super) const REGISTER_PASSKEY: Part = Part {
    name: "use_register_passkey",
    lead: "Has the browser make a passkey and the server register it.",
    notes: &[
        "prepare fetches what is to be asked, so that the press itself asks it: Safari asks its user only right after one. Call register in the handler and await what it gives; it answers the next step, and the session is full.",
        "While nothing is enrolled it is the enrollment; later it needs a proof within the last minutes.",
    ],
    errors: &[
        "unsupported",
        "insecure",
        "not_allowed",
        "already_there",
        "wrong_address",
        "unfit",
        "failed",
        "step_up_required",
        "requires_additional_auth",
        "method_disabled",
        "passkey_ceremony_over",
        "passkey_refused",
        "passkey_user_not_verified",
        "passkey_already_registered",
        "passkey_limit_reached",
    ],
    sample: include_str!("sample/use_register_passkey.rs"),
    server: None,
};

pub(super) const AUTHENTICATE_PASSKEY: Part = Part {
    name: "use_authenticate_passkey_mfa",
    lead: "Has the user prove a passkey: at sign-in, or before something sensitive.",
    notes: &["It answers the next step, as authenticate_device does. Failures lock nobody out: there is nothing to guess."],
    errors: &[
        "unsupported",
        "insecure",
        "not_allowed",
        "wrong_address",
        "failed",
        "not_possible_now",
        "method_disabled",
        "passkey_ceremony_over",
        "passkey_unknown",
        "passkey_refused",
        "passkey_user_not_verified",
        "passkey_cloned",
    ],
    sample: include_str!("sample/use_authenticate_passkey_mfa.rs"),
    server: None,
};

pub(super) const GET_PASSKEYS: Part = Part {
    name: "use_get_passkeys",
    lead: "The user’s passkeys, oldest first, and other names for them.",
    notes: &["rename takes the first one here. A passkey that may be copied to other devices says so: synced."],
    errors: &["not_signed_in", "requires_additional_auth", "not_found", "name_invalid", "transport", "unavailable"],
    sample: include_str!("sample/use_get_passkeys.rs"),
    server: None,
};

pub(super) const DELETE_PASSKEY: Part = Part {
    name: "use_delete_passkey",
    lead: "Removes a passkey, which opens nothing any more from then on.",
    notes: &["Here it is the first one. The user’s device may go on showing it, until it is deleted there, too."],
    errors: &["step_up_required", "not_found", "last_method", "last_administrator", "not_signed_in", "requires_additional_auth"],
    sample: include_str!("sample/use_delete_passkey.rs"),
    server: None,
};

pub(super) const SIGN_IN_WITH_PASSKEY: Part = Part {
    name: "use_sign_in_with_passkey",
    lead: "Signs in by a passkey alone: it is both factors at once, and no challenge follows.",
    notes: &[
        "It answers the address to go on to. Only where accounts are Latchkey’s own: an application that signs its users in itself is answered not_found.",
    ],
    errors: &[
        "unsupported",
        "insecure",
        "not_allowed",
        "wrong_address",
        "failed",
        "not_found",
        "method_disabled",
        "address_rate_limited",
        "passkey_ceremony_over",
        "passkey_unknown",
        "passkey_refused",
        "passkey_user_not_verified",
        "passkey_cloned",
        "sign_in_failed",
    ],
    sample: include_str!("sample/use_sign_in_with_passkey.rs"),
    server: None,
};

pub(super) const EVENTS: Part = Part {
    name: "use_mfa_events",
    lead: "Hears of every proof, and of built-in screens that were closed without one.",
    notes: &["Scripts that aren't Rust listen on window instead, to mfa_completion_success and mfa_completion_failure."],
    errors: &[],
    sample: include_str!("sample/use_mfa_events.rs"),
    server: None,
};

pub(super) const REQUIRED: Part = Part {
    name: "use_is_mfa_required_for_action",
    lead: "Whether an action of the application asks for a proof of its own, and whether the user enrolls a method for it first.",
    notes: &["The policy lists the actions; one that it doesn't list asks for nothing."],
    errors: &["not_signed_in", "requires_additional_auth", "transport", "unavailable"],
    sample: include_str!("sample/use_is_mfa_required_for_action.rs"),
    server: None,
};

pub(super) const TRANSFER: Part = Part {
    name: "use_get_mfa_token",
    lead: "Has the user confirm an action, here transfer.create, and gives the token for it. The prompt says what is confirmed.",
    notes: &[
        "The token is of single use, and counts for the very bytes that were begun: with another amount it is refused, and so it is a second time.",
        "Users without a method enroll one first, if the action requires it. Several calls wait for one another.",
    ],
    errors: &[
        "cancelled",
        "confirmation_over",
        "signed_out",
        "rate_limited",
        "locked",
        "challenge_over",
        "method_disabled",
        "no_provider",
        "requires_additional_auth",
        "mfa_token_wrong_content",
        "mfa_token_consumed",
    ],
    sample: include_str!("sample/use_get_mfa_token.rs"),
    server: Some(include_str!("sample/server/transfer_create.rs")),
};

pub(super) const SETTINGS: Part = Part {
    name: "settings.change",
    lead: "The same for an action whose token is good for a while: confirmed once, it is done as often as needed.",
    notes: &["The page keeps the token and asks for another one when the server doesn't take it any more. Keep it in memory only."],
    errors: &["mfa_token_expired"],
    sample: include_str!("sample/settings_change.rs"),
    server: Some(include_str!("sample/server/settings_change.rs")),
};
