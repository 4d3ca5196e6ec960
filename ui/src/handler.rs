//! Callbacks of screens in dialogs, in the place of requests to the server.

use crate::browser;
use leptos::{
    ev::{MouseEvent, SubmitEvent},
    prelude::*,
};
use std::sync::Arc;

/// The callback that a screen in a dialog has in the place of the server. `None` on a page.
pub type Handler<T> = Option<Arc<dyn Fn(T) + Send + Sync>>;

/// A handler that calls `call`.
#[cfg(feature = "hydrate")]
pub fn handler<T>(call: impl Fn(T) + Send + Sync + 'static) -> Handler<T> {
    Some(Arc::new(call))
}

/// Has a press call back, if that is wanted, instead of asking the server. A press that opens a link elsewhere (another tab, a download) is left
/// to the browser. Boxed, so that the browser's part is compiled once.
pub(crate) fn instead<T: 'static>(on: &Handler<T>, value: impl Fn() -> T + 'static) -> Box<dyn FnMut(MouseEvent)> {
    let on = on.clone();
    Box::new(move |event| {
        let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0;
        if let Some(on) = on.as_ref().filter(|_| !elsewhere) {
            event.prevent_default();
            on(value());
        }
    })
}

/// With a handler, a form hands over the content of its field instead of being sent. While an earlier one is on its way, nothing is handed over.
pub(crate) fn hand_over(on: Handler<String>, field: &'static str, busy: RwSignal<bool>) -> Box<dyn FnMut(SubmitEvent)> {
    Box::new(move |event| {
        if let Some(on) = &on {
            event.prevent_default();
            if !busy.get_untracked() {
                on(browser::field(&event, field));
            }
        }
    })
}
