//! What stands where a list would be, when there is nothing in it.

use app::icon::Icon;
use leptos::prelude::*;

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
