//! A section of a page: text on one side, a card on the other.

use leptos::prelude::*;

/// A section of a page: heading and sentence on one side, a card on the other. The heading has this id and names the section.
pub(in crate::page) fn section(id: &'static str, title: String, text: String, content: impl IntoView + 'static) -> AnyView {
    view! {
        <section class="section" aria-labelledby=id>
            <div class="section-head">
                <h2 id=id>{title}</h2>
                <p>{text}</p>
            </div>
            <div class="card">{content.into_any()}</div>
        </section>
    }
    .into_any()
}
