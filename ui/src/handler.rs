//! Callbacks of screens in dialogs, which replace requests to the server.

use crate::browser;
use leptos::{
    ev::{MouseEvent, SubmitEvent},
    prelude::*,
};
use std::sync::Arc;

/// The callback of a screen in a dialog. `None` on a page, where the screen sends a request to the server instead.
pub type Handler<T> = Option<Arc<dyn Fn(T) + Send + Sync>>;

/// A handler that calls `call`.
#[cfg(feature = "hydrate")]
pub fn handler<T>(call: impl Fn(T) + Send + Sync + 'static) -> Handler<T> {
    Some(Arc::new(call))
}

/// If there is a handler, a press calls it instead of sending a request. A press that opens a link elsewhere (another tab, a download) is left to the
/// browser. Boxed, so that the browser's code is compiled once.
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

/// If there is a handler, a form passes the content of its field to it instead of being submitted. While an earlier value is being processed, nothing
/// is passed.
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
