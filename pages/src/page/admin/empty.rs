//! What stands where a list would be, when there is nothing in it.

use leptos::prelude::*;
use ui::icon::Icon;

/// A sentence below a picture.
pub(super) fn empty(icon: &'static str, text: impl IntoView + 'static) -> AnyView {
    view! {
        <div class="empty">
            <span class="row-icon">
                <Icon path=icon />
            </span>
            <p>{text}</p>
        </div>
    }
    .into_any()
}
