//! A numbered list of advice.

use leptos::prelude::*;
use ui::catalog::Catalog;

/// A numbered list; each entry has the keys of a title and of a sentence.
pub(crate) fn advice<const N: usize>(entries: [(&'static str, &'static str); N], catalog: Catalog) -> impl IntoView + use<N> {
    let item = |(title, text)| {
        view! {
            <li>
                <p>
                    <strong>{catalog.text(title)}</strong>
                    " "
                    {catalog.text(text)}
                </p>
            </li>
        }
    };
    view! { <ol class="numbered">{entries.map(item)}</ol> }
}
