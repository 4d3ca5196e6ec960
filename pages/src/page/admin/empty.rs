//! The placeholder for an empty list.

use leptos::prelude::*;
use ui::{
    erased_view::{Erase, ErasedView},
    icon::Icon,
};

/// A sentence below an icon.
pub(super) fn empty(icon: &'static str, text: impl IntoView + 'static) -> ErasedView {
    view! {
        <div class="empty">
            <span class="row-icon">
                <Icon path=icon />
            </span>
            <p>{text}</p>
        </div>
    }
    .erase()
}
