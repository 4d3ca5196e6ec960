//! A button that copies.

use crate::{
    browser,
    icon::{COPY, Icon},
};
use leptos::prelude::*;
use std::time::Duration;

/// How long it is said that it is done.
const SHOWN: Duration = Duration::from_millis(2500);

/// Copies values of the page to the clipboard: as they are, however a translator or an extension has changed what is shown.
/// Invisible on the server, and it stays so where the browser has no clipboard for the page.
#[component]
pub fn Copy(
    /// A CSS selector of the elements whose `data-copy` is copied, a line each. The value itself is no prop: it could be that of another page.
    from: String,
    /// The button's name.
    label: String,
    /// What it says when it is done.
    copied: String,
) -> impl IntoView {
    let usable = RwSignal::new(false);
    let done = RwSignal::new(false);
    Effect::new(move || usable.set(browser::can_copy()));
    let copy = move |_| {
        browser::copy(&from, move || {
            done.set(true);
            browser::after(SHOWN, move || done.set(false));
        });
    };
    view! {
        <button type="button" class="button button-small needs-script" class:waiting=move || !usable.get() on:click=copy>
            <Icon path=COPY />
            {label}
        </button>
        <span role="status" class="toast">
            {move || done.get().then(|| copied.clone())}
        </span>
    }
}
