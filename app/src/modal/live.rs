//! The dialog in the browser: opening it, filling it with a screen, and confirming before it closes.

mod attempt;
mod backup_codes;
mod button;
mod challenge;
mod choose;
pub mod dialog;
mod enter_backup_code;
mod failed;
mod failure;
mod focus;
mod host;
mod leave;
mod load;
mod manage;
mod new_codes;
mod passkey;
mod scan;
mod verify;

pub(crate) use host::activate;
