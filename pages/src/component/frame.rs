//! The frames of pages. They are functions, not components, because a component's children must own their data.

use leptos::prelude::*;
use ui::erased_view::{Erase, ErasedView};

/// A page with one card, for a single task.
pub(crate) fn card(content: impl IntoView + 'static) -> ErasedView {
    view! {
        <main id="main" class="page">
            <div class="card">{content.erase()}</div>
        </main>
    }
    .erase()
}

/// The same, with enough width for a QR code or a list of codes.
pub(crate) fn wide_card(content: impl IntoView + 'static) -> ErasedView {
    view! {
        <main id="main" class="page">
            <div class="card card-wide">{content.erase()}</div>
        </main>
    }
    .erase()
}

/// A page with more than one card.
pub(crate) fn wide_page(content: impl IntoView + 'static) -> ErasedView {
    view! {
        <main id="main" class="page page-wide">
            {content.erase()}
        </main>
    }
    .erase()
}
