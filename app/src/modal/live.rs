//! The dialog in the browser: opened, filled with a screen, asked before it closes.

mod attempt;
mod backup_codes;
mod button;
mod challenge;
mod choose;
pub mod dialog;
mod enter_backup_code;
mod failure;
mod host;
mod load;
mod manage;
mod passkey;
mod scan;
mod verify;

pub(crate) use host::activate;
