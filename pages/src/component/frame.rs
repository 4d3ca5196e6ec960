//! The frames of pages. They are functions, not components, because a component's children must own their data.

use leptos::prelude::*;

/// A page with one card, for a single task.
pub(crate) fn card(content: impl IntoView + 'static) -> AnyView {
    view! {
        <main id="main" class="page">
            <div class="card">{content.into_any()}</div>
        </main>
    }
    .into_any()
}

/// The same, with enough width for a QR code or a list of codes.
pub(crate) fn wide_card(content: impl IntoView + 'static) -> AnyView {
    view! {
        <main id="main" class="page">
            <div class="card card-wide">{content.into_any()}</div>
        </main>
    }
    .into_any()
}

/// A page with more than one card.
pub(crate) fn wide_page(content: impl IntoView + 'static) -> AnyView {
    view! {
        <main id="main" class="page page-wide">
            {content.into_any()}
        </main>
    }
    .into_any()
}
