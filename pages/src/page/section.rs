//! A section of a page: text on one side, a card on the other.

use leptos::prelude::*;
use ui::erased_view::{Erase, ErasedView};

/// A section of a page: heading and sentence on one side, a card on the other. The heading has this id and names the section.
pub(in crate::page) fn section(id: &'static str, title: String, text: String, content: impl IntoView + 'static) -> ErasedView {
    view! {
        <section class="section" aria-labelledby=id>
            <div class="section-head">
                <h2 id=id>{title}</h2>
                <p>{text}</p>
            </div>
            <div class="card">{content.erase()}</div>
        </section>
    }
    .erase()
}
