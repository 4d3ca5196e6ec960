//! `/vault`: for users who have proved their second factor. The server refuses all others.

mod security;
mod strongbox;

use crate::function::{Thing, contents};
use leptos::prelude::*;

pub(crate) fn page() -> impl IntoView {
    let things = Resource::new(|| (), async |()| contents().await);
    view! {
        <section class="vault">
            <h1>"Your vault"</h1>
            <Suspense fallback=|| "Opening…">
                {move || Suspend::new(async move {
                    match things.await {
                        Ok(things) => shelf(things).into_any(),
                        Err(_) => locked().into_any(),
                    }
                })}
            </Suspense>
        </section>
    }
}

fn shelf(things: Vec<Thing>) -> impl IntoView {
    let thing = |Thing { label, text }| {
        view! {
            <li>
                <h2>{label}</h2>
                <p>{text}</p>
            </li>
        }
    };
    view! {
        <ul class="shelf">{things.into_iter().map(thing).collect::<Vec<_>>()}</ul>
        <div class="pair">
            {strongbox::view()}
            {security::view()}
        </div>
    }
}

/// For visitors who opened the page without a request to the server, or whose session has ended meanwhile.
fn locked() -> impl IntoView {
    view! {
        <p class="alert" role="alert">
            "The vault is locked. "
            <a href="/vault" rel="external">
                "Unlock it"
            </a>
        </p>
    }
}
