//! The page for unknown paths.

use leptos::prelude::*;

pub(crate) fn page() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::NOT_FOUND);
    }
    view! {
        <section class="card">
            <h1>"There is no such room"</h1>
            <p>
                <a href="/">"Back to the entrance"</a>
            </p>
        </section>
    }
}
