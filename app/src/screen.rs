//! The screens of the flow: each one component, wherever it is shown.
//!
//! On a page, a screen is drawn on the server, and its forms and links ask the server for the next page. In a dialog it is mounted in the
//! browser and given callbacks, which take the place of those requests. What it says it is given as a [`Kit`](crate::kit::Kit) of
//! finished sentences; what went wrong with the last attempt, as a [`Trouble`](crate::trouble::Trouble).

pub mod backup_codes;
pub mod choose;
pub mod enter_backup_code;
pub mod manage;
pub mod passkey;
pub mod remove;
pub mod rename;
pub mod scan;
pub mod verify;
mod way;

pub use backup_codes::{BackupCodes, Sheet};
pub use choose::{Choose, Pick};
pub use enter_backup_code::EnterBackupCode;
pub use manage::{BackupCodesLeft, FactorAct, Factors};
pub use passkey::UsePasskey;
pub use remove::Remove;
pub use rename::Rename;
pub use scan::Scan;
pub use verify::Verify;
pub use way::Way;

use crate::control::browser;
use leptos::{
    ev::{MouseEvent, SubmitEvent},
    prelude::*,
};
use mfa::Method;
use std::sync::Arc;

/// What a screen calls in the place of the server, if it isn't part of a page.
pub type On<T> = Option<Arc<dyn Fn(T) + Send + Sync>>;

/// Something to call.
#[cfg(feature = "hydrate")]
pub(crate) fn on<T>(call: impl Fn(T) + Send + Sync + 'static) -> On<T> {
    Some(Arc::new(call))
}

/// Where the forms about one enrolled thing of a method are.
fn home(method: Method) -> &'static str {
    match method {
        Method::Totp => "/account/devices",
        Method::Passkey => "/account/passkeys",
    }
}

/// Has a press call back, if that is wanted, instead of asking the server. A press that opens a link elsewhere (another tab, a download) is left
/// to the browser. Boxed, so that the browser's part is compiled once.
fn instead<T: 'static>(on: &On<T>, value: impl Fn() -> T + 'static) -> Box<dyn FnMut(MouseEvent)> {
    let on = on.clone();
    Box::new(move |event| {
        let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0;
        if let Some(on) = on.as_ref().filter(|_| !elsewhere) {
            event.prevent_default();
            on(value());
        }
    })
}

/// Has a form hand over what is in its field, if that is wanted, instead of being sent. While the last one is on its way, another is none.
fn hand_over(on: On<String>, field: &'static str, busy: RwSignal<bool>) -> Box<dyn FnMut(SubmitEvent)> {
    Box::new(move |event| {
        if let Some(on) = &on {
            event.prevent_default();
            if !busy.get_untracked() {
                on(browser::field(&event, field));
            }
        }
    })
}
