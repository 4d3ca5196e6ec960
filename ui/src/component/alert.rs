//! What a screen has to say: what went wrong, and what to know before going on.

use crate::{
    control::ControlSlot,
    form_error::FormError,
    icon::{ALERT, Icon},
    strings::{StringKey, Strings},
};
use leptos::prelude::*;

/// What went wrong, if it isn't about the field: announced at once, and counted down if it is a matter of waiting.
#[component]
pub fn Alert(
    /// What every screen is given.
    strings: Strings,
    /// What went wrong.
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
            }
        })
    };
    // On the server at once, while the request owns what is made for it: closures are called when another request may be the owner.
    #[cfg(feature = "ssr")]
    return draw();
    #[cfg(not(feature = "ssr"))]
    draw
}

/// Something to know before going on.
#[component]
pub fn Advice(
    /// The words for it.
    text: String,
) -> impl IntoView {
    view! {
        <div class="notice notice-info">
            <Icon path=ALERT />
            <p>{text}</p>
        </div>
    }
}
