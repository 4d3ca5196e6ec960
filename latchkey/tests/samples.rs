//! The code on `/playground` compiles as it stands there.

#![expect(dead_code, reason = "it is only shown")]

#[path = "../../playground/src/page/sample/server/settings_change.rs"]
mod server_settings_change;
#[path = "../../playground/src/page/sample/server/transfer_create.rs"]
mod server_transfer_create;
#[path = "../../playground/src/page/sample/settings_change.rs"]
mod settings_change;
#[path = "../../playground/src/page/sample/use_auth.rs"]
mod use_auth;
#[path = "../../playground/src/page/sample/use_authenticate_passkey_mfa.rs"]
mod use_authenticate_passkey_mfa;
#[path = "../../playground/src/page/sample/use_delete_passkey.rs"]
mod use_delete_passkey;
#[path = "../../playground/src/page/sample/use_get_mfa_token.rs"]
mod use_get_mfa_token;
#[path = "../../playground/src/page/sample/use_get_passkeys.rs"]
mod use_get_passkeys;
#[path = "../../playground/src/page/sample/use_get_user_mfa_methods.rs"]
mod use_get_user_mfa_methods;
#[path = "../../playground/src/page/sample/use_is_mfa_required_for_action.rs"]
mod use_is_mfa_required_for_action;
#[path = "../../playground/src/page/sample/use_mfa.rs"]
mod use_mfa;
#[path = "../../playground/src/page/sample/use_mfa_events.rs"]
mod use_mfa_events;
#[path = "../../playground/src/page/sample/use_mfa_modals.rs"]
mod use_mfa_modals;
#[path = "../../playground/src/page/sample/use_prompt_mfa_auth.rs"]
mod use_prompt_mfa_auth;
#[path = "../../playground/src/page/sample/use_register_passkey.rs"]
mod use_register_passkey;
#[path = "../../playground/src/page/sample/use_sign_in_with_passkey.rs"]
mod use_sign_in_with_passkey;
#[path = "../../playground/src/page/sample/use_sync_mfa_flow.rs"]
mod use_sync_mfa_flow;
