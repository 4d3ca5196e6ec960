//! The servers' code on `/playground` compiles as it stands there.

#![expect(dead_code, reason = "it is only shown")]

#[path = "../../pages/src/page/playground/sample/server/settings_change.rs"]
mod settings_change;
#[path = "../../pages/src/page/playground/sample/server/transfer_create.rs"]
mod transfer_create;
