//! What a screen has to say: what went wrong, and what to know before going on.

use crate::{
    control::Seat,
    icon::{ALERT, Icon},
    kit::{Kit, Word},
    trouble::Trouble,
};
use leptos::prelude::*;

/// What went wrong, if it isn't about the field: announced at once, and counted down if it is a matter of waiting.
#[component]
pub fn Alert(
    /// What every screen is given.
    kit: Kit,
    /// What went wrong.
    trouble: RwSignal<Option<Trouble>>,
) -> impl IntoView {
    let draw = move || {
        trouble.get().filter(|trouble| !trouble.about_field).map(|Trouble { text, wait, .. }| {
            view! {
                <div class="notice notice-error" role="alert">
                    <Icon path=ALERT />
                    <p>{text}</p>
                </div>
                {wait.map(|seconds| Seat::Timer { seconds, label: kit.text(Word::TimeLeft), over: kit.text(Word::TryNow) }.view())}
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
