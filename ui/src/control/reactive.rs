//! Reactive values of attributes and texts that several controls and forms have. Each is one function, so that the browser's code for it is compiled once.

use leptos::prelude::*;

/// `aria-disabled` of a button: a press does nothing meanwhile, but the button keeps the focus.
pub(crate) fn disabled_while(busy: RwSignal<bool>) -> impl Fn() -> Option<&'static str> + Clone + Send + 'static {
    move || busy.get().then_some("true")
}

/// Whether a control has the class that hides it until it is usable.
pub(crate) fn waiting_until(usable: RwSignal<bool>) -> impl Fn() -> bool + Clone + Send + 'static {
    move || !usable.get()
}

/// A text that is only there while the signal is true.
pub(crate) fn text_while(shown: RwSignal<bool>, text: String) -> impl Fn() -> Option<String> + Clone + Send + 'static {
    move || shown.get().then(|| text.clone())
}

/// Becomes true in a browser where `check` is true. On the server it is false.
pub(crate) fn usable_if(check: fn() -> bool) -> RwSignal<bool> {
    let usable = RwSignal::new(false);
    Effect::new(move || usable.set(check()));
    usable
}
