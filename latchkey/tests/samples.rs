//! The code on `/playground` compiles as it stands there.

#![expect(dead_code, reason = "it is only shown")]

#[path = "../../pages/src/page/playground/sample/server/settings_change.rs"]
mod server_settings_change;
#[path = "../../pages/src/page/playground/sample/server/transfer_create.rs"]
mod server_transfer_create;
#[path = "../../pages/src/page/playground/sample/settings_change.rs"]
mod settings_change;
#[path = "../../pages/src/page/playground/sample/use_auth.rs"]
mod use_auth;
#[path = "../../pages/src/page/playground/sample/use_authenticate_passkey_mfa.rs"]
mod use_authenticate_passkey_mfa;
#[path = "../../pages/src/page/playground/sample/use_delete_passkey.rs"]
mod use_delete_passkey;
#[path = "../../pages/src/page/playground/sample/use_get_mfa_token.rs"]
mod use_get_mfa_token;
#[path = "../../pages/src/page/playground/sample/use_get_passkeys.rs"]
mod use_get_passkeys;
#[path = "../../pages/src/page/playground/sample/use_get_user_mfa_methods.rs"]
mod use_get_user_mfa_methods;
#[path = "../../pages/src/page/playground/sample/use_is_mfa_required_for_action.rs"]
mod use_is_mfa_required_for_action;
#[path = "../../pages/src/page/playground/sample/use_mfa.rs"]
mod use_mfa;
#[path = "../../pages/src/page/playground/sample/use_mfa_events.rs"]
mod use_mfa_events;
#[path = "../../pages/src/page/playground/sample/use_mfa_modals.rs"]
mod use_mfa_modals;
#[path = "../../pages/src/page/playground/sample/use_prompt_mfa_auth.rs"]
mod use_prompt_mfa_auth;
#[path = "../../pages/src/page/playground/sample/use_register_passkey.rs"]
mod use_register_passkey;
#[path = "../../pages/src/page/playground/sample/use_sign_in_with_passkey.rs"]
mod use_sign_in_with_passkey;
#[path = "../../pages/src/page/playground/sample/use_sync_mfa_flow.rs"]
mod use_sync_mfa_flow;
