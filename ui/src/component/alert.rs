//! The messages of a screen: errors, and hints to read before continuing.

use crate::{
    control::ControlSlot,
    erased_view::Erase,
    form_error::FormError,
    icon::{ALERT, Icon},
    strings::{StringKey, Strings},
};
use leptos::prelude::*;

/// The error of the last attempt, unless it is about the field: announced at once, and with a countdown if there is a wait.
#[component]
pub fn Alert(
    /// The sentences and addresses of the screens.
    strings: Strings,
    /// The error of the last attempt.
    form_error: RwSignal<Option<FormError>>,
) -> impl IntoView {
    let draw = move || {
        form_error.get().filter(|form_error| !form_error.about_field).map(|FormError { text, wait, .. }| {
            view! {
                <div class="notice notice-error" role="alert">
                    <Icon path=ALERT />
                    <p>{text}</p>
                </div>
                {wait.map(|seconds| ControlSlot::Timer { seconds, label: strings.text(StringKey::TimeLeft), over: strings.text(StringKey::TryNow) }.view())}
            }.erase()
        })
    };
    // On the server, the message is rendered at once, while the request's reactive owner is the current one: closures run later, possibly with the
    // owner of another request.
    #[cfg(feature = "ssr")]
    return draw();
    #[cfg(not(feature = "ssr"))]
    draw
}

/// A hint to read before continuing.
#[component]
pub fn Advice(
    /// Its text.
    text: String,
) -> impl IntoView {
    view! {
        <div class="notice notice-info">
            <Icon path=ALERT />
            <p>{text}</p>
        </div>
    }
}
