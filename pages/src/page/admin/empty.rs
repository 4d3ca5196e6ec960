//! The placeholder for an empty list.

use leptos::prelude::*;
use ui::icon::Icon;

/// A sentence below an icon.
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
