//! The screens of the flow: each one component, wherever it is shown.
//!
//! On a page, a screen is drawn on the server, and its forms and links ask the server for the next page. In a dialog it is mounted in the
//! browser and given callbacks, which take the place of those requests. What it says it is given as a [`Kit`](crate::kit::Kit) of
//! finished sentences; what went wrong with the last attempt, as a [`Trouble`](crate::trouble::Trouble).

pub mod backup_codes;
pub mod choose;
pub mod enter_backup_code;
pub mod manage;
pub mod remove;
pub mod rename;
pub mod scan;
pub mod verify;

pub use backup_codes::{BackupCodes, Sheet};
pub use choose::{Choose, Pick};
pub use enter_backup_code::EnterBackupCode;
pub use manage::{BackupCodesLeft, DeviceAct, Devices};
pub use remove::Remove;
pub use rename::Rename;
pub use scan::Scan;
pub use verify::{Verify, Way};

use crate::control::browser;
use leptos::{
    ev::{MouseEvent, SubmitEvent},
    prelude::*,
};

/// Has a press call back, if there is a callback, instead of asking the server. A press that opens a link elsewhere (another tab, a download) is
/// left to the browser.
fn instead<T: 'static>(callback: Option<Callback<T>>, value: impl Fn() -> T + 'static) -> impl Fn(MouseEvent) + 'static {
    move |event| {
        let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0;
        if let Some(callback) = callback.filter(|_| !elsewhere) {
            event.prevent_default();
            callback.run(value());
        }
    }
}

/// Has a form hand over what is in its field, if there is a callback, instead of being sent. While the last one is on its way, another is
/// none.
fn hand_over(callback: Option<Callback<String>>, field: &'static str, busy: Signal<bool>) -> impl Fn(SubmitEvent) + 'static {
    move |event| {
        if let Some(callback) = callback {
            event.prevent_default();
            if !busy.get_untracked() {
                callback.run(browser::field(&event, field));
            }
        }
    }
}
