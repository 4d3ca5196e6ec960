//! A button that copies.

use crate::{
    browser,
    control::reactive::{text_while, usable_if, waiting_until},
    icon::{COPY, Icon},
};
use leptos::prelude::*;
use std::time::Duration;

/// How long the confirmation is shown.
const SHOWN: Duration = Duration::from_millis(2500);

/// Copies values of the page to the clipboard. They are copied unchanged, even if a translator or an extension has changed the displayed text. The
/// button is invisible on the server, and stays so if the browser has no clipboard for the page.
#[component]
pub fn Copy(
    /// A CSS selector of the elements whose `data-copy` is copied, one per line. The value itself isn't a prop, since it could be that of another
    /// page.
    from: String,
    /// The button's label.
    label: String,
    /// The label after copying.
    copied: String,
) -> impl IntoView {
    let usable = usable_if(browser::can_copy);
    let done = RwSignal::new(false);
    let copy = move |_| {
        browser::copy(&from, move || {
            done.set(true);
            browser::after(SHOWN, move || done.set(false));
        });
    };
    view! {
        <button type="button" class="button button-small needs-script" class:waiting=waiting_until(usable) on:click=copy>
            <Icon path=COPY />
            {label}
        </button>
        <span role="status" class="toast">
            {text_while(done, copied)}
        </span>
    }
}
